"""A Python script and a command line that measure the session's recipe again, with the same recipe hash."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

from edgeviz import __version__
from edgeviz.core.errors import ModelError
from edgeviz.core.recipe import Recipe
from edgeviz.engine.export.content import FAULT, Content, same
from edgeviz.engine.export.formats import recipe as recipe_file
from edgeviz.engine.export.job import sha256

SCRIPT = '''#!/usr/bin/env python3
"""Measures a recipe again. Written by EdgeViz {version}; run it where EdgeViz is installed:

    python {name} MODEL
"""

import hashlib
import json
import sys
from pathlib import Path

from edgeviz.core.dataset import DataSpec
from edgeviz.core.metric import Evaluation
from edgeviz.core.recipe import Recipe
from edgeviz.jobs.context import run_job
from edgeviz.jobs.events import Failed, Result
from edgeviz.jobs.spec import JobSpec

MODEL = {model}
MODEL_SHA256 = {sha256}
RECIPE_HASH = {hash}
RECIPE = {recipe}
DATA = {data}
# What EdgeViz measured before, None where it had not.
ACCURACY = {accuracy}


def main() -> int:
    path = Path(sys.argv[1] if len(sys.argv) > 1 else MODEL)
    if not path.is_file():
        print(f"{{path}} is not there: name the model file.", file=sys.stderr)
        return 2
    if hashlib.sha256(path.read_bytes()).hexdigest() != MODEL_SHA256:
        print(f"{{path}} is not the model that was measured.", file=sys.stderr)
        return 1
    recipe = Recipe.from_json(RECIPE)
    print("recipe", recipe.hash)
    if recipe.hash != RECIPE_HASH:
        print("The recipe's hash differs: use EdgeViz {version}.", file=sys.stderr)
        return 1
    data = DataSpec.from_json(json.loads(DATA)) if DATA else None
    found = []
    events = []
    arguments = {{"path": str(path.resolve()), "data": data, "recipes": (recipe,), "latency": False}}
    run_job(JobSpec("edgeviz.engine.evaluate:run", "Reproduce", arguments), events.append)
    for event in events:
        if isinstance(event, Failed):
            print(event.what, event.remedy, file=sys.stderr)
            return 1
        if isinstance(event, Result) and isinstance(event.payload, Evaluation):
            found.append(event.payload)
    for name, metric in found[0].metrics.items():
        print(name, metric.value, metric.quantity.unit, metric.provenance.value)
    accuracy = found[0].value("accuracy")
    if ACCURACY is not None and accuracy != ACCURACY:
        print(f"The accuracy was {{ACCURACY}} before.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
'''

SHELL = """#!/bin/sh
# The same from the command line. Recipe hash: {hash}
cd "$(dirname "$0")" || exit 1
exec edgeviz evaluate "${{1:-{model}}}" {options}
"""


def files(content: Content) -> dict[str, bytes]:
    name = f"{content.stem}.reproduce.py"
    measured = next((e for e in content.findings.evaluations if e.recipe == content.recipe and not e.model), None)
    data = None if content.data is None else json.dumps(content.data.to_json(), sort_keys=True)
    model = str(content.opened.path)
    text = SCRIPT.format(
        version=__version__,
        name=name,
        model=ascii(model),
        sha256=ascii(sha256(content.opened.path)),
        hash=ascii(content.recipe.hash),
        recipe=ascii(content.recipe.to_json()),
        data=ascii(data),
        accuracy=None if measured is None or content.data is None else measured.value("accuracy"),
    )
    file = f"{content.stem}.recipe.json"
    options = ["--recipe", file, "--no-reference", "--no-latency", "--json"]
    if content.data is not None:
        options += ["--data", file]
    shell = SHELL.format(
        hash=content.recipe.hash,
        model=_in_quotes(model),
        options=shlex.join(options),
    )
    if not content.data:
        content.note("script", "No data is chosen: the script shows sizes and costs, but no accuracy.")
    return {
        name: text.encode(),
        f"{content.stem}.reproduce.sh": shell.encode("utf-8", "surrogateescape"),
        **recipe_file.files(content),
    }


def _in_quotes(text: str) -> str:
    """As it may stand within double quotes of a shell."""
    return "".join(f"\\{c}" if c in '"$`\\}' else c for c in text)


def check(content: Content, folder: Path) -> str:
    """The script is Python, and what it holds is the recipe; running it is for the person."""
    name = f"{content.stem}.reproduce.py"
    values: dict[str, object] = {}
    try:
        import ast

        for node in ast.parse((folder / name).read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                values[node.targets[0].id] = ast.literal_eval(node.value)
    except (SyntaxError, ValueError) as error:
        raise ModelError(f"{name} is no valid Python: {error}.", FAULT) from error
    same(Recipe.from_json(str(values["RECIPE"])).hash, content.recipe.hash, name)
    recipe_file.check(content, folder)
    return f"read back: the same hash {content.recipe.hash}"
