"""What a training job is asked for: bits, a teacher, a student, pruning and augmentation around one ``TrainSpec``.

One request composes: quantization-aware training of a pruned student with a teacher is three fields of it. It is
frozen and has a JSON form, which the trained model carries, so that every result says how it was made.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Evaluation
from edgeviz.core.recipe import Recipe
from edgeviz.core.training import TrainSpec, choice, number, whole

FORMAT = "edgeviz-training/1"


class Method(StrEnum):
    """How a teacher teaches.

    HINTON: soft targets (Hinton et al. 2015). LOGITS: the teachers' outputs are the target, labels are not used
    (Buciluă et al. 2006; Ba and Caruana 2014). HINT: FitNets, two stages (Romero et al. 2015). ATTENTION: attention
    transfer (Zagoruyko and Komodakis 2017).
    """

    HINTON = "hinton"
    LOGITS = "logits"
    HINT = "hint"
    ATTENTION = "attention"


@dataclass(frozen=True, slots=True)
class Distillation:
    """Teachers and how they teach.

    teachers: model files; none means the open model as it was loaded. temperature and alpha (share of the soft
    targets) belong to HINTON and to the second stage of HINT. pairs: (teacher's tensor, student's tensor) whose
    features are matched by HINT (one pair) and ATTENTION (one or more). beta: weight of the attention loss.
    hint_epochs: epochs of the first stage of HINT. synthetic: samples made up for the teachers to label, besides the
    real ones (MUNGE, Buciluă section 3), 0 for none.
    """

    method: Method = Method.HINTON
    teachers: tuple[str, ...] = ()
    temperature: float = 4.0
    alpha: float = 0.9
    pairs: tuple[tuple[str, str], ...] = ()
    beta: float = 1000.0
    hint_epochs: int = 5
    synthetic: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "method", choice(Method, self.method, "kind of distillation"))
        object.__setattr__(self, "teachers", tuple(str(path) for path in self.teachers))
        object.__setattr__(self, "pairs", tuple((str(one), str(other)) for one, other in self.pairs))
        number("temperature", self.temperature, 0.0, 1000.0, above=True)
        number("share of the soft targets", self.alpha, 0.0, 1.0)
        number("weight of the attention loss", self.beta, 0.0, 1e9)
        whole("epochs of the hint", self.hint_epochs, 1, 100_000)
        whole("made up samples", self.synthetic, 0, 10_000_000)
        if self.method is Method.HINT and len(self.pairs) != 1:
            raise EdgeVizError(
                "FitNets needs one pair of layers.", "Choose the teacher's hint and the student's layer."
            )
        if self.method is Method.ATTENTION and not self.pairs:
            raise EdgeVizError("Attention transfer needs pairs of layers.", "Choose at least one pair.")


class Start(StrEnum):
    """What a student's weights are at first: those that it has, or drawn at random (He et al. 2015)."""

    LOADED = "loaded"
    RANDOM = "random"


@dataclass(frozen=True, slots=True)
class Student:
    """Which network is trained: the open one, thinner or shallower than it, or another file.

    width: share of the channels of every hidden layer; depth: share of the blocks that can be left out; both belong
    to the open model (``path`` is ""). A thinner or shallower student starts from RANDOM or keeps what it can.
    """

    path: str = ""
    width: float = 1.0
    depth: float = 1.0
    start: Start = Start.LOADED

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", choice(Start, self.start, "start"))
        number("width", self.width, 0.0, 1.0, above=True)
        number("depth", self.depth, 0.0, 1.0)
        if self.path and (self.width != 1.0 or self.depth != 1.0):
            raise EdgeVizError(
                "A student from a file has its own width and depth.", "Leave both at 1, or choose the open model."
            )

    @property
    def is_open_model(self) -> bool:
        return not self.path and self.width == 1.0 and self.depth == 1.0


class Structure(StrEnum):
    """What is removed together: single weights, N of every M along the inputs, or whole channels."""

    WEIGHTS = "weights"
    N_OF_M = "n_of_m"
    CHANNELS = "channels"


class Scope(StrEnum):
    """Where magnitudes compete: within a layer, or across the network."""

    LAYER = "layer"
    GLOBAL = "global"


class Score(StrEnum):
    """By what weights of different layers compete: LAMP (Lee et al. 2021), or their plain magnitude.

    LAMP is the square over the sum of squares of those of the layer that are not smaller, so that a layer's scale
    means nothing: folding batch norms changes it at will.
    """

    LAMP = "lamp"
    MAGNITUDE = "magnitude"


@dataclass(frozen=True, slots=True)
class Pruning:
    """What is set to zero or cut out before and while training.

    sparsity: share that is removed, of weights or of channels. layers: another share for a layer by its key.
    keep, of: N:M keeps ``keep`` of every ``of`` consecutive inputs (2:4). ramp: share of the training over which the
    sparsity rises by the cubic schedule of Zhu and Gupta (2017), 0 removes all at once before training.
    spare: layers that are left whole. CHANNELS cuts at once and shrinks the network. score: belongs to single weights
    across the network.
    """

    structure: Structure = Structure.WEIGHTS
    scope: Scope = Scope.GLOBAL
    sparsity: float = 0.5
    layers: tuple[tuple[str, float], ...] = ()
    keep: int = 2
    of: int = 4
    ramp: float = 0.0
    spare: tuple[str, ...] = ()
    score: Score = Score.LAMP

    def __post_init__(self) -> None:
        object.__setattr__(self, "score", choice(Score, self.score, "score"))
        object.__setattr__(self, "structure", choice(Structure, self.structure, "kind of pruning"))
        object.__setattr__(self, "scope", choice(Scope, self.scope, "scope"))
        object.__setattr__(self, "layers", tuple(sorted((str(key), float(share)) for key, share in self.layers)))
        object.__setattr__(self, "spare", tuple(sorted({str(key) for key in self.spare})))
        for name, share in (("sparsity", self.sparsity), *self.layers):
            number(f"sparsity of {name}" if name != "sparsity" else name, share, 0.0, 0.999)
        number("ramp", self.ramp, 0.0, 1.0)
        whole("inputs of a group", self.of, 2, 64)
        whole("inputs kept of a group", self.keep, 1, self.of - 1)


@dataclass(frozen=True, slots=True)
class Augmentation:
    """What is done to every training image, drawn anew each time; all off for data that are no images.

    flip: mirrored left to right half the time. crop: moved by up to so many pixels, the rest filled with zeros.
    mixup: parameter of the beta distribution (Zhang et al. 2018), 0 for none.
    """

    flip: bool = False
    crop: int = 0
    mixup: float = 0.0

    def __post_init__(self) -> None:
        whole("pixels of the crop", self.crop, 0, 512)
        number("mixup", self.mixup, 0.0, 100.0)

    def __bool__(self) -> bool:
        return self != NO_AUGMENTATION


NO_AUGMENTATION = Augmentation()


class ActivationRule(StrEnum):
    """Where training takes activation ranges from: calibration, or learned as LSQ or PACT does."""

    CALIBRATED = "calibrated"
    LSQ = "lsq"
    PACT = "pact"


@dataclass(frozen=True)
class TrainRequest:
    """One training job. ``recipe`` says the widths that the student is trained to work at; float trains it in float.

    samples: at most so many of the training samples, 0 for all. unfold: batch norms are put back for training and
    folded again after. freeze: share of the steps, the last ones, in which statistics of batch norms and learned
    activation ranges stay as they are. balanced: every class weighs the same however many samples it has. name: how
    the trained model will be called, "" for a name made from the request.
    """

    spec: TrainSpec = field(default_factory=TrainSpec)
    recipe: Recipe = field(default_factory=Recipe)
    student: Student = field(default_factory=Student)
    distillation: Distillation | None = None
    pruning: Pruning | None = None
    augmentation: Augmentation = NO_AUGMENTATION
    activations: ActivationRule = ActivationRule.CALIBRATED
    unfold: bool = True
    freeze: float = 0.2
    balanced: bool = False
    samples: int = 0
    name: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "activations", choice(ActivationRule, self.activations, "rule for activations"))
        whole("training samples", self.samples, 0, 1 << 40)
        number("share of the run in which statistics are frozen", self.freeze, 0.0, 1.0)
        if not self.spec.epochs and (self.pruning is None or self.distillation is not None):
            raise EdgeVizError(
                "Without a single epoch nothing is trained: only pruning does without.", "Choose at least one epoch."
            )
        if not self.spec.epochs and not self.recipe.is_float32:
            raise EdgeVizError(
                "Pruning without training leaves the bits as they are.",
                "Choose 32 bits, and give the pruned model its bits afterwards; or choose at least one epoch.",
            )
        if self.balanced and self.spec.class_weights:
            raise EdgeVizError("Class weights are given and to be balanced.", "Choose one of the two.")

    def to_json(self) -> str:
        """Canonical JSON."""
        value = {
            "format": FORMAT,
            "spec": self.spec.to_json(),
            "recipe": json.loads(self.recipe.to_json()),
            "student": asdict(self.student),
            "distillation": asdict(self.distillation) if self.distillation else None,
            "pruning": asdict(self.pruning) if self.pruning else None,
            "augmentation": asdict(self.augmentation),
            "activations": self.activations.value,
            "unfold": self.unfold,
            "freeze": self.freeze,
            "balanced": self.balanced,
            "samples": self.samples,
            "name": self.name,
        }
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> TrainRequest:
        """Raises EdgeVizError for what cannot be read; what is left out has its default."""
        try:
            value = dict(json.loads(text))
            if value.pop("format", None) != FORMAT:
                raise EdgeVizError("These are no training settings.", f'They must say "format": "{FORMAT}".')
            unknown = set(value) - {f.name for f in fields(TrainRequest)}
            if unknown:
                raise ValueError(f"unknown field {sorted(unknown)[0]!r}")
            made: dict[str, Any] = dict(value)
            _take(made, "spec", TrainSpec.from_json)
            _take(made, "recipe", lambda found: Recipe.from_json(json.dumps(found)))
            _take(made, "student", lambda found: Student(**found))
            _take(made, "distillation", lambda found: Distillation(**found))
            _take(made, "pruning", lambda found: Pruning(**found))
            _take(made, "augmentation", lambda found: Augmentation(**found))
            return TrainRequest(**made)
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            raise EdgeVizError("These training settings cannot be read.", "Choose them again.", str(error)) from error


def _take(made: dict[str, Any], name: str, read: Any) -> None:
    if made.get(name) is None:
        made.pop(name, None)
    else:
        made[name] = read(made[name])


@dataclass(frozen=True)
class TrainedModel:
    """What a training job hands over: a model file of its own, complete, and what was measured of it.

    path: the ONNX file, whose metadata hold ``request`` and learned scales. parent: SHA-256 of the model file that it
    came from. recipe: what it was trained for, the one to look at it with. evaluations: of that recipe, and of the
    model in float. accuracies: held-out accuracy by epoch, ``best`` the epoch that was kept.
    """

    path: str
    name: str
    graph: ModelGraph
    parent: str
    recipe: Recipe
    request: TrainRequest
    evaluations: tuple[Evaluation, ...]
    accuracies: tuple[float, ...] = ()
    best: int = 0
    steps: int = 0
    seconds: float = 0.0
    facts: Mapping[str, float] = field(default_factory=dict)
