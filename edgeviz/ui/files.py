"""What a person does with files: open, save, import, export, locate; and the list of recent ones."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.recipe import Recipe
from edgeviz.jobs.events import Failed
from edgeviz.project import recovery
from edgeviz.ui import formatting
from edgeviz.ui.document import Document
from edgeviz.ui.opening import PROJECT_SUFFIX, Opener

MODEL_SUFFIXES = (".onnx", ".pt2")

#: A recipe of a million layers would be smaller.
MAX_RECIPE_BYTES = 32 << 20
#: Untitled projects that the menu lists; the start page lists all.
MOST_UNTITLED = 10


class Files(QObject):
    """The file dialogs of the window and what follows them. Errors arrive by ``failed``."""

    failed = Signal(object)
    #: A short message for the status bar.
    said = Signal(str)
    recentChanged = Signal()

    def __init__(self, document: Document, opener: Opener, settings: QSettings, window: QWidget) -> None:
        super().__init__(window)
        self.document = document
        self.opener = opener
        self.settings = settings
        self.window = window
        #: How many recent files are listed.
        self.most_recent = recovery.MAX_RECENT
        opener.opened.connect(self.recentChanged)

    # ---- opening

    @Slot()
    def choose(self) -> None:
        start = str(self.settings.value("openFolder", str(Path.home())))
        suffixes = " ".join(f"*{s}" for s in (*MODEL_SUFFIXES, PROJECT_SUFFIX))
        filters = ";;".join([self.tr("Models and projects ({})").format(suffixes), self.tr("All files (*)")])
        path, _ = QFileDialog.getOpenFileName(self.window, self.tr("Open a model or a project"), start, filters)
        if path:
            self.settings.setValue("openFolder", str(Path(path).parent))
            self.opener.open(path)

    def recent(self) -> list[Path]:
        return recovery.recent(self.opener.folder)[: self.most_recent]

    def fill_menu(self, menu: QMenu) -> None:
        """Show the recent files in ``menu``, newest first."""
        menu.clear()
        for path in self.recent():
            action = menu.addAction(path.name)
            action.setToolTip(str(path))
            action.setData(str(path))
            action.triggered.connect(self._open_recent)
        menu.setEnabled(bool(menu.actions()))

    @Slot()
    def list_untitled(self) -> None:
        """Below the recent files of the menu that opens: work without a name, which opening another model displaced."""
        menu, store = self.sender(), self.document.store
        if not isinstance(menu, QMenu):
            return
        for action in menu.actions():
            if action.property("untitled"):
                menu.removeAction(action)
        found = recovery.left_behind(self.opener.folder, store.path if store is not None else None)
        if found:
            menu.addSeparator().setProperty("untitled", True)
        for item in found[:MOST_UNTITLED]:
            when = formatting.date_text(datetime.fromtimestamp(item.modified, UTC).isoformat())
            action = menu.addAction(self.tr("Untitled: {}, {}").format(item.model, when))
            action.setToolTip(self.tr("Go on with this work: {} recipes measured").format(item.evaluations))
            action.setProperty("untitled", True)
            action.setData(str(item.path))
            action.triggered.connect(self._open_untitled)

    @Slot()
    def _open_untitled(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.opener.restore(str(action.data()))

    @Slot()
    def _open_recent(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.opener.open(str(action.data()))

    # ---- saving

    @Slot()
    def save(self) -> bool:
        """Everything is on disk already; an untitled project gets a name and a place."""
        store = self.document.store
        if store is None:
            self.said.emit(self.tr("The project file is still being made; try again in a moment"))
            return False
        if self.document.untitled:
            return self.save_as()
        self.said.emit(self.tr("Everything is saved in {}").format(store.path.name))
        return True

    @Slot()
    def save_as(self) -> bool:
        store, model = self.document.store, self.document.project.model
        if store is None or model is None:
            return False
        beside = Path(model.path).parent if Path(model.path).is_file() else Path.home()
        folder = Path(str(self.settings.value("saveFolder", str(beside))))
        proposal = (folder if folder.is_dir() else Path.home()) / f"{Path(model.name).stem}{PROJECT_SUFFIX}"
        path, _ = QFileDialog.getSaveFileName(
            self.window,
            self.tr("Save the project"),
            str(proposal),
            self.tr("EdgeViz projects (*{})").format(PROJECT_SUFFIX),
        )
        return bool(path) and self.save_to(path)

    def save_to(self, path: str) -> bool:
        """Save under ``path`` and go on there; the untitled file it came from is removed."""
        store = self.document.store
        if store is None:
            return False
        target = Path(path)
        if target.suffix.lower() != PROJECT_SUFFIX:
            target = target.with_name(target.name + PROJECT_SUFFIX)
        was_untitled, old = self.document.untitled, store.path
        try:
            self.document.save_as(str(target))
        except EdgeVizError as error:
            self._fail(error)
            return False
        if was_untitled:
            recovery.discard(old)
        self.settings.setValue("saveFolder", str(target.parent))
        recovery.add_recent(target, self.opener.folder)
        self.recentChanged.emit()
        return True

    # ---- recipes and the model's place

    @Slot()
    def import_recipe(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self.window, self.tr("Import a recipe"), "", self.tr("Recipes (*.json)"))
        if path:
            self.load_recipe(path)

    def load_recipe(self, path: str) -> None:
        """Adopt the recipe in a JSON file, as one undo step. Errors are shown, nothing changes then."""
        graph = self.document.graph
        if graph is None:
            return
        name = Path(path).name
        try:
            if Path(path).stat().st_size > MAX_RECIPE_BYTES:
                raise EdgeVizError(self.tr("It is too large for a recipe."), self.tr("Choose another file."))
            recipe = Recipe.from_json(Path(path).read_text(encoding="utf-8"))
            recipe.check(layer.key for layer in graph.layers)
        except EdgeVizError as error:
            self._fail(EdgeVizError(f"{name}: {error.what}", error.remedy, error.details))
        except (OSError, UnicodeDecodeError) as error:
            self._fail(EdgeVizError(f"{name}: {error}.", self.tr("Choose a recipe in JSON.")))
        else:
            self.document.adopt(recipe, self.tr("Import recipe"))

    @Slot()
    def export_recipe(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self.window, self.tr("Export the recipe"), "recipe.json", self.tr("Recipes (*.json)")
        )
        if path:
            try:
                Path(path).write_text(self.document.recipe.to_json() + "\n", encoding="utf-8")
            except OSError as error:
                self._fail(EdgeVizError(f"{path}: {error.strerror or error}.", self.tr("Choose another folder.")))

    @Slot()
    def locate_model(self) -> None:
        store = self.document.store
        path, _ = QFileDialog.getOpenFileName(
            self.window, self.tr("Locate the model"), "", self.tr("Models (*.onnx *.pt2)")
        )
        if path and store is not None:
            try:
                self.document.relocated(store.relocate_model(path))
                self.said.emit(self.tr("The model was found; F9 measures again"))
            except EdgeVizError as error:
                self._fail(error)

    def _fail(self, error: EdgeVizError) -> None:
        self.failed.emit(Failed("", error.what, error.remedy, error.details))
