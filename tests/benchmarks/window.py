"""Time to a painted window, from the start of the process, and what making it and another theme for it take.

Five fresh processes; the first, which fills the disk cache, is not counted. Imports of torch before the first
paint would show here at once.
"""

from __future__ import annotations

import time

from tests.benchmarks.table import in_fresh_process, median, show

CODE = """
import json, sys, tempfile, time
begun = float(sys.argv[1])
from pathlib import Path
from PySide6.QtCore import QSettings, QEvent, QObject
from edgeviz.app import make_application
from edgeviz.ui import theme
from edgeviz.ui.main_window import MainWindow
from edgeviz.ui.theme_menu import apply_chosen_theme
imported = time.time()
app = make_application()
folder = Path(tempfile.mkdtemp())
settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
apply_chosen_theme(settings)
begun_window = time.thread_time()
window = MainWindow(folder, settings)
made = time.thread_time() - begun_window
painted = []
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not painted:
            painted.append(time.time())
        return False
watch = Watch()
app.installEventFilter(watch)
window.show()
deadline = time.time() + 20
while not painted and time.time() < deadline:
    app.processEvents()
app.processEvents()
end = time.time()
themes = []
for _ in range(3):
    for chosen in (theme.DARK, theme.LIGHT):
        begun_theme = time.thread_time()
        theme.apply_theme(app, chosen)
        app.processEvents()
        themes.append(time.thread_time() - begun_theme)
window.close()
told = {"imported": imported - begun, "painted": end - begun, "made": made, "theme": sorted(themes)[3]}
print(json.dumps({**told, "torch": "torch" in sys.modules}))
"""


def main() -> None:
    runs = [in_fresh_process(CODE, str(time.time())) for _ in range(6)][1:]
    rows = [
        ["modules imported", f"{median([run['imported'] for run in runs]):.2f} s"],
        ["start page painted", f"{median([run['painted'] for run in runs]):.2f} s"],
        ["the window made, processor time", f"{median([run['made'] for run in runs]):.2f} s"],
        ["another theme to full repaint, processor time", f"{median([run['theme'] for run in runs]):.2f} s"],
        ["torch imported in the window", "yes" if any(run["torch"] for run in runs) else "no"],
    ]
    show(["step", "median of 5"], rows)
