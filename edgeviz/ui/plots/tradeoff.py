"""The trade-off plot: every evaluated recipe as a point, the front through the best, a click adopts one."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QEasingCurve, QPointF, Qt, QTimer, QVariantAnimation, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from edgeviz.core.comparison import Comparison, compare
from edgeviz.core.frontier import DEVICE_OBJECTIVES, possible_costs
from edgeviz.core.metric import Evaluation, Metric
from edgeviz.core.naming import Kind, describe, kind_of
from edgeviz.ui import formatting, theme
from edgeviz.ui.document import Document
from edgeviz.ui.plots.axis_chooser import DEFAULT_AXES, AxisChooser
from edgeviz.ui.plots.canvas import Canvas, Pointer
from edgeviz.ui.plots.card import PointCard, card_html
from edgeviz.ui.plots.cloud import Cloud, Columns, build, nearest, steps
from edgeviz.ui.plots.empty import EmptyPlot
from edgeviz.ui.plots.layers import PlotLayers
from edgeviz.ui.plots.motion import DURATION, motion_allowed
from edgeviz.ui.plots.projection import Floats, Projection
from edgeviz.ui.plots.save_menu import SaveMenu
from edgeviz.ui.texts import name_text

#: Milliseconds in which changes are gathered before the plot is drawn anew.
COALESCE = 50
#: Pixels around a point in which the mouse finds it.
REACH = 14
#: Pixels between a point and the edge of the plot, at least: half the ring around the current one.
EDGE = 14
#: With more points than this only the front and the reference points show their intervals.
MAX_INTERVALS = 200


class TradeoffPanel(QWidget):
    """Shows ``document.evaluations``. A click or Enter on a point makes its recipe the current one."""

    #: The empty state's button: somebody wants points to look at.
    evaluateRequested = Signal()
    #: Points and axes were drawn anew: who puts marks of his own on the canvas places them now.
    redrawn = Signal()
    #: The legend has found its place: other keys look for theirs.
    legendPlaced = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tradeoffPanel")
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.document = document
        self.cloud: Cloud = build((), *DEFAULT_AXES, kind=self._kind)
        self._columns = Columns()
        self.hovered: int | None = None
        #: Only points of the job of this title are shown; "": all.
        self.source = ""
        #: Only these recipes (hashes) are shown, None: all. The axes of the parallel coordinates say which.
        self.only: frozenset[str] | None = None
        self._kinds: dict[str, int] = {}
        self._modelled: dict[tuple[str, str, Metric | None], dict[str, Metric]] = {}
        self._axes_shown: tuple[str, str, bool] | None = None
        self._projection = Projection(*DEFAULT_AXES)
        self._view_x = self._view_y = np.empty(0)
        #: Where others' marks lie in the view, so that it makes room for them.
        self.extra_x = self.extra_y = np.empty(0)
        self._ring: tuple[float, float] | None = None
        self._is_zoomed = False
        self._device, self._place = document.device, document.place
        self._build()
        self._moving = QVariantAnimation(self, duration=DURATION)
        self._moving.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._moving.valueChanged.connect(self._ring_moved)
        self._timer = QTimer(self, singleShot=True, interval=COALESCE)
        self._timer.timeout.connect(self.refresh)
        self._marker_timer = QTimer(self, singleShot=True, interval=COALESCE)
        self._marker_timer.timeout.connect(self.refresh_marker)
        document.evaluationsChanged.connect(self.schedule)
        document.recipeChanged.connect(self._recipe_changed)
        document.figuresChanged.connect(self._figures_changed)
        document.modelChanged.connect(self._model_changed)
        theme.notifier.changed.connect(self._restyle)
        self.refresh()

    # ---- construction

    def _build(self) -> None:
        self.chooser = AxisChooser(self.document)
        self.chooser.changed.connect(self._axes_changed)
        header = QHBoxLayout()
        header.addWidget(self.chooser)
        header.addStretch(1)
        self.count_label = QLabel()
        self.count_label.setObjectName("pointCount")
        self.count_label.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        header.addWidget(self.count_label)
        self._header = header

        self.canvas = Canvas()
        self.menu = SaveMenu(self)
        self.canvas.setObjectName("tradeoffCanvas")
        self.canvas.setAccessibleName(self.tr("Trade-off plot"))
        self.canvas.setAccessibleDescription(
            self.tr("Left and Right walk along the points, Enter adopts one, a double click or Home resets the view.")
        )
        self.canvas.setMinimumSize(240, 160)
        self.canvas.pointerMoved.connect(self._pointer_moved)
        self.canvas.clicked.connect(self._canvas_clicked)
        self.canvas.resetRequested.connect(self._double_clicked)
        self.canvas.menuRequested.connect(self.menu.show_at)
        self.canvas.keyPressed.connect(self._key_pressed)
        self.canvas.focusChanged.connect(self._focus_changed)
        self.canvas.zoomed.connect(self._zoomed)
        self.canvas.view.sigResized.connect(self._place_legend)
        self.drawn = PlotLayers(self.canvas)
        self.card = PointCard(self.canvas.viewport())

        self.pages = QStackedWidget()
        self.pages.addWidget(self.canvas)
        self.empty = EmptyPlot()
        self.empty.measureRequested.connect(self.evaluateRequested)
        self.pages.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addLayout(header)
        layout.addWidget(self.pages, 1)

    def add_to_header(self, widget: QWidget) -> None:
        """Put a control beside the axes."""
        self._header.insertWidget(self._header.count() - 1, widget)

    def add_below(self, widget: QWidget) -> None:
        """Put a control under the plot."""
        layout = self.layout()
        assert layout is not None
        layout.addWidget(widget)

    # ---- reading

    def name_of(self, evaluation: Evaluation) -> str:
        if self._is_shadow(evaluation):
            return self.tr("Shadow weights, in float")
        return name_text(self.stored_name(evaluation))

    def stored_name(self, evaluation: Evaluation) -> str:
        """The name in files, which speak English."""
        graph = self.document.graph if not evaluation.model else None
        return evaluation.name or (describe(evaluation.recipe, graph) if graph else "")

    def _is_shadow(self, evaluation: Evaluation) -> bool:
        return evaluation.recipe.is_float32 and not evaluation.model and self.document.has_shadow_weights

    def metric_of(self, evaluation: Evaluation, name: str) -> Metric | None:
        """What is plotted: the stored metric, or the chosen device's modelled latency and energy."""
        if name not in DEVICE_OBJECTIVES:
            return evaluation.metrics.get(name)
        device, graph = self.document.device, self.document.graph
        if device is None or graph is None:
            # Energy is known of no device that is measured.
            return self.document.latency_of(evaluation) if name == "latency" else evaluation.metrics.get(name)
        latency = evaluation.metrics.get("latency")
        key = (evaluation.key, device.key, latency)
        if key not in self._modelled:
            self._modelled[key] = self.document.modelled(evaluation.recipe, latency, evaluation.model)
        return self._modelled[key].get(name)

    # ---- drawing

    @Slot()
    def schedule(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def refresh(self) -> None:
        """Draw what the document holds now."""
        self._timer.stop()
        evaluations = self._chosen()
        if (self.document.device, self.document.place) != (self._device, self._place):
            self._columns.forget()
        self._device, self._place = self.document.device, self.document.place
        self._columns.read(evaluations, self._kind)
        self.chooser.offer(self._with_modelled(self._columns.names) if evaluations else set())
        axes = self.chooser.axes
        old = self.cloud.evaluations[self.hovered] if self.hovered is not None else None
        self.cloud = self._columns.cloud(evaluations, *axes, self._kind, self.metric_of, self.chooser.is_log)
        self.hovered = self.cloud.index(old.key) if old else None
        if not len(self.cloud):
            has_data = self.document.data is not None
            self.empty.explain(self.document.graph, bool(evaluations), self.chooser.axes, has_data)
            self.count_label.clear()
            self.pages.setCurrentWidget(self.empty)
            return
        self.pages.setCurrentIndex(0)
        self.count_label.setText(self._count_text(len(self._known())))
        self._set_axes()
        self._set_points()
        self.redrawn.emit()
        self.refresh_marker()
        self._show_hover()

    def _known(self) -> tuple[Evaluation, ...]:
        """Everything of the open model, and what was measured of the project's others on the same data."""
        return self.document.points + self.document.family

    def _chosen(self) -> tuple[Evaluation, ...]:
        """The evaluations of the job that is shown; the float model is a reference for all."""
        found = self._known()
        if self.source:
            found = tuple(e for e in found if e.source == self.source or (e.recipe.is_float32 and not e.model))
        return found if self.only is None else tuple(e for e in found if e.key in self.only or e.model)

    def sources(self) -> tuple[str, ...]:
        """The titles of the jobs that the points come from."""
        return tuple(dict.fromkeys(e.source for e in self._known() if e.source))

    def show_source(self, source: str) -> None:
        """Show the points of the job of this title alone; "" shows all."""
        self.source = source
        self._is_zoomed = False
        self.refresh()

    @Slot(object)
    def show_only(self, hashes: frozenset[str] | None) -> None:
        """Show these recipes alone; None shows all."""
        if hashes != self.only:
            self.only = hashes
            self.schedule()

    def quantities(self) -> set[str]:
        """What is known of any point."""
        known = self._known()
        return self._with_modelled({name for row in known for name in row.metrics}) if known else set()

    def values_of(self, name: str) -> Floats:
        """[points] in stored units, NaN where it is not known."""
        column = self._columns.column(name, self.metric_of)[:, 0]
        if len(column) == len(self.cloud):
            return column
        rows = self._columns.rows
        return column[[rows[evaluation.key] for evaluation in self.cloud.evaluations]]

    @Slot()
    def refresh_marker(self) -> None:
        """Put the marker where the current recipe is: all that an edit changes."""
        self._marker_timer.stop()
        if not len(self.cloud):
            return
        axes = (*self.chooser.axes, self.chooser.is_log)
        self._set_ring(self._axes_shown == axes)
        self._axes_shown = axes
        if not self._is_zoomed:
            self.reset_view()

    @Slot()
    def _recipe_changed(self) -> None:
        if self.document.has_shadow_weights:  # which are among the points while they are the current recipe
            self.schedule()
        else:
            self._marker_timer.start()

    @Slot()
    def _figures_changed(self) -> None:
        # Another device moves every point along the latency axis.
        if (self.document.device, self.document.place) != (self._device, self._place):
            self._modelled.clear()
            self._columns.forget()
            self.schedule()
        else:
            self._marker_timer.start()

    def _count_text(self, evaluated: int) -> str:
        shown = len(self.cloud)
        if shown < evaluated:
            return self.tr("{} of {} points").format(formatting.number(shown), formatting.number(evaluated))
        return self.tr("{} points").format(formatting.number(shown)) if shown != 1 else self.tr("1 point")

    def _kind(self, evaluation: Evaluation) -> int:
        if evaluation.model:
            return int(Kind.FLOAT if evaluation is self.document.reference else Kind.OTHER)
        if self._is_shadow(evaluation):
            return int(Kind.OTHER)
        key = evaluation.recipe.hash
        if key not in self._kinds:
            graph = self.document.graph
            self._kinds[key] = int(kind_of(evaluation.recipe, graph)) if graph and graph.layers else int(Kind.MIXED)
        return self._kinds[key]

    def _set_axes(self) -> None:
        self._projection = Projection.of(self.cloud, self.chooser.is_log)
        for side, label in zip(("bottom", "left"), self._projection.labels, strict=True):
            self.canvas.set_label(side, label)
        self.canvas.set_log(self.chooser.is_log)
        self.canvas.read_x, self.canvas.read_y = self._projection.read_x, self._projection.read_y
        self._view_x = self._projection.x(self.cloud.x)
        self._view_y = self._projection.y(self.cloud.y)

    def project(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Where stored values lie in the view."""
        return self._projection.x(x), self._projection.y(y)

    def unproject_x(self, position: float) -> float:
        """The stored value that lies at an x position of the view."""
        at = self._projection
        return (10**position if at.log else position) / at.x_factor

    def _set_points(self) -> None:
        cloud, x, y = self.cloud, self._view_x, self._view_y
        shown = np.ones(len(cloud), bool)
        if len(cloud) > MAX_INTERVALS:
            shown[:] = cloud.kinds != Kind.MIXED
            shown[cloud.front] = True
        self.drawn.set_points(x, y, cloud.kinds, cloud.front, steps(x[cloud.front], y[cloud.front]))
        at = self._projection
        low_y, high_y = at.y(cloud.low[:, 1]), at.y(cloud.high[:, 1])
        low_x, high_x = at.x(cloud.low[:, 0]), at.x(cloud.high[:, 0])
        self.drawn.set_intervals(x[shown], y[shown], low_x[shown], high_x[shown], low_y[shown], high_y[shown])

    def _set_ring(self, animate: bool) -> None:
        """The current recipe: ◎ where it was evaluated, a hollow ring where both values are only predicted."""
        found = self.document.metrics()
        mx, my = (found.get(name) for name in self.chooser.axes)
        usable = mx is not None and (not self.chooser.is_log or mx.value > 0)
        evaluated = self.cloud.index(self.document.recipe.hash) is not None
        self.drawn.set_pending(None)
        self._moving.stop()
        if not usable or my is None:
            self._ring = None
            self.drawn.set_ring(None, evaluated)
            if usable and mx is not None:
                self.drawn.set_pending(self._projection.point(mx.value, 0.0)[0], self._pending_text(mx))
            return
        assert mx is not None
        target = self._projection.point(mx.value, my.value)
        start, self._ring = self._ring, target
        if animate and start is not None and start != target and self.isVisible() and motion_allowed():
            self.drawn.set_ring(start, evaluated)
            self._moving.setStartValue(QPointF(*start))
            self._moving.setEndValue(QPointF(*target))
            self._moving.start()
        else:
            self.drawn.set_ring(target, evaluated)

    def _pending_text(self, metric: Metric) -> str:
        y = formatting.title(self.chooser.axes[1]).lower()
        return self.tr("current: {}, {} not measured yet").format(formatting.value_text(metric), y)

    @Slot(object)
    def _ring_moved(self, at: QPointF) -> None:
        self.drawn.move_ring(at.x(), at.y())

    def reset_view(self) -> None:
        """Show every point, the current one included."""
        self._is_zoomed = False
        x, y = self._positions()
        x, y = np.append(x, self.extra_x), np.append(y, self.extra_y)
        if not len(x):
            return
        bounds = []
        area = self.canvas.view.sceneBoundingRect()
        for values, side in ((x, area.width()), (y, area.height())):
            low, high = float(values.min()), float(values.max())
            # In a low plot 8 % would cut the ring around a point.
            share = max(0.08, EDGE / max(side - 2 * EDGE, EDGE))
            margin = (high - low) * share or max(abs(high) * 0.05, 0.5)
            bounds.append((low - margin, high + margin))
        self.canvas.view.setRange(xRange=bounds[0], yRange=bounds[1], padding=0)
        self._place_legend()

    def _positions(self) -> tuple[Floats, Floats]:
        """Where points lie in the view, the current recipe's included."""
        if self._ring is None:
            return self._view_x, self._view_y
        return np.append(self._view_x, self._ring[0]), np.append(self._view_y, self._ring[1])

    @Slot()
    def _place_legend(self) -> None:
        # The view's own size also changes after the panel's, when labels of axes get wider.
        if len(self.cloud) and len(self._view_x):
            self.drawn.place_legend(*self._positions())
            self.legendPlaced.emit()

    # ---- following the document

    def _with_modelled(self, stored: Iterable[str]) -> set[str]:
        """The quantities of points that have those of ``stored`` measured."""
        elsewhere = {"latency"} if self.document.place else set()
        return elsewhere.union(stored, possible_costs(self.document.device))

    @Slot()
    def _axes_changed(self) -> None:
        self._is_zoomed = False
        self.forget_pointer()
        self.refresh()

    @Slot()
    def _model_changed(self) -> None:
        self._kinds.clear()
        self._modelled.clear()
        self._columns.forget()
        self._ring = None
        self._is_zoomed = False
        self.hovered = None
        self.source = ""
        self.schedule()

    # ---- pointing and adopting

    @Slot(object)
    def _pointer_moved(self, pointer: Pointer | None) -> None:
        found = None if pointer is None else self._at(pointer.at)
        if found != self.hovered:
            self.hovered = found
            self._show_hover()
        if found is not None:
            # On the point itself: beside it the crosshair would read other figures than the card.
            x, y = float(self._view_x[found]), float(self._view_y[found])
            self.canvas.show_crosshair(Pointer(x, y, self.canvas.to_pixels(x, y)))

    def _at(self, at: QPointF) -> int | None:
        """The point under a pixel of the canvas."""
        area = self.canvas.view.sceneBoundingRect()
        (x0, x1), (y0, y1) = self.canvas.view.viewRange()
        corner = self.canvas.mapFromScene(area.topLeft())
        px = corner.x() + (self._view_x - x0) / (x1 - x0) * area.width()
        py = corner.y() + (y1 - self._view_y) / (y1 - y0) * area.height()
        return nearest(px, py, (at.x(), at.y()), REACH)

    def _show_hover(self) -> None:
        if self.hovered is None:
            self.drawn.set_hover(None)
            self.card.hide()
            self.canvas.setCursor(Qt.CursorShape.ArrowCursor)
            return
        x, y = float(self._view_x[self.hovered]), float(self._view_y[self.hovered])
        self.drawn.set_hover((x, y))
        self.canvas.setCursor(Qt.CursorShape.PointingHandCursor)
        evaluation = self.cloud.evaluations[self.hovered]
        self.card.show_at(
            self.canvas.to_pixels(x, y).toPoint(),
            card_html(
                self.name_of(evaluation),
                self._about(evaluation),
                [self.metric_of(evaluation, name) for name in self.chooser.axes],
                evaluation is self.document.evaluation(),
                self._comparisons(evaluation) if "accuracy" in self.chooser.axes else (),
            ),
        )

    def _about(self, evaluation: Evaluation) -> str:
        """Below the name: the widths where a person named it, the model where it is another."""
        if evaluation.model:
            return self.tr("Another model of this project: a click opens it")
        if self._is_shadow(evaluation):
            return self.tr("No result: what the quantized weights are rounded from")
        graph = self.document.graph
        return name_text(describe(evaluation.recipe, graph)) if graph and evaluation.name else ""

    def _comparisons(self, evaluation: Evaluation) -> list[tuple[str, Comparison]]:
        """How sure it is that the point is better or worse than float, and than the current recipe."""
        reference, current = self.document.reference, self.document.evaluation()
        against = [(self.tr("Against float"), reference)]
        if current is not reference:
            against.append((self.tr("Against the current one"), current))
        others = ((text, other) for text, other in against if other is not None and other is not evaluation)
        return [(text, compare(evaluation, other)) for text, other in others]

    def forget_pointer(self) -> None:
        """No point is pointed at until the mouse or a key says so again."""
        self.hovered = None
        self._show_hover()
        self.canvas.show_crosshair(None)

    @Slot(object)
    def _canvas_clicked(self, pointer: Pointer) -> None:
        found = self._at(pointer.at)
        if found is not None:
            self.hovered = found
            self._adopt(found)

    @Slot()
    def _double_clicked(self) -> None:
        if self.hovered is None:
            self.reset_view()

    def _adopt(self, index: int) -> None:
        evaluation = self.cloud.evaluations[index]
        self.document.adopt_evaluation(evaluation, self.tr("Adopt {}").format(self.name_of(evaluation)))
        if evaluation.model:
            return  # everything is drawn anew
        self.refresh_marker()
        self._show_hover()

    @Slot(object)
    def _key_pressed(self, event: QKeyEvent) -> None:
        count = len(self.cloud)
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right if count:
                step = 1 if event.key() == Qt.Key.Key_Right else -1
                self._walk(step)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.hovered is not None:
                self._adopt(self.hovered)
            case Qt.Key.Key_Escape if self.hovered is not None:
                self.hovered = None
                self._show_hover()
            case Qt.Key.Key_Home:
                self.reset_view()
            case _:
                return
        event.accept()

    def _walk(self, step: int) -> None:
        """To the neighbour in the order of x; the first step shows the current recipe's point."""
        start = self.hovered if self.hovered is not None else self.cloud.index(self.document.recipe.hash)
        if start is None:
            rank = 0 if step > 0 else len(self.cloud) - 1
        else:
            rank = int(np.flatnonzero(self.cloud.order == start)[0])
            rank = min(max(0, rank + step), len(self.cloud) - 1)
        self.hovered = int(self.cloud.order[rank])
        self._show_hover()

    @Slot(bool)
    def _focus_changed(self, has_focus: bool) -> None:
        if not has_focus and not self.canvas.underMouse():
            self.hovered = None
            self._show_hover()

    @Slot()
    def _zoomed(self) -> None:
        self._is_zoomed = True
        self.hovered = None
        self._show_hover()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.schedule()

    @Slot()
    def _restyle(self) -> None:
        self.drawn.restyle()
        self._axes_shown = None
        self.refresh()
