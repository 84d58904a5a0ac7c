"""edgeviz device list and show, and --device where figures are printed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from edgeviz.cli.main import main
from edgeviz.project import devices
from edgeviz.resources import resource

DEMO = str(resource("demo", "digits.onnx"))


def test_list_shows_keys_units_and_what_is_ones_own(capsys: pytest.CaptureFixture[str]) -> None:
    devices.save_own(replace(devices.find_device("edge_tpu"), key="mine", name="My TPU"))
    (devices.folder() / "bad.toml").write_text("name = 3")
    assert main(["device", "list"]) == 0
    out, err = capsys.readouterr()
    assert "raspberry_pi_4" in out and "your own" in out
    assert "edgeviz device probe" in out
    assert "left out" in err and "bad" in err
    assert main(["device", "list", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {row["key"] for row in found["devices"] if row["own"]} == {"mine"}
    assert list(found["broken"]) == ["bad.toml"]


def test_show_prints_every_figure_with_mark_and_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["device", "show", "nvidia_t4"]) == 0
    out = capsys.readouterr().out
    line = next(line for line in out.splitlines() if line.startswith("rates.4 "))
    assert "130 TMAC/s" in line and "▫v" in line and "260 TOPS" in line
    assert devices.find_device("nvidia_t4").efficiency[4].source in out
    assert "200 fJ" in out and "W8A8" in out
    assert main(["device", "show", "nvidia_t4", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rates"]["4"]["value"] == 1.3e14


def test_show_counts_many_clocks_and_names_the_ends(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["device", "show", "raspberry_pi_4"]) == 0
    lines = capsys.readouterr().out.splitlines()
    line = next(line for line in lines if line.startswith("frequency.levels"))
    assert "10: 600 MHz … 1.5 GHz" in line and "1.1 GHz" not in line
    assert any("W32A32, W8A8" in line for line in lines)


def test_show_reads_a_file_and_refuses_what_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "board.toml"
    devices.write_profile(path, devices.find_device("stm32l4r5"))
    assert main(["device", "show", str(path)]) == 0
    assert "(board)" in capsys.readouterr().out
    assert main(["device", "show", "toaster"]) == 1
    assert "raspberry_pi_4" in capsys.readouterr().err


def test_inspect_says_what_a_device_needs_or_that_it_cannot(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", DEMO, "--device", "raspberry_pi_4"]) == 0
    out = capsys.readouterr().out
    assert "Latency  " in out and "Energy  " in out and "modelled for Raspberry Pi 4" in out
    assert main(["inspect", DEMO, "--device", "edge_tpu"]) == 0
    out = capsys.readouterr().out
    assert "Latency  " not in out
    assert "Edge TPU cannot run stem.conv" in out
    assert main(["inspect", DEMO, "--device", "toaster"]) == 2


def test_evaluate_shows_the_devices_latency_instead_of_this_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", DEMO, "--weights", "8", "--activations", "8", "--device", "edge_tpu", "--json"]) == 0
    plain, eight = json.loads(capsys.readouterr().out)["evaluations"]
    assert "latency" not in plain["metrics"]
    assert eight["metrics"]["latency"]["provenance"] == "modelled"
    assert eight["metrics"]["latency"]["device"] == "Google Edge TPU"
