"""What a worker process keeps warm between jobs: the model, its torch module, data, float outputs, calibration."""

from __future__ import annotations

import contextlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError, ModelError
from edgeviz.core.export import ImportCheck
from edgeviz.core.graph import ModelGraph
from edgeviz.core.points import QuantPoint, quant_points
from edgeviz.core.recipe import Calibration, Recipe
from edgeviz.core.spec import Spec
from edgeviz.engine.data.dataset import Dataset, Split
from edgeviz.engine.data.dataset import load as load_data
from edgeviz.engine.data.training import load_training
from edgeviz.engine.load.graph_builder import build_graph
from edgeviz.engine.load.normalize import prepare
from edgeviz.engine.load.open import load_onnx
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.measure import runtime
from edgeviz.engine.quant.calibrate import GROUP, Calibrator
from edgeviz.engine.quant.coding import Coding
from edgeviz.engine.quant.learned import Learned, read_learned
from edgeviz.engine.quant.params import QuantParams, params_from_range
from edgeviz.engine.quant.plan import quantized_weights
from edgeviz.engine.quant.schemes import code_weight
from edgeviz.engine.threads import limit_torch

if TYPE_CHECKING:
    from edgeviz.engine.repair.base import Base
    from edgeviz.engine.repair.ready import Ready

Floats = NDArray[np.float32]
Labels = NDArray[np.int64]
Tick = Callable[[int], None]

#: Samples computed at once where the model leaves the batch free: enough to hide the cost of calling operators,
#: few enough for activations to stay near the cache.
BATCH = 32
#: Bytes of activations that one calibration batch may hold at the same time.
OBSERVED_BYTES = 256 << 20
#: Models, and data sets per model, that stay in memory.
KEPT = 2
#: Samples on which the torch module is compared with onnxruntime.
CHECKED = 16
#: Allowed difference between torch and onnxruntime, relative to the largest output.
RELATIVE_TOLERANCE = 1e-3


def as_input(x: Floats) -> torch.Tensor:
    """``x`` as a tensor; images with their channels last in memory, which made convolutions up to 1.8 times faster."""
    tensor = torch.from_numpy(np.ascontiguousarray(x))
    return tensor.contiguous(memory_format=torch.channels_last) if tensor.ndim == 4 else tensor


#: Values of an input that is made up for a measurement.
MAX_NOISE = 1 << 27


def no_tick(done: int) -> None:
    """For callers that report no progress."""


class Session:
    """One opened model. Everything is computed when it is first asked for, and kept."""

    def __init__(self, path: Path) -> None:
        limit_torch()
        self.path = path
        self.file = load_onnx(path)
        #: The model's files as they were when they were read.
        self.state = _state(self.file.files)
        self.graph: ModelGraph = build_graph(self.file)
        self._data: OrderedDict[str, Dataset] = OrderedDict()
        self._data_states: dict[str, frozenset[tuple[Path, int, int]]] = {}
        self._training: dict[tuple[str, int], tuple[Split, Split]] = {}
        self._outputs: dict[str, Floats] = {}
        self._calibrators: dict[tuple[str, int, int], Calibrator] = {}
        #: What engine.repair.ready made: float models to repair from, and repaired recipes by recipe and data.
        self.bases: dict[tuple[bool, bool], tuple[Base, OnnxModule]] = {}
        self.repaired: OrderedDict[tuple[str, str], Ready] = OrderedDict()
        self._weights: dict[tuple[str, Spec], Coding] = {}
        self._checked: ImportCheck | None = None
        self._batch: int | None = None

    # ---- the model ----

    @cached_property
    def prepared(self) -> onnx.ModelProto:
        return prepare(self.file)

    @cached_property
    def module(self) -> OnnxModule:
        """The float model in torch. Raises ModelError naming the operators that are missing."""
        return OnnxModule.from_proto(self.prepared)

    def import_check(self, x: Floats | None = None) -> ImportCheck | None:
        """torch against onnxruntime on some of ``x`` (else seeded noise); made once and kept.

        None where the model has missing operators. Raises ModelError when onnxruntime refuses the model.
        """
        if self._checked is not None or self.graph.missing_operators:
            return self._checked
        batch = self.fixed_batch or (min(CHECKED, len(x)) if x is not None else 2)
        feed = self.feed(None if x is None else x[:batch], batch)
        expected = runtime.run(runtime.session(self.prepared.SerializeToString()), feed)
        with torch.inference_mode():
            found = self.module(*[torch.from_numpy(value) for value in feed.values()])
        largest, size = 0.0, 1.0
        for one, other in zip(found if isinstance(found, tuple) else (found,), expected, strict=True):
            if isinstance(other, np.ndarray) and other.size and other.dtype.kind in "fiu":
                largest = max(largest, largest_difference(one.numpy(), other))
                size = max(size, float(np.nanmax(np.abs(other), initial=0.0, where=np.isfinite(other))))
        self._checked = ImportCheck(largest, RELATIVE_TOLERANCE * size, batch)
        return self._checked

    @property
    def fixed_batch(self) -> int | None:
        """The batch size that the file declares, None where it is free."""
        shape = self.graph.input_shape()
        return shape[0] if shape and isinstance(shape[0], int) else None

    def feed(self, x: Floats | None, batch: int) -> dict[str, Any]:
        """Inputs by name, ``x`` for the first; what is not given is seeded noise of the declared shape."""
        rng = np.random.default_rng(0)
        found: dict[str, Any] = {}
        for position, name in enumerate(self.graph.inputs):
            tensor = self.graph.tensors[name]
            if position == 0 and x is not None:
                found[name] = np.ascontiguousarray(x).astype(tensor.dtype, copy=False)
                continue
            free = [batch] + [1] * len(tensor.shape or ())
            shape = [d if isinstance(d, int) else free[axis] for axis, d in enumerate(tensor.shape or ())]
            whole = tensor.dtype.startswith(("int", "uint", "bool"))
            noise = np.zeros(shape) if whole else rng.standard_normal(shape)
            found[name] = noise.astype(tensor.dtype)
        return found

    # ---- data ----

    def data(self, spec: DataSpec, tick: Callable[[int, int], None] | None = None) -> Dataset:
        """The data of ``spec``, read once. Raises DataError when it does not fit the model."""
        if len(self.graph.inputs) != 1:
            raise ModelError(
                f"{self.path.name} takes {len(self.graph.inputs)} inputs ({', '.join(self.graph.inputs)}).",
                "Accuracy can be measured for models with one input; size and latency are shown for all.",
            )
        state = _state(Path(name) for name in (spec.path, spec.labels) if name)
        if self._data_states.get(spec.hash, state) != state:
            self._forget(spec.hash)
        self._data_states[spec.hash] = state
        found = self._data.get(spec.hash)
        if found is None:
            more = {} if tick is None else {"tick": tick}
            found = load_data(spec, self.graph.input_shape(), self.graph.classes(), **more)
            self._data[spec.hash] = found
            while len(self._data) > KEPT:
                self._forget(next(iter(self._data)))
        self._data.move_to_end(spec.hash)
        return found

    def training(
        self, spec: DataSpec, samples: int = 0, tick: Callable[[int, int], None] | None = None
    ) -> tuple[Split, Split]:
        """What is learned from and what is held out (``data.training``), read once. Only the latest are kept."""
        self.data(spec)  # it forgets those of a file that was written again
        key = spec.hash, samples
        if key not in self._training:
            self._training.clear()
            more = {} if tick is None else {"tick": tick}
            self._training[key] = load_training(spec, self.graph.input_shape(), self.graph.classes(), samples, **more)
        return self._training[key]

    def share_data(self, other: Session) -> None:
        """Use what ``other`` has read, where the two models take the same samples: it is not read twice."""
        one, two = self.graph.input_shape() or (), other.graph.input_shape() or ()
        if one[1:] == two[1:] and self.graph.classes() == other.graph.classes():
            self._data.update(other._data)
            self._data_states.update(other._data_states)

    def give_data(self, dataset: Dataset) -> None:
        """Use ``dataset``, which somebody has read, as the data of its spec."""
        self._data[dataset.spec.hash] = dataset

    def _forget(self, data: str) -> None:
        """Drop the data of this hash and all that was computed from it."""
        self._data.pop(data, None)
        self._training = {k: v for k, v in self._training.items() if k[0] != data}
        self._outputs.pop(data, None)
        self._calibrators = {k: v for k, v in self._calibrators.items() if k[0] != data}
        for key in [key for key in self.repaired if key[1] == data]:
            del self.repaired[key]

    def batch(self, x: Floats) -> int:
        """Samples to compute at once in torch.

        Many exporters fix the batch at 1 although the network does not depend on it. Whether it does is tried
        once: four samples together must give what they give one by one.
        """
        if self._batch is None:
            fixed = self.fixed_batch
            self._batch = BATCH if fixed is None or self._is_free(x[:4], fixed) else fixed
        return self._batch

    def _is_free(self, x: Floats, fixed: int) -> bool:
        if fixed != 1 or len(x) < 2:
            return False
        with torch.inference_mode():
            single = [self._first(self.module(torch.from_numpy(row[None]))) for row in x]
            try:
                together = self._first(self.module(torch.from_numpy(x)))
            except Exception:  # whatever an operator says about a shape it was not made for
                return False
        expected = torch.cat(single)
        return together.shape == expected.shape and torch.allclose(together, expected, rtol=1e-3, atol=1e-4)

    @staticmethod
    def _first(output: torch.Tensor | tuple[torch.Tensor, ...]) -> torch.Tensor:
        return output[0] if isinstance(output, tuple) else output

    # ---- running ----

    def outputs(self, module: OnnxModule, x: Floats, tick: Tick = no_tick) -> Floats:
        """The first output of ``module`` for all of ``x``, as [samples, classes]."""

        def compute(part: Floats) -> Any:
            return self._first(module(as_input(part))).numpy()

        with torch.inference_mode():
            return self.collect(compute, x, self.batch(x), tick)

    def runtime_outputs(self, model: bytes | str, x: Floats, tick: Tick = no_tick) -> Floats:
        """The first output of an ONNX model in onnxruntime for all of ``x``, as [samples, classes]."""
        running = runtime.session(model)
        names = [running.get_outputs()[0].name]
        given = running.get_inputs()[0].name
        dtype = self.graph.tensors[self.graph.inputs[0]].dtype

        def compute(part: Floats) -> Any:
            return runtime.run(running, {given: part.astype(dtype, copy=False)}, names)[0]

        return self.collect(compute, x, self.fixed_batch or BATCH, tick)

    def collect(self, compute: Callable[[Floats], Any], x: Floats, batch: int, tick: Tick) -> Floats:
        """``compute`` over ``x`` in batches; a short last batch is filled up where the size is fixed."""
        parts = []
        tick(0)
        for begin in range(0, len(x), batch):
            part = x[begin : begin + batch]
            short = batch - len(part) if batch == self.fixed_batch else 0
            if short:
                part = np.concatenate([part, np.repeat(part[-1:], short, axis=0)])
            result = compute(part)
            if len(result) != len(part) or result.size != len(part) * max(result.shape[1:], default=1):
                raise ModelError(
                    f"The first output of {self.path.name} has the shape {tuple(result.shape)}: it is no classifier.",
                    "Accuracy needs an output of the shape samples × classes.",
                )
            parts.append(result.reshape(len(part), -1)[: len(part) - short])
            tick(len(parts[-1]))
        return np.concatenate(parts)

    def predictions(self, outputs: Floats) -> Labels:
        """Classes from outputs [samples, classes]; one output is a probability after Sigmoid, else a logit."""
        if outputs.shape[1] > 1:
            found: Labels = outputs.argmax(axis=1)
            return found
        last = self.graph.producers.get(self.graph.outputs[0])
        bound = 0.5 if last is not None and self.graph.nodes[last].op == "Sigmoid" else 0.0
        return (outputs[:, 0] > bound).astype(np.int64)

    def float_outputs(self, data: DataSpec, tick: Tick = no_tick) -> Floats:
        """Outputs of the float model on the validation split, computed once per data set."""
        key = data.hash
        dataset = self.data(data)  # first: it forgets outputs of a file that was written again
        if key not in self._outputs:
            self._outputs[key] = self.outputs(self.module, dataset.validation.x, tick)
        else:
            tick(len(self._outputs[key]))
        return self._outputs[key]

    # ---- quantizing ----

    @cached_property
    def learned(self) -> Learned:
        """What training wrote into the file beside the weights. Raises ModelError where it cannot be read."""
        return read_learned(self.file.proto)

    def codings(self, recipe: Recipe) -> dict[str, Coding]:
        """How every weight that is not a float is coded, by layer key. What was once found is kept."""
        found: dict[str, Coding] = {}
        arrays: dict[str, onnx.TensorProto] | None = None
        for name, (layer, spec) in quantized_weights(self.graph, recipe).items():
            if spec.is_float:
                continue
            if (name, spec) not in self._weights:
                if arrays is None:
                    arrays = {tensor.name: tensor for tensor in self.prepared.graph.initializer}
                array = onnx.numpy_helper.to_array(arrays[name]).astype(np.float32)
                w = torch.from_numpy(array)
                learned = self.learned.coding(layer, spec, w)
                self._weights[name, spec] = learned or code_weight(w, spec, layer.channel_axis, name)
            found[name] = self._weights[name, spec]
        return {layer.key: found[layer.weight] for layer in self.graph.layers if layer.weight in found}

    def activation_params(
        self, recipe: Recipe, data: DataSpec | None, tick: Tick = no_tick, module: OnnxModule | None = None
    ) -> Mapping[QuantPoint, QuantParams]:
        """Parameters of every integer activation: learned ones where training left such, else from the calibration
        split, of which only what is new is collected.

        Without ``data`` they are placeholders: good for the exact size and the latency, not for use. ``module`` is
        the float model to look at where it is another one (equalized); it must live as long as the session.
        """
        points = quant_points(self.graph, recipe)
        learned = {} if module is not None else self.learned.params(points)
        points = tuple(point for point in points if point not in learned)
        if data is None:
            return {**{p: self._placeholder(p) for p in points if p.spec.is_integer}, **learned}
        if learned and not any(point.spec.is_integer for point in points):
            return learned
        x = self.calibration_samples(recipe, data)
        module = module or self.module
        calibrator = self._calibrators.setdefault((data.hash, len(x), id(module)), Calibrator(module))
        if calibrator.missing(points):
            tick(0)
            for seen in calibrator.collect(points, self.batches(x, len(calibrator.missing(points)))):
                tick(seen)
        return {**calibrator.params(points), **learned}

    def calibration_samples(self, recipe: Recipe, data: DataSpec) -> Floats:
        """The samples that ``recipe`` asks for. The default number takes what there is; a chosen one must be there."""
        x, wanted = self.data(data).calibration.x, recipe.calibration.samples
        if wanted > len(x) and recipe.calibration != Calibration():
            raise DataError(
                f"The recipe is calibrated on {wanted:,} samples, and the calibration split has {len(x):,}.",
                f"Calibrate on at most {len(x):,} samples, or choose data with a larger calibration split.",
            )
        return x[:wanted]

    def _placeholder(self, point: QuantPoint) -> QuantParams:
        """−1 … 1, or 0 … 1 after a Relu or Clip: a runtime fuses those only when the lowest code means 0."""
        row = self.graph.producers.get(point.tensor)
        positive = row is not None and self.graph.nodes[row].op in ("Relu", "Clip", "Sigmoid", "Softmax")
        return params_from_range(0.0 if positive else -1.0, 1.0, point.spec)

    def batches(self, x: Floats, tensors: int = 0) -> Iterator[torch.Tensor]:
        """``x`` in batches so small that the ``tensors`` largest activations of one fit into OBSERVED_BYTES."""
        batch = self.batch(x)
        if batch != self.fixed_batch:
            sizes = [t.nbytes or 0 for t in self.graph.tensors.values() if not t.is_parameter]
            largest = sum(sorted(sizes, reverse=True)[:tensors])
            batch = max(1, min(batch, 32, OBSERVED_BYTES // max(1, largest)))
        # A moving average is over groups of samples: a batch that can be chosen never spans two.
        ends = range(0, len(x), batch) if batch == self.fixed_batch else _starts(len(x), batch)
        for begin, end in pairwise((*ends, len(x))):
            part = x[begin:end]
            # A short last batch is repeated, not padded with zeros: zeros would be statistics of their own.
            if batch == self.fixed_batch and len(part) < batch:
                part = np.resize(part, (batch, *part.shape[1:]))
            yield as_input(part)


def _starts(samples: int, batch: int) -> list[int]:
    """Where batches of at most ``batch`` samples begin when none reaches over the end of a group."""
    return [begin for group in range(0, samples, GROUP) for begin in range(group, min(group + GROUP, samples), batch)]


def largest_difference(found: np.ndarray[Any, Any], expected: np.ndarray[Any, Any]) -> float:
    """The largest absolute difference; infinite where the shapes differ, or where only one is NaN or infinite."""
    if found.shape != expected.shape:
        return float("inf")
    same = found == expected
    if expected.dtype.kind == "f":
        same |= np.isnan(found) & np.isnan(expected)
    with np.errstate(invalid="ignore"):
        difference = np.where(same, 0.0, np.abs(found.astype(np.float64) - expected))
    return float(np.where(np.isnan(difference), np.inf, difference).max(initial=0.0))


_sessions: OrderedDict[Path, Session] = OrderedDict()


def session(path: str | Path) -> Session:
    """The warm session of the model at ``path``; files that changed on disk, external data too, get a new one."""
    full = Path(path).absolute()
    found = _sessions.get(full)
    if found is None or found.state != _state(found.file.files):
        found = _sessions[full] = Session(full)
    _sessions.move_to_end(full)
    while len(_sessions) > KEPT:
        _sessions.popitem(last=False)
    return found


def _state(files: Iterable[Path]) -> frozenset[tuple[Path, int, int]]:
    """What tells whether a file was written again: its size and modification time; gone files are left out."""
    found = set()
    for file in files:
        with contextlib.suppress(OSError):
            stat = file.stat()
            found.add((file, stat.st_size, stat.st_mtime_ns))
    return frozenset(found)
