"""Workspaces: named arrangements of the docks. One is there as soon as a panel registers for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QObject, QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QWidget

from edgeviz.ui.shell.shares import Share

EXPLORE = "explore"
#: The order in which workspaces are listed and numbered, whichever registers first; others follow.
ORDER = (EXPLORE, "compare", "train", "search", "simulate")
#: Set on a dock that is only shown when somebody asks for it.
HIDDEN = "hiddenByDefault"
#: Set on a dock that lets those with which it shares a place be in front.
BEHIND = "behindByDefault"


@dataclass(frozen=True, eq=False)
class Workspace:
    """``docks`` belong to it alone, ``shared`` are shown in it too; ``page`` is what stands in the window's middle."""

    name: str
    title: str
    docks: tuple[QDockWidget, ...]
    shared: tuple[QDockWidget, ...]
    page: QWidget | None


@dataclass(frozen=True, eq=False)
class _PutAway:
    """An arrangement (None: the one by default), the docks that it shows, and those of them that others lie behind."""

    state: object
    shown: tuple[QDockWidget, ...]
    front: tuple[QDockWidget, ...]


class Workspaces(QObject):
    """Knows which docks belong to which workspace and where they were when it was left.

    Every dock that no other workspace has for itself belongs to Explore. Without a model nothing is arranged: the
    docks are hidden until ``set_available(True)``.
    """

    #: Another workspace is current, or one was registered.
    changed = Signal()

    def __init__(self, window: QMainWindow, settings: QSettings) -> None:
        super().__init__(window)
        self.window = window
        self.settings = settings
        self._workspaces: dict[str, Workspace] = {}
        self._docks: list[QDockWidget] = []
        self._current = EXPLORE
        self._available = False
        self._default = QByteArray()
        #: How the docks lie that are all hidden; None when they are not.
        self._put_away: _PutAway | None = None
        #: What areas of docks take of a large window, as long as nobody has dragged their edges.
        self.shares: tuple[Share, ...] = ()
        self._sharing = QTimer(self, singleShot=True, interval=0)
        self._sharing.timeout.connect(self._share)
        # Qt makes the bars of tabs when it needs them, and keeps those that are empty.
        self._naming = QTimer(self, singleShot=True, interval=0)
        self._naming.timeout.connect(self._name_tabs)
        window.installEventFilter(self)

    # ---- what there is

    @property
    def names(self) -> list[str]:
        """The registered workspaces, in the order in which they are listed."""
        rank = {name: number for number, name in enumerate(ORDER)}
        return sorted(self._workspaces, key=lambda name: rank.get(name, len(ORDER)))

    @property
    def current(self) -> str:
        return self._current

    @property
    def page(self) -> QWidget | None:
        """What stands in the middle of the current workspace."""
        found = self._workspaces.get(self._current)
        return found.page if found is not None else None

    @property
    def is_arranging(self) -> bool:
        """Whether the docks are about to get their sizes, or their tabs their names."""
        return self._sharing.isActive() or self._naming.isActive()

    def page_of(self, name: str) -> QWidget | None:
        """What stands in the middle of a workspace."""
        return self._workspaces[name].page

    def title(self, name: str) -> str:
        return self._workspaces[name].title

    def docks(self, name: str) -> list[QDockWidget]:
        """The docks of a workspace: its own, then those it shares, each in the order in which the window got them."""
        workspace = self._workspaces[name]
        own = {id(dock) for dock in (*workspace.docks, *workspace.shared)}
        elsewhere = {id(dock) for other in self._workspaces.values() for dock in other.docks}
        every = name == EXPLORE
        found = [dock for dock in self._all() if id(dock) in own or (every and id(dock) not in elsewhere)]
        mine = {id(dock) for dock in workspace.docks}
        return sorted(found, key=lambda dock: id(dock) not in mine)

    def dock_actions(self) -> list[QAction]:
        """An action for each dock that shows and hides it."""
        return [dock.toggleViewAction() for dock in self._all()]

    # ---- changing it

    def add_dock(self, dock: QDockWidget) -> None:
        """Tell of a dock in the order in which the menus shall list it; others are found when they are needed."""
        self._docks.append(dock)

    def register(
        self,
        name: str,
        title: str,
        page: QWidget | None = None,
        docks: Sequence[QDockWidget] = (),
        shared: Sequence[QDockWidget] = (),
    ) -> None:
        """Add a workspace that has something in it. A dock that is listed here leaves Explore, unless it is shared."""
        self._workspaces[name] = Workspace(name, title, tuple(docks), tuple(shared), page)
        self.changed.emit()

    def begin(self) -> None:
        """The window has all its docks, where they are by default: remember that, and which workspace was last."""
        # What other workspaces show would ask for room while an arrangement is restored, and the window grow by it.
        explore = self.docks(EXPLORE) if EXPLORE in self._workspaces else self._all()
        for dock in self._all():
            if dock.property(HIDDEN) or dock not in explore:
                dock.hide()
        self._default = self.window.saveState()
        last = str(self.settings.value("workspace", EXPLORE))
        self._current = last if last in self._workspaces else next(iter(self.names), EXPLORE)
        # Restored while nobody waits: with the first model the docks need but be shown.
        self._put_away = self._kept(self._restore())
        # Until now whoever marks the current one took it for the first.
        self.changed.emit()

    def set_available(self, available: bool) -> None:
        """Show the docks where they were, or hide them all: without a model there is nothing in them."""
        if self._available and not available:
            self.save()
            self._put_away = self._kept(self.settings.value(self._key("state")))
        was, self._available = self._available, available
        if not available:
            for dock in self._all():
                dock.hide()
        elif not was:
            self._apply()

    @Slot(str)
    def switch(self, name: str) -> None:
        """Go to another workspace; the one that is left keeps its arrangement."""
        if name == self._current or name not in self._workspaces:
            return
        self.save()
        self._put_away = None
        self._current = name
        self.settings.setValue("workspace", name)
        if self._available:
            self._apply()
        self.changed.emit()

    def save(self) -> None:
        """Keep where the docks of the current workspace are."""
        if self._available:
            self.settings.setValue(self._key("state"), self.window.saveState())
            self.settings.setValue(self._key("docks"), [dock.objectName() for dock in self._all()])
            self.settings.setValue(self._key("shares"), [share.name for share in self.shares if share.is_followed])

    @Slot()
    def reset(self) -> None:
        """Put the docks of the current workspace back where they are by default."""
        for part in ("state", "docks", "shares"):
            self.settings.remove(self._key(part))
        if self._current == EXPLORE:
            self.settings.remove("windowState")
        if self._available:
            self._apply()

    # ---- internals

    def _all(self) -> list[QDockWidget]:
        # Raising a dock changes the order of the window's children, so the order is kept here.
        found = self.window.findChildren(QDockWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        self._docks = [dock for dock in self._docks if dock in found]
        self._docks += [dock for dock in found if dock not in self._docks]
        return self._docks

    def _key(self, part: str) -> str:
        return f"workspaces/{self._current}/{part}"

    def _stored(self) -> object:
        # Before there were workspaces, the one arrangement was kept as "windowState".
        before = self.settings.value("windowState") if self._current == EXPLORE else None
        return self.settings.value(self._key("state"), before)

    def _restore(self) -> QByteArray | None:
        """Put the docks where they were in the current workspace: that arrangement, None for the one by default."""
        state = self._stored()
        if isinstance(state, QByteArray) and self.window.restoreState(state):
            return state
        self.window.restoreState(self._default)
        return None

    def _kept(self, state: object) -> _PutAway:
        """How the docks lie now, which is what ``state`` says."""
        shown = tuple(dock for dock in self._all() if not dock.isHidden())
        # Bars of the arrangement before are there until the event loop goes on, and name its docks.
        for bar in self._bars():
            QCoreApplication.sendPostedEvents(bar, QEvent.Type.DeferredDelete)
        bars = self._bars()
        titles = {bar.tabText(bar.currentIndex()) for bar in bars if bar.count() > 1}
        return _PutAway(state, shown, tuple(dock for dock in shown if dock.windowTitle() in titles))

    def _apply(self) -> None:
        kept, self._put_away = self._put_away, None
        if kept is None or kept.state != self._stored():
            kept = self._kept(self._restore())
        state, shown = kept.state, kept.shown
        mine = self.docks(self._current)
        fresh = mine
        followed = {share.name for share in self.shares}
        if state is not None:
            # A dock that a newer version brought is not in the stored arrangement.
            known = self._names("docks")
            followed = self._names("shares")
            fresh = [dock for dock in mine if known and dock.objectName() not in known]
        wanted = [dock for dock in mine if (not dock.property(HIDDEN) if dock in fresh else dock in shown)]
        layout = self.window.layout()
        assert layout is not None
        # Else the whole window is laid out for each dock, and its panels with it.
        layout.setEnabled(False)
        for shows in (False, True):
            for dock in self._all():
                if (dock in wanted) is shows:
                    dock.setVisible(shows)
        layout.setEnabled(True)
        layout.activate()
        # Docks that were hidden one by one come back with another one of them in front.
        for dock in kept.front:
            if dock in wanted:
                dock.raise_()
        self._raise_first(fresh)
        for share in self.shares:
            share.begin(share.name in followed)
        self._sharing.start()

    @Slot()
    def _share(self) -> None:
        """Give the areas of docks what they take of the window as it is now."""
        self._name_tabs()
        if self._available:
            for share in self.shares:
                share.apply(self.window)

    @Slot()
    def _name_tabs(self) -> None:
        """Give the tabs of docks a name to be read out; a bar that Qt keeps for later has no place among the keys."""
        for bar in self._bars():
            bar.setAccessibleName(self.tr("Panels that share this place"))
            bar.setFocusPolicy(Qt.FocusPolicy.TabFocus if bar.count() else Qt.FocusPolicy.NoFocus)

    def _bars(self) -> list[QTabBar]:
        return self.window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A window that is collected is told of its end when this object's own attributes are gone already.
        if watched is getattr(self, "window", None) and self._available:
            if event.type() == QEvent.Type.Resize:
                self._sharing.start()
            elif event.type() in (QEvent.Type.ChildAdded, QEvent.Type.LayoutRequest):
                self._naming.start()
            elif event.type() == QEvent.Type.MouseButtonRelease:
                # The window itself gets the mouse only where it drags the edge of an area.
                for share in self.shares:
                    share.check()
        return False

    def _names(self, part: str) -> set[str]:
        value = self.settings.value(self._key(part))
        if isinstance(value, str):
            return {value}
        return {str(name) for name in value} if isinstance(value, (list, tuple)) else set()

    def _raise_first(self, docks: list[QDockWidget]) -> None:
        """Of docks that share a place, the one that came first is in front."""
        behind: list[QDockWidget] = []
        for dock in sorted(docks, key=lambda dock: bool(dock.property(BEHIND))):
            if dock not in behind and not dock.isHidden():
                dock.raise_()
                behind += self.window.tabifiedDockWidgets(dock)
