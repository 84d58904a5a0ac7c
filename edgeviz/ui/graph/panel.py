"""The network: what it is made of, coloured by anything that is known of it, and a place to change its bits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QSettings, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.graph import Layer
from edgeviz.core.graph_view import ROOT, Kind
from edgeviz.ui import theme
from edgeviz.ui.document import Document
from edgeviz.ui.graph.canvas import GraphCanvas
from edgeviz.ui.graph.colours import Colours
from edgeviz.ui.graph.finding import Finding
from edgeviz.ui.graph.footer import Footer
from edgeviz.ui.graph.head import Head
from edgeviz.ui.graph.labels import EdgeLabels
from edgeviz.ui.graph.laying import Layouts, Plan, Request
from edgeviz.ui.graph.looks import tooltip
from edgeviz.ui.graph.memory import Choices, identity, recall, remember
from edgeviz.ui.graph.menu import GraphMenu
from edgeviz.ui.graph.minimap import Minimap
from edgeviz.ui.graph.search import SearchBar
from edgeviz.ui.graph.selecting import Selecting
from edgeviz.ui.graph.showing import Show, View
from edgeviz.ui.layers.actions import LayerActions

#: Milliseconds of rest after which the view is remembered.
REST = 800


class GraphPanel(QWidget):
    """Selection and edits go through the document. ``settings`` remembers what was chosen for each model."""

    #: There is no model and the person asks for one.
    openRequested = Signal()
    #: Nodes are to be coloured by measured latency, and nothing is measured yet.
    measureRequested = Signal()

    def __init__(self, document: Document, settings: QSettings | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("graphPanel")
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.document = document
        self.settings = settings
        self.plan: Plan | None = None
        self.horizontal = True
        self.shapes = False
        self._identity = ""
        #: Where a box was on the canvas, that should stay there in the next picture; and a view to come back to.
        self._anchor: tuple[str, float, float] | None = None
        self._view: View | None = None
        self._reveal = ""
        self._labels = EdgeLabels(document)
        self.layouts = Layouts(self)
        self.canvas = GraphCanvas(self)
        self.minimap = Minimap(self.canvas)
        self.colours = Colours(document, self)
        self.selecting = Selecting(document, self.canvas, self)
        self.footer = Footer(document, self.selecting, self)
        self.head = Head(self.colours, self)
        self.search = SearchBar(self)
        self.finding = Finding(self.search, self.canvas, self)
        self.layer_actions = LayerActions(document, self, self._all_layers)
        self.menu = GraphMenu(self)
        self._build()
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self.keep_choices)
        self._connect()
        self._show_model()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(600), theme.px(300))

    @property
    def current(self) -> str:
        """The box that keys act on; "" for none."""
        return self.selecting.current

    # ---- building

    def _build(self) -> None:
        for name, slot in (
            ("close", self.collapse_all),
            ("open", self.open_level),
            ("find", self.open_search),
            ("fit", self.canvas.fit),
            ("horizontal", self.flip),
            ("more", self._open_more),
            ("measure", self.measureRequested),
        ):
            self.head.buttons[name].clicked.connect(slot)
        full = QWidget(self)
        layout = QVBoxLayout(full)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.search)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self.footer)
        self.busy = QLabel(self.canvas)
        self.busy.setObjectName("graphBusy")
        self.busy.setProperty("role", "muted")
        self.busy.move(theme.PADDING, theme.PADDING)
        self.busy.hide()
        empty = QWidget(self)
        empty.setObjectName("graphEmpty")
        hint = QLabel(self.tr("Open a model to see its network."), empty)
        hint.setProperty("role", "muted")
        open_button = QPushButton(self.tr("Open a model…"), empty)
        open_button.setObjectName("graphOpen")
        open_button.clicked.connect(self.openRequested)
        open_button.setAutoDefault(True)
        column = QVBoxLayout(empty)
        column.addStretch(1)
        column.addWidget(hint, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(open_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self._full, self._empty = full, empty
        self._pages = QStackedLayout(self)
        self._pages.addWidget(empty)
        self._pages.addWidget(full)

    def _connect(self) -> None:
        document, canvas = self.document, self.canvas
        document.modelChanged.connect(self._show_model)
        document.recipeChanged.connect(self._recipe_changed)
        document.sensitivityChanged.connect(self.recolour)
        document.profileChanged.connect(self.recolour)
        document.settingsChanged.connect(self._settings_changed)
        self.layouts.ready.connect(self._take_plan)
        self.layouts.busyChanged.connect(self._show_busy)
        self.colours.chosen.connect(self.recolour)
        self.colours.chosen.connect(self._rest.start)
        self.layer_actions.message.connect(self.footer.say)
        canvas.clicked.connect(self._clicked)
        canvas.activated.connect(self._activated)
        canvas.walked.connect(self._walked)
        canvas.menuRequested.connect(self._open_menu)
        canvas.commanded.connect(self._command)
        canvas.tipRequested.connect(self._show_tip)
        canvas.viewChanged.connect(self._rest.start)
        self.finding.wanted.connect(self._found)
        theme.notifier.changed.connect(self.recolour)

    # ---- the model and its picture

    @Slot()
    def _show_model(self) -> None:
        graph = self.document.graph
        self.layouts.cancel()
        self._labels.follow()
        self._pages.setCurrentWidget(self._full if graph is not None else self._empty)
        key = identity(graph) if graph is not None else ""
        if graph is None or key != self._identity or self.plan is None:
            self._identity = key
            self._forget_picture()
            if graph is None:
                return
            choices = recall(self.settings, key)
            self.horizontal, self.shapes = choices.horizontal, choices.shapes
            self.colours.begin(choices.overlay)
            self._view = View(choices.scale, choices.dx, choices.dy) if choices.scale else None
            expanded = frozenset(choices.expanded) if choices.expanded is not None else None
        else:
            expanded = self.plan.expanded
            self._view = None if self.canvas.begun else self.canvas.view
        self._sync_menu()
        self._ask(expanded, keep_tree=False)

    def _forget_picture(self) -> None:
        self.plan, self._view, self._anchor, self._reveal = None, None, None, ""
        self.finding.take(None)
        self.selecting.current = ""
        self.selecting.take(None)
        self.footer.take(None)
        self.colours.clear()
        self.canvas.set_show(None)
        self.canvas.begun = True
        self.minimap.renew()

    def _ask(self, expanded: frozenset[str] | None, keep_tree: bool = True) -> None:
        graph = self.document.graph
        if graph is not None:
            tree = self.plan.tree if keep_tree and self.plan is not None else None
            self.layouts.ask(Request(graph, self.horizontal, self.shapes, expanded, tree))

    @Slot(object)
    def _take_plan(self, result: Plan | EdgeVizError) -> None:
        if isinstance(result, EdgeVizError):
            self.menu.show_error(result)
            return
        if result.request.graph is not self.document.graph:
            return
        self.plan = result
        self.selecting.take(result)
        self.footer.take(result)
        self.recolour()
        self._place_view()
        self.finding.take(result)
        self.selecting.mark()
        if self._reveal in result.tree.boxes and self._reveal:
            self.selecting.make_current(self._reveal)
            self.canvas.bring_in(self._reveal)
        self._reveal = ""
        self.minimap.renew()
        self._rest.start()

    def _place_view(self) -> None:
        if self._view is not None and self._view.scale < 0:
            self.canvas.fit()
        elif self._view is not None:
            self.canvas.set_view(self._view)
        elif self._anchor is not None:
            box, x, y = self._anchor
            rect = self.canvas.box_rect(box)
            if not rect.isEmpty():
                self.canvas.pan(round(x - rect.x()), round(y - rect.y()))
        else:
            self.canvas.begin()
        self._view = self._anchor = None

    @Slot()
    def recolour(self) -> None:
        """Colours, numbers and widths anew; the picture stays."""
        plan, graph = self.plan, self.document.graph
        if plan is None or graph is None or plan.request.graph is not graph:
            # Of another model, whose sensitivity and settings may come before its picture does.
            return
        old = self.canvas.show_
        looks = self.colours.renew(plan)
        show = Show(plan.picture, plan.tree, looks, self._labels, texts=old.texts if old else {})
        if old is not None:
            show.selected, show.matches, show.current = old.selected, old.matches, old.current
        self.canvas.set_show(show)
        self.head.offer_measure(self.colours.name == "latency_measured" and (bool(looks.reason) or looks.is_old))
        self.minimap.renew()

    @Slot()
    def _recipe_changed(self) -> None:
        """Only what shows it is painted anew: by default that is nothing as long as weights alone are edited."""
        plan, show = self.plan, self.canvas.show_
        relabelled = self._labels.follow()
        if plan is None or show is None or plan.request.graph is not self.document.graph:
            return
        changed = None if relabelled else self.colours.follow(plan)
        if changed is None:
            self.recolour()
        elif changed and self.colours.looks is not None:
            self.canvas.set_looks(self.colours.looks, changed)
            self.minimap.renew()

    @Slot()
    def _settings_changed(self) -> None:
        if self.colours.name in ("latency", "energy"):
            self.recolour()

    # ---- selection

    def _all_layers(self) -> Sequence[Layer]:
        return self.document.graph.layers if self.document.graph is not None else ()

    @Slot(str, bool)
    def _clicked(self, box_id: str, add: bool) -> None:
        self._reveal = ""
        if box_id or not add:
            self.selecting.choose(box_id, add)

    @Slot(str)
    def _walked(self, box_id: str) -> None:
        self.selecting.choose(box_id)
        self.canvas.bring_in(box_id)

    # ---- groups

    @Slot(str)
    def _activated(self, box_id: str) -> None:
        """A double-click: groups open and close, the background fits."""
        if self.plan is None:
            self.automatic()
        elif not box_id:
            self.canvas.fit()
        elif self.plan.tree.boxes[box_id].kind is Kind.GROUP:
            self.set_open({box_id}, box_id not in self.plan.expanded)

    def set_open(self, groups: Iterable[str], is_open: bool) -> None:
        """Open or close groups; what is current stays where it is on the canvas."""
        if self.plan is None:
            return
        groups, wanted = frozenset(groups), self._wanted()
        expanded = wanted | groups if is_open else wanted - groups
        if expanded != wanted:
            self._set_anchor(next(iter(groups)) if len(groups) == 1 else self.current)
            self._ask(expanded)

    def _wanted(self) -> frozenset[str]:
        """The groups that are open, or will be with the picture under way."""
        assert self.plan is not None
        pending = self.layouts.pending
        return pending.expanded if pending is not None and pending.expanded is not None else self.plan.expanded

    def _set_anchor(self, box_id: str) -> None:
        """What stays in its place while the picture changes: a box, or else the corner of a view that was chosen."""
        rect = self.canvas.box_rect(box_id)
        self._anchor = (box_id, rect.x(), rect.y()) if not rect.isEmpty() else None
        self._view = self.canvas.view if rect.isEmpty() and not self.canvas.begun else None

    @Slot()
    def open_current(self) -> None:
        box = self.plan.tree.boxes.get(self.current) if self.plan is not None else None
        if box is not None and box.kind is Kind.GROUP:
            self.set_open({box.id}, True)

    @Slot()
    def close_current(self) -> None:
        """Close the current group, or the one around the current box."""
        plan = self.plan
        if plan is None or self.current not in plan.tree.boxes:
            return
        group = self.current if self.current in plan.expanded else plan.tree.boxes[self.current].parent
        if group != ROOT:
            self.selecting.make_current(group)
            self.set_open({group}, False)

    @Slot()
    def open_level(self) -> None:
        """Open every closed group that is seen."""
        if self.plan is not None:
            boxes = self.plan.tree.boxes
            self.set_open([box for box in self.plan.shown if boxes[box].kind is Kind.GROUP], True)

    @Slot()
    def expand_all(self) -> None:
        if self.plan is not None:
            self.set_open([box.id for box in self.plan.tree.groups], True)

    @Slot()
    def collapse_all(self) -> None:
        if self.plan is not None:
            self.set_open(self._wanted(), False)

    @Slot()
    def automatic(self) -> None:
        self._ask(None)

    def reveal(self, box_id: str) -> None:
        """Open the groups around a box and bring it into view."""
        plan = self.plan
        if plan is None or box_id not in plan.tree.boxes:
            return
        missing = [group for group in list(plan.tree.path(box_id))[1:] if group not in plan.expanded]
        if missing:
            self._reveal = box_id
            self._anchor, self._view = None, self.canvas.view
            self._ask(plan.expanded | frozenset(missing))
        else:
            self.canvas.bring_in(box_id)

    # ---- orientation, overlays, theme

    @Slot()
    def flip(self) -> None:
        self.set_horizontal(not self.horizontal)

    @Slot(bool)
    def set_horizontal(self, horizontal: bool) -> None:
        if horizontal != self.horizontal:
            self.horizontal = horizontal
            self._sync_menu()
            self._ask(self._wanted() if self.plan else None)

    @Slot(bool)
    def set_shapes(self, shapes: bool) -> None:
        if shapes != self.shapes:
            self.shapes = shapes
            self._sync_menu()
            self._ask(self._wanted() if self.plan else None, keep_tree=False)

    def _sync_menu(self) -> None:
        self.menu.flow.setChecked(self.horizontal)
        self.menu.shapes.setChecked(self.shapes)
        self.head.show_direction(self.horizontal)

    # ---- search

    @Slot()
    def open_search(self) -> None:
        self.search.open()

    @Slot(str)
    def _found(self, box: str) -> None:
        self.selecting.choose(box)
        self.reveal(box)

    # ---- pointing, menus, keys

    @Slot(str, QPoint)
    def _show_tip(self, box_id: str, at: QPoint) -> None:
        plan, graph = self.plan, self.document.graph
        if plan is not None and graph is not None:
            # Qt takes a text with tags for markup; names are anybody's.
            text = tooltip(plan.tree.boxes[box_id], plan.tree, graph, self.colours.looks).replace("<", "‹")
            QToolTip.showText(at, text, self.canvas)

    @Slot(str, QPoint)
    def _open_menu(self, box_id: str, at: QPoint) -> None:
        if box_id and not set(self.selecting.keys_in(box_id)) & set(self.document.selection):
            self.selecting.choose(box_id)
        elif box_id:
            self.selecting.make_current(box_id)
        self.menu.popup(box_id, at)

    @Slot()
    def _open_more(self) -> None:
        button = self.sender()
        if isinstance(button, QToolButton):
            self.menu.popup("", button.mapToGlobal(button.rect().bottomLeft()))

    @Slot(str)
    def _command(self, command: str) -> None:
        match command:
            case "find":
                self.open_search()
            case "open":
                self.open_current()
            case "close":
                self.close_current()
            case "fit":
                self.canvas.fit()
            case "clear" if self.layouts.is_busy:
                self.stop()
            case "clear":
                self.selecting.choose("")

    def stop(self) -> None:
        """Nobody wants to wait for the layout under way: what is seen stays, and so do its choices."""
        self.layouts.cancel()
        self._view, self._anchor, self._reveal = None, None, ""
        if self.plan is None:
            self._show_state(self.tr("The layout was stopped. Press Enter to lay out the network."))
            return
        self.horizontal, self.shapes = self.plan.request.horizontal, self.plan.request.shapes
        self._sync_menu()

    @Slot(bool)
    def _show_busy(self, busy: bool) -> None:
        self._show_state(self.tr("Laying out the network… (Esc stops)") if busy else "")

    def _show_state(self, text: str) -> None:
        self.busy.setText(text)
        self.busy.adjustSize()
        self.busy.setVisible(bool(text))
        self.busy.raise_()

    # ---- memory

    @Slot()
    def keep_choices(self) -> None:
        if self.plan is None or not self._identity:
            return
        view = self.canvas.view
        scale = 0.0 if self.canvas.begun else -1.0 if self.canvas.fitted else view.scale
        expanded = tuple(sorted(self.plan.expanded))
        choices = Choices(self.horizontal, self.shapes, self.colours.lasting_name, expanded, scale, view.dx, view.dy)
        remember(self.settings, self._identity, choices)
