"""A bit edit or another selection to everything updated, in the real window, with 50 and 500 layers.

Time from the edit to the end of the repaint of all panels, without the background measuring; in brackets what the
window's thread had of the processor meanwhile, which other programs do not lengthen as much. Aims: 16 ms for one
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
from edgeviz.core.recipe import uniform
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

def edit(number, chosen):
    bits = 8 if number % 2 else 4
    window.document.change_layers(chosen, lambda row: replace(row, weight=weight_spec(bits)), "bits")

def run(act, count=20):
    times, used = [], []
    for number in range(count):
        begun, busy = time.perf_counter(), time.thread_time()
        act(number)
        app.processEvents()
        times.append(time.perf_counter() - begun)
        used.append(time.thread_time() - busy)
    return sorted(times)[count // 2], max(times), sorted(used)[count // 2]

found = [run(lambda number: edit(number, keys[number : number + 1]))]
window.document.adopt(uniform(keys, 8, 8), "all")
for _ in range(20):
    app.processEvents()
found.append(run(lambda number: edit(0, keys[number : number + 1])))
found.append(run(lambda number: edit(number, keys)))
found.append(run(lambda number: window.document.select([keys[number * 7 % len(keys)]]), 40))
window.close()
print(json.dumps(found))
"""


def main() -> None:
    rows = []
    for layers in (50, 500):
        found = in_fresh_process(CODE, str(layers))
        rows.append(
            [
                str(layers),
                *(f"{middle * 1e3:.1f} ({used * 1e3:.1f}), max {most * 1e3:.1f} ms" for middle, most, used in found),
            ]
        )
    others = ("one layer, others float", "one layer, others 8 bits", "all layers", "selection")
    show(["layers", *(f"{what}, median (processor)" for what in others)], rows)
