"""scikit-learn's handwritten digits: 1,797 grey images of 8×8, values 0 to 16. Needs no file.

The split is fixed, so that a model trained on the train part is validated on digits that it never saw: of the
samples of each class, in their order in the file, every third (the third, the sixth, …) is in the test part.
Source: E. Alpaydin, C. Kaynak, Optical Recognition of Handwritten Digits, UCI repository (CC BY 4.0).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.dataset import DataSpec
from edgeviz.engine.data.part import Labels, Opened, Part, Size, Tick

NAME = "scikit-learn digits"
TEST_EVERY = 3
#: Samples in the test part, so that a spec can ask for all of them.
TEST_SIZE = 596


def split_mask(labels: Labels) -> NDArray[np.bool_]:
    """True for the rows of the test part; labels [n] -> bool [n]."""
    test = np.zeros(len(labels), bool)
    for label in np.unique(labels):
        test[np.flatnonzero(labels == label)[TEST_EVERY - 1 :: TEST_EVERY]] = True
    return test


def open_digits(spec: DataSpec) -> Opened:
    """The embedded data set; ``spec.path`` is not used."""
    # Imported here because it takes a second, which the other sources need not pay.
    from sklearn.datasets import load_digits

    found = load_digits()
    images = found.images.astype(np.float32)[..., None]
    labels = found.target.astype(np.int64)
    test = split_mask(labels)

    def part(rows: NDArray[np.intp]) -> Part:
        def read(chosen: NDArray[np.intp], resize: Size | None, tick: Tick) -> NDArray[Any]:
            return images[rows[chosen]]

        return Part(labels[rows], read, lambda row: f"{NAME}, sample {rows[row]}")

    return Opened(
        name=NAME,
        parts={"train": part(np.flatnonzero(~test)), "test": part(np.flatnonzero(test))},
        image=True,
        shape=(8, 8, 1),
        dtype="float32",
        class_names=tuple("0123456789"),
    )
