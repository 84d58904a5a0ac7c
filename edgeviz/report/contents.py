"""What a report is made of: a frozen value, so that a job can write it while the project goes on being edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from edgeviz.core.cost import predicted_metrics
from edgeviz.core.device.energy import modelled_metrics
from edgeviz.core.device.profile import Device
from edgeviz.core.errors import ProjectError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Evaluation
from edgeviz.core.recipe import Recipe
from edgeviz.project import trained
from edgeviz.project.store import Project, Store
from edgeviz.report.language import ENGLISH, marked

#: What a report may hold, in its order, with its heading.
SECTIONS = {
    "model": marked("Model, data and device"),
    "front": marked("The front"),
    "chosen": marked("Chosen configurations"),
    "layers": marked("Layers"),
    "replay": marked("Run time: policies replayed"),
    "provenance": marked("Where the numbers come from"),
    "reproduce": marked("How to reproduce"),
}
#: Figures that another device's model, or what was timed there, gives instead of this machine.
ON_DEVICE = ("latency", "energy")
#: Characters of a title, a name or a question.
LONGEST_TITLE, LONGEST_QUESTION = 200, 4000


@dataclass(frozen=True)
class Request:
    """What is wanted. html, pdf: files to write; figures: a folder for PNG and SVG; "" leaves each out.
    language: a key of ``edgeviz.resources.LANGUAGES``."""

    title: str = ""
    question: str = ""
    author: str = ""
    sections: tuple[str, ...] = tuple(SECTIONS)
    html: str = ""
    pdf: str = ""
    figures: str = ""
    language: str = ENGLISH.code


@dataclass(frozen=True)
class Contents:
    """evaluations: of the open model and its data, without shadow weights; family: of the project's other models on the
    same data. graphs, models: the graph and the name of each of those, by SHA-256. reference: what all are held
    against. file: the project's file name. made: when this was gathered."""

    project: Project
    evaluations: tuple[Evaluation, ...]
    family: tuple[Evaluation, ...] = ()
    graphs: Mapping[str, ModelGraph] = field(default_factory=dict)
    models: Mapping[str, str] = field(default_factory=dict)
    reference: Evaluation | None = None
    device: Device | None = None
    file: str = ""
    made: str = ""

    @property
    def graph(self) -> ModelGraph:
        assert self.project.model is not None
        return self.project.model.graph

    @property
    def place(self) -> str:
        """The other device whose measured latency is shown; "" is the machine that measured."""
        found = self.project.settings.get("place")
        return found if isinstance(found, str) else ""

    def shown(self, evaluation: Evaluation) -> Evaluation:
        """``evaluation`` with the latency and energy of the device that the report is about."""
        metrics = dict(evaluation.metrics)
        measured = metrics.get("latency")
        if self.place or self.device is not None:
            metrics = {name: metric for name, metric in metrics.items() if name not in ON_DEVICE}
        if self.place and self.place in evaluation.elsewhere:
            metrics["latency"] = evaluation.elsewhere[self.place]
        graph = self.graphs.get(evaluation.model) if evaluation.model else self.graph
        if self.device is not None and graph is not None:
            metrics |= modelled_metrics(graph, evaluation.recipe, self.device, measured)
        return replace(evaluation, metrics=metrics)

    def current(self) -> Evaluation:
        """What is known of the current recipe; predicted where it was not evaluated."""
        recipe = self.project.recipe
        known = next((one for one in self.evaluations if one.recipe == recipe), None)
        if known is not None:
            return known
        size = next((one.value("size") for one in self.evaluations if one.recipe.is_float32), None)
        return Evaluation(recipe, predicted_metrics(self.graph, recipe, None if size is None else int(size)))


def gather(store: Store, device: Device | None = None, made: str = "") -> Contents:
    """Everything of ``store`` that a report can show. Raises ProjectError."""
    project = store.read()
    model = project.model
    if model is None:
        raise ProjectError(f"{store.path.name} holds no model.", "Open a model in it first.")
    records = trained.load(store)
    found = store.evaluations(project.context)
    family = tuple(
        row
        for row in trained.family(store, model.sha256, project.data)
        if not trained.is_shadow(records.get(row.model), row.recipe)
    )
    root = trained.root(records, model.sha256)
    key = Evaluation(Recipe(), {}, model=root if root != model.sha256 else "").key
    reference = next((row for row in (*family, *found) if row.key == key), None)
    if reference is None:
        reference = next((row for row in found if row.recipe.is_float32), None)
    names = store.models()
    others = {row.model for row in family}
    return Contents(
        project,
        tuple(row for row in found if not trained.is_shadow(records.get(model.sha256), row.recipe)),
        family,
        {sha256: store.model(sha256).graph for sha256 in others} if device is not None else {},
        {sha256: records[sha256].name if sha256 in records else names[sha256] for sha256 in others},
        reference,
        device,
        store.path.name,
        made,
    )
