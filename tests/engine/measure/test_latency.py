"""Latency: a median with an interval that says where and when."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from edgeviz.core.errors import ModelError
from edgeviz.core.metric import Provenance
from edgeviz.engine.measure.latency import FEWEST, measure_latency, median_interval
from edgeviz.engine.measure.runtime import device_name, run, session
from edgeviz.engine.threads import threads
from tests.engine.export.networks import network, samples


def test_the_interval_covers_the_true_median_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(0)
    draws = rng.exponential(1.0, (600, 31))
    covered = 0
    for draw in draws:
        median, low, high = median_interval(draw)
        assert low <= median <= high
        covered += low <= np.log(2) <= high
    assert 0.93 <= covered / len(draws) <= 0.99


def test_the_median_of_a_few_runs_by_hand() -> None:
    assert median_interval(np.array([3.0, 1.0, 2.0])) == (2.0, 1.0, 3.0)
    assert median_interval(np.array([5.0])) == (5.0, 5.0, 5.0)


def test_a_measurement_names_its_device_runs_and_date() -> None:
    model = network("convolutions").SerializeToString()
    metric = measure_latency(model, {"x": samples("convolutions", 1)}, budget=0.01)
    assert metric.provenance is Provenance.MEASURED and metric.device == device_name()
    assert metric.low is not None and metric.high is not None and 0 < metric.low <= metric.value <= metric.high
    assert metric.samples is not None and metric.samples >= FEWEST and metric.date
    assert "onnxruntime" in device_name() and f"{threads()} thread" in device_name()


def test_measuring_can_be_cancelled_between_two_runs() -> None:
    class Stop(BaseException):
        pass

    def check() -> None:
        raise Stop

    with pytest.raises(Stop):
        measure_latency(network("convolutions").SerializeToString(), {"x": samples("convolutions", 1)}, check)


def test_a_model_that_onnxruntime_refuses_is_an_error_with_its_reason() -> None:
    with pytest.raises(ModelError, match="refuses") as caught:
        session(b"no model at all")
    assert caught.value.details and caught.value.remedy


def test_data_of_the_wrong_shape_is_an_error_with_a_remedy() -> None:
    with pytest.raises(ModelError, match="could not run") as caught:
        run(session(network("convolutions").SerializeToString()), {"x": np.zeros((1, 2, 3), np.float32)})
    assert "shape" in caught.value.remedy


@pytest.mark.parametrize("module", ["edgeviz.engine.measure.runtime", "edgeviz.cli.main", "edgeviz.app"])
def test_onnxruntime_keeps_no_session_id_and_starts_no_telemetry(tmp_path: Path, module: str) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "ORT_DISABLE_TELEMETRY"} | {"TMPDIR": str(tmp_path)}
    code = f"import {module}, onnxruntime"
    subprocess.run([sys.executable, "-c", code], check=True, env=environment, timeout=120)
    assert list(tmp_path.iterdir()) == []
