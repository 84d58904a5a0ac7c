"""The boxes and edges of a graph view: groups, hubs, wide levels and odd names."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from edgeviz.core.graph import ModelGraph, Node, Tensor
from edgeviz.core.graph_find import find_boxes
from edgeviz.core.graph_view import (
    AUTOMATIC,
    ENTRY,
    EXIT,
    HUB,
    ROOT,
    WIDEST,
    GraphTree,
    Kind,
    automatic_level,
    build_tree,
    shape_arithmetic,
    short_name,
)
from tests.core.builders import residual_graph, wide_graph
from tests.core.networks import graph_of, hub_graph, module_graph, random_graph


def assert_whole(tree: GraphTree, graph: ModelGraph, hidden: int = 0) -> None:
    """Every node is in exactly one box, every box below exactly one other, and no level is too wide."""
    below = Counter(child for box in tree.boxes.values() for child in box.children)
    assert set(below) == set(tree.boxes) - {ROOT} and set(below.values()) <= {1}
    assert len(tree.nodes_in(ROOT)) == len(graph.nodes) - hidden == tree.boxes[ROOT].size
    for box in tree.boxes.values():
        inner = [child for child in box.children if tree.boxes[child].kind not in (Kind.INPUT, Kind.OUTPUT)]
        assert len(inner) <= WIDEST
        assert all(tree.boxes[child].parent == box.id for child in box.children)
        assert all(tree.boxes[child].depth == box.depth + 1 for child in box.children)
        if box.kind is Kind.GROUP:
            assert box.size == len(tree.nodes_in(box.id))
            for edge in tree.edges.get(box.id, ()):
                assert edge.source == ENTRY or edge.source in box.children
                assert edge.target == EXIT or edge.target in box.children


def links(tree: GraphTree, group: str = ROOT) -> set[tuple[str, str]]:
    return {(edge.source, edge.target) for edge in tree.edges.get(group, ())}


def test_parameters_are_no_boxes_and_inputs_and_outputs_are() -> None:
    graph = residual_graph()
    tree = build_tree(graph)
    assert_whole(tree, graph)
    assert tree.boxes[ROOT].children == ("input:x", "#0", "#1", "#2", "#3", "#4", "#5", "output:y")
    assert tree.boxes["#0"].subtitle == "Conv 3×3" and tree.boxes["#3"].subtitle == "Add"
    assert links(tree) == {
        ("input:x", "#0"), ("#0", "#1"), ("#1", "#2"), ("#1", "#3"), ("#2", "#3"), ("#3", "#4"), ("#4", "#5"),
        ("#5", "output:y"),
    }  # fmt: skip


def test_modules_are_nested_groups_and_an_edge_is_drawn_in_every_group_it_passes() -> None:
    graph = module_graph()
    tree = build_tree(graph)
    assert_whole(tree, graph, hidden=2)
    assert [tree.boxes[box].title for box in tree.boxes[ROOT].children] == [
        "x", "conv", "stage0", "stage1", "head", "y",
    ]  # fmt: skip
    block = next(box for box in tree.groups if box.id == "/stage0/block1")
    assert [tree.boxes[box].title for box in block.children] == ["conv", "relu", "add"]
    # From block0's Add into block1: out of the one group, across, into the other.
    assert (ENTRY, block.children[0]) in links(tree, block.id)
    assert ("/stage0/block0", "/stage0/block1") in links(tree, "/stage0")
    assert (block.children[2], EXIT) in links(tree, block.id) and (block.id, EXIT) in links(tree, "/stage0")
    assert ("/stage0", "/stage1") in links(tree)


def test_nodes_that_only_compute_shapes_are_hidden_unless_wanted() -> None:
    graph = module_graph()
    names = {graph.nodes[at].key for at in shape_arithmetic(graph)}
    assert names == {"shape", "pick"}
    assert not names & {box.title for box in build_tree(graph).boxes.values()}
    assert_whole(build_tree(graph, shapes=True), graph)


def test_a_graph_of_nothing_but_shape_arithmetic_is_shown() -> None:
    graph = graph_of([Node("shape", "Shape", ("x",), ("y",))])
    assert "#0" in build_tree(graph).boxes


def test_a_module_that_holds_only_a_module_is_one_box() -> None:
    nodes = [
        Node(f"a.b.c{at}", "Relu", (f"t{at - 1}" if at else "x",), (f"t{at}",), namespace=("a", "b")) for at in (0, 1)
    ]
    nodes.append(Node("end", "Relu", ("t1",), ("y",)))
    tree = build_tree(graph_of(nodes))
    assert [box.title for box in tree.groups] == ["a.b"]


def test_groups_whose_titles_would_be_the_same_are_kept_apart() -> None:
    spaces = [("a", "b"), ("a", "b"), ("a.b",), ("a.b",)]
    nodes = [
        Node(f"n{at}", "Relu", (f"t{at - 1}" if at else "x",), (f"t{at}",), namespace=space)
        for at, space in enumerate(spaces)
    ]
    graph = graph_of(nodes)
    tree = build_tree(graph)
    assert_whole(tree, graph)
    assert [box.size for box in tree.groups] == [2, 2]


def test_without_modules_the_slashes_or_dots_of_names_group() -> None:
    nodes = [Node(f"net/b{at // 2}/op{at}", "Relu", (f"t{at - 1}" if at else "x",), (f"t{at}",)) for at in range(4)]
    tree = build_tree(graph_of(nodes))
    assert sorted(box.id for box in tree.groups) == ["/net", "/net/b0", "/net/b1"]
    tree = build_tree(wide_graph(20))
    assert [box.title for box in tree.groups] == ["block0", "block1"]


def test_a_tensor_with_very_many_readers_is_a_hub_whose_edges_are_kept_aside() -> None:
    graph = hub_graph(HUB + 1)
    tree = build_tree(graph)
    assert tree.boxes["#0"].hubs == ("h",)
    assert not any(edge.source == "#0" for edges in tree.edges.values() for edge in edges)
    assert len(tree.targets[0]) == HUB + 1 and tree.sources[1] == (0,)
    assert build_tree(hub_graph(HUB)).boxes["#0"].hubs == ()


def test_a_level_that_is_too_wide_is_cut_into_consecutive_parts() -> None:
    graph = random_graph(3000)
    tree = build_tree(graph)
    assert_whole(tree, graph)
    parts = [tree.boxes[box] for box in tree.boxes[ROOT].children if tree.boxes[box].kind is Kind.GROUP]
    assert len(parts) > 1 and "…" in parts[0].title
    for one, other in pairwise(parts):
        assert max(tree.nodes_in(one.id)) < other.first


def test_the_first_level_opens_as_a_readable_picture() -> None:
    for graph in (random_graph(3000, spaced=True), module_graph(), wide_graph(300)):
        tree = build_tree(graph)
        expanded = automatic_level(tree)
        root = len(tree.boxes[ROOT].children)
        assert len(tree.shown(expanded)) <= max(AUTOMATIC, root)
    tree = build_tree(module_graph())
    assert all(tree.boxes[box].kind is not Kind.GROUP for box in tree.shown(automatic_level(tree)))


def test_a_box_inside_closed_groups_is_stood_for_by_the_outmost() -> None:
    tree = build_tree(module_graph())
    inner = tree.boxes["/stage0/block1"].children[0]
    assert list(tree.path(inner)) == [inner, "/stage0/block1", "/stage0"]
    assert tree.visible(inner, frozenset()) == "/stage0"
    assert tree.visible(inner, frozenset({"/stage0/block1"})) == "/stage0"
    assert tree.visible(inner, frozenset({"/stage0"})) == "/stage0/block1"
    assert tree.visible(inner, frozenset({"/stage0", "/stage0/block1"})) == inner


@pytest.mark.parametrize("opened", [frozenset(), frozenset({"/stage0"}), frozenset({"/stage0/block1", "/stage1"})])
def test_what_stands_for_every_box_is_what_is_visible_of_each(opened) -> None:
    tree = build_tree(module_graph())
    standing = tree.standing(opened)
    assert set(standing) == set(tree.boxes) - {ROOT}
    assert all(shown == tree.visible(box, opened) for box, shown in standing.items())
    assert set(standing.values()) - set(opened) == set(tree.shown(opened))


@pytest.mark.parametrize(
    "names",
    [
        ("", "", ""),
        ("same", "same", "same"),
        ("x" * 500, "/".join(["deep"] * 100), ".".join(["d"] * 250)),
        ("卷积层/一", "слой.два", "طبقة"),
        ("/", "...", "//a//"),
        ("#1", "|0-1", "input:x"),
        ("<entry>", "<exit>", "a|b/c"),
        ("\n", "\t \n", "\u202egnp"),
    ],
)
def test_names_may_be_anything(names: tuple[str, ...]) -> None:
    nodes = [Node(name, "Relu", (f"t{at - 1}" if at else "x",), (f"t{at}",)) for at, name in enumerate(names)]
    graph = graph_of(nodes)
    tree = build_tree(graph)
    assert_whole(tree, graph)
    assert len(tree.shown(automatic_level(tree))) == 5
    assert all(tree.boxes[f"#{at}"].title for at in range(3))


def test_one_node_no_node_and_no_name_open_too() -> None:
    one = graph_of([Node("only", "Relu", ("x",), ("y",))])
    assert links(build_tree(one)) == {("input:x", "#0"), ("#0", "output:y")}
    empty = ModelGraph("", "onnx", ("x",), ("x",), (), {"x": Tensor("x")}, ())
    tree = build_tree(empty)
    assert tree.boxes[ROOT].size == 0 and tree.shown(automatic_level(tree)) == ["output:x"]


def test_an_output_that_is_another_ones_input_and_a_node_reading_itself_do_no_harm() -> None:
    nodes = [Node("loop", "Relu", ("x", "y"), ("y",)), Node("end", "Relu", ("y",), ("z",))]
    tree = build_tree(graph_of(nodes, outputs=("y", "z")))
    assert ("#0", "#0") not in links(tree) and ("#0", "output:y") in links(tree)


def test_a_short_name_says_what_the_module_does_not() -> None:
    assert short_name(Node("layer1.0.conv1", "Conv", (), (), namespace=("layer1", "0"))) == "conv1"
    assert short_name(Node("/net/Conv_3", "Conv", (), ())) == "Conv_3"
    assert short_name(Node("add.1", "Add", (), ())) == "add.1"
    assert short_name(Node("", "Add", (), ())) == ""


# ---- search


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("conv2", ("#2",)),
        ("RELU", ("#1",)),
        ("conv 3×3", ("#0", "#2")),
        ("conv 3x3 conv1", ("#0",)),
        ("8x8x8", ("#0", "#1", "#2", "#3")),
        ("8×8×8 add", ("#3",)),
        ("8*8*8 add", ("#3",)),
        ("8,8,8 add", ("#3",)),
        ("nx10", ("#5", "output:y")),
        ("input", ("input:x",)),
        ("nothing", ()),
        ("  ", ()),
    ],
)
def test_search_finds_by_name_operator_and_shape(text: str, found: tuple[str, ...]) -> None:
    graph = residual_graph()
    assert find_boxes(build_tree(graph), graph, text) == found


def test_search_finds_by_module_path() -> None:
    graph = module_graph()
    found = find_boxes(build_tree(graph), graph, "stage1 block0 relu")
    assert [graph.nodes[int(box[1:])].key for box in found] == ["stage1.block0.relu"]
