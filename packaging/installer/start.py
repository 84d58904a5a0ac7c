"""What the bundled program starts with: ``edgeviz``, or one of the processes that it starts for itself.

Inside a bundle ``sys.executable`` is the program and no Python. Workers of multiprocessing come in through
``freeze_support``; the others (a search's processes, loading a model in a fresh process, pictures of the window) are
started as ``python -c``, which is understood here.
"""

from __future__ import annotations

import multiprocessing
import os
import sys


def own_libraries_for_us_only() -> None:
    """ssh and whatever else is started must load the system's libraries, not the bundle's.

    The loader of this process read the variable when it started, so nothing changes here. Our own processes set it
    again for themselves when they are told to start afresh; without, they would rely on having inherited it.
    """
    if not getattr(sys, "frozen", False):
        return
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before:
        os.environ["LD_LIBRARY_PATH"] = before


def code_of(arguments: list[str]) -> tuple[str, list[str]] | None:
    """The code and ``sys.argv`` where the arguments are ``[-I] -c CODE [ARGUMENT…]``, as for a Python."""
    rest = arguments[1:] if arguments[:1] == ["-I"] else arguments
    return (rest[1], ["-c", *rest[2:]]) if len(rest) > 1 and rest[0] == "-c" else None


def main() -> int:
    own_libraries_for_us_only()
    multiprocessing.freeze_support()
    if (found := code_of(sys.argv[1:])) is not None:
        code, sys.argv[:] = found
        exec(compile(code, "<command>", "exec"), {"__name__": "__main__"})
        return 0
    from edgeviz.__main__ import main as edgeviz

    return edgeviz()


if __name__ == "__main__":
    sys.exit(main())
