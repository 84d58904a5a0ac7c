"""Asks the advisor's rules whenever something they look at has changed, in a thread, and keeps what they say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from edgeviz.core.advisor import MOST, RULES, Advice, Situation, advise
from edgeviz.ui.background import Background
from edgeviz.ui.document import Document

#: Milliseconds without a further change before the rules are asked.
QUIET = 250
#: The project's setting that holds the keys of dismissed advice.
SETTING = "advisorDismissed"
#: Keys that are kept: older ones are forgotten, and their advice may come back.
MAX_DISMISSED = 200


@dataclass(frozen=True, eq=False)
class _Answer:
    situation: Situation
    advice: tuple[Advice, ...]


class Advising(QObject):
    """``advice`` is what there is to say about the document's current recipe, the largest expected gain first."""

    changed = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.advice: tuple[Advice, ...] = ()
        #: Whether ``advice`` belongs to an earlier state: the rules have not been asked yet.
        self.is_stale = True
        self._all: tuple[Advice, ...] = ()
        self._wanted: Situation | None = None
        self._is_busy = False
        self._background = Background(self)
        self._background.done.connect(self._take)
        self._timer = QTimer(self, singleShot=True, interval=QUIET)
        self._timer.timeout.connect(self._ask)
        for signal in (document.recipeChanged, document.evaluationsChanged, document.sensitivityChanged):
            signal.connect(self.schedule)
        document.dataChanged.connect(self.schedule)
        document.profileChanged.connect(self.schedule)
        document.modelChanged.connect(self._forget)
        document.settingsChanged.connect(self._settings_changed)
        self._device = document.device
        self.schedule()

    # ---- what a person does

    @property
    def dismissed(self) -> tuple[str, ...]:
        stored = self.document.project.settings.get(SETTING)
        return tuple(key for key in stored if isinstance(key, str)) if isinstance(stored, list | tuple) else ()

    @property
    def hidden(self) -> int:
        """Pieces of advice that hold at present and were dismissed."""
        return len({advice.key for advice in self._all} & set(self.dismissed))

    def dismiss(self, advice: Advice) -> None:
        keys = [*(key for key in self.dismissed if key != advice.key), advice.key]
        self.document.set_setting(SETTING, keys[-MAX_DISMISSED:])

    @Slot()
    def restore(self) -> None:
        """Bring back what was dismissed."""
        self.document.set_setting(SETTING, [])

    # ---- internals

    @Slot()
    def schedule(self) -> None:
        self.is_stale = True
        self._timer.start()

    @Slot()
    def _forget(self) -> None:
        self._wanted = None
        self._all = self.advice = ()
        self.changed.emit()
        self.schedule()

    @Slot()
    def _settings_changed(self) -> None:
        if self.document.device is not self._device:
            self._device = self.document.device
            self.schedule()
        else:
            self._choose()

    @Slot()
    def _ask(self) -> None:
        document = self.document
        graph = document.graph
        if graph is None:
            self._wanted, self._all = None, ()
            self._choose()
            return
        tables = (document.sensitivity,) if document.sensitivity is not None else ()
        self._wanted = Situation(
            graph, document.recipe, document.evaluations, tables, document.data is not None, document.device,
            None if document.is_profile_old else document.profile,
        )  # fmt: skip
        if not self._is_busy:
            self._start()

    def _start(self) -> None:
        if self._wanted is not None:
            self._is_busy = True
            self._background.run(partial(_answer, self._wanted))

    @Slot(object)
    def _take(self, answer: object) -> None:
        self._is_busy = False
        wanted = self._wanted
        if isinstance(answer, _Answer) and answer.situation is not wanted:
            self._start()
            return
        self._wanted = None
        self._all = answer.advice if isinstance(answer, _Answer) else ()
        self.is_stale = self._timer.isActive()
        self._choose()

    def _choose(self) -> None:
        dismissed = set(self.dismissed)
        self.advice = tuple(advice for advice in self._all if advice.key not in dismissed)[:MOST]
        self.changed.emit()


def _answer(situation: Situation) -> _Answer:
    return _Answer(situation, advise(situation, most=len(RULES)))
