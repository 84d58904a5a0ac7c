"""Weight sharing: what k-means makes of weights, and the gradients of what is shared."""

from __future__ import annotations

import copy

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from edgeviz.engine.compress.sharing import SharedWeight, Sharing, share
from edgeviz.engine.load.torch_module import OnnxModule
from tests.engine.digits_model import digits_model


def weights(shape: tuple[int, ...], kept: float = 1.0, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return np.where(rng.random(shape) < kept, rng.normal(size=shape), 0.0).astype(np.float32)


@given(st.integers(1, 8), st.floats(0, 1), st.integers(0, 60), st.integers(0, 100))
def test_no_more_values_than_codes_and_zeros_stay_zeros(bits: int, kept: float, count: int, seed: int) -> None:
    w = weights((count, 3), kept, seed)
    found = share("w", w, bits)
    assert len(found.table) <= 1 << bits
    assert found.codes.shape == w.shape
    assert np.array_equal(found.values() == 0, w == 0)
    if (w == 0).any():
        assert found.table[0] == 0
    if w.size:
        assert set(np.unique(found.codes)) == set(range(len(found.table)))


def test_weights_that_fit_the_table_are_kept_bit_for_bit() -> None:
    w = np.array([[0.5, -0.25, 0.0], [0.5, 1.5, -0.25]], np.float32)
    assert share("w", w, 2).values().tobytes() == w.tobytes()


def test_shared_values_are_the_means_of_their_members() -> None:
    w = weights((60, 50), 0.3)
    found = share("w", w, 4)
    for code, value in enumerate(found.table[1:], 1):
        assert value == pytest.approx(w[found.codes == code].mean(), abs=1e-5)


def test_more_bits_are_closer() -> None:
    w = weights((60, 50), 0.3)
    errors = [float(np.square(share("w", w, bits).values() - w).sum()) for bits in range(1, 9)]
    assert errors == sorted(errors, reverse=True)


def test_the_gradient_of_a_centroid_is_the_sum_over_its_members() -> None:
    w = weights((4, 5), 0.6)
    layer = share("w", w, 3)
    shared = SharedWeight(layer, pruned=True)
    gradient = torch.randn(4, 5, generator=torch.Generator().manual_seed(1))
    (shared(torch.zeros(4, 5)) * gradient).sum().backward()
    expected = [float(gradient.numpy()[layer.codes == code].sum()) for code in range(1, len(layer.table))]
    assert shared.centroids.grad is not None
    assert np.allclose(shared.centroids.grad.numpy(), expected, atol=1e-6)


def test_the_gradient_agrees_with_finite_differences_through_a_network() -> None:
    module = OnnxModule.from_proto(digits_model())
    fc = share("fc.weight", module.weight("fc.weight").detach().numpy(), 2)
    sharing = Sharing(copy.deepcopy(module), [fc])
    x = torch.rand(5, 1, 8, 8, generator=torch.Generator().manual_seed(2))
    inserted = sharing.module.inserted[0]
    assert isinstance(inserted, SharedWeight)

    def loss() -> torch.Tensor:
        found = sharing.module(x)
        assert isinstance(found, torch.Tensor)
        return found.double().square().mean()

    loss().backward()
    assert inserted.centroids.grad is not None
    for row in range(len(inserted.centroids)):
        with torch.no_grad():
            inserted.centroids[row] += 1e-2
            high = float(loss())
            inserted.centroids[row] -= 2e-2
            low = float(loss())
            inserted.centroids[row] += 1e-2
        assert float(inserted.centroids.grad[row]) == pytest.approx((high - low) / 2e-2, rel=1e-3, abs=1e-4)


def test_training_moves_centroids_and_biases_and_never_a_code_or_a_zero() -> None:
    module = OnnxModule.from_proto(digits_model())
    w = module.weight("fc.weight").detach().numpy().copy()
    w[np.abs(w) < 0.1] = 0
    before = share("fc.weight", w, 4)
    sharing = Sharing(copy.deepcopy(module), [before])
    assert "fc.weight" not in {name for name, p in sharing.module.named_parameters() if p.requires_grad}
    trained = [p for p in sharing.module.parameters() if p.requires_grad]
    torch.optim.SGD(trained, 0.1)
    found = sharing.module(torch.rand(8, 1, 8, 8))
    assert isinstance(found, torch.Tensor)
    found.square().sum().backward()
    torch.optim.SGD(trained, 0.01).step()
    after = sharing.layers()[0]
    assert np.array_equal(before.codes, after.codes)
    assert after.table[0] == 0
    assert not np.array_equal(before.table, after.table)
