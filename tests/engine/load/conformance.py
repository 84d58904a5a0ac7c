"""Runs the node cases that onnx carries, and stored ones from a zip, on ``OnnxModule``."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, numpy_helper

from edgeviz.engine.load.operators.dtypes import to_array, to_tensor
from edgeviz.engine.load.torch_module import OnnxModule

#: Files in a zip that are larger than this are not node cases.
MAXIMUM_BYTES = 4 << 20


@dataclass(frozen=True)
class Case:
    """A model with inputs and expected outputs; rtol and atol as the case states them."""

    name: str
    model: onnx.ModelProto
    data: Sequence[tuple[Sequence[Any], Sequence[Any]]]
    rtol: float = 1e-3
    atol: float = 1e-7


def onnx_node_cases() -> Iterator[Case]:
    from onnx.backend.test.loader import load_model_tests

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # overflows that the cases mean to happen
        loaded = load_model_tests(kind="node")
    for case in loaded:
        yield Case(case.name, case.model, case.data_sets, case.rtol, case.atol)


def exported_cases() -> Iterator[Case]:
    """Stored exports from torch of old operator sets, which onnx carries too."""
    from onnx.backend.test.loader import load_model_tests

    for kind in ("pytorch-operator", "pytorch-converted", "simple"):
        for case in load_model_tests(kind=kind):
            folder = Path(case.model_dir)
            model = onnx.load(folder / "model.onnx")
            data = []
            for stored in sorted(folder.glob("test_data_set_*")):
                sides = []
                for side, values in (("input", model.graph.input), ("output", model.graph.output)):
                    files = [stored / f"{side}_{i}.pb" for i in range(len(values))]
                    sides.append([_stored(f, v) for f, v in zip(files, values, strict=True) if f.exists()])
                data.append((sides[0], sides[1]))
            yield Case(case.name, model, data, case.rtol, case.atol)


def _stored(file: Path, value: onnx.ValueInfoProto) -> Any:
    if value.type.HasField("sequence_type"):
        return numpy_helper.to_list(onnx.SequenceProto.FromString(file.read_bytes()))
    return numpy_helper.to_array(TensorProto.FromString(file.read_bytes()))


def zipped_cases(path: Path) -> Iterator[Case]:
    """The cases of a zip laid out as ``<folder>/<case>/model.onnx`` and ``test_data_set_0/{input,output}_<i>.pb``."""
    with zipfile.ZipFile(path) as archive:
        files = {i.filename: i for i in archive.infolist() if not i.is_dir() and i.file_size <= MAXIMUM_BYTES}
        for name in sorted(files):
            if not name.endswith("/model.onnx"):
                continue
            folder = name.removesuffix("model.onnx")
            model = onnx.load(io.BytesIO(archive.read(files[name])))
            sides = []
            for side, values in (("input", model.graph.input), ("output", model.graph.output)):
                stored = [f"{folder}test_data_set_0/{side}_{i}.pb" for i in range(len(values))]
                sides.append(
                    [
                        numpy_helper.to_array(TensorProto.FromString(archive.read(files[n])))
                        for n in stored
                        if n in files
                    ]
                )
            yield Case(name.split("/")[-2], model, [(sides[0], sides[1])])


def run(case: Case) -> str | None:
    """None where the case passes, else why it does not."""
    torch.manual_seed(0)
    try:
        module = OnnxModule.from_proto(case.model)
        for inputs, expected in case.data:
            given = {v.name: x for v, x in zip(case.model.graph.input, inputs, strict=False)}
            with torch.no_grad():
                results = module(*[_to_torch(given.get(name)) for name in module.inputs])
            results = list(results) if isinstance(results, tuple) else [results]
            if len(results) != len(expected):
                return f"{len(results)} outputs instead of {len(expected)}"
            for value, wanted, result in zip(case.model.graph.output, expected, results, strict=True):
                _compare(value.name, result, wanted, value.type.tensor_type.elem_type, case)
    except Exception as error:  # every failure is one line of the report
        return f"{type(error).__name__}: {str(error).strip().splitlines()[0] if str(error) else ''}"[:300]
    return None


def _to_torch(value: Any) -> Any:
    if isinstance(value, list):
        return [_to_torch(v) for v in value]
    return None if value is None else to_tensor(_array(value))


def _array(value: Any) -> np.ndarray:
    """Types which numpy does not have come as a TensorProto."""
    return numpy_helper.to_array(value) if isinstance(value, TensorProto) else np.asarray(value)


def _compare(name: str, result: Any, wanted: Any, element_type: int, case: Case) -> None:
    if isinstance(wanted, list | tuple):
        assert isinstance(result, list), f"{name} is no sequence"
        assert len(result) == len(wanted), f"{name} has {len(result)} elements instead of {len(wanted)}"
        for got, one in zip(result, wanted, strict=True):
            _compare(name, got, one, element_type, case)
        return
    wanted = _array(wanted)
    got = to_array(result, element_type)
    assert got.dtype == wanted.dtype, f"{name} has type {got.dtype} instead of {wanted.dtype}"
    assert got.shape == wanted.shape, f"{name} has shape {got.shape} instead of {wanted.shape}"
    rtol, atol = case.rtol, case.atol
    if wanted.dtype.name in ("bfloat16", "float16"):
        rtol = max(rtol, 2**-6 if wanted.dtype.name == "bfloat16" else 2**-9)  # two units in the last place
    if wanted.dtype.kind not in "biufc":
        got, wanted = got.astype(np.float32), wanted.astype(np.float32)
    if wanted.dtype.kind in "fc" and wanted.size:
        # Sums that cancel are as exact as their largest terms: a few roundings of float32.
        largest = float(np.abs(wanted[np.isfinite(wanted)]).max(initial=0.0))
        atol = max(atol, 2**-22 * largest)
    np.testing.assert_allclose(got, wanted, rtol=rtol, atol=atol, err_msg=name)
