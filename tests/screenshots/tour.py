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
    from PySide6.QtWidgets import QWidget

    from edgeviz.ui.main_window import MainWindow

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


def keep(window: MainWindow, widget: QWidget, path: Path) -> None:
    """Write the picture of ``widget`` when the jobs of ``window`` have come in; OSError where it is too large."""
    from PIL import Image

    from tests.screenshots.shots import settle

    settle(window)
    if not widget.grab().save(str(path)):
        raise OSError(f"Cannot write {path}.")
    with Image.open(path) as picture:
        few = few_colours(picture)
    few.save(path, optimize=True)
    if path.stat().st_size > MOST:
        raise OSError(f"{path} has {path.stat().st_size} bytes.")
    print(path, flush=True)


def main() -> None:
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

    with tempfile.TemporaryDirectory(prefix="edgeviz-", ignore_cleanup_errors=True) as scratch:
        window = make_window(Path(scratch))
        keep(window, window, folder / "start.png")
        open_demo(window)
        keep(window, window, folder / "explore.png")
        readme = Path(__file__).parents[2] / "docs" / "images"
        for chosen in (theme.DARK, theme.LIGHT):
            theme.apply_theme(app, chosen)
            keep(window, window, readme / f"edgeviz_{chosen.name}.png")
        window.sensitivity_dock.raise_()
        window.sensitivity.run_button.click()
        settle(window)
        keep(window, window, folder / "sensitivity.png")
        window.inspector_dock.raise_()
        window.history_dock.show()
        window.document.adopt(window.document.evaluations[6].recipe, "Adopt another point")
        keep(window, window.history_dock, folder / "history.png")
        window.history_dock.hide()
        palette = window.shell.show_palette()
        palette.edit.setText("meas")
        keep(window, palette, folder / "palette.png")
        palette.close()
        window.workspaces.switch("train")
        settle(window)
        window.train.start()
        # The curves are looked at when the run is through, however busy the machine is.
        settle(window, 1800)
        keep(window, window, folder / "train.png")
        window.workspaces.switch("search")
        settle(window)
        add_search(window)
        keep(window, window, folder / "search.png")
        window.workspaces.switch("simulate")
        window.simulator.parts.choices.set_source(Source.SCENARIO)
        settle(window)
        window.simulator.all_seeds.run()
        keep(window, window, folder / "simulate.png")
        window.workspaces.switch(window.workspaces.names[0])
        export = ExportDialog(window.document, window.jobs, window)
        export.open()
        # A name without the folder: nobody else has the home of whoever makes the pictures.
        export.path_edit.setText(export.target.name)
        keep(window, export, folder / "export.png")
        export.close()
        window.close()


if __name__ == "__main__":
    main()
