"""The form's ways to judge a candidate: how its accuracy is found, and where its latency comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton

from edgeviz.core.device.profile import Device
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.request import Clock, Costing, Evaluating, Fidelity, Proxy
from edgeviz.core.timing import LEAST_BUDGET, MOST_BATCH, MOST_BUDGET, MOST_THREADS, Timing
from edgeviz.core.training import MOST_BATCH as MOST_SAMPLES
from edgeviz.core.training import MOST_EPOCHS, Optimizer
from edgeviz.ui.formatting import joined, number
from edgeviz.ui.search.words import (
    clock_name,
    clock_tip,
    fidelity_name,
    fidelity_tip,
    proxy_name,
    proxy_tip,
)
from edgeviz.ui.training.fields import ChoiceBox, NumberBox, Section, WholeBox, choices, dress
from edgeviz.ui.training.words import optimizer_name

#: One thread: candidates that are evaluated at once must not be timed by what the others leave.
TIMING = Timing(threads=1)
_DEFAULT = Evaluating()


class AccuracyFields(Section):
    """``value()`` is the Evaluating; what has no field (schedule, decay) is kept from ``show_value``."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("searchAccuracy", "", unfolded=True)
        tr, train = self.tr, _DEFAULT.train
        self.head.setText(tr("Accuracy"))
        self.head.setAccessibleName(tr("Accuracy"))
        self._shown = _DEFAULT
        self.fidelity = ChoiceBox(choices(Fidelity, fidelity_name, fidelity_tip))
        dress(self.fidelity, "searchFidelity", tr("Accuracy by"), tr("How the accuracy of a candidate is found"))
        self.epochs = WholeBox(1, MOST_EPOCHS, train.epochs)
        dress(
            self.epochs, "searchEpochs", tr("Epochs"),
            tr("Of each candidate; of the longest rung, or of the shared network, where those are used"),
        )  # fmt: skip
        self.batch = WholeBox(1, MOST_SAMPLES, train.batch)
        dress(self.batch, "searchTrainBatch", tr("Batch (samples)"), tr("Samples in one step of the training"))
        self.optimizer = ChoiceBox(choices(Optimizer, optimizer_name))
        dress(self.optimizer, "searchOptimizer", tr("Optimizer"), tr("Of each candidate's training"))
        self.rate = NumberBox(1e-7, 100.0, train.rate, 7)
        dress(self.rate, "searchRate", tr("Learning rate"), tr("At the start; half a cosine leads to zero"))
        self.samples = WholeBox(0, 1 << 30, _DEFAULT.samples)
        self.samples.setSpecialValueText(tr("all"))
        dress(self.samples, "searchSamples", tr("Training samples"), tr("At most so many for each candidate"))
        self.held_out = WholeBox(10, 1 << 30, _DEFAULT.validation)
        dress(
            self.held_out, "searchHeldOut", tr("Held-out samples"),
            tr("Training samples by which candidates are judged, at most; the data's validation samples are kept for "
               "the networks that are chosen"),
        )  # fmt: skip
        self.rungs, self.factor = WholeBox(2, 8, _DEFAULT.rungs), WholeBox(2, 16, _DEFAULT.factor)
        dress(self.rungs, "searchRungs", tr("Rungs"), tr("Budgets of training, from short to the epochs above"))
        dress(
            self.factor, "searchFactor", tr("Factor of a rung"),
            tr("One of so many candidates goes on, with so many times the epochs"),
        )  # fmt: skip
        self.proxy = ChoiceBox(choices(Proxy, proxy_name, proxy_tip))
        dress(self.proxy, "searchProxy", tr("Screening"), tr("A score without training that chooses among the drawn"))
        self.draws = WholeBox(2, 1000, 4)
        dress(self.draws, "searchScreen", tr("Drawn for one"), tr("Architectures drawn for each one that is evaluated"))
        for title, field in (
            (tr("Found by"), self.fidelity),
            (tr("Epochs"), self.epochs),
            (tr("Rungs"), self.rungs),
            (tr("Factor"), self.factor),
            (tr("Batch"), self.batch),
            (tr("Optimizer"), self.optimizer),
            (tr("Rate"), self.rate),
            (tr("Samples"), self.samples),
            (tr("Held out"), self.held_out),
            (tr("Screening"), self.proxy),
            (tr("Drawn for one"), self.draws),
        ):
            self.add(title, field)
        boxes = (self.epochs, self.batch, self.rate, self.samples, self.held_out, self.rungs, self.factor, self.draws)
        for box in boxes:
            box.valueChanged.connect(self.changed)
        for choice in (self.fidelity, self.optimizer, self.proxy):
            choice.changed.connect(self.changed)
            choice.changed.connect(self._show_rows)
        self.show_value(_DEFAULT)

    def value(self) -> Evaluating:
        """Raises EdgeVizError."""
        train = replace(
            self._shown.train,
            epochs=self.epochs.value(),
            batch=self.batch.value(),
            optimizer=self.optimizer.chosen,
            rate=self.rate.value(),
        )
        screened = self.proxy.chosen is not Proxy.NONE
        return Evaluating(
            fidelity=self.fidelity.chosen,
            train=train,
            samples=self.samples.value(),
            validation=self.held_out.value(),
            proxy=self.proxy.chosen,
            screen=self.draws.value() if screened else 1,
            rungs=self.rungs.value(),
            factor=self.factor.value(),
        )

    def show_value(self, value: Evaluating) -> None:
        self._shown = value
        self.fidelity.choose(value.fidelity)
        self.epochs.setValue(value.train.epochs)
        self.batch.setValue(value.train.batch)
        self.optimizer.choose(value.train.optimizer)
        self.rate.setValue(value.train.rate)
        self.samples.setValue(value.samples)
        self.held_out.setValue(value.validation)
        self.rungs.setValue(value.rungs)
        self.factor.setValue(value.factor)
        self.proxy.choose(value.proxy)
        if value.screen > 1:
            self.draws.setValue(value.screen)
        self._show_rows()

    def text(self) -> str:
        return joined([fidelity_name(self.fidelity.chosen), self.tr("{} epochs").format(number(self.epochs.value()))])

    @Slot()
    def _show_rows(self) -> None:
        halving = self.fidelity.chosen is Fidelity.HALVING
        self.set_row_visible(self.rungs, halving)
        self.set_row_visible(self.factor, halving)
        self.set_row_visible(self.draws, self.proxy.chosen is not Proxy.NONE)


class LatencyFields(Section):
    """``value()`` is the Costing. Devices and hosts are those that the window knows now."""

    changed = Signal()
    #: The layers of the space are to be measured on this machine.
    measureRequested = Signal()

    def __init__(self) -> None:
        super().__init__("searchLatency", "", unfolded=False)
        tr = self.tr
        self.head.setText(tr("Latency"))
        self.head.setAccessibleName(tr("How candidates are timed"))
        self.clock = ChoiceBox(choices(Clock, clock_name, clock_tip))
        dress(
            self.clock, "searchClock", tr("Latency by"), tr("Where a candidate's latency comes from; every point says")
        )
        self.device = ChoiceBox()
        dress(self.device, "searchDevice", tr("Device"), tr("Whose latency and energy are modelled"))
        self.table = ChoiceBox()
        dress(self.table, "searchTable", tr("Measured layers of"), tr("Whose measured layers are summed up"))
        self.measure_button = QPushButton(tr("Measure the layers of the space"))
        dress(
            self.measure_button, "measureSpaceLayers", tr("Measure the layers of the space"),
            tr("Time some of its networks layer by layer on this machine: what latencies are added up from"),
        )  # fmt: skip
        self.host = ChoiceBox()
        dress(
            self.host, "searchHost", tr("Remote device"),
            tr("Where candidates are timed over ssh; Device, Measure on a remote device lists and tests them"),
        )  # fmt: skip
        self.threads = WholeBox(0, MOST_THREADS, TIMING.threads)
        self.threads.setSpecialValueText(tr("all but one"))
        dress(self.threads, "searchThreads", tr("Threads"), tr("Of onnxruntime while a candidate is timed"))
        self.batch = WholeBox(1, MOST_BATCH, TIMING.batch)
        dress(self.batch, "searchTimedBatch", tr("Samples in one inference"), tr("1 is what a device does live"))
        self.budget = NumberBox(LEAST_BUDGET, MOST_BUDGET, TIMING.budget, 2, tr(" s"))
        dress(self.budget, "searchTimedSeconds", tr("Timed (seconds)"), tr("Seconds of timed runs for each candidate"))
        self.add(tr("Found by"), self.clock)
        self.add(tr("Device"), self.device)
        self.add(tr("Layers of"), self.table)
        self.add_wide(self.measure_button)
        self.measure_button.clicked.connect(self.measureRequested)
        self.add(tr("Remote device"), self.host)
        self.add(tr("Threads"), self.threads)
        self.add(tr("Samples"), self.batch)
        self.add(tr("Timed for"), self.budget)
        for choice in (self.clock, self.device, self.table, self.host):
            choice.changed.connect(self.changed)
        self.clock.changed.connect(self._show_rows)
        for box in (self.threads, self.batch, self.budget):
            box.valueChanged.connect(self.changed)
        self._show_rows()

    def show_places(self, devices: Iterable[Device], hosts: Iterable[str]) -> None:
        """What can be chosen; what was chosen stays where it is still there."""
        found = list(devices)
        self.device.set_values([(one.key, one.name, "") for one in found])
        self.table.set_values([(one.key, one.name, "") for one in found if one.timings is not None])
        self.host.set_values([(name, name, "") for name in hosts])
        missing = self.tr("No device has a table of measured layers yet: calibrate this machine under Device.")
        self.clock.allow_value(Clock.TABLE, "" if self.table.count() else missing)
        unknown = self.tr("No remote device is known yet: add one under Device.")
        self.clock.allow_value(Clock.REMOTE, "" if self.host.count() else unknown)

    def value(self) -> Costing:
        """Raises EdgeVizError where nothing is chosen that the clock needs."""
        clock = self.clock.chosen
        if clock is Clock.TABLE and not self.table.chosen:
            raise EdgeVizError(self.tr("No device has a table of measured layers."), self.tr("Choose another source."))
        return Costing(
            clock=clock,
            device=str({Clock.MODELLED: self.device.chosen, Clock.TABLE: self.table.chosen}.get(clock) or ""),
            host=str(self.host.chosen or "") if clock is Clock.REMOTE else "",
            timing=Timing(self.threads.value(), self.batch.value(), self.budget.value()),
        )

    def show_value(self, value: Costing) -> None:
        self.clock.choose(value.clock)
        if value.device:
            (self.table if value.clock is Clock.TABLE else self.device).choose(value.device)
        if value.host:
            self.host.choose(value.host)
        self.threads.setValue(value.timing.threads)
        self.batch.setValue(value.timing.batch)
        self.budget.setValue(value.timing.budget)
        self._show_rows()

    def text(self) -> str:
        where = {Clock.MODELLED: self.device.currentText(), Clock.REMOTE: self.host.currentText()}
        where[Clock.TABLE] = self.table.currentText()
        return joined([clock_name(self.clock.chosen), where.get(self.clock.chosen, "")])

    @Slot()
    def _show_rows(self) -> None:
        clock = self.clock.chosen
        self.set_row_visible(self.device, clock is Clock.MODELLED)
        self.set_row_visible(self.table, clock is Clock.TABLE)
        self.set_row_visible(self.measure_button, clock is Clock.TABLE)
        self.set_row_visible(self.host, clock is Clock.REMOTE)
        timed = clock in (Clock.RUNTIME, Clock.REMOTE)
        for box in (self.threads, self.batch, self.budget):
            self.set_row_visible(box, timed)
