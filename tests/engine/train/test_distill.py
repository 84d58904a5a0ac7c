"""Distillation through the training loop: each method's loss, its gradients, what it refuses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.train_request import Distillation, Method
from edgeviz.core.training import TrainSpec
from edgeviz.engine.data.dataset import Split
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.train import losses, teachers
from edgeviz.engine.train.distill import Stage, Taught, annealed, stages
from edgeviz.engine.train.loop import Batch, fit
from edgeviz.jobs.context import CancelledError, Untracked
from tests.engine.train.networks import convolutional, module, tokens
from tests.engine.train.test_loop import Stopping

SPEC = TrainSpec(epochs=3, batch=16, rate=5e-3, seed=3)


def samples(n: int = 48, shape: tuple[int, ...] = (2, 6, 6), seed: int = 0) -> Split:
    """Three classes that differ in the mean of their first values."""
    random = np.random.default_rng(seed)
    y = np.arange(n) % 3
    x = random.normal(0, 1, (n, *shape)).astype(np.float32)
    x.reshape(n, -1)[:, : x[0].size // 2] += (y[:, None] - 1) * 0.7
    return Split(x, y.astype(np.int64))


def double(n: int = 4, shape: tuple[int, ...] = (2, 6, 6)) -> Batch:
    found = samples(n, shape)
    return Batch(torch.from_numpy(found.x).double(), torch.from_numpy(found.y), torch.arange(n))


METHODS = {
    "hinton": Distillation(temperature=3.0, alpha=0.6),
    "logits": Distillation(Method.LOGITS),
    "attention": Distillation(Method.ATTENTION, pairs=(("b", "b"), ("d", "c")), beta=10.0),
    "hint": Distillation(Method.HINT, pairs=(("d", "two"),), hint_epochs=2),
}


def small(method: str, augmented: bool = True) -> tuple[Stage, ...]:
    """Stages in double precision; the student is a little smaller in every direction."""
    student = module(convolutional(3, stride=2)).double()
    teacher = module(convolutional(4, seed=1)).double()
    return stages(METHODS[method], [teacher], student, samples(), SPEC, augmented=augmented)


@pytest.mark.parametrize(("method", "row"), [("hinton", 0), ("logits", 0), ("attention", 0), ("hint", 0), ("hint", 1)])
def test_gradients_of_the_composed_objectives_agree_with_finite_differences(method: str, row: int) -> None:
    stage, batch = small(method)[row], double()
    stage.module.eval()
    parameters = [p for p in stage.module.parameters() if p.requires_grad]
    stage.objective(stage.module, batch).backward()
    random = torch.Generator().manual_seed(0)
    checked = 0
    for parameter in parameters:
        if parameter.grad is None:
            continue
        for place in torch.randperm(parameter.numel(), generator=random)[:4].tolist():
            with torch.no_grad():
                flat = parameter.view(-1)
                values = []
                for step in (1e-6, -1e-6):
                    before = flat[place].clone()
                    flat[place] = before + step
                    values.append(float(stage.objective(stage.module, batch)))
                    flat[place] = before
            found = (values[0] - values[1]) / 2e-6
            assert found == pytest.approx(float(parameter.grad.view(-1)[place]), rel=1e-5, abs=1e-7)
            checked += 1
    assert checked >= 12


def test_hintons_stage_is_the_written_out_loss_of_both_networks() -> None:
    student, teacher = module(convolutional(3)).double(), module(convolutional(4, seed=1)).double()
    (stage,) = stages(METHODS["hinton"], [teacher], student, samples(), SPEC, augmented=True)
    batch = double()
    expected = losses.distillation(student(batch.x), teacher(batch.x), batch.y, 3.0, 0.6)
    assert float(stage.objective(stage.module, batch).detach()) == pytest.approx(float(expected.detach()))


def test_answers_that_are_kept_are_those_that_a_teacher_gives_for_the_batch() -> None:
    train = samples()
    student, teacher = module(convolutional(3)), module(convolutional(4, seed=1))
    rows = torch.tensor([7, 0, 31])
    batch = Batch(torch.from_numpy(train.x)[rows], torch.from_numpy(train.y)[rows], rows)
    values = []
    for augmented in (False, True):
        (stage,) = stages(METHODS["hinton"], [teacher], student, train, SPEC, augmented=augmented)
        values.append(float(stage.objective(stage.module, batch).detach()))
    assert values[0] == pytest.approx(values[1], rel=1e-6)


def test_too_many_answers_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teachers, "MAX_ANSWERS", 100)
    teachers._ANSWERS.clear()
    train, teacher = samples(), module(convolutional(4, seed=1))
    asked = teachers.Teachers([teacher], ["t"], 3, torch.from_numpy(train.x[:2]))
    asked.remember(train)
    assert asked.answers is None
    batch = Batch(torch.from_numpy(train.x[:5]), torch.from_numpy(train.y[:5]), torch.arange(5))
    torch.testing.assert_close(asked.logits(batch), teacher(batch.x).detach())


def test_features_are_computed_once_where_there_is_room_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    train, teacher = samples(), module(convolutional(4, seed=1))
    asked = teachers.Teachers([teacher], ["t"], 3, torch.from_numpy(train.x[:2]), ["b", "d"])
    rows = torch.tensor([7, 0, 31])
    batch = Batch(torch.from_numpy(train.x)[rows], torch.from_numpy(train.y)[rows], rows)
    computed = asked.maps(batch)
    for room, times in ((100, 1), (teachers.MAX_ANSWERS, 0)):
        monkeypatch.setattr(teachers, "MAX_ANSWERS", room)
        asked.remember_maps(train)
        with monkeypatch.context() as watched:
            count, observe = [], teacher.observe
            watched.setattr(teacher, "observe", lambda *given, o=observe, c=count: c.append(1) or o(*given))
            found = asked.maps(batch)
        assert len(count) == times
        for kept, wanted in zip(found, computed, strict=True):
            torch.testing.assert_close(kept, wanted)


def test_a_teacher_is_asked_once_for_all_students_but_again_when_its_weights_or_the_samples_change() -> None:
    train, teacher = samples(), module(convolutional(4, seed=1))
    asked = []

    def remember(split: Split, changed: bool = False) -> Tensor:
        if changed:
            with torch.no_grad():
                teacher.weight("fc.b").add_(1.0)
        one = teachers.Teachers([teacher], ["t"], 3, torch.from_numpy(train.x[:2]))
        ask = one._ask
        one._ask = lambda x: asked.append(len(x)) or ask(x)  # type: ignore[method-assign, func-returns-value]
        one.remember(split)
        assert one.answers is not None
        return one.answers

    teachers._ANSWERS.clear()
    first = remember(train)
    assert asked == [48] and torch.equal(remember(train), first) and asked == [48]
    assert torch.allclose(remember(train, changed=True), first + 1, atol=1e-5) and asked == [48, 48]
    remember(samples(30, seed=4))
    assert asked == [48, 48, 30]
    assert len(teachers._ANSWERS) == teachers.KEPT


def test_several_teachers_are_averaged_and_labels_are_not_looked_at() -> None:
    student = module(convolutional(3))
    group = [module(convolutional(4, seed=s)) for s in (1, 2)]
    (stage,) = stages(METHODS["logits"], group, student, samples(), SPEC)
    batch = Batch(*(torch.from_numpy(v[:6]) for v in (samples().x, samples().y)), torch.arange(6))
    mean = (group[0](batch.x) + group[1](batch.x)) / 2
    expected = functional.mse_loss(student(batch.x), mean)
    assert float(stage.objective(stage.module, batch).detach()) == pytest.approx(float(expected.detach()), rel=1e-5)
    wrong = replace(batch, y=(batch.y + 1) % 3)
    assert float(stage.objective(stage.module, wrong).detach()) == pytest.approx(float(expected.detach()), rel=1e-5)


def test_a_softmax_at_the_end_is_looked_through() -> None:
    plain, ended = module(convolutional(4, seed=1)), module(convolutional(4, seed=1, softmax=True))
    batch = Batch(*(torch.from_numpy(v[:6]) for v in (samples().x, samples().y)), torch.arange(6))
    values = []
    for one in (plain, ended):
        for student in (module(convolutional(3)), module(convolutional(3, softmax=True))):
            (stage,) = stages(METHODS["hinton"], [one], student, samples(), SPEC)
            values.append(float(stage.objective(stage.module, batch).detach()))
    assert values == pytest.approx([values[0]] * 4, rel=1e-6)


@pytest.mark.parametrize("method", METHODS)
def test_every_method_trains_and_nothing_of_the_teacher_changes(method: str) -> None:
    student, teacher = module(convolutional(3)), module(convolutional(4, seed=1))
    before = {name: value.clone() for name, value in teacher.state_dict().items()}
    train, held = samples(96), samples(48, seed=9)
    found: dict[str, list[float]] = {}
    for stage in stages(METHODS[method], [teacher], student, train, replace(SPEC, epochs=6)):
        trained = fit(Untracked(), stage.module, stage.train, held, stage.spec, stage.objective)
        found[stage.label] = [epoch.loss for epoch in trained.epochs]
    assert list(found) == [stage.label for stage in small(method)]
    if method == "hint":  # the shares of the second stage move, so its loss is another one in every epoch
        assert np.isfinite(found.pop("Soft targets")).all()
    assert all(values[-1] < values[0] for values in found.values())
    assert all(torch.equal(value, before[name]) for name, value in teacher.state_dict().items())
    assert all(p.grad is None for p in teacher.parameters())
    assert teacher.training is False


def test_a_network_may_teach_its_own_copy() -> None:
    student = module(convolutional(3))
    (stage,) = stages(METHODS["hinton"], [student], student, samples(), SPEC, augmented=True)
    fit(Untracked(), stage.module, stage.train, samples(24, seed=5), stage.spec, stage.objective)


def test_the_hint_stage_keeps_its_last_epoch_whatever_the_accuracy() -> None:
    teacher, wanted = module(convolutional(4, seed=1)), replace(METHODS["hint"], hint_epochs=5)
    stage = stages(wanted, [teacher], module(convolutional(3)), samples(), replace(SPEC, patience=1))[0]
    trained = fit(Untracked(), stage.module, stage.train, samples(24, seed=5), stage.spec, stage.objective)
    assert len(trained.epochs) == 5 and trained.best == 4


def test_the_hint_stage_trains_only_what_leads_to_the_guided_layer() -> None:
    student, teacher = module(convolutional(3)), module(convolutional(4, seed=1))
    first, second = stages(METHODS["hint"], [teacher], student, samples(), SPEC)
    before = {name: value.clone() for name, value in student.state_dict().items()}
    fit(Untracked(), first.module, first.train, samples(24, seed=5), first.spec, first.objective)
    changed = {name for name, value in student.state_dict().items() if not torch.equal(value, before[name])}
    assert changed == {"weights.one/w", "weights.one/b", "weights.two/w", "weights.two/b"}
    assert second.module.student is student  # type: ignore[union-attr]


def test_the_share_of_the_soft_targets_falls_to_a_half_and_never_rises() -> None:
    assert annealed(0.9, 0, 11) == 0.9 and annealed(0.9, 10, 11) == 0.5 and annealed(0.9, 5, 11) == pytest.approx(0.7)
    assert [annealed(0.3, step, 11) for step in (0, 5, 10)] == [0.3] * 3


def run_hint(folder: Path, looks: int | None) -> dict[str, Tensor]:
    """Both stages; with ``looks`` the second is cancelled after so many, and resumed."""
    student, teacher = module(convolutional(3)), module(convolutional(4, seed=1))
    made = stages(METHODS["hint"], [teacher], student, samples(), SPEC)
    held, path = samples(24, seed=5), folder / "run.ckpt"
    fit(Untracked(), made[0].module, made[0].train, held, made[0].spec, made[0].objective)
    second = made[1]
    if looks is not None:
        with pytest.raises(CancelledError):
            fit(Stopping(looks), second.module, second.train, held, second.spec, second.objective, path=path)
        # As after a restart: a new student, whose weights and place in the annealing come from the checkpoint.
        second = stages(METHODS["hint"], [teacher], module(convolutional(3)), samples(), SPEC)[1]
    fit(Untracked(), second.module, second.train, held, second.spec, second.objective, path=path, resume=True)
    return second.module.state_dict()


def test_an_annealed_stage_that_was_cancelled_goes_on_bit_for_bit(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    whole, resumed = run_hint(tmp_path / "a", None), run_hint(tmp_path / "b", 5)
    assert all(torch.equal(whole[name], resumed[name]) for name in whole)


def test_samples_are_made_up_behind_the_real_ones_with_the_class_that_the_teachers_find() -> None:
    train, teacher = samples(), module(convolutional(4, seed=1))
    wanted = replace(METHODS["logits"], synthetic=30)
    (stage,) = stages(wanted, [teacher], module(convolutional(3)), train, SPEC)
    assert len(stage.train) == 78 and np.array_equal(stage.train.x[:48], train.x)
    assert np.array_equal(stage.train.y[:48], train.y)
    found = teacher(torch.from_numpy(stage.train.x[48:])).argmax(dim=1).numpy()
    assert np.array_equal(stage.train.y[48:], found)
    fit(Untracked(), stage.module, stage.train, samples(24, seed=5), stage.spec, stage.objective)
    again = stages(wanted, [teacher], module(convolutional(3)), train, SPEC)[0]
    assert stage.train.name == again.train.name


def test_features_of_tokens_are_compared_with_their_channels_in_front() -> None:
    wanted = Distillation(Method.HINT, pairs=(("b", "lin"),))
    student, teacher = module(tokens(3)), module(tokens(7, seed=1))
    first = stages(wanted, [teacher], student, samples(48, (5, 2)), SPEC)[0]
    assert isinstance(first.module, Taught) and first.module.regressor is not None
    assert first.module.regressor.map.weight.shape[:2] == (7, 3)  # type: ignore[union-attr, index]
    fit(Untracked(), first.module, first.train, samples(24, (5, 2), 5), first.spec, first.objective)


def test_other_classes_are_refused_with_both_numbers() -> None:
    with pytest.raises(EdgeVizError, match=r"big\.onnx tells 5 classes apart, the student 3"):
        stages(
            METHODS["hinton"],
            [module(convolutional(classes=5))],
            module(convolutional()),
            samples(),
            SPEC,
            names=["big.onnx"],
        )


@pytest.mark.parametrize(("pair", "who"), [(("two_conv", "c"), "The teacher"), (("c", "tanhh"), "The student")])
def test_a_tensor_that_is_not_there_is_answered_with_near_names(pair: tuple[str, str], who: str) -> None:
    wanted = Distillation(Method.ATTENTION, pairs=(pair,))
    with pytest.raises(EdgeVizError, match=rf"{who} has no tensor") as caught:
        stages(wanted, [module(convolutional(4))], module(convolutional(3)), samples(), SPEC)
    assert "two" in caught.value.remedy if who == "The teacher" else "tanh" in caught.value.remedy


def test_what_cannot_be_taught_is_refused() -> None:
    student: OnnxModule = module(convolutional())
    with pytest.raises(EdgeVizError, match="no teacher"):
        stages(METHODS["hinton"], [], student, samples(), SPEC)
    with pytest.raises(EdgeVizError, match="cannot be run on these samples"):
        stages(METHODS["hinton"], [module(tokens())], student, samples(), SPEC)
    with pytest.raises(EdgeVizError, match="a single position"):
        wanted = Distillation(Method.ATTENTION, pairs=(("e", "e"),))
        stages(wanted, [module(convolutional(4))], student, samples(), SPEC)
    with pytest.raises(EdgeVizError, match="no tensors by name"):
        flat = nn.Sequential(nn.Flatten(), nn.Linear(72, 3))
        stages(METHODS["hint"], [flat], student, samples(), SPEC)
    with pytest.raises(EdgeVizError, match="2 class weights"):
        (stage,) = stages(
            METHODS["hinton"], [module(convolutional())], student, samples(), replace(SPEC, class_weights=(1.0, 2.0))
        )
        fit(Untracked(), stage.module, stage.train, samples(), stage.spec, stage.objective)
    with pytest.raises(EdgeVizError, match="made up samples would bring"):
        stages(replace(METHODS["logits"], synthetic=9_000_000), [module(convolutional())], student, samples(), SPEC)
