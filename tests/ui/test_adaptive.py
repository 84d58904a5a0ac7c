"""Adaptive models in the window: from the dialog by the real job into the project and the simulator."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from edgeviz.core.adaptive.request import Exits, Mechanism, Partition, Switching, Widths
from edgeviz.core.errors import EdgeVizError
from edgeviz.jobs.events import Failed
from edgeviz.project.store import Store
from edgeviz.resources import resource
from edgeviz.ui.adaptive.bundle_dialog import BundleDialog
from edgeviz.ui.adaptive.dialog import AdaptDialog
from edgeviz.ui.adaptive.fields import ExitsFields, PartitionFields, SwitchingFields, WidthsFields
from edgeviz.ui.adaptive.points_model import PointColumn
from edgeviz.ui.main_window import MainWindow
from edgeviz.ui.simulator.choices import Source
from edgeviz.ui.simulator.kept import Kept

LEFT = Qt.MouseButton.LeftButton
PATIENCE = 240_000


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    window = MainWindow(tmp_path / "own", QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    window.measuring.set_enabled(False)
    window.resize(1280, 800)
    window.show()
    copy = shutil.copy(resource("demo", "digits.edgeviz"), tmp_path / "demo.edgeviz")
    window.document.attach(Store.open(copy, tmp_path / "cache"), untitled=False)
    window.workspaces.switch("simulate")
    qtbot.waitUntil(lambda: not window.simulator.adapting.is_reading, timeout=PATIENCE)
    yield window
    window.close()


def shown(window: MainWindow) -> AdaptDialog:
    dialog = window.simulator.models.show_make()
    assert isinstance(dialog, AdaptDialog)
    return dialog


def made(window: MainWindow, dialog: AdaptDialog, qtbot: QtBot) -> str:
    """The id of what the dialog says, when it is in the project and listed."""
    before = set(window.simulator.adapting.models)
    qtbot.mouseClick(dialog.start_button, LEFT)
    adapting = window.simulator.adapting
    assert adapting.job is not None and adapting.obstacle()
    qtbot.waitUntil(lambda: adapting.job is None and not adapting.is_reading, timeout=PATIENCE)
    (key,) = set(adapting.models) - before
    return key


def test_an_early_exit_is_made_kept_played_exported_and_removed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel, failed = window.simulator, []
    panel.failed.connect(failed.append)
    assert panel.parts.is_empty
    qtbot.mouseClick(panel.parts.empty.make_button, LEFT)
    dialog = window.findChild(AdaptDialog)
    assert dialog is not None
    fields = dialog.fields[Mechanism.EXITS]
    assert isinstance(fields, ExitsFields) and len(fields.value().places) == 2, "the suggested ones"
    assert "% of the MACs" in fields.places.item(0).text()
    fields.points.setValue(4)
    dialog.loop.epochs.setValue(1)
    dialog.advanced.samples.setValue(600)
    dialog.advanced.patience.setValue(3)
    dialog.augmentation.crop.setValue(1)
    view, seen = panel.parts.adaptive, []
    panel.adapting.sampled.connect(lambda: seen.append(view.pages.currentWidget()))
    key = made(window, dialog, qtbot)
    model = panel.adapting.models[key]
    request = model.request
    assert (request.samples, request.spec.patience, request.augmentation.crop) == (600, 3, 1)
    # While it learns its curves are in the place of the models; after that, when they are asked for.
    assert seen and set(seen) == {view.learning} and view.pages.currentIndex() == 0
    qtbot.mouseClick(view.buttons[view.curves_action], LEFT)
    assert view.pages.currentWidget() is view.learning and len(view.learning.table()[1]) == len(seen)
    qtbot.mouseClick(view.buttons[view.curves_action], LEFT)
    assert view.pages.currentIndex() == 0
    assert isinstance(model.request.how, Exits) and model.traces is not None and failed == []
    # Nothing else could play, so it does: every sample as it was recorded.
    qtbot.waitUntil(lambda: panel.offer is not None and len(panel.points) == len(model.points), timeout=PATIENCE)
    assert panel.parts.choices.source is Source.ADAPTIVE and not panel.parts.is_empty
    assert not any(point.assumed for point in panel.points) and panel.points[1].effort is not None
    assert view.current == key and panel.parts.tabs.currentWidget() is view
    QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert view.model.rowCount() == len(model.points) and len(view.plot.marks.points()) == len(model.points)
    accuracy = view.model.text(0, PointColumn.ACCURACY)
    assert accuracy.startswith("●") and "±" in accuracy and view.model.text(0, PointColumn.MACS).endswith("%")
    # What plays is kept with the project.
    panel.keeper.keep()
    kept = Kept.read(window.document.project.settings["simulator"])
    assert (kept.source, kept.adaptive) == (Source.ADAPTIVE, key)
    qtbot.mouseClick(view.buttons[view.export_action], LEFT)
    bundle = window.findChild(BundleDialog)
    assert bundle is not None
    bundle.policy_box.choose("predictive")
    assert not bundle.export_button.isEnabled() and "cannot follow the policy Model-predictive" in bundle.problem.text()
    bundle.policy_box.choose("battery")
    assert not bundle.export_button.isEnabled() and "on mains" in bundle.problem.text()
    bundle.policy_box.choose("pid")
    assert bundle.export_button.isEnabled() and bundle.problem.state == ""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "bundle"), ""))
    qtbot.mouseClick(bundle.export_button, LEFT)
    qtbot.waitUntil(lambda: (tmp_path / "bundle").exists() and not panel.adapting.is_exporting, timeout=PATIENCE)
    written = json.loads((tmp_path / "bundle" / "adaptive.json").read_text())
    assert written["policy"]["kind"] == "pid"
    assert written["deadline"] == pytest.approx(panel.parts.deadline_spin.value() * 1e-3)
    assert len(written["points"]) == len(model.points) and (tmp_path / "bundle" / "run.py").is_file()
    assert not list(panel.adapting.folder.glob("export-*")), "nothing is left behind"
    qtbot.mouseClick(view.buttons[view.remove_action], LEFT)
    assert panel.adapting.models == {} and panel.parts.choices.source is Source.PROJECT and failed == []
    window.document.undo_stack.undo()
    assert list(panel.adapting.models) == [key] and view.current == key
    window.document.undo_stack.redo()
    assert panel.adapting.models == {} and view.current == ""
    # Its curves are in the project, like the points.
    window.document.undo_stack.undo()
    path, curves = window.document.store.path, view.learning.table()[1]
    window.document.close()
    window.document.attach(Store.open(path, path.parent / "cache"), untitled=False)
    qtbot.waitUntil(lambda: view.current == key, timeout=PATIENCE)
    qtbot.mouseClick(view.buttons[view.curves_action], LEFT)
    assert view.pages.currentWidget() is view.learning and view.learning.table()[1] == curves
    assert len(curves) == len(seen) and model.name in view.note.text()


def test_what_the_project_holds_is_there_again_when_it_is_opened(window: MainWindow, qtbot: QtBot) -> None:
    dialog = shown(window)
    dialog.kind.choose(Mechanism.SWITCHING)
    fields = dialog.fields[Mechanism.SWITCHING]
    assert isinstance(fields, SwitchingFields)
    qtbot.mouseClick(fields.front_button, LEFT)
    front = fields.value()
    assert isinstance(front, Switching) and 2 <= len(front.models) < fields.models.count()
    for row in range(fields.models.count()):
        fields.models.item(row).setCheckState(Qt.CheckState.Checked if row < 2 else Qt.CheckState.Unchecked)
    assert not dialog.loop.isVisible(), "nothing is trained"
    key = made(window, dialog, qtbot)
    panel, document = window.simulator, window.document
    panel.models.use(key)
    qtbot.waitUntil(lambda: panel.offer is not None and len(panel.points) == 2, timeout=PATIENCE)
    panel.keeper.keep()
    assert document.store is not None
    path = document.store.path
    failed: list[Failed] = []
    panel.failed.connect(failed.append)
    # Another record that cannot be read does no harm.
    document.store.put_artefact("adaptive/0000000000000000", "application/json", b'{"name": 3}')
    document.close()
    document.attach(Store.open(path, path.parent / "cache"), untitled=False)
    qtbot.waitUntil(lambda: not panel.adapting.is_reading, timeout=PATIENCE)
    assert list(panel.adapting.models) == [key] and [one.what for one in failed if "damaged" in one.what]
    qtbot.waitUntil(lambda: panel.parts.choices.adaptive == key and len(panel.points) == 2, timeout=PATIENCE)


def test_settings_that_make_no_sense_are_told_in_the_dialog(window: MainWindow, qtbot: QtBot) -> None:
    dialog = shown(window)
    fields = dialog.fields[Mechanism.EXITS]
    assert isinstance(fields, ExitsFields)
    for row in range(fields.places.count()):
        fields.places.item(row).setCheckState(Qt.CheckState.Unchecked)
    qtbot.mouseClick(dialog.start_button, LEFT)
    assert "No exit is chosen" in dialog.problem.text() and window.simulator.adapting.job is None
    dialog.kind.choose(Mechanism.WIDTHS)
    widths = dialog.fields[Mechanism.WIDTHS]
    assert isinstance(widths, WidthsFields)
    widths.widths.setText("100 many")
    with pytest.raises(EdgeVizError, match="cannot be read"):
        dialog.request()
    widths.widths.setText("100 50%")
    assert dialog.request().how == Widths((1.0, 0.5))
    dialog.kind.choose(Mechanism.PARTITION)
    assert dialog.request().how == Partition()


def test_the_best_split_follows_the_bandwidth_that_is_dragged(window: MainWindow, qtbot: QtBot) -> None:
    window.document.set_device(window.device_library.profiles.devices["raspberry_pi_4"])
    dialog = shown(window)
    dialog.kind.choose(Mechanism.PARTITION)
    fields = dialog.fields[Mechanism.PARTITION]
    assert isinstance(fields, PartitionFields)
    qtbot.waitUntil(fields.splits.isVisible)
    view = fields.splits
    assert view.splits is not None and view.splits.modelled and "◇" in view.verdict.text()
    fields.trip.setValue(0.0)
    fields.speed.setValue(1000.0)
    assert view.speed.value() == 1000.0
    view.line.setPos(-2.0)
    assert view.bandwidth.value() == pytest.approx(0.01) and view.verdict.text().startswith("all here")
    view.line.setPos(4.0)
    assert view.verdict.text().startswith("all on the server")
    view.canvas.setFocus()
    qtbot.keyClick(view.canvas, Qt.Key.Key_Left)
    assert view.bandwidth.value() < 10_000
    dialog.device.choose(None)
    made(window, dialog, qtbot)
    panel = window.simulator
    qtbot.waitUntil(lambda: panel.parts.adaptive.splits.isVisible(), timeout=PATIENCE)
    recorded = panel.parts.adaptive.splits
    assert recorded.splits is not None and not recorded.splits.modelled and "●" in recorded.verdict.text()


def test_a_kept_source_is_read_with_doubt() -> None:
    assert Kept.read({"source": "adaptive"}).source is Source.PROJECT
    assert Kept.read({"source": "adaptive", "adaptive": 3}).source is Source.PROJECT
    assert Kept.read({"source": "adaptive", "adaptive": "ab"}).adaptive == "ab"
    assert Kept.read({"source": "scenario", "adaptive": "ab"}).adaptive == ""


def test_thresholds_are_replayed_from_the_cheapest_to_the_dearest() -> None:
    from edgeviz.core.adaptive.exits import Traces
    from edgeviz.core.adaptive.request import Rule
    from edgeviz.ui.adaptive.share_plot import replayed

    random = np.random.default_rng(0)
    confidence = random.uniform(0.2, 1.0, (2, 50)).astype(np.float32)
    correct = np.vstack([confidence[0] > 0.6, np.ones(50, bool)])
    traces = Traces(correct, confidence, 1 - confidence, np.array([1.0, 2.0]), np.array([10.0, 40.0]))
    line = replayed(traces, Rule.CONFIDENCE)
    assert (np.diff(line[:, 0]) >= 0).all() and line[0, 0] >= 0.25 and line[-1, 0] <= 1.0
    assert line[0, 1] < line[-1, 1] == 1.0
