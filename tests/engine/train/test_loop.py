"""The training loop: repeatable, resumable, cancellable, and it says why it stops."""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.training import Optimizer, Schedule, TrainSpec
from edgeviz.engine.data.dataset import Split
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.train import loop
from edgeviz.engine.train.estimators import binary_connect
from edgeviz.engine.train.loop import Batch, fit
from edgeviz.jobs.context import CancelledError, Context, Untracked
from edgeviz.jobs.events import Event, Sample
from tests.engine.digits_model import digits_model


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    loop.limit_torch()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@cache
def digits() -> tuple[Split, Split]:
    from sklearn.datasets import load_digits

    found = load_digits()
    x = (found.images[:, None] / 16).astype(np.float32)
    y = found.target.astype(np.int64)
    return Split(x[:300], y[:300]), Split(x[300:500], y[300:500])


def network() -> nn.Module:
    """With batch statistics and dropout: both have a state that a checkpoint must not lose."""
    with torch.random.fork_rng():
        torch.manual_seed(7)
        return nn.Sequential(
            nn.Conv2d(1, 8, 3, padding=1),
            nn.BatchNorm2d(8),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Dropout(0.2),
            nn.Linear(128, 10),
        )


SPEC = TrainSpec(epochs=3, batch=64, rate=3e-3, seed=5)
#: What ``slow_run`` trains until it is killed: a second of it at least.
KILLED = replace(SPEC, epochs=8, checkpoint_every=3)


def run(spec: TrainSpec, module: nn.Module | None = None, **settings: object) -> dict[str, Tensor]:
    module = module or network()
    fit(Untracked(), module, *digits(), spec, **settings)  # type: ignore[arg-type]
    return {name: value.clone() for name, value in module.state_dict().items()}


def same(one: dict[str, Tensor], other: dict[str, Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


class Stopping(Context):
    """Cancelled after so many looks; keeps the events."""

    def __init__(self, looks: int) -> None:
        self.events: list[Event] = []
        self.looks = looks
        super().__init__("job", self.events.append, self._look)

    def _look(self) -> bool:
        self.looks -= 1
        return self.looks < 0


def test_the_same_seed_gives_the_same_weights_bit_for_bit_and_another_seed_others() -> None:
    first = run(SPEC)
    torch.rand(3)  # what was drawn before does not matter
    assert same(first, run(SPEC))
    assert not same(first, run(replace(SPEC, seed=6)))


def test_torchs_own_generator_is_left_as_it_was() -> None:
    before = torch.get_rng_state()
    run(replace(SPEC, epochs=1))
    assert torch.equal(before, torch.get_rng_state())


@pytest.mark.parametrize("looks", [1, 4, 5, 6, 9, 14, 23])
@pytest.mark.parametrize(
    "spec",
    [
        SPEC,
        replace(SPEC, optimizer=Optimizer.SGD, rate=0.05, schedule=Schedule.STEP, decay_epochs=1, clip=1.0),
        replace(SPEC, optimizer=Optimizer.ADAMW, schedule=Schedule.CONSTANT, checkpoint_every=2),
    ],
)
def test_a_run_that_was_cancelled_and_resumed_ends_with_the_same_weights(
    tmp_path: Path, spec: TrainSpec, looks: int
) -> None:
    path = tmp_path / "run.ckpt"
    with pytest.raises(CancelledError):
        fit(Stopping(looks), network(), *digits(), spec, path=path)
    assert same(run(spec, path=path, resume=True), run(spec))


def test_what_was_lost_since_the_last_checkpoint_is_done_again(tmp_path: Path) -> None:
    """As after a power cut: no chance to save at the end."""
    path, spec = tmp_path / "run.ckpt", replace(SPEC, checkpoint_every=3)
    calls = 0

    def dying(module: nn.Module) -> None:
        nonlocal calls
        calls += 1
        if calls == 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(spec, after_step=dying, path=path)
    done: list[int] = []
    resumed = run(spec, after_step=lambda module: done.append(1), path=path, resume=True)
    assert len(done) == spec.steps(300) - 6
    assert same(resumed, run(spec))


def test_a_process_killed_in_mid_epoch_loses_no_more_than_the_steps_since_its_checkpoint(tmp_path: Path) -> None:
    path = tmp_path / "run.ckpt"
    command = [sys.executable, "-m", "tests.engine.train.slow_run", str(path)]
    child = subprocess.Popen(command, cwd=Path(__file__).parents[3])
    try:
        end = time.monotonic() + 60
        while not path.exists():
            assert child.poll() is None and time.monotonic() < end
            time.sleep(0.02)
        time.sleep(0.08)  # into the steps after it
    finally:
        child.kill()
        child.wait()
    done: list[int] = []
    resumed = run(KILLED, after_step=lambda module: done.append(1), path=path, resume=True)
    assert 0 < len(done) <= KILLED.steps(300) - KILLED.checkpoint_every
    assert same(resumed, run(KILLED))


def test_an_objective_that_draws_resumes_to_the_same_result(tmp_path: Path) -> None:
    def stochastic(module: nn.Module, batch: Batch) -> Tensor:
        last = module[-1]  # type: ignore[index]
        features = module[:-1](batch.x)  # type: ignore[index]
        logits = features @ binary_connect(last.weight, torch.default_generator).T / 8
        return nn.functional.cross_entropy(logits, batch.y)

    path = tmp_path / "run.ckpt"
    with pytest.raises(CancelledError):
        fit(Stopping(7), network(), *digits(), SPEC, stochastic, path=path)
    assert same(run(SPEC, objective=stochastic, path=path, resume=True), run(SPEC, objective=stochastic))


def test_a_model_from_onnx_trains_and_resumes_as_well(tmp_path: Path) -> None:
    def start() -> OnnxModule:
        module = OnnxModule.from_proto(digits_model())
        with torch.no_grad():
            module.weight("fc.weight").zero_()
        return module

    path, module = tmp_path / "run.ckpt", start()
    trained = fit(Untracked(), module, *digits(), SPEC)
    assert trained.epochs[-1].accuracy > trained.epochs[0].accuracy
    with pytest.raises(CancelledError):
        fit(Stopping(5), start(), *digits(), SPEC, path=path)
    assert same(run(SPEC, start(), path=path, resume=True), module.state_dict())


def test_digits_are_learned_and_the_module_holds_the_best_epoch() -> None:
    module, (train, validation) = network(), digits()
    found = fit(Untracked(), module, train, validation, replace(SPEC, epochs=16, rate=0.02))
    best = found.epochs[found.best]
    assert best.accuracy > 0.85
    assert best.hits == max(epoch.hits for epoch in found.epochs)
    assert loop.hits(module, validation, 50, lambda: None) == best.hits
    assert not module.training and found.steps == 80 and not found.stopped_early


def test_training_stops_when_the_accuracy_has_not_risen_for_so_many_epochs() -> None:
    # A rate this small changes no prediction.
    frozen = replace(SPEC, epochs=20, rate=1e-12, weight_decay=0, patience=2)
    module = nn.Sequential(nn.Flatten(), nn.Linear(64, 10))
    found = fit(Untracked(), module, *digits(), frozen)
    assert found.stopped_early and found.best == 0 and len(found.epochs) == 3


def test_every_sample_is_seen_once_in_an_epoch_in_another_order_each_time() -> None:
    seen: list[Tensor] = []

    def recording(module: nn.Module, batch: Batch) -> Tensor:
        assert torch.equal(batch.x, torch.from_numpy(digits()[0].x)[batch.rows])
        seen.append(batch.rows)
        return loop.supervised(SPEC)(module, batch)

    run(replace(SPEC, epochs=2), objective=recording)
    first, second = torch.cat(seen[:5]), torch.cat(seen[5:])
    assert first.sort().values.tolist() == second.sort().values.tolist() == list(range(300))
    assert not torch.equal(first, second)


@pytest.mark.parametrize(
    ("spoil", "what"), [(lambda z: z * float("nan"), "loss"), (lambda z: (z * 0).sqrt(), "gradient")]
)
def test_a_loss_or_gradient_that_is_not_finite_stops_at_its_step_before_a_weight_is_spoiled(
    spoil: Callable[[Tensor], Tensor], what: str
) -> None:
    calls = 0

    def spoiled(module: nn.Module, batch: Batch) -> Tensor:
        nonlocal calls
        calls += 1
        loss = loop.supervised(SPEC)(module, batch)
        return loss if calls < 7 else loss + spoil(loss)

    module = network()
    with pytest.raises(EdgeVizError, match=rf"step 7: the {what}") as caught:
        fit(Untracked(), module, *digits(), SPEC, spoiled)
    assert "learning rate" in caught.value.remedy
    assert all(bool(p.isfinite().all()) for p in module.parameters())


def test_clipping_bounds_the_step() -> None:
    spec = TrainSpec(1, 512, Optimizer.SGD, 1.0, Schedule.CONSTANT, 0.0, 0.0, clip=0.01)
    before, after = network().state_dict(), run(spec)
    names = [name for name, _ in network().named_parameters()]
    moved = torch.cat([(after[name] - before[name]).flatten() for name in names]).norm()
    assert float(moved) == pytest.approx(0.01, rel=1e-2)


def test_curves_and_a_cancellation_come_at_every_step() -> None:
    context = Stopping(100)
    fit(context, network(), *digits(), SPEC)
    points = [(e.name, e.step) for e in context.events if isinstance(e, Sample)]
    assert [step for name, step in points if name == "loss"] == list(range(1, 16))
    assert [step for name, step in points if name == "accuracy"] == [5, 10, 15]
    rates = [e.value for e in context.events if isinstance(e, Sample) and e.name == "rate"]
    assert rates[0] == 3e-3 and rates == sorted(rates, reverse=True) and rates[-1] < 1e-4
    done: list[int] = []
    with pytest.raises(CancelledError):
        # Looked for before a step, between forward and backward, and behind that: here in the third one.
        fit(Stopping(7), network(), *digits(), SPEC, after_step=lambda module: done.append(1))
    assert len(done) == 2


def test_class_weights_count_and_must_be_one_for_each_class() -> None:
    heavy = (100.0, *[0.01] * 9)
    module = network()
    fit(Untracked(), module, *digits(), replace(SPEC, class_weights=heavy, rate=0.02))
    with torch.no_grad():
        found = module(torch.from_numpy(digits()[1].x)).argmax(dim=1)
    assert float((found == 0).float().mean()) > 0.5
    with pytest.raises(EdgeVizError, match="3 class weights"):
        run(replace(SPEC, class_weights=(1.0, 1.0, 1.0)))


class _Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, ("raise SystemExit('code of a stranger ran')",)


def test_a_checkpoint_of_another_run_or_a_strangers_code_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "run.ckpt"
    short = replace(SPEC, epochs=1)
    run(short, path=path)
    with pytest.raises(EdgeVizError, match="other settings"):
        run(SPEC, path=path, resume=True)
    with pytest.raises(EdgeVizError, match="another model"):
        run(short, nn.Sequential(nn.Flatten(), nn.Linear(64, 10)), path=path, resume=True)
    for content in (b"", b"no checkpoint", path.read_bytes()[:-900], pickle.dumps(_Evil(), protocol=2)):
        path.write_bytes(content)
        with pytest.raises(EdgeVizError, match="no checkpoint"):
            run(short, path=path, resume=True)
    torch.save({"format": _Evil()}, path)
    with pytest.raises(EdgeVizError, match="no checkpoint"):
        run(short, path=path, resume=True)


def test_a_run_without_a_checkpoint_yet_begins_and_a_finished_one_is_not_trained_further(tmp_path: Path) -> None:
    path = tmp_path / "run.ckpt"
    first = run(SPEC, path=path, resume=True)
    done: list[int] = []
    again = run(SPEC, path=path, resume=True, after_step=lambda module: done.append(1))
    assert same(first, again) and not done


def test_nothing_to_train_or_to_learn_from_is_an_error_with_a_remedy() -> None:
    with pytest.raises(EdgeVizError, match="no weights"):
        run(SPEC, nn.Flatten())
    train, validation = digits()
    with pytest.raises(EdgeVizError, match="samples"):
        fit(Untracked(), network(), Split(train.x[:0], train.y[:0]), validation, SPEC)
