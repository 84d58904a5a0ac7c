"""A device switched to every figure repainted, in the real window, with 50 and 500 layers and each page in front.

Time from ``set_device`` until no panel has anything left to paint or to catch up with: every device of the profiles in
turn, twice. "closed" is the window with another panel in front of the device's. The processor's time is that of the
process: beside it other programs only lengthen the clock's.
"""

from __future__ import annotations

from tests.benchmarks.table import in_fresh_process, show

CODE = """
import json, sys, tempfile, time
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from edgeviz.app import make_application
from edgeviz.core.recipe import uniform
from edgeviz.project.devices import load_devices
from edgeviz.project.store import ModelRecord, Project, Store
from edgeviz.ui.main_window import MainWindow
from edgeviz.ui.theme_menu import apply_chosen_theme
from tests.core.builders import wide_graph
app = make_application()
folder = Path(tempfile.mkdtemp())
settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
apply_chosen_theme(settings)
window = MainWindow(folder, settings)
window.measuring.set_enabled(False)
# Nothing is measured or compared meanwhile: a worker's start would be counted too.
for timer in window.measuring.findChildren(QTimer):
    timer.timeout.disconnect()
graph = wide_graph(int(sys.argv[1]))
(folder / "m.onnx").write_bytes(b"x")
store = Store.create(folder / "p.edgeviz")
keys = [layer.key for layer in graph.layers]
store.write(Project(model=ModelRecord.of(folder / "m.onnx", graph), recipe=uniform(keys, 8, 8)))
window.document.attach(store, False)
window.show()
for _ in range(50):
    app.processEvents()
page = int(sys.argv[2])
if page >= 0:
    window.device_dock.show()
    window.device_dock.raise_()
    window.device_panel.pages.setCurrentIndex(page)
else:
    window.network_dock.raise_()
timers = window.findChildren(QTimer)
def settle():
    # Single-shot timers gather changes: what is drawn when they are through counts too, the waiting does not.
    app.processEvents()
    for timer in timers:
        if timer.isActive() and timer.isSingleShot() and timer.interval() <= 100:
            timer.stop()
            timer.timeout.emit()
    app.processEvents()
for _ in range(20):
    settle()
devices = load_devices()
window.document.set_device(devices[-1])
settle()
times, busy = [], []
for device in devices * 2:
    begun, worked = time.perf_counter(), time.process_time()
    window.document.set_device(device)
    settle()
    times.append(time.perf_counter() - begun)
    busy.append(time.process_time() - worked)
window.close()
print(json.dumps([value for found in (sorted(times), sorted(busy)) for value in (found[len(found) // 2], found[-1])]))
"""
PAGES = (("closed", -1), ("memory", 0), ("roofline", 1), ("energy", 2), ("all devices", 3))


def main() -> None:
    rows = []
    for layers in (50, 500):
        for name, page in PAGES:
            values = in_fresh_process(CODE, str(layers), str(page))
            rows.append([str(layers), name, *[f"{value * 1e3:.1f} ms" for value in values]])
    show(["layers", "page in front", "set_device to repaint, median", "max", "processor, median", "max"], rows)
