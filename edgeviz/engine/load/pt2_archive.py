"""A torch.export archive (.pt2) taken apart without torch, and put together again from what is known to be safe.

``torch.export.load`` runs code that a file brings along: pickled sample inputs and weights, expressions that are
evaluated, operators that are looked up by any dotted name, names that become Python source. So nothing of a file
reaches torch unless it has passed here: tensors as raw bytes, JSON of which every name, operator and expression
was matched against what torch.export itself writes. What is not needed (sample inputs, stack traces, guards,
compiled code, extra files) is left out.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path, PurePosixPath
from typing import Any

from edgeviz.core.errors import ModelError
from edgeviz.core.graph import ITEM_BITS

MAX_MEMBERS = 100_000
MAX_JSON = 256 << 20

_EXPORT_AGAIN = "Export it again with torch.export.save (PyTorch 2.8 or newer), or with torch.onnx.export(dynamo=True)."

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,400}")
#: Names of tensors and fields; ONNX names kept in a module hold slashes. No file is ever named by one.
_PATH = re.compile(r"[A-Za-z0-9_./\-]{0,1000}")
_PAYLOAD = re.compile(r"[A-Za-z0-9_]{1,200}")
_TARGET = re.compile(
    r"torch\.ops\.(aten|prims)\.[A-Za-z0-9_]{1,100}\.[A-Za-z0-9_]{1,100}"
    r"|_operator\.(add|sub|mul|floordiv|truediv|mod|pow|neg|pos|eq|ne|le|ge|lt|gt|and_|or_|getitem)"
    r"|math\.(ceil|floor|trunc|sqrt)"
    r"|torch\.sym_(int|float|max|min|not|ite|sum|sqrt)"
    r"|torch\._sym_sqrt"
)
#: Operators of aten that touch files or the console.
_FORBIDDEN = re.compile(r"torch\.ops\.aten\.(from_file|save|_print|_debug.*|set_data)\..*")
_TOKEN = re.compile(
    r"\s*([A-Za-z_][A-Za-z0-9_]*|'[A-Za-z_][A-Za-z0-9_]{0,60}'|\d{1,19}(?:\.\d{1,19})?|[()+\-*/,=<>!&|~])"
)
_FUNCTIONS = frozenset(
    """Symbol Integer Float Rational Add Mul Pow Max Min Mod PythonMod FloorDiv CleanDiv CeilDiv ModularIndexing Where
    ToFloat TruncToInt TruncToFloat CeilToInt FloorToInt RoundToInt IntTrueDiv FloatTrueDiv Identity
    Eq Ne Lt Le Gt Ge Equality Unequality StrictLessThan LessThan StrictGreaterThan GreaterThan And Or Not
    positive nonnegative integer real negative finite True False true false oo int_oo""".split()  # noqa: SIM905
)
_TREE_TYPES = {None, "builtins.tuple", "builtins.list", "builtins.dict", "collections.OrderedDict"}


@dataclass(frozen=True)
class Archive:
    """What an archive holds: ``program`` is the screened models/*.json, the configs name raw tensor files."""

    path: Path
    root: str
    model: str
    program: dict[str, Any]
    weights: dict[str, Any]
    constants: dict[str, Any]

    def write_safe(self, target: Path) -> None:
        """Write an archive of the screened parts alone to ``target``. Raises ModelError where a tensor is damaged."""
        with zipfile.ZipFile(self.path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as out:
            out.writestr("model/archive_format", b"pt2")
            out.writestr("model/archive_version", b"0")
            out.writestr("model/byteorder", b"little")
            out.writestr("model/.data/version", b"3\n")
            out.writestr("model/version", b"3\n")
            out.writestr(f"model/models/{self.model}.json", json.dumps(self.program))
            out.writestr(f"model/data/sample_inputs/{self.model}.pt", b"")
            for folder, config in (("weights", self.weights), ("constants", self.constants)):
                out.writestr(f"model/data/{folder}/{self.model}_{folder}_config.json", json.dumps({"config": config}))
                for name in dict.fromkeys(entry["path_name"] for entry in config.values()):
                    member = f"data/{folder}/{name}"
                    try:
                        with source.open(f"{self.root}/{member}") as data, out.open(f"model/{member}", "w") as copy:
                            while chunk := data.read(1 << 20):
                                copy.write(chunk)
                    except (zipfile.BadZipFile, EOFError) as error:
                        raise _damaged(self.path, error) from error


def read_archive(path: Path) -> Archive:
    """Screen the archive at ``path``. Raises ModelError for anything torch.export would not have written."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _read(path, archive)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError) as error:
        raise ModelError(
            f"{path.name} is not laid out as torch.export writes it.", _EXPORT_AGAIN, f"{type(error).__name__}: {error}"
        ) from error
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> ModelError:
    return ModelError(
        f"{path.name} is truncated or damaged.", "Copy or export it again.", f"{type(error).__name__}: {error}"
    )


def _read(path: Path, archive: zipfile.ZipFile) -> Archive:
    members = _members(path, archive)
    roots = {name.split("/", 1)[0] for name in members}
    if len(roots) != 1:
        raise _layout(path, "it has no single top folder")
    root = roots.pop()
    inner = {name[len(root) + 1 :]: info for name, info in members.items()}
    for name in inner:
        if name.startswith("data/aotinductor/"):
            raise ModelError(
                f"{path.name} holds compiled code for one machine, not a network.",
                "Open the file that torch.export.save wrote before it was compiled.",
            )
    if "serialized_exported_program.json" in members or "serialized_exported_program.json" in inner:
        raise ModelError(f"{path.name} was saved by an older PyTorch.", _EXPORT_AGAIN)
    models = [name for name in inner if re.fullmatch(r"models/[A-Za-z0-9_]{1,100}\.json", name)]
    if len(models) != 1:
        raise _layout(path, f"it holds {len(models)} models; exactly one can be opened")
    model = models[0][len("models/") : -len(".json")]
    program = _json(path, archive, inner[models[0]])
    configs = []
    for folder in ("weights", "constants"):
        if f"data/{folder}/{model}.pt" in inner:
            raise ModelError(f"{path.name} stores its {folder} as a pickle, which may run code.", _EXPORT_AGAIN)
        info = inner.get(f"data/{folder}/{model}_{folder}_config.json")
        if info is None:
            raise _layout(path, f"the list of {folder} is missing")
        configs.append(_payloads(path, _json(path, archive, info)["config"], folder, inner))
    return Archive(path, root, model, _screen_program(path, program), *configs)


def _members(path: Path, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise _layout(path, f"it has {len(infos):,} members")
    total = 0
    found: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        name = info.filename
        parts = PurePosixPath(name).parts
        if name.startswith("/") or "\\" in name or ".." in parts or "\0" in name or ":" in name.split("/", 1)[0]:
            raise ModelError(
                f"{path.name} has a member that points outside it: {name[:100]!r}.", "Do not use this file."
            )
        if name in found:
            raise _layout(path, f"it has two members named {name[:100]}")
        if info.compress_type != zipfile.ZIP_STORED:
            raise ModelError(
                f"{path.name} was packed again with compression.", f"Use the original file. {_EXPORT_AGAIN}"
            )
        total += info.file_size
        found[name] = info
    if total > path.stat().st_size:
        raise _layout(path, "its members overlap")
    return found


def _json(path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Any:
    if info.file_size > MAX_JSON:
        raise _layout(path, f"{info.filename} is larger than {MAX_JSON >> 20} MB")
    return json.loads(archive.read(info))


def _payloads(
    path: Path, config: Mapping[str, Any], folder: str, members: Mapping[str, zipfile.ZipInfo]
) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for name, entry in config.items():
        file = entry["path_name"]
        if not _PATH.fullmatch(name) or not isinstance(file, str) or not _PAYLOAD.fullmatch(file):
            raise _layout(path, f"the name of a tensor is odd: {name[:80]!r}")
        if entry.get("use_pickle") is not False or file.startswith(("custom_obj", "opaque_obj")):
            raise ModelError(
                f"{path.name} stores {name} as a pickle, which may run code.",
                "Keep plain tensors only (no tensor subclasses, no custom objects) in the module and export it again.",
            )
        if f"data/{folder}/{file}" not in members:
            raise ModelError(f"{path.name} lacks the data of {name}.", "Export or copy it again.")
        meta = entry["tensor_meta"]
        _check_meta(path, name, meta, members[f"data/{folder}/{file}"].file_size)
        kept[name] = {
            "path_name": file,
            "is_param": bool(entry["is_param"]),
            "use_pickle": False,
            "tensor_meta": {**meta, "device": {"type": "cpu", "index": None}},
        }
    return kept


#: torch's number of an element type -> name; see torch/_export/serde/schema.py, ScalarType.
SCALARS = {
    1: "uint8", 2: "int8", 3: "int16", 4: "int32", 5: "int64", 6: "float16", 7: "float32", 8: "float64",
    10: "complex64", 11: "complex128", 12: "bool", 13: "bfloat16", 28: "uint16", 29: "float8_e4m3fn",
    30: "float8_e5m2", 31: "float8_e4m3fnuz", 32: "float8_e5m2fnuz",
}  # fmt: skip


def _check_meta(path: Path, name: str, meta: Mapping[str, Any], stored: int) -> None:
    sizes = [int(size["as_int"]) for size in meta["sizes"]]
    kind = SCALARS.get(meta["dtype"], "")
    if any(size < 0 for size in sizes) or prod(sizes) * ITEM_BITS.get(kind, 8) // 8 > max(stored, 0):
        shape = " × ".join(str(size) for size in sizes)
        raise ModelError(
            f"{path.name} declares {name} as {shape} but stores {stored:,} bytes of it.", "Export or copy it again."
        )


def _screen_program(path: Path, program: Mapping[str, Any]) -> dict[str, Any]:
    module = program["graph_module"]
    graph = _screen(path, module["graph"])
    return {
        **{name: program[name] for name in ("schema_version", "opset_version", "torch_version") if name in program},
        "verifiers": [v for v in program.get("verifiers", []) if isinstance(v, str) and _NAME.fullmatch(v)],
        "range_constraints": {
            symbol: {key: bounds.get(key) for key in ("min_val", "max_val") if _is_bound(bounds.get(key))}
            for symbol, bounds in program.get("range_constraints", {}).items()
            if _known(path, _NAME, symbol, "symbol")
        },
        "guards_code": [],
        "graph_module": {
            "graph": graph,
            "signature": _screen(path, module["signature"], names=_PATH),
            "module_call_graph": _call_graph(path, module["module_call_graph"]),
            "metadata": {},
            "treespec_namedtuple_fields": {},
        },
    }


def _is_bound(value: Any) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool))


def _known(path: Path, pattern: re.Pattern[str], text: Any, what: str) -> bool:
    if not isinstance(text, str) or not pattern.fullmatch(text):
        raise ModelError(
            f"{path.name} holds a {what} that torch.export would not write: {str(text)[:80]!r}.",
            f"It was changed after it was exported; do not trust it. {_EXPORT_AGAIN}",
        )
    return True


def _screen(path: Path, value: Any, names: re.Pattern[str] = _NAME, depth: int = 0) -> Any:
    """A copy of ``value`` whose names, operators and expressions are harmless. Raises ModelError otherwise."""
    if depth > 60:
        raise _layout(path, "its JSON is nested too deep")
    if isinstance(value, list):
        return [_screen(path, item, names, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    result: dict[str, Any] = {}
    for key, item in value.items():
        _known(path, _PATH, key, "field")
        if key == "metadata":
            result[key] = _metadata(item)
        elif key in ("device", "as_device") and isinstance(item, dict):
            result[key] = {"type": "cpu", "index": None}  # a model exported on a GPU opens without one
        elif key in ("as_custom_obj", "custom_obj_values") and item:
            raise ModelError(
                f"{path.name} holds custom objects (TorchBind), which may run code.",
                "Export the module without custom classes.",
            )
        elif key in ("target", "as_operator") and isinstance(item, str) and names is _NAME:
            check_target(path, item)
            result[key] = item
        elif key == "expr_str":
            check_expression(path, item)
            result[key] = item
        elif isinstance(item, str) and key not in ("as_string", "type", "kind"):
            _known(path, names if key in ("name", "as_name", "graph_name") else _PATH, item, "name")
            result[key] = item
        else:
            result[key] = _screen(path, item, names, depth + 1)
    return result


def _metadata(item: Any) -> dict[str, str]:
    stack = item.get("nn_module_stack") if isinstance(item, dict) else None
    return {"nn_module_stack": stack} if isinstance(stack, str) and len(stack) < 20_000 and stack.isprintable() else {}


def check_target(path: Path, target: str) -> None:
    """Raise ModelError unless ``target`` is an operator that only computes."""
    if _TARGET.fullmatch(target) and not _FORBIDDEN.fullmatch(target):
        return
    raise ModelError(
        f"{path.name} uses the operator {target[:100]}, which EdgeViz does not load from a .pt2 file.",
        "Replace it in the module, or convert the module yourself with torch.onnx.export(dynamo=True).",
    )


def check_expression(path: Path, text: Any) -> None:
    """Raise ModelError unless ``text`` is a size expression as torch.export prints it: sympy evaluates it as code.

    Only known functions, quoted symbols, short numbers and operators are allowed; no attribute, no subscript, no
    power of a power (which would not end).
    """
    if not isinstance(text, str) or not text or len(text) > 4000:
        raise _expression(path, str(text))
    at = 0
    calls: list[str] = []
    before = ""
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _expression(path, text)
        token = match[1]
        at = match.end()
        if token == "(":
            calls.append(before if before in _FUNCTIONS else "")
        elif token == ")":
            if not calls:
                raise _expression(path, text)
            calls.pop()
        elif token == "*" and before == "*":
            raise _expression(path, text)
        elif token[0].isdigit():
            if before[:1].isdigit() or ("Pow" in calls and len(token) > 2):
                raise _expression(path, text)
        elif (
            (token[0].isalpha() or token[0] == "_")
            and token not in _FUNCTIONS
            and not re.fullmatch(r"[suzf]+\d+", token)
        ):
            raise _expression(path, text)
        if token == "Pow" and "Pow" in calls:
            raise _expression(path, text)
        before = token
    if calls:
        raise _expression(path, text)


def _expression(path: Path, text: str) -> ModelError:
    return ModelError(
        f"{path.name} holds an expression that torch.export would not write: {text[:80]!r}.",
        f"It was changed after it was exported; do not trust it. {_EXPORT_AGAIN}",
    )


def _call_graph(path: Path, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The root's entry alone: how inputs and outputs are packed. The signatures of inner modules are not needed."""
    kept = []
    for entry in entries:
        _known(path, _PATH, entry["fqn"], "name")
        signature = entry.get("signature") if entry["fqn"] == "" else None
        if signature is not None:
            for name in ("in_spec", "out_spec"):
                _tree(path, json.loads(signature[name]))
            signature = {
                "in_spec": signature["in_spec"],
                "out_spec": signature["out_spec"],
                "inputs": _screen(path, signature["inputs"]),
                "outputs": _screen(path, signature["outputs"]),
                "forward_arg_names": [
                    n for n in signature.get("forward_arg_names") or [] if _known(path, _NAME, n, "name")
                ],
            }
        kept.append({"fqn": entry["fqn"], "signature": signature})
    return kept


def _tree(path: Path, spec: Any) -> None:
    if isinstance(spec, list):
        for part in spec:
            _tree(path, part)
    elif isinstance(spec, dict):
        if spec.get("type") not in _TREE_TYPES:
            raise ModelError(
                f"{path.name} takes or gives a {str(spec.get('type'))[:80]}, which EdgeViz does not load.",
                "Give the module plain tensors, tuples, lists and dicts, and export it again.",
            )
        for part in spec.get("children_spec", []):
            _tree(path, part)
    elif not isinstance(spec, int):
        raise _layout(path, "its input structure is odd")


def _layout(path: Path, text: str) -> ModelError:
    return ModelError(f"{path.name} is not laid out as torch.export writes it: {text}.", _EXPORT_AGAIN)
