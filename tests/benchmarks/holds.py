"""For how long large networks hold the window: opening them, opening all groups, colouring, searching, turning.

In the real window, with a 10 ms timer: the longest time between two of its ticks while one thing happens, less the
10 ms; and the processor's time that the GUI thread used in that time, which other programs on the machine do not
lengthen. "30 nodes" is what any model costs: the docks of a workspace come into sight. The project is read in a thread
before, as the program does with large ones. Nothing is measured or compared meanwhile.
"""

from __future__ import annotations

from tests.benchmarks.table import in_fresh_process, show

CASES = (("30 nodes", "small"), ("20,000 plain", "plain"), ("20,000 in modules", "modules"), ("hub of 5,000", "hub"))
CODE = """
import json, sys, tempfile, time
from pathlib import Path
from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer
from edgeviz.app import make_application
from edgeviz.project.store import ModelRecord, Project, Store
from edgeviz.ui.garbage import set_aside
from edgeviz.ui.graph.layout import load
from edgeviz.ui.main_window import MainWindow
from edgeviz.ui.reading import read_prepared
from edgeviz.ui.theme_menu import apply_chosen_theme
from tests.core.networks import hub_graph, random_graph
app = make_application()
folder = Path(tempfile.mkdtemp())
settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
apply_chosen_theme(settings)
window = MainWindow(folder, settings)
window.measuring.set_enabled(False)
# A worker's start would be counted too.
for timer in window.measuring.findChildren(QTimer):
    timer.timeout.disconnect()
window.resize(1600, 1000)
window.show()
load()
graph = {
    "small": lambda: random_graph(30),
    "plain": lambda: random_graph(20_000),
    "modules": lambda: random_graph(20_000, spaced=True),
    "hub": lambda: hub_graph(5_000),
}[sys.argv[1]]()
(folder / "m.onnx").write_bytes(b"x")
store = Store.create(folder / "p.edgeviz")
store.write(Project(model=ModelRecord.of(folder / "m.onnx", graph)))
store, contents = read_prepared(store)
set_aside()
network = window.network
last, holds = [0.0, 0.0], []

def tick():
    now, used = time.perf_counter(), time.thread_time()
    holds.append((now - last[0] - 0.01, used - last[1]))
    last[:] = now, used

timer = QTimer()
timer.setTimerType(Qt.TimerType.PreciseTimer)
timer.timeout.connect(tick)
timer.start(10)

def spin(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

def longest(act):
    spin(0.3)
    holds.clear()
    last[:] = time.perf_counter(), time.thread_time()
    act()
    end = time.monotonic() + 60
    spin(0.05)
    while network.layouts.is_busy and time.monotonic() < end:
        spin(0.05)
    spin(0.5)
    return max(hold for hold, _ in holds), max(used for _, used in holds)

def search():
    network.open_search()
    network.search.field.setText("1")

found = {"open": longest(lambda: window.document.attach(store, False, contents=contents))}
found["open all groups"] = longest(network.expand_all)
found["fit"] = longest(network.canvas.fit)
found["colour"] = longest(lambda: network.colours.choose("macs"))
found["search"] = longest(search)
found["turn"] = longest(network.flip)
found["close all groups"] = longest(network.collapse_all)
print(json.dumps(found), flush=True)
import os
os._exit(0)
"""


def main() -> None:
    rows, steps = [], []
    for title, kind in CASES:
        found = in_fresh_process(CODE, kind)
        steps = list(found)
        rows.append([title, *[f"{hold * 1e3:.0f} ms ({used * 1e3:.0f})" for hold, used in found.values()]])
    show(["network", *[f"{step}, longest hold (processor)" for step in steps]], rows)
