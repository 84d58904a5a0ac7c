#!/usr/bin/env bash
# Makes an AppImage of the .deb that packaging/build.sh made: appimage.sh edgeviz_VERSION_amd64.deb [TARGET]
#
# The AppDir was made and its AppRun started; appimagetool itself was NOT tried, because it could not be had where this
# was written. It must be on the PATH; with ARCH set it needs no network but for its runtime file (--runtime-file).
# What the .deb depends on (X11, OpenGL, fontconfig, glibc of the building machine or newer) is needed here as well.
set -euo pipefail

deb="${1:?the .deb}"
target="${2:-EdgeViz-x86_64.AppImage}"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

dpkg-deb -x "$deb" "$folder/EdgeViz.AppDir"
cd "$folder/EdgeViz.AppDir"
ln -s usr/bin/edgeviz AppRun
cp usr/share/applications/edgeviz.desktop .
cp usr/share/icons/hicolor/256x256/apps/edgeviz.png .
ln -s edgeviz.png .DirIcon
cd - >/dev/null
if [ -n "${EDGEVIZ_APPDIR:-}" ]; then
    mv "$folder/EdgeViz.AppDir" "$EDGEVIZ_APPDIR"
    exit 0
fi
ARCH=x86_64 appimagetool "$folder/EdgeViz.AppDir" "$target"
