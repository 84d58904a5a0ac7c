"""Search spaces in files: shipped ones and the user's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from edgeviz.core.errors import EdgeVizError
from edgeviz.project import own_files, spaces
from tests.core.nas.spaces import NESTED, TINY


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(spaces, "folder", lambda: tmp_path / "spaces")
    return tmp_path / "spaces"


def test_the_users_spaces_stand_beside_the_shipped_ones_until_they_are_deleted() -> None:
    shipped = spaces.load_spaces()
    assert {"mnasnet_small", "elastic_small", "mnasnet_bits", "nasbench201", "nasbench_macro"} <= set(shipped.spaces)
    spaces.save_own(NESTED)
    spaces.save_own(replace(TINY, key="nasbench201"))
    found = spaces.load_spaces()
    assert found.own == {"nested", "nasbench201"}
    assert found.spaces["nested"] == NESTED
    assert found.spaces["nasbench201"].count == 6
    spaces.delete_own("nasbench201")
    spaces.delete_own("nested")
    assert spaces.load_spaces() == shipped


@pytest.mark.parametrize("key", sorted(spaces.load_spaces().spaces))
def test_a_shipped_space_comes_back_from_the_file_that_it_is_written_to(key: str, tmp_path: Path) -> None:
    space = spaces.load_spaces().spaces[key]
    spaces.write_space(tmp_path / f"{key}.toml", space)
    again = spaces.read_space(tmp_path / f"{key}.toml")
    assert again == space
    assert again.hash == space.hash


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"= 3", b"x" * (own_files.LARGEST + 1), b'format = "edgeviz-space/1"']
)
def test_a_broken_file_of_the_users_is_told_of_and_left_out(content: bytes, own_folder: Path) -> None:
    own_folder.mkdir()
    (own_folder / "mine.toml").write_bytes(content)
    found = spaces.load_spaces()
    assert "mine" not in found.spaces
    assert found.broken["mine.toml"].remedy


def test_what_no_file_can_hold_is_not_kept(own_folder: Path) -> None:
    for wrong in (replace(TINY, key="../tiny"), replace(TINY, name=" "), replace(TINY, builder="a b")):
        with pytest.raises(EdgeVizError):
            spaces.save_own(wrong)
    assert not own_folder.exists()
