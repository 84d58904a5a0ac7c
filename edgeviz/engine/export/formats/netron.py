"""An attachment for Netron with every overlay that is known, for the file of the model that is open."""

from __future__ import annotations

from pathlib import Path

from edgeviz.core.overlay import OVERLAYS
from edgeviz.core.overlay_files import netron_attachment, read_overlays
from edgeviz.engine.export.content import Content, same
from edgeviz.engine.export.formats.model_explorer import overlays, title


def files(content: Content) -> dict[str, bytes]:
    metrics = {title(OVERLAYS[name]): values for name, values in overlays(content).items()}
    text = netron_attachment(content.opened.graph, metrics)
    return {f"{content.stem}.attachment.json": text.encode("utf-8", "backslashreplace")}


def check(content: Content, folder: Path) -> str:
    name = f"{content.stem}.attachment.json"
    read = read_overlays((folder / name).read_text(encoding="utf-8"), content.opened.graph, name)
    found = {one.name: dict(one.values) for one in read}
    same(found, {title(OVERLAYS[key]): values for key, values in overlays(content).items()}, name)
    return f"read back: {len(found)} overlays"
