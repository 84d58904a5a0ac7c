"""A bit edit or another selection to everything updated, in the real window, with 50 and 500 layers.

Time from the edit to the end of the repaint of all panels, without the background measuring. Aims: 16 ms for one
layer's edit, 50 ms for a selection.
"""

from __future__ import annotations

from tests.benchmarks.table import in_fresh_process, show

CODE = """
import json, sys, tempfile, time
from dataclasses import replace
from pathlib import Path
from PySide6.QtCore import QSettings
from edgeviz.app import make_application
from edgeviz.core.spec import weight_spec
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
graph = wide_graph(int(sys.argv[1]))
(folder / "m.onnx").write_bytes(b"x")
store = Store.create(folder / "p.edgeviz")
store.write(Project(model=ModelRecord.of(folder / "m.onnx", graph)))
window.document.attach(store, False)
window.show()
for _ in range(50):
    app.processEvents()
keys = [layer.key for layer in graph.layers]
times = []
for number in range(40):
    bits = 8 if number % 2 else 4
    chosen = keys if number >= 20 else keys[number : number + 1]
    begun = time.perf_counter()
    window.document.change_layers(chosen, lambda row: replace(row, weight=weight_spec(bits)), "bits")
    app.processEvents()
    times.append(time.perf_counter() - begun)
one, every = sorted(times[:20]), sorted(times[20:])
times = []
for number in range(40):
    begun = time.perf_counter()
    window.document.select([keys[number * 7 % len(keys)]])
    app.processEvents()
    times.append(time.perf_counter() - begun)
chosen = sorted(times)
window.close()
print(json.dumps([one[10], one[-1], every[10], every[-1], chosen[20], chosen[-1]]))
"""


def main() -> None:
    rows = []
    for layers in (50, 500):
        values = in_fresh_process(CODE, str(layers))
        rows.append([str(layers), *[f"{value * 1e3:.1f} ms" for value in values]])
    show(["layers", "one layer, median", "max", "all layers, median", "max", "selection, median", "max"], rows)
