"""The controls of the Simulate workspace and where they stand."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from edgeviz.ui import theme
from edgeviz.ui.adaptive.adapting import Adapting
from edgeviz.ui.adaptive.view import AdaptiveView
from edgeviz.ui.labels import ElidedLabel
from edgeviz.ui.simulator.choices import Choices
from edgeviz.ui.simulator.empty import EmptySimulator
from edgeviz.ui.simulator.life_bars import LifeBars
from edgeviz.ui.simulator.player import Player
from edgeviz.ui.simulator.rehearsal import Rehearsal
from edgeviz.ui.simulator.rules_view import RulesView
from edgeviz.ui.simulator.standings_view import StandingsView
from edgeviz.ui.simulator.strips_view import StripsView
from edgeviz.ui.simulator.thresholds import Thresholds
from edgeviz.ui.simulator.timeline_view import TimelineView
from edgeviz.ui.simulator.words import summary

#: Seeds at first, and at most.
SEEDS, MOST_SEEDS = 5, 1000


class Parts(QWidget):
    """Fills ``panel`` with everything that is in it; the panel connects it."""

    def __init__(self, panel: QWidget, adapting: Adapting) -> None:
        super().__init__(panel)
        self.adaptive = AdaptiveView(adapting)
        self.choices = Choices()
        self.strips = StripsView()
        self.player = Player()
        self.thresholds = Thresholds()
        self.standings = StandingsView()
        self.timeline = TimelineView()
        self.rules = RulesView()
        self.life = LifeBars()
        self.empty = EmptySimulator()
        top = self._top()
        self.story = QLabel()
        self.story.setObjectName("scenarioStory")
        self.story.setAccessibleName(self.tr("What the scenario tells"))
        self.story.setTextFormat(Qt.TextFormat.PlainText)
        self.story.setProperty("role", "muted")
        self.story.setWordWrap(True)
        upper = QSplitter(Qt.Orientation.Horizontal)
        upper.setObjectName("simulatorColumns")
        upper.addWidget(self.choices)
        upper.addWidget(self._stage())
        upper.setStretchFactor(1, 1)
        upper.setSizes([theme.px(184), theme.px(560)])
        upper.setChildrenCollapsible(False)
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.setObjectName("simulatorRows")
        whole.addWidget(upper)
        whole.addWidget(self._lower())
        whole.setStretchFactor(0, 5)
        whole.setStretchFactor(1, 2)
        whole.setSizes([400, 196])
        whole.setChildrenCollapsible(False)
        self.pages = QStackedWidget()
        self.pages.addWidget(whole)
        self.pages.addWidget(self.empty)
        self._whole = whole
        inner = QVBoxLayout(self)
        inner.setContentsMargins(12, 8, 12, 8)
        inner.setSpacing(theme.GRID * 2)
        inner.addLayout(top)
        inner.addWidget(self.story)
        inner.addWidget(self.pages, 1)
        outer = QVBoxLayout(panel)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self)

    def _lower(self) -> QTabWidget:
        tabs = self.tabs = QTabWidget()
        tabs.setObjectName("simulatorTabs")
        tabs.setAccessibleName(self.tr("Outcome and settings"))
        tabs.setDocumentMode(True)
        tabs.tabBar().setAccessibleName(self.tr("Outcome and settings"))
        tabs.addTab(self.standings, self.tr("Policies"))
        tabs.addTab(_scrolled(self.timeline), self.tr("Timeline"))
        tabs.addTab(self.rules, self.tr("Rules"))
        tabs.addTab(_scrolled(self.life), self.tr("Battery life"))
        tabs.addTab(self.adaptive, self.tr("Adaptive models"))
        return tabs

    def _top(self) -> QHBoxLayout:
        tr = self.tr
        self.scenario_box = QComboBox()
        self.scenario_box.setObjectName("scenarioBox")
        self.scenario_box.setAccessibleName(tr("Scenario"))
        self.scenario_box.setToolTip(tr("What happens to the device"))
        self.scenario_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.scenario_box.setMinimumContentsLength(8)
        self.scenario_box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.scenario_box.setMaximumWidth(theme.px(380))
        self.open_button = _button("openScenario", tr("Open…"), tr("Open a scenario from a TOML file"))
        self.deadline_spin = _Milliseconds()
        self.deadline_spin.setObjectName("deadlineSpin")
        self.deadline_spin.setAccessibleName(tr("Deadline in milliseconds"))
        self.deadline_spin.setToolTip(tr("Milliseconds from a request to its answer; a later one counts as wrong"))
        self.deadline_spin.setDecimals(3)
        self.deadline_spin.setRange(0.001, 1e7)
        self.deadline_spin.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
        self.deadline_spin.setSuffix(tr(" ms"))
        self.deadline_spin.setFixedWidth(theme.px(104))
        self.seeds_spin = QSpinBox()
        self.seeds_spin.setObjectName("seedsSpin")
        self.seeds_spin.setAccessibleName(tr("Seeds"))
        self.seeds_spin.setToolTip(tr("How many worlds every policy is played in; intervals need two or more"))
        self.seeds_spin.setRange(1, MOST_SEEDS)
        self.seeds_spin.setValue(SEEDS)
        self.run_button = _button("runSimulation", tr("Run"), tr("Play every chosen policy (Ctrl+Return)"))
        self.run_button.setProperty("primary", True)
        self.run_button.setShortcut("Ctrl+Return")
        self.cancel_button = _button("cancelSimulation", tr("Cancel"), tr("Stop; what was played stays (Esc)"))
        self.progress = QProgressBar()
        self.progress.setObjectName("simulationProgress")
        self.progress.setAccessibleName(tr("Runs that are done"))
        self.progress.setFixedWidth(theme.px(64))
        self.progress.setTextVisible(False)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID * 2)
        row.addWidget(self.scenario_box, 1)
        row.addWidget(self.open_button)
        for text, widget in ((tr("Deadline"), self.deadline_spin), (tr("Seeds"), self.seeds_spin)):
            label = QLabel(text)
            label.setBuddy(widget)
            row.addWidget(label)
            row.addWidget(widget)
        row.addStretch(0)
        row.addWidget(self.progress)
        row.addWidget(self.cancel_button)
        row.addWidget(self.run_button)
        return row

    def _stage(self) -> QWidget:
        self.shown_box = QComboBox()
        self.shown_box.setObjectName("shownPolicy")
        self.shown_box.setAccessibleName(self.tr("Policy that the strips show"))
        self.shown_box.setToolTip(self.tr("One run of this policy, with the first seed"))
        self.shown_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.shown_box.setMinimumContentsLength(14)
        self.shown_box.setMaxVisibleItems(24)
        label = QLabel(self.tr("Show"))
        label.setBuddy(self.shown_box)
        self.summary = ElidedLabel()
        self.summary.setObjectName("runSummary")
        self.summary.setAccessibleName(self.tr("What came of this run"))
        self.message = QLabel()
        self.message.setObjectName("simulatorMessage")
        self.message.setProperty("role", "error")
        self.message.setWordWrap(True)
        self.message.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.GRID * 2)
        row.addWidget(label)
        row.addWidget(self.shown_box)
        row.addWidget(self.summary, 1)
        stage = QWidget()
        layout = QVBoxLayout(stage)
        layout.setContentsMargins(theme.GRID, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addLayout(row)
        layout.addWidget(self.message)
        layout.addWidget(self.strips, 1)
        layout.addWidget(self.player)
        layout.addWidget(self.thresholds)
        return stage

    # ---- what is shown

    def show_empty(self, is_empty: bool) -> None:
        self.pages.setCurrentWidget(self.empty if is_empty else self._whole)

    @property
    def is_empty(self) -> bool:
        """Whether there are too few points for anything to play."""
        return self.pages.currentWidget() is self.empty

    def show_running(self, is_running: bool) -> None:
        self.progress.setVisible(is_running)
        self.cancel_button.setVisible(is_running)
        if not is_running:
            self.progress.setRange(0, 0)
        self.run_button.setVisible(not is_running)

    def fill_shown(self, texts: Mapping[str, str], shown: str) -> None:
        """``texts`` by labels."""
        with QSignalBlocker(self.shown_box):
            if [self.shown_box.itemData(row) for row in range(self.shown_box.count())] != list(texts):
                self.shown_box.clear()
                for label, text in texts.items():
                    self.shown_box.addItem(text, label)
            self.shown_box.setCurrentIndex(max(0, self.shown_box.findData(shown)))

    def say(self, problem: str) -> None:
        """Why there is no new run to be seen; "" where there is."""
        self.message.setText(problem)
        self.message.setVisible(bool(problem))

    def describe(self, found: Rehearsal) -> None:
        self.summary.setText(summary(found))


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(widget)
    # The panel's surface shows through.
    area.viewport().setAutoFillBackground(False)
    widget.setAutoFillBackground(False)
    return area


class _Milliseconds(QDoubleSpinBox):
    """Deadlines go from microseconds to minutes: no zeros behind those that count."""

    def textFromValue(self, value: float) -> str:
        return self.locale().toString(float(value), "g", 6)


def _button(name: str, text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAccessibleName(text)
    button.setToolTip(tip)
    # Outside dialogs Qt presses buttons by Space only.
    button.setAutoDefault(True)
    return button
