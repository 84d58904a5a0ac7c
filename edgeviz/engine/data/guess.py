"""What a file holds and how a model wants it: a first DataSpec, for the dialog to show and a person to correct.

Only what can be seen is guessed: the kind of file, size, layout, and 1/255 for bytes. Mean and standard deviation
cannot be seen from shapes (published CIFAR-10 networks of one shape take four different normalisations), so they
are left empty, and ``dataset.load`` says so in its warnings.
"""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError
from edgeviz.core.graph import ModelGraph, Shape
from edgeviz.engine.data.cifar10 import batches_in
from edgeviz.engine.data.digits import TEST_SIZE
from edgeviz.engine.data.draw import draw
from edgeviz.engine.data.idx import is_idx
from edgeviz.engine.data.part import Opened
from edgeviz.engine.data.prepare import arrange, fits, shape_text
from edgeviz.engine.data.sources import open_source

ACCEPTED = "Choose a .npz, an IDX file, a CIFAR-10 .bin, or a folder, .zip or .csv of images."
IMAGENET_CLASSES = 1000


def guess_source(path: str) -> str:
    """The registry key of the source that reads ``path``. Raises DataError when none does."""
    place = Path(path).expanduser()
    if place.is_dir():
        return _guess_folder(place)
    if not place.is_file():
        raise DataError(f"{path} is not there.", ACCEPTED)
    suffix = place.suffix.lower()
    if suffix == ".npz":
        return "npz"
    if suffix == ".csv":
        return "csv"
    if suffix == ".bin":
        return "cifar10"
    if suffix == ".zip" and zipfile.is_zipfile(place):
        with zipfile.ZipFile(place) as archive:
            return "csv" if any(name.lower().endswith(".csv") for name in archive.namelist()) else "folder"
    if is_idx(place):
        return "idx"
    raise DataError(f"{place.name} is not a data set that is known here.", ACCEPTED)


def _guess_folder(folder: Path) -> str:
    if batches_in(folder) or batches_in(folder / "cifar-10-batches-bin"):
        return "cifar10"
    files = [p for p in folder.iterdir() if p.is_file()]
    if any("image" in p.name.lower() and is_idx(p) for p in files):
        return "idx"
    return "csv" if any(p.suffix.lower() == ".csv" for p in files) else "folder"


def guess(path: str, graph: ModelGraph | None) -> DataSpec:
    """A spec for the data at ``path`` as the model of ``graph`` takes it (None: as it is stored).

    Raises DataError when the file cannot be read; a model that no layout fits is told by ``load``.
    """
    spec = DataSpec(source=guess_source(path), path=path)
    opened = open_source(spec)
    shape = graph.input_shape() if graph is not None else None
    spec = _with_scale(spec, opened)
    spec = _with_layout(spec, opened, shape)
    spec = _with_labels(spec, opened, graph.classes() if graph is not None else None)
    drawn = draw(opened, spec)
    return replace(spec, calibration=len(drawn.calibration[1]), validation=len(drawn.validation[1]))


def embedded_for(graph: ModelGraph) -> DataSpec | None:
    """The embedded digits, all of their test part, where the model takes them; None where it does not."""
    shape = graph.input_shape()
    spec = DataSpec(validation=TEST_SIZE)
    spec = _with_layout(spec, open_source(spec), shape)
    wanted = shape[1:] if shape else ()
    takes_digits = spec.resize is None and tuple(d for d in wanted if d != 1) in ((8, 8), (64,))
    return spec if takes_digits and graph.classes() in (None, 10) else None


def guess_for_model(graph: ModelGraph) -> DataSpec:
    """As ``embedded_for``, but raises DataError where no embedded data fits."""
    spec = embedded_for(graph)
    if spec is None:
        shape = graph.input_shape() or ()
        raise DataError(f"{graph.name} takes {shape_text(shape[1:])}, for which no data is embedded.", ACCEPTED)
    return spec


def _with_scale(spec: DataSpec, opened: Opened) -> DataSpec:
    if opened.quantized is not None and np.dtype(opened.dtype).kind in "iu":
        scale, zero_point = opened.quantized
        # real = scale · (stored - zero point)
        return replace(spec, scale=scale, mean=(scale * zero_point,)) if zero_point else replace(spec, scale=scale)
    return replace(spec, scale=1 / 255) if opened.dtype == "uint8" else spec


def _with_layout(spec: DataSpec, opened: Opened, shape: Shape | None) -> DataSpec:
    if shape is None:
        return replace(spec, layout="NCHW" if opened.image else "none")
    wanted = shape[1:]
    if not opened.image:
        blank = np.empty((1, *opened.shape), np.float32)
        for layout in ("none", "NCHW", "NHWC"):
            found = arrange(blank, False, layout).shape[1:]
            if fits(found, wanted) or tuple(d for d in wanted if d != 1) == found:
                return replace(spec, layout=layout)
        return replace(spec, layout="none")
    if len(wanted) == 2:
        return replace(spec, layout="none", resize=_resize(opened, wanted))
    if len(wanted) != 3:
        return replace(spec, layout="NCHW")
    sizes = {"NCHW": wanted[1:], "NHWC": wanted[:2]}
    channels = {"NCHW": wanted[0], "NHWC": wanted[2]}
    likely = [
        name for name in sizes if channels[name] in (1, 3, opened.shape[2]) or not isinstance(channels[name], int)
    ]
    exact = [name for name in likely if sizes[name] == opened.shape[:2]]
    layout = (exact or likely or ["NCHW"])[0]
    return replace(spec, layout=layout, resize=_resize(opened, sizes[layout]))


def _resize(opened: Opened, size: Shape) -> tuple[int, int] | None:
    height, width = size
    if not isinstance(height, int) or not isinstance(width, int) or (height, width) == opened.shape[:2]:
        return None
    return height, width


def _with_labels(spec: DataSpec, opened: Opened, classes: int | None) -> DataSpec:
    """ImageNet networks from TensorFlow have a background class before the 1,000, which label files do not count."""
    labels = np.concatenate([part.labels for part in opened.parts.values()])
    numbered = spec.source == "csv" or (spec.source == "folder" and not opened.class_names)
    if classes == IMAGENET_CLASSES + 1 and numbered and len(labels) and labels.max() < IMAGENET_CLASSES:
        return replace(spec, label_offset=1)
    return spec
