from __future__ import annotations

from pathlib import Path

import pytest

from edgeviz import resources


def test_the_demo_model_is_found_in_a_checkout() -> None:
    assert resources.resource("demo", "digits.onnx").is_file()


def test_a_folder_is_found_as_well_as_a_file() -> None:
    assert resources.resource("demo").is_dir()


def test_an_installed_wheel_is_asked_before_a_neighbour_called_resources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "edgeviz"
    (package / "_resources" / "demo").mkdir(parents=True)
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.resource("demo") == package / "_resources" / "demo"


def test_a_missing_resource_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"icons/nothing\.svg"):
        resources.resource("icons", "nothing.svg")
