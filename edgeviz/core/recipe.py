"""The recipe: how each layer's weights and activations are represented.

A recipe is frozen, has one canonical JSON form and therefore a hash; every result is stored under that hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from functools import cached_property
from itertools import repeat
from json.encoder import encode_basestring
from typing import Any

from edgeviz.core.errors import RecipeError
from edgeviz.core.memo import last_answer
from edgeviz.core.spec import (
    FLOAT32,
    WEIGHT_OBSERVERS,
    WEIGHTS_ONLY,
    Granularity,
    Spec,
    activation_spec,
    at_least,
    spec_from_json,
    spec_to_json,
    switch,
    weight_spec,
)

FORMAT = "edgeviz-recipe/1"
#: The file beside an exported model: the recipe with what it was made for.
EXPORT_FORMAT = "edgeviz-export/1"


#: The width below which ``Recipe.kept`` does not let a layer fall.
KEPT_BITS = 8
#: AdaRound's published number of iterations for a layer (Nagel et al. 2020, section 5).
ADAROUND = 10_000


@dataclass(frozen=True, slots=True)
class LayerRecipe:
    """Weight and activation representation of one layer. The activation is the layer's *input* tensor."""

    weight: Spec = FLOAT32
    activation: Spec = FLOAT32

    def __post_init__(self) -> None:
        if self.activation.granularity is Granularity.CHANNEL:
            raise RecipeError(
                "Activations cannot be quantized per channel.",
                "Choose per tensor: an integer kernel needs one scale to sum over channels.",
            )
        if self.activation.scheme in WEIGHTS_ONLY:
            raise RecipeError(
                f"Activations cannot be represented as {self.activation.scheme}.",
                "This scheme is for weights; choose integer or float for the activations.",
            )
        if self.weight.observer not in WEIGHT_OBSERVERS:
            raise RecipeError(
                f"The range of weights cannot be chosen by {self.weight.observer.replace('_', ' ')}: they do not come "
                "in batches, a filter has too few values for a histogram, and 0 … 1 is for inputs.",
                f"Choose {', '.join(WEIGHT_OBSERVERS[:-1])} or {WEIGHT_OBSERVERS[-1]} for weights.",
            )

    @property
    def is_float32(self) -> bool:
        return self.weight.is_float32 and self.activation.is_float32


FLOAT_LAYER = LayerRecipe()


@dataclass(frozen=True, slots=True)
class Calibration:
    """Which samples set the activation ranges: ``samples`` of the calibration split."""

    samples: int = 256

    def __post_init__(self) -> None:
        if self.samples < 1:
            raise RecipeError("Calibration needs at least one sample.", "Choose 1 or more.")


@dataclass(frozen=True, slots=True)
class Repairs:
    """What is done after quantization, without training, to win accuracy back.

    All but ``equalize`` needs calibration data.

    ``equalize``: cross-layer equalization (Nagel et al. 2019, section 4.1). ``correct_bias``: the mean error of
    each layer's output is taken off its bias (section 4.2). ``reestimate``: mean and deviation of each output
    channel are brought back to those of the float model, as estimating the batch norms again does (Sun et al. 2019).
    ``adaround``: iterations per layer that learn whether to round up or down (Nagel et al. 2020); 0 rounds to nearest.
    """

    equalize: bool = False
    correct_bias: bool = False
    reestimate: bool = False
    adaround: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.adaround <= 1_000_000:
            raise RecipeError(f"{self.adaround} iterations of AdaRound are not possible.", "Choose 0 to 1,000,000.")

    def __bool__(self) -> bool:
        return self != NO_REPAIRS

    @property
    def needs_data(self) -> bool:
        """Whether anything but the equalization is on, which looks at weights alone."""
        return self.correct_bias or self.reestimate or self.adaround > 0

    @property
    def label(self) -> str:
        """Short text behind a recipe's name: "CLE BC AdaRound 2000"; "" where nothing is on."""
        on = ((self.equalize, "CLE"), (self.correct_bias, "BC"), (self.reestimate, "BN"))
        rounding = (self.adaround > 0, f"AdaRound {self.adaround}")
        return " ".join(text for wanted, text in (*on, rounding) if wanted)


NO_REPAIRS = Repairs()


@dataclass(frozen=True)
class Recipe:
    """Layer recipes by layer key. A layer that is not named is FP32; naming it as FP32 is the same recipe.

    ``layers`` holds what was chosen. The layers in ``kept`` (as a rule the first and the last one) do not fall below
    8 bits, whatever was chosen: ``recipe[key]`` is what counts.
    """

    layers: Mapping[str, LayerRecipe] = field(default_factory=dict)
    calibration: Calibration = Calibration()
    repairs: Repairs = Repairs()
    kept: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        chosen = {key: row for key, row in sorted(self.layers.items()) if not row.is_float32}
        object.__setattr__(self, "layers", chosen)
        object.__setattr__(self, "kept", tuple(sorted(set(self.kept))))

    def __hash__(self) -> int:
        return hash(self.hash)

    def __getitem__(self, key: str) -> LayerRecipe:
        # Asked thousands of times for every edit of a deep network, hence not through ``chosen``.
        row = self.layers.get(key, FLOAT_LAYER)
        if key not in self.kept:
            return row
        return LayerRecipe(at_least(row.weight, KEPT_BITS), at_least(row.activation, KEPT_BITS))

    def chosen(self, key: str) -> LayerRecipe:
        """What was chosen for a layer, kept or not: what an edit starts from."""
        return self.layers.get(key, FLOAT_LAYER)

    def rows_of(self, keys: Sequence[str]) -> list[LayerRecipe]:
        """``self[key]`` for each of ``keys``: every figure asks for those of all layers, with every edit."""
        found = list(map(self.layers.get, keys, repeat(FLOAT_LAYER)))
        if self.kept:
            kept = frozenset(self.kept)
            found = [self[key] if key in kept else row for key, row in zip(keys, found, strict=True)]
        return found

    def rows(self) -> Iterator[tuple[str, LayerRecipe]]:
        """What counts for every layer that is not FP32."""
        return ((key, self[key]) for key in self.layers)

    @property
    def is_float32(self) -> bool:
        return not self.layers

    @property
    def rounds_in_vain(self) -> bool:
        """Whether AdaRound is on and no layer has weights that it could round."""
        return self.repairs.adaround > 0 and not any(row.weight.is_on_grid for _, row in self.rows())

    def is_repaired_as(self, repairs: Repairs) -> bool:
        """Whether ``repairs`` are this recipe's; float has nothing to repair, so that it has any."""
        return self.is_float32 or self.repairs == repairs

    def __getstate__(self) -> dict[str, Any]:
        """What it was made of, without what another thread may be adding while this one pickles."""
        return {name: self.__dict__[name] for name in self.__dataclass_fields__}

    @cached_property
    def hash(self) -> str:
        """First 16 hex digits of the SHA-256 of the canonical JSON."""
        return hashlib.sha256(_json(self).encode()).hexdigest()[:16]

    def with_layers(self, changes: Mapping[str, LayerRecipe]) -> Recipe:
        return replace(self, layers={**self.layers, **changes})

    def check(self, keys: Iterable[str]) -> None:
        """Raise RecipeError when the recipe names a layer that is not among ``keys``."""
        unknown = sorted({*self.layers, *self.kept} - set(keys))
        if unknown:
            raise RecipeError(
                f"The recipe names layers that the model does not have: {', '.join(unknown[:3])}"
                + (f" and {len(unknown) - 3} more." if len(unknown) > 3 else "."),
                "Use the recipe with the model it was made for.",
            )

    def to_json(self) -> str:
        """Canonical JSON: sorted keys, no spaces."""
        return _json(self)

    def _json(self) -> str:
        parts = {"format": _canonical(FORMAT), "calibration": _canonical({"samples": self.calibration.samples})}
        # Written with every edit, and hundreds of layers share a few specs: each of those is spelled out once.
        specs = {id(spec): spec for row in self.layers.values() for spec in (row.weight, row.activation)}
        texts = {key: _canonical(spec_to_json(spec)) for key, spec in specs.items()}
        rows = (
            f'{encode_basestring(key)}:{{"activation":{texts[id(row.activation)]},"weight":{texts[id(row.weight)]}}}'
            for key, row in self.layers.items()
        )
        parts["layers"] = f"{{{','.join(rows)}}}"
        # Only where they say something: a recipe keeps its hash when EdgeViz learns a new switch.
        if self.repairs:
            parts["repairs"] = _canonical({name: v for name, v in asdict(self.repairs).items() if v})
        if self.kept:
            parts["kept"] = _canonical(self.kept)
        return f"{{{','.join(f'{_canonical(name)}:{parts[name]}' for name in sorted(parts))}}}"

    @staticmethod
    def from_json(text: str) -> Recipe:
        """A recipe, or the one in the file beside an exported model. Raises RecipeError, naming the field."""
        try:
            value = json.loads(text)
            if isinstance(value, dict) and value.get("format") == EXPORT_FORMAT:
                value = value["recipe"]
            if not isinstance(value, dict) or value.get("format") != FORMAT:
                raise RecipeError("This is not an EdgeViz recipe.", f'It must say "format": "{FORMAT}".')
            shared: dict[Spec, Spec] = {}  # hundreds of layers, a few specs

            def spec(of: Any) -> Spec:
                found = spec_from_json(of)
                return shared.setdefault(found, found)

            layers = {
                str(key): LayerRecipe(spec(row["weight"]), spec(row["activation"]))
                for key, row in value["layers"].items()
            }
            calibration = Calibration(int(value["calibration"]["samples"]))
            kept = value.get("kept", [])
            if not isinstance(kept, list) or not all(isinstance(key, str) for key in kept):
                raise ValueError("kept: a list of layers is expected")
            return Recipe(layers, calibration, _repairs_from_json(value.get("repairs", {})), tuple(kept))
        except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError, RecursionError) as error:
            raise RecipeError(
                f"The recipe cannot be read: {error}.", "Export it again, or mend the field named."
            ) from error


#: JSON with sorted keys and no spaces.
_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


@last_answer
def _json(recipe: Recipe) -> str:
    """An edit asks twice in a row: for the hash, and to store the recipe under it."""
    return recipe._json()


def _repairs_from_json(value: Mapping[str, Any]) -> Repairs:
    unknown = set(value) - {f.name for f in fields(Repairs)}
    if unknown:
        raise ValueError(f"unknown repair {sorted(unknown)[0]!r}")
    switches = {name: switch(v, name) for name, v in value.items() if name != "adaround"}
    return Repairs(**switches, adaround=int(value.get("adaround", 0)))


#: What everything is held against.
FLOAT_RECIPE = Recipe()


def uniform(keys: Iterable[str], weight_bits: int, activation_bits: int) -> Recipe:
    """The same width everywhere: the field's reference point."""
    row = LayerRecipe(weight_spec(weight_bits), activation_spec(activation_bits))
    return Recipe(dict.fromkeys(keys, row))
