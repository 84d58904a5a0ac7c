"""Deep Compression (Han et al. 2016) in one window: what is asked for, stage by stage what it came to, the file."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.compress.request import AUTOMATIC, GAPS, MOST_BITS, DeepRequest
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.training import MOST_BATCH, MOST_EPOCHS
from edgeviz.jobs.events import Failed
from edgeviz.ui import formatting, stored, theme
from edgeviz.ui.background import Background
from edgeviz.ui.dialogs.parts import PrimaryButton, StateLabel, caption, heading
from edgeviz.ui.document import Document
from edgeviz.ui.jobs.texts import fraction, left_text
from edgeviz.ui.tables import dress_table
from edgeviz.ui.texts import error_text, shown
from edgeviz.ui.training.compressing import Compressing
from edgeviz.ui.training.deep_tables import LayerRatesModel, StagesModel
from edgeviz.ui.training.fields import ChoiceBox, NumberBox, PercentBox, WholeBox, allow, dress
from edgeviz.ui.training.weights_plot import WeightsPlot

#: The project's setting that holds the fields.
SETTING = "deepCompression"
_DEFAULT = DeepRequest()


class DeepDialog(QDialog):
    """Show it with ``show()``: the job goes on when it is closed, and opening it again shows how far it is."""

    def __init__(self, document: Document, compressing: Compressing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deepDialog")
        self.setWindowTitle(self.tr("Deep Compression"))
        self._document = document
        self._compressing = compressing
        self._base = _DEFAULT
        self._copying: Background | None = None
        self._build()
        self._read()
        compressing.changed.connect(self._refresh)
        for signal in (document.modelChanged, document.dataChanged):
            signal.connect(self._refresh)
        self._tick = QTimer(self, interval=500)
        self._tick.timeout.connect(self._show_progress)
        self._refresh()

    # ---- construction

    def _build(self) -> None:
        tr = self.tr
        about = caption(
            tr("Small weights are removed and the rest is retrained; those that are left share a few values, "
               "which are trained too; codes and gaps are Huffman coded. The file is read back and measured: it "
               "decodes to an ONNX model bit for bit. It saves flash and download, not time.")
        )  # fmt: skip
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._build_form())
        split.addWidget(self._build_results())
        split.setStretchFactor(1, 1)
        self.status = StateLabel("deepStatus")
        self.status.setAccessibleName(tr("State"))
        self.progress = QProgressBar()
        self.progress.setObjectName("deepProgress")
        self.progress.setAccessibleName(tr("Progress"))
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 1000)
        self.progress.setFixedWidth(theme.px(140))
        self.start_button = PrimaryButton(tr("Compress"), "startDeep")
        self.start_button.clicked.connect(self.start)
        self.cancel_button = self._button("cancelDeep", tr("Cancel"), self._compressing.cancel)
        self.cancel_button.setToolTip(tr("Stop; started again with the same settings it goes on from there"))
        self.save_button = self._button("saveEncoded", tr("Save the encoded file…"), self.choose_target)
        self.open_button = self._button("openCompressed", tr("Open the model"), self._compressing.open_compressed)
        close = self._button("closeDeep", tr("Close"), self.close)
        close.setToolTip(tr("Close this window; what runs goes on"))
        below = QHBoxLayout()
        below.setSpacing(2 * theme.GRID)
        below.addWidget(self.start_button)
        below.addWidget(self.cancel_button)
        below.addWidget(self.progress)
        below.addWidget(self.status, 9)
        below.addStretch(1)
        below.addWidget(self.open_button)
        below.addWidget(self.save_button)
        below.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(about)
        layout.addWidget(split, 1)
        layout.addLayout(below)
        self.resize(theme.px(1040), theme.px(640))

    def _build_form(self) -> QWidget:
        tr = self.tr
        self.conv_share, self.dense_share = PercentBox(0.0, 0.999, 0.6), PercentBox(0.0, 0.999, 0.9)
        self.ramp = PercentBox(0.0, 1.0, 0.5)
        self.conv_bits, self.dense_bits = WholeBox(1, MOST_BITS, 8), WholeBox(1, MOST_BITS, 5)
        gaps = [(AUTOMATIC, tr("smallest"), tr("Whichever makes a layer smallest"))]
        gaps += [(bits, tr("{} bits").format(bits), "") for bits in GAPS]
        self.conv_gap, self.dense_gap = ChoiceBox(gaps), ChoiceBox(gaps)
        self.epochs, self.rate = WholeBox(1, MOST_EPOCHS, 10), NumberBox(1e-7, 100.0, 1e-3, 7)
        self.tune_epochs, self.tune_rate = WholeBox(1, MOST_EPOCHS, 5), NumberBox(1e-7, 100.0, 1e-4, 7)
        self.batch, self.seed = WholeBox(1, MOST_BATCH, 128), WholeBox(0, (1 << 31) - 1, 0)
        power = tr("2 to this power different values; {} as in the paper")
        distance = tr("Bits of the distance between two kept weights")
        groups = (
            (
                tr("Remove (share of the weights)"),
                (
                    (self.conv_share, "deepConvShare", tr("Convolutions"), tr("Their share; 60 % is usual")),
                    (self.dense_share, "deepDenseShare", tr("Other layers"), tr("Their share; 90 % is usual")),
                    (
                        self.ramp, "deepRamp", tr("Ramp"),
                        tr("Share of the retraining over which it rises (Zhu and Gupta 2017); 0 removes all at once"),
                    ),
                ),
            ),
            (
                tr("Share weights (bits of a code)"),
                (
                    (self.conv_bits, "deepConvBits", tr("Convolutions"), power.format(8)),
                    (self.dense_bits, "deepDenseBits", tr("Other layers"), power.format(5)),
                    (self.conv_gap, "deepConvGap", tr("Gaps, convolutions"), distance),
                    (self.dense_gap, "deepDenseGap", tr("Gaps, others"), distance),
                ),
            ),
            (
                tr("Train"),
                (
                    (self.epochs, "deepEpochs", tr("Epochs after pruning"), tr("Passes over the training samples")),
                    (self.rate, "deepRate", tr("Learning rate"), tr("Of retraining, at the start")),
                    (
                        self.tune_epochs, "deepTuneEpochs", tr("Epochs of shared weights"),
                        tr("In which the shared values are trained"),
                    ),
                    (self.tune_rate, "deepTuneRate", tr("Their rate"), tr("Small: each value stands for many weights")),
                    (self.batch, "deepBatch", tr("Batch (samples)"), tr("Samples in one step")),
                    (self.seed, "deepSeed", tr("Seed"), tr("The same seed gives the same file")),
                ),
            ),
        )  # fmt: skip
        form = QWidget()
        rows = QFormLayout(form)
        rows.setContentsMargins(0, 0, theme.PADDING, 0)
        rows.setVerticalSpacing(theme.GRID)
        rows.setHorizontalSpacing(2 * theme.GRID)
        for number, (title, fields) in enumerate(groups):
            head = heading(title)
            head.setContentsMargins(0, 12 if number else 0, 0, 0)
            rows.addRow(head)
            for box, name, label, tip in fields:
                dress(box, name, f"{title}: {label}", tip)
                box.setMaximumWidth(theme.px(120))
                rows.addRow(label, box)
        self.fields = [box for _, fields in groups for box, *_ in fields]
        form.setMinimumWidth(form.sizeHint().width())
        return form

    def _build_results(self) -> QWidget:
        tr = self.tr
        self.stages, self.layers = StagesModel(self), LayerRatesModel(self)
        self.stages_view = _table(self.stages, "deepStages", tr("Stages"))
        self.stages_view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.layers_view = _table(self.layers, "deepLayers", tr("Layers"))
        self.layers_view.selectionModel().currentRowChanged.connect(self._show_weights)
        self.plot = WeightsPlot("deepWeights", tr("Weights"))
        self.summary = StateLabel("deepSummary")
        self.summary.setAccessibleName(tr("Result"))
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.layers_view)
        split.addWidget(self.plot)
        split.setSizes([160, 200])
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.GRID)
        column.addWidget(self.stages_view)
        column.addWidget(self.summary)
        column.addWidget(split, 1)
        return found

    def _button(self, name: str, text: str, slot: Any) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    # ---- what is asked for

    def request(self) -> DeepRequest:
        """Raises EdgeVizError where the fields do not fit together."""
        base = self._base
        retrain = replace(
            base.retrain,
            epochs=self.epochs.value(),
            rate=self.rate.value(),
            batch=self.batch.value(),
            seed=self.seed.value(),
        )
        tune = replace(
            base.tune,
            epochs=self.tune_epochs.value(),
            rate=self.tune_rate.value(),
            batch=self.batch.value(),
            seed=self.seed.value(),
        )
        return replace(
            base,
            conv_sparsity=self.conv_share.share,
            dense_sparsity=self.dense_share.share,
            ramp=self.ramp.share,
            conv_bits=self.conv_bits.value(),
            dense_bits=self.dense_bits.value(),
            conv_index=self.conv_gap.chosen,
            dense_index=self.dense_gap.chosen,
            retrain=retrain,
            tune=tune,
        )

    def show_request(self, request: DeepRequest) -> None:
        self._base = request
        self.conv_share.set_share(request.conv_sparsity)
        self.dense_share.set_share(request.dense_sparsity)
        self.ramp.set_share(request.ramp)
        self.conv_bits.setValue(request.conv_bits)
        self.dense_bits.setValue(request.dense_bits)
        self.conv_gap.choose(request.conv_index)
        self.dense_gap.choose(request.dense_index)
        self.epochs.setValue(request.retrain.epochs)
        self.rate.setValue(request.retrain.rate)
        self.tune_epochs.setValue(request.tune.epochs)
        self.tune_rate.setValue(request.tune.rate)
        self.batch.setValue(request.retrain.batch)
        self.seed.setValue(request.retrain.seed)

    @Slot()
    def start(self) -> None:
        try:
            request = self.request()
        except EdgeVizError as error:
            self.status.say(error_text(error), "bad")
            return
        self._document.set_setting(SETTING, json.loads(request.to_json()))
        self._compressing.start(request)

    def _read(self) -> None:
        value = stored.mapping(self._document.project.settings.get(SETTING))
        try:
            self.show_request(DeepRequest.from_json(json.dumps(value)) if value else _DEFAULT)
        except (EdgeVizError, TypeError, ValueError):
            self.show_request(_DEFAULT)

    # ---- following

    @Slot()
    def _refresh(self) -> None:
        found = self._compressing
        why = found.obstacle()
        running = found.job is not None
        self.start_button.setVisible(not running)
        self.start_button.setEnabled(not why)
        self.start_button.setToolTip(why or self.tr("Compress the open model in the background"))
        self.cancel_button.setVisible(running)
        for box in self.fields:
            allow(box, self.tr("The model is being compressed.") if running else "")
        not_yet = self.tr("There is no encoded file yet.")
        for button, ready, tip in (
            (self.save_button, self._has_file(), self.tr("Copy the encoded file to a place of your own")),
            (
                self.open_button,
                found.model in self._document.trained,
                self.tr("Open the model that the encoded file decodes to; one undo comes back"),
            ),
        ):
            button.setEnabled(ready)
            button.setToolTip(tip if ready else not_yet)
        self.stages.show_stages(found.stages)
        self.layers.show_report(found.report)
        if self.layers.layers and not self.layers_view.currentIndex().isValid():
            self.layers_view.setCurrentIndex(self.layers.index(self.layers.largest, 0))
        self._fit_stages()
        self._show_summary()
        self._show_weights()
        self._show_progress()

    def _has_file(self) -> bool:
        """A report that a project has kept may have outlived its file."""
        report = self._compressing.report
        return report is not None and Path(report.path).is_file()

    def _fit_stages(self) -> None:
        header = self.stages_view.horizontalHeader()
        rows = self.stages.rowCount() * self.stages_view.verticalHeader().defaultSectionSize()
        self.stages_view.setFixedHeight(header.sizeHint().height() + rows + 2 * theme.GRID)

    def _show_summary(self) -> None:
        report = self._compressing.report
        if report is None:
            self.summary.say("")
            return
        text = self.tr("The file has {} and is {}× smaller than the model's; onnxruntime agrees with it on {}.")
        rate = formatting.number(report.file_rate, 1)
        self.summary.say(
            text.format(formatting.size(report.file), rate, formatting.value_text(report.agreement)), "good"
        )

    @Slot()
    def _show_weights(self) -> None:
        row = self.layers_view.currentIndex().row()
        stages = self._compressing.stages
        if 0 <= row < len(self.layers.layers):
            key = self.layers.layers[row].key
        else:
            # Before there are rates the largest layer stands for all.
            found = stages[0].histograms if stages else ()
            key = max(found, key=lambda one: sum(one.counts) + one.zeros).key if found else ""
        self.plot.show_layer(stages, key)

    @Slot()
    def _show_progress(self) -> None:
        job = self._compressing.job
        self.progress.setVisible(job is not None)
        if job is None:
            self._tick.stop()
            why = self._compressing.obstacle()
            error = self._compressing.error
            self.status.say(error or why, "bad" if error else "warning")
            return
        self._tick.start()
        done = fraction(job)
        self.progress.setRange(0, 1000 if done is not None else 0)
        self.progress.setValue(round(1000 * (done or 0)))
        text = shown(job.progress.text) if job.progress is not None else self.tr("Queued")
        self.status.say(formatting.joined([text, left_text(job)]))

    # ---- the file

    @Slot()
    def choose_target(self) -> None:
        report = self._compressing.report
        if report is None:
            return
        suffix = Path(report.path).suffix
        model = self._document.project.model
        name = f"{Path(model.name).stem if model is not None else 'model'}{suffix}"
        dialog = QFileDialog(self, self.tr("Save the encoded file"), name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Compressed models (*{})").format(suffix))
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.selectFile(name)
        dialog.fileSelected.connect(self.save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def save(self, path: str) -> None:
        """Copy the encoded file to ``path``, off the GUI thread."""
        report = self._compressing.report
        if report is not None:
            self._copying = Background(self)
            self._copying.done.connect(self._saved)
            self._copying.run(partial(shutil.copyfile, report.path, path))

    @Slot(object)
    def _saved(self, result: object) -> None:
        if isinstance(result, EdgeVizError):
            self._compressing.failed.emit(Failed("", result.what, result.remedy, result.details))
        else:
            self.status.say(self.tr("Written: {}").format(result), "good")


def _table(model: Any, name: str, title: str) -> QTableView:
    view = QTableView()
    dress_table(view, model, name, title)
    header = view.horizontalHeader()
    # A name is never squeezed by numbers: rather one scrolls.
    header.setMinimumSectionSize(theme.px(36))
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setStretchLastSection(True)
    return view
