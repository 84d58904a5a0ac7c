"""How well cheap scores rank networks: proxies and a supernet by real training, sums of layers by latencies.

Random members of a narrow MnasNet space on Fashion-MNIST. "Real" is training from new weights for a few epochs, judged
by 1,000 samples held out: the mean of two seeds. Spearman's and Kendall's (tau-b) rank correlations, with intervals
from 1,000 resamplings of the networks. The row "one seed by the other" is real training against itself with other
weights, each alone: it says how much of a ranking by one training is luck.
"""

from __future__ import annotations

import tempfile
import time
import warnings
from dataclasses import replace
from typing import Any

import numpy as np

from tests.benchmarks import nas_common
from tests.benchmarks.table import show

NETWORKS, SAMPLES, HELD_OUT, EPOCHS, SHARED_EPOCHS = 30, 1500, 1000, 4, 6


def correlations(one: Any, other: Any) -> list[str]:
    """Spearman's and Kendall's, each with its 95 % interval."""
    from scipy.stats import kendalltau, spearmanr

    rng = np.random.default_rng(0)
    rows = [rng.integers(len(one), size=len(one)) for _ in range(1000)]
    texts = []
    for measure in (spearmanr, kendalltau):
        # A resampling in which a score is constant has no correlation.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = [float(measure(one[row], other[row]).statistic) for row in rows]
        low, high = np.nanpercentile(found, [2.5, 97.5])
        texts.append(f"{float(measure(one, other).statistic):+.2f} ({low:+.2f} … {high:+.2f})")
    return texts


def main(quick: bool = False) -> None:
    if not nas_common.ready():
        return
    from edgeviz.core.nas.moves import draw
    from edgeviz.core.nas.request import Costing, Evaluating, Fidelity, Proxy, SearchRequest
    from edgeviz.core.nas.reward import Goal, Reward
    from edgeviz.core.timing import Timing
    from edgeviz.core.training import TrainSpec
    from edgeviz.engine.nas import shared_weights
    from edgeviz.engine.nas.candidate import Task, evaluate, score
    from edgeviz.jobs.context import Untracked

    count = 12 if quick else NETWORKS
    samples, epochs, shared = (1000, 3, 4) if quick else (SAMPLES, EPOCHS, SHARED_EPOCHS)
    space, data = nas_common.space(), nas_common.data()
    rng = np.random.default_rng(7)
    keys = list(dict.fromkeys(space.architecture(draw(space, rng)).key for _ in range(2 * count)))[:count]
    train = TrainSpec(epochs=epochs, batch=32, rate=5e-3)
    latencies(space, keys, quick)
    request = SearchRequest(
        space,
        Goal(Reward(1e-3)),
        evaluating=Evaluating(train=train, samples=samples, validation=HELD_OUT),
        costing=Costing(timing=Timing(1, 1, 0.2)),
    )
    figures: dict[str, Any] = {}
    seconds: dict[str, float] = {}

    def of(name: str, asked: Any, seed: int, path: str = "") -> list[Any]:
        begun = time.process_time()
        found = [evaluate(Task(asked, key, seed, epochs, data, supernet=path)).trial for key in keys]
        seconds[name] = (time.process_time() - begun) / count
        failed = [one.failed for one in found if one.failed]
        if failed:
            print(f"{name}: {len(failed)} failed, such as: {failed[0]}")
        figures[name] = np.array([one.value("accuracy") for one in found])
        print(f"{name}: {seconds[name]:.2f} s of processor each", flush=True)
        return found

    real = of("first", request, 1)
    of("second", request, 2)
    figures["MACs"] = np.array([one.value("macs") for one in real])
    for proxy in (Proxy.SYNFLOW, Proxy.NASWOT, Proxy.GRADIENT):
        asked = replace(request, evaluating=replace(request.evaluating, proxy=proxy))
        begun = time.process_time()
        figures[proxy.value] = np.array([score(Task(asked, key, 1, 1, data))[proxy.value] for key in keys])
        seconds[proxy.value] = (time.process_time() - begun) / count
    with tempfile.TemporaryDirectory() as folder:
        longer = replace(train, epochs=shared)
        wanted = replace(request.evaluating, fidelity=Fidelity.SUPERNET, train=longer)
        asked = replace(request, evaluating=wanted)
        begun = time.process_time()
        path = shared_weights.train(Untracked(), asked, data, folder)
        once = time.process_time() - begun
        of("supernet", asked, 1, path)
    figures["real"] = (figures["first"] + figures["second"]) / 2
    known = np.isfinite(figures["real"])
    accuracies = figures["real"][known]
    again = correlations(figures["first"][known], figures["second"][known])
    rows = [["one seed by the other", *again, f"{seconds['first']:.2f} s"]]
    for name in ("supernet", "synflow", "naswot", "gradient", "MACs"):
        # Two samples alike give −∞: the worst rank.
        values = np.nan_to_num(figures[name], neginf=-1e30)
        cost = f"{seconds[name]:.2f} s" if name in seconds else "–"
        rows.append([name, *correlations(values[known], accuracies), cost])
    print(
        f"\n{known.sum()} networks, {samples:,} samples, {epochs} epochs, two seeds; real accuracies "
        f"{accuracies.min():.1%} to {accuracies.max():.1%}; the supernet took {once:.0f} s once."
    )
    show(["score", "Spearman with real training (95 %)", "Kendall (95 %)", "processor for one network"], rows)


def latencies(space: Any, keys: list[str], quick: bool) -> None:
    """The table of measured layers and MACs against onnxruntime, both on one thread in the same minutes."""
    from edgeviz.core.device.timings import predict
    from edgeviz.core.recipe import Recipe
    from edgeviz.core.timing import Timing
    from edgeviz.engine.measure.latency import measure_latency
    from edgeviz.engine.nas import table
    from edgeviz.engine.nas.builders import build
    from edgeviz.engine.nas.builders.settings import shape
    from edgeviz.engine.train.students import graph_of
    from edgeviz.jobs.context import Untracked

    made = [build(space, space.decode(key), 10).proto(key) for key in keys]
    graphs = [graph_of(one) for one in made]
    feed = {"input": np.random.default_rng(0).standard_normal((1, *shape(space))).astype(np.float32)}

    def measured() -> Any:
        return np.array([measure_latency(one.SerializeToString(), feed, budget=0.1, count=1).value for one in made])

    before = measured()
    timings = table.run(Untracked(), space, timing=Timing(1, 1, 0.05), profiled=6 if quick else 20)
    after = measured()
    real = np.minimum(before, after)
    found = [predict(graph, Recipe(), timings) for graph in graphs]
    guess = np.array([one.seconds for one in found])
    macs = np.array([graph.macs for graph in graphs], float)
    line = macs * np.median(real / macs)
    rows = []
    for name, values in (("measured again", after), ("table of layers", guess), ("MACs", line)):
        against = before if name == "measured again" else real
        off = np.abs(values / against - 1)
        rows.append([name, *correlations(values, against), f"{np.median(off):.0%}", f"{np.percentile(off, 90):.0%}"])
    share = np.mean([one.measured for one in found])
    print(f"Latencies {real.min() * 1e6:.0f} to {real.max() * 1e6:.0f} µs; {share:.0%} of the sums was measured.")
    show(["latency by", "Spearman with measured (95 %)", "Kendall (95 %)", "median error", "90 % below"], rows)
