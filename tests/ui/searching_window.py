"""A window on a project that searches when it is told to: what is killed in the middle of a search.

``python -m tests.ui.searching_window PROJECT`` opens the project, clicks on Start, and prints the key of
each candidate.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main(path: str) -> None:
    from PySide6.QtCore import QSettings, Qt
    from PySide6.QtTest import QTest

    from edgeviz.app import make_application
    from edgeviz.project.store import Store
    from edgeviz.ui.main_window import MainWindow

    app = make_application()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        window = MainWindow(Path(folder), QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat))
        window.measuring.set_enabled(False)
        window.show()
        window.document.attach(Store.open(path, Path(folder) / "cache"), untitled=False)
        window.workspaces.switch("search")
        search = window.search
        while not search.form.start_button.isEnabled():
            app.processEvents()
        search.searches.found.connect(lambda run: print(run.found[-1].trial.key, flush=True))
        QTest.mouseClick(search.form.start_button, Qt.MouseButton.LeftButton)
        app.exec()


if __name__ == "__main__":
    main(sys.argv[1])
