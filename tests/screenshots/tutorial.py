"""The pictures of docs/tutorial.md: ``python -m tests.screenshots.tutorial [FOLDER]`` does what the page tells.

Needs no display. Look at them before they are committed.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

FOLDER = Path(__file__).parents[2] / "docs" / "images" / "tutorial"


def make(folder: Path) -> None:
    """From opening the demo to the exported package, step by step."""
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QDoubleSpinBox, QPushButton

    from edgeviz.app import make_application
    from edgeviz.core.sensitivity import Method
    from edgeviz.ui import theme
    from edgeviz.ui.dialogs.package_dialog import PackageDialog
    from tests.screenshots.shots import make_window, settle
    from tests.screenshots.tour import keep

    app = make_application()
    theme.apply_theme(app, theme.LIGHT)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="edgeviz-", ignore_cleanup_errors=True) as scratch:
        window = make_window(Path(scratch))
        document = window.document

        def press(name: str) -> None:
            action = window.findChild(QAction, name)
            assert action is not None, name
            action.trigger()

        def measure() -> None:
            """By hand, for ``make_window`` measures nothing by itself: at first F9 brings the float model's figures."""
            for _ in range(3):
                window.measure_action.trigger()
                settle(window)
                found = document.evaluation(document.recipe)
                if found is not None and "latency" in found.metrics:
                    return
            raise TimeoutError("The recipe was not measured.")

        window.opener.open_demo()
        keep(window, window, folder / "demo.png")

        assert document.graph is not None
        document.select([layer.key for layer in document.graph.layers[1:-1]])
        press("weightBits4")
        measure()
        keep(window, window, folder / "weights.png")
        press("activationBits8")
        measure()
        keep(window, window, folder / "both.png")

        window.sensitivity_dock.raise_()
        box = window.sensitivity.method_box
        box.setCurrentIndex(box.findData(Method.MEASURED))
        box.activated.emit(box.currentIndex())
        settle(window)
        window.sensitivity.run_button.click()
        keep(window, window.sensitivity_dock, folder / "sensitivity.png")

        verify, limit = window.findChild(QPushButton, "verifyFront"), window.findChild(QDoubleSpinBox, "budgetCost")
        assert verify is not None and limit is not None
        verify.click()
        settle(window)
        limit.setValue(42.0)
        measure()
        keep(window, window, folder / "front.png")

        window.pins.add(document.evaluations[:1])
        window.pins.toggle_current()
        window.workspaces.switch("compare")
        keep(window, window, folder / "compare.png")

        window.workspaces.switch(window.workspaces.names[0])
        dialog = PackageDialog(document, window.jobs, window)
        dialog.open()
        # A name without the folder: nobody else has the home of whoever makes the pictures.
        dialog.path_edit.setText(f"{scratch}/digits-package")
        settle(window)
        dialog.start()
        settle(window)
        dialog.path_edit.setText("digits-package")
        keep(window, dialog, folder / "exported.png")
        dialog.close()
        window.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
