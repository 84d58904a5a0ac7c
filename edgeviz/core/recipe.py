"""The recipe: how each layer's weights and activations are represented.

A recipe is frozen, has one canonical JSON form and therefore a hash; every result is stored under that hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from edgeviz.core.errors import RecipeError

FORMAT = "edgeviz-recipe/1"
#: The file beside an exported model: the recipe with what it was made for.
EXPORT_FORMAT = "edgeviz-export/1"


class Scheme(StrEnum):
    """How numbers are represented. FLOAT is IEEE (32 or 16 bits), INTEGER is uniform quantization."""

    FLOAT = "float"
    INTEGER = "integer"


class Granularity(StrEnum):
    TENSOR = "tensor"
    CHANNEL = "channel"


class Observer(StrEnum):
    """How a quantization range is chosen."""

    MINMAX = "minmax"
    PERCENTILE = "percentile"
    MSE = "mse"


#: Widths a layer can have, widest first, by scheme.
BITS: dict[Scheme, tuple[int, ...]] = {Scheme.FLOAT: (32, 16), Scheme.INTEGER: (16, 8, 7, 6, 5, 4, 3, 2, 1)}


@dataclass(frozen=True, slots=True)
class Spec:
    """The representation of one tensor.

    ``bits`` is the nominal width; ``symmetric`` means zero point 0 (Jacob et al. 2018, eq. 1 with Z = 0);
    ``percentile`` is used by Observer.PERCENTILE only, in percent of the absolute values kept.
    One-bit symmetric means the binary weights of BWN: sign(w)·mean|w| (Rastegari et al. 2016, eq. 6).
    """

    bits: int = 32
    scheme: Scheme = Scheme.FLOAT
    symmetric: bool = True
    granularity: Granularity = Granularity.TENSOR
    observer: Observer = Observer.MINMAX
    percentile: float = 99.99

    def __post_init__(self) -> None:
        if self.bits not in BITS[self.scheme]:
            allowed = ", ".join(str(b) for b in BITS[self.scheme])
            raise RecipeError(f"{self.bits} bits are not possible as {self.scheme}.", f"Choose one of {allowed}.")
        if not 50.0 <= self.percentile <= 100.0:
            raise RecipeError(f"A percentile of {self.percentile} is out of range.", "Choose 50 to 100.")

    @property
    def is_float32(self) -> bool:
        return self.scheme is Scheme.FLOAT and self.bits == 32

    @property
    def is_integer(self) -> bool:
        return self.scheme is Scheme.INTEGER

    @property
    def storage_bits(self) -> int:
        """Bits one value takes in the exported file: ONNX has 2, 4, 8 and 16-bit integers and nothing between."""
        if not self.is_integer:
            return self.bits
        return next(width for width in (2, 4, 8, 16) if width >= self.bits)

    @property
    def label(self) -> str:
        """Short text for a cell: "8", "FP16", "FP32", "INT16"."""
        if self.is_integer:
            return "INT16" if self.bits == 16 else str(self.bits)
        return f"FP{self.bits}"


FLOAT32 = Spec()
FLOAT16 = Spec(bits=16)


def weight_spec(bits: int, **changes: Any) -> Spec:
    """The default weight representation at ``bits``: symmetric, per channel; 32 and 16 mean FP32 and FP16."""
    return _default_spec(bits, {"symmetric": True, "granularity": Granularity.CHANNEL, **changes})


def activation_spec(bits: int, **changes: Any) -> Spec:
    """The default activation representation at ``bits``: affine, per tensor; 32 and 16 mean FP32 and FP16."""
    return _default_spec(bits, {"symmetric": False, "granularity": Granularity.TENSOR, **changes})


def _default_spec(bits: int, settings: dict[str, Any]) -> Spec:
    if bits in BITS[Scheme.FLOAT] and settings.get("scheme", Scheme.FLOAT) is Scheme.FLOAT:
        return Spec(bits=bits)
    return Spec(bits=bits, **{"scheme": Scheme.INTEGER, **settings})


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


@dataclass(frozen=True)
class Recipe:
    """Layer recipes by layer key. A layer that is not named is FP32; naming it as FP32 is the same recipe."""

    layers: Mapping[str, LayerRecipe] = field(default_factory=dict)
    calibration: Calibration = Calibration()

    def __post_init__(self) -> None:
        kept = {key: row for key, row in sorted(self.layers.items()) if not row.is_float32}
        object.__setattr__(self, "layers", kept)

    def __hash__(self) -> int:
        return hash(self.hash)

    def __getitem__(self, key: str) -> LayerRecipe:
        return self.layers.get(key, FLOAT_LAYER)

    @property
    def is_float32(self) -> bool:
        return not self.layers

    @cached_property
    def hash(self) -> str:
        """First 16 hex digits of the SHA-256 of the canonical JSON."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:16]

    def with_layers(self, changes: Mapping[str, LayerRecipe]) -> Recipe:
        return replace(self, layers={**self.layers, **changes})

    def check(self, keys: Iterable[str]) -> None:
        """Raise RecipeError when the recipe names a layer that is not among ``keys``."""
        unknown = sorted(set(self.layers) - set(keys))
        if unknown:
            raise RecipeError(
                f"The recipe names layers that the model does not have: {', '.join(unknown[:3])}"
                + (f" and {len(unknown) - 3} more." if len(unknown) > 3 else "."),
                "Use the recipe with the model it was made for.",
            )

    def to_json(self) -> str:
        """Canonical JSON: sorted keys, no spaces."""
        value = {
            "format": FORMAT,
            "calibration": {"samples": self.calibration.samples},
            "layers": {
                key: {"weight": _spec_json(row.weight), "activation": _spec_json(row.activation)}
                for key, row in self.layers.items()
            },
        }
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> Recipe:
        """A recipe, or the one in the file beside an exported model. Raises RecipeError, naming the field."""
        try:
            value = json.loads(text)
            if isinstance(value, dict) and value.get("format") == EXPORT_FORMAT:
                value = value["recipe"]
            if not isinstance(value, dict) or value.get("format") != FORMAT:
                raise RecipeError("This is not an EdgeViz recipe.", f'It must say "format": "{FORMAT}".')
            layers = {
                str(key): LayerRecipe(_spec_from_json(row["weight"]), _spec_from_json(row["activation"]))
                for key, row in value["layers"].items()
            }
            return Recipe(layers, Calibration(int(value["calibration"]["samples"])))
        except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError, RecursionError) as error:
            raise RecipeError(
                f"The recipe cannot be read: {error}.", "Export it again, or mend the field named."
            ) from error


def _spec_json(spec: Spec) -> dict[str, Any]:
    if not spec.is_integer:
        return {"scheme": spec.scheme.value, "bits": spec.bits}
    value: dict[str, Any] = {
        "scheme": spec.scheme.value,
        "bits": spec.bits,
        "symmetric": spec.symmetric,
        "granularity": spec.granularity.value,
        "observer": spec.observer.value,
    }
    if spec.observer is Observer.PERCENTILE:
        value["percentile"] = spec.percentile
    return value


def _spec_from_json(value: Mapping[str, Any]) -> Spec:
    scheme = Scheme(value["scheme"])
    if scheme is Scheme.FLOAT:
        return Spec(bits=int(value["bits"]))
    return Spec(
        bits=int(value["bits"]),
        scheme=scheme,
        symmetric=bool(value["symmetric"]),
        granularity=Granularity(value["granularity"]),
        observer=Observer(value["observer"]),
        percentile=float(value.get("percentile", 99.99)),
    )


def uniform(keys: Iterable[str], weight_bits: int, activation_bits: int) -> Recipe:
    """The same width everywhere: the field's reference point."""
    row = LayerRecipe(weight_spec(weight_bits), activation_spec(activation_bits))
    return Recipe(dict.fromkeys(keys, row))
