"""The advisor: what to try next and why, each with the button that does it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from edgeviz.core.advisor import Advice, Request
from edgeviz.core.sensitivity import Method
from edgeviz.ui import formatting, theme
from edgeviz.ui.advisor.advising import Advising
from edgeviz.ui.advisor.card import AdviceCard
from edgeviz.ui.document import Document
from edgeviz.ui.sensitivity.probing import Probing
from edgeviz.ui.texts import shown


class AdvisorPanel(QWidget):
    """Cards for ``advising.advice``. A change of the recipe goes through the document, as one undo step."""

    dataRequested = Signal()
    uniformRequested = Signal()
    #: Sensitivities are being estimated: somebody may want to watch.
    sensitivityStarted = Signal()
    countChanged = Signal(int)

    def __init__(self, document: Document, probing: Probing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("advisorPanel")
        self.setAccessibleName(self.tr("Advisor"))
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document = document
        self._probing = probing
        self.advising = Advising(document, self)
        self.cards: list[AdviceCard] = []
        self._build()
        self.advising.changed.connect(self.refresh)
        probing.changed.connect(self._show_running)
        theme.notifier.changed.connect(self._restyle)
        self._restyle()
        self.refresh()

    def _build(self) -> None:
        self.empty = QLabel()
        self.empty.setObjectName("advisorEmpty")
        self.empty.setProperty("role", "muted")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.restore_button = QPushButton()
        self.restore_button.setObjectName("advisorRestore")
        self.restore_button.setProperty("role", "link")
        self.restore_button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.restore_button.setToolTip(self.tr("Show the advice again that was dismissed in this project"))
        self.restore_button.clicked.connect(self.advising.restore)
        self._content = QWidget()
        self._content.setObjectName("advisorContent")
        self._list = QVBoxLayout(self._content)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        self.scroll_area = QScrollArea()
        self.scroll_area.setObjectName("advisorScroll")
        self.scroll_area.setAccessibleName(self.tr("Advice"))
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setWidget(self._content)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.PADDING, 0, theme.PADDING, theme.GRID)
        foot.addStretch(1)
        foot.addWidget(self.restore_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self.scroll_area, 1)
        layout.addLayout(foot)

    # ---- following

    @Slot()
    def refresh(self) -> None:
        """Show what there is to say; cards that stay as they are keep the focus."""
        wanted = self.advising.advice
        if tuple(card.advice for card in self.cards) != wanted:
            focused = next((card.advice.key for card in self.cards if card.button.hasFocus()), "")
            for card in self.cards:
                self._list.removeWidget(card)
                card.hide()
                card.deleteLater()
            self.cards = [self._card(advice, position) for position, advice in enumerate(wanted)]
            for position, card in enumerate(self.cards):
                self._list.insertWidget(position, card)
                if card.advice.key == focused:
                    card.button.setFocus()
            self.countChanged.emit(len(wanted))
        self.scroll_area.setVisible(bool(wanted))
        self.empty.setVisible(not wanted)
        self.empty.setText(self._empty_text())
        hidden = self.advising.hidden
        self.restore_button.setText(self.tr("Show {} dismissed").format(formatting.number(hidden)))
        self.restore_button.setAccessibleName(self.restore_button.text())
        self.restore_button.setVisible(hidden > 0)
        self._show_running()

    def _card(self, advice: Advice, position: int) -> AdviceCard:
        card = AdviceCard(advice, position == 0, self._content)
        card.done.connect(self._do)
        card.dismissed.connect(self.advising.dismiss)
        card.layersRequested.connect(self._document.select)
        return card

    def _empty_text(self) -> str:
        if self._document.graph is None:
            return self.tr("Open a model: what to try next is said here.")
        if self.advising.is_stale:
            return ""
        if self._document.evaluation() is None and not self._document.recipe.is_float32:
            return self.tr("Nothing to suggest yet. Once this recipe is measured there may be more to say.")
        return self.tr("Nothing to suggest: no value that is known here asks for a change.")

    @Slot()
    def _show_running(self) -> None:
        """What runs already is not started twice."""
        for card in self.cards:
            if card.advice.request is Request.SENSITIVITY:
                running = self._probing.job is not None
                card.button.setEnabled(not running)
                text = self.tr("Estimating…") if running else card.advice.button.fill(shown)
                card.button.setText(text)

    @Slot()
    def _restyle(self) -> None:
        tokens = theme.current()
        self._content.setStyleSheet(
            f"#advisorContent {{ background: {tokens.surface}; }}"
            f"QFrame[role='advice'] {{ border: none; border-bottom: 1px solid {tokens.border}; }}"
        )

    # ---- what a person does

    @Slot(object)
    def _do(self, advice: Advice) -> None:
        if advice.recipe is not None:
            self._document.adopt(advice.recipe, advice.button.fill(shown))
            return
        match advice.request:
            case Request.CHOOSE_DATA:
                self.dataRequested.emit()
            case Request.UNIFORM:
                self.uniformRequested.emit()
            case Request.SENSITIVITY:
                possible = not self._probing.obstacle(Method.FISHER)
                self._probing.choose(Method.FISHER if possible else Method.SQNR)
                self._probing.start()
                self.sensitivityStarted.emit()
