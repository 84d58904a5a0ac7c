#!/usr/bin/env bash
# Sets EdgeViz up on a fresh Debian or Ubuntu machine and starts it. Arguments pass through: packaging/run.sh my.onnx
set -euo pipefail
# shellcheck source=packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

setup_python ""

# -P: a file called torch.py in the current folder must not be taken for the package.
start() { exec "$PYTHON" -P -m edgeviz "$@"; }

case "${1:-}" in
inspect | evaluate | export | -*) start "$@" ;;
demo | self-test)
    setup_qt offscreen
    start "$@"
    ;;
esac

if has_display; then
    setup_qt screen
    if [ "$#" -eq 0 ]; then
        start demo
    fi
    start "$@"
fi

if [ "$#" -eq 0 ]; then
    folder="${EDGEVIZ_DEMO_DIR:-$CHECKOUT/out/demo}"
    setup_qt offscreen
    say "There is no display, so the main job runs without a window: edgeviz demo --output $folder"
    start demo --output "$folder"
fi
say "There is no display, so the file is shown here: edgeviz inspect $*"
start inspect "$@"
