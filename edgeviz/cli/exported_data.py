"""The data that an export names in the recipe beside it."""

from __future__ import annotations

import json
from pathlib import Path

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError
from edgeviz.core.recipe import EXPORT_FORMAT

#: Bytes of such a file that are read.
LARGEST = 64 << 20


def data_of_export(path: str) -> DataSpec | None:
    """The data in a recipe that was exported with a model, None where it says that there was none. Raises DataError."""
    remedy = "Name the .recipe.json beside an exported model, or the data itself."
    try:
        with Path(path).open(encoding="utf-8") as file:
            value = json.loads(file.read(LARGEST))
        if not isinstance(value, dict) or value.get("format") != EXPORT_FORMAT:
            raise ValueError(f'it does not say "format": "{EXPORT_FORMAT}"')
        return None if value["data"] is None else DataSpec.from_json(value["data"])
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror or error}.", remedy) from error
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise DataError(f"{path} names no data: {error}.", remedy) from error
