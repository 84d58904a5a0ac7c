"""torch.export archives: previewed without torch, screened, converted once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edgeviz.core.errors import ModelError
from edgeviz.core.graph import ModelGraph
from edgeviz.engine.load import pt2_convert, refuse
from edgeviz.engine.load.graph_builder import build_graph
from edgeviz.engine.load.open import load_onnx, open_model, run
from edgeviz.engine.load.pt2_archive import check_expression, check_target, read_archive
from edgeviz.engine.load.pt2_preview import preview, quick_preview
from edgeviz.jobs.context import Context
from edgeviz.jobs.events import Result
from tests.material import MATERIAL, needs_material

torch = pytest.importorskip("torch")
nn = torch.nn

RESNET = MATERIAL / "models/cifar_resnet20_export.pt2"


class ConvNet(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(3, 8, 3, padding=1, bias=False),
            nn.BatchNorm2d(8),
            nn.ReLU(),
            nn.Conv2d(8, 8, 3, groups=8),
            nn.Hardswish(),
        )
        self.up = nn.ConvTranspose2d(8, 4, 2, stride=2)
        self.fc = nn.Linear(4, 3)

    def forward(self, x: Any) -> Any:
        return self.fc(self.up(self.body(x)).mean((2, 3)))


class Transformer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.table = nn.Embedding(50, 16)
        self.encoder = nn.TransformerEncoderLayer(16, 2, 32, batch_first=True)
        self.head = nn.Linear(16, 5, bias=False)

    def forward(self, x: Any) -> Any:
        return self.head(self.encoder(self.table(x)).mean(1))


class Recurrent(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.cell = nn.LSTM(8, 16, num_layers=2, batch_first=True)
        self.fc = nn.Linear(16, 3)

    def forward(self, x: Any) -> Any:
        return self.fc(self.cell(x)[0][:, -1])


CASES: dict[str, tuple[Callable[[], Any], Callable[[], Any]]] = {
    "conv": (ConvNet, lambda: torch.randn(2, 3, 8, 8)),
    "transformer": (Transformer, lambda: torch.randint(0, 50, (2, 7))),
    "recurrent": (Recurrent, lambda: torch.randn(2, 5, 8)),
}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Path, Any, Any]]:
    made: dict[str, tuple[Path, Any, Any]] = {}

    def export(name: str) -> tuple[Path, Any, Any]:
        if name not in made:
            torch.manual_seed(0)
            module, example = CASES[name][0]().eval(), CASES[name][1]()
            if name == "conv":
                module.body[1].running_mean.uniform_(-0.3, 0.3)
                module.body[1].running_var.uniform_(0.5, 2)
            path = tmp_path_factory.mktemp("pt2") / f"{name}.pt2"
            batch = torch.export.Dim("batch", min=1, max=64)
            torch.export.save(torch.export.export(module, (example,), dynamic_shapes=({0: batch},)), path)
            made[name] = path, module, example
        return made[name]

    return export


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.getbasetemp() / "converted"
    monkeypatch.setattr(pt2_convert, "cache_folder", lambda: folder)
    return folder


def same_layers(early: ModelGraph, final: ModelGraph) -> None:
    for name in ("key", "node", "op", "kind", "weight_shape", "channel_axis", "macs", "namespace"):
        assert [getattr(a, name) for a in early.layers] == [getattr(b, name) for b in final.layers], name
    assert early.macs == final.macs
    assert early.input_shape() == final.input_shape()
    assert early.classes() == final.classes()
    assert (early.name, early.format, early.file_bytes) == (final.name, final.format, final.file_bytes)


@pytest.mark.parametrize("name", CASES)
def test_preview_and_converted_model_agree_and_compute_what_torch_computes(exported: Any, name: str) -> None:
    path, module, example = exported(name)
    early = preview(read_archive(path))
    file = load_onnx(path)
    final = build_graph(file)
    same_layers(early, final)
    assert final.runs
    assert final.input_shape()[0] == "N"
    session = ort.InferenceSession(str(file.path), providers=["CPUExecutionProvider"])
    for batch in (example, torch.cat([example, example, example])):
        (found,) = session.run(None, {session.get_inputs()[0].name: batch.numpy()})
        np.testing.assert_allclose(found, module(batch).detach().numpy(), atol=1e-5)


@needs_material
def test_the_material_agrees_with_its_onnx_export() -> None:
    early = preview(read_archive(RESNET))
    final = open_model(RESNET)
    same_layers(early, final)
    other = open_model(MATERIAL / "models/cifar_resnet20.onnx")
    assert [(layer.key, layer.macs, layer.kind) for layer in final.layers] == [
        (layer.key, layer.macs, layer.kind) for layer in other.layers
    ]
    assert (final.name, final.format) == ("cifar_resnet20_export.pt2", "torch.export")


@needs_material
def test_the_preview_needs_no_torch() -> None:
    code = (
        "import sys; from pathlib import Path; from edgeviz.engine.load.pt2_archive import read_archive;"
        "from edgeviz.engine.load.pt2_preview import preview;"
        f"g = preview(read_archive(Path({str(RESNET)!r}))); assert len(g.layers) == 20;"
        "assert 'torch' not in sys.modules"
    )
    root = Path(__file__).resolve().parents[3]
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root)


def test_the_job_gives_the_preview_first_and_converts_only_once(
    exported: Any, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _, _ = exported("conv")
    events: list[Any] = []
    final = run(Context("job", events.append, lambda: False), str(path))
    (early,) = [event.payload for event in events if isinstance(event, Result)]
    same_layers(early, final)
    assert not [p for p in own_cache.iterdir() if p.suffix != ".onnx"]
    monkeypatch.setattr(pt2_convert, "_to_onnx", None)
    assert open_model(path) == final


def test_a_damaged_cache_is_made_again(exported: Any, own_cache: Path) -> None:
    path, _, _ = exported("conv")
    cached = load_onnx(path).path
    cached.write_bytes(b"damaged")
    assert open_model(path).runs


def test_what_a_killed_conversion_left_is_removed_by_the_next_one(exported: Any, own_cache: Path) -> None:
    path, _, _ = exported("conv")
    cached = load_onnx(path).path
    cached.unlink()
    dead, alive = (cached.parent / f"converting-{pid}-x" for pid in (2**22 + 1, os.getpid()))
    for folder in (dead, alive):
        folder.mkdir()
        (folder / "model.pt2").write_bytes(b"x")
    load_onnx(path)
    assert not dead.exists() and alive.exists()


def test_a_model_that_cannot_be_converted_still_opens(
    exported: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _, _ = exported("conv")

    def fail(*arguments: object) -> bytes:
        raise pt2_convert.ConversionError("It cannot be converted.", "Replace it.", "no operator for aten::odd")

    monkeypatch.setattr(pt2_convert, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(pt2_convert, "_to_onnx", fail)
    graph = open_model(path)
    assert graph.missing_operators == ("no operator for aten::odd",)
    assert [layer.key for layer in graph.layers] == ["body.0", "body.3", "up", "fc"]


# ---- what must never reach torch ----


def rewrite(path: Path, target: Path, change: Callable[[str, bytes], bytes | None], **extra: bytes) -> Path:
    """A copy of the archive with members changed (None drops one) or added."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as out:
        root = source.namelist()[0].split("/")[0]
        for name in source.namelist():
            data = change(name.split("/", 1)[1], source.read(name))
            if data is not None:
                out.writestr(name, data)
        for name, data in extra.items():
            out.writestr(f"{root}/{name}", data)
    return target


def edit_program(change: Callable[[dict[str, Any]], None]) -> Callable[[str, bytes], bytes]:
    def run_change(name: str, data: bytes) -> bytes:
        if not name.startswith("models/"):
            return data
        program = json.loads(data)
        change(program)
        return json.dumps(program).encode()

    return run_change


def edit_text(old: str, new: str) -> Callable[[str, bytes], bytes]:
    return lambda name, data: data.replace(old.encode(), new.encode()) if name.startswith("models/") else data


def edit_weights(change: Callable[[dict[str, Any]], None]) -> Callable[[str, bytes], bytes]:
    def run_change(name: str, data: bytes) -> bytes:
        if not name.endswith("weights_config.json"):
            return data
        config = json.loads(data)
        change(next(iter(config["config"].values())))
        return json.dumps(config).encode()

    return run_change


def poison(program: dict[str, Any]) -> None:
    symbol = next(v for v in program["graph_module"]["graph"]["sym_int_values"].values() if "as_expr" in v)
    symbol["as_expr"]["expr_str"] = "__import__('os').system('false')"


def odd_tree(program: dict[str, Any]) -> None:
    signature = program["graph_module"]["module_call_graph"][0]["signature"]
    signature["in_spec"] = json.dumps([1, {"type": "collections.defaultdict", "context": "{}", "children_spec": []}])


def odd_input(program: dict[str, Any]) -> None:
    text = json.dumps(program).replace('"name": "x"', '"name": "x=print(1)"')
    program.clear()
    program.update(json.loads(text))


def script_object(program: dict[str, Any]) -> None:
    program["graph_module"]["graph"]["custom_obj_values"] = {"a": {"name": "a", "class_fqn": "b"}}


CHANGES: dict[str, tuple[Callable[[str, bytes], bytes | None], str]] = {
    "expression": (edit_program(poison), "expression that torch.export would not write"),
    "operator": (edit_text("torch.ops.aten.relu.default", "torch.hub.load"), "operator torch.hub.load"),
    "file operator": (edit_text("torch.ops.aten.relu.default", "torch.ops.aten.from_file.default"), "from_file"),
    "builtin": (edit_text("torch.ops.aten.relu.default", "_operator.methodcaller"), "methodcaller"),
    "tree": (edit_program(odd_tree), "defaultdict"),
    "source": (edit_program(odd_input), "name that torch.export would not write"),
    "object": (edit_program(script_object), "custom objects"),
    "pickled weight": (edit_weights(lambda w: w.update(use_pickle=True)), "as a pickle"),
    "huge weight": (edit_weights(lambda w: w["tensor_meta"]["sizes"][0].update(as_int=1 << 40)), "declares"),
    "weight elsewhere": (edit_weights(lambda w: w.update(path_name="../../x")), "odd"),
    "missing weight": (lambda name, data: None if name.endswith("weight_0") else data, "lacks the data"),
    "no model": (lambda name, data: None if name.startswith("models/") else data, "0 models"),
    "no json": (lambda name, data: b"{" if name.startswith("models/") else data, "not laid out"),
    "deep json": (lambda name, data: b"[" * 100_000 if name.startswith("models/") else data, "not laid out"),
    "wrong json": (lambda name, data: b"[1]" if name.startswith("models/") else data, "not laid out"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_archive_is_refused_before_torch_sees_it(exported: Any, tmp_path: Path, name: str) -> None:
    change, match = CHANGES[name]
    source = exported("transformer" if name == "expression" else "conv")[0]
    path = rewrite(source, tmp_path / "m.pt2", change)
    with pytest.raises(ModelError, match=match) as caught:
        read_archive(path)
    assert caught.value.remedy


def test_sample_inputs_guards_and_extra_files_never_reach_torch(exported: Any, tmp_path: Path) -> None:
    def change(name: str, data: bytes) -> bytes:
        return b"a pickle with a trap" if "sample_inputs" in name else data

    def guard(program: dict[str, Any]) -> None:
        program["guards_code"] = ["print('trap')"]

    source = rewrite(exported("conv")[0], tmp_path / "a.pt2", change)
    path = rewrite(source, tmp_path / "m.pt2", edit_program(guard), **{"extra/trap": b"1"})
    safe = tmp_path / "safe.pt2"
    read_archive(path).write_safe(safe)
    with zipfile.ZipFile(safe) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"trap" not in everything
    assert open_model(path).runs


@pytest.mark.parametrize("member", ["../evil", "/etc/evil", "a\\b"])
def test_members_that_leave_the_archive_are_refused(exported: Any, tmp_path: Path, member: str) -> None:
    path = tmp_path / "m.pt2"
    path.write_bytes(exported("conv")[0].read_bytes())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(member, b"x")
    with pytest.raises(ModelError, match="points outside"):
        read_archive(path)


def test_a_compressed_archive_is_refused_as_it_may_be_a_bomb(exported: Any, tmp_path: Path) -> None:
    path = tmp_path / "m.pt2"
    path.write_bytes(exported("conv")[0].read_bytes())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("conv/data/weights/weight_99", bytes(10 << 20))
    with pytest.raises(ModelError, match="compression"):
        read_archive(path)


@settings(max_examples=150, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(at=st.integers(0, 10**6), byte=st.integers(0, 255), inside=st.booleans(), cut=st.integers(0, 40))
def test_a_mutated_archive_is_read_or_is_a_model_error(
    exported: Any, tmp_path: Path, at: int, byte: int, inside: bool, cut: int
) -> None:
    def mutate(data: bytes) -> bytes:
        place = at % max(1, len(data))
        return data[:place] + bytes([byte]) + data[place + cut :]

    path = tmp_path / "m.pt2"
    if inside:
        rewrite(exported("conv")[0], path, lambda name, data: mutate(data) if name.endswith(".json") else data)
    else:
        path.write_bytes(mutate(exported("conv")[0].read_bytes()))
    try:
        if refuse.identify(path) == refuse.TORCH_EXPORT:
            quick_preview(read_archive(path))
    except ModelError as error:
        assert error.remedy


@pytest.mark.parametrize("part", [0.2, 0.7, 0.99])
def test_a_truncated_archive_is_refused(exported: Any, tmp_path: Path, part: float) -> None:
    data = exported("conv")[0].read_bytes()
    path = tmp_path / "m.pt2"
    path.write_bytes(data[: int(len(data) * part)])
    with pytest.raises(ModelError, match="damaged"):
        open_model(path)


def test_an_archive_with_a_damaged_tensor_is_refused(exported: Any, tmp_path: Path) -> None:
    data = bytearray(exported("conv")[0].read_bytes())
    path = tmp_path / "m.pt2"
    with zipfile.ZipFile(exported("conv")[0]) as archive:
        (tensor,) = (info for info in archive.infolist() if info.filename.endswith("/weights/weight_0"))
    header = data[tensor.header_offset + 26 : tensor.header_offset + 30]
    begin = tensor.header_offset + 30 + int.from_bytes(header[:2], "little") + int.from_bytes(header[2:], "little")
    data[begin] ^= 255
    path.write_bytes(data)
    with pytest.raises(ModelError, match="damaged"):
        open_model(path)


@pytest.mark.parametrize(
    "text",
    [
        "Symbol('s77', positive=True, integer=True)",
        "Mul(Integer(2), Symbol('s0', integer=True))",
        "Add(Integer(-1), FloorDiv(Symbol('s1'), Integer(2)))",
        "Pow(Symbol('s0'), Integer(2))",
        "s0 + 2*s1",
        "Eq(Mod(s0, 2), 0)",
    ],
)
def test_size_expressions_of_torch_pass(text: str) -> None:
    check_expression(Path("m.pt2"), text)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')",
        "().__class__",
        "Symbol('s0').free_symbols",
        "Symbol('a b')",
        "open('x')",
        "[1][0]",
        "9**9**9",
        "Pow(Integer(9), Pow(Integer(9), Integer(9)))",
        "Pow(Integer(999999), Integer(999999))",
        "lambda: 0",
        'Symbol("s0")',
        "(" * 10,
        "1;2",
        "s0\nimport os",
        "9" * 30,
        "x" * 5000,
        "",
        None,
        7,
    ],
)
def test_other_expressions_do_not(text: Any) -> None:
    with pytest.raises(ModelError):
        check_expression(Path("m.pt2"), text)


@pytest.mark.parametrize(
    "target", ["torch.load", "torch.ops.aten.relu.default.__call__", "os.system", "#ext:x", "math.prod", ""]
)
def test_only_operators_that_compute_are_allowed(target: str) -> None:
    with pytest.raises(ModelError):
        check_target(Path("m.pt2"), target)
