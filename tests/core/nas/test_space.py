"""Search spaces: counting, keys, moves, and what is refused."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from edgeviz.core.nas.moves import changeable, cross, draw, mutate, neighbours
from edgeviz.core.nas.space import ABSENT, Choice, Condition, Space, SpaceError
from edgeviz.core.nas.space_table import space_from_text, space_from_toml, space_to_toml
from edgeviz.resources import resource
from tests.core.nas.spaces import NESTED, TINY, spaces
from tests.nas_tables import shipped

SHIPPED = sorted(path.stem for path in resource("spaces").glob("*.toml"))


@st.composite
def possible(draw_: st.DrawFn) -> Space:
    """Spaces all of whose choices can exist."""
    try:
        return draw_(spaces())
    except SpaceError:
        assume(False)
        raise


@given(possible())
def test_the_count_is_the_number_of_architectures_listed_and_no_two_have_one_key(space: Space) -> None:
    listed = list(space.all())
    assert space.count == len(listed) == len({one.key for one in listed})
    assert all(space.valid(one.genes) for one in listed)


@given(possible(), st.integers(0, 1000))
def test_an_architecture_comes_back_from_its_key_and_from_its_values(space: Space, seed: int) -> None:
    one = space.architecture(draw(space, np.random.default_rng(seed)))
    assert space.decode(one.key) == one
    assert space.encode(space.values(one)) == one


@given(possible(), st.integers(0, 1000), st.floats(0, 1))
def test_every_move_stays_within_the_space(space: Space, seed: int, rate: float) -> None:
    rng = np.random.default_rng(seed)
    one, other = draw(space, rng), draw(space, rng)
    for genes in (mutate(space, one, rng, rate), cross(space, one, other, rng), *neighbours(space, one)):
        assert space.valid(genes)


@given(possible(), st.integers(0, 1000))
def test_a_mutation_and_a_neighbour_change_something_wherever_something_can_change(space: Space, seed: int) -> None:
    rng = np.random.default_rng(seed)
    genes = draw(space, rng)
    near = neighbours(space, genes)
    assert (mutate(space, genes, rng) != genes) == bool(changeable(space, genes))
    assert genes not in near
    assert len(set(near)) == len(near) == sum(space.sizes[index] - 1 for index in changeable(space, genes))


@given(possible())
def test_a_space_comes_back_from_its_table_with_the_same_hash(space: Space) -> None:
    again = space_from_toml(space.key, space_to_toml(space))
    assert again == space
    assert again.hash == space.hash
    assert pickle.loads(pickle.dumps(space)) == space


def test_a_choice_without_its_condition_is_absent_and_counts_once() -> None:
    assert TINY.count == 6
    assert TINY.encode({"layer": False, "width": 0.5}).key == "0-0"
    assert TINY.values(TINY.decode("110")) == {"layer": True, "kernel": 5, "width": 0.5}


def test_true_one_and_one_point_nought_are_three_values() -> None:
    space = Space("s", "S", "none", (Choice("c", (True, 1, 1.0)),))
    assert [space.encode({"c": value}).key for value in (True, 1, 1.0)] == ["0", "1", "2"]


def test_a_child_has_only_values_of_its_parents_where_they_have_one() -> None:
    rng = np.random.default_rng(0)
    for _ in range(50):
        one, other = draw(NESTED, rng), draw(NESTED, rng)
        child = cross(NESTED, one, other, rng)
        for gene, mine, theirs in zip(child, one, other, strict=True):
            assert gene == ABSENT or gene in (mine, theirs) or (mine, theirs) == (ABSENT, ABSENT)


def test_random_draws_take_each_value_of_a_choice_equally_often() -> None:
    rng = np.random.default_rng(0)
    drawn = np.array([draw(NESTED, rng) for _ in range(3000)])
    for gene in range(3):
        assert abs(float((drawn[:, 0] == gene).mean()) - 1 / 3) < 0.03
    with_second = drawn[drawn[:, 2] != ABSENT]
    assert abs(float((with_second[:, 2] == 1).mean()) - 0.5) < 0.04


@pytest.mark.parametrize("key", SHIPPED)
def test_shipped_spaces_can_be_read_and_their_random_members_are_valid(key: str) -> None:
    space = shipped(key)
    rng = np.random.default_rng(1)
    assert all(space.valid(draw(space, rng)) for _ in range(50))
    assert space_from_toml(key, space_to_toml(space)) == space


def test_the_counts_of_shipped_spaces_are_those_calculated_by_hand() -> None:
    assert shipped("nasbench201").count == 5**6
    assert shipped("nasbench_macro").count == 3**8
    # Two plain operators and one with two expansions; kernel, squeeze-excite, skip, width, layers.
    assert shipped("mnasnet_small").count == ((1 + 1 + 2) * 2 * 2 * 2 * 3 * 4) ** 5
    assert shipped("mnasnet_bits").count == ((1 + 2) * 2 * 2 * 2 * 3 * 3 * 3 * 2) ** 5
    # Four resolutions, three widths; stages of 2, 3 or 4 layers with nine kinds each.
    assert shipped("elastic_small").count == 4 * 3 * (9**2 + 9**3 + 9**4) ** 4


def test_groups_are_written_out_and_their_conditions_look_within_the_group_first() -> None:
    space = shipped("mnasnet_small")
    expansion = space.choices[space.positions["block2.expansion"]]
    assert expansion.when == (Condition("block2.operator", ("inverted",)),)


@given(st.integers(0, 200))
@settings(max_examples=20)
def test_keys_of_other_spaces_are_refused(seed: int) -> None:
    key = "".join(np.random.default_rng(seed).choice(list("0123z- ä"), size=4))
    with pytest.raises(SpaceError):
        TINY.decode(key)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"layer": True, "width": 0.5}, "kernel"),
        ({"layer": False, "kernel": 3, "width": 0.5}, "kernel"),
        ({"layer": False, "width": 7.0}, "width"),
        ({"layer": False, "width": 0.5, "colour": "red"}, "colour"),
    ],
)
def test_values_that_make_no_architecture_are_refused_naming_the_choice(values: dict[str, Any], field: str) -> None:
    with pytest.raises(SpaceError) as caught:
        TINY.encode(values)
    assert caught.value.field == field
    assert caught.value.remedy


HEAD = {"format": "edgeviz-space/1", "name": "S", "builder": "none"}
ONE = {"name": "a", "values": [1, 2]}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"format": "other"}, "format"),
        ({"name": " "}, "name"),
        ({"builder": "a b"}, "builder"),
        ({"colour": 1}, "colour"),
        ({"choice": []}, "choice"),
        ({"choice": 3}, "choice"),
        ({"settings": 3}, "settings"),
        ({"settings": {"a": {"b": float("nan")}}}, "settings.a.b"),
        ({"choice": [{"values": [1]}]}, "choice.0.name"),
        ({"choice": [{"name": "a"}]}, "choice.0.values"),
        ({"choice": [{"name": "a", "values": 3}]}, "choice.0.values"),
        ({"choice": [{"name": "a", "values": []}]}, "choice.0.values"),
        ({"choice": [{"name": "a", "values": [1, 1]}]}, "choice.0.values"),
        ({"choice": [{"name": "a", "values": [None]}]}, "choice.0.values"),
        ({"choice": [{"name": "a", "values": list(range(37))}]}, "choice.0.values"),
        ({"choice": [ONE, ONE]}, "choice.1.name"),
        ({"choice": [ONE, {"name": "b", "values": [1], "when": {"c": [1]}}]}, "choice.1.when.c"),
        ({"choice": [ONE, {"name": "b", "values": [1], "when": {"a": [3]}}]}, "choice.1.when.a"),
        ({"choice": [ONE, {"name": "b", "values": [1], "when": {"a": []}}]}, "choice.1.when.a"),
        ({"choice": [ONE, {"name": "b", "values": [1], "when": 3}]}, "choice.1.when"),
        ({"group": [{"names": [], "choice": [ONE]}]}, "group.0.names"),
        ({"group": [{"names": ["x y"], "choice": [ONE]}]}, "group.0.names"),
        ({"group": [{"names": ["x"]}]}, "group.0.choice"),
    ],
)
def test_a_table_that_is_no_space_is_refused_naming_the_field_and_the_remedy(
    change: dict[str, Any], field: str
) -> None:
    with pytest.raises(SpaceError) as caught:
        space_from_toml("s", {**HEAD, "choice": [ONE], **change})
    assert caught.value.field == field
    assert caught.value.remedy


def test_a_choice_that_can_never_exist_is_refused() -> None:
    choices = (
        Choice("a", (1, 2)),
        Choice("b", (1, 2), (Condition("a", (1,)),)),
        Choice("c", (1, 2), (Condition("a", (2,)), Condition("b", (1,)))),
    )
    with pytest.raises(SpaceError, match="never exists"):
        Space("s", "S", "none", choices)


def test_what_is_no_toml_is_refused() -> None:
    with pytest.raises(SpaceError, match="no TOML"):
        space_from_text("s", "= 3")
