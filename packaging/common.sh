# Shared by run.sh and test.sh: everything between a fresh Debian or Ubuntu machine and a working .venv.
# Messages go to stderr, so that "packaging/run.sh inspect model.onnx --json" leaves only JSON on stdout.
# shellcheck shell=bash

CHECKOUT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
VENV="$CHECKOUT/.venv"
PYTHON="$VENV/bin/python"
CONSTRAINTS="$CHECKOUT/packaging/constraints.txt"
STAMP="$VENV/edgeviz-setup.stamp"
TORCH="$(sed -n 's/^torch==//p' "$CONSTRAINTS")"
# PyTorch's CPU build is a tenth of the size of the one with CUDA, which EdgeViz can do without. It is taken where
# pip is set up to find it; EDGEVIZ_TORCH_INDEX names a package index that holds it.
TORCH_INDEX="${EDGEVIZ_TORCH_INDEX:-}"

say() { printf 'edgeviz: %s\n' "$*" >&2; }

fail() { # what, remedy line...
    printf 'edgeviz: FAILED: %s\n' "$1" >&2
    shift
    printf 'edgeviz:   %s\n' "$@" >&2
    exit 1
}

has_display() { [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; }

# ---- packages of the system ----

privileged() { # prints the prefix under which apt-get may install without asking; fails where there is none
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" = 0 ]; then
        echo env
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        echo sudo
    else
        return 1
    fi
}

apt_install() { # package...: true when they are installed afterwards
    local prefix
    prefix="$(privileged)" || return 1
    say "Installing system packages: $*"
    if ! "$prefix" DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >&2; then
        say "Refreshing the list of packages …"
        "$prefix" apt-get update -q >&2 || true
        "$prefix" DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >&2 || return 1
    fi
}

install_command() { echo "sudo apt-get update && sudo apt-get install -y $*"; }

# ---- Python ----

good_python() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' 2>/dev/null; }

find_python() { # prints a Python from 3.11 on
    local name
    for name in "${EDGEVIZ_PYTHON:-}" python3 python3.13 python3.12 python3.11 python3.14; do
        if [ -n "$name" ] && command -v "$name" >/dev/null && good_python "$name"; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

make_venv() {
    local python version
    if ! python="$(find_python)"; then
        say "Python 3.11 or newer was not found."
        apt_install python3 python3-venv || true
        find_python >/dev/null || apt_install python3.12 python3.12-venv || apt_install python3.11 python3.11-venv || true
        python="$(find_python)" || fail "EdgeViz needs Python 3.11 to 3.14." \
            "Install one: $(install_command python3 python3-venv)" \
            "Where the system's Python is older, install a newer one and name it: EDGEVIZ_PYTHON=/path/to/python3.12 $0"
    fi
    version="$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        say "Python $version lacks its venv module."
        apt_install "python$version-venv" || apt_install python3-venv || true
        "$python" -c 'import ensurepip, venv' 2>/dev/null || fail "Python $version cannot make virtual environments." \
            "Install the missing package: $(install_command "python$version-venv")"
    fi
    say "Making $VENV with Python $version"
    "$python" -m venv --clear "$VENV" >&2 || fail "$VENV could not be made." \
        "Check that $CHECKOUT is writable and has some GB of free space, then run $0 again."
}

pip() { "$PYTHON" -m pip --disable-pip-version-check --no-input "$@" >&2; }

install_torch() {
    "$PYTHON" -c "import importlib.metadata as m, sys; sys.exit(m.version('torch').partition('+')[0] != '$TORCH')" \
        2>/dev/null && return 0
    say "Installing PyTorch $TORCH for the CPU (about 200 MB) …"
    pip install --quiet "torch==$TORCH+cpu" 2>/dev/null && return 0
    if [ -n "$TORCH_INDEX" ]; then
        pip install --index-url "$TORCH_INDEX" "torch==$TORCH" && return 0
    fi
    say "PyTorch's CPU build was not found; installing the standard one (on Linux with CUDA, several GB)."
    say "To have the small one, stop here and set EDGEVIZ_TORCH_INDEX to the index of PyTorch's CPU builds …"
    pip install -c "$CONSTRAINTS" "torch==$TORCH"
}

stamp() { # extras: what must be the same for the set-up to be current
    {
        echo "$1 $CHECKOUT"
        "$PYTHON" -c 'import sys; print(sys.version)'
        cat "$CHECKOUT/pyproject.toml" "$CONSTRAINTS"
    } | sha256sum | cut -d' ' -f1
}

setup_python() { # extras: "" or "[test]"
    if [ -x "$PYTHON" ] && good_python "$PYTHON"; then
        grep -qxF "$(stamp "$1")" "$STAMP" 2>/dev/null && return 0
    else
        make_venv
    fi
    (
        # Two starts at once must not install into one folder.
        if command -v flock >/dev/null; then
            flock -n 9 || { say "Waiting for another set-up to finish …" && flock 9; }
        fi
        grep -qxF "$(stamp "$1")" "$STAMP" 2>/dev/null && exit 0
        rm -f "$STAMP"
        "$PYTHON" -m pip --version >/dev/null 2>&1 || "$PYTHON" -m ensurepip --upgrade >&2 || exit 1
        install_torch || exit 1
        say "Installing EdgeViz and the packages it needs (about 700 MB) …"
        pip install -c "$CONSTRAINTS" hatchling editables || exit 1
        pip install -c "$CONSTRAINTS" --no-build-isolation -e "$CHECKOUT$1" || exit 1
        if [ -n "$1" ]; then stamp "" >>"$STAMP"; fi
        stamp "$1" >>"$STAMP"
    ) 9>"$VENV/edgeviz-setup.lock" || fail "The Python packages could not be installed (see above)." \
        "Check the network connection and the free space in $VENV, then run $0 again: it goes on where it stopped."
    say "Python packages are ready."
}

# ---- the libraries that Qt loads ----

package_of() { # soname -> Debian package
    case "$1" in
    libGL.so.1) echo libgl1 ;;
    libEGL.so.1) echo libegl1 ;;
    libOpenGL.so.0) echo libopengl0 ;;
    libX11.so.6) echo libx11-6 ;;
    libX11-xcb.so.1) echo libx11-xcb1 ;;
    libxcb.so.1) echo libxcb1 ;;
    libxcb-cursor.so.0) echo libxcb-cursor0 ;;
    libxcb-icccm.so.4) echo libxcb-icccm4 ;;
    libxcb-image.so.0) echo libxcb-image0 ;;
    libxcb-keysyms.so.1) echo libxcb-keysyms1 ;;
    libxcb-randr.so.0) echo libxcb-randr0 ;;
    libxcb-render.so.0) echo libxcb-render0 ;;
    libxcb-render-util.so.0) echo libxcb-render-util0 ;;
    libxcb-shape.so.0) echo libxcb-shape0 ;;
    libxcb-shm.so.0) echo libxcb-shm0 ;;
    libxcb-sync.so.1) echo libxcb-sync1 ;;
    libxcb-util.so.1) echo libxcb-util1 ;;
    libxcb-xfixes.so.0) echo libxcb-xfixes0 ;;
    libxcb-xinerama.so.0) echo libxcb-xinerama0 ;;
    libxcb-xkb.so.1) echo libxcb-xkb1 ;;
    libxkbcommon.so.0) echo libxkbcommon0 ;;
    libxkbcommon-x11.so.0) echo libxkbcommon-x11-0 ;;
    libwayland-client.so.0) echo libwayland-client0 ;;
    libwayland-cursor.so.0) echo libwayland-cursor0 ;;
    libwayland-egl.so.1) echo libwayland-egl1 ;;
    libfontconfig.so.1) echo libfontconfig1 ;;
    libfreetype.so.6) echo libfreetype6 ;;
    libdbus-1.so.3) echo libdbus-1-3 ;;
    libglib-2.0.so.0 | libgthread-2.0.so.0) echo libglib2.0-0 ;;
    libzstd.so.1) echo libzstd1 ;;
    libz.so.1) echo zlib1g ;;
    libstdc++.so.6) echo libstdc++6 ;;
    libgomp.so.1) echo libgomp1 ;;
    *) return 1 ;;
    esac
}

missing_sonames() { # plugin...: what the dynamic linker does not find for Qt's windows, sorted
    local qt plugin
    qt="$("$PYTHON" -c 'import PySide6, pathlib; print(pathlib.Path(PySide6.__file__).parent / "Qt")')" || return 0
    for plugin in "$@"; do
        ldd "$qt/plugins/platforms/lib$plugin.so" 2>/dev/null
    done | sed -n 's/^[[:space:]]*\([^ ]*\) => not found$/\1/p' | sort -u
    ldd "$qt/lib/libQt6Widgets.so.6" "$qt/lib/libQt6Svg.so.6" 2>/dev/null |
        sed -n 's/^[[:space:]]*\([^ ]*\) => not found$/\1/p' | sort -u
}

missing_packages() { # plugin...
    local soname
    missing_sonames "$@" | sort -u | while read -r soname; do
        package_of "$soname" || echo "(the package that holds $soname)"
    done | sort -u
    if [ -z "$(find -L /usr/share/fonts /usr/local/share/fonts "${HOME:-/nonexistent}/.local/share/fonts" \
        "${HOME:-/nonexistent}/.fonts" -name '*.[to]tf' -print -quit 2>/dev/null)" ]; then
        echo fonts-dejavu-core
    fi
}

setup_qt() { # "screen" or "offscreen": fails only where a window was asked for and cannot be
    local plugins=(qoffscreen) missing known
    grep -qxF "qt $1 $("$PYTHON" -V)" "$STAMP" 2>/dev/null && return 0
    [ "$1" = screen ] && plugins+=(qxcb)
    say "Looking for the system libraries that Qt needs …"
    mapfile -t missing < <(missing_packages "${plugins[@]}")
    mapfile -t known < <(printf '%s\n' "${missing[@]}" | grep -v '^(' || true)
    if [ "${#known[@]}" -gt 0 ] && [ -n "${known[0]}" ]; then
        apt_install "${known[@]}" || true
        mapfile -t missing < <(missing_packages "${plugins[@]}")
    fi
    if [ "${#missing[@]}" -gt 0 ]; then
        if [ "$1" = screen ]; then
            fail "Qt needs system libraries that are not installed: ${missing[*]}" \
                "Install them: $(install_command "${missing[@]}")" "Then run $0 again."
        fi
        say "Windows cannot be rendered, because system libraries are missing: ${missing[*]}"
        say "To have screenshots too: $(install_command "${missing[@]}")"
        return 0
    fi
    echo "qt $1 $("$PYTHON" -V)" >>"$STAMP"
}
