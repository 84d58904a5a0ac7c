"""Job: write a recipe as an ONNX file, then prove the file in onnxruntime."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx

from edgeviz import __version__
from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError, EdgeVizError, ModelError
from edgeviz.core.export import ExportReport
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Metric
from edgeviz.core.recipe import Recipe
from edgeviz.core.schemes import row_needs_training
from edgeviz.engine.evaluate import Steps, accuracy, largest_difference, now, proportion
from edgeviz.engine.export.opset import RUNTIME_DOMAIN, opset_of
from edgeviz.engine.measure import runtime
from edgeviz.engine.quant.plan import runs_in_integers
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import Floats, Session, session
from edgeviz.jobs.context import Context

FORMAT = "edgeviz-export/1"
#: A protobuf message, and so an ONNX file without external data, ends here.
LARGEST = 2**31 - 1


def run(context: Context, path: str, data: DataSpec | None, recipe: Recipe, target: str) -> ExportReport:
    """Write ``recipe`` of the model at ``path`` to ``target``, with ``<name>.recipe.json`` beside it.

    Then the file is loaded in onnxruntime and compared with the simulation on the validation split: ``data`` is
    needed for that, and for every recipe with integer activations. Either file appears whole or not at all.
    Raises RecipeError, DataError, ModelError.
    """
    opened = session(path)
    recipe.check(opened.graph.layer_index)
    destination = Path(target).absolute()
    sidecar = destination.with_name(f"{destination.stem}.recipe.json")
    _check_target(destination, sidecar, opened)
    check_ranges(recipe, data)
    context.progress(0, None, "Reading data")
    validation = None if data is None else opened.data(data).validation
    samples = 0 if validation is None else len(validation)
    steps = Steps(context, 2 * samples + 1)
    prepared = ready(opened, recipe, data, context.progress)
    model = prepared.exported()
    if model.ByteSize() > LARGEST:
        raise ModelError("The exported model would exceed 2 GiB.", "Choose fewer bits for the largest layers.")
    content = model.SerializeToString(deterministic=True)
    simulated: Metric | None = None
    simulation: Floats | None = None
    if validation is not None:
        simulation = opened.outputs(prepared.quantized(), validation.x, steps.advancing("Simulating"))
        simulated = accuracy(opened.predictions(simulation), validation.y)
    context.check()
    beside = _sidecar(opened, data, recipe, simulated, content)
    write_atomically(destination, content)
    write_atomically(sidecar, beside)
    steps.advance(1, "Written")
    warnings = [*prepared.notes, *_warnings(opened.graph, recipe, model)]
    report = ExportReport(
        path=str(destination),
        bytes=len(content),
        recipe_path=str(sidecar),
        recipe_hash=recipe.hash,
        opset=opset_of(model),
        simulated=simulated,
        samples=samples,
    )
    if validation is None or simulation is None:
        return replace(report, warnings=(*warnings, *_loads(str(destination))))
    try:
        outputs = opened.runtime_outputs(str(destination), validation.x, steps.advancing("Checking in onnxruntime"))
    except ModelError as error:
        return replace(report, warnings=(*warnings, f"The file is written, but {error.what} {error.details}"))
    found = opened.predictions(outputs)
    return replace(
        report,
        exported=accuracy(found, validation.y, runtime.device_name()),
        agreement=proportion("agreement", found, opened.predictions(simulation), "exported file against simulation"),
        max_difference=largest_difference(outputs, simulation),
        warnings=tuple(warnings),
    )


def check_ranges(recipe: Recipe, data: DataSpec | None) -> None:
    """Raises DataError where ``recipe`` cannot be made ready without data, and there is none."""
    if data is not None:
        return
    if any(row.activation.is_integer for row in recipe.layers.values()):
        raise DataError(
            "Integer activations need ranges, and ranges need data.",
            "Choose a data set, or leave the activations in float (32 or 16 bits).",
        )
    if recipe.repairs.needs_data and not recipe.is_float32:
        raise DataError(
            "The recipe's repairs look at what the network computes, and that needs data.",
            "Choose a data set, or switch off bias correction, batch-norm re-estimation and AdaRound.",
        )


def write_atomically(path: Path, content: bytes) -> None:
    """``path`` gets all of ``content`` or stays as it is: a temporary file beside it takes its place when complete.

    Raises ModelError, for example when the disk is full.
    """
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files private; an export has the permissions of any new file.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)  # noqa: PTH101
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        raise ModelError(
            f"{path} cannot be written: {error.strerror or error}.",
            "Choose another folder, or free some space; what was there before is untouched.",
        ) from error


def _check_target(target: Path, sidecar: Path, opened: Session) -> None:
    """Before any work: both files can be written and neither is a file that the model is read from."""
    if target.suffix.lower() != ".onnx":
        raise ModelError(f"{target.name} is not the name of an ONNX file.", "Choose a name that ends in .onnx.")
    if not target.parent.is_dir():
        raise ModelError(f"The folder {target.parent} does not exist.", "Choose or create a folder.")
    for file in (target, sidecar):
        try:
            exists = file.exists()
            if file.is_dir():
                raise ModelError(f"{file} is a folder.", "Choose another file name, or move the folder.")
            if exists and not file.is_file():
                raise ModelError(f"{file} is not a file but a device or pipe.", "Choose another file name.")
            own = exists and any(file.samefile(source) for source in opened.file.files)
        except OSError as error:
            raise ModelError(f"{file} cannot be written: {error.strerror or error}.", "Choose another name.") from error
        if own:
            raise ModelError(
                f"{file.name} is the model that is open, or a part of it.",
                "Choose another name: the original is never overwritten.",
            )


def _sidecar(opened: Session, data: DataSpec | None, recipe: Recipe, simulated: Metric | None, content: bytes) -> bytes:
    value: dict[str, Any] = {
        "format": FORMAT,
        "edgeviz": __version__,
        "created": now(),
        "model": {"name": opened.path.name, "sha256": sha256(opened.path)},
        "exported": {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()},
        "recipe": json.loads(recipe.to_json()),
        "recipe_hash": recipe.hash,
        "data": None if data is None else data.to_json(),
        "expected_accuracy": None if simulated is None else simulated.to_json(),
    }
    # A file name that is no text has surrogates, which JSON writes as \udcff.
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _loads(path: str) -> list[str]:
    """Warnings of loading the file in onnxruntime: none when it does."""
    try:
        runtime.session(path)
    except EdgeVizError as error:
        return [f"The file is written, but {error.what} {error.details}".strip()]
    return []


def _warnings(graph: ModelGraph, recipe: Recipe, model: onnx.ModelProto) -> list[str]:
    """What the file does not say by itself: widths rounded up, and what runs as an integer kernel."""
    found: list[str] = []
    rows = [(layer, recipe[layer.key]) for layer in graph.layers]
    for bits in sorted({r.weight.bits for _, r in rows if not r.weight.is_float}):
        layers = [layer.key for layer, r in rows if not r.weight.is_float and r.weight.bits == bits]
        stored = next(r.weight.storage_bits for _, r in rows if not r.weight.is_float and r.weight.bits == bits)
        if stored != bits:
            found.append(f"{_count(layers)} with {bits}-bit weights are stored as {stored}-bit integers.")
    untrained = [layer for layer, r in rows if row_needs_training(r)]
    if untrained:
        found.append(
            f"{_count(untrained)} with two bits or less, or a scheme without scale: expect an accuracy near chance "
            "level unless the network was trained with it."
        )
    inputs = [r.activation for layer, r in rows if r.activation.is_integer and layer.input]
    narrow = {spec.bits for spec in inputs if spec.bits < 8 and not spec.is_sign}
    if narrow:
        found.append(
            f"Activations of {', '.join(map(str, sorted(narrow)))} bits are 8-bit integers clipped to their codes "
            "while the model runs."
        )
    signs = [layer for layer, r in rows if r.activation.is_sign and layer.input]
    if signs:
        found.append(f"{_count(signs)} with 1-bit inputs compute in float: no kernel of onnxruntime takes signs.")
    looked_up = [layer for layer, r in rows if r.weight.is_codebook]
    if looked_up:
        found.append(
            f"{_count(looked_up)} look their weights up in a table when the model is loaded and compute in float: "
            "the file is smaller, the model not faster."
        )
    weight_only = [layer for layer, r in rows if r.weight.is_integer and not runs_in_integers(layer, recipe)]
    if weight_only:
        found.append(
            f"{_count(weight_only)} with integer weights compute in float: the weights are smaller, not faster."
        )
    beside = [layer for layer, r in rows if not r.weight.is_integer and r.activation.is_integer and layer.input]
    if beside:
        found.append(
            f"{_count(beside)} have float weights beside integer activations: onnxruntime rounds such weights to 8 "
            "bits by itself, so that the file may compute something else than was simulated. Give both integers, or "
            "keep both float."
        )
    if any(layer.op in ("MatMul", "Gemm") and recipe[layer.key].weight.storage_bits <= 8 for layer in weight_only):
        found.append(
            "onnxruntime may round the inputs of such MatMuls to 8 bits by itself; the session option "
            '"session.qdq_matmulnbits_accuracy_level" = "1", used for the figures here, keeps them in float.'
        )
    signed = [layer for layer, r in rows if runs_in_integers(layer, recipe) and r.activation.symmetric]
    if signed:
        found.append(
            f"{_count(signed)} have symmetric activations: onnxruntime keeps a convolution in float when a Relu "
            "comes between it and a signed quantizer. Affine activations avoid that."
        )
    if runtime.saturates():
        found.append(
            "This CPU's fast 8-bit kernels saturate; the figures here use the exact ones "
            '(session option "session.x64quantprecision" = "1").'
        )
    if any(entry.domain == RUNTIME_DOMAIN for entry in model.opset_import):
        found.append("The model could not be brought to the opset needed: it uses onnxruntime's own operators.")
    large = [t.name for t in model.graph.initializer if t.data_type == onnx.TensorProto.FLOAT16 and _overflows(t)]
    if large:
        found.append(f"Weights beyond ±65504 became infinite in float16: {', '.join(large[:3])}.")
    return found


def _overflows(tensor: onnx.TensorProto) -> bool:
    return bool(np.isinf(onnx.numpy_helper.to_array(tensor)).any())


def _count(layers: list[Any]) -> str:
    return f"{len(layers)} layers" if len(layers) != 1 else "1 layer"
