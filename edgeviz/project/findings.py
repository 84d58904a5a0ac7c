"""What a project knows of its model, gathered for an export."""

from __future__ import annotations

from edgeviz.core.device.profile import Device
from edgeviz.core.package import Findings
from edgeviz.core.recipe import Recipe
from edgeviz.core.sensitivity import Method
from edgeviz.project import layer_profiles, sensitivities
from edgeviz.project.store import Store


def findings(store: Store, recipe: Recipe, device: Device | None = None) -> Findings:
    """Evaluations and sensitivities of the project's model and data, and what was timed of ``recipe``'s layers."""
    project = store.read()
    tables = (sensitivities.load(store, project.context, method) for method in Method)
    return Findings(
        evaluations=tuple(store.evaluations(project.context)),
        sensitivities=tuple(table for table in tables if table is not None),
        profile=layer_profiles.load(store, project.model.sha256, recipe.hash) if project.model is not None else None,
        device=device,
    )
