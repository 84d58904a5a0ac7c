"""Every test runs without a display and away from the person's own files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 2) - 1)))

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

#: Milliseconds for which a test waits for what will come: it is there sooner, but not on a busy machine.
PATIENCE = 120_000

# A test never depends on luck, and a busy machine is not a failure.
settings.register_profile("edgeviz", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("edgeviz")


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, caches and recovery files of a test go to a folder of its own."""
    home = tmp_path_factory.mktemp("home")
    for name, folder in (("DATA", "share"), ("CONFIG", "config"), ("CACHE", "cache"), ("STATE", "state")):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / folder))


class PatientBot(QtBot):
    """Waits as long as a busy machine may need."""

    def waitUntil(self, callback: Any, *, timeout: int = PATIENCE) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitExposed(self, widget: Any, *, timeout: int = PATIENCE) -> Any:
        return super().waitExposed(widget, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture
def english_again(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test does to the language of the window ends with it."""
    app = request.getfixturevalue("qapp")
    yield
    from PySide6.QtCore import QLocale

    from edgeviz.ui import language, theme

    language.apply_language(language.ENGLISH)
    QLocale.setDefault(QLocale.system())
    theme.set_fallback("")
    theme.apply_theme(app, theme.LIGHT)
