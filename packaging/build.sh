#!/usr/bin/env bash
# Builds what people install: a folder that needs no Python, as .tar.gz and .deb, in out/installer. Takes minutes and
# several GB. Arguments go to installer/build.py: packaging/build.sh --keep-bundle
set -euo pipefail
# shellcheck source=packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

command -v objdump >/dev/null || apt_install binutils ||
    fail "objdump is missing." "Install it: $(install_command binutils)"
setup_python "[package]"
setup_qt screen # the bundle takes the libraries of a window from this machine
cd "$CHECKOUT"
exec "$PYTHON" -P packaging/installer/build.py "$@"
