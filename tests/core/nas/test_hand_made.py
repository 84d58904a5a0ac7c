from __future__ import annotations

from edgeviz.core.nas.hand_made import hand_made
from edgeviz.project.spaces import load_spaces


def test_hand_made_networks_are_members_of_the_space():
    space = load_spaces().spaces["mnasnet_small"]
    found = hand_made(space)
    assert list(found) == ["MobileNetV2-like", "ResNet-like"]
    for kind, operator in zip(found, ("inverted", "conv"), strict=True):
        values = space.values(space.decode(found[kind].key))
        assert {values[f"block{n}.operator"] for n in range(1, 6)} == {operator}
        assert {values[f"block{n}.skip"] for n in range(1, 6)} == {"identity"}
    wider = hand_made(space, layers=3, width=1.25)["ResNet-like"]
    assert space.values(wider)["block2.layers"] == 3 and space.values(wider)["block2.width"] == 1.25
    assert list(hand_made(load_spaces().spaces["mnasnet_bits"])) == ["MobileNetV2-like"]
    # All its blocks are inverted bottlenecks.
    assert list(hand_made(load_spaces().spaces["elastic_small"])) == ["MobileNetV2-like"]
    assert hand_made(load_spaces().spaces["nasbench201"]) == {}
