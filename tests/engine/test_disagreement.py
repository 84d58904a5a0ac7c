"""Which samples change their class between two recipes."""

import numpy as np

from edgeviz.core.dataset import DataSpec
from edgeviz.core.recipe import Recipe, uniform
from edgeviz.engine import disagreement
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import session
from edgeviz.jobs.context import Untracked
from edgeviz.resources import resource

MODEL = str(resource("demo", "digits.onnx"))


def test_what_changes_is_what_two_evaluations_say_differently() -> None:
    opened, data = session(MODEL), DataSpec()
    recipe = uniform([layer.key for layer in opened.graph.layers], 2, 32)
    found = disagreement.run(Untracked(), MODEL, data, Recipe(), recipe)
    split = opened.data(data).validation
    one = opened.predictions(opened.float_outputs(data))
    other = opened.predictions(opened.outputs(ready(opened, recipe, data).quantized(), split.x))
    assert set(found.rows.tolist()) == set(np.flatnonzero(one != other).tolist()) and len(found) > 20
    assert np.array_equal(found.truth, split.y[found.rows])
    assert np.array_equal(found.first, one[found.rows]) and np.array_equal(found.second, other[found.rows])
    hits = [(one == split.y).sum(), (other == split.y).sum()]
    assert found.lost - found.won == hits[0] - hits[1]
    right = found.first == found.truth
    assert right[: found.lost].all() and not right[found.lost :].any()
    assert ((found.confidence > 0.09) & (found.confidence <= 1)).all()


def test_the_pictures_are_those_samples() -> None:
    opened, data = session(MODEL), DataSpec()
    recipe = uniform([layer.key for layer in opened.graph.layers], 2, 32)
    found = disagreement.run(Untracked(), MODEL, data, Recipe(), recipe, pictures=5)
    assert found.pictures is not None and found.pictures.shape[0] == 5
    x = opened.data(data).validation.x[found.rows[:5]].reshape(5, -1)
    seen = found.pictures[..., 0].reshape(5, -1).astype(float)
    for row in range(5):
        assert np.corrcoef(x[row], seen[row])[0, 1] > 0.999


def test_a_recipe_agrees_with_itself() -> None:
    found = disagreement.run(Untracked(), MODEL, DataSpec(), Recipe(), Recipe())
    assert len(found) == 0 and found.pictures is None and found.samples > 500
