"""The one training loop. Distillation, quantization-aware training and retraining are objectives given to it.

On one thread of one processor the same module, data, objective and settings give the same weights, bit for bit, whether
the run was interrupted and resumed or not. The loop runs where the module's parameters are.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import isfinite
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.optim import SGD, Adam, AdamW
from torch.optim import Optimizer as TorchOptimizer
from torch.optim.lr_scheduler import CosineAnnealingLR, LambdaLR, LRScheduler, StepLR

from edgeviz.core.errors import DataError, EdgeVizError
from edgeviz.core.training import Optimizer, Schedule, TrainSpec
from edgeviz.engine.data.dataset import Split
from edgeviz.engine.threads import limit_torch
from edgeviz.engine.train import checkpoint
from edgeviz.engine.train.checkpoint import State
from edgeviz.jobs.context import CancelledError, Context

#: Points of a curve at most.
POINTS = 1000
#: Seconds after which a checkpoint is written whatever the settings say: a process may be ended at any time.
SAVED_EVERY = 20.0
#: Elements up to which a state that a forward pass may change (statistics, counters) is put back when it is given up.
SMALL_STATE = 1 << 16


@dataclass(frozen=True, eq=False)
class Batch:
    """x float32 [n, ...], y int64 [n], rows int64 [n]: which samples these are, for targets computed beforehand.

    Where samples are mixed ``share`` of x is of the class y and the rest of the class ``other`` [n]; ``rows`` then
    names the sample that y belongs to.
    """

    x: Tensor
    y: Tensor
    rows: Tensor
    other: Tensor | None = None
    share: float = 1.0


#: The loss, shape (), of the module on a batch.
Objective = Callable[[nn.Module, Batch], Tensor]
#: Called after every update, for example ``estimators.clip_shadow`` on the weights that want it.
AfterStep = Callable[[nn.Module], None]


@dataclass(frozen=True, slots=True)
class Epoch:
    """loss: mean of the steps' losses; hits: validation samples whose class was found, of ``samples``."""

    loss: float
    hits: int
    samples: int

    @property
    def accuracy(self) -> float:
        return self.hits / self.samples


@dataclass(frozen=True, slots=True)
class Trained:
    """What a run came to; the module holds the weights of ``best`` (an index into ``epochs``).

    The best epoch was chosen by these very validation samples, so its accuracy is a little too good; report the one on
    samples that took no part.
    """

    steps: int
    epochs: tuple[Epoch, ...]
    best: int
    stopped_early: bool


def supervised(spec: TrainSpec, read: Callable[[nn.Module, Tensor], Tensor] | None = None) -> Objective:
    """Cross-entropy of the labels, with the class weights of ``spec``.

    ``read`` gives the logits [n, classes] of the module for x, where its output is something else.
    """

    def loss(module: nn.Module, batch: Batch) -> Tensor:
        return hard_loss(module(batch.x) if read is None else read(module, batch.x), batch, spec)

    return loss


def hard_loss(logits: Tensor, batch: Batch, spec: TrainSpec) -> Tensor:
    """Cross-entropy of ``logits`` [n, classes] and the labels of ``batch``, mixed ones too. Raises EdgeVizError."""
    weight = torch.tensor(spec.class_weights, device=logits.device) if spec.class_weights else None
    if weight is not None and len(weight) != logits.shape[1]:
        raise EdgeVizError(
            f"There are {len(weight)} class weights, but the model tells {logits.shape[1]} classes apart.",
            "Give one weight for each class, or none.",
        )
    found = functional.cross_entropy(logits, batch.y, weight=weight)
    if batch.other is None:
        return found
    return batch.share * found + (1 - batch.share) * functional.cross_entropy(logits, batch.other, weight=weight)


def fit(
    context: Context,
    module: nn.Module,
    train: Split,
    validation: Split,
    spec: TrainSpec,
    objective: Objective | None = None,
    after_step: AfterStep | None = None,
    path: Path | None = None,
    resume: bool = False,
    augment: Callable[[Batch, int], Batch] | None = None,
) -> Trained:
    """Train ``module`` in place; in the end it is in evaluation mode with the weights of the best epoch.

    ``objective`` is cross-entropy by default. It may draw from torch's own generator, which is seeded here and left
    as it was. ``augment`` changes every batch, knowing the number of the step. ``path`` is where checkpoints go: at
    the end of every epoch, every ``spec.checkpoint_every`` steps and when the job is cancelled. With ``resume`` the
    run goes on from there, or begins where there is none yet.

    Emits the samples "loss" and "rate" by step, "accuracy" by the steps done at the end of an epoch.
    Raises DataError without samples, EdgeVizError where nothing can be trained, a loss or gradient is not finite
    (it names the step), or the checkpoint does not fit; CancelledError within a step of a cancellation.
    """
    if not len(train) or not len(validation):
        raise DataError("Training needs samples to learn from and others to check on.", "Ask for more samples.")
    limit_torch()
    with torch.random.fork_rng():
        run = _Run(context, module, train, validation, spec, objective or supervised(spec), after_step, path, augment)
        if resume and path is not None:
            run.resume(path)
        try:
            return run.go()
        except CancelledError:
            run.save()
            raise


def order(spec: TrainSpec, samples: int, epoch: int) -> Tensor:
    """The order of the samples in ``epoch``, int64 [samples]: known from the seed and the epoch alone."""
    seed = int(np.random.SeedSequence([spec.seed, epoch]).generate_state(1, np.uint64)[0] >> np.uint64(1))
    return torch.randperm(samples, generator=torch.Generator().manual_seed(seed))


@torch.no_grad()
def hits(module: nn.Module, split: Split, batch: int, check: Callable[[], None]) -> int:
    """Samples of ``split`` whose most likely class is their label; ``check`` is called for every batch."""
    device = next(module.parameters()).device
    was, found = module.training, 0
    module.eval()
    try:
        for begin in range(0, len(split), batch):
            check()
            logits = module(torch.from_numpy(split.x[begin : begin + batch]).to(device))
            found += int((logits.argmax(dim=1).cpu() == torch.from_numpy(split.y[begin : begin + batch])).sum())
    finally:
        module.train(was)
    return found


class _Run:
    def __init__(
        self,
        context: Context,
        module: nn.Module,
        train: Split,
        validation: Split,
        spec: TrainSpec,
        objective: Objective,
        after_step: AfterStep | None,
        path: Path | None,
        augment: Callable[[Batch, int], Batch] | None,
    ) -> None:
        self._context, self._module, self._spec = context, module, spec
        self._objective, self._after_step, self._path, self._augment = objective, after_step, path, augment
        self._validation = validation
        self._x, self._y = torch.from_numpy(train.x), torch.from_numpy(train.y)
        self._belongs = checkpoint.identity(spec, f"{train.name} {validation.name}")
        self._parameters = [p for p in module.parameters() if p.requires_grad]
        if not self._parameters:
            raise EdgeVizError("The model has no weights that can be trained.", "Choose a model with weights.")
        self._device = self._parameters[0].device
        self._per_epoch = spec.steps_per_epoch(len(train))
        self._total = spec.steps(len(train))
        self._optimizer = _optimizer(self._parameters, spec)
        self._schedule = _schedule(self._optimizer, spec, self._per_epoch)
        self._state = State()
        self._saved = time.monotonic()
        torch.manual_seed(spec.seed)

    # ---- checkpoints ----

    def resume(self, path: Path) -> None:
        if not path.exists():
            self._context.log(f"No checkpoint at {path} yet: training begins.")
            return
        state = checkpoint.load(path, self._belongs)
        try:
            self._module.load_state_dict(state.module)
            self._optimizer.load_state_dict(state.optimizer)
            self._schedule.load_state_dict(state.schedule)
            if state.rng is not None:
                torch.set_rng_state(state.rng)
        except (RuntimeError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise EdgeVizError(
                f"{path} belongs to another model.",
                "Choose the model it was begun with, or begin the training anew.",
                str(error),
            ) from error
        self._state = state
        self._context.log(f"Training goes on after step {state.step:,} of {self._total:,}.")

    def save(self) -> None:
        if self._path is None:
            return
        state = self._state
        state.module, state.optimizer = self._module.state_dict(), self._optimizer.state_dict()
        state.schedule, state.rng = self._schedule.state_dict(), torch.get_rng_state()
        checkpoint.save(self._path, state, self._belongs)
        self._saved = time.monotonic()

    # ---- the run ----

    def go(self) -> Trained:
        """Between two turns of the loop the state is whole: there it can be saved, cancelled and taken up again."""
        state, every = self._state, self._spec.checkpoint_every
        points = max(1, self._total // POINTS)
        batches = self._batches(state.step)
        self._module.train()
        while True:
            epoch = min(state.step // self._per_epoch + 1, self._spec.epochs)
            self._context.progress(state.step, self._total, f"Epoch {epoch} of {self._spec.epochs}")
            if state.step == (len(state.history) + 1) * self._per_epoch:
                self._end_epoch()
                self.save()
            if state.step >= self._total or self._impatient():
                break
            rate = float(self._schedule.get_last_lr()[0])
            loss = self._step(next(batches))
            if state.step % points == 0 or state.step == 1:
                self._context.sample("loss", state.step, loss)
                self._context.sample("rate", state.step, rate)
            if (every and state.step % every == 0) or time.monotonic() - self._saved > SAVED_EVERY:
                self.save()
        if state.best:  # no epoch is, where a part of the run was too short for what it prunes
            self._module.load_state_dict(state.best)
        self._module.eval()
        samples = len(self._validation)
        epochs = tuple(Epoch(mean, found, samples) for mean, found in state.history)
        return Trained(state.step, epochs, state.best_epoch, state.step < self._total)

    def _batches(self, step: int) -> Iterator[Batch]:
        size = self._spec.batch
        while True:
            epoch, at = divmod(step, self._per_epoch)
            rows = order(self._spec, len(self._y), epoch)
            for begin in range(at * size, self._per_epoch * size, size):
                chosen = rows[begin : begin + size]
                batch = Batch(self._x[chosen].to(self._device), self._y[chosen].to(self._device), chosen)
                yield _channels_last(batch if self._augment is None else self._augment(batch, step))
                step += 1

    def _step(self, batch: Batch) -> float:
        state, spec = self._state, self._spec
        self._optimizer.zero_grad(set_to_none=True)
        put_back = self._remembered()
        try:
            # A step of a large network takes longer than a cancelled job is waited for.
            loss = self._objective(self._module, batch)
            self._context.check()
            value = float(loss.detach())
            if not isfinite(value):
                raise self._not_finite("loss")
            loss.backward()
            self._context.check()
        except CancelledError:
            put_back()
            raise
        gradients = [p.grad for p in self._parameters if p.grad is not None]
        norm = nn.utils.get_total_norm(gradients)
        if not isfinite(float(norm)):
            raise self._not_finite("gradient")
        if spec.clip:
            nn.utils.clip_grads_with_norm_(self._parameters, spec.clip, norm)
        self._optimizer.step()
        self._schedule.step()
        if self._after_step is not None:
            self._after_step(self._module)
        state.step += 1
        state.loss_sum += value
        return value

    def _remembered(self) -> Callable[[], None]:
        """What undoes a forward pass: the state that it may change, and the generator that it draws from."""
        untrained = (p for p in self._module.parameters() if not p.requires_grad)
        kept = [(t, t.detach().clone()) for t in (*self._module.buffers(), *untrained) if t.numel() <= SMALL_STATE]
        drawn = torch.get_rng_state()

        @torch.no_grad()
        def put_back() -> None:
            for tensor, value in kept:
                tensor.copy_(value)
            torch.set_rng_state(drawn)

        return put_back

    def _end_epoch(self) -> None:
        state = self._state
        found = hits(self._module, self._validation, max(32, self._spec.batch), self._context.check)
        state.history.append((state.loss_sum / self._per_epoch, found))
        state.loss_sum = 0.0
        # Where accuracy says nothing yet (the first stage of FitNets), the last epoch is the one to keep; what is still
        # being pruned is no candidate: it would be better, and less than was asked for.
        latest = getattr(self._module, "keeps_last", False)
        settled = all(getattr(part, "settled", True) for part in self._module.modules())
        better = state.best_epoch < 0 or found > state.history[state.best_epoch][1]
        if latest or (settled and better):
            state.best_epoch = len(state.history) - 1
            state.best = {name: value.detach().clone() for name, value in self._module.state_dict().items()}
        self._context.sample("accuracy", state.step, found / len(self._validation))

    def _impatient(self) -> bool:
        state = self._state
        waited = len(state.history) - 1 - state.best_epoch
        return state.best_epoch >= 0 and 0 < self._spec.patience <= waited

    def _not_finite(self, what: str) -> EdgeVizError:
        kept = "" if self._path is None else " Weights from before are in the last checkpoint."
        clip = "clip gradients at a norm of 1" if not self._spec.clip else "clip gradients more tightly"
        return EdgeVizError(
            f"Training stopped at step {self._state.step + 1:,}: the {what} is infinite or not a number.",
            f"Choose a learning rate below {self._spec.rate:g}, or {clip}.{kept}",
        )


def _channels_last(batch: Batch) -> Batch:
    """Images with their channels last in memory: a step of a ResNet-20 took 0.84 of the time on a CPU."""
    if batch.x.ndim != 4:
        return batch
    return replace(batch, x=batch.x.contiguous(memory_format=torch.channels_last))


def _optimizer(parameters: list[nn.Parameter], spec: TrainSpec) -> TorchOptimizer:
    match spec.optimizer:
        case Optimizer.SGD:
            return SGD(parameters, spec.rate, momentum=spec.momentum, weight_decay=spec.weight_decay)
        case Optimizer.ADAM:
            return Adam(parameters, spec.rate, weight_decay=spec.weight_decay)
        case Optimizer.ADAMW:
            return AdamW(parameters, spec.rate, weight_decay=spec.weight_decay)


def _schedule(optimizer: TorchOptimizer, spec: TrainSpec, per_epoch: int) -> LRScheduler:
    """Stepped after every update."""
    match spec.schedule:
        case Schedule.COSINE:
            return CosineAnnealingLR(optimizer, spec.epochs * per_epoch)
        case Schedule.STEP:
            return StepLR(optimizer, spec.decay_epochs * per_epoch, spec.decay)
        case Schedule.CONSTANT:
            return LambdaLR(optimizer, _unchanged)


def _unchanged(step: int) -> float:
    return 1.0
