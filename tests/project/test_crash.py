from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from edgeviz.project.store import Store

WRITER = """
import sys
from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.recipe import Calibration, Recipe
from edgeviz.project.store import Project, Store

store = Store.open(sys.argv[1])
for number in range(1, 1_000_000):
    recipe = Recipe({}, Calibration(number))
    store.write(Project(recipe=recipe))
    store.add_evaluation("c", Evaluation(recipe, {"size": Metric("size", number, Provenance.MEASURED)}))
    print(number, flush=True)
"""


@pytest.mark.parametrize("lines", [1, 7, 40])
def test_a_killed_writer_loses_no_evaluation_that_it_acknowledged(tmp_path: Path, lines: int) -> None:
    path = tmp_path / "p.edgeviz"
    Store.create(path).close()
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    acknowledged = 0
    for _ in range(lines):
        acknowledged = int(process.stdout.readline())
    process.send_signal(signal.SIGKILL)
    rest = process.stdout.read().splitlines()
    process.wait()
    if rest:
        acknowledged = int(rest[-1])
    with Store.open(path) as store:
        values = [int(e.value("size") or 0) for e in store.evaluations("c")]
        assert values == list(range(1, len(values) + 1))
        assert len(values) in (acknowledged, acknowledged + 1)
        assert store.read().recipe.calibration.samples >= acknowledged
    assert [p.name for p in tmp_path.iterdir()] == ["p.edgeviz"]
