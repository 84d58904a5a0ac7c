"""Sensitivities in the project file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from edgeviz.core.errors import ProjectError
from edgeviz.core.sensitivity import Cell, Method, Part, Sensitivity
from edgeviz.project import sensitivities
from edgeviz.project.store import Store

TABLE = Sensitivity(Method.MEASURED, 64, date="2026-01-01").with_cells(
    Cell(layer, Part.WEIGHT, bits, bits / 10, 20.0, 0.1, -0.01, 64) for layer in ("conv", "fc") for bits in (4, 8)
)


def test_a_table_survives_closing_and_reopening(tmp_path: Path) -> None:
    path = tmp_path / "p.edgeviz"
    with Store.create(path) as store:
        assert sensitivities.load(store, "c", Method.MEASURED) is None
        sensitivities.save(store, "c", TABLE)
    with Store.open(path) as store:
        assert sensitivities.load(store, "c", Method.MEASURED) == TABLE
        assert store.artefacts() == ["sensitivity/c/measured"]


def test_each_context_and_method_has_its_own_table_and_the_newest_one_holds(tmp_path: Path) -> None:
    with Store.create(tmp_path / "p.edgeviz") as store:
        sensitivities.save(store, "c", TABLE)
        assert sensitivities.load(store, "other", Method.MEASURED) is None
        assert sensitivities.load(store, "c", Method.FISHER) is None
        newer = TABLE.with_cell(Cell("conv", Part.WEIGHT, 4, 9.0))
        sensitivities.save(store, "c", newer)
        assert sensitivities.load(store, "c", Method.MEASURED) == newer


def altered(**changes: object) -> bytes:
    return json.dumps({**TABLE.to_json(), **changes}).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\xff\xfe", b"[]", b"null", b"{", b"[" * 100_000, b'{"method": "measured"}',
        altered(method="fisher"), altered(method=[]), altered(cells=None), altered(cells=[[]]),
        altered(cells=[{"layer": "conv", "part": "weight", "bits": 4, "loss": float("nan")}]),
        altered(cells=[{"layer": {}, "part": "weight", "bits": 4, "loss": 1.0}]),
        altered(samples="many"),
        altered(cells=[{"layer": "x" * 60, "part": "weight", "bits": 4, "loss": 1.0}] * 200_000),
    ],
    ids=lambda data: str(data[:30]),
)  # fmt: skip
def test_a_damaged_table_is_a_project_error(tmp_path: Path, data: bytes) -> None:
    with Store.create(tmp_path / "p.edgeviz") as store:
        store.put_artefact("sensitivity/c/measured", sensitivities.MIME, data)
        with pytest.raises(ProjectError) as caught:
            sensitivities.load(store, "c", Method.MEASURED)
        assert "p.edgeviz" in caught.value.what and caught.value.remedy
        sensitivities.save(store, "c", TABLE)
        assert sensitivities.load(store, "c", Method.MEASURED) == TABLE


def test_something_else_under_that_name_is_a_project_error(tmp_path: Path) -> None:
    with Store.create(tmp_path / "p.edgeviz") as store:
        store.put_artefact("sensitivity/c/measured", "image/png", altered())
        with pytest.raises(ProjectError):
            sensitivities.load(store, "c", Method.MEASURED)


def test_a_table_that_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    huge = TABLE.with_cells(Cell(str(i), Part.WEIGHT, 4, 0.0) for i in range(sensitivities.MAX_CELLS + 1))
    with Store.create(tmp_path / "p.edgeviz") as store, pytest.raises(ProjectError):
        sensitivities.save(store, "c", huge)
