"""What a job is: a frozen, picklable request that names its entry as a string."""

from __future__ import annotations

import importlib
import itertools
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

#: An entry takes the context and the job's arguments; what it returns is the payload of Finished.
Entry = Callable[..., Any]


class Lane(StrEnum):
    INTERACTIVE = "interactive"
    COMPUTE = "compute"


_numbers = itertools.count(1)


def _new_id() -> str:
    return f"{os.getpid():x}-{next(_numbers)}"


@dataclass(frozen=True, slots=True)
class JobSpec:
    """A request. ``entry`` is "package.module:function"; ``arguments`` are complete and picklable.

    ``light`` jobs need no torch, so they do not wait for the worker to finish importing it. ``lane`` says which
    worker runs it: what a person is waiting for goes to INTERACTIVE, so that it never queues behind a long run.
    """

    entry: str
    title: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    seed: int = 0
    light: bool = False
    lane: Lane = Lane.COMPUTE
    id: str = field(default_factory=_new_id)

    def resolve(self) -> Entry:
        module, _, function = self.entry.partition(":")
        found: Entry = getattr(importlib.import_module(module), function)
        return found
