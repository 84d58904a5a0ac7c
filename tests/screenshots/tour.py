"""The pictures of the tour and of the README: ``python -m tests.screenshots.tour`` writes them to their places.

Needs no display. Look at them before they are committed.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

#: Bytes of one picture: the tour travels in every wheel.
MOST = 120 << 10


def few_colours(picture: Image.Image) -> Image.Image:
    """The 256 commonest colours that differ visibly: enough for a window, and a third of the size.

    Averages would give two categories the same colour: here each keeps its own.
    """
    from PIL import Image

    plain = picture.convert("RGB")
    found: list[tuple[int, ...]] = []
    for near in (24, 6):
        for _, colour in sorted(plain.getcolors(plain.width * plain.height) or [], reverse=True):
            if len(found) < 256 and all(sum(abs(a - b) for a, b in zip(colour, other, strict=True)) >= near
                                        for other in found):  # fmt: skip
                found.append(colour)
    palette = Image.new("P", (1, 1))
    palette.putpalette([channel for colour in found for channel in colour])
    return plain.quantize(palette=palette, dither=Image.Dither.NONE)


def main() -> None:
    from PIL import Image
    from PySide6.QtWidgets import QWidget

    from edgeviz.app import make_application
    from edgeviz.resources import resource
    from edgeviz.ui import theme
    from edgeviz.ui.dialogs.export_dialog import ExportDialog
    from edgeviz.ui.simulator.choices import Source
    from tests.screenshots.searched import add_search
    from tests.screenshots.shots import make_window, open_demo, settle

    app = make_application()
    theme.apply_theme(app, theme.LIGHT)
    folder = resource("docs", "tour.md").parent / "images"
    folder.mkdir(exist_ok=True)

    def keep(name: str, widget: QWidget, folder: Path = folder) -> None:
        settle(window)
        path = folder / f"{name}.png"
        widget.grab().save(str(path))
        with Image.open(path) as picture:
            few = few_colours(picture)
        few.save(path, optimize=True)
        assert path.stat().st_size <= MOST, f"{path} has {path.stat().st_size} bytes"
        print(path, flush=True)

    with tempfile.TemporaryDirectory(prefix="edgeviz-", ignore_cleanup_errors=True) as scratch:
        window = make_window(Path(scratch))
        keep("start", window)
        open_demo(window)
        keep("explore", window)
        readme = Path(__file__).parents[2] / "docs" / "images"
        for chosen in (theme.DARK, theme.LIGHT):
            theme.apply_theme(app, chosen)
            keep(f"edgeviz_{chosen.name}", window, readme)
        window.sensitivity_dock.raise_()
        window.sensitivity.run_button.click()
        settle(window)
        keep("sensitivity", window)
        window.inspector_dock.raise_()
        window.history_dock.show()
        window.document.adopt(window.document.evaluations[6].recipe, "Adopt another point")
        keep("history", window.history_dock)
        window.history_dock.hide()
        palette = window.shell.show_palette()
        palette.edit.setText("meas")
        keep("palette", palette)
        palette.close()
        window.workspaces.switch("train")
        settle(window)
        window.train.start()
        keep("train", window)
        window.workspaces.switch("search")
        settle(window)
        add_search(window)
        keep("search", window)
        window.workspaces.switch("simulate")
        window.simulator.parts.choices.set_source(Source.SCENARIO)
        settle(window)
        window.simulator.run()
        keep("simulate", window)
        window.workspaces.switch(window.workspaces.names[0])
        export = ExportDialog(window.document, window.jobs, window)
        export.open()
        # A name without the folder: nobody else has the home of whoever makes the pictures.
        export.path_edit.setText(export.target.name)
        keep("export", export)
        export.close()
        window.close()


if __name__ == "__main__":
    main()
