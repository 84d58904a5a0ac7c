"""What the simulator shows while there are too few operating points: what to measure, and another way on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from edgeviz.ui import theme


class EmptySimulator(QWidget):
    measureRequested = Signal()
    scenarioPointsRequested = Signal()
    makeRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("simulatorEmpty")
        self.label = QLabel()
        self.label.setObjectName("simulatorEmptyText")
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.label.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.measure_button = QPushButton(self.tr("Measure uniform widths"))
        self.measure_button.setObjectName("simulatorMeasure")
        self.measure_button.setToolTip(self.tr("Evaluate the same width in every layer (Shift+F9)"))
        self.measure_button.clicked.connect(self.measureRequested)
        self.other_button = QPushButton(self.tr("Use the scenario's networks"))
        self.other_button.setObjectName("useScenarioPoints")
        self.other_button.setToolTip(self.tr("Play with the published networks that the scenario comes with"))
        self.other_button.clicked.connect(self.scenarioPointsRequested)
        self.make_button = QPushButton(self.tr("Make adaptive model…"))
        self.make_button.setObjectName("simulatorMake")
        self.make_button.setToolTip(self.tr("Train exits, gates or widths into the open model, or cut it"))
        self.make_button.clicked.connect(self.makeRequested)
        for button in (self.measure_button, self.make_button, self.other_button):
            # Outside dialogs Qt presses buttons by Space only.
            button.setAutoDefault(True)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID * 2)
        row.addStretch(1)
        row.addWidget(self.measure_button)
        row.addWidget(self.make_button)
        row.addWidget(self.other_button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(1)
        layout.addWidget(self.label)
        layout.addLayout(row)
        layout.addStretch(1)

    def explain(self, points: int, why: str, runs: bool, has_other: bool) -> None:
        """``points``: how many there are. ``why``: what is wrong with the others."""
        text = self.tr(
            "An adaptive model switches between operating points: recipes whose accuracy and latency are known.\n"
            "This project has {} of the two that are needed. Measure recipes, choose a device above whose latency is"
            " modelled, make an adaptive model, or play with the networks of the scenario: published figures, of which"
            " it is assumed (▫) which samples are right."
        ).format(points)
        self.label.setText(f"{text}\n{why}" if why else text)
        self.measure_button.setVisible(runs)
        self.make_button.setVisible(runs)
        self.other_button.setVisible(has_other)
