"""Settings of training: complete, checked and the same after a round trip."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.training import MOMENTUM, Optimizer, Schedule, TrainSpec

specs = st.builds(
    TrainSpec,
    epochs=st.integers(1, 500),
    batch=st.integers(1, 512),
    optimizer=st.sampled_from(Optimizer),
    rate=st.floats(1e-6, 10),
    schedule=st.sampled_from(Schedule),
    weight_decay=st.floats(0, 1),
    momentum=st.floats(0, 0.99),
    clip=st.floats(0, 100),
    class_weights=st.lists(st.floats(0.1, 10), max_size=4).map(tuple),
    patience=st.integers(0, 20),
)


@given(specs)
def test_settings_survive_json(spec: TrainSpec) -> None:
    assert TrainSpec.from_json(json.loads(json.dumps(spec.to_json()))) == spec


@pytest.mark.parametrize(
    "changes",
    [
        {"epochs": -1},
        {"epochs": 2.5},
        {"epochs": True},
        {"batch": 0},
        {"rate": 0.0},
        {"rate": float("nan")},
        {"rate": "fast"},
        {"momentum": 1.0},
        {"weight_decay": -0.1},
        {"clip": float("inf")},
        {"seed": -1},
        {"patience": -1},
        {"decay": 0.0},
        {"optimizer": "lion"},
        {"schedule": "linear"},
        {"class_weights": (0.0, 0.0)},
        {"class_weights": (1.0, -1.0)},
        {"checkpoint_every": -5},
    ],
)
def test_an_impossible_setting_is_refused_with_what_is_possible(changes: dict[str, Any]) -> None:
    with pytest.raises(EdgeVizError) as caught:
        TrainSpec(**changes)
    assert caught.value.remedy


def test_malformed_json_is_refused_by_name() -> None:
    with pytest.raises(EdgeVizError, match="'warmth'"):
        TrainSpec.from_json({"warmth": 3})
    with pytest.raises(EdgeVizError):
        TrainSpec.from_json({"class_weights": 3})
    with pytest.raises(EdgeVizError):
        TrainSpec.from_json({"class_weights": ["heavy"]})


def test_what_a_run_does_not_use_makes_no_difference() -> None:
    assert TrainSpec(optimizer=Optimizer.ADAM, momentum=0.5) == TrainSpec(optimizer=Optimizer.ADAM)
    assert TrainSpec(optimizer=Optimizer.SGD, momentum=0.5).momentum == 0.5 != MOMENTUM
    assert TrainSpec(schedule=Schedule.COSINE, decay=0.5, decay_epochs=3) == TrainSpec(schedule=Schedule.COSINE)


def test_a_last_batch_of_one_sample_is_left_out() -> None:
    spec = TrainSpec(batch=32, epochs=3)
    assert [spec.steps_per_epoch(n) for n in (1, 32, 33, 34, 64)] == [1, 1, 1, 2, 2]
    assert spec.steps(64) == 6
    assert TrainSpec(batch=1).steps_per_epoch(3) == 3
