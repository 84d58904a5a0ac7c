"""How latency is timed: threads, samples at once and seconds. Its button measures the layers of the current recipe."""

from __future__ import annotations

import os

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.timing import LEAST_BUDGET, MOST_BATCH, MOST_BUDGET, MOST_THREADS, Timing
from edgeviz.ui import theme
from edgeviz.ui.dialogs.parts import PrimaryButton, at_least, caption


class MeasureDialog(QDialog):
    """Show it with ``open()``.

    ``obstacle`` says why layers cannot be measured now; the timing can be kept all the same.
    """

    #: The layers are to be measured with this Timing.
    measureRequested = Signal(object)
    #: This Timing holds from now on.
    chosen = Signal(object)

    def __init__(self, timing: Timing, obstacle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("measureDialog")
        self.setWindowTitle(self.tr("Measure layers"))
        about = caption(
            self.tr(
                "The current recipe is exported and run in onnxruntime on this machine, first as it is, then under the "
                "profiler. Every layer gets its time, the kernel that really runs it, and the widths that it stores "
                "and computes in. Close other programs for steady figures."
            )
        )
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self.threads = QSpinBox()
        self.threads.setRange(0, min(MOST_THREADS, max(os.cpu_count() or 1, timing.threads)))
        self.threads.setSpecialValueText(self.tr("All cores but one"))
        self.threads.setValue(timing.threads)
        self._row(
            form, self.tr("Threads"), self.threads, "measureThreads",
            self.tr("Threads of onnxruntime; all cores but one leaves this window a core"),
        )  # fmt: skip
        self.batch = QSpinBox()
        self.batch.setRange(1, MOST_BATCH)
        self.batch.setGroupSeparatorShown(True)
        self.batch.setValue(timing.batch)
        self._row(
            form, self.tr("Batch (samples)"), self.batch, "measureBatch",
            self.tr("Samples in one inference; the latency is that of the whole batch"),
        )  # fmt: skip
        self.budget = QDoubleSpinBox()
        self.budget.setRange(LEAST_BUDGET, MOST_BUDGET)
        self.budget.setDecimals(2)
        self.budget.setSingleStep(0.5)
        self.budget.setValue(timing.budget)
        self._row(
            form, self.tr("Time (s)"), self.budget, "measureBudget",
            self.tr("Seconds of timed runs for each recipe, after a warm-up; more seconds give narrower intervals"),
        )  # fmt: skip
        note = caption(
            self.tr(
                "The same threads, batch and time are used from now on whenever a latency is measured. "
                "F9 measures the float model and the current recipe again."
            )
        )
        self.problem = caption(obstacle, "measureProblem")
        self.problem.setVisible(bool(obstacle))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 12)
        layout.setSpacing(12)
        for label in (about, note, self.problem):
            label.setMinimumWidth(theme.px(420))
        layout.addWidget(about)
        layout.addLayout(form)
        layout.addWidget(note)
        layout.addWidget(self.problem)
        layout.addStretch(1)
        layout.addWidget(self._build_buttons(not obstacle))
        at_least(self, theme.px(480))

    def timing(self) -> Timing:
        return Timing(self.threads.value(), self.batch.value(), round(self.budget.value(), 2))

    # ---- construction

    def _row(self, form: QFormLayout, title: str, box: QAbstractSpinBox, name: str, tip: str) -> None:
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setToolTip(tip)
        box.setMinimumWidth(theme.px(140))
        form.addRow(title, box)

    def _build_buttons(self, possible: bool) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.measure_button = PrimaryButton(self.tr("Measure layers"), "measureLayersButton")
        self.measure_button.setToolTip(self.tr("Keep these choices and measure the layers of the current recipe"))
        self.measure_button.setDefault(possible)
        self.measure_button.setEnabled(possible)
        self.measure_button.clicked.connect(self._measure)
        self.keep_button = QPushButton(self.tr("Keep choices"))
        self.keep_button.setToolTip(self.tr("Use these choices from now on, and measure nothing now"))
        self.keep_button.clicked.connect(self._keep)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.setToolTip(self.tr("Leave everything as it was"))
        self.cancel_button.clicked.connect(self.reject)
        for button, name in ((self.keep_button, "keepTiming"), (self.cancel_button, "cancelMeasure")):
            button.setObjectName(name)
            button.setAccessibleName(button.text())
            button.setAutoDefault(False)
        for button in (self.measure_button, self.keep_button, self.cancel_button):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        return buttons

    # ---- what happens

    @Slot()
    def _measure(self) -> None:
        timing = self.timing()
        self.chosen.emit(timing)
        self.accept()
        self.measureRequested.emit(timing)

    @Slot()
    def _keep(self) -> None:
        self.chosen.emit(self.timing())
        self.accept()
