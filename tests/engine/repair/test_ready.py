"""Repairs from end to end on small networks: what is corrected, what is exported, what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from edgeviz.core.dataset import DataSpec
from edgeviz.core.recipe import Recipe, Repairs, uniform
from edgeviz.core.spec import Granularity, Scheme, Spec
from edgeviz.engine.measure import runtime
from edgeviz.engine.repair import kept as kept_module
from edgeviz.engine.repair.base import Base, with_biases
from edgeviz.engine.repair.kept import KeptRounding, cache_folder
from edgeviz.engine.repair.ready import Ready, known, ready
from edgeviz.engine.session import Session
from edgeviz.jobs.context import CancelledError
from tests.engine.export.networks import network, samples
from tests.engine.export.test_qdq import unoptimized

EVERYTHING = Repairs(equalize=True, correct_bias=True, reestimate=True, adaround=60)
EACH = {
    "equalize": Repairs(equalize=True),
    "bias": Repairs(correct_bias=True),
    "norms": Repairs(reestimate=True),
    "adaround": Repairs(adaround=60),
    "everything": EVERYTHING,
}


def opened(folder: Path, name: str) -> tuple[Session, DataSpec]:
    onnx.save(network(name), folder / f"{name}.onnx")
    store(folder / f"{name}.npz", samples(name, 40))
    session = Session(folder / f"{name}.onnx")
    spec = DataSpec("npz", str(folder / f"{name}.npz"), calibration=24, validation=16)
    return session, spec if len(samples(name).shape) == 4 else replace(spec, layout="none")


def store(file: Path, x: np.ndarray) -> None:
    """Images with their channels last, as files have them."""
    np.savez(file, x=np.moveaxis(x, 1, 3) if x.ndim == 4 else x, y=np.arange(len(x)) % 4)


@pytest.fixture(params=["convolutions", "transposed", "matmuls", "recurrent"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Session, DataSpec]:
    return (request.param, *opened(tmp_path, request.param))


@pytest.fixture
def net(tmp_path: Path) -> tuple[Session, DataSpec]:
    return opened(tmp_path, "convolutions")


def recipe_of(session: Session, weights: int, activations: int, repairs: Repairs) -> Recipe:
    return replace(uniform([layer.key for layer in session.graph.layers], weights, activations), repairs=repairs)


def compute(found: Ready, x: np.ndarray) -> np.ndarray:
    with torch.no_grad():
        return found.quantized()(torch.from_numpy(x)).numpy()


@pytest.mark.parametrize("widths", [(4, 8), (3, 32), (8, 8), (2, 4)])
@pytest.mark.parametrize("name", list(EACH))
def test_what_is_repaired_is_exported_as_it_is_simulated(
    case: tuple[str, Session, DataSpec], name: str, widths: tuple[int, int]
) -> None:
    network, session, data = case
    found = ready(session, recipe_of(session, *widths, EACH[name]), data)
    x = samples(network, 4)
    expected = compute(found, x)
    largest = max(1e-3, float(np.abs(expected).max()))
    model = found.exported()
    (plain,) = unoptimized(model).run(None, {"x": x})
    assert np.abs(plain - expected).max() / largest < 5e-5
    (fast,) = runtime.run(runtime.session(model.SerializeToString()), {"x": x})
    assert np.abs(fast - expected).max() / largest < (0.6 if widths[1] < 8 else 0.05)


@pytest.mark.parametrize("scheme", [Scheme.TERNARY, Scheme.DOREFA, Scheme.KMEANS, Scheme.BINARY, "bwn", "float"])
def test_weights_of_other_schemes_are_repaired_as_far_as_can_be_and_said(
    net: tuple[Session, DataSpec], scheme: Scheme | str
) -> None:
    session, data = net
    specs = {
        "bwn": Spec(1, Scheme.INTEGER, granularity=Granularity.CHANNEL),
        "float": Spec(16),
        Scheme.TERNARY: Spec(2, Scheme.TERNARY, granularity=Granularity.CHANNEL),
        Scheme.DOREFA: Spec(3, Scheme.DOREFA),
        Scheme.KMEANS: Spec(3, Scheme.KMEANS),
        Scheme.BINARY: Spec(1, Scheme.BINARY),
    }
    recipe = recipe_of(session, 4, 8, EVERYTHING)
    recipe = replace(recipe, layers={k: replace(row, weight=specs[scheme]) for k, row in recipe.layers.items()})
    found = ready(session, recipe, data)
    x = samples("convolutions", 4)
    expected = compute(found, x)
    (plain,) = unoptimized(found.exported()).run(None, {"x": x})
    assert np.abs(plain - expected).max() / np.abs(expected).max() < 5e-5
    assert not any(note.startswith("AdaRound:") for note in found.notes)


def test_without_anything_quantized_repairs_change_nothing(net: tuple[Session, DataSpec]) -> None:
    session, data = net
    found = ready(session, Recipe(repairs=EVERYTHING), data)
    x = samples("convolutions", 4)
    assert np.array_equal(compute(found, x), session.module(torch.from_numpy(x)).detach().numpy())
    half = recipe_of(session, 32, 32, replace(EVERYTHING, equalize=False))
    assert np.array_equal(compute(ready(session, half, data), x), compute(found, x))


def test_bias_correction_brings_every_mean_back_in_order(net: tuple[Session, DataSpec]) -> None:
    """Each layer's output, seen by the quantized network as it is in the end, has its float mean."""
    session, data = net
    x = torch.from_numpy(session.data(data).calibration.x[:256])
    plain = ready(session, recipe_of(session, 3, 32, Repairs()), data)
    found = ready(session, recipe_of(session, 3, 32, Repairs(correct_bias=True)), data)
    before, after = [], []
    for tensor in ("a", "b", "c", "y"):
        real = session.module.observe((tensor,), x)[tensor]
        axes = [axis for axis in range(real.ndim) if axis != 1]
        for errors, quantized in ((before, plain.quantized()), (after, found.quantized())):
            errors.append(float((quantized.observe((tensor,), x)[tensor] - real).detach().mean(dim=axes).abs().max()))
    assert max(after) < 1e-5 < min(before)
    assert found.notes == ("Bias correction: 4 layers.",)


def test_reestimation_brings_mean_and_deviation_back(net: tuple[Session, DataSpec]) -> None:
    session, data = net
    x = torch.from_numpy(session.data(data).calibration.x)
    found = ready(session, recipe_of(session, 2, 32, Repairs(reestimate=True)), data)
    quantized = found.quantized()
    for tensor in ("a", "b", "c"):
        real, coarse = session.module.observe((tensor,), x)[tensor], quantized.observe((tensor,), x)[tensor]
        for moment in (torch.mean, torch.std):
            assert torch.allclose(moment(real, dim=(0, 2, 3)), moment(coarse, dim=(0, 2, 3)), atol=1e-4)
    plain = ready(session, recipe_of(session, 2, 32, Repairs()), data)
    for layer in session.graph.layers[:2]:
        weight = session.module.weight(layer.weight).detach()
        assert torch.equal(found.codings[layer.key].encode(weight), plain.codings[layer.key].encode(weight))


def test_with_one_scale_per_tensor_only_the_mean_is_reestimated_and_said(net: tuple[Session, DataSpec]) -> None:
    session, data = net
    recipe = recipe_of(session, 4, 32, Repairs(reestimate=True))
    layers = {
        key: replace(row, weight=replace(row.weight, granularity=Granularity.TENSOR))
        for key, row in recipe.layers.items()
    }
    found = ready(session, replace(recipe, layers=layers), data)
    assert "mean alone" in found.notes[0] and "one scale per tensor" in found.notes[0]


def test_a_layer_without_a_bias_gets_one_only_where_something_is_corrected(net: tuple[Session, DataSpec]) -> None:
    session, data = net
    bare = next(layer for layer in session.graph.layers if layer.bias is None)
    for repairs, has in ((Repairs(equalize=True), False), (Repairs(correct_bias=True), True)):
        found = ready(session, recipe_of(session, 4, 8, repairs), data)
        assert (found.graph.layer(bare.key).bias is not None) is has
    base = with_biases(Base(session.prepared, session.graph))
    assert set(base.sites) == set(session.graph.layer_index) and not base.skipped
    assert session.graph.layer(bare.key).bias is None


def test_a_matrix_product_without_an_addition_is_skipped_and_said(tmp_path: Path) -> None:
    session, data = opened(tmp_path, "matmuls")
    found = ready(session, recipe_of(session, 4, 8, Repairs(correct_bias=True)), data)
    assert found.notes[0] == "Bias correction: 1 layer."
    assert "left out, because it has no bias: " in found.notes[1]


def test_adaround_lowers_the_error_of_the_network(net: tuple[Session, DataSpec]) -> None:
    session, data = net
    x = session.data(data).calibration.x
    real = session.outputs(session.module, x)
    errors = [
        float(
            np.square(session.outputs(ready(session, recipe_of(session, 3, 32, r), data).quantized(), x) - real).sum()
        )
        for r in (Repairs(), Repairs(adaround=400))
    ]
    assert errors[1] < 0.5 * errors[0]


# ---- what is kept


def test_a_second_look_at_a_recipe_repairs_nothing_again(net: tuple[Session, DataSpec]) -> None:
    session, data = net
    recipe = recipe_of(session, 4, 8, EVERYTHING)
    assert ready(session, recipe, data) is ready(session, recipe, data)


def test_a_restart_reads_what_adaround_learned(net: tuple[Session, DataSpec], monkeypatch: pytest.MonkeyPatch) -> None:
    session, data = net
    recipe = recipe_of(session, 4, 8, replace(EVERYTHING, equalize=False))
    first = ready(session, recipe, data)
    monkeypatch.setattr("edgeviz.engine.repair.adaround.learn", None)
    again = ready(Session(session.path), recipe, data)
    x = samples("convolutions", 4)
    assert np.array_equal(compute(again, x), compute(first, x))
    assert known(Session(session.path), recipe, data) == recipe


def test_cancelling_keeps_the_layers_that_are_finished(net: tuple[Session, DataSpec]) -> None:
    session, data = net
    recipe = recipe_of(session, 4, 32, Repairs(adaround=50))
    seen: list[tuple[float, float | None, str]] = []

    def watch(done: float, total: float | None, text: str) -> None:
        seen.append((done, total, text))
        if "layer 3 of 4" in text and "iteration 20" in text:
            raise CancelledError

    with pytest.raises(CancelledError):
        ready(session, recipe, data, watch)
    done = [value for value, total, _ in seen if total]
    assert done == sorted(done) and all(total is None or value <= total for value, total, _ in seen)
    assert len(list(cache_folder().rglob("*.npz"))) == 2
    assert not session.repaired
    assert known(session, recipe, data).repairs == Repairs()
    texts: list[str] = []
    ready(session, recipe, data, lambda done, total, text: texts.append(text))
    assert not any("layer 2 of 4" in text and "iteration" in text for text in texts)
    assert any("layer 3 of 4" in text and "iteration" in text for text in texts)


def damage(file: Path) -> Iterator[str]:
    whole = file.read_bytes()
    with np.load(file) as stored:
        codes = stored["codes"]
    yield "cut short"
    file.write_bytes(whole[: len(whole) // 2])
    yield "no archive"
    file.write_bytes(b"nothing of the kind")
    yield "other codes"
    np.savez(file, codes=codes + 3)
    yield "another shape"
    np.savez(file, codes=codes.ravel()[:5])
    yield "a pickle"
    np.savez(file, codes=np.array([{"a": 1}], dtype=object))
    yield "another name"
    np.savez(file, other=codes)
    yield "a bomb"
    np.savez_compressed(file, codes=np.zeros(10_000_000, np.int8))


def test_a_damaged_or_hostile_file_is_learned_again(net: tuple[Session, DataSpec]) -> None:
    session, data = net
    recipe = recipe_of(session, 4, 32, Repairs(adaround=30))
    x = samples("convolutions", 4)
    expected = compute(ready(session, recipe, data), x)
    file = next(f for f in sorted(cache_folder().rglob("*.npz")) if f.name == "0.npz")
    for what in damage(file):
        assert np.array_equal(compute(ready(Session(session.path), recipe, data), x), expected), what


def test_other_data_or_another_recipe_does_not_use_it(net: tuple[Session, DataSpec]) -> None:
    session, data = net
    recipe = recipe_of(session, 4, 32, Repairs(adaround=30))
    ready(session, recipe, data)
    assert known(session, recipe, data) == recipe
    assert known(session, recipe, replace(data, seed=5)) != recipe
    assert known(session, recipe_of(session, 3, 32, Repairs(adaround=30)), data).repairs == Repairs()


def test_the_kept_results_stay_below_their_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_module, "LIMIT", 20_000)
    for number in range(6):
        KeptRounding(f"key{number}").store(0, np.ones((80, 80), np.int32))
    files = list(cache_folder().rglob("*.npz"))
    assert sum(f.stat().st_size for f in files) <= 20_000 + 7_000
    assert (cache_folder() / "key5" / "0.npz") in files


def test_a_folder_that_cannot_be_written_costs_no_work(net: tuple[Session, DataSpec]) -> None:
    session, data = net
    cache_folder().parent.mkdir(parents=True, exist_ok=True)
    cache_folder().write_text("in the way")
    found = ready(session, recipe_of(session, 4, 32, Repairs(adaround=20)), data)
    assert found.notes == ("AdaRound: 4 layers.",)


def test_repairs_are_forgotten_with_the_data(net: tuple[Session, DataSpec]) -> None:
    session, data = net
    recipe = recipe_of(session, 4, 8, Repairs(correct_bias=True))
    first = ready(session, recipe, data)
    store(Path(data.path), samples("convolutions", 50) * 2)
    again = ready(session, recipe, data)
    assert again is not first


def test_where_memory_is_short_fewer_samples_are_used_and_said(
    net: tuple[Session, DataSpec], monkeypatch: pytest.MonkeyPatch
) -> None:
    session, data = net
    monkeypatch.setattr("edgeviz.engine.repair.correct.WALK_BYTES", 1)
    monkeypatch.setattr("edgeviz.engine.session.BATCH", 8)
    found = ready(session, recipe_of(session, 4, 8, Repairs(correct_bias=True)), data)
    assert "used 8 of the 24 calibration samples" in found.notes[-1]
