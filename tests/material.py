"""Real models and data beside the checkout; tests that need them skip where they are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

MATERIAL = Path(__file__).resolve().parents[1].parent / "shared" / "material"

needs_material = pytest.mark.skipif(
    not MATERIAL.is_dir(), reason="needs the models and data of shared/material beside the checkout"
)
