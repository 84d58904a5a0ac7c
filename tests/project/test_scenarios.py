"""Scenarios, operating points and policies in files: read with doubt, and written so that they read the same."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edgeviz.core.adaptive.metrics import play
from edgeviz.core.adaptive.policies import POLICIES, Static, make_policy
from edgeviz.core.adaptive.scenario import ArrivalKind, Arrivals, ScenarioError
from edgeviz.core.adaptive.scenario_table import line_of, scenario_from_toml, scenario_to_toml
from edgeviz.core.adaptive.simulate import simulate
from edgeviz.core.errors import EdgeVizError
from edgeviz.project import scenarios
from tests.core.simulated import THREE, scenario
from tests.core.test_simulator import random_scenario

PRESETS = tuple(scenarios.presets())
TEXT = scenarios.presets()["shared_board"].read_text()


def test_at_least_six_scenarios_ship_and_each_tells_its_story():
    assert len(PRESETS) >= 6
    for key in PRESETS:
        found = scenarios.find_scenario(key)
        assert len(found.story) > 60 and found.points in scenarios.shipped_points(), key
        points = scenarios.find_points(found.points)
        assert all(one.source for one in points)


@pytest.mark.parametrize(("key", "wins"), (("shared_board", True), ("quiet_kiosk", False)))
def test_in_one_preset_an_adaptive_policy_clearly_wins_and_in_another_none_does(key, wins):
    found = scenarios.find_scenario(key)
    points = scenarios.find_points(found.points)
    static = {f"static {one.name}": Static(one.name) for one in points}
    adaptive = {name: make_policy(name) for name in ("battery", "predictive")}
    scores: dict[str, list[float]] = {}
    for _, label, _, figures in play(found, points, static | adaptive, range(2)):
        scores.setdefault(label, []).append(figures.accuracy)
    best = np.array(max((scores[label] for label in static), key=np.mean))
    gains = [np.array(scores[label]) - best for label in adaptive]
    if wins:
        assert any((gain > 0.025).all() for gain in gains)
    else:
        assert all(gain.mean() <= 0 for gain in gains)


def test_the_power_of_the_rest_can_come_from_a_file_and_is_the_mean_of_each_tick(tmp_path):
    (tmp_path / "power.csv").write_text("s,W\n0,1.0\n0.5,2.0\n1,3\n7200,9\n")
    (tmp_path / "own.toml").write_text(f'{TEXT}\n[power]\nfile = "power.csv"\n')
    found = scenarios.read_scenario(tmp_path / "own.toml")
    assert [(row.at, row.power) for row in found.plan] == [(0.0, 1.5), (1.0, 3.0)]
    (tmp_path / "power.csv").write_text("s,W\n0,-1.0\n")
    with pytest.raises(EdgeVizError, match="-1 W at 0 s"):
        scenarios.read_scenario(tmp_path / "own.toml")
    (tmp_path / "own.toml").write_text(f"{TEXT}\n[power]\nwatts = 3\n")
    with pytest.raises(EdgeVizError, match="names no file"):
        scenarios.read_scenario(tmp_path / "own.toml")


def test_the_phone_in_the_cold_has_the_battery_and_the_warmth_of_the_table_it_was_fitted_to():
    """The table: from 69.75 to 59.03 %, from −9.2 to 14.4 °C in half an hour."""
    found = scenarios.find_scenario("cold_navigation")
    point = scenarios.find_points(found.points)[0]
    quiet = replace(found, arrivals=Arrivals(rate=0.0), platform=replace(found.platform, static_power=0.0))
    run = simulate(quiet, [point], Static(point.name))
    assert found.battery.charge - run.ticks.charge[-1] == pytest.approx(0.1072, abs=2e-4)
    assert run.ticks.temperature[-1] == pytest.approx(14.4, abs=0.2)


@pytest.mark.parametrize("key", PRESETS)
def test_a_scenario_that_is_written_reads_the_same(key, tmp_path):
    found = scenarios.find_scenario(key)
    scenarios.write_scenario(tmp_path / "own.toml", found)
    assert scenarios.read_scenario(tmp_path / "own.toml") == found
    assert scenarios.find_scenario(str(tmp_path / "own.toml")) == found


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_any_scenario_goes_through_its_table(seed):
    found, _ = random_scenario(np.random.default_rng(seed))
    again = scenario_from_toml(json.loads(json.dumps(scenario_to_toml(found), default=float)))
    assert again == found


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    (
        ("rate = 10", "rate = -1", "rate = ", "arrivals.rate must not be below 0"),
        ("rate = 10", 'rate = "ten"', "rate = ", "arrivals.rate is no number"),
        ("rate = 10", "rate = 1e300", "rate = ", "arrivals.rate makes over"),
        ("rate = 10", "rate = nan", "rate = ", "arrivals.rate must not"),
        ("rate = 10", "speed = 10", "speed = ", "arrivals.speed is unknown"),
        ('kind = "periodic"', 'kind = "sometimes"', "kind = ", "arrivals.kind is 'sometimes'"),
        ("deadline = 0.08", "", "", "deadline is missing"),
        ("deadline = 0.08", "deadline = 0", "deadline", "deadline must be above 0"),
        ("queue = 2", "queue = 2.5", "queue", "queue is no whole number"),
        ("queue = 2", "queue = inf", "queue", "queue is no whole number"),
        ("other = 3.0", "other = 0.5", "other = ", "contention.slow_down.other must be at least 1"),
        ("share = 0.4", "share = 2", "share", "programs[0].share adds up to over 0.95"),
        ("on = 60", "on = 6000", "on = 6000", "programs[0].on is longer"),
        ('device = "raspberry_pi_4"', 'device = "toaster"', "device", "no device 'toaster'"),
        ('device = "raspberry_pi_4"', "levels = [2e9, 1e9]", "[platform]", "platform.name is missing"),
        ("[platform]", "[[platform]]", "[[platform]]", "platform is no table"),
        ("duration = 3600", "duration = 1e12", "", "tick cuts the duration"),
    ),
)
def test_what_is_wrong_is_named_with_its_line(old, new, line, message, tmp_path):
    path = tmp_path / "bad.toml"
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    path.write_text(text)
    with pytest.raises(EdgeVizError) as caught:
        scenarios.read_scenario(path)
    assert message in caught.value.what and "bad.toml" in caught.value.what and caught.value.remedy
    if line:
        number = next(n for n, one in enumerate(text.splitlines(), 1) if one.startswith(line))
        assert f"line {number}:" in caught.value.what


def test_the_second_row_of_a_plan_is_found_by_its_line():
    text = "[[plan]]\nat = 0\n\n[[plan]]\nat = 5\nrate = -1\n"
    assert line_of(text, "plan[1].rate") == 6 and line_of(text, "plan[0].at") == 2
    assert line_of(text, "plan[1].ambient") == 4 and line_of(text, "battery.charge") == 0


@pytest.mark.parametrize("content", (b"name = ", b"\xff\xfe", b"a = 1\na = 2", b"[" * 3000))
def test_a_file_that_is_no_toml_is_refused(content, tmp_path):
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    with pytest.raises(EdgeVizError, match=r"x\.toml"):
        scenarios.read_scenario(path)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            ["name", "platform", "duration", "deadline", "arrivals", "plan", "battery", "queue", "thermal"]
        ),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["kind", "rate", "at", "levels", "name", "capacity"]), inner, max_size=3
                )
            ),
            max_leaves=8,
        ),
    )
)
def test_no_table_gives_anything_but_a_scenario_or_an_error_of_ours(table):
    base = {"name": "x", "duration": 10.0, "deadline": 0.1, "platform": {"name": "p"}}
    try:
        scenario_from_toml(base | table)
    except ScenarioError as error:
        assert error.field and error.what


def test_traces_come_from_csv_files_beside_the_scenario(tmp_path):
    text = TEXT.replace('kind = "periodic"\nrate = 10', 'kind = "trace"\nfile = "requests.csv"')
    text += '\n[bandwidth]\nkind = "trace"\nfile = "net.csv"\n'
    (tmp_path / "own.toml").write_text(text)
    (tmp_path / "requests.csv").write_text("time\n0.5\n1.5\n\n2.5\n")
    (tmp_path / "net.csv").write_text("0,1000\n10,2000\n")
    found = scenarios.read_scenario(tmp_path / "own.toml")
    assert found.arrivals.kind is ArrivalKind.TRACE and found.arrivals.times == (0.5, 1.5, 2.5)
    assert found.bandwidth.times == (0, 10) and found.bandwidth.values == (1000, 2000)
    for content, message in (
        ("time\n0.5\nx\n", "line 3: times is 'x'"),
        ("0.5\ninf\n", "line 2: times is 'inf'"),
        ("0.5,1\n", "line 1 has 2 cells"),
        ("2\n1\n", "arrivals.times does not rise"),
        ("", "arrivals.times is empty"),
    ):
        (tmp_path / "requests.csv").write_text(content)
        with pytest.raises(EdgeVizError, match=message):
            scenarios.read_scenario(tmp_path / "own.toml")


@pytest.mark.parametrize("name", ["../net.csv", "/etc/hostname", "link.csv", "a\\u0000b"])
@pytest.mark.parametrize("field", ["bandwidth", "power"])
def test_a_trace_that_leads_out_of_the_scenario_s_folder_is_refused(tmp_path, name, field):
    own = tmp_path / "own"
    own.mkdir()
    (tmp_path / "net.csv").write_text("0,1000\n10,2000\n")
    (own / "link.csv").symlink_to(tmp_path / "net.csv")
    kind = 'kind = "trace"\n' if field == "bandwidth" else ""
    (own / "own.toml").write_text(f'{TEXT}\n[{field}]\n{kind}file = "{name}"\n')
    with pytest.raises(EdgeVizError, match=rf"{field}\.file leads out of the scenario's folder"):
        scenarios.read_scenario(own / "own.toml")


def test_points_are_written_and_read_bit_for_bit(tmp_path):
    confident = replace(
        THREE[0], name="c", confidence=np.linspace(0, 1, 1000, dtype=np.float32), assumed=False, energy=0.01
    )
    scenarios.write_points(tmp_path / "p.json", (confident,))
    (again,) = scenarios.read_points(tmp_path / "p.json")
    assert again.outcomes == confident.outcomes and again.energy == 0.01 and again.scaling == confident.scaling
    assert np.abs(again.confidence - confident.confidence).max() <= 0.5 / 255 + 1e-6


def test_points_come_from_a_table_too(tmp_path):
    path = tmp_path / "p.csv"
    path.write_text("name,latency,energy,correct\na,0.01,0.02,1101\nb,0.02,,1111\n")
    a, b = scenarios.find_points(str(path))
    assert a.correct.tolist() == [True, True, False, True] and a.energy == 0.02 and b.energy is None
    assert a.accuracy == 0.75 and not a.assumed


@pytest.mark.parametrize(
    ("text", "message"),
    (
        ("name,latency,accuracy\na,x,0.5\n", "line 2: latency is 'x'"),
        ("name,latency,accuracy\na,0.1,0.5\nb,0.1\n", "line 3 has 2 cells"),
        ("name,latency,accuracy\na,0.1,1.5\n", "line 2: .*accuracy must lie"),
        ("name,latency,accuracy\na,-1,0.5\n", "line 2: .*scaling must not be below 0"),
        ("name,latency,luck\n", "line 1: the column 'luck'"),
        ("name,latency,correct\na,0.1,012\n", "line 2: correct holds"),
        ("name,accuracy\na,0.5\n", "line 2: .*latency is missing"),
        ("name,latency,accuracy\na,0.1,0.5\na,0.2,0.6\n", "Two operating points"),
        ("", "0 operating points"),
    ),
)
def test_a_bad_table_of_points_is_named_with_its_line(text, message, tmp_path):
    path = tmp_path / "p.csv"
    path.write_text(text)
    with pytest.raises(EdgeVizError, match=message):
        scenarios.read_points(path)


@pytest.mark.parametrize(
    ("text", "message"),
    (
        ("{", r"p\.json, line 1 is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("{}", "no list"),
        ('[{"name": "a", "latency": true, "accuracy": 1}]', "latency is no number"),
        ('[{"name": "a", "latency": 1, "correct": "?", "samples": 8}]', "correct is no base64"),
        ('[{"name": "a", "latency": 1, "correct": "AA==", "samples": 80}]', "correct does not fit"),
        (
            '[{"name": "a", "latency": 1, "correct": "AA==", "samples": 8, "confidence": "AA=="}]',
            "confidence must have",
        ),
        ('[{"name": "a", "latency": 1, "scaling": 1, "accuracy": 1}]', "stands beside"),
        ('[{"latency": 1}]', "no name"),
    ),
)
def test_bad_points_are_refused(text, message, tmp_path):
    path = tmp_path / "p.json"
    path.write_text(text)
    with pytest.raises(EdgeVizError, match=message):
        scenarios.read_points(path)


def test_policies_come_from_a_table_with_their_rules(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(
        '[[policy]]\nkind = "pid"\nkp = 1\n[[policy]]\nkind = "rules"\nlabel = "Mine"\notherwise = "fastest"\n'
        '[[policy.rules]]\nquantity = "charge"\nvalue = 0.5\nabove = false\npoint = "cheapest"\n'
    )
    pid, mine = scenarios.find_policies(str(path)).items()
    assert pid[0] == "PID on latency" and pid[1] == make_policy("pid", {"kp": 1.0})
    assert mine[0] == "Mine" and mine[1].rules[0].quantity == "charge" and not mine[1].rules[0].above  # type: ignore
    for text, message in (
        ("", "holds no policy"),
        ('[[policy]]\nkind = "luck"\n', "line 1: There is no policy 'luck'"),
        ('[[policy]]\nkind = "pid"\n[[policy]]\nkind = "pid"\n', "line 3: the label"),
        ('[[policy]]\nkind = "pid"\nkp = "x"\n', "setting kp of the policy pid is 'x'"),
        ('[[policy]]\nkind = "rules"\nrules = [1]\n', "Rule 1 is no table"),
        ('[[policy]]\nkind = "rules"\n[[policy.rules]]\nvalue = 1\n', "Rule 1 has no quantity"),
    ):
        path.write_text(text)
        with pytest.raises(EdgeVizError, match=message):
            scenarios.read_policies(path)


def test_what_there_is_not_is_answered_with_what_there_is(tmp_path):
    for find, known in (
        (scenarios.find_scenario, "shared_board"),
        (scenarios.find_points, "ofa_note10"),
        (scenarios.find_policies, next(iter(POLICIES))),
    ):
        with pytest.raises(EdgeVizError, match=known):
            find("nothing")
    with pytest.raises(EdgeVizError, match="no file"):
        scenarios.read_scenario(Path(tmp_path / "absent.toml"))
    with pytest.raises(EdgeVizError, match="could not be written"):
        scenarios.write_scenario(Path("/proc/none/x.toml"), scenario())
