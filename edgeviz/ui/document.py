"""The open project: one frozen value, an undo stack over it, and the store that keeps it on disk.

Every edit is a command that carries the old and the new value, and every change is written to the project file
at once. Results are keyed by recipe, so undo never deletes a measurement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand

from edgeviz.core.comparison import Comparison, compare
from edgeviz.core.dataset import DataSpec
from edgeviz.core.device.demand import Demand, Times, demand, metrics, times
from edgeviz.core.device.energy import modelled_metrics
from edgeviz.core.device.profile import Device
from edgeviz.core.errors import ProjectError
from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.layer_profile import LayerProfile
from edgeviz.core.metric import Evaluation, Metric
from edgeviz.core.recipe import FLOAT_RECIPE, LayerRecipe, Recipe
from edgeviz.core.sensitivity import Sensitivity
from edgeviz.core.timing import timed_alike
from edgeviz.jobs.events import Failed
from edgeviz.project import recovery, trained
from edgeviz.project.store import ModelRecord, Project, Store, context_hash
from edgeviz.project.trained import TrainedRecord
from edgeviz.ui.costs import Costs
from edgeviz.ui.front.predicted import PredictedFront
from edgeviz.ui.layers.tying import Tying
from edgeviz.ui.reading import Contents, project_context, read_contents
from edgeviz.ui.undoing import UndoStack

#: Recipes whose figures are kept while edits go on.
KEPT_METRICS = 64
#: Figures that a chosen device's model gives instead of this machine.
MODELLED = ("latency", "energy")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the bar: the metric, its float counterpart, and whether it belongs to an earlier recipe."""

    name: str
    metric: Metric | None
    baseline: Metric | None
    stale: bool = False


class _EditCommand(QUndoCommand):
    """Replaces fields of the project's value; what it does not name stays as it is at that time.

    Commands with the same merge key collapse (dragging a spin box).
    """

    def __init__(self, document: Document, old: dict[str, Any], new: dict[str, Any], text: str, merge_key: str) -> None:
        super().__init__(text)
        self._document = document
        self._old = old
        self._new = new
        self._merge_key = merge_key

    def id(self) -> int:
        return 1 if self._merge_key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _EditCommand) or other._merge_key != self._merge_key:
            return False
        self._new = other._new
        return True

    def redo(self) -> None:
        self._document._set(self._new)

    def undo(self) -> None:
        self._document._set(self._old)


class Document(QObject):
    """What the window shows. Panels read it and call its methods; they never change each other."""

    #: Another project, or another model in it: everything must be read anew.
    modelChanged = Signal()
    recipeChanged = Signal()
    dataChanged = Signal()
    evaluationsChanged = Signal()
    #: Any figure of the bar may have another value.
    figuresChanged = Signal()
    selectionChanged = Signal()
    settingsChanged = Signal()
    pathChanged = Signal()
    #: The last change is not on disk; carries a Failed that says why.
    writeFailed = Signal(object)
    #: ``sensitivity`` has other cells, or is another one.
    sensitivityChanged = Signal()
    #: ``profile`` is another one: layers were measured.
    profileChanged = Signal()
    frontChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = UndoStack(self)
        #: Whoever shows what can be undone and is no part of the project's value, by a name that ``Edit`` knows.
        self.shows: dict[str, Callable[[Any], None]] = {}
        #: Samples that set the activation ranges, where data is found or chosen anew.
        self.calibration_samples = DataSpec().calibration
        self.store: Store | None = None
        self.project = Project()
        self.untitled = True
        self._disposable = False
        self.device: Device | None = None
        #: The last answer of ``times``: a change of device has every panel ask.
        self._times: Times | None = None
        self.selection: tuple[str, ...] = ()
        self.sensitivity: Sensitivity | None = None
        #: Measured layers of the recipe, or of an earlier one: its ``recipe`` is a hash.
        self.profile: LayerProfile | None = None
        self.front: PredictedFront | None = None
        self.tying = Tying(self)
        self._costs = Costs()
        self._evaluations: dict[str, Evaluation] = {}
        #: Models that were trained in this project, by SHA-256, oldest first.
        self.trained: Mapping[str, TrainedRecord] = {}
        self._family: dict[str, Evaluation] = {}
        self._graphs: dict[str, ModelGraph] = {}
        self._last: dict[str, Metric] = {}
        self._metrics: dict[str, dict[str, Metric]] = {}

    # ---- reading

    @property
    def graph(self) -> ModelGraph | None:
        return self.project.model.graph if self.project.model else None

    @property
    def recipe(self) -> Recipe:
        return self.project.recipe

    @property
    def data(self) -> DataSpec | None:
        return self.project.data

    @property
    def context(self) -> str:
        """Which model and data the evaluations belong to; "" while the model's identity is not known yet."""
        return project_context(self.project)

    @property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """Everything evaluated for the current model and data, oldest first."""
        return tuple(self._evaluations.values())

    def evaluation(self, recipe: Recipe | None = None) -> Evaluation | None:
        """What is stored for ``recipe`` (the current one by default)."""
        return self.evaluation_of((recipe or self.recipe).hash)

    def evaluation_of(self, key: str) -> Evaluation | None:
        """What is stored under ``Evaluation.key``, or under ``lasting_key``."""
        model = self.project.model
        if model is not None and model.sha256:
            key = key.removeprefix(f"{model.sha256}:")
        return self._evaluations.get(key) or self._family.get(key)

    def lasting_key(self, evaluation: Evaluation) -> str:
        """A key that means the same evaluation whichever model of the project is open."""
        model = self.project.model
        of = evaluation.model or (model.sha256 if model is not None else "")
        return f"{of}:{evaluation.recipe.hash}" if of else evaluation.key

    @property
    def family(self) -> tuple[Evaluation, ...]:
        """What is known, on the same data, of the project's other models: what was trained, and what from.

        Shadow weights are left out.
        """
        return tuple(self._family.values())

    @property
    def points(self) -> tuple[Evaluation, ...]:
        """The evaluations of the open model that are results: shadow weights only where a person chose to see them."""
        if not self.has_shadow_weights or self.recipe.is_float32:
            return self.evaluations
        return tuple(found for found in self.evaluations if not found.recipe.is_float32)

    @property
    def has_shadow_weights(self) -> bool:
        """Whether the float weights of the open model stand behind others that it was trained to be quantized to."""
        model = self.project.model
        return model is not None and trained.is_shadow(self.trained.get(model.sha256), FLOAT_RECIPE)

    @property
    def reference(self) -> Evaluation | None:
        """What the current recipe is held against: the float model, of a trained model the one it came from."""
        model = self.project.model
        root = trained.root(dict(self.trained), model.sha256) if model else ""
        if model is not None and root != model.sha256:
            found = self._family.get(Evaluation(FLOAT_RECIPE, {}, model=root).key)
            if found is not None:
                return found
        return self.evaluation(FLOAT_RECIPE)

    @property
    def is_reference(self) -> bool:
        """Whether the current recipe is the float model that everything is held against."""
        model = self.project.model
        return self.recipe.is_float32 and (model is None or model.sha256 not in self.trained)

    def comparison(self, recipe: Recipe | None = None, reference: Recipe | None = None) -> Comparison | None:
        """The accuracy of ``recipe`` (the current one) against ``reference`` (the float model); None without both."""
        one = self.evaluation(recipe)
        other = self.reference if reference is None or reference.is_float32 else self.evaluation(reference)
        return compare(one, other) if one is not None and other is not None and one is not other else None

    @property
    def selected_layers(self) -> list[Layer]:
        graph = self.graph
        return [graph.layer(key) for key in self.selection if key in graph.layer_index] if graph else []

    def metrics(self, recipe: Recipe | None = None) -> dict[str, Metric]:
        """Measured metrics where they exist, predicted ones for the rest."""
        graph = self.graph
        if graph is None:
            return {}
        recipe = recipe or self.recipe
        if recipe.hash not in self._metrics:
            self._metrics[recipe.hash] = self._all_metrics(graph, recipe)
        return self._metrics[recipe.hash]

    def _all_metrics(self, graph: ModelGraph, recipe: Recipe) -> dict[str, Metric]:
        found = self._costs.predicted(graph, recipe, self._float_bytes())
        stored = self._evaluations.get(recipe.hash)
        if stored is not None:
            found.update(stored.metrics)
        if self.place:
            # This machine's latency says nothing about another device.
            found = {name: metric for name, metric in found.items() if name not in MODELLED}
            there = self.latency_of(stored) if stored is not None else None
            if there is not None:
                found["latency"] = there
        on_device = self.times(recipe)
        if on_device is not None:
            # What this machine takes says nothing about a device that cannot run the recipe.
            if on_device.cannot_run:
                found = {name: metric for name, metric in found.items() if name not in MODELLED}
            found |= self.modelled(recipe, stored.metrics.get("latency") if stored is not None else None)
        return found

    @property
    def place(self) -> str:
        """The other device whose measured latency is shown; "" is this machine."""
        found = self.project.settings.get("place")
        return found if isinstance(found, str) else ""

    def demand(self, recipe: Recipe | None = None) -> Demand | None:
        """What ``recipe`` (the current one) asks of any device; None without a model."""
        return None if self.graph is None else self._costs.demand(self.graph, recipe or self.recipe)

    def times(self, recipe: Recipe | None = None) -> Times | None:
        """What the roofline says of each layer on the chosen device; None on this machine."""
        asked, device = self.demand(recipe), self.device
        if asked is None or device is None:
            return None
        kept = self._times
        if kept is None or kept.demand is not asked or kept.device is not device:
            kept = self._times = times(asked, device)
        return kept

    def modelled(self, recipe: Recipe, measured: Metric | None = None, model: str = "") -> dict[str, Metric]:
        """``energy.modelled_metrics`` on the chosen device; nothing on this machine.

        ``model``: SHA-256 of another model of the project, to whose layers ``recipe`` belongs.
        """
        if model:
            graph = self._graph_of(model)
            found = times(demand(graph, recipe), self.device) if graph is not None and self.device is not None else None
        else:
            graph, found = self.graph, self.times(recipe)
        if graph is None or found is None:
            return {}
        if found.device.timings is not None:
            return modelled_metrics(graph, recipe, found.device, measured)
        return metrics(found)

    def graph_of(self, model: str) -> ModelGraph | None:
        """The graph of a model of the project by its SHA-256; "" is the one that is open."""
        return self._graph_of(model) if model else self.graph

    def model_name(self, model: str) -> str:
        """What a model of the project is called, by its SHA-256."""
        if model in self.trained:
            return self.trained[model].name
        try:
            return self.store.model(model).name if self.store is not None else model[:8]
        except ProjectError:
            return model[:8]

    def _graph_of(self, sha256: str) -> ModelGraph | None:
        if sha256 not in self._graphs and self.store is not None:
            try:
                self._graphs[sha256] = self.store.model(sha256).graph
            except ProjectError:
                return None
        return self._graphs.get(sha256)

    def _baseline(self, name: str) -> Metric | None:
        found = self.reference
        if found is None or not found.model:
            return self.metrics(FLOAT_RECIPE).get(name)
        if name in MODELLED and self.device is not None:
            return self.modelled(found.recipe, found.metrics.get("latency"), found.model).get(name)
        return self.latency_of(found) if name == "latency" else found.metrics.get(name)

    def figure(self, name: str) -> Figure:
        """A figure of the current recipe; a value of an earlier recipe is kept and marked stale."""
        metric = self.metrics().get(name)
        baseline = self._baseline(name)
        if metric is None and name in self._last and not (name in MODELLED and self.cannot_run()):
            return Figure(name, self._last[name], baseline, stale=True)
        return Figure(name, metric, baseline if timed_alike(metric, baseline) else None)

    def cannot_run(self) -> tuple[str, ...]:
        """Keys of the layers for whose widths the chosen device has no unit."""
        found = self.times()
        return () if found is None else found.cannot_run

    def _float_bytes(self) -> int | None:
        stored = self._evaluations.get(FLOAT_RECIPE.hash)
        size = stored.value("size") if stored else None
        return int(size) if size is not None else None

    # ---- editing, all undoable

    def edit(self, text: str, merge_key: str = "", **fields: Any) -> None:
        """Give ``model``, ``recipe`` or ``data`` another value, as one undo step called ``text``."""
        old = {name: getattr(self.project, name) for name in fields}
        if old != fields:
            self.undo_stack.push(_EditCommand(self, old, fields, text, merge_key))

    def set_layers(self, changes: Mapping[str, LayerRecipe], text: str, merge_key: str = "") -> None:
        self.edit(text, merge_key, recipe=self.recipe.with_layers(changes))

    def change_layers(self, keys: Iterable[str], change: Callable[[LayerRecipe], LayerRecipe], text: str) -> None:
        """Apply ``change`` to the recipe of each layer in ``keys`` as one undo step."""
        self.set_layers({key: change(self.recipe.chosen(key)) for key in keys}, text)

    def adopt(self, recipe: Recipe, text: str, merge_key: str = "") -> None:
        """Make ``recipe`` the current one: the whole window becomes it."""
        self.edit(text, merge_key, recipe=recipe)

    def adopt_evaluation(self, evaluation: Evaluation, text: str) -> None:
        """Make an evaluated recipe the current one, and where it belongs to another model, open that: one undo step."""
        if not evaluation.model:
            self.adopt(evaluation.recipe, text)
        else:
            self.open_model(evaluation.model, evaluation.recipe, text)

    def open_model(self, sha256: str, recipe: Recipe, text: str) -> None:
        """Make another model of the project the open one, with ``recipe``, as one undo step."""
        if self.store is None:
            return
        try:
            model = self.store.model(sha256)
        except ProjectError as error:
            self.writeFailed.emit(Failed("", error.what, error.remedy, error.details))
            return
        self.edit(text, model=model, recipe=recipe)

    def set_data(self, data: DataSpec, text: str) -> None:
        self.edit(text, data=data)

    def offer_data(self, data: DataSpec) -> None:
        """Use data that was found to fit a model that has none. Not an edit: nobody chose it."""
        if self.project.data is None:
            self._set({"data": replace(data, calibration=self.calibration_samples)})

    # ---- not undoable: where one looks, and what was measured

    def select(self, keys: Iterable[str]) -> None:
        chosen = tuple(dict.fromkeys(keys))
        if chosen != self.selection:
            self.selection = chosen
            self.selectionChanged.emit()

    def set_setting(self, name: str, value: Any) -> None:
        if self.project.settings.get(name) != value:
            self.project = replace(self.project, settings={**self.project.settings, name: value})
            self._write()
            self.settingsChanged.emit()

    @property
    def places(self) -> tuple[str, ...]:
        """The other devices on which any recipe's latency was measured."""
        return tuple(sorted({place for evaluation in self._evaluations.values() for place in evaluation.elsewhere}))

    def latency_of(self, evaluation: Evaluation) -> Metric | None:
        """The latency of ``evaluation`` as measured where it is looked at: here, or at ``place``."""
        return evaluation.elsewhere.get(self.place) if self.place else evaluation.metrics.get("latency")

    def set_place(self, place: str) -> None:
        """Show the latency that was measured on another device; "" is this machine."""
        if self.device is not None:
            self.set_device(None)
        if place != self.place:
            self._forget_modelled()
            self.set_setting("place", place)
            self._figures_changed()

    def _forget_modelled(self) -> None:
        """A figure of one device must not stand, dimmed, for that of another."""
        self._last = {name: metric for name, metric in self._last.items() if name not in MODELLED}

    def set_device(self, device: Device | None) -> None:
        """The device whose latency is shown: None is this machine, measured."""
        self._forget_modelled()
        if self.place:
            self.set_setting("place", "")
        edited = device is not None and self.device is not None and device.key == self.device.key
        edited = edited and device != self.device
        self.device = device
        self.set_setting("device", device.key if device else "")
        if edited:
            # The same device with other figures: what is worked out from it is as stale as with another one.
            self.settingsChanged.emit()
        self._figures_changed()

    def set_sensitivity(self, sensitivity: Sensitivity | None) -> None:
        """Show this table of sensitivities, which belongs to the current model and data."""
        if sensitivity is not self.sensitivity:
            self.sensitivity = sensitivity
            self.sensitivityChanged.emit()

    def set_profile(self, profile: LayerProfile | None) -> None:
        """Show these measured layers, which belong to the current model."""
        if profile is not self.profile:
            self.profile = profile
            self.profileChanged.emit()

    @property
    def is_profile_old(self) -> bool:
        """Whether ``profile`` was measured with another recipe than the current one."""
        return self.profile is not None and self.profile.recipe != self.recipe.hash

    def set_front(self, front: PredictedFront | None) -> None:
        """Show the recipes that ``sensitivity`` predicts to be the best."""
        if front is not self.front:
            self.front = front
            self.frontChanged.emit()

    def take_evaluation(self, evaluation: Evaluation, context: str) -> None:
        """Show a result that is on disk already. ``context`` is that of the job's start: data may have changed."""
        if context != self.context:
            return
        old = self._evaluations.get(evaluation.recipe.hash)
        if old is not None:
            evaluation = old.updated(evaluation)
        self._evaluations[evaluation.recipe.hash] = evaluation
        self.evaluationsChanged.emit()
        self._figures_changed()

    def take_trained(self) -> None:
        """A job has put a trained model into the project file: show it among the points."""
        self._read_family()
        self.evaluationsChanged.emit()
        self._figures_changed()

    def remove_trained(self, sha256: str) -> None:
        """Forget a trained model that is not open, with its evaluations."""
        if self.store is None or (self.project.model is not None and self.project.model.sha256 == sha256):
            return
        try:
            trained.remove(self.store, sha256, {self.data, None})
        except ProjectError as error:
            self.writeFailed.emit(Failed("", error.what, error.remedy, error.details))
            return
        self.take_trained()

    def name_evaluation(self, evaluation: Evaluation, name: str) -> None:
        """Give an evaluated recipe a name, which goes with it into every view and into the file."""
        named = replace(evaluation, name=name)
        if self.store is not None:
            context = context_hash(named.model, self.data) if named.model else self.context
            try:
                self.store.add_evaluation(context, named)
            except ProjectError as error:
                self.writeFailed.emit(Failed("", error.what, error.remedy, error.details))
                return
        known = self._family if named.model else self._evaluations
        known[named.key] = named
        self.evaluationsChanged.emit()

    # ---- the file

    def attach(self, store: Store, untitled: bool, disposable: bool = False, contents: Contents | None = None) -> None:
        """Show the project in ``store`` from now on; the store shown before is closed.

        ``disposable``: an untitled project that need not be kept unless somebody edits it (the demo). ``contents``:
        what was read of it before. Raises ProjectError, and nothing changes, when the project cannot be read;
        ``store`` is closed then.
        """
        # Before anything changes: a damaged figure must not leave this project with another one's figures.
        contents = contents or read_contents(store)
        self.close()
        self.store = store
        self.untitled = untitled
        self._disposable = disposable
        self.project = contents.project
        self._reset(contents.evaluations)

    def show_preview(self, model: ModelRecord) -> None:
        """Show a model at once, before its project file exists; ``adopt_store`` follows."""
        self.close()
        self.project = Project(model=model)
        self.untitled = True
        self._disposable = False
        self._reset(())

    def adopt_store(self, store: Store, model: ModelRecord) -> None:
        """The project file of the model on show has been made: what was edited meanwhile goes into it."""
        self.store = store
        self.project = replace(self.project, model=model)
        self._write()
        self._read_evaluations()
        self.pathChanged.emit()
        self.dataChanged.emit()
        self._figures_changed()

    def replace_graph(self, graph: ModelGraph) -> None:
        """The same model, known better (a torch.export file after its conversion). Not an edit."""
        if self.project.model is not None:
            self.project = replace(self.project, model=replace(self.project.model, graph=graph))
            self._write()
            self.modelChanged.emit()
            self._figures_changed()

    def relocated(self, model: ModelRecord) -> None:
        """The model's file was found elsewhere: the same model, so nothing but its path changes."""
        self.project = replace(self.project, model=model)
        self.pathChanged.emit()

    def save_as(self, path: str) -> None:
        if self.store is not None:
            self.store.save_as(path)
            self.untitled = False
            self.pathChanged.emit()

    def close(self) -> None:
        """Close the project file. An untitled one stays among the untitled projects if it holds any work."""
        if self.store is None:
            return
        untouched = self.undo_stack.count() == 0 and self.recipe.is_float32
        self.store.close()
        if self.untitled and untouched and (self._disposable or not self._evaluations):
            recovery.discard(self.store.path)
        self.store = None

    # ---- internals

    def _reset(self, evaluations: Iterable[Evaluation] | None = None) -> None:
        """Everything is new: tell everybody. ``evaluations``: those of the model and data, None where they are to be
        read."""
        self.undo_stack.clear()
        self._graphs = {}
        self._model_changed(evaluations)

    def _model_changed(self, evaluations: Iterable[Evaluation] | None = None) -> None:
        self.selection = ()
        self._last = {}
        self._metrics = {}
        self._costs = Costs()
        self._read_evaluations(evaluations)
        self.announce()

    def announce(self) -> None:
        """Tell whoever is there now of everything, as if it were new: panels are made empty."""
        for signal in (self.pathChanged, self.modelChanged, self.dataChanged, self.recipeChanged):
            signal.emit()
        for signal in (self.evaluationsChanged, self.selectionChanged, self.settingsChanged):
            signal.emit()
        self._figures_changed()

    def _set(self, fields: dict[str, Any]) -> None:
        old = self.project
        project = self.project = replace(old, **fields)
        self._write()
        if project.model is not old.model:
            self._model_changed()
            return
        if project.data != old.data:
            self._metrics.clear()
            self._last = {}
            self._read_evaluations()
            self.dataChanged.emit()
            self.evaluationsChanged.emit()
        if project.recipe != old.recipe:
            self.recipeChanged.emit()
        # What is known of other recipes stays true: the float model's figures need not be worked out for every edit.
        while len(self._metrics) > KEPT_METRICS:
            del self._metrics[next(iter(self._metrics))]
        self._tell_figures()

    def _figures_changed(self) -> None:
        """Whatever the figures depend on has changed: work out those of the float model and of the recipe anew."""
        self._metrics.clear()
        self._tell_figures()

    def _tell_figures(self) -> None:
        self._last.update(self.metrics())
        self.figuresChanged.emit()

    def _write(self) -> None:
        """Save the project's value. When that fails the window goes on with it, says so, and the next edit retries."""
        if self.store is None:
            return
        try:
            self.store.write(self.project)
        except ProjectError as error:
            self.writeFailed.emit(Failed("", error.what, error.remedy, error.details))

    def _read_evaluations(self, known: Iterable[Evaluation] | None = None) -> None:
        """From the store, unless they are ``known``."""
        stored = known
        if stored is None:
            stored = self.store.evaluations(self.context) if self.store is not None and self.graph is not None else ()
        self._evaluations = {evaluation.recipe.hash: evaluation for evaluation in stored}
        self._read_family()

    def _read_family(self) -> None:
        self._family, self.trained = {}, {}
        model = self.project.model
        if self.store is None or model is None or not model.sha256:
            return
        try:
            self.trained = trained.load(self.store)
            rows = trained.family(self.store, model.sha256, self.data)
        except ProjectError as error:
            self.writeFailed.emit(Failed("", error.what, error.remedy, error.details))
            return
        shown = (row for row in rows if not trained.is_shadow(self.trained.get(row.model), row.recipe))
        self._family = {row.key: row for row in shown}
