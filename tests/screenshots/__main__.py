"""Pictures of the window, its docks and its dialogs: ``python -m tests.screenshots --output DIR [--only NAME …]``.

Needs no display. Every theme, 1280×800 and 1920×1080. Look at each one for overlap, clipping, contrast and empty space.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main(arguments: list[str]) -> int:
    from edgeviz.ui.language import ENGLISH, LANGUAGES
    from tests.screenshots.shots import SIZES, take

    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("--output", required=True, type=Path, help="the folder for the pictures")
    parser.add_argument("--only", nargs="*", default=[], help="names, or beginnings of names, of what to render")
    parser.add_argument("--theme", nargs="*", default=[], help="light, dark, contrast; all by default")
    parser.add_argument("--size", choices=SIZES, nargs="*", default=list(SIZES), help="both by default")
    parser.add_argument("--language", choices=LANGUAGES, default=ENGLISH, help="English by default")
    options = parser.parse_args(arguments)
    for path in take(options.output, options.size, options.theme, options.only, options.language):
        print(path, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
