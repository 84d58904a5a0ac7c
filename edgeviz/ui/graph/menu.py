"""The menu of the graph view: bits of the selected layers, groups, the view, overlays and pictures as files."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.graph_view import Kind
from edgeviz.core.overlay_files import LARGEST, OverlayFileError, read_overlays, to_model_explorer, to_netron
from edgeviz.ui.background import Background
from edgeviz.ui.dialogs.error_dialog import ErrorDialog
from edgeviz.ui.graph import saving
from edgeviz.ui.graph.looks import FILE
from edgeviz.ui.sensitivity.view import heat

if TYPE_CHECKING:
    from edgeviz.core.graph import ModelGraph
    from edgeviz.ui.graph.panel import GraphPanel
    from edgeviz.ui.graph.showing import Show

#: What can be written: name, suffix, and what the file is called by default.
PICTURES = {"png": "png", "svg": "svg"}
OVERLAYS = {"modelExplorer": "json", "netron": "attachment.json"}
#: Boxes up to which a picture is painted at once; more take longer than a frame or two and are painted in a thread.
SMALL_PICTURE = 500


class GraphMenu(QObject):
    #: The picture of the network was written to this path.
    saved = Signal(str)

    def __init__(self, panel: GraphPanel) -> None:
        super().__init__(panel)
        self.panel = panel
        self._reading: Background | None = None
        tr = self.tr
        self.open_group = self._action("graphOpenGroup", tr("Open the group\t+"), panel.open_current)
        self.close_group = self._action("graphCloseGroup", tr("Close the group\t−"), panel.close_current)
        self.expand_all = self._action("graphExpandAll", tr("Open all groups"), panel.expand_all)
        self.collapse_all = self._action("graphCollapseAll", tr("Close all groups"), panel.collapse_all)
        self.automatic = self._action("graphAutomatic", tr("Open groups automatically"), panel.automatic)
        self.find = self._action("graphFind", tr("Find…\tCtrl+F"), panel.open_search)
        self.fit = self._action("graphFit", tr("Fit into the view\tF"), panel.canvas.fit)
        self.flow = self._action("graphFlow", tr("From left to right"), panel.set_horizontal, checkable=True)
        self.shapes = self._action("graphShapes", tr("Show shape arithmetic"), panel.set_shapes, checkable=True)
        self.shapes.setToolTip(tr("Nodes that only compute shapes of tensors"))
        self.load = self._action("graphImport", tr("Import overlay…"), self.choose_overlay)
        self.load.setToolTip(tr("Node data of Model Explorer, or an attachment of Netron (JSON)"))
        self.to_files = [
            self._action("graphExport-modelExplorer", tr("Export overlay for Model Explorer…"), self._choose_target),
            self._action("graphExport-netron", tr("Export overlay for Netron…"), self._choose_target),
            self._action("graphSave-png", tr("Save as PNG…"), self._choose_target),
            self._action("graphSave-svg", tr("Save as SVG…"), self._choose_target),
        ]

    def _action(self, name: str, text: str, slot: object, checkable: bool = False) -> QAction:
        action = QAction(text, self.panel)
        action.setObjectName(name)
        action.setCheckable(checkable)
        (action.toggled if checkable else action.triggered).connect(slot)
        return action

    def build(self, box_id: str) -> QMenu:
        """The menu for a box, which is selected already; "" for the background."""
        panel = self.panel
        menu = QMenu(panel)
        menu.setObjectName("graphMenu")
        menu.setToolTipsVisible(True)
        plan = panel.plan
        has_picture = plan is not None
        if box_id and panel.document.selection:
            actions = panel.layer_actions
            menu.addActions([m.menuAction() for m in (*actions.bits_menus.values(), *actions.settings_menus.values())])
            menu.addActions([actions.reset, actions.same_kind])
            menu.addSeparator()
        if plan is not None and box_id:
            box = plan.tree.boxes[box_id]
            if box.kind is Kind.GROUP and box_id not in plan.expanded:
                menu.addAction(self.open_group)
            elif box.depth > 0 or box.kind is Kind.GROUP:
                menu.addAction(self.close_group)
        menu.addActions([self.expand_all, self.collapse_all, self.automatic])
        menu.addSeparator()
        menu.addActions([self.find, self.fit, self.flow, self.shapes])
        menu.addSeparator()
        menu.addAction(self.load)
        for action in self.to_files:
            menu.addAction(action)
            is_overlay = "Export" in action.objectName()
            action.setEnabled(has_picture and (not is_overlay or panel.colours.has_values))
            if is_overlay and action.objectName().endswith("netron"):
                menu.addSeparator()
        return menu

    def popup(self, box_id: str, at: QPoint) -> None:
        menu = self.build(box_id)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    # ---- files

    @Slot()
    def choose_overlay(self) -> None:
        dialog = QFileDialog(self.panel, self.tr("Import overlay"))
        dialog.setNameFilter("JSON (*.json)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.import_overlay)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def import_overlay(self, path: str) -> None:
        """Read the overlays in a file, in a thread, and show the first of them."""
        graph = self.panel.document.graph
        if graph is not None:
            self._reading = Background(self)
            self._reading.done.connect(self._imported)
            self._reading.run(_Reader(Path(path), graph))

    @Slot(object)
    def _imported(self, result: object) -> None:
        if self.sender() is not self._reading:
            return
        self._reading = None
        if isinstance(result, EdgeVizError):
            self.show_error(result)
        elif isinstance(result, tuple):
            graph, found = result
            if graph is self.panel.document.graph:
                self.panel.colours.add(found)

    @Slot()
    def _choose_target(self) -> None:
        action = self.sender()
        kind = action.objectName().split("-")[1] if isinstance(action, QAction) else "png"
        suffix = {**PICTURES, **OVERLAYS}[kind]
        title = self.tr("Save the picture") if kind in PICTURES else self.tr("Export overlay")
        dialog = QFileDialog(self.panel, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        last = suffix.rsplit(".", 1)[-1]
        dialog.setNameFilter(f"{last.upper()} (*.{suffix})")
        dialog.setDefaultSuffix(suffix)
        stem = "network" if kind in PICTURES else self.panel.colours.name.removeprefix(FILE)
        dialog.selectFile("".join(c if c.isalnum() or c in "-_ " else "_" for c in stem)[:60] + f".{suffix}")
        dialog.setProperty("kind", kind)
        dialog.fileSelected.connect(self._target_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _target_chosen(self, path: str) -> None:
        dialog = self.sender()
        self.save(str(dialog.property("kind")) if dialog is not None else "png", path)

    def save(self, kind: str, path: str) -> None:
        """Write the picture ("png", "svg") or the overlay ("modelExplorer", "netron") to ``path``."""
        panel, target = self.panel, Path(path)
        show, graph, looks = panel.canvas.show_, panel.document.graph, panel.colours.looks
        if show is None or graph is None or looks is None:
            return
        try:
            match kind:
                case "png" | "svg":
                    self._save_picture(kind, target, show)
                case "netron":
                    _write(target, to_netron(looks.title, graph, looks.values))
                case _:
                    colours = tuple(heat(step / 8)[0].name() for step in range(9))
                    _write(target, to_model_explorer(looks.title, graph, looks.values, colours))
        except EdgeVizError as error:
            self.show_error(error)

    def _save_picture(self, kind: str, target: Path, show: Show) -> None:
        write = partial(saving.write_png if kind == "png" else saving.write_svg, target)
        if len(show.picture.ids) <= SMALL_PICTURE:
            write(show)
            self.saved.emit(str(target))
            return
        # What the window goes on to select or to measure must not change the picture under the brush.
        work = Background(self)
        work.done.connect(self._picture_saved)
        work.run(partial(write, replace(show, texts={})))

    @Slot(object)
    def _picture_saved(self, result: object) -> None:
        if isinstance(result, EdgeVizError):
            self.show_error(result)
        else:
            self.saved.emit(str(result))

    def show_error(self, error: EdgeVizError) -> None:
        dialog = ErrorDialog(error, self.panel)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class _Reader:
    """Reads overlays; it runs in a thread."""

    def __init__(self, path: Path, graph: ModelGraph) -> None:
        self._path, self._graph = path, graph

    def __call__(self) -> object:
        name = self._path.name
        if self._path.stat().st_size > LARGEST:
            raise OverlayFileError(f"{name} is larger than {LARGEST >> 20} MiB.", "Export fewer metrics.")
        try:
            text = self._path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise OverlayFileError(f"{name} is not text in UTF-8.", "Choose a JSON file.") from error
        return self._graph, read_overlays(text, self._graph, name)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise EdgeVizError(
            f"{path} cannot be written: {error.strerror or error}.", "Choose another folder or name."
        ) from error
