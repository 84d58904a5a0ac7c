"""Is one recipe more accurate than another? Only where the data say so.

Two recipes evaluated on the same samples are compared in pairs: only samples on which they differ count, which
tells far smaller differences apart than two intervals do. Where the outcomes of single samples are not known, the
recipes differ only if their intervals do not overlap.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.statistics import mcnemar, paired_interval

#: The p value below which a difference counts, and the confidence of intervals that goes with it.
SIGNIFICANCE = 0.05


class Verdict(StrEnum):
    BETTER = "better"
    WORSE = "worse"
    UNCLEAR = "no clear difference"
    INCOMPARABLE = "not comparable"


class Test(StrEnum):
    """How a comparison was made."""

    #: pytest takes classes of this name for tests.
    __test__ = False

    PAIRED = "McNemar's exact test"
    INTERVALS = "overlap of the Wilson intervals"
    NONE = ""


class Reason(StrEnum):
    """Why two evaluations cannot be compared."""

    NONE = ""
    NOT_MEASURED = "one of them has no measured accuracy"
    OTHER_DATA = "they were measured on different data"
    CHANGED_DATA = "the data changed between the two measurements"
    NO_INTERVAL = "one of them has no interval"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The accuracy of one evaluation against another, the reference.

    ``difference`` is a fraction, positive where the first is more accurate; ``low`` and ``high`` bound it (95 %,
    Newcombe 1998) and ``p_value`` is McNemar's, all None where the test was not made in pairs. ``gained`` and
    ``lost`` count the samples that only the first, and only the reference, has right. ``samples`` is 0 where they
    are not known.
    """

    verdict: Verdict
    test: Test = Test.NONE
    reason: Reason = Reason.NONE
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    p_value: float | None = None
    gained: int = 0
    lost: int = 0
    samples: int = 0

    @property
    def is_clear(self) -> bool:
        return self.verdict in (Verdict.BETTER, Verdict.WORSE)


def compare(evaluation: Evaluation, reference: Evaluation) -> Comparison:
    """The accuracy of ``evaluation`` against that of ``reference``.

    Better or worse only where McNemar's exact test rejects equality at 5 % and the 95 % interval of the difference
    leaves out 0. One comparison at a time: who looks at many will see one in twenty by chance.
    """
    if evaluation.context and reference.context and evaluation.context != reference.context:
        return _incomparable(Reason.OTHER_DATA)
    one, other = evaluation.outcomes, reference.outcomes
    if one is None or other is None:
        return compare_metrics(evaluation.metrics.get("accuracy"), reference.metrics.get("accuracy"))
    if (one.samples, one.data) != (other.samples, other.data):
        return _incomparable(Reason.CHANGED_DATA)
    both, gained, lost, neither = one.table(other)
    low, high = paired_interval(both, gained, lost, neither, 1 - SIGNIFICANCE)
    p_value = mcnemar(gained, lost)
    verdict = Verdict.UNCLEAR
    if p_value < SIGNIFICANCE and (low > 0 or high < 0):
        verdict = Verdict.BETTER if gained > lost else Verdict.WORSE
    difference = (gained - lost) / one.samples
    return Comparison(
        verdict, Test.PAIRED, Reason.NONE, difference, low, high, p_value, gained, lost, one.samples
    )  # fmt: skip


def compare_metrics(metric: Metric | None, reference: Metric | None) -> Comparison:
    """Two measured accuracies of which nothing but the intervals is known: different where they do not overlap."""
    if metric is None or reference is None:
        return _incomparable(Reason.NOT_MEASURED)
    if not metric.provenance is reference.provenance is Provenance.MEASURED:
        return _incomparable(Reason.NOT_MEASURED)
    if metric.low is None or metric.high is None or reference.low is None or reference.high is None:
        return _incomparable(Reason.NO_INTERVAL)
    verdict = Verdict.UNCLEAR
    if metric.low > reference.high:
        verdict = Verdict.BETTER
    elif metric.high < reference.low:
        verdict = Verdict.WORSE
    samples = min(metric.samples or 0, reference.samples or 0)
    return Comparison(verdict, Test.INTERVALS, difference=metric.value - reference.value, samples=samples)


def _incomparable(reason: Reason) -> Comparison:
    return Comparison(Verdict.INCOMPARABLE, reason=reason)


def p_text(value: float) -> str:
    """A p value as it is usually written: "p = 0.41", "p = 0.03", "p < 0.001"."""
    if value < 0.001:
        return "p < 0.001"
    digits = 3 if value < 0.01 or 0.045 <= value < 0.055 else 2
    return f"p = {value:.{digits}f}"


def verdict_text(found: Comparison, tr: Callable[[str], str] = str) -> str:
    """The verdict in one line: "no clear difference (p = 0.41, 2,000 samples)". ``tr`` translates its parts."""
    if found.verdict is Verdict.INCOMPARABLE:
        return tr("not comparable: {}").format(tr(found.reason.value))
    parts = [p_text(found.p_value) if found.p_value is not None else tr("intervals overlap")]
    if found.p_value is None and found.is_clear:
        parts = [tr("intervals do not overlap")]
    if found.samples:
        parts.append(tr("{} samples").format(f"{found.samples:,}"))
    return f"{tr(found.verdict.value)} ({', '.join(parts)})"
