"""Tables of measured layers on disk: they come back, and a broken one says what to do."""

from __future__ import annotations

import pytest

from edgeviz.core.device.timings import Timings
from edgeviz.core.errors import EdgeVizError, ProjectError
from edgeviz.project import timings

TABLE = Timings({"Conv Conv 3×3|8|1→1|72": {"float": 1e-5}}, {"Add": {"float": 1e-9}}, device="cpu", models=("m",))


def test_what_was_measured_comes_back() -> None:
    assert timings.load_timings("this_machine") is None
    path = timings.save_timings("this_machine", TABLE)
    assert timings.load_timings("this_machine") == TABLE
    assert [file.name for file in path.parent.iterdir()] == ["this_machine.json"]
    timings.delete_timings("this_machine")
    assert timings.load_timings("this_machine") is None


@pytest.mark.parametrize("content", ["", "[]", "{", '{"format": "edgeviz-timings/1"}', "[" * 100_000])
def test_a_broken_table_names_its_file_and_the_remedy(content: str) -> None:
    path = timings.save_timings("this_machine", TABLE)
    path.write_text(content)
    with pytest.raises(ProjectError, match=r"this_machine\.json is no table") as caught:
        timings.load_timings("this_machine")
    assert "calibrate" in caught.value.remedy


@pytest.mark.parametrize("key", ["../evil", "", "a/b", ".hidden"])
def test_a_key_leaves_the_folder_nowhere(key: str) -> None:
    with pytest.raises(EdgeVizError, match="no key"):
        timings.save_timings(key, TABLE)


def test_a_folder_that_cannot_be_written_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("edgeviz.project.model_files.os.fsync", full)
    with pytest.raises(ProjectError, match="No space left"):
        timings.save_timings("this_machine", TABLE)
    assert not list(timings.folder().iterdir())
