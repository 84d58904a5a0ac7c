from __future__ import annotations

import pickle
from dataclasses import replace

import numpy as np
import pytest

from edgeviz import resources
from edgeviz.core.errors import DataError
from edgeviz.core.metric import Provenance
from edgeviz.core.nas.moves import draw
from edgeviz.core.nas.request import Clock, Costing
from edgeviz.core.nas.space import SpaceError
from edgeviz.engine.nas.candidate import Task, evaluate
from tests.engine.nas.small_spaces import DIGITS, elastic, mnasnet, request


def key_of(space, seed=0):
    return space.architecture(draw(space, np.random.default_rng(seed))).key


@pytest.mark.parametrize("space", [mnasnet(), elastic()], ids=["mnasnet", "elastic"])
def test_a_candidate_is_trained_and_gets_all_its_figures(space):
    task = Task(request(space, epochs=4), key_of(space), 1, 4, DIGITS, generation=2)
    judged = evaluate(pickle.loads(pickle.dumps(task)))
    trial = judged.trial
    assert (trial.key, trial.failed, trial.generation, trial.budget, trial.seed) == (task.key, "", 2, 4, 1)
    assert set(trial.metrics) == {"accuracy", "latency", "size", "macs", "bops", "activation_memory"}
    assert trial.metrics["latency"].provenance is Provenance.MEASURED
    accuracy = trial.metrics["accuracy"]
    assert accuracy.value > 0.2  # chance is 0.1
    assert accuracy.samples == 150 and accuracy.low < accuracy.value < accuracy.high


def test_the_same_task_gives_the_same_accuracy_and_another_seed_another_training():
    space = mnasnet()
    task = Task(request(space), key_of(space), 1, 1, DIGITS)
    first, again = evaluate(task).trial, evaluate(task).trial
    assert first.value("accuracy") == again.value("accuracy")
    assert first.value("size") == again.value("size")
    other = [evaluate(replace(task, seed=seed)).trial.value("accuracy") for seed in (2, 3)]
    assert other != [first.value("accuracy")] * 2


def test_candidates_are_judged_by_training_samples_alone():
    from edgeviz.engine.data.dataset import load
    from edgeviz.engine.nas.candidate import task_samples

    space = mnasnet()
    found = task_samples(Task(request(space), key_of(space), 1, 1, DIGITS))
    kept = {row.tobytes() for row in load(DIGITS, ("batch", 1, 8, 8), 10).validation.x}
    learned, held = ({row.tobytes() for row in split.x} for split in (found.train, found.held_out))
    assert not learned & held and not (learned | held) & kept


def test_bit_widths_that_were_chosen_are_trained_for_and_make_the_file_smaller():
    space = mnasnet(bits=True)
    values = dict(space.values(space.decode(key_of(space, 1))))
    found = {}
    for bits in (2, 8):
        wanted = {**values, **{f"block{n}.weight_bits": bits for n in (1, 2)}}
        task = Task(request(space, epochs=4), space.encode(wanted).key, 1, 4, DIGITS)
        found[bits] = evaluate(task).trial
        assert not found[bits].failed
        assert found[bits].metrics["accuracy"].device == "torch, fake-quantized"
    assert found[2].value("bops") < found[8].value("bops")
    assert found[2].value("accuracy") > 0.2  # rounded without training two bits are at chance


def test_a_training_that_runs_away_is_a_failed_candidate_with_the_reason():
    space = mnasnet()
    wild = request(space)
    wild = replace(
        wild, evaluating=replace(wild.evaluating, train=replace(wild.evaluating.train, rate=100.0, optimizer="sgd"))
    )
    trial = evaluate(Task(wild, key_of(space), 1, 3, DIGITS)).trial
    assert "not a number" in trial.failed and not trial.metrics


def test_what_no_candidate_could_do_ends_the_search_instead():
    space = mnasnet()
    task = Task(request(space), key_of(space), 1, 1, DIGITS)
    with pytest.raises(DataError):
        evaluate(replace(task, data=replace(DIGITS, source="npz", path="/nowhere.npz")))
    tabular = resources_space("nasbench201")
    with pytest.raises(SpaceError, match="tables of its authors"):
        evaluate(replace(task, request=request(tabular), key=key_of(tabular)))


def test_latency_is_modelled_for_the_device_that_was_chosen():
    from edgeviz.project.devices import load_devices

    space = mnasnet()
    device = next(one for one in load_devices() if one.key == "raspberry_pi_4")
    asked = replace(request(space), costing=Costing(Clock.MODELLED, device.key))
    trial = evaluate(Task(asked, key_of(space), 1, 1, DIGITS, device=device)).trial
    assert trial.metrics["latency"].provenance is Provenance.MODELLED
    assert device.name in trial.metrics["latency"].device
    assert trial.metrics["energy"].value > 0


def test_an_evaluation_ends_within_a_batch_of_being_told():
    class Stop(BaseException):
        pass

    calls = []

    def check():
        calls.append(1)
        if len(calls) > 3:
            raise Stop

    space = mnasnet()
    with pytest.raises(Stop):
        evaluate(Task(request(space), key_of(space), 1, 100, DIGITS), check)


def resources_space(name):
    from edgeviz.core.nas.space_table import space_from_text

    return space_from_text(name, (resources.root() / "spaces" / f"{name}.toml").read_text())
