from __future__ import annotations

import argparse
import io
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import onnx
import pytest
from onnx import helper

from edgeviz.cli import main as cli
from edgeviz.cli import self_test, tables
from edgeviz.cli.console import Console, FaultError, run
from edgeviz.cli.options import UsageError, add_data_options, add_recipe_options, recipe_from, recipe_name
from edgeviz.core.errors import EdgeVizError, RecipeError
from edgeviz.core.metric import Metric, Provenance
from edgeviz.core.recipe import Recipe, Repairs, uniform
from edgeviz.core.schemes import WEIGHTS
from edgeviz.core.spec import Granularity, Observer, Scheme, Spec, activation_spec, weight_spec
from edgeviz.jobs.context import Context
from edgeviz.jobs.events import Progress
from edgeviz.jobs.spec import JobSpec
from edgeviz.resources import resource
from tests.project.samples import KEYS, graph, project

DEMO = str(resource("demo", "digits.onnx"))
QUICK = ["--validation", "60", "--calibration", "32"]


def ask(*argv: str) -> int:
    """The exit code of the command line, argparse's own exits included."""
    try:
        return cli.main(argv)
    except SystemExit as end:
        return int(end.code or 0)


# ---- starting


def test_importing_the_command_line_loads_nothing_heavy():
    heavy = ("torch", "onnx", "numpy", "PySide6", "sqlite3")
    code = f"import sys, edgeviz.cli.main; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_documents_every_command_and_exit_code(capsys):
    assert ask("--help") == 0
    text = capsys.readouterr().out
    for word in ("inspect", "evaluate", "export", "demo", "self-test", "130", ".pt2"):
        assert word in text


@pytest.mark.parametrize("command", ["inspect", "evaluate", "export", "qat", "demo", "present", "self-test"])
def test_every_command_explains_its_options(capsys, command):
    assert ask(command, "--help") == 0
    assert "--json" in capsys.readouterr().out


def test_a_mistyped_command_is_a_usage_error_with_a_suggestion(capsys):
    assert ask("exprot") == 2
    assert "did you mean 'export'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "argv",
    [
        ["inspect"],
        ["evaluate", DEMO, "--weights", "many"],
        ["evaluate", DEMO, "--recipe", "x.json", "--weights", "8"],
        ["evaluate", DEMO, "--set", "stem.conv"],
        ["evaluate", DEMO, "--set", "stem.conv=X4"],
        ["evaluate", DEMO, "--resize", "ten"],
        ["evaluate", DEMO, "--calibration", "0"],
        ["export", DEMO],
        ["export", DEMO, "--output", "model.tflite"],
        ["demo", "--json"],
        ["present", "--json"],
        ["a.onnx", "b.onnx"],
        ["--unknown"],
    ],
)
def test_a_wrong_command_line_exits_with_2(capsys, argv):
    assert ask(*argv) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.fixture
def no_screen(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_without_a_screen_the_window_is_refused_with_the_command_that_works(capsys, no_screen):
    assert ask() == 1
    assert "edgeviz demo" in capsys.readouterr().err
    assert ask(DEMO) == 1
    assert "edgeviz inspect" in capsys.readouterr().err


def test_a_file_opens_the_window_with_it(monkeypatch):
    seen = []
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setitem(sys.modules, "edgeviz.app", argparse.Namespace(run=lambda *a: seen.append(a) or 0))
    assert ask(DEMO) == 0 and ask() == 0 and ask("demo") == 0
    assert seen == [(DEMO, False, False), (None, False, False), (None, True, False)]


def test_present_opens_a_file_or_the_demo_with_its_presentation(monkeypatch):
    seen = []
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setitem(sys.modules, "edgeviz.app", argparse.Namespace(run=lambda *a: seen.append(a) or 0))
    assert ask("present", DEMO) == 0 and ask("present") == 0
    assert seen == [(DEMO, False, True), (None, True, True)]


def test_a_file_that_does_not_exist_is_an_error(capsys):
    assert ask("nothing.onnx") == 1
    assert "does not exist" in capsys.readouterr().err


# ---- errors


def boom(context: Context, kind: str) -> None:
    if kind == "ctrl-c":
        raise KeyboardInterrupt
    if kind == "mend":
        raise EdgeVizError("what", "remedy", "details")
    raise ZeroDivisionError("oh")


def entry(kind: str) -> JobSpec:
    return JobSpec(f"{__name__}:boom", "Test", {"kind": kind})


def test_a_job_s_end_becomes_the_matching_exception():
    console = Console(io.StringIO())
    with pytest.raises(EdgeVizError) as caught:
        run(entry("mend"), console)
    assert (caught.value.what, caught.value.remedy) == ("what", "remedy")
    with pytest.raises(FaultError):
        run(entry("fault"), console)
    with pytest.raises(KeyboardInterrupt):
        run(entry("ctrl-c"), console)


@pytest.mark.parametrize(("kind", "code"), [("mend", 1), ("fault", 3), ("ctrl-c", 130)])
def test_each_kind_of_end_has_its_exit_code(monkeypatch, capsys, kind, code):
    monkeypatch.setattr("edgeviz.cli.commands.open_graph", lambda path, console: run(entry(kind), console))
    assert ask("inspect", DEMO) == code
    assert "Traceback" not in capsys.readouterr().err
    assert ask("inspect", DEMO, "--json", "--verbose") == code
    out, err = capsys.readouterr()
    assert json.loads(out)["error"]["exit_code"] == code
    assert ("Traceback" in err) == (kind == "fault")


def test_a_file_that_is_no_model_is_an_error_without_a_traceback(capsys, tmp_path):
    file = tmp_path / "data.onnx"
    file.write_text("a,b\n1,2\n")
    assert ask("inspect", str(file)) == 1
    out, err = capsys.readouterr()
    assert out == "" and "data.onnx" in err and "Traceback" not in err


def _heed_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_ends_a_running_evaluation_with_130():
    environment = dict(os.environ, PYTHONPATH=str(Path(cli.__file__).parents[2]))
    command = [sys.executable, "-m", "edgeviz", "evaluate", DEMO, "--set", "*=W4"]
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        # What a shell starts in the background ignores the signal, and so would this.
        preexec_fn=_heed_ctrl_c,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "Reading data" in line:
            break
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130 and "Cancelled" in err and "Traceback" not in err


# ---- progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_one_moving_line_that_is_taken_away():
    stream = Terminal()
    console = Console(stream)
    for done in (1, 50, 100):
        console.progress("Work", Progress("j", done, 100, 3.0, "Counting"))
    console.note("done")
    assert stream.getvalue().count("\n") == 1 and "50 %" in stream.getvalue()
    assert stream.getvalue().endswith(" \rdone\n")


def test_a_log_file_gets_few_lines():
    stream = io.StringIO()
    console = Console(stream)
    for done in range(1000):
        console.progress("Work", Progress("j", done, 1000, None, "Counting"))
    assert stream.getvalue().count("\n") == 1 and "\r" not in stream.getvalue()


# ---- recipes


def options(*argv: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_recipe_options(parser)
    add_data_options(parser)
    return parser.parse_args(argv)


def test_without_options_the_recipe_is_8_bits_everywhere():
    assert recipe_from(options(), graph()) == uniform(KEYS, 8, 8)


def test_a_project_s_recipe_is_kept_unless_widths_are_given():
    stored = uniform(KEYS, 3, 5)
    assert recipe_from(options(), graph(), stored) == stored
    assert recipe_from(options("--weights", "4"), graph(), stored) == uniform(KEYS, 4, 8)


def test_single_layers_and_patterns_can_be_set_and_the_later_one_wins():
    recipe = recipe_from(options("--set", "*=W4A16", "--set", "fc=WINT16", "--set", "conv=AFP16"), graph())
    assert recipe["fc"].weight.scheme is Scheme.INTEGER and recipe["fc"].weight.bits == 16
    assert recipe["conv"].weight.bits == 4 and recipe["conv"].activation.scheme is Scheme.FLOAT
    assert recipe["fc"].activation.label == "FP16"


def test_ranges_and_calibration_apply_to_every_quantized_layer():
    recipe = recipe_from(
        options("--observer", "mse", "--symmetric", "--calibration", "7", "--set", "fc=W32A32"), graph()
    )
    assert recipe["conv"].weight.observer is Observer.MSE and recipe["conv"].activation.symmetric
    assert recipe["fc"].is_float32 and recipe.calibration.samples == 7
    assert recipe_from(options("--percentile", "99"), graph())["fc"].weight.percentile == 99


@pytest.mark.parametrize("item", ["gone=W4", "gone.*=W4", "conv=W9"])
def test_a_layer_or_width_that_does_not_exist_is_a_recipe_error(item):
    with pytest.raises(RecipeError):
        recipe_from(options("--set", item), graph())


def test_published_schemes_are_set_by_name_for_all_layers_or_single_ones():
    recipe = recipe_from(options("--scheme", "kmeans", "--weights", "4", "--activations", "32"), graph())
    assert {row.weight for row in recipe.layers.values()} == {Spec(4, Scheme.KMEANS)}
    assert all(row.activation.is_float32 for row in recipe.layers.values())
    assert recipe_from(options("--scheme", "twn"), graph())["fc"].weight == Spec(2, Scheme.TERNARY)
    recipe = recipe_from(options("--scheme", "bwn", "--activation-scheme", "xnor"), graph())
    assert recipe["fc"].weight == weight_spec(1) and recipe["fc"].activation.is_sign
    chosen = [part for text in ("*=W1:BWN,A1:xnor", "fc=W3:kmeans,A8", "conv=W:twn") for part in ("--set", text)]
    recipe = recipe_from(options(*chosen), graph())
    assert recipe["fc"].weight == Spec(3, Scheme.KMEANS) and recipe["fc"].activation == activation_spec(8)
    assert recipe["conv"].weight.scheme is Scheme.TERNARY and recipe["conv"].activation.is_sign
    recipe = recipe_from(options("--set", "fc=W2:dorefa,A2:dorefa"), graph())
    assert recipe["fc"].activation == activation_spec(2, observer=Observer.UNIT)


def test_settings_reach_only_the_schemes_that_have_them():
    chosen = ["--scheme", "twn", "--granularity", "channel", "--observer", "unit", "--power-of-two"]
    row = recipe_from(options(*chosen), graph())["fc"]
    assert row.weight == Spec(2, Scheme.TERNARY, granularity=Granularity.CHANNEL)
    assert row.activation == activation_spec(8, observer=Observer.UNIT, power_of_two=True)


@pytest.mark.parametrize(
    ("argv", "kind", "message"),
    [
        (["--set", "fc=W4:kmean"], UsageError, "kmeans"),
        (["--set", "fc=A4:kmeans"], UsageError, "choose from bf16, xnor, dorefa"),
        (["--set", "fc=W4:kmeans,"], UsageError, "W4A8"),
        (["--set", "fc=W4:twn"], RecipeError, "Choose one of 2"),
        (["--scheme", "bwn", "--weights", "8"], RecipeError, "BWN has no 8 bits"),
    ],
)
def test_a_scheme_or_width_that_does_not_exist_is_refused_with_the_choices(argv, kind, message):
    with pytest.raises(kind, match=message):
        recipe_from(options(*argv), graph())


@pytest.mark.parametrize("part", ["--scheme", "--activation-scheme"])
def test_a_mistyped_scheme_is_a_usage_error_that_lists_them(capsys, part):
    assert ask("evaluate", DEMO, part, "nothing") == 2
    assert "dorefa" in capsys.readouterr().err


@pytest.mark.parametrize("scheme", [scheme.word for scheme in WEIGHTS])
def test_every_scheme_is_evaluated_and_exported(capsys, tmp_path, scheme):
    target = tmp_path / "a.onnx"
    argv = [DEMO, "--scheme", scheme, "--json", *QUICK]
    assert ask("evaluate", *argv, "--no-latency", "--no-reference") == 0
    (evaluation,) = json.loads(capsys.readouterr().out)["evaluations"]
    assert ask("export", *argv, "--output", str(target)) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["bytes"] == target.stat().st_size == evaluation["metrics"]["size"]["value"]


def test_adaround_that_can_round_nothing_says_so(capsys):
    argv = ["evaluate", DEMO, "--adaround", "2", "--no-latency", "--no-reference", "--json", *QUICK]
    assert ask(*argv, "--scheme", "twn") == 0
    found = capsys.readouterr()
    assert "AdaRound changes nothing" in found.err and json.loads(found.out)
    assert ask(*argv, "--scheme", "twn", "--set", "classifier=W4") == 0
    assert "changes nothing" not in capsys.readouterr().err


def test_a_recipe_file_is_read_and_checked_against_the_model(tmp_path):
    file = tmp_path / "r.json"
    file.write_text(uniform(KEYS, 2, 4).to_json())
    assert recipe_from(options("--recipe", str(file)), graph()) == uniform(KEYS, 2, 4)
    file.write_text(uniform(["other"], 2, 4).to_json())
    with pytest.raises(RecipeError, match="does not have"):
        recipe_from(options("--recipe", str(file)), graph())
    for content in (b"{}", b"\xff\xfe", b""):
        file.write_bytes(content)
        with pytest.raises(RecipeError, match="recipe"):
            recipe_from(options("--recipe", str(file)), graph())
    with pytest.raises(RecipeError, match="cannot be read"):
        recipe_from(options("--recipe", str(tmp_path / "none.json")), graph())
    with pytest.raises(UsageError):
        recipe_from(options("--recipe", str(file), "--weights", "4"), graph())


def test_a_recipe_is_named_by_what_its_layers_have_in_common():
    assert recipe_name(Recipe(), graph()) == "Float"
    assert recipe_name(uniform(KEYS, 4, 8), graph()) == "W4 A8"
    assert recipe_name(uniform(["fc"], 4, 8), graph()).startswith("mixed ")


# ---- text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (tables.size_text(0), "0 B"),
        (tables.size_text(999), "999 B"),
        (tables.size_text(64_310), "64.3 KB"),
        (tables.count_text(1_270_000_000), "1.27 G"),
        (tables.count_text(12), "12"),
        (tables.time_text(0.0000433), "43.3 µs"),
        (tables.time_text(0.25), "250 ms"),
        (tables.metric_text(Metric("accuracy", 0.5, Provenance.MEASURED, 0.4, 0.6)), "50.0 % (40.0–60.0) ●"),
        (tables.metric_text(Metric("size", 2048, Provenance.PREDICTED)), "2.05 KB ○"),
        (tables.metric_text(None), "–"),
    ],
)
def test_figures_have_three_digits_a_unit_and_their_provenance(text, expected):
    assert text == expected


def test_tables_are_aligned():
    lines = tables.table(["name", "n"], [["a", "1"], ["long name", "100"]], right=[1]).splitlines()
    assert lines[2:] == ["a            1", "long name  100"]


# ---- on the demo model


def test_inspect_shows_the_layers_and_prints_the_same_as_json(capsys):
    assert ask("inspect", DEMO) == 0
    text = capsys.readouterr().out
    assert ask("inspect", DEMO, "--json") == 0
    value = json.loads(capsys.readouterr().out)
    assert value["layers"] and all(layer["key"] in text for layer in value["layers"])
    assert value["metrics"]["macs"]["value"] == value["macs"] > 0


def test_evaluate_measures_the_recipe_beside_the_float_model(capsys):
    assert ask("evaluate", DEMO, "--weights", "4", "--no-latency", "--json", *QUICK) == 0
    out, err = capsys.readouterr()
    value = json.loads(out)
    reference, recipe = value["evaluations"]
    assert (reference["name"], recipe["name"]) == ("Float", "W4 A8")
    assert recipe["metrics"]["accuracy"]["value"] > 0.8 and recipe["metrics"]["accuracy"]["samples"] == 60
    assert recipe["metrics"]["size"]["value"] < reference["metrics"]["size"]["value"]
    assert value["import_check"]["max_difference"] < value["import_check"]["tolerance"]
    assert "Open" in err or "Reading" in err


def test_what_was_evaluated_in_a_project_is_kept_in_it(capsys, tmp_path):
    from edgeviz.project.store import Store

    assert ask("demo", "--output", str(tmp_path / "a folder"), "--no-screenshots") == 0
    text = capsys.readouterr().out
    assert "W4 A4" in text and "Mixed" in text and "in onnxruntime" in text and "95 %" in text
    path = tmp_path / "a folder" / "demo.edgeviz"
    with Store.open(path) as store:
        before = len(store.evaluations(store.read().context))
    assert before == 6
    assert ask("evaluate", str(path), "--weights", "5", "--no-latency", "--no-reference") == 0
    assert "W5 A8" in capsys.readouterr().out
    with Store.open(path) as store:
        assert len(store.evaluations(store.read().context)) == before + 1
    assert ask("inspect", str(path), "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["evaluations"]) == before + 1
    names = {file.name for file in path.parent.iterdir()}
    assert {"digits_w8a8.onnx", "digits_mixed.onnx", "demo.edgeviz"} <= names


def test_an_export_can_be_repeated_from_the_recipe_beside_it(capsys, tmp_path):
    first, second = tmp_path / "a.onnx", tmp_path / "b.onnx"
    base = ["export", DEMO, "--json", *QUICK]
    assert ask(*base, "--output", str(first), "--set", "classifier=W4A8") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["exported"]["value"] > 0.8 and report["bytes"] == first.stat().st_size
    assert ask(*base, "--output", str(second), "--recipe", report["recipe_path"]) == 0
    assert json.loads(capsys.readouterr().out)["recipe_hash"] == report["recipe_hash"]
    assert second.read_bytes() == first.read_bytes()


def test_an_export_replaces_a_file_only_when_told_to(capsys, tmp_path):
    target = tmp_path / "a.onnx"
    target.write_bytes(b"precious")
    assert ask("export", DEMO, "--output", str(target)) == 1
    assert "--force" in capsys.readouterr().err and target.read_bytes() == b"precious"
    assert ask("export", DEMO, "--output", str(tmp_path / "none" / "a.onnx")) == 1


def test_an_export_keeps_a_recipe_that_lies_where_its_own_would_go(capsys, tmp_path):
    mine = tmp_path / "a.recipe.json"
    mine.write_text("mine")
    assert ask("export", DEMO, "--output", str(tmp_path / "a.onnx")) == 1
    assert "a.recipe.json exists already" in capsys.readouterr().err and mine.read_text() == "mine"


def test_a_name_that_cannot_be_a_file_is_an_error_before_any_work(capsys, tmp_path):
    assert ask("export", DEMO, "--output", str(tmp_path / ("n" * 300 + ".onnx"))) == 1
    assert "Choose another name" in capsys.readouterr().err


def test_a_pipe_for_a_recipe_does_not_hang(capsys, tmp_path):
    os.mkfifo(tmp_path / "r.json")
    assert ask("evaluate", DEMO, "--recipe", str(tmp_path / "r.json")) == 1
    assert "not a file" in capsys.readouterr().err


def test_names_in_a_model_cannot_command_the_terminal(capsys, tmp_path):
    nodes = [
        helper.make_node("MatMul", ["x", "w0"], ["a"], name="\x1b[31mred\x07\nnext"),
        helper.make_node("MatMul", ["a", "w1"], ["y"], name="n" * 5000),
    ]
    ends = [helper.make_tensor_value_info(name, 1, [1, 2]) for name in "xy"]
    weights = [helper.make_tensor(f"w{i}", 1, [2, 2], [1.0] * 4) for i in range(2)]
    proto = helper.make_model(helper.make_graph(nodes, "g", ends[:1], ends[1:], weights), producer_name="\x1b[2J")
    onnx.save(proto, tmp_path / "m.onnx")
    assert ask("inspect", str(tmp_path / "m.onnx")) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out and "\x07" not in out and r"\x1b[31mred\x07\nnext" in out
    assert max(map(len, out.splitlines())) < 300
    assert ask("export", str(tmp_path / "m.onnx"), "-o", str(tmp_path / "o.onnx"), "--set", "\x1b[2J=W4") == 1
    assert "\x1b" not in capsys.readouterr().err


def test_a_project_without_a_model_is_an_error(capsys, tmp_path):
    from edgeviz.project.store import Store

    Store.create(tmp_path / "empty.edgeviz").close()
    assert ask("inspect", str(tmp_path / "empty.edgeviz")) == 1
    assert "no model" in capsys.readouterr().err


def test_a_project_whose_model_is_gone_is_still_shown(capsys, tmp_path):
    from dataclasses import replace

    from edgeviz.project.store import Store

    value = project(tmp_path)
    with Store.create(tmp_path / "p.edgeviz") as store:
        store.write(replace(value, model=replace(value.model, embedded=False)))
    (tmp_path / "tiny.onnx").unlink()
    assert ask("inspect", str(tmp_path / "p.edgeviz")) == 0
    assert ask("evaluate", str(tmp_path / "p.edgeviz")) == 1
    assert "tiny.onnx is missing" in capsys.readouterr().err


# ---- self-test


def test_the_self_test_names_what_is_missing_or_too_old():
    assert self_test.dependency("numpy", "2.0")
    with pytest.raises(EdgeVizError, match="not installed") as caught:
        self_test.dependency("no-such-package-here", "1.0")
    assert "pip install" in caught.value.remedy
    with pytest.raises(EdgeVizError, match="too old"):
        self_test.dependency("numpy", "99.0")


def test_the_self_test_checks_every_declared_dependency():
    assert {"torch", "onnx", "onnxruntime", "pyside6", "numpy"} <= set(self_test.requirements())
    assert "pytest" not in self_test.requirements()


# ---- observers and presets


def test_an_observer_of_activations_leaves_weights_their_own():
    for name in (Observer.ENTROPY, Observer.MOVING_AVERAGE):
        recipe = recipe_from(options("--observer", name.value), graph())
        assert recipe["conv"].activation.observer is name and recipe["conv"].weight.observer is Observer.MINMAX
    both = recipe_from(options("--observer", "entropy", "--weight-observer", "mse"), graph())
    assert (both["fc"].activation.observer, both["fc"].weight.observer) == (Observer.ENTROPY, Observer.MSE)


def test_momentum_and_percentile_go_to_the_observer_that_uses_them():
    moving = recipe_from(options("--momentum", "0.2"), graph())
    assert moving["fc"].activation.momentum == 0.2 and moving["fc"].weight.observer is Observer.MINMAX
    apart = recipe_from(options("--weight-observer", "percentile", "--percentile", "99", "--observer", "mse"), graph())
    assert apart["fc"].weight.percentile == 99 and apart["fc"].activation.observer is Observer.MSE
    alone = recipe_from(options("--weight-observer", "percentile", "--percentile", "99"), graph())
    assert alone["fc"].weight.percentile == 99 and alone["fc"].activation.observer is Observer.MINMAX


@pytest.mark.parametrize(
    "argv",
    [
        ("--observer", "mse", "--percentile", "99"),
        ("--observer", "mse", "--momentum", "0.1"),
        ("--momentum", "0.1", "--percentile", "99"),
    ],
)
def test_a_number_that_no_observer_would_use_is_refused(argv):
    with pytest.raises(UsageError):
        recipe_from(options(*argv), graph())


def test_a_preset_takes_the_place_of_widths_and_single_layers_can_still_be_set():
    made = uniform(KEYS, 4, 4)
    assert recipe_from(options("--preset", "turing"), graph(), None, lambda: made) == made
    wider = recipe_from(options("--preset", "turing", "--set", "fc=W8"), graph(), None, lambda: made)
    assert wider["fc"].weight.bits == 8
    with pytest.raises(UsageError, match="--preset"):
        recipe_from(options("--preset", "turing", "--weights", "4"), graph(), None, lambda: made)


def test_turings_preset_runs_and_says_how_it_was_chosen(capsys):
    assert ask("evaluate", DEMO, "--preset", "turing", "--no-reference", "--no-latency", "--json", *QUICK) == 0
    out, err = capsys.readouterr()
    assert "4 bits, first and last layer 8" in err and "no sensitivity" in err
    layers = json.loads(out)["recipe"]["layers"]
    assert {row["weight"]["bits"] for row in layers.values()} == {4, 8}


def test_more_calibration_samples_than_the_data_has_are_an_error_that_says_how_many_there_are(capsys):
    assert ask("evaluate", DEMO, "--no-reference", "--no-latency", "--calibration", "100000") == 1
    err = capsys.readouterr().err
    assert "100,000 samples" in err and "Calibrate on at most" in err


# ---- repairs


def test_every_repair_is_an_option_and_can_be_switched_off_again():
    on = ["--equalize", "--correct-bias", "--reestimate", "--adaround", "1500", "--keep-ends"]
    recipe = recipe_from(options("--weights", "4", *on), graph())
    assert recipe.repairs == Repairs(True, True, True, 1500) and recipe.kept == KEYS
    assert recipe_from(options("--adaround"), graph()).repairs == Repairs(adaround=10_000)
    off = ["--no-equalize", "--no-reestimate", "--adaround", "0", "--no-keep-ends"]
    assert recipe_from(options(*off), graph(), recipe) == replace(recipe, repairs=Repairs(correct_bias=True), kept=())
    assert recipe_from(options(), graph(), recipe) == recipe
    assert recipe_name(recipe_from(options("--correct-bias"), graph()), graph()) == "W8 A8 BC"


def test_repairs_are_measured_and_exported_from_the_command_line(capsys, tmp_path):
    repairs = ["--weights", "3", "--correct-bias", "--adaround", "20", "--keep-ends"]
    assert ask("evaluate", DEMO, *QUICK, *repairs, "--no-latency", "--no-reference", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["recipe"]["repairs"] == {"correct_bias": True, "adaround": 20}
    assert ask("export", DEMO, *QUICK, *repairs, "-o", str(tmp_path / "x.onnx"), "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert any(note.startswith("AdaRound: ") for note in report["warnings"])
    assert report["simulated"]["value"] == found["evaluations"][0]["metrics"]["accuracy"]["value"]
