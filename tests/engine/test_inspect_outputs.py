"""What the float model and a recipe say of the same samples."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from edgeviz.core.errors import DataError
from edgeviz.core.recipe import Recipe, uniform
from edgeviz.engine import inspect_outputs
from edgeviz.engine.session import session
from edgeviz.jobs.context import Untracked
from tests.engine.digits_model import DATA, save

KEYS = ("conv", "fc")


def test_float_weights_give_the_float_models_answers(tmp_path: Path) -> None:
    path = save(tmp_path)
    look = inspect_outputs.run(Untracked(), path, DATA, Recipe(), (0, 2, 5))
    assert look.rows == (0, 2, 5) and look.teacher.shape == look.student.shape == (3, 10)
    assert np.allclose(look.teacher, look.student, atol=1e-5)
    assert np.array_equal(look.labels, session(path).data(DATA).validation.y[[0, 2, 5]])
    assert look.pictures is not None and len(look.pictures) == 3


def test_fewer_bits_move_the_outputs_further(tmp_path: Path) -> None:
    path = save(tmp_path)
    away = []
    for bits in (8, 4, 2):
        look = inspect_outputs.run(Untracked(), path, DATA, uniform(KEYS, bits, 32), (0, 1, 2, 3))
        away.append(float(np.abs(look.teacher - look.student).mean()))
    assert 0 < away[0] < away[1] < away[2]


def test_a_sample_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="not there"):
        inspect_outputs.run(Untracked(), save(tmp_path), DATA, Recipe(), (10**9,))
