"""sensitivity, front and allocate."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from edgeviz.cli import lab_tables
from edgeviz.cli.commands import Source, opened, print_json, resolve_data, run_evaluations
from edgeviz.cli.console import Console, run
from edgeviz.cli.lab_options import ACTIVATION_BITS, LIMITS, POINTS_FOR_ACCURACY, check_recipe_output, device_of
from edgeviz.cli.options import UsageError, repairs_from
from edgeviz.core.baselines import greedy_front, uniform_points
from edgeviz.core.budget import Infeasible, best_within
from edgeviz.core.dataset import DataSpec
from edgeviz.core.device.profile import Device
from edgeviz.core.errors import EdgeVizError, ProjectError, RecipeError
from edgeviz.core.frontier import RecipeFront, recipe_front
from edgeviz.core.metric import Evaluation
from edgeviz.core.prediction import AccuracyModel, Observation, expected, fit_accuracy
from edgeviz.core.presets import keep_ends, uniform_recipe
from edgeviz.core.program import MEMORY
from edgeviz.core.recipe import KEPT_BITS, NO_REPAIRS, Calibration, Recipe, Repairs
from edgeviz.core.sensitivity import Cell, Method, Sensitivity, settings_text
from edgeviz.jobs.spec import JobSpec
from edgeviz.jobs.streams import stdout_kept

FORMAT = "edgeviz-sensitivity/1"
MAX_FILE = 64 << 20
#: New cells after which the project or the file is written while the job runs, so that a kill costs little.
SAVE_EVERY = 10


# ---- the commands ----


def sensitivity(options: argparse.Namespace, console: Console) -> None:
    with opened(options.model, console, runs=True) as source:
        work = Work.of(options, source, console, options.activation_widths or ACTIVATION_BITS)
        found = work.sensitivity()
        if options.json:
            print_json({"model": source.path, "data": work.data_json(), **found.to_json()})
        else:
            print(lab_tables.sensitivity_text(source.graph, found))


def front(options: argparse.Namespace, console: Console) -> None:
    with opened(options.model, console, runs=True) as source:
        work = Work.of(options, source, console, options.activation_widths or _activations(options, options.objective))
        found = work.sensitivity()
        points = work.front(found, options.objective)
        measured = work.verify(found, points, options.verify)
        # The first evaluation tells the exact size of the float model, from which all sizes are counted.
        points = work.front(found, options.objective)
        model = work.accuracy_model(found, points, measured)
        shown = points.thinned(options.points)
        shown = tuple({p.index: p for p in (*shown, *(points[row] for row in measured))}.values())
        shown = tuple(sorted(shown, key=lambda point: point.index))
        uniform, greedy = uniform_points(points.choices), greedy_front(points.choices)
        view = lab_tables.FrontView(source.graph, points, shown, uniform, greedy, model, measured)
        if options.json:
            value = {"model": source.path, "data": work.data_json(), "method": found.method.value}
            print_json({**value, "samples": found.samples, **lab_tables.front_json(view)})
        else:
            print(lab_tables.front_text(view))


def allocate(options: argparse.Namespace, console: Console) -> None:
    limits = {name: value for option, name in LIMITS.items() if (value := getattr(options, option)) is not None}
    if not limits:
        *most, last = (f"--{option}" for option in LIMITS)
        raise UsageError(f"allocate needs a limit: {', '.join(most)} or {last}")
    target = check_recipe_output(options.output, options.force) if options.output else None
    spent = tuple(name for name in ("bops", "latency", "energy", "size") if name in limits)[:1] or ("size",)
    if spent == ("size",) and MEMORY in limits:
        # No sum, but the one other cost for which a narrower activation pays.
        spent = ("bops",)
    with opened(options.model, console, runs=True) as source:
        work = Work.of(options, source, console, options.activation_widths or _activations(options, spent))
        found = work.sensitivity()
        points = work.front(found, spent)
        measured: dict[int, Evaluation] = {}
        model = work.accuracy_model(found, points, {})
        enough = "accuracy" not in limits or (model is not None and len(model.losses) >= POINTS_FOR_ACCURACY)
        count = options.verify if options.verify is not None else 0 if enough else POINTS_FOR_ACCURACY
        if count:
            measured = work.verify(found, points, count)
            model = work.accuracy_model(found, points, measured)
        size = work.float_bytes()
        with stdout_kept():
            answer = best_within(
                source.graph, found, limits, options.widths, work.activations,
                accuracy=model, calibration=work.calibration, float_bytes=size, device=work.device, least=work.least,
            )  # fmt: skip
        if isinstance(answer, Infeasible):
            changes = {"relaxed": dict(answer.relaxed), "alone": dict(answer.alone)}
            raise RecipeError(answer.message, "", json.dumps(changes))
        answer = replace(answer, recipe=replace(answer.recipe, repairs=work.repairs))
        if target is not None:
            write_text(target, answer.recipe.to_json() + "\n")
        view = lab_tables.AllocationView(source.graph, answer, limits, model, target)
        if options.json:
            print_json({"model": source.path, "data": work.data_json(), **lab_tables.allocation_json(view)})
        else:
            print(lab_tables.allocation_text(view))


def _activations(options: argparse.Namespace, spent: Sequence[str]) -> tuple[int, ...]:
    """A narrower activation makes no file smaller; and some methods know no activations."""
    return (8,) if tuple(spent) == ("size",) or Method(options.method).is_of_weights else ACTIVATION_BITS


# ---- the work ----


@dataclass
class Work:
    """What the three commands share: a model, its data, and where sensitivities and evaluations are kept."""

    options: argparse.Namespace
    source: Source
    console: Console
    data: DataSpec | None
    context: str
    #: The context of the sensitivities, which need no data where they are weight errors.
    table: str
    activations: tuple[int, ...]
    calibration: Calibration
    device: Device | None = None
    #: Layers that must not be narrower than this.
    least: Mapping[str, int] = field(default_factory=dict)
    #: What every recipe that is found carries.
    repairs: Repairs = NO_REPAIRS

    @staticmethod
    def of(options: argparse.Namespace, source: Source, console: Console, activations: tuple[int, ...]) -> Work:
        # Imported here: it brings SQLite along, which "edgeviz --help" need not wait for.
        from edgeviz.project.store import ModelRecord, context_hash

        data = source.data
        if options.method != Method.SQNR.value or _verifies(options):
            data = resolve_data(options, source, uniform_recipe(source.graph, 8, 8), console)
        model = source.store.read().model if source.store else ModelRecord.of(source.path, source.graph)
        assert model is not None
        # What a project's recipe says beside its widths holds here as it does in the window.
        own = source.recipe or Recipe()
        calibration = Calibration(options.calibration) if options.calibration else own.calibration
        context = context_hash(model.sha256, data)
        # In a file the weight error stands for itself; a project keeps it beside what else it knows.
        alone = options.method == Method.SQNR.value and (source.store is None or options.sensitivity is not None)
        table = context_hash(model.sha256, None) if alone else context
        chooses = hasattr(options, "keep_ends")  # sensitivity chooses nothing
        kept = (
            keep_ends(own, source.graph, options.keep_ends).kept
            if chooses and options.keep_ends is not None
            else own.kept
        )
        repairs = repairs_from(options, own.repairs) if chooses else NO_REPAIRS
        return Work(
            options, source, console, data, context, table, activations, calibration, device_of(options),
            dict.fromkeys(kept, KEPT_BITS), repairs,
        )  # fmt: skip

    def data_json(self) -> Any:
        return self.data.to_json() if self.data else None

    def sensitivity(self) -> Sensitivity:
        """The table for the widths asked for, from where it is kept as far as it goes; what is new is kept too."""
        method = Method(self.options.method)
        settings = settings_text(calibration=self.calibration)
        known = self._known(method)
        if known is not None and known.settings != settings:
            known = None
        new: list[Cell] = []
        base = known or Sensitivity(method, self.options.samples, settings=settings)
        is_kept = self.source.store is not None or self.options.sensitivity is not None

        def keep(payload: object) -> None:
            if isinstance(payload, Cell):
                new.append(payload)
                if is_kept and len(new) % SAVE_EVERY == 0:
                    self._keep(base.with_cells(new))

        arguments = {
            "path": self.source.path,
            "data": self.data,
            "method": method,
            "weight_bits": self.options.widths,
            "activation_bits": self.activations,
            "samples": self.options.samples,
            "known": known,
            "calibration": self.calibration,
        }
        spec = JobSpec("edgeviz.engine.sensitivity:run", f"Sensitivity of {self.source.name}", arguments)
        try:
            found: Sensitivity = run(spec, self.console, keep)
        except KeyboardInterrupt:
            if new:
                self._keep(base.with_cells(new))
            raise
        self._keep(found)
        return found

    def front(self, found: Sensitivity, objectives: Sequence[str]) -> RecipeFront:
        points = recipe_front(
            self.source.graph, found, objectives, self.options.widths, self.activations,
            calibration=self.calibration, float_bytes=self.float_bytes(), device=self.device, least=self.least,
        )  # fmt: skip
        return replace(points, choices=replace(points.choices, repairs=self.repairs))

    def float_bytes(self) -> int | None:
        """Size of the exported float model; None where the model cannot be exported."""
        known = next((e.value("size") for e in self._evaluations() if e.recipe.is_float32), None)
        if known is None and self._float_bytes is None:
            sizes: list[float] = []

            def keep(payload: object) -> None:
                if isinstance(payload, Evaluation) and (size := payload.value("size")) is not None:
                    sizes.append(size)

            arguments = {"path": self.source.path, "data": None, "recipes": (Recipe(),), "latency": False}
            spec = JobSpec("edgeviz.engine.evaluate:run", f"Size of {self.source.name}", arguments)
            try:
                run(spec, self.console, keep)
            except EdgeVizError as error:
                self.console.note(f"edgeviz: sizes start from the size of the file. {error.what}")
            self._float_bytes = int(sizes[0]) if sizes else 0
        return int(known) if known is not None else self._float_bytes or None

    def verify(self, found: Sensitivity, points: RecipeFront, count: int) -> dict[int, Evaluation]:
        """``count`` points of the front, evaluated: point -> evaluation. The float model comes along.

        Each time the point whose accuracy is furthest from those that are known.
        """
        if count < 1:
            return {}
        if self.data is None:
            raise EdgeVizError("Points cannot be evaluated without data.", "Name the data with --data PATH.")
        measured: dict[int, Evaluation] = {}
        while len(measured) < count:
            index = (self.accuracy_model(found, points, measured) or expected()).most_uncertain(points.losses)
            if index is None:
                break
            measured |= self._evaluated(points, [index])
        return measured

    def _evaluated(self, points: RecipeFront, rows: Iterable[int]) -> dict[int, Evaluation]:
        chosen = {points.recipe(row): row for row in rows}
        done = {e.recipe for e in self._evaluations() if "accuracy" in e.metrics}
        missing = [recipe for recipe in (Recipe(), *chosen) if recipe not in done]
        if missing:
            new, _ = run_evaluations(self.source, self.data, missing, self.console, latency=False)
            self._found = [*self._evaluations(), *new]
        done_now = {e.recipe: e for e in self._evaluations() if "accuracy" in e.metrics}
        return {row: done_now[recipe] for recipe, row in chosen.items()}

    def accuracy_model(
        self, found: Sensitivity, points: RecipeFront, measured: Mapping[int, Evaluation]
    ) -> AccuracyModel | None:
        """The fit through everything evaluated in this context; None without a quantized recipe among it."""
        losses = {evaluation.recipe: points[index].loss for index, evaluation in measured.items()}
        seen = []
        repairs = points.choices.repairs
        for evaluation in self._evaluations():
            if not evaluation.recipe.is_repaired_as(repairs):
                # A predicted loss knows nothing of repairs: with other ones the same loss is another accuracy.
                continue
            accuracy = evaluation.metrics.get("accuracy")
            loss = losses.get(evaluation.recipe, found.predicted_loss(evaluation.recipe))
            if accuracy is not None and accuracy.samples and loss is not None:
                seen.append(Observation(loss, accuracy.value, accuracy.samples))
        classes = self.source.graph.classes()
        return fit_accuracy(seen, 1 / classes if classes else 0.0) if any(row.loss > 0 for row in seen) else None

    _found: Sequence[Evaluation] | None = None
    _float_bytes: int | None = None

    def _evaluations(self) -> Sequence[Evaluation]:
        if self._found is None:
            store = self.source.store
            self._found = store.evaluations(self.context) if store else []
        return self._found

    def _known(self, method: Method) -> Sensitivity | None:
        if self.options.sensitivity is not None:
            return read_sensitivity(self.options.sensitivity, self.table, method)
        if self.source.store is None:
            return None
        from edgeviz.project import sensitivities

        return sensitivities.load(self.source.store, self.table, method)

    def _keep(self, found: Sensitivity) -> None:
        if self.options.sensitivity is not None:
            value = {"format": FORMAT, "context": self.table, **found.to_json()}
            write_text(Path(self.options.sensitivity).resolve(), json.dumps(value, ensure_ascii=False) + "\n")
        elif self.source.store is not None:
            from edgeviz.project import sensitivities

            sensitivities.save(self.source.store, self.table, found)


def _verifies(options: argparse.Namespace) -> bool:
    return bool(getattr(options, "verify", 0)) or getattr(options, "accuracy", None) is not None


def read_sensitivity(path: str, context: str, method: Method) -> Sensitivity | None:
    """What an earlier run kept in the file ``path``; None where there is no such file. Raises ProjectError."""
    file = Path(path)
    if not file.exists():
        return None
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_FILE + 1)
        if len(data) > MAX_FILE:
            raise ValueError("it is too large")
        value = json.loads(data)
        if not isinstance(value, dict) or value.get("format") != FORMAT:
            raise ValueError(f'it must say "format": "{FORMAT}"')
        found = Sensitivity.from_json(value)
    except OSError as error:
        raise ProjectError(f"{path} cannot be read: {error.strerror or error}.", "Check the path.") from error
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise ProjectError(f"{path} holds no sensitivities: {error}.", "Name another file.") from error
    if value.get("context") != context or found.method is not method:
        raise ProjectError(
            f"{path} belongs to another model, other data or another method.", "Name another file for these."
        )
    return found


def write_text(target: Path, text: str) -> None:
    """Write ``text`` whole or not at all. Raises ProjectError."""
    scratch = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        scratch.write_text(text, encoding="utf-8")
        scratch.replace(target)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise ProjectError(f"{target} cannot be written: {error.strerror or error}.", "Choose another path.") from error
