"""The CSV that gives each image its label. Rows are counted as a text editor does: the header is row 1."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from edgeviz.core.errors import DataError
from edgeviz.engine.data.tree import MAX_FILE_BYTES, Tree, leaves_folder

FILE = ("file", "filename", "file_name", "image", "img", "path", "image_path", "filepath")
LABEL = ("class_index", "label_index", "class_id", "label", "target", "class", "category", "class_name", "label_name")
NAME = ("class_name", "label_name", "name", "category")
SPLIT = ("split", "set", "subset", "part")
REMEDY = "The first row names the columns, such as: file,label"


@dataclass(frozen=True)
class Row:
    number: int
    file: str
    label: int
    split: str = ""


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]
    class_names: tuple[str, ...]


def find_table(tree: Tree, path: Path, labels: str) -> tuple[str, bytes]:
    """Name and bytes of the CSV: ``labels``, else labels.csv, else the only CSV at the top of the tree."""
    if labels:
        file = Path(labels).expanduser()
        if labels in tree.names:
            return labels, tree.read(labels)
        for place in (file, path / file if path.is_dir() else file):
            if place.is_file():
                if place.stat().st_size > MAX_FILE_BYTES:
                    raise DataError(f"{place.name} is too large for a CSV of labels.", "Choose the CSV.")
                return place.name, place.read_bytes()
        raise DataError(f"The CSV {labels} is not there.", "Choose the file with the labels.")
    found = [name for name in tree.names if "/" not in name and name.lower().endswith(".csv")]
    if "labels.csv" in found:
        found = ["labels.csv"]
    if len(found) != 1:
        have = f"{len(found)} CSV files ({', '.join(found[:5])})" if found else "no CSV file"
        raise DataError(f"{tree.title} holds {have}.", "Choose the CSV with the labels.")
    return found[0], tree.read(found[0])


def _column(header: Sequence[str], wanted: Sequence[str]) -> int | None:
    return next((header.index(name) for name in wanted if name in header), None)


def read_table(data: bytes, name: str, tree: Tree, folder: Path | None) -> Table:
    """Rows of file, label and, where given, split; labels that are text become their number in sorted order.

    Raises DataError with the row number for a missing column, field or file, or a file outside the folder.
    """
    try:
        text = data.decode("utf-8-sig")
        first = text.split("\n", 1)[0]
        delimiter = max(",;\t", key=first.count)
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{name} is not a CSV in UTF-8.", "Save it as CSV, UTF-8.", str(error)) from error
    header = [cell.strip().lower() for cell in lines[0]] if lines else []
    file_column, label_column = _column(header, FILE), _column(header, LABEL)
    if file_column is None or label_column is None:
        missing = " and ".join(
            word for word, column in (("file", file_column), ("label", label_column)) if column is None
        )
        raise DataError(f"{name}, row 1: there is no column {missing}; it reads {', '.join(header)[:120]!r}.", REMEDY)
    split_column = _column(header, SPLIT)
    name_column = _column([h if i != label_column else "" for i, h in enumerate(header)], NAME)
    present = set(tree.names)
    root = None if folder is None else folder.resolve()
    raw: list[tuple[int, str, str, str, str]] = []
    for number, cells in enumerate(lines[1:], 2):
        if not any(cells):
            continue
        columns = [c for c in (file_column, label_column, split_column) if c is not None]
        if len(cells) <= max(columns) or not cells[file_column].strip() or not cells[label_column].strip():
            raise DataError(f"{name}, row {number}: the file or the label is missing.", "Complete or remove the row.")
        file = cells[file_column].strip().replace("\\", "/").removeprefix("./")
        _check_file(f"{name}, row {number}", file, present, root)
        title = cells[name_column].strip() if name_column is not None and len(cells) > name_column else ""
        split = cells[split_column].strip() if split_column is not None else ""
        raw.append((number, file, cells[label_column].strip(), title, split))
    if not raw:
        raise DataError(f"{name} has no row below its header.", "Add one row for each image.")
    if _is_number(raw[0][2]):
        for number, _, label, _, _ in raw:
            if not _is_number(label):
                raise DataError(
                    f"{name}, row {number}: the label {label!r} is no number, the ones above are.",
                    "Use numbers everywhere or names everywhere.",
                )
        rows = tuple(Row(number, file, int(label), split) for number, file, label, _, split in raw)
        titles = {int(label): title for _, _, label, title, _ in raw if title and int(label) >= 0}
        top = max(titles, default=-1)
        names = tuple(titles.get(i, str(i)) for i in range(top + 1)) if top < 100_000 else ()
        return Table(rows, names)
    names = tuple(sorted({label for _, _, label, _, _ in raw}))
    index = {label: i for i, label in enumerate(names)}
    return Table(tuple(Row(number, file, index[label], split) for number, file, label, _, split in raw), names)


def _is_number(text: str) -> bool:
    return text.removeprefix("-").isdecimal() and text.isascii() and len(text) < 10


def _check_file(where: str, file: str, present: set[str], root: Path | None) -> None:
    """``root``: the folder of the images, links resolved; None for an archive."""
    if leaves_folder(file):
        raise _outside(where, file)
    if file not in present:
        raise DataError(f"{where}: the file {file[:200]} is not there.", "Correct the name, or add the file.")
    if root is not None and not os.path.realpath(root / file).startswith(os.path.join(root, "")):  # noqa: PTH118
        raise _outside(where, file)


def _outside(where: str, file: str) -> DataError:
    return DataError(
        f"{where}: {file[:200]} leads outside the folder.", "Name files relative to the folder of the images."
    )
