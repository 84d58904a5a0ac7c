"""Train the demo model on scikit-learn's digits and write resources/demo/digits.onnx and digits.pt2.

    python packaging/train_demo.py [--output DIR]        (half a minute, where EdgeViz is installed)

The network is small but has what makes bit widths interesting: dense 3×3 convolutions in residual blocks,
depthwise-separable convolutions whose channels differ widely in range, batch norms left unfolded, a linear
classifier. It takes grey images 1×8×8 with values 0 to 16, as scikit-learn has them, and gives 10 logits.

It is trained on the train part of the data source "digits" only (1,201 samples); the 596 samples of the test part,
on which EdgeViz validates, are never seen. Seeded, one thread, deterministic on one machine and torch version.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxscript import optimizer
from torch import Tensor, nn

from edgeviz.core.dataset import DataSpec
from edgeviz.engine.data.part import no_tick
from edgeviz.engine.data.sources import open_source

SEED = 0
EPOCHS = 60
BATCH = 32
WIDTH, WIDE = 24, 40


class ConvNorm(nn.Sequential):
    """A convolution without bias and its batch norm."""

    def __init__(self, inputs: int, outputs: int, kernel: int = 3, stride: int = 1, groups: int = 1) -> None:
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False)
        self.norm = nn.BatchNorm2d(outputs)


class Separable(nn.Module):
    """Depthwise 3×3, then pointwise 1×1."""

    def __init__(self, inputs: int, outputs: int, stride: int = 1) -> None:
        super().__init__()
        self.depthwise = ConvNorm(inputs, inputs, stride=stride, groups=inputs)
        self.pointwise = ConvNorm(inputs, outputs, kernel=1)

    def forward(self, x: Tensor) -> Tensor:
        return self.pointwise(torch.relu(self.depthwise(x)))


class Residual(nn.Module):
    """relu(x + body(x))."""

    def __init__(self, body: nn.Module) -> None:
        super().__init__()
        self.body = body

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(x + self.body(x))


class Pair(nn.Module):
    """Two 3×3 convolutions."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.conv1 = ConvNorm(width, width)
        self.conv2 = ConvNorm(width, width)

    def forward(self, x: Tensor) -> Tensor:
        return self.conv2(torch.relu(self.conv1(x)))


class DigitsNet(nn.Module):
    """Float images [n, 1, 8, 8], values 0 to 16, -> logits [n, 10]."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = ConvNorm(1, WIDTH)
        self.block1 = Residual(Pair(WIDTH))
        self.block2 = Residual(Separable(WIDTH, WIDTH))
        self.down = Separable(WIDTH, WIDE, stride=2)
        self.block3 = Residual(Separable(WIDE, WIDE))
        self.block4 = Residual(Pair(WIDE))
        self.classifier = nn.Linear(WIDE, 10)

    def forward(self, x: Tensor) -> Tensor:
        x = self.block2(self.block1(torch.relu(self.stem(x))))
        x = self.block3(torch.relu(self.down(x)))
        return self.classifier(self.block4(x).mean((2, 3)))


def read_part(name: str) -> tuple[Tensor, Tensor]:
    """All samples of the "train" or the "test" part: images [n, 1, 8, 8] and labels [n]."""
    part = open_source(DataSpec()).parts[name]
    images = part.read(np.arange(len(part.labels)), None, no_tick)
    return torch.from_numpy(images.transpose(0, 3, 1, 2).copy()), torch.from_numpy(part.labels)


def jitter(x: Tensor, random: torch.Generator) -> Tensor:
    """Shift every image by up to one pixel in each direction."""
    padded = nn.functional.pad(x, (1, 1, 1, 1))
    moves = torch.randint(0, 3, (len(x), 2), generator=random)
    return torch.stack([image[:, i : i + 8, j : j + 8] for image, (i, j) in zip(padded, moves.tolist(), strict=True)])


@torch.no_grad()
def accuracy(model: nn.Module, x: Tensor, y: Tensor) -> float:
    return float((model.eval()(x).argmax(1) == y).float().mean())


def train() -> DigitsNet:
    """The trained network in evaluation mode."""
    torch.manual_seed(SEED)
    random = torch.Generator().manual_seed(SEED)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    x, y = read_part("train")
    model = DigitsNet()
    adam = torch.optim.Adam(model.parameters(), lr=4e-3)
    steps = EPOCHS * (len(x) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(adam, max_lr=4e-3, total_steps=steps)
    for epoch in range(EPOCHS):
        model.train()
        order = torch.randperm(len(x), generator=random)
        for rows in order[: len(x) // BATCH * BATCH].split(BATCH):
            loss = nn.functional.cross_entropy(model(jitter(x[rows], random)), y[rows])
            adam.zero_grad()
            loss.backward()
            adam.step()
            schedule.step()
        if epoch % 10 == 9:
            print(f"epoch {epoch + 1:3d}: loss {loss.item():.3f}, train {accuracy(model, x, y):.2%}", flush=True)
    return model.eval()


def without_traces(program: torch.export.ExportedProgram) -> torch.export.ExportedProgram:
    """Drop the source lines that torch records for every node: they hold paths of the machine that exported."""
    for node in program.graph.nodes:
        node.meta.pop("stack_trace", None)
    return program


def drop_zero_biases(graph: onnx.GraphProto) -> None:
    """Take out the zero biases that the exporter gives to convolutions without one."""
    zeros = {entry.name for entry in graph.initializer if not onnx.numpy_helper.to_array(entry).any()}
    for node in graph.node:
        if node.op_type == "Conv" and len(node.input) == 3 and node.input[2] in zeros:
            del node.input[2]
    used = {name for node in graph.node for name in node.input}
    kept = [entry for entry in graph.initializer if entry.name in used]
    del graph.initializer[:]
    graph.initializer.extend(kept)


def export(model: DigitsNet, folder: Path) -> None:
    """Write digits.onnx (batch norms unfolded, dynamic batch, module names kept) and digits.pt2 into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    example = (torch.zeros(2, 1, 8, 8),)
    shapes: Any = ({0: torch.export.Dim("batch", min=1)},)
    program = without_traces(torch.export.export(model, example, dynamic_shapes=shapes))
    torch.export.save(program, folder / "digits.pt2")
    # Not optimized by torch, which would fold the batch norms too, and folding them is EdgeViz's to show.
    exported = torch.onnx.export(
        model,
        example,
        dynamo=True,
        dynamic_shapes=shapes,
        input_names=["image"],
        output_names=["logits"],
        opset_version=20,
        optimize=False,
        verbose=False,
    )
    assert exported is not None
    optimizer.fold_constants(exported.model)
    optimizer.remove_unused_nodes(exported.model)
    proto = exported.model_proto
    drop_zero_biases(proto.graph)
    for node in proto.graph.node:
        kept = [entry for entry in node.metadata_props if not entry.key.endswith(("stack_trace", "fx_node"))]
        del node.metadata_props[:]
        node.metadata_props.extend(kept)
        node.doc_string = ""
    onnx.checker.check_model(proto, full_check=True)
    (folder / "digits.onnx").write_bytes(proto.SerializeToString(deterministic=True))


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the demo model.")
    default = Path(__file__).resolve().parents[1] / "resources" / "demo"
    parser.add_argument("--output", type=Path, default=default, help="folder for digits.onnx and digits.pt2")
    arguments = parser.parse_args()
    begun = time.monotonic()
    model = train()
    print(f"parameters: {sum(p.numel() for p in model.parameters()):,}")
    print(f"test accuracy: {accuracy(model, *read_part('test')):.2%}, {time.monotonic() - begun:.0f} s")
    export(model, arguments.output)


if __name__ == "__main__":
    main()
