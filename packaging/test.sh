#!/usr/bin/env bash
# Sets EdgeViz up with its test tools and runs every check. Arguments go to pytest: packaging/test.sh -k project
# (-n 0 runs them in one process, as a debugger needs it).
set -uo pipefail
# shellcheck source=packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

READERS="$CHECKOUT/packaging/readers.txt"

setup_readers() { # other people's programs that read the exports; tests of those that are missing are skipped
    local current
    current="readers $(sha256sum <"$READERS" | cut -d' ' -f1)"
    [ -d "$VENV/readers" ] && grep -qxF "$current" "$STAMP" && return 0
    say "Installing programs that read the exports, for tests (about 110 MB) …"
    if pip install --quiet --no-deps --upgrade --target "$VENV/readers" -r "$READERS"; then
        echo "$current" >>"$STAMP"
    else
        say "They could not be installed (see above): the tests that run them are skipped."
    fi
}

setup_python "[test]"
setup_readers
setup_qt offscreen
cd "$CHECKOUT" || exit 1
export QT_QPA_PLATFORM=offscreen

failed=()
lines=()
step() { # name, command...
    local name="$1" begun=$SECONDS result=ok
    shift
    printf '\n=== %s\n' "$name"
    "$@" || { result=FAILED && failed+=("$name"); }
    lines+=("$(printf '%-12s %-6s %4d s' "$name" "$result" $((SECONDS - begun)))")
}

step ruff "$PYTHON" -m ruff check .
step format "$PYTHON" -m ruff format --check .
step mypy "$PYTHON" -m mypy
step imports "$PYTHON" -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'

printf '\n=== Results so far\n'
printf '%s\n' "${lines[@]}"

# Last, so that pytest's summary is what the output ends with. A process for each core, at most four: each may start
# workers that load torch. Every one keeps its share of the order, and takes from another's when it is through.
printf '\n=== pytest, without a screen\n'
"$PYTHON" -P -m pytest -n auto --maxprocesses 4 --dist worksteal "$@" || failed+=(pytest)
exit $((${#failed[@]} > 0))
