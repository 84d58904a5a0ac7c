"""What policies and their figures are called on screen, and the colour and symbol of each."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from edgeviz.core.adaptive.policies import POLICIES
from edgeviz.core.adaptive.run import Fate
from edgeviz.core.adaptive.standing import STATIC
from edgeviz.ui import formatting, theme
from edgeviz.ui.simulator.rehearsal import Rehearsal
from edgeviz.ui.texts import name_text

translate = QCoreApplication.translate

#: The columns of the table, in their order.
COLUMNS = ("accuracy", "misses", "energy_per_answer", "life", "switches", "p50", "p95", "p99", "regret")
#: Symbols as pyqtgraph draws them.
SYMBOLS = ("o", "s", "d", "t1", "star", "p", "h", "t", "x", "+")


@dataclass(frozen=True, slots=True)
class Mark:
    symbol: str
    colour: QColor


def mark_of(label: str) -> Mark:
    """Static choices are all alike; each other policy has its own symbol and colour."""
    titles = [kind.title for kind in POLICIES.values()]
    index = 0 if label.startswith(STATIC) or label not in titles else titles.index(label)
    tokens = theme.current()
    if index == 0:
        return Mark(SYMBOLS[0], QColor(tokens.muted))
    return Mark(SYMBOLS[index % len(SYMBOLS)], QColor(tokens.categories[(index - 1) % len(tokens.categories)]))


def policy_title(title: str) -> str:
    """The translated name of a kind of policy; what is not known is its own title."""
    titles = {
        "Static": translate("Simulator", "Static"),
        "Best mean": translate("Simulator", "Best mean"),
        "Safe": translate("Simulator", "Safe"),
        "Threshold rules": translate("Simulator", "Threshold rules"),
        "Battery-aware": translate("Simulator", "Battery-aware"),
        "PID on latency": translate("Simulator", "PID on latency"),
        "Model-predictive": translate("Simulator", "Model-predictive"),
        "Clairvoyant": translate("Simulator", "Clairvoyant"),
    }
    return titles.get(title, title)


def label_text(label: str) -> str:
    """A row's name: "Static: Uniform W8A8", "Threshold rules"."""
    if label.startswith(STATIC):
        return f"{policy_title('Static')}: {name_text(label.removeprefix(STATIC))}"
    return policy_title(label)


def column_title(name: str) -> str:
    """Without its unit."""
    return {
        "accuracy": translate("Simulator", "Right in time"),
        "misses": translate("Simulator", "Missed"),
        "energy_per_answer": translate("Simulator", "Energy"),
        "life": translate("Simulator", "Battery"),
        "switches": translate("Simulator", "Switches"),
        "p50": translate("Simulator", "p50"),
        "p95": translate("Simulator", "p95"),
        "p99": translate("Simulator", "p99"),
        "regret": translate("Simulator", "Regret"),
    }[name]


def column_meaning(name: str) -> str:
    return {
        "accuracy": translate("Simulator", "Requests answered correctly and in time, of all: a late answer is wrong"),
        "misses": translate("Simulator", "Requests not answered within the deadline, of all: late or not at all"),
        "energy_per_answer": translate("Simulator", "Energy of the whole device for each answer"),
        "life": translate("Simulator", "Until the battery is empty; what is left at the end goes on at the mean power"),
        "switches": translate("Simulator", "How often the operating point changes"),
        "p50": translate("Simulator", "Half of the answers come within this time"),
        "p95": translate("Simulator", "95 % of the answers come within this time"),
        "p99": translate("Simulator", "99 % of the answers come within this time"),
        "regret": translate("Simulator", "Right in time, below the ceiling that no policy can exceed"),
    }[name]


def policy_meaning(key: str) -> str:
    return {
        "static": translate("Simulator", "One row for each chosen operating point, which is never changed"),
        "best-mean": translate("Simulator", "The most accurate point that meets the deadline on a quiet device"),
        "safe": translate("Simulator", "The most accurate point that meets the deadline in the worst case foreseen"),
        "rules": translate("Simulator", "The first of a list of thresholds that holds decides"),
        "battery": translate("Simulator", "Spends no faster than the battery allows until the end"),
        "pid": translate("Simulator", "A controller holds the response time below the deadline"),
        "alert": translate("Simulator", "A Kalman filter estimates the slow-down; point and clock are chosen together"),
        "q-learning": translate("Simulator", "Learns from rewards while it runs"),
        "predictive": translate("Simulator", "Plans the next requests with a model of the queue"),
        "clairvoyant": translate("Simulator", "Sees the future: for comparison only"),
    }.get(key, "")


def right_in_time(found: Rehearsal) -> str:
    """The share of requests that were answered correctly and in time; a dash where none came."""
    run = found.strips.run
    return formatting.percent(float(run.good.mean())) if run.requests else formatting.NOTHING


def summary(found: Rehearsal) -> str:
    """What came of one run, in a line."""
    run = found.strips.run
    if not run.requests:
        return translate("Simulator", "No request came.")
    missed = int((run.fate != Fate.IN_TIME).sum())
    return translate("Simulator", "{} right in time · {} of {} missed").format(
        right_in_time(found), formatting.number(missed), formatting.number(run.requests)
    )
