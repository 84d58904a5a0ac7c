"""The space and the data of the benchmarks of architecture search: Fashion-MNIST at half its size, 14×14."""

from __future__ import annotations

from typing import Any

from tests.material import MATERIAL

#: A MnasNet space so narrow, and pictures so small, that a network of it is trained in seconds on a processor.
SPACE = """
format = "edgeviz-space/1"
name = "MnasNet for Fashion-MNIST, narrow"
builder = "mnasnet"
[settings]
input = [1, 14, 14]
stem = 8
stem_stride = 2
filters = [12, 16, 24]
strides = [1, 2, 2]
head = 96
[[group]]
names = ["block1", "block2", "block3"]
[[group.choice]]
name = "operator"
values = ["conv", "separable", "inverted"]
[[group.choice]]
name = "expansion"
values = [2, 4, 6]
when = { operator = ["inverted"] }
[[group.choice]]
name = "kernel"
values = [3, 5]
[[group.choice]]
name = "squeeze_excite"
values = [0.0, 0.25]
[[group.choice]]
name = "skip"
values = ["none", "identity"]
[[group.choice]]
name = "width"
values = [0.5, 0.75, 1.0, 1.5]
[[group.choice]]
name = "layers"
values = [1, 2, 3]
"""


def space() -> Any:
    from edgeviz.core.nas.space_table import space_from_text

    return space_from_text("fashion", SPACE)


def data(validation: int = 2000) -> Any:
    from edgeviz.core.dataset import DataSpec

    path = str(MATERIAL / "data" / "fashion_mnist_dev.npz")
    return DataSpec("npz", path, resize=(14, 14), scale=1 / 255, mean=(0.286,), std=(0.353,), validation=validation)


def ready() -> bool:
    if (MATERIAL / "data" / "fashion_mnist_dev.npz").is_file():
        return True
    print("The Fashion-MNIST samples of the material are not there: nothing is run.")
    return False
