"""Sensitivities to pruning in the project file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from edgeviz.core.errors import ProjectError
from edgeviz.core.prune_sensitivity import PruneCell, PruneSensitivity
from edgeviz.core.train_request import Structure
from edgeviz.project import sensitivities
from edgeviz.project.store import Store

CELL = PruneCell(("conv", "fc"), 0.5, 0.1, 0.2, -0.01, 64, 100)
TABLE = PruneSensitivity(Structure.CHANNELS, 64, date="2026-01-01").with_cells([CELL])


def test_a_table_survives_closing_and_reopening_and_each_structure_has_its_own(tmp_path: Path) -> None:
    path = tmp_path / "p.edgeviz"
    with Store.create(path) as store:
        assert sensitivities.load(store, "c", Structure.CHANNELS) is None
        sensitivities.save(store, "c", TABLE)
    with Store.open(path) as store:
        assert sensitivities.load(store, "c", Structure.CHANNELS) == TABLE
        assert sensitivities.load(store, "c", Structure.WEIGHTS) is None
        assert sensitivities.load(store, "other", Structure.CHANNELS) is None


def altered(**changes: object) -> bytes:
    return json.dumps({**TABLE.to_json(), **changes}).encode()


ROW = TABLE.to_json()["cells"][0]


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\xff\xfe", b"[]", b"{", b"[" * 100_000, b'{"structure": "channels"}',
        altered(structure="weights"), altered(structure=[]), altered(samples="many"), altered(date=1),
        altered(cells=[{}]), altered(cells=[ROW | {"layers": "conv"}]), altered(cells=[ROW | {"layers": [{}]}]),
        altered(cells=[ROW | {"loss": float("nan")}]), altered(cells=[ROW | {"sparsity": 1.5}]),
        altered(cells=[ROW | {"samples": -1}]), altered(cells=[ROW | {"removed": "all"}]),
    ],
    ids=lambda data: str(data[:60]),
)  # fmt: skip
def test_a_damaged_table_is_a_project_error(tmp_path: Path, data: bytes) -> None:
    with Store.create(tmp_path / "p.edgeviz") as store:
        store.put_artefact("prune-sensitivity/c/channels", sensitivities.MIME, data)
        with pytest.raises(ProjectError, match="damaged"):
            sensitivities.load(store, "c", Structure.CHANNELS)
