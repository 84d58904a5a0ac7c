"""The plot of a search's candidates redrawn when one more is known, after 500 and 5,000 of them.

Time of the processor from the candidate until the plot is painted, and the part of it that is drawing: the rest works
the figures of the search out. "all": every point is drawn anew, as when the scale of colours or an axis moves.
"""

from __future__ import annotations

from tests.benchmarks.table import in_fresh_process, show

CODE = """
import json, sys, time
from statistics import median
import numpy as np
from PySide6.QtCore import QObject, Signal
from edgeviz.app import make_application
from edgeviz.core.metric import Metric, Provenance
from edgeviz.core.nas.request import Found
from edgeviz.core.nas.trial import Trial
from edgeviz.ui.search.candidate_points import Candidates
from edgeviz.ui.search.run import SearchRun
from edgeviz.ui.search.scatter import ScatterPanel
from tests.ui.test_search import record
app = make_application()
count, draw = int(sys.argv[1]), np.random.default_rng(0)
def found(number):
    latency = float(1e-3 * 10 ** draw.uniform(0, 1))
    metrics = {
        "accuracy": Metric("accuracy", float(draw.uniform(0.5, 0.9)), Provenance.MEASURED),
        "latency": Metric("latency", latency, Provenance.MEASURED, device="here"),
        "size": Metric("size", 1e5, Provenance.MEASURED),
    }
    return Found(number, Trial(f"key {number}", metrics, generation=number // 50), elapsed=2.0 * number)
class Searches(QObject):
    found, currentChanged = Signal(object), Signal()
    current = None
class Choosing(QObject):
    changed = Signal()
    row = None
searches, choosing = Searches(), Choosing()
searches.current = SearchRun(record(*(found(n) for n in range(count))), None)
panel = ScatterPanel(searches, choosing)
panel.resize(700, 400)
panel.show()
for _ in range(20):
    app.processEvents()
times = {True: [], False: []}
for number in range(count, count + 101):
    searches.current.take(found(number))
    begun = time.process_time()
    searches.current.figures
    drawn = time.process_time()
    panel.redraw()
    app.processEvents()
    now = time.process_time()
    times[False].append((now - begun, now - drawn))
    panel.points.clear()
    panel.cloud = Candidates(panel.points)
    now = time.process_time()
    panel.redraw()
    app.processEvents()
    times[True].append(time.process_time() - now)
print(json.dumps([*(median(one[part] for one in times[False]) for part in (0, 1)), median(times[True])]))
"""


def main() -> None:
    rows = []
    for count in (500, 5000):
        values = in_fresh_process(CODE, str(count))
        rows.append([str(count), *[f"{value * 1e3:.1f} ms" for value in values]])
    show(["candidates", "redraw", "of it drawing", "all anew"], rows)
