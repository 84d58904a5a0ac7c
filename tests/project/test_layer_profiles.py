"""Measured layers in a project: kept, found again, and refused where they are damaged."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from edgeviz.core.errors import ProjectError
from edgeviz.core.layer_profile import LayerProfile, profile_to_json
from edgeviz.project import layer_profiles
from edgeviz.project.store import Store
from tests.core.profiles import PROFILE

MODEL = "ab" * 32


def test_a_profile_is_found_again_by_model_and_recipe(tmp_path: Path) -> None:
    with Store.create(tmp_path / "p.edgeviz") as store:
        layer_profiles.save(store, MODEL, PROFILE)
    with Store.open(tmp_path / "p.edgeviz") as store:
        assert layer_profiles.load(store, MODEL, "abc") == PROFILE
        assert layer_profiles.load(store, MODEL, "other") is None
        assert layer_profiles.recipes(store, MODEL) == {"abc"} and not layer_profiles.recipes(store, "cd" * 32)
        assert layer_profiles.load(store, "cd" * 32, "abc") is None


def test_another_device_keeps_its_own_and_the_newest_is_shown(tmp_path: Path) -> None:
    other = replace(PROFILE, environment=replace(PROFILE.environment, threads=2, date="2026-01-01T00:00:00+00:00"))
    with Store.create(tmp_path / "p.edgeviz") as store:
        layer_profiles.save(store, MODEL, other)
        layer_profiles.save(store, MODEL, PROFILE)
        assert layer_profiles.load(store, MODEL, "abc") == other
        assert len(store.artefacts()) == 2


def _damaged(profile: LayerProfile, field: str, value: object) -> bytes:
    return json.dumps({**profile_to_json(profile), field: value}).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[]",
        _damaged(PROFILE, "recipe", "another"),
        _damaged(PROFILE, "kernel_seconds", -1),
        _damaged(PROFILE, "between", [["q", "Q", "soon", ""]]),
        _damaged(PROFILE, "kernels", [["a", None, 4, 8, 8, True, False, ""]]),
        _damaged(PROFILE, "kernels", [["a"]]),
        _damaged(PROFILE, "environment", {"cpu": "a"}),
        _damaged(PROFILE, "times", 3),
    ],
)
def test_a_damaged_profile_says_what_to_do(content: bytes, tmp_path: Path) -> None:
    with Store.create(tmp_path / "p.edgeviz") as store:
        layer_profiles.save(store, MODEL, PROFILE)
        (name,) = store.artefacts()
        store.put_artefact(name, "application/json", content)
        with pytest.raises(ProjectError, match="again"):
            layer_profiles.load(store, MODEL, "abc")
