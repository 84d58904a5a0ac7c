"""What native code prints, kept away from the results."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def stdout_kept() -> Iterator[None]:
    """What native code prints goes to stderr: HiGHS leaves debugging lines among the results now and then."""
    try:
        out, err = sys.__stdout__.fileno(), sys.__stderr__.fileno()  # type: ignore[union-attr]
        flush = ctypes.CDLL(None).fflush
    except (AttributeError, OSError, TypeError, ValueError):
        # No such streams, or a system whose C library is not found this way: nothing can be kept apart.
        yield
        return
    sys.stdout.flush()
    kept = os.dup(out)
    try:
        os.dup2(err, out)
        yield
    finally:
        # The C library buffers what was printed; it must leave while stdout points elsewhere.
        flush(None)
        os.dup2(kept, out)
        os.close(kept)
