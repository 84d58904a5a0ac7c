"""Starts EdgeViz: the window, or a command.

Spawned workers import this module again, so it imports nothing that takes time.
"""

from __future__ import annotations

import sys


def main(argv: list[str] | None = None) -> int:
    """Exit code of the program: see ``edgeviz --help``."""
    from edgeviz.cli import main as cli

    return cli.main(sys.argv[1:] if argv is None else argv)


if __name__ == "__main__":
    sys.exit(main())
