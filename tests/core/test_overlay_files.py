"""Overlays of Model Explorer and Netron: what is read, what is written, and what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgeviz.core import overlay_files
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.graph import Node
from edgeviz.core.overlay_files import (
    LONGEST,
    MOST,
    NETRON,
    OverlayFileError,
    read_overlays,
    to_model_explorer,
    to_netron,
)
from tests.core.builders import residual_graph
from tests.core.networks import graph_of

GRAPH = residual_graph()


def read(data: Any, file: str = "found.json"):
    return read_overlays(data if isinstance(data, str) else json.dumps(data), GRAPH, file)


def metric(target: str, value: Any, name: str = "error", kind: str = "node") -> dict[str, Any]:
    return {"kind": kind, "target": target, "name": name, "value": value}


# ---- reading


def test_node_data_of_model_explorer_is_read_by_node_or_tensor() -> None:
    results = {
        "conv1": {"value": 1},
        "c2": {"value": 2.5, "bgColor": "#fff"},
        "fc": {"value": "3e1"},
        "gone": {"value": 4},
    }
    (found,) = read({"name": "My metric", "results": results, "gradient": [{"stop": 0, "bgColor": "red"}]})
    assert (found.name, dict(found.values), found.unknown) == ("My metric", {0: 1.0, 2: 2.5, 5: 30.0}, 1)


def test_node_data_of_several_graphs_and_without_names_is_read() -> None:
    found = read({"main": {"results": {"conv1": {"value": 1}}}, "sub": {"name": "B", "results": {"fc": 2}}})
    assert [(overlay.name, dict(overlay.values)) for overlay in found] == [("found: main", {0: 1.0}), ("B", {5: 2.0})]


def test_an_attachment_of_netron_is_read_by_metric() -> None:
    rows = [
        metric("conv1", 1.5),
        metric("c2", "2", kind="value"),
        metric("fc", 7, "cost", "tensor"),
        metric("fc", "a word"),
        metric("w", 1, kind="model"),
    ]
    found = read({"signature": NETRON, "metrics": rows}, "run.attachment.json")
    assert [(overlay.name, dict(overlay.values)) for overlay in found] == [
        ("error", {0: 1.5, 2: 2.0}),
        ("cost", {5: 7.0}),
    ]


def test_a_layer_may_be_called_by_its_torch_name() -> None:
    layers = (replace(GRAPH.layers[0], torch_name="features.0"), *GRAPH.layers[1:])
    (found,) = read_overlays('{"results": {"features.0": 3}}', replace(GRAPH, layers=layers), "f.json")
    assert dict(found.values) == {0: 3.0} and found.name == "f"


#: The tensor "b", the file's name "b" and our key "b" are three nodes.
CLASH = graph_of(
    [
        Node("a", "Relu", ("x",), ("b",), name="n/a"),
        Node("b", "Relu", ("b",), ("c",), name="n/b"),
        Node("d", "Relu", ("c",), ("y",), name="b"),
    ]
)


def test_where_names_clash_the_file_s_go_before_ours_and_those_of_the_kind_before_others() -> None:
    (found,) = read_overlays('{"results": {"b": 1, "c": 2}}', CLASH, "f.json")
    assert dict(found.values) == {2: 1.0, 1: 2.0}
    rows = [metric("b", 1, kind="node"), metric("b", 2, kind="value"), metric("n/b", 3)]
    (found,) = read_overlays(json.dumps({"signature": NETRON, "metrics": rows}), CLASH, "f.json")
    assert dict(found.values) == {2: 1.0, 0: 2.0, 1: 3.0}


def test_names_that_clash_make_the_round_trip() -> None:
    unnamed = replace(CLASH, nodes=(replace(CLASH.nodes[0], name=""), *CLASH.nodes[1:]))
    values = {0: 1.0, 1: 2.0, 2: 3.0}
    for graph, kept in ((CLASH, values), (unnamed, {1: 2.0, 2: 3.0})):
        (found,) = read_overlays(to_model_explorer("e", graph, values, ()), graph, "f.json")
        assert dict(found.values) == kept
        (found,) = read_overlays(to_netron("e", graph, values), graph, "f.json")
        assert dict(found.values) == values


def test_a_name_that_two_nodes_have_in_the_file_means_neither() -> None:
    twice = graph_of([Node("a", "Relu", ("x",), ("b",), name="n"), Node("a#2", "Relu", ("b",), ("y",), name="n")])
    assert set(json.loads(to_model_explorer("e", twice, {0: 1.0, 1: 2.0}, ()))["results"]) == {"b", "y"}
    assert {row["kind"] for row in json.loads(to_netron("e", twice, {0: 1.0}))["metrics"]} == {"value"}
    with pytest.raises(OverlayFileError, match="names no node"):
        read_overlays('{"results": {"n": 1}}', twice, "f.json")


def test_words_and_nulls_have_no_place_on_a_scale_and_are_left_out() -> None:
    (found,) = read({"results": {"conv1": {"value": "fast"}, "conv2": {"value": None}, "fc": {"value": 1}}})
    assert dict(found.values) == {5: 1.0}


def test_a_name_is_one_line_of_bounded_length() -> None:
    (found,) = read({"name": "a\nb\t\x00c" + "x" * 500, "results": {"fc": 1}})
    assert found.name.startswith("a b cx") and len(found.name) == LONGEST
    (found,) = read({"name": "\n", "results": {"fc": 1}})
    assert found.name == "found"


# ---- hostile files


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "not valid JSON"),
        ("{", "not valid JSON"),
        ("[" * 200_000, "not valid JSON"),
        ('{"a":' * 200_000, "not valid JSON"),
        ('{"results": {"fc": NaN}}', "NaN is not a number"),
        ('{"results": {"fc": -Infinity}}', "-Infinity is not a number"),
        ('{"results": {"fc": 1e999}}', "not finite"),
        ('{"results": {"fc": "nan"}}', "not finite"),
        ('{"results": {"fc": "inf"}}', "not finite"),
        (f'{{"results": {{"fc": 1{"0" * 400}}}}}', "not finite"),
        (f'{{"results": {{"fc": 1{"0" * 5000}}}}}', "not valid JSON"),
        ('{"results": {"fc": true}}', "a number is expected"),
        ('{"results": {"fc": [1]}}', "a number is expected"),
        ('{"results": {"fc": {"value": {}}}}', "a number is expected"),
        ("[]", "holds no object"),
        ("3", "holds no object"),
        ('"text"', "holds no object"),
        ("null", "holds no object"),
        ("{}", "is no overlay"),
        ('{"results": 3}', "is no overlay"),
        ('{"signature": "netron:other", "metrics": []}', "is no overlay"),
        ('{"signature": ["netron:attachment"]}', "is no overlay"),
        ('{"results": {}}', "names no node"),
        ('{"results": {"gone": 1}}', "names no node"),
        ('{"signature": "netron:attachment"}', "names no node"),
        ('{"signature": "netron:attachment", "metrics": {}}', "is not a list"),
        ('{"signature": "netron:attachment", "metrics": [1, null, [], {"kind": 3}]}', "names no node"),
        (
            '{"signature": "netron:attachment", "metrics": [{"kind": "node", "target": 3, "name": "a"}]}',
            "names no node",
        ),
        ('{"signature": "netron:attachment", "metrics": [{"kind": [], "target": "fc", "name": "a"}]}', "names no node"),
        ('{"results": {"\\ud800": true}}', "a number is expected"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(text: str, what: str) -> None:
    with pytest.raises(OverlayFileError) as caught:
        read(text)
    assert what in str(caught.value) and "found.json" in str(caught.value) and caught.value.remedy
    str(caught.value).encode()


def test_a_file_that_is_too_large_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlay_files, "LARGEST", 1 << 20)
    with pytest.raises(OverlayFileError, match="larger than 1 MiB"):
        read("{" + " " * (1 << 20))


def test_more_overlays_than_anybody_reads_are_refused() -> None:
    with pytest.raises(OverlayFileError, match=f"more than {MOST}"):
        read({"signature": NETRON, "metrics": [metric("fc", 1, f"m{at}") for at in range(MOST + 1)]})
    with pytest.raises(OverlayFileError, match=f"more than {MOST}"):
        read({f"g{at}": {"results": {"fc": at}} for at in range(MOST + 1)})


_json = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(("results", "name", "signature", "metrics", "value", "fc", "kind", "target"))
            | st.text(max_size=4),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)  # fmt: skip


@given(_json, st.booleans())
def test_no_file_does_anything_but_give_values_or_an_error(data: Any, netron: bool) -> None:
    if netron and isinstance(data, dict):
        data = {**data, "signature": NETRON}
    try:
        found = read(data)
    except EdgeVizError:
        return
    assert found and all(overlay.values and overlay.name for overlay in found)


# ---- writing


VALUES = {0: 1.5, 3: -2.25e-30, 5: 1e300}
#: With a name of the file for the first node alone.
NAMED = replace(GRAPH, nodes=(replace(GRAPH.nodes[0], name="/conv1/Conv"), *GRAPH.nodes[1:]))


def test_what_is_written_for_either_program_is_read_back_the_same() -> None:
    for text in (to_model_explorer("Err", GRAPH, VALUES, ("#000000", "#ffffff")), to_netron("Err", GRAPH, VALUES)):
        (found,) = read(text)
        assert (found.name, dict(found.values), found.unknown) == ("Err", VALUES, 0)


def test_model_explorer_gets_one_entry_for_a_node_and_a_gradient_from_0_to_1() -> None:
    """Two entries would stand there as "1.5, 1.5"."""
    data = json.loads(to_model_explorer("Err", NAMED, VALUES, ("#000000", "#808080", "#ffffff")))
    assert set(data["results"]) == {"/conv1/Conv", "sum", "y"}
    assert [(step["stop"], step["bgColor"]) for step in data["gradient"]] == [
        (0, "#000000"),
        (0.5, "#808080"),
        (1, "#ffffff"),
    ]


def test_netron_gets_metrics_of_nodes_and_of_what_they_write() -> None:
    data = json.loads(to_netron("Err", NAMED, {0: 2.0, 5: 3.0}))
    assert data["signature"] == "netron:attachment"
    assert [(row["kind"], row["target"], row["value"]) for row in data["metrics"]] == [
        ("node", "/conv1/Conv", 2.0),
        ("value", "c1", 2.0),
        ("value", "y", 3.0),
    ]
    assert {(row["name"], row["type"]) for row in data["metrics"]} == {("Err", "float32")}


def test_names_in_any_script_make_the_round_trip() -> None:
    graph = graph_of(
        [
            Node("卷积", "Relu", ("x",), ("выход/1",)),
            Node("", "Relu", ("выход/1",), ("",)),
            Node("e", "Relu", (), ('é"\\',)),
        ]
    )
    values = {0: 1.0, 2: 2.0}
    for text in (to_model_explorer("誤差", graph, values, ()), to_netron("誤差", graph, values)):
        (found,) = read_overlays(text, graph, "f.json")
        assert (found.name, dict(found.values)) == ("誤差", values)


def test_a_value_that_is_not_finite_is_never_written() -> None:
    for write in (lambda v: to_netron("e", GRAPH, v), lambda v: to_model_explorer("e", GRAPH, v, ())):
        with pytest.raises(ValueError, match="not JSON compliant"):
            write({0: float("nan")})
