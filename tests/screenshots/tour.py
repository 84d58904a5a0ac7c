"""The pictures of the tour: ``python -m tests.screenshots.tour`` writes them beside ``resources/docs/tour.md``.

Needs no display. Look at them before they are committed.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

#: Bytes of one picture: the tour travels in every wheel.
MOST = 120 << 10


def main() -> None:
    from PIL import Image
    from PySide6.QtWidgets import QWidget

    from edgeviz.app import make_application
    from edgeviz.resources import resource
    from edgeviz.ui import theme
    from edgeviz.ui.dialogs.export_dialog import ExportDialog
    from tests.screenshots.shots import make_window, open_demo, settle

    app = make_application()
    theme.apply_theme(app, theme.LIGHT)
    folder = resource("docs", "tour.md").parent / "images"
    folder.mkdir(exist_ok=True)

    def keep(name: str, widget: QWidget) -> None:
        settle(window)
        path = folder / f"{name}.png"
        widget.grab().save(str(path))
        # 256 colours are enough for a window, and a third of the size.
        with Image.open(path) as picture:
            few = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
        assert path.stat().st_size <= MOST, f"{path} has {path.stat().st_size} bytes"
        print(path, flush=True)

    with tempfile.TemporaryDirectory(prefix="edgeviz-", ignore_cleanup_errors=True) as scratch:
        window = make_window(Path(scratch))
        keep("start", window)
        open_demo(window)
        keep("explore", window)
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
        export = ExportDialog(window.document, window.jobs, window)
        export.open()
        keep("export", export)
        export.close()
        window.close()


if __name__ == "__main__":
    main()
