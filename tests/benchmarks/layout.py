"""The network: layout and first paint, panning, selection in all views; and the trade-off plot with 10,000 points.

Without a screen: painting is Qt's raster engine, as on most desktops. Layout runs in a thread of the program; here it
is timed by itself, with nothing beside it. "First paint" is painting the canvas and its map for the first time.
The graphs are random (each node reads one to three of those before it), once without modules and once in modules of
100, as they open; and with all groups open. "Busy" is the time for which the GUI thread had the processor: what is
left of a figure when other programs have none of it. ``--peers FOLDER`` runs other programs' layouts beside ours.
"""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.peers import HOW, Peers
from tests.benchmarks.table import in_fresh_process, show

PEERS = (
    "Of the peers only the layout is timed, in node, warm: Netron's dagre.js places every node, it has no groups;"
    " Model Explorer's web worker makes its groups and places what is open. Ours makes the tree of groups as well."
)
SIZES = (50, 500, 5_000, 20_000)

LAYOUT = """
import json, sys, time
from edgeviz.app import make_application
from edgeviz.ui.document import Document
from edgeviz.ui.graph.laying import Request, plan
from edgeviz.ui.graph.panel import GraphPanel
from tests.core.networks import random_graph
from tests.ui.graph_panels import preview
app = make_application()
count, spaced, every = int(sys.argv[1]), sys.argv[2] == "modules", sys.argv[3] == "all"
graph = random_graph(count, spaced=spaced)
warm = plan(Request(random_graph(10), True, False))
begun = time.perf_counter()
found = plan(Request(graph, True, False))
tree_and_layout = time.perf_counter() - begun
if every:
    begun = time.perf_counter()
    groups = frozenset(box.id for box in found.tree.groups)
    found = plan(Request(graph, True, False, groups, found.tree))
    tree_and_layout = time.perf_counter() - begun
panel = GraphPanel(Document())
panel.resize(1200, 500)
panel.document.blockSignals(True)
preview(graph, panel.document)
panel.document.blockSignals(False)
panel._pages.setCurrentIndex(1)
panel.show()
app.processEvents()
begun = time.perf_counter()
panel._take_plan(found)
panel.canvas.repaint()
panel.minimap.repaint()
painted = time.perf_counter() - begun
begun = time.perf_counter()
panel.canvas.fit()
panel.canvas.repaint()
fitted = time.perf_counter() - begun

def pan(prepare):
    prepare()
    panel.canvas.repaint()
    times = []
    for number in range(120):
        back = number >= 60
        begun = time.perf_counter()
        panel.canvas.pan(12 if back else -12, 4 if back else -4)
        panel.canvas.repaint()
        panel.minimap.repaint()
        times.append(time.perf_counter() - begun)
    times.sort()
    return times[60], times[-2]

readable = pan(panel.canvas.begin)
whole = pan(panel.canvas.fit)

def zoom():
    panel.canvas.begin()
    times = []
    for number in range(40):
        begun = time.perf_counter()
        panel.canvas.zoom_at(panel.canvas.rect().center().toPointF(), 0.9 if number < 20 else 1 / 0.9)
        panel.canvas.repaint()
        panel.minimap.repaint()
        times.append(time.perf_counter() - begun)
    return sorted(times)[20], max(times)

zoomed = zoom()
shown = len(found.shown)
panel.settings = None
print(json.dumps([shown, tree_and_layout, painted, fitted, readable, whole, zoomed]))
"""

SELECTION = """
import json, sys, tempfile, time
from pathlib import Path
from PySide6.QtCore import QSettings, Qt
from edgeviz.app import make_application
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
window.resize(1920, 1080)
window.show()
# Network and inspector side by side: all views of the selection in sight.
window.splitDockWidget(window.network_dock, window.inspector_dock, Qt.Orientation.Horizontal)
for _ in range(100):
    app.processEvents()
    time.sleep(0.002)
if sys.argv[2] == "all":
    window.network.expand_all()
    window.network.canvas.fit()
keys = [layer.key for layer in graph.layers]

def settle():
    # What follows later (histograms from the worker, timers) is not the repaint, and must not run beside the next.
    for _ in range(60):
        app.processEvents()
        time.sleep(0.005)
    end = time.monotonic() + 20
    while window.jobs.running and time.monotonic() < end:
        app.processEvents()
        time.sleep(0.005)

def run(act):
    times, busy = [], []
    settle()
    for number in range(20):
        begun, used = time.perf_counter(), time.thread_time()
        act(keys[(number * 37) % len(keys)])
        app.processEvents()
        times.append(time.perf_counter() - begun)
        busy.append(time.thread_time() - used)
        settle()
    return sorted(times)[10], max(times), sorted(busy)[10]

one = run(lambda key: window.document.select([key]))
def in_graph(key):
    index = graph.layer_index[key]
    plan = window.network.plan
    window.network.selecting.choose(plan.tree.visible("#" + str(index), plan.expanded))
clicked = run(in_graph)
window.document.select(keys)
many = run(lambda key: window.document.select([k for k in keys if k != key]))
window.close()
print(json.dumps([one, clicked, many]))
"""

TRADEOFF = """
import json, sys, time
from pathlib import Path
import numpy as np
import tempfile
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from edgeviz.app import make_application
from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.spec import activation_spec, weight_spec
from edgeviz.ui.plots.tradeoff import TradeoffPanel
from tests.ui.panel_samples import chain, document_with
app = make_application()
count = int(sys.argv[1])
graph = chain(8)
rng = np.random.default_rng(0)
rows, seen = [], set()
measured = Provenance.MEASURED
while len(rows) < count:
    widths = rng.choice((2, 3, 4, 5, 6, 7, 8, 16), len(graph.layers))
    acts = rng.choice((4, 8, 16), len(graph.layers))
    recipe = Recipe({
        layer.key: LayerRecipe(weight_spec(int(w)), activation_spec(int(a)))
        for layer, w, a in zip(graph.layers, widths, acts)
    })
    if recipe.hash in seen:
        continue
    seen.add(recipe.hash)
    accuracy = float(0.97 - 0.4 * np.mean(2.0 ** (-1.2 * widths)) - abs(rng.normal(0, 0.01)))
    size = float(np.sum(widths) * 288 + rng.normal(0, 200) + 4000)
    rows.append(Evaluation(recipe, {
        "accuracy": Metric("accuracy", accuracy, measured, accuracy - 0.01, accuracy + 0.01, 1000),
        "size": Metric("size", size, measured)}))
document = document_with(Path(tempfile.mkdtemp()), rows[:10], graph)
document._evaluations.update({row.recipe.hash: row for row in rows})
panel = TradeoffPanel(document)
panel.resize(800, 500)
panel.show()
for _ in range(20):
    app.processEvents()
    time.sleep(0.01)

def run(act, number):
    times = []
    for at in range(number):
        begun = time.perf_counter()
        act(at)
        panel.canvas.viewport().repaint()
        app.processEvents()
        times.append(time.perf_counter() - begun)
    times.sort()
    return times[len(times) // 2], times[-1]

def refresh(at):
    panel.refresh()

def hover(at):
    index = (at * 977) % len(panel.cloud)
    pixel = panel.canvas.to_pixels(float(panel._view_x[index]), float(panel._view_y[index]))
    button, viewport = Qt.MouseButton.NoButton, panel.canvas.viewport()
    place = QPointF(viewport.mapToGlobal(pixel))
    event = QMouseEvent(QEvent.Type.MouseMove, pixel, place, button, button, Qt.KeyboardModifier.NoModifier)
    app.sendEvent(panel.canvas.viewport(), event)

def pan(at):
    panel.canvas.view.translateBy(x=(0.5 if at % 2 else -0.5) * panel.canvas.view.viewPixelSize()[0] * 20)

refreshed, hovered, panned = run(refresh, 11), run(hover, 40), run(pan, 20)
document.close()
print(json.dumps([refreshed, hovered, panned]))
"""


def _ms(seconds: float) -> str:
    return f"{seconds * 1e3:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _frames(times: list[float]) -> str:
    return f"{_ms(times[0])} ({1 / times[0]:,.0f}/s), max {_ms(times[1])}"


def main(peers: Path | None = None) -> None:
    """``peers``: a folder with other programs' layouts, to be timed on the same graphs beside ours."""
    others = Peers(peers)
    layouts, frames = [], []
    for spaced in ("plain", "modules"):
        for every in ("as it opens", "all"):
            for size in SIZES:
                found = in_fresh_process(LAYOUT, str(size), spaced, every)
                shown, laid, painted, fitted, readable, whole, zoomed = found
                case = [f"{size:,}", spaced, "all open" if every == "all" else every, f"{shown:,}"]
                rivals = others.times(size, spaced == "modules", every == "all")
                layouts.append([*case, _ms(laid), *rivals, _ms(painted), _ms(fitted)])
                if size >= 5000:
                    frames.append([*case, _frames(readable), _frames(whole), _frames(zoomed)])
    case = ["nodes", "graph", "groups", "boxes seen"]
    show([*case, "layout", *others.files, "first paint", "paint of the whole"], layouts)
    print(PEERS if others.files else HOW)
    print()
    show([*case, "pan, readable", "pan, whole in view", "zoom"], frames)
    print()
    rows = []
    for layers, every in ((50, ""), (500, ""), (500, "all")):
        found = in_fresh_process(SELECTION, str(layers), every)
        rows.append(
            [str(layers), "all open" if every else "as it opens", *[f"{_ms(a)}, max {_ms(b)}" for a, b in found]]
        )
    show(["layers", "groups", "select one layer", "click in the graph", "select all but one"], rows)
    print()
    rows = []
    for points in (100, 1000, 10_000):
        found = in_fresh_process(TRADEOFF, str(points))
        rows.append([f"{points:,}", *[f"{_ms(a)}, max {_ms(b)}" for a, b in found]])
    show(["points", "refresh", "hover another point", "pan"], rows)
