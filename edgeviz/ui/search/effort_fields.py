"""The form's effort: how many candidates, how long, and on how many machines."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit

from edgeviz.core.nas import differentiable
from edgeviz.core.nas.request import MOST_TRIALS, MOST_WORKERS, Executing
from edgeviz.ui.formatting import joined, number
from edgeviz.ui.training.fields import NumberBox, Section, WholeBox, dress

MOST_MINUTES = 100_000.0


class EffortFields(Section):
    """``trials``, ``seconds`` and ``value()``, the Executing."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("searchEffort", "", unfolded=True)
        tr = self.tr
        self.head.setText(tr("Effort"))
        self.head.setAccessibleName(tr("Effort"))
        default = Executing()
        self.candidates = WholeBox(1, MOST_TRIALS, 100)
        dress(self.candidates, "searchCandidates", tr("Candidates"), tr("The search ends when so many are evaluated"))
        self.minutes = NumberBox(0.0, MOST_MINUTES, 0.0, 2, tr(" min"))
        self.minutes.setSpecialValueText(tr("no limit"))
        dress(
            self.minutes, "searchMinutes", tr("Minutes"),
            tr("After so many minutes no further candidate is begun; 0 for no limit"),
        )  # fmt: skip
        self.workers = WholeBox(1, MOST_WORKERS, default.workers)
        dress(
            self.workers, "searchWorkers", tr("Workers"),
            tr("Processes of this machine that evaluate at once. Latencies measured here are only as good as the "
               "machine is idle: use fewer workers than cores."),
        )  # fmt: skip
        self.batch = WholeBox(1, 1000, default.batch)
        dress(
            self.batch, "searchBatch", tr("Candidates of a round"),
            tr("The sampler is told a whole round at once, so the search is the same whatever the number of workers"),
        )  # fmt: skip
        self.asynchronous = QCheckBox(tr("Tell results as they come in"))
        dress(
            self.asynchronous, "searchAsynchronous", tr("Tell results as they come in"),
            tr("No worker waits for a round to be complete, but two runs with the same seed differ"),
        )  # fmt: skip
        self.scheduler = QLineEdit()
        self.scheduler.setPlaceholderText(tr("none: this machine"))
        dress(
            self.scheduler, "searchScheduler", tr("Dask scheduler"),
            tr("Address of a Dask cluster, such as tcp://10.0.0.5:8786, whose workers evaluate instead of this "
               "machine. Whoever runs that cluster can run code here and there: use one that you trust."),
        )  # fmt: skip
        self.add(tr("Candidates"), self.candidates)
        self.add(tr("Minutes"), self.minutes)
        self.add(tr("Workers"), self.workers)
        self.add(tr("Round"), self.batch)
        self.add_wide(self.asynchronous)
        self.add(tr("Dask"), self.scheduler)
        for box in (self.candidates, self.minutes, self.workers, self.batch):
            box.valueChanged.connect(self.changed)
        self.asynchronous.toggled.connect(self.changed)
        self.scheduler.textEdited.connect(self.changed)
        self.scheduler.textChanged.connect(self._show_rows)
        self._is_asked = True

    @property
    def trials(self) -> int:
        return self.candidates.value()

    @property
    def seconds(self) -> float:
        return self.minutes.value() * 60

    def value(self) -> Executing:
        return Executing(
            workers=self.workers.value(),
            batch=self.batch.value(),
            asynchronous=self.asynchronous.isChecked(),
            scheduler=self.scheduler.text().strip(),
        )

    def show_value(self, trials: int, seconds: float, value: Executing) -> None:
        self.candidates.setValue(trials)
        self.minutes.setValue(seconds / 60)
        self.workers.setValue(value.workers)
        self.batch.setValue(value.batch)
        self.asynchronous.setChecked(value.asynchronous)
        self.scheduler.setText(value.scheduler)

    def text(self) -> str:
        candidates = self.tr("{} candidates").format(number(self.candidates.value()))
        minutes = self.tr("{} min").format(number(self.minutes.value())) if self.minutes.value() else ""
        return joined([candidates, minutes])

    def show_sampler(self, key: str) -> None:
        """The differentiable search is no sampler that is asked: one process trains and evaluates, one by one."""
        self._is_asked = key != differentiable.KEY
        self._show_rows()

    @Slot()
    def _show_rows(self) -> None:
        # A cluster has the workers that it has.
        self.set_row_visible(self.workers, self._is_asked and not self.scheduler.text().strip())
        for field in (self.batch, self.asynchronous, self.scheduler):
            self.set_row_visible(field, self._is_asked)
