"""What Deep Compression is asked for (Han et al. 2016): prune, retrain, share weights, train these, Huffman coding."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.train_request import NO_AUGMENTATION, Augmentation, Pruning, Scope, TrainRequest
from edgeviz.core.training import MOST_EPOCHS, TrainSpec, number, whole

#: What a compressed file's name ends in.
SUFFIX = ".edgedc"
FORMAT = "edgeviz-deep-compression/1"

#: Bits of a shared weight's code at most: codes are bytes.
MOST_BITS = 8
#: Widths of a gap between two stored weights that can be chosen; AUTOMATIC takes whichever makes a layer smallest.
GAPS = (3, 4, 5, 8)
AUTOMATIC = 0
#: Fine-tuning: a network that is pruned knows its task already.
RETRAIN = TrainSpec(epochs=10, rate=1e-3)
#: Centroids stand for many weights each, so their gradients are sums: small steps.
TUNE = TrainSpec(epochs=5, rate=1e-4, weight_decay=0.0)


@dataclass(frozen=True, slots=True)
class DeepRequest:
    """One pipeline.

    conv_sparsity, dense_sparsity: share of the weights that is removed from convolutions and from all other layers.
    layers: another share for a layer by its key. ramp: share of the retraining over which it rises (Zhu and Gupta
    2017), 0 removes all at once. conv_bits, dense_bits: bits of a shared weight's code (the paper: 8 and 5);
    layer_bits: others for a layer by its key. conv_index, dense_index: bits of a gap between two weights that are
    left (the paper: 8 and 5), AUTOMATIC for the smallest. retrain: after pruning; tune: of the centroids.
    augmentation, unfold, freeze, balanced, samples: of the retraining, as in ``TrainRequest``; the last two hold for
    the centroids as well. name: how the model will be called, "" for a name made from the result.
    """

    conv_sparsity: float = 0.6
    dense_sparsity: float = 0.9
    layers: tuple[tuple[str, float], ...] = ()
    ramp: float = 0.5
    conv_bits: int = 8
    dense_bits: int = 5
    layer_bits: tuple[tuple[str, int], ...] = ()
    conv_index: int = AUTOMATIC
    dense_index: int = AUTOMATIC
    retrain: TrainSpec = field(default=RETRAIN)
    tune: TrainSpec = field(default=TUNE)
    augmentation: Augmentation = NO_AUGMENTATION
    unfold: bool = True
    freeze: float = 0.2
    balanced: bool = False
    samples: int = 0
    name: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "layers", tuple(sorted((str(key), float(share)) for key, share in self.layers)))
        object.__setattr__(self, "layer_bits", tuple(sorted((str(key), bits) for key, bits in self.layer_bits)))
        shares = (("convolutions", self.conv_sparsity), ("other layers", self.dense_sparsity), *self.layers)
        for name, share in shares:
            number(f"sparsity of {name}", share, 0.0, 0.999)
        number("ramp", self.ramp, 0.0, 1.0)
        for name, spec in (("epochs after pruning", self.retrain), ("epochs of shared weights", self.tune)):
            whole(name, spec.epochs, 1, MOST_EPOCHS)
        widths = (("convolutions", self.conv_bits), ("other layers", self.dense_bits), *self.layer_bits)
        for name, bits in widths:
            whole(f"bits of the shared weights of {name}", bits, 1, MOST_BITS)
        for name, bits in (("convolutions", self.conv_index), ("other layers", self.dense_index)):
            if bits not in (AUTOMATIC, *GAPS):
                raise EdgeVizError(
                    f"Gaps of {str(bits)[:20]} bits are not possible for {name}.",
                    f"Choose one of {', '.join(map(str, GAPS))}, or {AUTOMATIC} for whichever is smallest.",
                )
        number("share of the run in which statistics are frozen", self.freeze, 0.0, 1.0)
        if self.balanced and (self.retrain.class_weights or self.tune.class_weights):
            raise EdgeVizError("Class weights are given and to be balanced.", "Choose one of the two.")
        whole("training samples", self.samples, 0, 1 << 40)

    def sparsity(self, layer: Layer) -> float:
        """Share of the weights of ``layer`` that is removed."""
        kind = self.conv_sparsity if is_convolution(layer) else self.dense_sparsity
        return dict(self.layers).get(layer.key, kind)

    def bits(self, layer: Layer) -> int:
        kind = self.conv_bits if is_convolution(layer) else self.dense_bits
        return dict(self.layer_bits).get(layer.key, kind)

    def index(self, layer: Layer) -> int:
        """Bits of a gap in ``layer``, or AUTOMATIC."""
        return self.conv_index if is_convolution(layer) else self.dense_index

    def check(self, graph: ModelGraph) -> None:
        """Raises EdgeVizError for a key that is no layer of ``graph``, or a model without layers."""
        if not graph.layers:
            raise EdgeVizError(f"{graph.name} has no weights that can be compressed.", "Choose a model with layers.")
        _check_keys(graph, [key for key, _ in (*self.layers, *self.layer_bits)])

    def pruning(self, graph: ModelGraph) -> Pruning:
        """Of the first stage: single weights, by their size within each layer."""
        shares = tuple((layer.key, self.sparsity(layer)) for layer in graph.layers)
        mean = sum(layer.weight_elements * self.sparsity(layer) for layer in graph.layers)
        total = sum(layer.weight_elements for layer in graph.layers)
        return Pruning(scope=Scope.LAYER, sparsity=mean / max(1, total), layers=shares, ramp=self.ramp)

    def retraining(self, graph: ModelGraph) -> TrainRequest:
        """The first stage as a training of its own."""
        return TrainRequest(
            spec=self.retrain,
            pruning=self.pruning(graph),
            augmentation=self.augmentation,
            unfold=self.unfold,
            freeze=self.freeze,
            balanced=self.balanced,
            samples=self.samples,
            name=self.name,
        )

    def to_json(self) -> str:
        """Canonical JSON."""
        value = {**asdict(self), "retrain": self.retrain.to_json(), "tune": self.tune.to_json(), "format": FORMAT}
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> DeepRequest:
        """Raises EdgeVizError for what cannot be read; what is left out has its default."""
        try:
            value: dict[str, Any] = dict(json.loads(text))
            if value.pop("format", None) != FORMAT:
                raise EdgeVizError("These are no settings of Deep Compression.", f'They must say "format": "{FORMAT}".')
            unknown = set(value) - {one.name for one in fields(DeepRequest)}
            if unknown:
                raise ValueError(f"unknown field {sorted(unknown)[0]!r}")
            for name in ("retrain", "tune"):
                if name in value:
                    value[name] = TrainSpec.from_json(value[name])
            if "augmentation" in value:
                value["augmentation"] = Augmentation(**value["augmentation"])
            for name in ("layers", "layer_bits"):
                value[name] = _pairs(value.get(name, ()))
            return DeepRequest(**value)
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            raise EdgeVizError(
                "These settings of Deep Compression cannot be read.", "Choose them again.", str(error)
            ) from error


def is_convolution(layer: Layer) -> bool:
    """Whether ``layer`` counts as a convolution; embeddings, linear and recurrent layers are dense."""
    return layer.op in ("Conv", "ConvTranspose")


def _pairs(found: Iterable[Any]) -> tuple[tuple[str, Any], ...]:
    if isinstance(found, Mapping):
        raise ValueError("layers are pairs of a key and a number")
    return tuple((str(key), value) for key, value in found)


def _check_keys(graph: ModelGraph, keys: Iterable[str]) -> None:
    for key in keys:
        if key not in graph.layer_index:
            known = ", ".join(layer.key for layer in graph.layers[:4])
            raise EdgeVizError(f"{graph.name} has no layer {key!r}.", f"Its layers are {known} …")
