from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from edgeviz.core.dataset import DataSpec
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.recipe import Recipe, uniform
from edgeviz.project.store import ModelRecord, Project, Store
from edgeviz.ui import theme
from edgeviz.ui.document import Document
from edgeviz.ui.garbage import GuiGarbage
from tests.core.builders import residual_graph

#: Widgets without a parent that tests may leave behind before everything is collected.
MOST_LEFT = 60


@pytest.fixture(scope="session", autouse=True)
def _garbage(qapp: QApplication) -> Iterator[None]:
    """As in the program: what tests leave behind is not destroyed by a thread that it does not belong to."""
    garbage = GuiGarbage(qapp)
    yield
    garbage.stop()


@pytest.fixture(autouse=True)
def _clean_desk(qapp: QApplication) -> Iterator[None]:
    """Every test begins light; what it closed is deleted behind it, or each test would be slower than the last."""
    # Only where it does not: a window that tests share would be polished anew for each of them.
    if theme.current() is not theme.LIGHT or qapp.styleSheet() != theme.stylesheet(theme.LIGHT):
        theme.apply_theme(qapp, theme.LIGHT)
    yield
    for window in QApplication.topLevelWidgets():
        # Left to the collector, a window's children lose their attributes, and then hear of the next test's theme.
        if isinstance(window, QMainWindow) and not window.isVisible():
            window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # Menus of plots, boxes and bars live in cycles: a theme for a later test would polish those of all before it.
    gc.collect(2 if len(QApplication.topLevelWidgets()) > MOST_LEFT else 1)


def document_of(graph: ModelGraph, folder: Path) -> Document:
    """A document with ``graph`` and digits as data, on a project file in ``folder``."""
    model = folder / "model.onnx"
    if not model.exists():
        model.write_bytes(b"not read by the window")
    store = Store.create(folder / f"{graph.name}.edgeviz", cache=folder / "cache")
    store.write(Project(model=ModelRecord.of(model, graph), data=DataSpec()))
    document = Document()
    document.attach(store, untitled=False)
    return document


@pytest.fixture
def document(qapp: QApplication, tmp_path: Path) -> Iterator[Document]:
    document = document_of(residual_graph(), tmp_path)
    yield document
    document.close()


def evaluation(recipe: Recipe, accuracy: float, size: float, latency: float = 1e-3) -> Evaluation:
    measured = Provenance.MEASURED
    metrics = (
        Metric("accuracy", accuracy, measured, accuracy - 0.01, accuracy + 0.01, 1000, "here", "2026-01-01T00:00:00"),
        Metric("size", size, measured),
        Metric("latency", latency, measured, latency * 0.9, latency * 1.1, 50, "here", "2026-01-01T00:00:00"),
    )
    return Evaluation(recipe, {metric.name: metric for metric in metrics}, created="2026-01-01T00:00:00")


def keys(document: Document) -> list[str]:
    graph = document.graph
    assert graph is not None
    return [layer.key for layer in graph.layers]


def uniform_recipe(document: Document, weights: int, activations: int) -> Recipe:
    return uniform(keys(document), weights, activations)
