"""Teachers and students as distillation sees them: their logits, and named features as maps."""

from __future__ import annotations

import copy
import difflib
import hashlib
from collections import OrderedDict
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from edgeviz.core.errors import EdgeVizError
from edgeviz.engine.data.dataset import Split
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.train import losses
from edgeviz.engine.train.loop import Batch
from edgeviz.jobs.context import Context

#: Samples that a teacher is asked about at once.
ASKED = 128
#: Bytes of teachers' answers that are kept; where they take more, teachers are asked again in every epoch.
MAX_ANSWERS = 512 << 20
#: Sets of answers that a worker keeps.
KEPT = 2
_ANSWERS: OrderedDict[str, Tensor] = OrderedDict()
#: Operators whose result has the channels in the second, or in the last place.
SECOND = frozenset({"Conv", "ConvTranspose", "MaxPool", "AveragePool", "BatchNormalization", "InstanceNormalization"})
LAST = frozenset({"MatMul", "Gemm", "LayerNormalization", "RMSNormalization", "Attention"})


class Reader:
    """What is read from a module: its logits [n, classes], and the tensors ``features``, in one pass.

    Where the network ends in a Softmax, the logits are what goes into it. ``features`` are names of tensors, or keys
    of nodes for what they put out first; raises EdgeVizError with near names where there is none.
    """

    def __init__(self, module: nn.Module, who: str, features: Sequence[str] = ()) -> None:
        self.who = who
        self.features: tuple[str, ...] = ()
        if isinstance(module, OnnxModule):
            self.features = tuple(_tensor(module, name, who) for name in features)
            self.output = _logits(module)
            self._last = {name: _channels_last(module, name) for name in self.features}
        elif features:
            raise EdgeVizError(f"{who} has no tensors by name.", "Choose a model that was opened from a file.")

    def logits(self, module: nn.Module, x: Tensor) -> Tensor:
        if not isinstance(module, OnnxModule):
            found: Tensor = module(x)
            return found.flatten(1)
        return module.observe((self.output,), x)[self.output].flatten(1)

    def all(self, module: nn.Module, x: Tensor) -> tuple[Tensor, list[Tensor]]:
        """The logits and the features as maps [n, channels, …, …]."""
        if not self.features or not isinstance(module, OnnxModule):
            return self.logits(module, x), []
        found = module.observe(dict.fromkeys((self.output, *self.features)), x)
        return found[self.output].flatten(1), [self._map(found, name) for name in self.features]

    def maps(self, module: nn.Module, x: Tensor) -> list[Tensor]:
        """Only the features: what comes after them is not computed."""
        assert isinstance(module, OnnxModule)
        found = module.observe(dict.fromkeys(self.features), x)
        return [self._map(found, name) for name in self.features]

    def _map(self, found: dict[str, Tensor], name: str) -> Tensor:
        """[n, channels, height, width] as it is; sequences get a width of 1, vectors both, channels in front."""
        value = found[name]
        if value.ndim == 2:
            return value[:, :, None, None]
        if value.ndim == 3:
            return (value.transpose(1, 2) if self._last[name] else value)[..., None]
        if value.ndim == 4:
            return value.permute(0, 3, 1, 2) if self._last[name] else value
        raise EdgeVizError(
            f"{name!r} of {self.who} has the shape {tuple(value.shape)}: it cannot be compared as a map of features.",
            "Choose the output of a convolution or of a linear layer.",
        )


class Teachers:
    """One or several frozen networks; their answer is the mean of their logits, that is the geometric mean of their
    distributions (Hinton et al. 2015, section 1), and features come from the first one.

    Each is asked once about every training sample and the answers are kept, unless samples are ``augmented`` (they
    differ every time) or the answers would take more than MAX_ANSWERS. The same holds for features.
    """

    def __init__(
        self, modules: Sequence[nn.Module], names: Sequence[str], classes: int, x: Tensor, features: Sequence[str] = ()
    ) -> None:
        """``x``: two samples to try; ``classes``: of the student. Raises EdgeVizError where a teacher does not fit."""
        if not modules:
            raise EdgeVizError("Nobody teaches: there is no teacher.", "Choose at least one model as the teacher.")
        self._modules, self._like = list(modules), x
        self._readers = [
            Reader(m, n, features if not i else ()) for i, (m, n) in enumerate(zip(modules, names, strict=True))
        ]
        self._answers: Tensor | None = None
        self._maps: list[Tensor] = []
        for row, reader in enumerate(self._readers):
            found = tried(self._on(row, x).eval(), reader, x).shape[1]
            if found != classes:
                raise EdgeVizError(
                    f"{reader.who} tells {found:,} classes apart, the student {classes:,}.",
                    "Choose a teacher and a student for the same classes.",
                )

    @torch.no_grad()
    def remember(self, split: Split, context: Context | None = None) -> None:
        """Ask about all samples of ``split`` now, where there is room for the answers.

        A worker keeps the latest ones: trying another temperature or student does not ask again.
        """
        key = self._name(split)
        answers = _ANSWERS.get(key)
        if answers is not None:
            _ANSWERS.move_to_end(key)
            self._answers = answers
            return
        for begin in range(0, len(split), ASKED):
            if context is not None:
                context.progress(begin, len(split), "Asking the teacher")
            found = self._ask(self._tensor(split, begin)).cpu()
            if answers is None:
                if found.shape[1] * len(split) * found.element_size() > MAX_ANSWERS:
                    return
                answers = torch.empty(len(split), found.shape[1], dtype=found.dtype)
            answers[begin : begin + len(found)] = found
        self._answers = answers
        if answers is not None and key:
            _ANSWERS[key] = answers
            while len(_ANSWERS) > KEPT:
                _ANSWERS.popitem(last=False)

    @torch.no_grad()
    def remember_maps(self, split: Split, context: Context | None = None) -> None:
        """Compute the features of all samples of ``split`` now, where there is room for them."""
        kept: list[Tensor] = []
        for begin in range(0, len(split), ASKED):
            if context is not None:
                context.progress(begin, len(split), "Asking the teacher for features")
            x = self._tensor(split, begin)
            found = [value.cpu() for value in self._readers[0].maps(self._on(0, x), x)]
            if not kept:
                if sum(value[0].nbytes for value in found) * len(split) > MAX_ANSWERS:
                    return
                kept = [value.new_empty((len(split), *value.shape[1:])) for value in found]
            for whole, value in zip(kept, found, strict=True):
                whole[begin : begin + len(value)] = value
        self._maps = kept

    @property
    def answers(self) -> Tensor | None:
        """[samples, classes] of the training samples, where they are kept."""
        return self._answers

    @torch.no_grad()
    def logits(self, batch: Batch) -> Tensor:
        """[n, classes]"""
        if self._answers is not None:
            return self._answers[batch.rows.cpu()].to(batch.x.device)
        return self._ask(batch.x)

    @torch.no_grad()
    def maps(self, batch: Batch) -> list[Tensor]:
        """The first teacher's features."""
        if self._maps:
            return [kept[batch.rows.cpu()].to(batch.x.device) for kept in self._maps]
        return self._readers[0].maps(self._on(0, batch.x), batch.x)

    @torch.no_grad()
    def classes(self, split: Split) -> Tensor:
        """The class that the teachers find for each sample, int64 [n]."""
        begins = range(0, len(split), ASKED)
        return torch.cat([self._ask(self._tensor(split, begin)).argmax(dim=1).cpu() for begin in begins])

    def _ask(self, x: Tensor) -> Tensor:
        return losses.ensemble([reader.logits(self._on(i, x), x) for i, reader in enumerate(self._readers)])

    def _name(self, split: Split) -> str:
        """What tells these teachers and samples from others: their weights, how they are wired, the samples' name."""
        found = hashlib.blake2b(f"{split.name} {self._like.dtype}".encode(), digest_size=16)
        for module in self._modules:
            if not isinstance(module, OnnxModule):
                return ""
            for operation in module.operations:
                found.update(repr((operation.key, operation.op, operation.inputs, operation.outputs)).encode())
            found.update(repr(list(module.inserted)).encode())
            for name, value in module.state_dict().items():
                found.update(name.encode())
                found.update(value.detach().cpu().contiguous().view(-1).view(torch.uint8).numpy().tobytes())
        return found.hexdigest()

    def _tensor(self, split: Split, begin: int) -> Tensor:
        return torch.from_numpy(split.x[begin : begin + ASKED]).to(self._like)

    def _on(self, row: int, x: Tensor) -> nn.Module:
        """The teacher where the samples are; others may be using the one that was given, so a copy is moved."""
        weight = next(self._modules[row].parameters(), None)
        if weight is not None and weight.device != x.device:
            self._modules[row] = copy.deepcopy(self._modules[row]).to(x.device)
        return self._modules[row]


@torch.no_grad()
def tried(module: nn.Module, reader: Reader, x: Tensor) -> Tensor:
    """The logits of ``module`` for the samples ``x``. Raises EdgeVizError where they do not go in, or none come out."""
    training = module.training
    module.eval()
    try:
        found = reader.logits(module, x)
    except Exception as error:  # whatever an operator says about a shape it was not made for
        raise EdgeVizError(
            f"{reader.who} cannot be run on these samples of the shape {tuple(x.shape[1:])}, two at once.",
            "Choose a model that takes the same input, prepared alike, and any number of samples at once.",
            str(error),
        ) from error
    finally:
        module.train(training)
    if len(found) != len(x) or found.shape[1] < 2:
        raise EdgeVizError(
            f"{reader.who} puts out {tuple(found.shape[1:])} for a sample: these are no classes.",
            "Distillation needs models whose first output has one value for each class.",
        )
    return found


def _tensor(module: OnnxModule, name: str, who: str) -> str:
    """The tensor that ``name`` means. Weights are none."""
    produced = [output for o in module.operations for output in o.outputs if output and " -> " not in output]
    if name in produced or name in module.inputs:
        return name
    # What a node puts out is what the others read: behind a norm that was put in for training.
    behind = {o.inputs[0]: o.outputs[0] for o in module.operations if o.key.endswith(".transformed")}
    by_key = {o.key: behind.get(o.outputs[0], o.outputs[0]) for o in module.operations if o.op != "inserted"}
    if name in by_key:
        return by_key[name]
    near = difflib.get_close_matches(name, [*produced, *by_key], 4, 0.4)
    raise EdgeVizError(
        f"{who} has no tensor {name!r}.",
        f"Near names: {', '.join(near)}." if near else f"It begins with {', '.join(produced[:4])}.",
    )


def _logits(module: OnnxModule) -> str:
    output = module.outputs[0]
    for operation in module.operations:
        if output in operation.outputs and operation.op == "Softmax":
            return operation.inputs[0]
    return output


def _channels_last(module: OnnxModule, name: str) -> bool:
    """Whether the channels of ``name`` are in its last place: known from the operator that it goes back to."""
    producer = {output: o for o in module.operations for output in o.outputs}
    while name in producer:
        operation = producer[name]
        if operation.op in SECOND or operation.op in LAST:
            return operation.op in LAST
        if operation.op in ("Transpose", "Reshape", "Flatten"):
            return operation.op == "Transpose"
        activations = [i for i in operation.inputs if i in producer]
        if not activations:
            return False
        name = activations[0]
    return False
