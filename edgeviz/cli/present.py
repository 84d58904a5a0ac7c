"""``edgeviz present``: straight into the presentation."""

from __future__ import annotations

import argparse

from edgeviz.cli.console import Console
from edgeviz.cli.main import window
from edgeviz.cli.options import UsageError


def present(options: argparse.Namespace, console: Console) -> int:
    if options.json:
        raise UsageError("a presentation has no JSON")
    return window(options.file, demo=options.file is None, present=True)
