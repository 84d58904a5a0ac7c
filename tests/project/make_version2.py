"""Writes data/version2.edgeviz, a project in the second schema, which keeps which samples an evaluation has right.

    python -m tests.project.make_version2

Run once, when that schema was released; like the first file it is never written again.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from edgeviz.core.recipe import Recipe, uniform
from edgeviz.project import schema
from edgeviz.project.store import JobRecord, Store
from tests.project.samples import KEYS, evaluation, outcomes, project

TARGET = Path(__file__).parent / "data" / "version2.edgeviz"


def main() -> None:
    assert schema.newest() == 2, "the second version cannot be written any more"
    TARGET.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as folder, Store.create(TARGET) as store:
        value = project(Path(folder))
        assert value.model is not None
        store.write(value)
        store.write(replace(value, model=replace(value.model, path="")))
        for number, recipe in enumerate((Recipe(), uniform(KEYS, 8, 8), uniform(KEYS, 4, 8))):
            created = f"2026-01-0{number + 1}T12:00:00+00:00"
            found = evaluation(recipe, 0.9 - 0.1 * number, name=f"r{number}", created=created)
            store.add_evaluation(value.context, replace(found, outcomes=outcomes(number)))
        store.add_job(
            JobRecord("1-1", "engine:run", "Evaluate", "2026-01-01T11:00:00", "2026-01-01T12:00:00", "finished")
        )


if __name__ == "__main__":
    main()
