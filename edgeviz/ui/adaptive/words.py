"""The words for adaptive models."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from edgeviz.core.adaptive.request import Mechanism

translate = QCoreApplication.translate


def mechanism_title(mechanism: Mechanism) -> str:
    return {
        Mechanism.EXITS: translate("Adaptive", "Early exit"),
        Mechanism.SKIPPING: translate("Adaptive", "Skipped blocks"),
        Mechanism.WIDTHS: translate("Adaptive", "Widths (slimmable)"),
        Mechanism.SWITCHING: translate("Adaptive", "Switched models"),
        Mechanism.ELASTIC: translate("Adaptive", "Elastic supernet"),
        Mechanism.PARTITION: translate("Adaptive", "Partition with a server"),
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
