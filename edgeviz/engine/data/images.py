"""Image files: a folder for each class, or a CSV of labels; in a folder or in a .zip."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError
from edgeviz.engine.data.part import Opened, Part, Size, Tick, check_kept
from edgeviz.engine.data.table import Row, find_table, read_table
from edgeviz.engine.data.tree import Tree, open_tree, subtree

SUFFIXES = (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp", ".ppm", ".pgm", ".tif", ".tiff")
FORMATS = ("JPEG", "PNG", "BMP", "GIF", "WEBP", "PPM", "TIFF")
MAX_PIXELS = 64_000_000
SPLITS = {"train": "train", "training": "train", "test": "test", "val": "val", "valid": "val", "validation": "val"}


def is_image(name: str) -> bool:
    return name.lower().endswith(SUFFIXES)


def _too_large(name: str) -> DataError:
    return DataError(f"{name} has more than {MAX_PIXELS:,} pixels, which is refused.", "Make it smaller.")


def _opened(data: bytes, name: str) -> Image.Image:
    """The image's header. Raises DataError for a file that is no image or declares too many pixels."""
    try:
        with warnings.catch_warnings():
            # Pillow warns from 89 million pixels on; the limit below is lower and final.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise _too_large(name) from error
    except Exception as error:  # Pillow's readers raise anything on a damaged file
        raise DataError(f"{name} is not a readable image.", "Remove or replace it.", repr(error)) from error
    if image.width * image.height > MAX_PIXELS:
        raise _too_large(name)
    return image


def decode(data: bytes, name: str, resize: Size | None) -> NDArray[np.uint8]:
    """An image file -> RGB bytes [h, w, 3], resized when asked. Raises DataError naming the file."""
    image = _opened(data, name)
    try:
        if image.mode.startswith("I;16") or image.mode == "I":
            grey = np.clip(np.asarray(image, np.int64) >> 8, 0, 255).astype(np.uint8)
            image = Image.fromarray(grey)
        elif image.mode in ("P", "LA", "PA") or "transparency" in image.info:
            image = image.convert("RGBA")
        rgb = image.convert("RGB")
        if resize is not None and rgb.size != (resize[1], resize[0]):
            rgb = rgb.resize((resize[1], resize[0]), Image.Resampling.BILINEAR)
        return np.asarray(rgb)
    except Exception as error:
        raise DataError(f"{name} is truncated or damaged.", "Remove or replace it.", repr(error)) from error


def image_shape(tree: Tree, name: str) -> tuple[int, int, int]:
    image = _opened(tree.read(name), name)
    return image.height, image.width, 3


def _part(tree: Tree, names: Sequence[str], labels: Sequence[int], rows: Sequence[int] = ()) -> Part:
    """``rows`` are the CSV's row numbers, for messages."""

    def where(index: int) -> str:
        return f"{tree.title}, row {rows[index]} ({names[index]})" if rows else f"{tree.title}/{names[index]}"

    def read(chosen: NDArray[np.intp], resize: Size | None, tick: Tick) -> NDArray[Any]:
        out: NDArray[np.uint8] | None = None
        for done, index in enumerate(chosen):
            image = decode(tree.read(names[index]), where(int(index)), resize)
            if out is None:
                check_kept(tree.title, len(chosen), image.size * 4)
                out = np.empty((len(chosen), *image.shape), np.uint8)
            if image.shape != out.shape[1:]:
                raise DataError(
                    f"{where(int(index))} is {image.shape[0]}×{image.shape[1]}, "
                    f"others are {out.shape[1]}×{out.shape[2]} (height × width).",
                    "Set resize, so that all images get one size.",
                )
            out[done] = image
            tick(done + 1, len(chosen))
        assert out is not None
        return out

    return Part(np.array(labels, np.int64), read, where)


def _top(name: str) -> str:
    return name.split("/", 1)[0]


def _down_to_data(tree: Tree) -> Tree:
    """Enter the one folder that many archives wrap around everything."""
    while tree.names and not tree.empty:
        tops = {_top(name) for name in tree.names}
        if len(tops) > 1 or "/" not in tree.names[0]:
            return tree
        inner = subtree(tree, tops.pop())
        if any("/" not in name for name in inner.names if is_image(name)) and not any(
            name.lower().endswith(".csv") for name in inner.names
        ):
            return tree
        tree = inner
    return tree


def open_folder(spec: DataSpec) -> Opened:
    """A folder for each class, in train and test (or val) folders or without them.

    Classes are the folders' names in order; where all are numbers, the number is the label.
    """
    tree = _down_to_data(open_tree(_path(spec)))
    tops = {_top(name) for name in tree.names if "/" in name}
    groups = {SPLITS[top.lower()]: subtree(tree, top) for top in sorted(tops) if top.lower() in SPLITS}
    if len(groups) < len(tops) or not groups:
        groups = {"all": tree}
    classes = sorted({name for group in groups.values() for name in _class_folders(group)})
    if not classes:
        raise DataError(
            f"{tree.title} has no folder for each class and no CSV with labels.",
            "Put the images of each class into a folder of its own, or add a labels.csv with columns file and label.",
        )
    numbers = all(re.fullmatch(r"\d{1,6}", name) for name in classes)
    label_of = {name: int(name) if numbers else label for label, name in enumerate(classes)}
    parts = {}
    for part, group in groups.items():
        names = [name for name in group.names if "/" in name and is_image(name)]
        filled = {_top(name) for name in names}
        for name in classes:
            if name not in filled:
                place = name if part == "all" else f"{part}/{name}"
                raise DataError(f"{tree.title}: the class folder {place} holds no image.", "Fill it or remove it.")
        parts[part] = _part(group, names, [label_of[_top(name)] for name in names])
    if "test" not in parts and "train" in parts and "val" in parts:
        parts["test"] = parts.pop("val")
    if len(parts) > 1:
        parts.pop("val", None)
    first_tree = next(iter(groups.values()))
    first = next(name for name in first_tree.names if "/" in name and is_image(name))
    return Opened(
        name=tree.title,
        parts=parts,
        image=True,
        shape=image_shape(first_tree, first),
        dtype="uint8",
        class_names=() if numbers else tuple(classes),
    )


def _class_folders(tree: Tree) -> set[str]:
    return {_top(name) for name in tree.names if "/" in name} | {_top(name) for name in tree.empty}


def _path(spec: DataSpec) -> Path:
    if not spec.path:
        raise DataError("No folder is chosen.", "Choose a folder or a .zip with images.")
    return Path(spec.path).expanduser()


def open_csv(spec: DataSpec) -> Opened:
    """Images named in a CSV. ``spec.path`` is the folder, the .zip or the CSV itself; ``spec.labels`` the CSV."""
    path = _path(spec)
    labels = spec.labels
    if path.is_file() and path.suffix.lower() == ".csv":
        path, labels = path.parent, str(path.resolve())
    tree = open_tree(path)
    if not labels:
        tree = _down_to_data(tree)
    name, data = find_table(tree, path, labels)
    table = read_table(data, name, tree, path if path.is_dir() else None)
    groups: dict[str, list[Row]] = {}
    for row in table.rows:
        groups.setdefault(SPLITS.get(row.split.lower(), "all"), []).append(row)
    if "train" in groups and "test" not in groups and "val" in groups:
        groups["test"] = groups.pop("val")
    if not {"train", "test"} <= set(groups):
        groups = {"all": list(table.rows)}
    kept = {part: rows for part, rows in groups.items() if part in ("train", "test", "all")}
    if len(kept) > 1:
        kept.pop("all", None)
    return Opened(
        name=name,
        parts={
            part: _part(
                Tree(name, tree.names, tree.read),
                [r.file for r in rows],
                [r.label for r in rows],
                [r.number for r in rows],
            )
            for part, rows in kept.items()
        },
        image=True,
        shape=image_shape(tree, table.rows[0].file),
        dtype="uint8",
        class_names=table.class_names,
    )
