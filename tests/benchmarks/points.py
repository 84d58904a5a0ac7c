"""10,000 points on the trade-off plot, in the real window: drawing all anew, pointing at them, and panning.

Time of one step to the end of its repaint, median and largest. Fluid is below 33 ms for what follows the mouse.
"""

from __future__ import annotations

from tests.benchmarks.table import in_fresh_process, show

CODE = """
import json, random, sys, tempfile, time
from pathlib import Path
from PySide6.QtCore import QEvent, QPointF, QSettings, Qt
from PySide6.QtGui import QMouseEvent
from edgeviz.app import make_application
from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.spec import weight_spec
from edgeviz.project.store import ModelRecord, Project, Store
from edgeviz.ui.main_window import MainWindow
from edgeviz.ui.plots.tradeoff import TradeoffPanel
from edgeviz.ui.theme_menu import apply_chosen_theme
from tests.core.builders import wide_graph
app = make_application()
folder = Path(tempfile.mkdtemp())
settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
apply_chosen_theme(settings)
window = MainWindow(folder, settings)
window.measuring.set_enabled(False)
graph = wide_graph(50)
(folder / "m.onnx").write_bytes(b"x")
store = Store.create(folder / "p.edgeviz")
store.write(Project(model=ModelRecord.of(folder / "m.onnx", graph)))
window.document.attach(store, False)
window.resize(1280, 800)
window.show()
draw = random.Random(0)
found = {}
while len(found) < int(sys.argv[1]):
    rows = {layer.key: LayerRecipe(weight=weight_spec(draw.choice((2, 3, 4, 5, 6, 8)))) for layer in graph.layers}
    recipe, share = Recipe(rows), draw.random()
    right = min(1.0, 0.5 + 0.4 * share**0.3 * draw.random())
    metrics = {
        "size": Metric("size", 1e5 * (1 + share), Provenance.MEASURED),
        "accuracy": Metric("accuracy", right, Provenance.MEASURED, low=right - 0.02, high=right + 0.02),
    }
    found[recipe.hash] = Evaluation(recipe, metrics)
window.document._evaluations = found
plot = window.findChild(TradeoffPanel)
view = plot.canvas.viewport()
plot.refresh()
for _ in range(30):
    app.processEvents()

def hover(step):
    at = QPointF(100 + step * 7, 60 + step * 3)
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, view.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier)
    app.sendEvent(view, event)

def pan(step):
    box = plot.canvas.view
    box.translateBy(x=(0.01 if step % 2 else -0.01) * (box.viewRange()[0][1] - box.viewRange()[0][0]))

results = []
for action, count in ((lambda step: plot.refresh(), 11), (hover, 40), (pan, 30)):
    times = []
    for step in range(count):
        begun = time.perf_counter()
        action(step)
        app.processEvents()
        times.append(time.perf_counter() - begun)
    results += [sorted(times)[count // 2], max(times)]
window.close()
print(json.dumps(results))
"""


def main() -> None:
    rows = []
    for points in (1_000, 10_000):
        values = in_fresh_process(CODE, str(points))
        rows.append([f"{points:,}", *[f"{value * 1e3:.1f} ms" for value in values]])
    show(["points", "draw anew, median", "max", "point at, median", "max", "pan, median", "max"], rows)
