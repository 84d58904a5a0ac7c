"""The recipe: how each layer's weights and activations are represented.

A recipe is frozen, has one canonical JSON form and therefore a hash; every result is stored under that hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from edgeviz.core.errors import RecipeError

FORMAT = "edgeviz-recipe/1"
#: The file beside an exported model: the recipe with what it was made for.
EXPORT_FORMAT = "edgeviz-export/1"


class Scheme(StrEnum):
    """How numbers are represented.

    FLOAT is IEEE (32 or 16 bits), BFLOAT is bfloat16, INTEGER is uniform quantization (Jacob et al. 2018); its
    single symmetric bit is BWN for weights and XNOR-Net for inputs (Rastegari et al. 2016). The others are for
    weights only:

    - BINARY: BinaryConnect, ±1 without a scale, deterministic (Courbariaux et al. 2015, eq. 1);
    - STOCHASTIC: the same, +1 with probability hard-sigmoid(w) (eq. 2), drawn with a fixed seed;
    - TERNARY: TWN, {−α, 0, +α} (Li et al. 2016);
    - DOREFA: 2·q_k(tanh(w) / (2·max|tanh(w)|) + ½) − 1 (Zhou et al. 2016, eq. 9), as published without a scale;
    - KMEANS: weight sharing, 2^b centroids per tensor (Han et al. 2016, section 3, without its retraining).
    """

    FLOAT = "float"
    BFLOAT = "bfloat"
    INTEGER = "integer"
    BINARY = "binary"
    STOCHASTIC = "stochastic"
    TERNARY = "ternary"
    DOREFA = "dorefa"
    KMEANS = "kmeans"


class Granularity(StrEnum):
    TENSOR = "tensor"
    CHANNEL = "channel"


class Observer(StrEnum):
    """How a quantization range is chosen. UNIT is 0 … 1, whatever the activations: DoReFa's (Zhou et al. 2016)."""

    MINMAX = "minmax"
    MOVING_AVERAGE = "moving_average"
    PERCENTILE = "percentile"
    ENTROPY = "entropy"
    MSE = "mse"
    UNIT = "unit"


#: The observers that mean something for weights. These do not come in batches, which a moving average needs, and a
#: filter has too few values for the histogram of which the entropy is taken (TensorRT takes their maximum, too).
#: DoReFa's range 0 … 1 belongs to inputs.
WEIGHT_OBSERVERS = (Observer.MINMAX, Observer.PERCENTILE, Observer.MSE)
PERCENTILE = 99.99
#: torch's averaging_constant.
MOMENTUM = 0.01

#: Widths a layer can have, widest first, by scheme.
BITS: dict[Scheme, tuple[int, ...]] = {
    Scheme.FLOAT: (32, 16),
    Scheme.BFLOAT: (16,),
    Scheme.INTEGER: (16, 8, 7, 6, 5, 4, 3, 2, 1),
    Scheme.BINARY: (1,),
    Scheme.STOCHASTIC: (1,),
    Scheme.TERNARY: (2,),
    Scheme.DOREFA: (8, 7, 6, 5, 4, 3, 2, 1),
    Scheme.KMEANS: (8, 7, 6, 5, 4, 3, 2, 1),
}
FLOATS = frozenset((Scheme.FLOAT, Scheme.BFLOAT))
#: Schemes whose codes stand for entries of a table of values; the others' codes are multiples of a scale.
CODEBOOKS = frozenset((Scheme.DOREFA, Scheme.KMEANS))
WEIGHTS_ONLY = frozenset((Scheme.BINARY, Scheme.STOCHASTIC, Scheme.TERNARY, Scheme.DOREFA, Scheme.KMEANS))
#: The width below which ``Recipe.kept`` does not let a layer fall.
KEPT_BITS = 8
#: AdaRound's published number of iterations for a layer (Nagel et al. 2020, section 5).
ADAROUND = 10_000


@dataclass(frozen=True, slots=True)
class Spec:
    """The representation of one tensor.

    ``bits`` is the nominal width; ``symmetric`` means zero point 0 (Jacob et al. 2018, eq. 1 with Z = 0);
    ``percentile`` is used by Observer.PERCENTILE only, in percent of the absolute values kept, and ``momentum`` by
    Observer.MOVING_AVERAGE only: the share of each further batch's range. Without their observer both are the default.
    One-bit symmetric means the binary weights of BWN: sign(w)·mean|w| (Rastegari et al. 2016, eq. 6).
    ``power_of_two`` rounds scales up to a power of two, so that an integer device can rescale by shifting.
    Symmetry, observer and ``power_of_two`` belong to INTEGER, granularity to all that have a scale; elsewhere they
    are kept at their defaults, so that equal representations are equal specs.
    """

    bits: int = 32
    scheme: Scheme = Scheme.FLOAT
    symmetric: bool = True
    granularity: Granularity = Granularity.TENSOR
    observer: Observer = Observer.MINMAX
    percentile: float = PERCENTILE
    power_of_two: bool = False
    momentum: float = MOMENTUM

    def __post_init__(self) -> None:
        if self.scheme is not Scheme.INTEGER:
            for name in ("symmetric", "observer", "percentile", "power_of_two"):
                object.__setattr__(self, name, _DEFAULTS[name])
            if not self.has_granularity:
                object.__setattr__(self, "granularity", Granularity.TENSOR)
        if self.observer is Observer.UNIT:  # no code for what is below 0
            object.__setattr__(self, "symmetric", False)
        if self.bits not in BITS[self.scheme]:
            allowed = ", ".join(str(b) for b in BITS[self.scheme])
            raise RecipeError(f"{self.bits} bits are not possible as {self.scheme}.", f"Choose one of {allowed}.")
        if not 50.0 <= self.percentile <= 100.0:
            raise RecipeError(f"A percentile of {self.percentile} is out of range.", "Choose 50 to 100.")
        if not 0.0 < self.momentum <= 1.0:
            raise RecipeError(f"A momentum of {self.momentum} is out of range.", "Choose above 0 and at most 1.")
        # What says nothing must not make a difference: two specs that are written alike are one quantizer.
        if self.observer is not Observer.PERCENTILE:
            object.__setattr__(self, "percentile", PERCENTILE)
        if self.observer is not Observer.MOVING_AVERAGE:
            object.__setattr__(self, "momentum", MOMENTUM)

    @property
    def is_float32(self) -> bool:
        return self.scheme is Scheme.FLOAT and self.bits == 32

    @property
    def is_float(self) -> bool:
        """Whether values are floating-point numbers; all others are narrow codes."""
        return self.scheme in FLOATS

    @property
    def is_codebook(self) -> bool:
        """Whether codes are indices into a table of values: no integer kernel can compute with them."""
        return self.scheme in CODEBOOKS

    @property
    def is_integer(self) -> bool:
        """Whether values are multiples of a scale, as integer kernels want them."""
        return not self.is_float and not self.is_codebook

    @property
    def is_uniform(self) -> bool:
        """Whether the settings beside the width (symmetry, observer …) mean anything: uniform quantization."""
        return self.scheme is Scheme.INTEGER

    @property
    def is_on_grid(self) -> bool:
        """Whether a value lies between two codes, of which AdaRound could choose either. Signs and tables have none."""
        return self.is_uniform and not self.is_sign and self.bits <= 8

    @property
    def is_sign(self) -> bool:
        """Whether it is the single symmetric bit, sign·mean|·|: BWN for weights, XNOR-Net for inputs."""
        return self.is_uniform and self.bits == 1 and self.symmetric

    @property
    def has_granularity(self) -> bool:
        """Whether there is a scale that each channel can have for itself."""
        return self.scheme in (Scheme.INTEGER, Scheme.TERNARY)

    def has(self, setting: str) -> bool:
        """Whether ``setting``, the name of a field, changes anything here.

        One bit takes its scale from the mean magnitude, whatever the observer; DoReFa's range has no negative codes.
        """
        match setting:
            case "granularity":
                return self.has_granularity
            case "symmetric":
                return self.is_uniform and self.observer is not Observer.UNIT
            case "observer" | "percentile" | "momentum":
                return self.is_uniform and not self.is_sign
        return self.is_uniform

    @property
    def compute_bits(self) -> int:
        """Width of the operand that a multiplier sees: a shared weight is looked up before it is multiplied."""
        return 32 if self.scheme is Scheme.KMEANS else self.bits

    @property
    def storage_bits(self) -> int:
        """Bits one value takes in the exported file: ONNX has 2, 4, 8 and 16-bit integers and nothing between."""
        if self.is_float:
            return self.bits
        return next(width for width in (2, 4, 8, 16) if width >= self.bits)

    @property
    def label(self) -> str:
        """Short text for a cell: "8", "FP16", "FP32", "INT16", "BF16", "4 k-means"."""
        return self._text(_LABELS)

    @property
    def short(self) -> str:
        """The label in at most five characters, for the chips of a table: "4 km", "2 TWN"."""
        return self._text(_SHORT)

    def _text(self, texts: dict[Scheme, str]) -> str:
        if self.is_uniform:
            return "INT16" if self.bits == 16 else str(self.bits)
        return texts[self.scheme].format(self.bits)


#: Settings that every spec has where its scheme gives them no meaning.
_DEFAULTS = {"symmetric": True, "observer": Observer.MINMAX, "percentile": 99.99, "power_of_two": False}
_LABELS = {
    Scheme.FLOAT: "FP{}",
    Scheme.BFLOAT: "BF{}",
    Scheme.BINARY: "{} BC",
    Scheme.STOCHASTIC: "{} BC~",
    Scheme.TERNARY: "{} TWN",
    Scheme.DOREFA: "{} DoReFa",
    Scheme.KMEANS: "{} k-means",
}
_SHORT = {**_LABELS, Scheme.DOREFA: "{} DRF", Scheme.KMEANS: "{} km"}

FLOAT32 = Spec()
FLOAT16 = Spec(bits=16)


def weight_spec(bits: int, **changes: Any) -> Spec:
    """The default weight representation at ``bits``: symmetric, per channel; 32 and 16 mean FP32 and FP16."""
    return _default_spec(bits, {"symmetric": True, "granularity": Granularity.CHANNEL, **changes})


def activation_spec(bits: int, **changes: Any) -> Spec:
    """The default activation representation at ``bits``: affine, per tensor; 32 and 16 mean FP32 and FP16.

    One bit is symmetric: sign(x)·mean|x| (XNOR-Net), where an affine one would be 0 or the largest value.
    """
    return _default_spec(bits, {"symmetric": bits == 1, "granularity": Granularity.TENSOR, **changes})


def _default_spec(bits: int, settings: dict[str, Any]) -> Spec:
    if bits in BITS[Scheme.FLOAT] and settings.get("scheme", Scheme.FLOAT) is Scheme.FLOAT:
        return Spec(bits=bits)
    return Spec(bits=bits, **{"scheme": Scheme.INTEGER, **settings})


def at_width(spec: Spec, bits: int) -> Spec:
    """``spec`` at ``bits``: of its own scheme where that has such a width, else uniform. One bit is the sign."""
    scheme = spec.scheme if not spec.is_float and bits in BITS[spec.scheme] else Scheme.INTEGER
    found = replace(spec, bits=bits, scheme=scheme)
    return replace(found, symmetric=True) if found.is_uniform and bits == 1 else found


def at_least(spec: Spec, bits: int) -> Spec:
    """``spec``, or where it is narrower than ``bits`` its uniform representation at ``bits``."""
    return spec if spec.bits >= bits else replace(spec, bits=bits, scheme=Scheme.INTEGER)


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
        row = self.chosen(key)
        if key not in self.kept:
            return row
        return LayerRecipe(at_least(row.weight, KEPT_BITS), at_least(row.activation, KEPT_BITS))

    def chosen(self, key: str) -> LayerRecipe:
        """What was chosen for a layer, kept or not: what an edit starts from."""
        return self.layers.get(key, FLOAT_LAYER)

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

    @cached_property
    def hash(self) -> str:
        """First 16 hex digits of the SHA-256 of the canonical JSON."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:16]

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
        value: dict[str, Any] = {
            "format": FORMAT,
            "calibration": {"samples": self.calibration.samples},
            "layers": {
                key: {"weight": _spec_json(row.weight), "activation": _spec_json(row.activation)}
                for key, row in self.layers.items()
            },
        }
        # Only where they say something: a recipe keeps its hash when EdgeViz learns a new switch.
        if self.repairs:
            value["repairs"] = {name: v for name, v in asdict(self.repairs).items() if v}
        if self.kept:
            value["kept"] = list(self.kept)
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
            calibration = Calibration(int(value["calibration"]["samples"]))
            kept = value.get("kept", [])
            if not isinstance(kept, list) or not all(isinstance(key, str) for key in kept):
                raise ValueError("kept: a list of layers is expected")
            return Recipe(layers, calibration, _repairs_from_json(value.get("repairs", {})), tuple(kept))
        except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError, RecursionError) as error:
            raise RecipeError(
                f"The recipe cannot be read: {error}.", "Export it again, or mend the field named."
            ) from error


def _switch(value: Any, name: str) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{name}: true or false expected, not {str(value)[:40]!r}")
    return value


def _repairs_from_json(value: Mapping[str, Any]) -> Repairs:
    unknown = set(value) - {f.name for f in fields(Repairs)}
    if unknown:
        raise ValueError(f"unknown repair {sorted(unknown)[0]!r}")
    switches = {name: _switch(v, name) for name, v in value.items() if name != "adaround"}
    return Repairs(**switches, adaround=int(value.get("adaround", 0)))


def _spec_json(spec: Spec) -> dict[str, Any]:
    if not spec.is_uniform:
        value: dict[str, Any] = {"scheme": spec.scheme.value, "bits": spec.bits}
        if spec.granularity is not Granularity.TENSOR:
            value["granularity"] = spec.granularity.value
        return value
    value = {
        "scheme": spec.scheme.value,
        "bits": spec.bits,
        "symmetric": spec.symmetric,
        "granularity": spec.granularity.value,
        "observer": spec.observer.value,
    }
    if spec.observer is Observer.PERCENTILE:
        value["percentile"] = spec.percentile
    if spec.power_of_two:
        value["power_of_two"] = True
    if spec.observer is Observer.MOVING_AVERAGE:
        value["momentum"] = spec.momentum
    return value


def _spec_from_json(value: Mapping[str, Any]) -> Spec:
    scheme = Scheme(value["scheme"])
    if scheme is not Scheme.INTEGER:
        return Spec(int(value["bits"]), scheme, granularity=Granularity(value.get("granularity", "tensor")))
    return Spec(
        bits=int(value["bits"]),
        scheme=scheme,
        symmetric=_switch(value["symmetric"], "symmetric"),
        granularity=Granularity(value["granularity"]),
        observer=Observer(value["observer"]),
        percentile=float(value.get("percentile", PERCENTILE)),
        momentum=float(value.get("momentum", MOMENTUM)),
        power_of_two=_switch(value.get("power_of_two", False), "power_of_two"),
    )


def uniform(keys: Iterable[str], weight_bits: int, activation_bits: int) -> Recipe:
    """The same width everywhere: the field's reference point."""
    row = LayerRecipe(weight_spec(weight_bits), activation_spec(activation_bits))
    return Recipe(dict.fromkeys(keys, row))
