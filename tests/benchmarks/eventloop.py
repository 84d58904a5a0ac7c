"""Event-loop delay of the window: a 10 ms timer, idle and while it evaluates, trains and searches.

The delay is how much later than 10 ms after the one before it a tick comes. The evaluation is of a real model in
the worker process, with the window updating its progress and results. Training is watched in the Train workspace, with
live curves; a search of digits by two processes in the Search workspace, with its plot, its table and the drawing. A
delay is the whole machine's: the load beside it, the mean number of processes that want to run, is printed; above the
number of cores it is theirs that is measured. "own" is what does not depend on them: the longest that the window's
thread computed before it looked at its events again, in time of the processor.
"""

from __future__ import annotations

import os

from tests.benchmarks.table import in_fresh_process, show
from tests.material import MATERIAL

CODE = """
import json, sys, tempfile, time
from pathlib import Path
from PySide6.QtCore import QElapsedTimer, QSettings, Qt, QTimer
from edgeviz.app import make_application
from edgeviz.core.dataset import DataSpec
from edgeviz.ui.main_window import MainWindow
from edgeviz.ui.theme_menu import apply_chosen_theme
app = make_application()
folder = Path(tempfile.mkdtemp())
settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
apply_chosen_theme(settings)
window = MainWindow(folder, settings)
window.show()
window.jobs.warm_up()
window.measuring.set_enabled(False)
if sys.argv[1]:
    window.opener.open(sys.argv[1])
else:
    window.opener.open_demo()

def wait(condition, seconds):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        app.processEvents()
        time.sleep(0.002)

wait(lambda: window.document.context and not window.jobs.running, 120)
if sys.argv[1]:
    spec = DataSpec("npz", sys.argv[2], scale=1 / 255, mean=(0.485, 0.456, 0.406), std=(0.229, 0.224, 0.225),
                    calibration=256, validation=2000)
    window.document.set_data(spec, "data")
wait(lambda: not window.jobs.running, 120)

delays = []
clock = QElapsedTimer()
def tick():
    delays.append(max(0.0, clock.nsecsElapsed() / 1e6 - 10))
    clock.restart()
timer = QTimer()
timer.setTimerType(Qt.TimerType.PreciseTimer)
timer.timeout.connect(tick)

def record(seconds, condition=None):
    delays.clear()
    own = []
    clock.start()
    timer.start(10)
    end = time.monotonic() + seconds
    while time.monotonic() < end and (condition is None or condition()):
        begun = time.thread_time()
        app.processEvents()
        own.append(1e3 * (time.thread_time() - begun))
        time.sleep(0.0005)
    timer.stop()
    own.sort()
    kept = sorted(delays[1:])
    return [len(kept), kept[len(kept) // 2], kept[int(len(kept) * 0.99)], kept[-1], own[int(len(own) * 0.99)], own[-1]]

idle = record(5)
window.measure_uniform()
busy = record(15, lambda: bool(window.jobs.running))
results = len(window.document.evaluations)
from edgeviz.core.train_request import Augmentation, TrainRequest
from edgeviz.core.training import TrainSpec
wait(lambda: not window.jobs.running, 120)
window.workspaces.switch("train")
wait(lambda: not window.jobs.running, 30)
run = window.train.training.start(TrainRequest(TrainSpec(epochs=50, batch=32)))
wait(lambda: len(run.curves["loss"]) > 2, 120)
training = record(float(sys.argv[3]), lambda: not run.is_over)
steps = len(run.curves["loss"])
window.train.training.cancel(run)
wait(lambda: run.is_over, 30)
searching = candidates = stopped = None
if not sys.argv[1]:
    from edgeviz.core.nas.fitting import fitted
    from edgeviz.core.nas.request import Evaluating, Executing, SearchRequest
    from edgeviz.core.nas.reward import Goal, Reward
    from edgeviz.project.spaces import load_spaces
    window.workspaces.switch("search")
    space = fitted(load_spaces().spaces["mnasnet_small"], (1, 8, 8))
    request = SearchRequest(space, Goal(Reward(3e-4)), trials=1000, executing=Executing(workers=2, batch=8),
                            evaluating=Evaluating(train=TrainSpec(epochs=1, batch=128), samples=256, validation=200))
    run = window.search.searches.start(request)
    wait(lambda: len(run.found) >= 4, 240)
    before = len(run.found)
    searching = record(float(sys.argv[3]), lambda: not run.is_over)
    candidates = len(run.found) - before
    begun = time.monotonic()
    window.search.page.stop()
    wait(lambda: run.is_over, 30)
    stopped = time.monotonic() - begun
window.close()
print(json.dumps([idle, busy, results, training, steps, searching, candidates, stopped]))
"""


def main() -> None:
    rows = []
    seconds = "20"
    real = (str(MATERIAL / "models" / "cifar_resnet20.onnx"), str(MATERIAL / "data" / "cifar10_dev.npz"))
    cases = {"digits demo": ("", "")} | ({"cifar_resnet20": real} if MATERIAL.is_dir() else {})
    for name, arguments in cases.items():
        idle, busy, results, training, steps, searching, candidates, stopped = in_fresh_process(
            CODE, *arguments, seconds
        )
        load = f"{os.getloadavg()[0]:.1f}"
        states = {"idle": idle, f"evaluating ({results} results)": busy, f"training ({steps} points)": training}
        if searching is not None:
            states[f"searching ({candidates} candidates)"] = searching
            print(f"{name}: the search was over {stopped:.2f} s after it was stopped")
        for state, (ticks, *times) in states.items():
            rows.append([name, state, str(ticks), *(f"{value:.2f} ms" for value in times), load])
    show(["model", "state", "ticks", "p50", "p99", "max", "own p99", "own max", "load"], rows)
