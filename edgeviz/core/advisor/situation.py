"""What the advisor looks at, and what it says. Every figure in a sentence comes from a value that is here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache

from edgeviz.core import units
from edgeviz.core.comparison import Comparison, Verdict, compare
from edgeviz.core.device.profile import Device
from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.layer_profile import LayerProfile
from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.recipe import FLOAT_LAYER, LayerRecipe, Recipe
from edgeviz.core.sensitivity import Method, Part, Sensitivity, settings_text
from edgeviz.core.size import size_bytes
from edgeviz.core.spec import Observer, Spec, activation_spec, weight_spec
from edgeviz.core.ties import Ties, tied_groups

#: A difference from float that is not clear says something only where it cannot be larger than this (95 %).
TOLERATED = 0.02


DEFAULTS = {Part.WEIGHT: weight_spec(8), Part.ACTIVATION: activation_spec(8)}


class Request(StrEnum):
    """Work that an advice asks for, where it does not change the recipe."""

    CHOOSE_DATA = "choose data"
    SENSITIVITY = "estimate sensitivity"
    UNIFORM = "measure uniform widths"


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence with places for values, so that it can be translated before they are filled in."""

    pattern: str
    values: tuple[tuple[str, str], ...] = ()

    def fill(self, translate: Callable[[str], str] = str) -> str:
        """The sentence; a value may have words too ("12 layers")."""
        return translate(self.pattern).format(**{name: translate(value) for name, value in self.values})

    def __str__(self) -> str:
        return self.fill()


def say(pattern: str, **values: object) -> Text:
    return Text(pattern, tuple((name, str(value)) for name, value in values.items()))


@dataclass(frozen=True)
class Advice:
    """What to try next: ``summary`` names layer and figure, ``why`` the reason, ``action`` what the button does.

    The button makes ``recipe`` the current one, or asks for ``request``. ``gain`` only orders advice: about how much
    accuracy (a fraction) it may bring back, or what a saving or more knowledge is worth beside that.
    """

    rule: str
    summary: Text
    why: Text
    action: Text
    button: Text
    gain: float
    recipe: Recipe | None = None
    request: Request | None = None
    layers: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Names the advice whatever its figures are: what a person dismissed stays away."""
        if not self.layers:
            return self.rule
        return f"{self.rule}/{hashlib.sha256(chr(0).join(self.layers).encode()).hexdigest()[:12]}"


@dataclass(frozen=True)
class Share:
    """The predicted loss of one group of tied layers as the recipe has it, in nats per sample."""

    part: Part
    keys: tuple[str, ...]
    spec: Spec
    loss: float


@dataclass(frozen=True)
class Situation:
    """A model, its current recipe and what is known of both. ``tables`` are sensitivities, ``device`` None here."""

    graph: ModelGraph
    recipe: Recipe
    evaluations: Sequence[Evaluation] = ()
    tables: Sequence[Sensitivity] = ()
    has_data: bool = False
    device: Device | None = None
    #: How the layers of ``recipe`` run on this machine; what another recipe's kernels are says nothing.
    profile: LayerProfile | None = None

    # ---- measured

    def evaluation_of(self, recipe: Recipe) -> Evaluation | None:
        return self._by_hash.get(recipe.hash)

    @cached_property
    def _by_hash(self) -> dict[str, Evaluation]:
        return {evaluation.recipe.hash: evaluation for evaluation in self.evaluations}

    @cached_property
    def evaluation(self) -> Evaluation | None:
        return self.evaluation_of(self.recipe)

    @cached_property
    def reference(self) -> Evaluation | None:
        """The float model."""
        return self.evaluation_of(Recipe())

    @cached_property
    def comparison(self) -> Comparison | None:
        """The recipe's accuracy against float; None where one is not evaluated, and for float itself."""
        if self.recipe.is_float32 or self.evaluation is None or self.reference is None:
            return None
        return compare(self.evaluation, self.reference)

    @property
    def lost(self) -> float:
        """The accuracy that the recipe clearly loses against float, a fraction; 0 where it is not clear."""
        found = self.comparison
        return -(found.difference or 0.0) if found is not None and found.verdict is Verdict.WORSE else 0.0

    @property
    def is_fine(self) -> bool:
        """Whether the recipe was compared with float and found no worse: nothing is to be won back."""
        found = self.comparison
        return found is not None and found.verdict in (Verdict.UNCLEAR, Verdict.BETTER)

    @cached_property
    def is_guessing(self) -> bool:
        """Whether the float model itself is no better than guessing by what was measured."""
        plain, classes = self.measured(self.reference, "accuracy"), self.graph.classes()
        if plain is None or plain.low is None or classes is None or classes < 2:
            return False
        return plain.low <= 1 / classes

    def measured(self, evaluation: Evaluation | None, name: str) -> Metric | None:
        metric = evaluation.metrics.get(name) if evaluation is not None else None
        return metric if metric is not None and metric.provenance is Provenance.MEASURED else None

    # ---- predicted

    @cached_property
    def ties(self) -> Ties:
        return tied_groups(self.graph)

    def groups(self, part: Part) -> tuple[tuple[str, ...], ...]:
        return self.ties.weights if part is Part.WEIGHT else self.ties.activations

    def spec(self, key: str, part: Part) -> Spec:
        row = self.recipe[key]
        return row.weight if part is Part.WEIGHT else row.activation

    @cached_property
    def table(self) -> Sensitivity | None:
        """The most faithful table that has a loss for everything in the recipe; None where there is none.

        Weight errors and traces are no losses that could be added up with those of activations, and no table knows
        what repairs win back.
        """
        usable = [t for t in self.tables if not t.method.is_of_weights and t.cells]
        usable.sort(key=lambda table: table.method is not Method.MEASURED)
        return next((table for table in usable if self._shares(table) is not None), None)

    @cached_property
    def shares(self) -> tuple[Share, ...]:
        """The predicted loss of every quantized group, the largest first; empty without a table."""
        found = self._shares(self.table) if self.table is not None else None
        return tuple(sorted(found or (), key=lambda share: -share.loss))

    @cached_property
    def predicted_loss(self) -> float:
        return sum(share.loss for share in self.shares)

    def _shares(self, table: Sensitivity) -> list[Share] | None:
        if self.recipe.repairs or self.recipe.is_float32:
            return [] if self.recipe.is_float32 else None
        found = []
        for part in Part:
            for keys in self.groups(part):
                spec = self.spec(keys[0], part)
                if not spec.is_float:
                    loss = self.loss(table, keys, part, spec)
                    if loss is None:
                        return None
                    found.append(Share(part, keys, spec, loss))
        return found

    def loss(self, table: Sensitivity, keys: Iterable[str], part: Part, spec: Spec) -> float | None:
        """What ``spec`` costs the tied layers ``keys`` by ``table``; None where it says nothing of such a spec."""
        if spec.is_float:
            return 0.0
        if not describes(table, part, spec):
            return None
        cells = [table.get(key, part, spec.bits) for key in keys]
        return None if any(cell is None for cell in cells) else sum(cell.loss for cell in cells if cell is not None)

    # ---- changes

    def layer(self, key: str) -> Layer:
        return self.graph.layer(key)

    def with_specs(self, part: Part, changes: Mapping[str, Spec]) -> Recipe:
        """The recipe with other weights (or activations) in the layers named."""
        rows: dict[str, LayerRecipe] = {}
        for key, spec in changes.items():
            row = self.recipe.layers.get(key, FLOAT_LAYER)
            rows[key] = replace(row, weight=spec) if part is Part.WEIGHT else replace(row, activation=spec)
        return self.recipe.with_layers(rows)

    def size(self, recipe: Recipe | None = None) -> int:
        """Predicted bytes of the exported file."""
        known = self.measured(self.reference, "size")
        return size_bytes(self.graph, recipe or self.recipe, int(known.value) if known else None)

    def added(self, recipe: Recipe) -> int:
        """Bytes by which ``recipe`` is predicted to be larger than the current one."""
        return self.size(recipe) - self.size()


def describes(table: Sensitivity, part: Part, spec: Spec) -> bool:
    """Whether ``table`` was made with the settings that ``spec`` has beside its width."""
    if not spec.is_uniform or spec.power_of_two:
        return False
    place = list(Part).index(part)
    default = DEFAULTS[part]
    made_with = table.settings.split("; ")[place] if table.settings else _words(default, part)
    return made_with == _words(spec, part)


@lru_cache(maxsize=256)  # asked for every layer, and there are few settings
def _words(spec: Spec, part: Part) -> str:
    """The settings of ``spec`` as a table spells them: it does so only where something is not the default."""
    odd = Observer.PERCENTILE
    if part is Part.WEIGHT:
        return settings_text(spec, activation_spec(8, observer=odd)).split("; ")[0]
    return settings_text(weight_spec(8, observer=odd), spec).split("; ")[1]


# ---- words


def points(fraction: float) -> str:
    """ "3.1 points", "0.04 points"."""
    value = abs(fraction) * 100
    return f"{value:.1f} points" if value >= 0.05 else f"{value:.2f} points"


def percent(fraction: float) -> str:
    return f"{100 * fraction:.0f} %" if fraction >= 0.095 or fraction == 0 else f"{100 * fraction:.1f} %"


def kilobytes(count: float) -> str:
    """Bytes in powers of 1000, as the window shows them; in a sentence the smallest unit is a word."""
    shown = units.size(abs(count))
    return f"{shown.value:.0f} bytes" if shown.unit == "B" else str(shown)


def larger(count: int) -> str:
    """What a change adds to the file: "41 KB more", "3 bytes less", "nothing more"."""
    if count == 0:
        return "nothing more"
    return f"{kilobytes(count)} more" if count > 0 else f"{kilobytes(count)} less"


def latency(seconds: float) -> str:
    """A time in the unit that the figure bar would choose: "105 µs", "1.9 ms"."""
    return str(units.time(seconds))


def layers_text(keys: Sequence[str]) -> str:
    """ "layer conv1", "layers conv1, conv2", "5 layers (conv1, conv2 …)"."""
    if len(keys) == 1:
        return f"layer {keys[0]}"
    if len(keys) <= 3:
        return f"layers {', '.join(keys)}"
    return f"{len(keys)} layers ({keys[0]}, {keys[1]} …)"


def named(layer: Layer) -> str:
    """ "conv4 (depthwise 3×3)"."""
    return f"{layer.key} ({layer.kind[:1].lower()}{layer.kind[1:]})"


def bits_text(specs: Iterable[Spec]) -> str:
    """The widths of ``specs``, each once: "4", "3 and 5", "2, 3 and 5"."""
    found = [str(bits) for bits in sorted({spec.bits for spec in specs})]
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"
