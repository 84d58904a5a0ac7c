"""The recipe as JSON, with the model and the data that it belongs to."""

from __future__ import annotations

import json
from pathlib import Path

from edgeviz import __version__
from edgeviz.core.recipe import EXPORT_FORMAT, Recipe
from edgeviz.engine.export.content import Content, as_json, same
from edgeviz.engine.export.job import sha256


def files(content: Content) -> dict[str, bytes]:
    value = {
        "format": EXPORT_FORMAT,
        "edgeviz": __version__,
        "model": {"name": content.opened.path.name, "sha256": sha256(content.opened.path)},
        "recipe": json.loads(content.recipe.to_json()),
        "recipe_hash": content.recipe.hash,
        "data": None if content.data is None else content.data.to_json(),
    }
    return {f"{content.stem}.recipe.json": as_json(value)}


def check(content: Content, folder: Path) -> str:
    name = f"{content.stem}.recipe.json"
    same(Recipe.from_json((folder / name).read_text(encoding="utf-8")), content.recipe, name)
    return f"read back: the same hash {content.recipe.hash}"
