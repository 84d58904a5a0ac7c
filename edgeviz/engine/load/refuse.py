"""Files that are not models EdgeViz opens: what each is, and the way out. Nothing is ever unpickled."""

from __future__ import annotations

from pathlib import Path

from edgeviz.core.errors import ModelError


def check(path: Path) -> None:
    if path.is_dir():
        raise ModelError(f"{path.name or path} is a folder.", "Choose a model file: .onnx or .pt2.")
    if not path.exists():
        raise ModelError(f"{path} does not exist.", "Check the name of the file.")


def unknown(path: Path, details: str = "") -> ModelError:
    return ModelError(
        f"{path.name} is not a model that EdgeViz knows.",
        "Open an ONNX file (.onnx) or a torch.export archive (.pt2).",
        details,
    )
