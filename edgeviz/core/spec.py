"""How one tensor is represented: scheme, width, and the settings beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any

from edgeviz.core.errors import RecipeError


class Scheme(StrEnum):
    """How numbers are represented.

    FLOAT is IEEE (32 or 16 bits), BFLOAT is bfloat16, INTEGER is uniform quantization (Jacob et al. 2018); its
    single symmetric bit is BWN for weights and XNOR-Net for inputs (Rastegari et al. 2016). The others are for
    weights only:

    - BINARY: BinaryConnect, ±1 without a scale, deterministic (Courbariaux et al. 2015, eq. 1);
    - STOCHASTIC: the same, +1 with probability hard-sigmoid(w) (eq. 2), drawn with a fixed seed;
    - TERNARY: TWN, {−α, 0, +α} (Li et al. 2016);
    - TRAINED_TERNARY: TTQ, {−W_n, 0, +W_p}, whose scales are trained (Zhu et al. 2017);
    - DOREFA: 2·q_k(tanh(w) / (2·max|tanh(w)|) + ½) − 1 (Zhou et al. 2016, eq. 9), as published without a scale;
    - KMEANS: weight sharing, 2^b centroids per tensor (Han et al. 2016, section 3, without its retraining).
    """

    FLOAT = "float"
    BFLOAT = "bfloat"
    INTEGER = "integer"
    BINARY = "binary"
    STOCHASTIC = "stochastic"
    TERNARY = "ternary"
    TRAINED_TERNARY = "trained_ternary"
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
    Scheme.TRAINED_TERNARY: (2,),
    Scheme.DOREFA: (8, 7, 6, 5, 4, 3, 2, 1),
    Scheme.KMEANS: (8, 7, 6, 5, 4, 3, 2, 1),
}
FLOATS = frozenset((Scheme.FLOAT, Scheme.BFLOAT))
#: Schemes whose codes stand for entries of a table of values; the others' codes are multiples of a scale.
CODEBOOKS = frozenset((Scheme.TRAINED_TERNARY, Scheme.DOREFA, Scheme.KMEANS))
WEIGHTS_ONLY = CODEBOOKS | {Scheme.BINARY, Scheme.STOCHASTIC, Scheme.TERNARY}


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
    Scheme.TRAINED_TERNARY: "{} TTQ",
    Scheme.DOREFA: "{} DoReFa",
    Scheme.KMEANS: "{} k-means",
}
_SHORT = {**_LABELS, Scheme.DOREFA: "{} DRF", Scheme.KMEANS: "{} km"}

FLOAT32 = Spec()
FLOAT16 = Spec(bits=16)


@lru_cache(maxsize=1024, typed=True)
def weight_spec(bits: int, **changes: Any) -> Spec:
    """The default weight representation at ``bits``: symmetric, per channel; 32 and 16 mean FP32 and FP16."""
    return _default_spec(bits, {"symmetric": True, "granularity": Granularity.CHANNEL, **changes})


@lru_cache(maxsize=1024, typed=True)
def activation_spec(bits: int, **changes: Any) -> Spec:
    """The default activation representation at ``bits``: affine, per tensor; 32 and 16 mean FP32 and FP16.

    One bit is symmetric: sign(x)·mean|x| (XNOR-Net), where an affine one would be 0 or the largest value.
    """
    return _default_spec(bits, {"symmetric": bits == 1, "granularity": Granularity.TENSOR, **changes})


def _default_spec(bits: int, settings: dict[str, Any]) -> Spec:
    if bits in BITS[Scheme.FLOAT] and settings.get("scheme", Scheme.FLOAT) is Scheme.FLOAT:
        return Spec(bits=bits)
    return Spec(bits=bits, **{"scheme": Scheme.INTEGER, **settings})


@lru_cache(maxsize=1024, typed=True)
def at_width(spec: Spec, bits: int) -> Spec:
    """``spec`` at ``bits``: of its own scheme where that has such a width, else uniform. One bit is the sign."""
    scheme = spec.scheme if not spec.is_float and bits in BITS[spec.scheme] else Scheme.INTEGER
    found = replace(spec, bits=bits, scheme=scheme)
    return replace(found, symmetric=True) if found.is_uniform and bits == 1 else found


def at_least(spec: Spec, bits: int) -> Spec:
    """``spec``, or where it is narrower than ``bits`` its uniform representation at ``bits``."""
    return spec if spec.bits >= bits else replace(spec, bits=bits, scheme=Scheme.INTEGER)


# ---- JSON ----


def switch(value: Any, name: str) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{name}: true or false expected, not {str(value)[:40]!r}")
    return value


def spec_to_json(spec: Spec) -> dict[str, Any]:
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


def spec_from_json(value: Mapping[str, Any]) -> Spec:
    scheme = Scheme(value["scheme"])
    if scheme is not Scheme.INTEGER:
        return Spec(int(value["bits"]), scheme, granularity=Granularity(value.get("granularity", "tensor")))
    return Spec(
        bits=int(value["bits"]),
        scheme=scheme,
        symmetric=switch(value["symmetric"], "symmetric"),
        granularity=Granularity(value["granularity"]),
        observer=Observer(value["observer"]),
        percentile=float(value.get("percentile", PERCENTILE)),
        momentum=float(value.get("momentum", MOMENTUM)),
        power_of_two=switch(value.get("power_of_two", False), "power_of_two"),
    )
