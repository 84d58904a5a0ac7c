"""Job: how much each layer suffers from each width. One ``Cell`` per result, the most useful first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError, ModelError
from edgeviz.core.recipe import Calibration
from edgeviz.core.sensitivity import Cell, Method, Part, Sensitivity, settings_text
from edgeviz.core.spec import Spec, activation_spec, weight_spec
from edgeviz.engine.evaluate import now
from edgeviz.engine.sense.hessian import hessian, samples_taken
from edgeviz.engine.sense.instant import FISHER_SAMPLES, fisher, weight_errors
from edgeviz.engine.sense.measured import Measurement
from edgeviz.engine.sense.tables import Tables
from edgeviz.engine.session import session
from edgeviz.jobs.context import Context

WEIGHT_BITS = (8, 6, 4, 3, 2)
ACTIVATION_BITS = (8, 6, 4)


def run(
    context: Context,
    path: str,
    data: DataSpec | None,
    method: Method,
    weight_bits: Sequence[int] = WEIGHT_BITS,
    activation_bits: Sequence[int] = ACTIVATION_BITS,
    samples: int = 1000,
    known: Sensitivity | None = None,
    weight: Spec | None = None,
    activation: Spec | None = None,
    calibration: Calibration | None = None,
) -> Sensitivity:
    """The sensitivity of the model at ``path``; every cell is also emitted through ``context.result`` at once.

    ``samples`` of the validation split at most (Fisher takes fewer, the Hessian few of the calibration split);
    activations are calibrated on the calibration split. ``weight``, ``activation``: the settings at every width
    (default: symmetric per channel, affine per tensor). ``known``: an earlier table, perhaps of a cancelled run; what
    it holds from as many samples is not computed again, what it holds from fewer is continued where the method
    allows. A table by another method or with other settings is passed over. A cell may come several times, each time
    from more samples: the last one holds. SQNR and Hessian have cells of weights only; SQNR needs neither data nor a
    model that can be run. Raises ModelError, DataError, RecipeError.
    """
    opened = session(path)
    weight, activation = weight or weight_spec(8), activation or activation_spec(8)
    calibration = calibration or Calibration()
    settings = settings_text(weight, activation, calibration)
    if method.is_of_weights:
        activation_bits = ()
    samples = 0 if method is Method.SQNR else _samples(context, path, data, samples)
    if method is Method.FISHER:
        samples = min(samples, FISHER_SAMPLES)
    elif method is Method.HESSIAN:
        assert data is not None
        samples = samples_taken(opened, data, samples)
    usable = known is not None and known.method is method and known.settings == settings
    found = Sensitivity(method, samples, dict(known.cells) if known and usable else {}, now(), settings)
    tables = Tables(opened, weight, activation, weight_bits, activation_bits, calibration)
    if method is Method.MEASURED:
        assert data is not None
        cells: Iterator[Cell] = Measurement(context, tables, data, samples, found.cells).run()
    elif _complete(tables, found):
        cells = iter(())
    elif method is Method.FISHER:
        assert data is not None
        cells = (cell for batch in fisher(context, tables, data, samples) for cell in batch)
    elif method is Method.HESSIAN:
        assert data is not None
        cells = (cell for batch in hessian(context, tables, data, samples, found.cells) for cell in batch)
    else:
        cells = weight_errors(context, tables)
    new: list[Cell] = []
    for cell in cells:
        context.result(cell)
        new.append(cell)
    return found.with_cells(new)


def _samples(context: Context, path: str, data: DataSpec | None, samples: int) -> int:
    """How many samples there are to take. Raises where none can be."""
    opened = session(path)
    if data is None:
        raise DataError("This sensitivity runs the model on data.", "Choose a data set, or the weight error (SQNR).")
    if opened.graph.missing_operators:
        raise ModelError(
            f"{opened.path.name} cannot be run: it uses {', '.join(opened.graph.missing_operators)}.",
            "Choose the weight error (SQNR), which looks at the weights alone.",
        )
    if samples < 1:
        raise DataError("A sensitivity needs at least one sample.", "Choose 1 or more.")
    context.progress(0, None, "Reading data")
    dataset = opened.data(data, lambda done, total: context.progress(done, total, "Reading data"))
    return min(samples, len(dataset.validation))


def _complete(tables: Tables, found: Sensitivity) -> bool:
    wanted = [(x.key, Part.WEIGHT, b) for w in tables.weights for x in w.layers for b in tables.weight_specs]
    if tables.activation_specs:
        wanted += [(k, Part.ACTIVATION, b) for k, p in tables.points.items() if p for b in tables.activation_specs]
    return all(key in found.cells and not found.is_provisional(found.cells[key]) for key in wanted)
