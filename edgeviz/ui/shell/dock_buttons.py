"""The two buttons in a dock's title, drawn in the theme's colour: Fusion's own are hardly seen on dark surfaces."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QObject, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QDockWidget

from edgeviz.ui import theme

SIZE = 16
#: After these events of a dock its buttons may have Qt's icons again.
_RESETTING = (
    QEvent.Type.Show,
    QEvent.Type.StyleChange,
    QEvent.Type.ParentChange,
    QEvent.Type.FontChange,
    QEvent.Type.LayoutDirectionChange,
)


class DockButtons(QObject):
    """Keeps the icons of one dock's buttons in the current theme."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        self._dock = dock
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.paint)
        for signal in (theme.notifier.changed, dock.featuresChanged, dock.topLevelChanged):
            signal.connect(self._later.start)
        dock.installEventFilter(self)
        self.paint()

    @Slot()
    def paint(self) -> None:
        for name in ("close", "float") if hasattr(self, "_dock") else ():
            button = self._dock.findChild(QAbstractButton, f"qt_dockwidget_{name}button")
            if button is not None:
                button.setIcon(_icon(name))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A window that is collected is told of its end when this object's own attributes are gone already.
        if event.type() in _RESETTING and hasattr(self, "_later"):
            self._later.start()
        return False


def _icon(name: str) -> QIcon:
    found = QIcon()
    for ratio in (1, 2):
        picture = QPixmap(SIZE * ratio, SIZE * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(theme.current().muted), 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if name == "close":
            painter.drawLines([QLineF(3, 3, 13, 13), QLineF(13, 3, 3, 13)])
        else:
            painter.drawRect(QRectF(2.5, 5.5, 8, 8))
            painter.drawLines([QLineF(5.5, 2.5, 13.5, 2.5), QLineF(13.5, 2.5, 13.5, 10.5)])
        painter.end()
        found.addPixmap(picture)
    return found
