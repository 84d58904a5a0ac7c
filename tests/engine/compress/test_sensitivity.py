"""Pruning one layer alone: the figures are those of pruning it and evaluating the whole network."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError, EdgeVizError
from edgeviz.core.prune_sensitivity import PruneCell, PruneSensitivity
from edgeviz.core.train_request import Pruning, Scope, Structure
from edgeviz.engine.compress import sensitivity
from edgeviz.engine.compress.pruner import Pruner
from edgeviz.engine.compress.shrink import shrink
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.session import Session, session
from edgeviz.jobs.context import CancelledError, Context, Untracked
from edgeviz.jobs.events import Event, Result
from tests.engine.compress.networks import Maker
from tests.engine.digits_model import DATA, save


def accuracy(opened: Session, module: OnnxModule, data: DataSpec) -> float:
    held = opened.data(data).validation
    with torch.inference_mode():
        found = module(torch.from_numpy(held.x))
    return float((found.argmax(dim=1).numpy() == held.y).mean())


def test_weights_are_measured_as_if_the_layer_were_pruned_and_the_network_evaluated(tmp_path: Path) -> None:
    path = save(tmp_path)
    opened = session(path)
    found = sensitivity.run(Untracked(), path, DATA, sparsities=(0.5, 0.9))
    assert {cell.layers for cell in found.cells.values()} == {("conv",), ("fc",)} and found.samples == 300
    for cell in found.cells.values():
        module = OnnxModule.from_proto(opened.prepared)
        others = tuple(layer.key for layer in opened.graph.layers if layer.key not in cell.layers)
        Pruner(module, opened.graph, Pruning(scope=Scope.LAYER, sparsity=cell.sparsity, spare=others), 1)
        expected = accuracy(opened, module, DATA) - accuracy(opened, opened.module, DATA)
        assert cell.accuracy_change == pytest.approx(expected, abs=1e-9)
        assert cell.loss >= 0 and cell.samples == 300
    assert found.cells[("fc",), 0.9].loss > found.cells[("fc",), 0.5].loss
    assert found.cells[("fc",), 0.5].removed == 1920


@pytest.fixture
def residual(tmp_path: Path) -> tuple[str, DataSpec]:
    made = Maker(2)
    made.conv(8)
    first = made.add("Relu", made.now)
    made.conv(12)
    made.add("Relu", made.now)
    made.conv(8)
    made.add("Add", made.now, first)
    path = tmp_path / "residual.onnx"
    onnx.save(made.model(), path)
    rng = np.random.default_rng(0)
    x, y = rng.standard_normal((120, 3, 8, 8)).astype(np.float32), rng.integers(0, 5, 120)
    np.savez(tmp_path / "data.npz", x=x, y=y)
    return str(path), DataSpec("npz", str(tmp_path / "data.npz"), calibration=20, validation=80)


def test_channels_are_measured_as_if_they_were_cut(residual: tuple[str, DataSpec]) -> None:
    path, data = residual
    opened = session(path)
    found = sensitivity.run(Untracked(), path, data, Structure.CHANNELS, (0.25, 0.5))
    assert len(found.cells) == 4
    for cell in found.cells.values():
        others = tuple(layer.key for layer in opened.graph.layers if layer.key not in cell.layers)
        wanted = Pruning(Structure.CHANNELS, Scope.LAYER, cell.sparsity, spare=others)
        module = OnnxModule.from_proto(shrink(opened.prepared, opened.graph, wanted))
        expected = accuracy(opened, module, data) - accuracy(opened, opened.module, data)
        assert cell.accuracy_change == pytest.approx(expected, abs=1e-9)
        before, after = (sum(w.numel() for w in m.parameters()) for m in (opened.module, module))
        assert cell.removed == before - after


def test_cells_come_early_and_again_and_what_is_known_is_not_computed_again(tmp_path: Path) -> None:
    path, events = save(tmp_path), list[Event]()
    context = Context("job", events.append, lambda: False)
    found = sensitivity.run(context, path, DATA, sparsities=(0.5,))
    cells = [event.payload for event in events if isinstance(event, Result) and isinstance(event.payload, PruneCell)]
    assert [cell.samples for cell in cells] == [64, 64, 128, 128, 256, 256, 300, 300]
    events.clear()
    again = sensitivity.run(context, path, DATA, sparsities=(0.5,), known=found)
    assert again.cells == found.cells and not any(isinstance(event, Result) for event in events)


def test_it_is_cancelled_between_two_runs_and_bad_questions_are_refused(tmp_path: Path) -> None:
    path = save(tmp_path)
    looks = iter(range(10_000))
    with pytest.raises(CancelledError):
        sensitivity.run(Context("job", lambda event: None, lambda: next(looks) > 12), path, DATA)
    with pytest.raises(DataError):
        sensitivity.run(Untracked(), path, None)
    with pytest.raises(EdgeVizError, match="N:M"):
        sensitivity.run(Untracked(), path, DATA, Structure.N_OF_M)
    with pytest.raises(EdgeVizError, match="sparsity"):
        sensitivity.run(Untracked(), path, DATA, sparsities=(1.0,))


def test_a_table_survives_its_json_and_says_how_much_can_go() -> None:
    cells = [PruneCell(("a",), s, s, s, -drop, 10, 5) for s, drop in ((0.3, 0.0), (0.5, 0.01), (0.7, 0.2), (0.8, 0.0))]
    table = PruneSensitivity(Structure.WEIGHTS, 10, {}, "today").with_cells(cells)
    assert PruneSensitivity.from_json(table.to_json()) == table
    assert (table.most(("a",), 0.01), table.most(("a",), 0.5), table.most(("b",), 0.5)) == (0.5, 0.8, None)
    broken = table.to_json()
    broken["cells"][0]["loss"] = float("nan")
    with pytest.raises(ValueError):
        PruneSensitivity.from_json(broken)
