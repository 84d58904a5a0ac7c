"""Shipped and own profiles, and files that mean no good."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from edgeviz.core.device.profile import Device
from edgeviz.core.errors import EdgeVizError
from edgeviz.project import devices, own_files
from tests.core.test_profile_table import devices as any_device


def pi() -> Device:
    return devices.load_profiles().shipped["raspberry_pi_4"]


@settings(max_examples=40)
@given(any_device())
def test_a_written_profile_reads_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, device: Device) -> None:
    path = tmp_path_factory.mktemp("profile") / f"{device.key}.toml"
    devices.write_profile(path, device)
    assert devices.read_profile(path) == device


def test_shipped_profiles_are_listed_by_name() -> None:
    found = devices.load_devices()
    names = [device.name for device in found]
    assert names == sorted(names, key=str.casefold)
    assert len(found) >= 8


def test_an_own_profile_stands_in_for_a_shipped_one_until_it_is_deleted() -> None:
    mine = replace(pi(), name="My Pi")
    devices.save_own(mine)
    found = devices.load_profiles()
    assert found.devices["raspberry_pi_4"] == mine
    assert found.shipped["raspberry_pi_4"].name == "Raspberry Pi 4"
    assert found.own == {"raspberry_pi_4"}
    devices.delete_own("raspberry_pi_4")
    assert devices.load_profiles().devices["raspberry_pi_4"].name == "Raspberry Pi 4"


def test_another_key_adds_a_device() -> None:
    devices.save_own(replace(pi(), key="my-board", name="My board"))
    assert devices.find_device("my-board").name == "My board"
    assert len(devices.load_devices()) == len(devices.load_profiles().shipped) + 1


def test_a_profile_is_found_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "board.toml"
    devices.write_profile(path, pi())
    assert devices.find_device(str(path)) == replace(pi(), key="board")
    with pytest.raises(EdgeVizError, match="no device 'toaster'"):
        devices.find_device("toaster")
    with pytest.raises(EdgeVizError, match="no file"):
        devices.find_device(str(tmp_path / "none.toml"))


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (b"\xff\xfe", "no TOML"),
        (b"name = ", "no TOML"),
        (b"a = " + b"[" * 5000, "no TOML"),
        (b"name = 'x'", "missing"),
        (b"#" * (own_files.LARGEST + 1), "larger than"),
        (b"", "missing"),
    ],
)
def test_a_broken_file_of_ones_own_is_told_of_and_keeps_nothing_else_from_loading(content: bytes, match: str) -> None:
    folder = devices.folder()
    folder.mkdir(parents=True)
    (folder / "broken.toml").write_bytes(content)
    found = devices.load_profiles()
    assert len(found.devices) == len(found.shipped)
    assert match in str(found.broken["broken.toml"])
    assert found.broken["broken.toml"].remedy


def test_a_folder_a_pipe_and_an_odd_name_are_no_profiles(tmp_path: Path) -> None:
    folder = devices.folder()
    (folder / "folder.toml").mkdir(parents=True)
    os.mkfifo(folder / "pipe.toml")
    (folder / "böse name.toml").write_text("name = 'x'")
    (folder / ".hidden.toml").write_text("name = 'x'")
    assert set(devices.load_profiles().broken) == {"folder.toml", "pipe.toml", "böse name.toml"}


@pytest.mark.parametrize("key", ["../escape", "a/b", "", ".hidden", "a\\b", "..", "C:x"])
def test_a_key_cannot_leave_the_folder(key: str, tmp_path: Path) -> None:
    with pytest.raises(EdgeVizError, match="no key"):
        devices.save_own(replace(pi(), key=key))
    with pytest.raises(EdgeVizError, match="no key"):
        devices.delete_own(key)


def test_an_impossible_profile_is_not_kept() -> None:
    board = pi()
    with pytest.raises(EdgeVizError, match="bandwidth"):
        devices.save_own(replace(board, bandwidth=replace(board.bandwidth, value=-1.0)))
    assert not devices.folder().exists()


def test_a_profile_that_cannot_be_written_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(EdgeVizError, match="could not be written"):
        devices.write_profile(blocked / "x.toml", pi())
