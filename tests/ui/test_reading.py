"""Large projects are read in a thread, and nothing of a large network keeps the window waiting."""

from __future__ import annotations

import gc
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from edgeviz.core.recipe import Recipe
from edgeviz.jobs.events import Failed
from edgeviz.project.store import Store
from edgeviz.ui import reading
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.graph.laying import Request, plan
from edgeviz.ui.graph.panel import GraphPanel
from edgeviz.ui.opening import Opener
from tests.core.builders import residual_graph
from tests.core.networks import random_graph
from tests.ui.conftest import document_of, evaluation
from tests.ui.graph_panels import preview


@pytest.fixture
def opener(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    """Every project counts as a large one."""
    monkeypatch.setattr(reading, "SMALL_BYTES", 0)
    document, jobs = Document(), Jobs()
    folder = tmp_path / "untitled"
    folder.mkdir()
    yield Opener(document, jobs, folder)
    document.close()
    jobs.shutdown()
    gc.unfreeze()


def project_file(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    document = document_of(residual_graph(), folder)
    assert document.store is not None
    document.store.add_evaluation(document.context, evaluation(Recipe(), 0.9, 1000.0))
    document.save_as(str(folder / name))
    document.close()
    return folder / name


def test_a_large_project_is_read_in_a_thread_and_shown_whole(opener: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    path = project_file(tmp_path / "one", "large.edgeviz")
    with qtbot.waitSignal(opener.opened):
        opener.open(path)
        assert opener.document.graph is None
    assert opener.document.graph == residual_graph()
    assert len(opener.document.evaluations) == 1 and not opener.document.untitled
    assert opener.document.store is not None and opener.document.store.path == path
    assert gc.get_freeze_count() > 0, "the collector goes through a large model again and again"


def test_of_two_large_projects_the_last_that_was_asked_for_is_shown(
    opener: Opener, qtbot: QtBot, tmp_path: Path
) -> None:
    first, second = project_file(tmp_path / "one", "a.edgeviz"), project_file(tmp_path / "two", "b.edgeviz")
    with qtbot.waitSignal(opener.opened):
        opener.open(first)
        opener.open(second)
    assert opener.document.store is not None and opener.document.store.path == second
    # The other one is let go, so that it can be opened again.
    qtbot.waitUntil(lambda: _can_be_opened(first))


def _can_be_opened(path: Path) -> bool:
    with Store.open(path) as store:
        return store.read().model is not None


def test_a_large_project_that_is_damaged_leaves_the_open_one_alone(
    opener: Opener, qtbot: QtBot, tmp_path: Path
) -> None:
    good = project_file(tmp_path / "one", "good.edgeviz")
    damaged = Path(shutil.copy(good, tmp_path / "damaged.edgeviz"))
    with closing(sqlite3.connect(damaged)) as database, database:
        database.execute("UPDATE models SET graph = x'00'")
    with qtbot.waitSignal(opener.opened):
        opener.open(good)
    with qtbot.waitSignal(opener.failed) as failed:
        opener.open(damaged)
    assert isinstance(failed.args[0], Failed) and "damaged" in failed.args[0].what
    assert opener.document.store is not None and opener.document.store.path == good


def test_the_window_takes_20000_open_boxes(qtbot: QtBot) -> None:
    graph = random_graph(20_000)
    found = plan(Request(graph, True, False))
    found = plan(Request(graph, True, False, frozenset(box.id for box in found.tree.groups), found.tree))
    panel = GraphPanel(Document())
    qtbot.addWidget(panel)
    panel.resize(1200, 500)
    panel.document.blockSignals(True)
    preview(graph, panel.document)
    panel.document.blockSignals(False)
    panel._pages.setCurrentIndex(1)
    panel.show()
    panel._take_plan(found)
    panel.canvas.fit()
    panel.canvas.repaint()
    panel.minimap.repaint()
    assert panel.plan is found
