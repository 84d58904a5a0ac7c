"""Reports of Deep Compression in the project file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from edgeviz.core.compress.report import BARS, DeepReport, Histogram, LayerRate, Stage, StageResult
from edgeviz.core.compress.request import DeepRequest
from edgeviz.core.errors import ProjectError
from edgeviz.core.metric import Metric, Provenance
from edgeviz.core.outcomes import Outcomes
from edgeviz.project import deep_reports
from edgeviz.project.store import Store

OUTCOMES = Outcomes(b"\xa0", 4, "data")
STAGES = tuple(
    StageResult(
        stage,
        Metric("accuracy", 0.75, Provenance.MEASURED, 0.3, 0.9, 4),
        OUTCOMES,
        1000.0 / (1 + at),
        None if at < 3 else 400,
        (Histogram("conv", -1.0, 1.0, (3,) * BARS, 7),),
        1.5,
    )
    for at, stage in enumerate(Stage)
)
RATE = LayerRate("conv", 100, 40, 45, 16, 4, 3, 2.5, 1.25, 120.0, 60.0, 33)
AGREEMENT = Metric("agreement", 1.0, Provenance.MEASURED, samples=4)


def report(folder: Path) -> DeepReport:
    path = str(folder / "abc.edgedc")
    return DeepReport(path, DeepRequest(0.3, 0.8, name="mine"), STAGES, (RATE,), 4000, 400, 60, AGREEMENT, 1e-6)


def test_a_report_survives_closing_and_reopening_and_the_newest_holds(tmp_path: Path) -> None:
    path = tmp_path / "p.edgeviz"
    with Store.create(path) as store:
        assert deep_reports.load(store, "c", tmp_path) is None
        deep_reports.save(store, "c", report(tmp_path), "0" * 64)
        deep_reports.save(store, "c", report(tmp_path), "f" * 64)
    with Store.open(path) as store:
        assert deep_reports.load(store, "c", tmp_path) == (report(tmp_path), "f" * 64)
        assert deep_reports.load(store, "other", tmp_path) is None


def test_the_encoded_file_is_looked_for_only_where_ours_are(tmp_path: Path) -> None:
    with Store.create(tmp_path / "p.edgeviz") as store:
        deep_reports.save(store, "c", report(tmp_path / "elsewhere"), "f" * 64)
        found = deep_reports.load(store, "c", tmp_path / "own")
        assert found is not None and found[0].path == str(tmp_path / "own" / "abc.edgedc")


@pytest.mark.parametrize(
    "changes",
    [
        {"file_name": "../../etc/passwd"}, {"file_name": "/x.edgedc"}, {"file_name": "passwd"}, {"stages": []},
        {"layers": [{"key": "conv"}]}, {"layers": [{"key": 3}]}, {"file": 0}, {"file": "many"}, {"agreement": "{}"},
        {"request": {"format": "other"}}, {"model": 3}, {"stages": [{"stage": "original"}]},
    ],
    ids=str,
)  # fmt: skip
def test_a_damaged_report_is_a_project_error(tmp_path: Path, changes: dict[str, Any]) -> None:
    with Store.create(tmp_path / "p.edgeviz") as store:
        deep_reports.save(store, "c", report(tmp_path), "f" * 64)
        kept = store.artefact("deep-compression/c")
        assert kept is not None
        damaged = json.dumps({**json.loads(kept[1]), **changes}).encode()
        store.put_artefact("deep-compression/c", deep_reports.MIME, damaged)
        with pytest.raises(ProjectError, match="damaged"):
            deep_reports.load(store, "c", tmp_path)
