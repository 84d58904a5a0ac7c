"""What the window says about a difference in accuracy: only where the data are clear does it have a direction."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from edgeviz.core.comparison import Comparison, Reason, Test, Verdict
from edgeviz.ui import formatting

translate = QCoreApplication.translate
#: Stands where a coloured arrow would claim more than the data say.
SAME = "≈"


def change(found: Comparison) -> formatting.Change:
    """The mark beside an accuracy: an arrow with points where the difference is clear, "≈" where it is not."""
    match found.verdict:
        case Verdict.INCOMPARABLE:
            return formatting.Change("", None)
        case Verdict.UNCLEAR:
            return formatting.Change(SAME, None)
    difference = found.difference or 0.0
    arrow = "▲" if difference > 0 else "▼"
    # A clear difference may be smaller than a tenth of a point, and is not none.
    digits = 1 if abs(difference) >= 0.0005 else 2
    return formatting.Change(f"{arrow}{formatting.number(abs(difference) * 100, digits)}", difference > 0)


def p_text(value: float) -> str:
    """ "p = 0.41", "p < 0.001"."""
    if value < 0.001:
        return translate("Verdicts", "p < {}").format(formatting.number(0.001, 3))
    digits = 3 if value < 0.01 or 0.045 <= value < 0.055 else 2
    return translate("Verdicts", "p = {}").format(formatting.number(value, digits))


def line(found: Comparison) -> str:
    """The verdict in a few words: "no clear difference (p = 0.41, 2,000 samples)"."""
    words = {
        Verdict.BETTER: translate("Verdicts", "better"),
        Verdict.WORSE: translate("Verdicts", "worse"),
        Verdict.UNCLEAR: translate("Verdicts", "no clear difference"),
        Verdict.INCOMPARABLE: translate("Verdicts", "not comparable"),
    }
    word = words[found.verdict]
    if found.verdict is Verdict.INCOMPARABLE:
        return f"{word}: {reason(found.reason)}"
    parts = []
    if found.p_value is not None:
        parts.append(p_text(found.p_value))
    elif found.is_clear:
        parts.append(translate("Verdicts", "intervals apart"))
    else:
        parts.append(translate("Verdicts", "intervals overlap"))
    if found.samples:
        parts.append(translate("Verdicts", "{} samples").format(formatting.number(found.samples)))
    return f"{word} ({', '.join(parts)})"


def reason(why: Reason) -> str:
    texts = {
        Reason.NONE: "",
        Reason.NOT_MEASURED: translate("Verdicts", "one of them has no measured accuracy"),
        Reason.OTHER_DATA: translate("Verdicts", "they were measured on different data"),
        Reason.CHANGED_DATA: translate("Verdicts", "the data changed between the two measurements"),
        Reason.NO_INTERVAL: translate("Verdicts", "one of them has no interval"),
    }
    return texts[why]


def facts(found: Comparison) -> list[str]:
    """For a tooltip, one fact a line: the verdict, the test, what it counted, and the interval of the difference."""
    lines = [line(found)[0].upper() + line(found)[1:]]
    if found.test is Test.PAIRED:
        number = formatting.number
        lines.append(translate("Verdicts", "McNemar's exact test, both recipes on the same samples:"))
        counts = translate("Verdicts", "{} samples are right only here, {} only with the other.")
        lines.append(counts.format(number(found.gained), number(found.lost)))
        if found.difference is not None and found.low is not None and found.high is not None:
            points = translate("Verdicts", "Difference: {} points, 95 % interval {} to {}")
            lines.append(points.format(*(signed(value) for value in (found.difference, found.low, found.high))))
    elif found.test is Test.INTERVALS:
        lines.append(
            translate(
                "Verdicts",
                "Compared by the overlap of both 95 % intervals: which samples are right was not kept. "
                "Measured again, pairs of samples tell smaller differences apart.",
            )
        )
    return lines


def signed(fraction: float) -> str:
    """A difference of fractions in points: "+0.4", "−1.2", "0.0"."""
    text = formatting.number(abs(fraction) * 100, 1)
    if not any(digit in "123456789" for digit in text):
        return text
    return ("+" if fraction > 0 else "−") + text
