"""What the tests of executors send to other processes."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def process_id() -> int:
    return os.getpid()


def add(a: int, b: int) -> int:
    return a + b


def fail() -> None:
    raise ZeroDivisionError("what")


class NotPortableError(Exception):
    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} and {two}")


def fail_strangely() -> None:
    raise NotPortableError(1, 2)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def rest(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def touch_and_rest(path: str, seconds: float) -> None:
    Path(path).write_text(str(os.getpid()))
    time.sleep(seconds)


def threads() -> int:
    # Only here: the other entries need not wait for it.
    import torch

    return torch.get_num_threads()


def chatter() -> str:
    os.write(1, b"native noise")
    return "done"
