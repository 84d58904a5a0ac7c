from __future__ import annotations

import sys
from pathlib import Path

import pytest


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the programs of packaging/readers.txt, from which packages can be imported during the test.

    Last in the path, so that nothing in it stands before what EdgeViz runs with.
    """
    folder = Path(sys.prefix) / "readers"
    monkeypatch.setattr(sys, "path", [*sys.path, str(folder)])
    return folder
