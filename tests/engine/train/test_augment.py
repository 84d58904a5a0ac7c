"""Augmentation: drawn anew at every step, known from seed and step, and true to images."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError
from edgeviz.core.train_request import Augmentation
from edgeviz.core.training import TrainSpec
from edgeviz.engine.train.augment import augmenter, flipped, moved
from edgeviz.engine.train.loop import Batch, hard_loss

DATA = DataSpec(mean=(0.5, 0.25), std=(0.5, 0.5))


def batch(shape: tuple[int, ...] = (2, 6, 5), n: int = 40) -> Batch:
    x = torch.arange(n * int(np.prod(shape)), dtype=torch.float32).reshape(n, *shape) / 100
    return Batch(x, torch.arange(n) % 3, torch.arange(n))


def test_a_step_gives_the_same_batch_again_and_another_step_another() -> None:
    augment = augmenter(Augmentation(True, 2, 0.4), DATA, (2, 6, 5), seed=3)
    assert augment is not None
    one, same, other = augment(batch(), 7), augment(batch(), 7), augment(batch(), 8)
    assert torch.equal(one.x, same.x) and one.share == same.share and not torch.equal(one.x, other.x)


def test_half_of_the_images_are_mirrored() -> None:
    x = batch(n=200).x
    found = flipped(x, 3, np.random.default_rng(0))
    mirrored = torch.tensor([not torch.equal(a, b) for a, b in zip(x, found, strict=True)])
    assert 70 < int(mirrored.sum()) < 130
    assert torch.equal(found[mirrored], x[mirrored].flip(3))


@pytest.mark.parametrize(("layout", "axes"), [("NCHW", (2, 3)), ("NHWC", (1, 2))])
def test_what_comes_in_at_the_edge_is_what_a_black_pixel_is_normalised_to(layout: str, axes: tuple[int, int]) -> None:
    shape = (2, 6, 5) if layout == "NCHW" else (6, 5, 2)
    augment = augmenter(Augmentation(crop=2), DataSpec(mean=DATA.mean, std=DATA.std, layout=layout), shape, 0)
    assert augment is not None
    given = Batch(torch.full((50, *shape), 9.0), torch.zeros(50, dtype=torch.int64), torch.arange(50))
    x = augment(given, 0).x.movedim(1 if layout == "NCHW" else 3, 1)
    assert set(x[:, 0].unique().tolist()) == {-1.0, 9.0} and set(x[:, 1].unique().tolist()) == {-0.5, 9.0}
    assert x.shape == (50, 2, 6, 5)


def test_images_are_moved_and_nothing_else_about_them_changes() -> None:
    x = batch(n=30).x
    found = moved(x, (2, 3), 2, torch.tensor(-1.0), np.random.default_rng(5))
    offsets = set()
    for before, after in zip(x, found, strict=True):
        row, column = next(
            (r, c)
            for r in range(-2, 3)
            for c in range(-2, 3)
            if torch.equal(
                after[:, max(0, -r) : 6 - max(0, r), max(0, -c) : 5 - max(0, c)],
                before[:, max(0, r) : 6 - max(0, -r), max(0, c) : 5 - max(0, -c)],
            )
        )
        offsets.add((row, column))
    assert len(offsets) > 10


def test_mixed_samples_have_a_loss_mixed_the_same_way() -> None:
    augment = augmenter(Augmentation(mixup=0.4), DATA, (2, 6, 5), 1)
    assert augment is not None
    given = batch()
    found = augment(given, 2)
    assert found.other is not None and 0 <= found.share <= 1
    source = found.share * given.x
    rest = (found.x - source) / (1 - found.share)
    assert (found.y == given.y).all()
    logits = torch.randn(40, 3, generator=torch.Generator().manual_seed(0))
    soft = found.share * torch.eye(3)[found.y] + (1 - found.share) * torch.eye(3)[found.other]
    expected = -(soft * torch.log_softmax(logits, 1)).sum(1).mean()
    assert float(hard_loss(logits, found, TrainSpec())) == pytest.approx(float(expected), rel=1e-5)
    assert torch.allclose(rest.sum(), given.x.sum(), rtol=1e-3)


def test_what_is_no_image_cannot_be_mirrored_but_mixed() -> None:
    with pytest.raises(DataError, match="mirrored"):
        augmenter(Augmentation(flip=True), DataSpec(layout="none"), (9,), 0)
    assert augmenter(Augmentation(mixup=1.0), DataSpec(layout="none"), (9,), 0) is not None
    assert augmenter(Augmentation(), DATA, (2, 6, 5), 0) is None
