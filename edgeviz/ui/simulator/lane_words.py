"""What the lanes of the timeline and their values are called on screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from edgeviz.core.adaptive.lanes import PROGRAM, RANDOM, program_of
from edgeviz.core.adaptive.scenario import Scenario
from edgeviz.ui import formatting
from edgeviz.ui.simulator.strip import clock, degrees, times

translate = QCoreApplication.translate


def lane_title(lane: str, scenario: Scenario | None = None) -> str:
    """Of a program's lane its name, as ``scenario`` has it."""
    if lane.startswith(PROGRAM):
        program = program_of(scenario, lane) if scenario is not None else None
        return program.name if program is not None else ""
    return {
        RANDOM: translate("Simulator", "At random (×)"),
        "rate": translate("Simulator", "Requests (×)"),
        "slow_down": translate("Simulator", "Contention (×)"),
        "bandwidth": translate("Simulator", "Bandwidth"),
        "ambient": translate("Simulator", "Around it"),
        "power": translate("Simulator", "Other power"),
        "charge": translate("Simulator", "Charge at first"),
    }[lane]


def value_text(lane: str, value: float) -> str:
    match lane:
        case "rate" | "slow_down" | "random":
            return times(value)
        case "bandwidth":
            return f"{formatting.significant(value * 8e-6)} Mbit/s"
        case "ambient":
            return degrees(value)
        case "power":
            return f"{formatting.number(value, 2)} W"
        case _:
            return formatting.percent(value, 0)


def block_text(lane: str, scenario: Scenario, start: float, end: float, value: float) -> str:
    """A block in words."""
    text = translate("Simulator", "{}: {} from {} to {}")
    return text.format(lane_title(lane, scenario), value_text(lane, value), clock(start), clock(end))
