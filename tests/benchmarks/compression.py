"""Deep Compression stage by stage, beside the paper's figures, and the speed of its coding.

LeNet-5 (20-50-500-10, 430,500 weights) is trained here on 6,000 images of MNIST and measured on the official test;
it keeps the shares of weights that the paper keeps. ResNet-20 is the published one, retrained on images of the CIFAR-10
training set and measured on 2,000 of the official test. Rates are of the weights; "file" holds graph and biases too.
The paper (Han et al. 2016) reports 39× for LeNet-5, 35× for AlexNet and 49× for VGG-16 without loss of accuracy, with
the full training sets and long retraining; here it is minutes.
"""

from __future__ import annotations

import gzip
import lzma
import tempfile
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from edgeviz.core.compress.report import DeepReport, Stage
from edgeviz.core.compress.request import DeepRequest
from edgeviz.core.compress.stream import SharedLayer, read, smallest, write
from edgeviz.core.dataset import DataSpec
from edgeviz.core.train_request import Augmentation
from edgeviz.core.training import TrainSpec
from edgeviz.engine.compress import deep
from edgeviz.engine.data.training import load_training
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.session import session
from edgeviz.engine.train import loop
from edgeviz.jobs.context import Untracked
from tests.benchmarks.table import show
from tests.material import MATERIAL

TUNE = TrainSpec(epochs=3, rate=1e-4, weight_decay=0.0)
LENET = DeepRequest(
    layers=(("conv1", 0.34), ("conv2", 0.88), ("ip1", 0.92), ("ip2", 0.81)),
    ramp=0.5,
    conv_bits=8,
    dense_bits=5,
    retrain=TrainSpec(epochs=15, batch=64, rate=1e-3),
    tune=TUNE,
)
#: The first and the last layer are small and keep more; 5 bits, because a table of 256 values is as large as a layer.
RESNET = DeepRequest(
    conv_sparsity=0.6,
    dense_sparsity=0.5,
    layers=(("conv1", 0.3),),
    ramp=0.5,
    conv_bits=5,
    dense_bits=5,
    retrain=TrainSpec(epochs=6, rate=4e-4),
    tune=TUNE,
    augmentation=Augmentation(flip=True, crop=4),
    samples=6000,
)


def main(quick: bool = False) -> None:
    _coding(1_000_000 if quick else 10_000_000)
    if not MATERIAL.is_dir():
        print("skipped: the rest needs the models and data of shared/material beside the checkout")
        return
    cifar = DataSpec(
        "npz", str(MATERIAL / "data" / "cifar10_dev.npz"), scale=1 / 255, mean=(0.485, 0.456, 0.406),
        std=(0.229, 0.224, 0.225), calibration=256, validation=500 if quick else 2000,
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        mnist = _mnist(Path(folder))
        lenet = _lenet(Path(folder), mnist, 2 if quick else 20)
        rows, layers = [], []
        for name, path, data, request in (
            ("LeNet-5", lenet, mnist, LENET),
            ("ResNet-20", str(MATERIAL / "models" / "cifar_resnet20.onnx"), cifar, RESNET),
        ):
            if quick:
                request = replace(request, samples=1000, retrain=replace(request.retrain, epochs=2))
            report = deep.run(Untracked(), path, data, request, f"{folder}/{name}")
            rows += _stages(name, report)
            layers += _layers(name, report)
            show(["network", "stage", "accuracy", "weights", "rate", "file", "file rate", "seconds"], rows)
    print()
    show(["network", "layer", "weights", "left", "bits", "Huffman", "gap", "Huffman", "rate"], layers)


def _stages(name: str, report: DeepReport) -> list[list[str]]:
    found = []
    for one in report.stages:
        low, high = one.accuracy.low or 0.0, one.accuracy.high or 0.0
        accuracy = f"{100 * one.accuracy.value:.2f} % ({100 * low:.2f}–{100 * high:.2f})"
        file = [f"{one.file / 1000:.1f} KB", f"{report.original / one.file:.1f}×"] if one.file else ["–", "–"]
        size = [f"{one.weights / 1000:.1f} KB", f"{report.rate(one.stage):.1f}×"]
        found.append([name, one.stage.value, accuracy, *size, *file, f"{one.seconds:.0f}"])
    assert report.agreement.value == 1.0 or report.max_difference < 1e-3, "onnxruntime disagrees"
    assert report.stages[-1].stage is Stage.CODED
    return found


def _layers(name: str, report: DeepReport) -> list[list[str]]:
    return [
        [
            name, row.key, f"{row.elements:,}", f"{100 * row.share:.0f} %", str(row.bits), f"{row.code_bits:.1f}",
            str(row.gap) if row.gap else "–", f"{row.gap_bits:.1f}", f"{row.rates[2]:.1f}×",
        ]
        for row in report.layers
    ]  # fmt: skip


# ---- the networks ----


def _mnist(folder: Path) -> DataSpec:
    train = np.load(MATERIAL / "data" / "mnist_train6k.npz")
    arrays = {name: train[name] for name in train.files}
    x, y = _array(arrays, 3), _array(arrays, 1)
    with gzip.open(MATERIAL / "data" / "t10k-images-idx3-ubyte.gz") as file:
        test_x = np.frombuffer(file.read()[16:], np.uint8).reshape(-1, 1, 28, 28)
    with gzip.open(MATERIAL / "data" / "t10k-labels-idx1-ubyte.gz") as file:
        test_y = np.frombuffer(file.read()[8:], np.uint8)
    path = folder / "mnist.npz"
    np.savez(path, x_train=x.reshape(-1, 1, 28, 28), y_train=y, x_test=test_x, y_test=test_y)
    return DataSpec("npz", str(path), scale=1 / 255, mean=(0.1307,), std=(0.3081,), validation=10_000)


def _array(arrays: dict[str, np.ndarray], dimensions: int) -> np.ndarray:
    """Images have three dimensions or four, labels one."""
    return next(a for a in arrays.values() if (a.ndim >= 3) == (dimensions >= 3))


def _lenet(folder: Path, data: DataSpec, epochs: int) -> str:
    """Caffe's LeNet-5, which the paper compresses, trained for ``epochs`` epochs."""
    rng = np.random.default_rng(0)
    shapes = {"conv1": (20, 1, 5, 5), "conv2": (50, 20, 5, 5), "ip1": (500, 800), "ip2": (10, 500)}
    weights = []
    for name, shape in shapes.items():
        bound = np.sqrt(3 / np.prod(shape[1:]))
        weights.append(numpy_helper.from_array(rng.uniform(-bound, bound, shape).astype(np.float32), f"{name}.weight"))
        weights.append(numpy_helper.from_array(np.zeros(shape[0], np.float32), f"{name}.bias"))
    pool = {"kernel_shape": [2, 2], "strides": [2, 2]}
    nodes = [
        helper.make_node("Conv", ["x", "conv1.weight", "conv1.bias"], ["c1"], name="conv1"),
        helper.make_node("MaxPool", ["c1"], ["p1"], name="pool1", **pool),
        helper.make_node("Conv", ["p1", "conv2.weight", "conv2.bias"], ["c2"], name="conv2"),
        helper.make_node("MaxPool", ["c2"], ["p2"], name="pool2", **pool),
        helper.make_node("Flatten", ["p2"], ["f"], name="flatten"),
        helper.make_node("Gemm", ["f", "ip1.weight", "ip1.bias"], ["i1"], name="ip1", transB=1),
        helper.make_node("Relu", ["i1"], ["r1"], name="relu1"),
        helper.make_node("Gemm", ["r1", "ip2.weight", "ip2.bias"], ["y"], name="ip2", transB=1),
    ]
    ends = [
        helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", 1, 28, 28]),
        helper.make_tensor_value_info("y", TensorProto.FLOAT, ["N", 10]),
    ]
    model = helper.make_model(
        helper.make_graph(nodes, "lenet5", ends[:1], ends[1:], weights),
        opset_imports=[helper.make_opsetid("", 17)],
        ir_version=8,
    )
    module = OnnxModule.from_proto(model)
    train, held = load_training(data, (1, 1, 28, 28), 10)
    loop.fit(Untracked(), module, train, held, TrainSpec(epochs=epochs, batch=64, rate=1e-3))
    for tensor in model.graph.initializer:
        tensor.raw_data = module.weight(tensor.name).detach().numpy().tobytes()
    path = folder / "lenet5.onnx"
    onnx.save(model, path)
    assert session(path).graph.parameters > 430_000
    return str(path)


# ---- coding ----


def _coding(count: int) -> None:
    """A layer as pruning and sharing leave it: one weight in ten, 31 values, bell-shaped."""
    rng = np.random.default_rng(0)
    values = np.clip(np.rint(rng.normal(16, 5, count)), 1, 31).astype(np.uint8)
    codes = np.where(rng.random(count) < 0.1, values, 0).astype(np.uint8)
    table = np.append(0, rng.normal(size=31)).astype(np.float32)
    layer = SharedLayer("w", codes, table)
    raw = codes.tobytes()
    rows = []

    def add(name: str, encode: Callable[[], bytes], decode: Callable[[bytes], object]) -> None:
        begun = time.perf_counter()
        packed = encode()
        middle = time.perf_counter()
        decode(packed)
        end = time.perf_counter()
        bits = 8 * len(packed) / count
        rows.append(
            [name, f"{len(packed):,}", f"{bits:.3f}", f"{middle - begun:.2f}", f"{end - middle:.2f}",
             f"{count / (middle - begun) / 1e6:.1f}", f"{count / (end - middle) / 1e6:.1f}"]
        )  # fmt: skip

    def decoded(content: bytes) -> None:
        found = next(read(content).layers())
        assert np.array_equal(found.codes, codes)

    for gap in (0, 3, 4, 5, 8):
        chosen = SharedLayer("w", codes, table, gap)
        title = f"gaps of {gap} bits, Huffman" if gap else "Huffman of every code"
        add(title, lambda chosen=chosen: write(b"", [chosen]).content, decoded)
    add("smallest layout, chosen by itself", lambda: write(b"", [smallest(layer, 0)]).content, decoded)
    add("zlib, level 9, of the codes as bytes", lambda: zlib.compress(raw, 9), zlib.decompress)
    add("lzma of the codes as bytes", lambda: lzma.compress(raw, preset=6), lzma.decompress)
    share = 0.1
    entropy = -(share * np.log2(share) + (1 - share) * np.log2(1 - share))
    spread = np.bincount(codes[codes > 0]) / np.count_nonzero(codes)
    entropy += share * -sum(p * np.log2(p) for p in spread if p)
    print(f"{count:,} weights, a tenth left, 31 values; entropy {entropy:.3f} bits a weight. M/s: million weights.\n")
    show(["coding", "bytes", "bits a weight", "encode s", "decode s", "encode M/s", "decode M/s"], rows)
    print()
