"""The buttons of panels as lines of the palette: what a panel offers can be had without looking for the panel."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QTabWidget, QToolButton, QWidget

from edgeviz.ui.palette.entries import Entry, plain


@dataclass(frozen=True, eq=False)
class Place:
    """A panel with its title; ``reach`` brings it to the front."""

    title: str
    panel: QWidget
    reach: Callable[[], object]


def button_entries(places: Iterable[Place], taken: Collection[str], otherwise: str) -> list[Entry]:
    """The buttons that the panels offer now. ``taken``: texts of actions, which are not listed again.

    ``otherwise`` is the reason of a disabled button that says none.
    """
    found = []
    for place in places:
        for button in place.panel.findChildren(QAbstractButton):
            text = _text(button)
            if text and text not in taken and _is_ours(button) and _is_offered(button, place.panel):
                run = partial(_press, button, place)
                reason = "" if button.isEnabled() else button.toolTip() or otherwise
                found.append(
                    Entry(text, place.title, run, "", reason, button.isChecked() if button.isCheckable() else None)
                )
    return found


def _text(button: QAbstractButton) -> str:
    """What stands on it; and what is read out where that says more."""
    shown, read = plain(button.text()), plain(button.accessibleName())
    if len(shown) < 2:
        # A sign; buttons with an icon alone stand for an action that has words.
        return read if shown else ""
    return shown if not read or shown in read or read in shown else f"{shown}: {read}"


def _is_ours(button: QAbstractButton) -> bool:
    """Neither what Qt makes by itself nor what opens a menu, whose entries are listed."""
    if button.objectName().startswith("qt_"):
        return False
    return not (isinstance(button, QToolButton) and (button.defaultAction() is not None or button.menu() is not None))


def _is_offered(button: QAbstractButton, panel: QWidget) -> bool:
    """Whether it would be seen with its panel in front, whichever tab it is in."""
    # A widget that was never shown counts as hidden too; only what somebody hid is not offered.
    chosen = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
    hidden = (at for at in _up_to(button, panel) if at.isHidden() and at.testAttribute(chosen))
    return all(_tabs_of(at) is not None for at in hidden)


def _press(button: QAbstractButton, place: Place) -> None:
    place.reach()
    for at in _up_to(button, place.panel):
        tabs = _tabs_of(at)
        if tabs is not None:
            tabs.setCurrentWidget(at)
    button.click()


def _up_to(widget: QWidget, panel: QWidget) -> Iterator[QWidget]:
    at: QWidget | None = widget
    while at is not None and at is not panel:
        yield at
        at = at.parentWidget()


def _tabs_of(page: QWidget) -> QTabWidget | None:
    """The tabs that ``page`` is one of."""
    stack = page.parentWidget()
    tabs = stack.parentWidget() if isinstance(stack, QStackedWidget) else None
    return tabs if isinstance(tabs, QTabWidget) else None
