"""Node data for Model Explorer: a file for each overlay that is known, for the graph of the model that is open."""

from __future__ import annotations

from pathlib import Path

from edgeviz.core.overlay import OVERLAYS, Known, Overlay, Values
from edgeviz.core.overlay_files import nameless, read_overlays, to_model_explorer
from edgeviz.engine.export.content import Content, same

#: Least to largest value: dark to light, readable with every kind of colour vision.
GRADIENT = ("#440154", "#31688e", "#35b779", "#fde725")


def files(content: Content) -> dict[str, bytes]:
    lost = max((nameless(content.opened.graph, values) for values in overlays(content).values()), default=0)
    if lost:
        content.note(
            "model_explorer", f"Nodes without a name in the file, where Model Explorer shows no values: {lost}."
        )
    return {
        _file(content, name): to_model_explorer(title(OVERLAYS[name]), content.opened.graph, values, GRADIENT).encode(
            "utf-8", "backslashreplace"
        )
        for name, values in overlays(content).items()
    }


def overlays(content: Content) -> dict[str, Values]:
    """The values of every overlay that has any, by its name."""
    findings = content.findings
    best = findings.sensitivities[-1] if findings.sensitivities else None
    known = Known(content.opened.graph, content.recipe, findings.device, best, findings.profile)
    found = {name: overlay.values(known) for name, overlay in OVERLAYS.items()}
    return {name: values for name, values in found.items() if values}


def title(overlay: Overlay) -> str:
    """ "size (bytes, predicted)"."""
    about = ", ".join(text for text in (overlay.unit, overlay.provenance.value if overlay.provenance else "") if text)
    return overlay.name.replace("_", " ") + (f" ({about})" if about else "")


def _file(content: Content, name: str) -> str:
    return f"{content.stem}.{name}.node_data.json"


def check(content: Content, folder: Path) -> str:
    found = overlays(content)
    for name, values in found.items():
        file = folder / _file(content, name)
        (read,) = read_overlays(file.read_text(encoding="utf-8"), content.opened.graph, file.name)
        same(dict(read.values), values, file.name)
    return f"read back: {len(found)} overlays"
