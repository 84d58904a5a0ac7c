"""The words for adaptive models."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from edgeviz.core.adaptive.request import Mechanism
from edgeviz.ui.texts import kept, shown

translate = QCoreApplication.translate


def mechanism_title(mechanism: Mechanism) -> str:
    return shown(mechanism_name(mechanism))


def mechanism_name(mechanism: Mechanism) -> str:
    """In English."""
    return {
        Mechanism.EXITS: kept("Early exit"),
        Mechanism.SKIPPING: kept("Skipped blocks"),
        Mechanism.WIDTHS: kept("Widths (slimmable)"),
        Mechanism.SWITCHING: kept("Switched models"),
        Mechanism.ELASTIC: kept("Elastic supernet"),
        Mechanism.PARTITION: kept("Partition with a server"),
    }[mechanism]


def mechanism_meaning(mechanism: Mechanism) -> str:
    return {
        Mechanism.EXITS: translate(
            "Adaptive", "Easy samples leave by an exit inside the network; a threshold says which (BranchyNet)."
        ),
        Mechanism.SKIPPING: translate(
            "Adaptive", "Residual blocks are left out, by gates for each sample or by budget (SkipNet)."
        ),
        Mechanism.WIDTHS: translate(
            "Adaptive", "One set of weights, of which each width takes a part of the channels (slimmable networks)."
        ),
        Mechanism.SWITCHING: translate(
            "Adaptive",
            "Several recipes or models side by side. What changing takes is measured; nothing is trained.",
        ),
        Mechanism.ELASTIC: translate(
            "Adaptive",
            "Members of a supernet with new weights (Once-for-All). Of the open model only data and classes are taken.",
        ),
        Mechanism.PARTITION: translate(
            "Adaptive",
            "The first layers run here, the rest on a server (Neurosurgeon). Every cut is made and timed.",
        ),
    }[mechanism]
