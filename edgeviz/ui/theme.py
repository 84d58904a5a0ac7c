"""How the window looks: colour tokens in three themes, type, spacing, the bit-width scale, and how they reach Qt.

Widgets say what they are with the dynamic property "role" ("title", "caption", "figure", "error", "panel");
buttons that lead on carry the property "primary". Hand-painted widgets read ``current()``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget

#: Everything is placed on multiples of this, in logical pixels.
GRID = 4
PADDING = 12
ROW_HEIGHT = 24
#: Left and right of the text in a table's cell.
ITEM_PADDING = 4
#: Text sizes in pixels before the system's scale: nothing is smaller than CAPTION.
CAPTION = 11
BODY = 13
FIGURE = 20
#: The weight of headings and of what matters.
STRONG = QFont.Weight.DemiBold


@dataclass(frozen=True, slots=True)
class Theme:
    name: str
    background: str
    surface: str
    border: str
    text: str
    muted: str
    accent: str
    good: str
    warning: str
    bad: str
    #: Okabe-Ito, for categories; always together with a symbol.
    categories: tuple[str, ...]

    @property
    def is_dark(self) -> bool:
        """Light marks on a dark ground."""
        return luminance(self.background) < 0.2

    @property
    def on_accent(self) -> str:
        """The colour of text on ``accent``."""
        return "#0B1220" if self.is_dark else "#FFFFFF"


OKABE_ITO = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442")

LIGHT = Theme(
    "light",
    "#F6F7F9",
    "#FFFFFF",
    "#D9DEE5",
    "#1B2430",
    "#5A6574",
    "#1F5FD6",
    "#2E8B57",
    "#B26A00",
    "#C0392B",
    OKABE_ITO,
)
DARK = Theme(
    "dark",
    "#14171C",
    "#1C2128",
    "#333B46",
    "#E7EBF1",
    "#9AA5B4",
    "#6EA8FF",
    "#5FC690",
    "#F0B24A",
    "#FF7B6B",
    ("#56B4E9", *OKABE_ITO[1:4], "#0072B2", *OKABE_ITO[5:]),
)
#: For those who need it: every text at least 7:1 (WCAG 2.2, 1.4.6), every line and mark at least 4.5:1.
HIGH_CONTRAST = Theme(
    "contrast",
    "#000000",
    "#000000",
    "#B8C0CC",
    "#FFFFFF",
    "#DCE2EA",
    "#FFD84D",
    "#6BE69B",
    "#FFC24A",
    "#FF9C8F",
    ("#6CC4FF", "#FFB52E", "#2FD6A3", "#F0A6D2", "#9CDCFF", "#FF8A3D", "#F0E442"),
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK, HIGH_CONTRAST)}


class _Notifier(QObject):
    """Says that the theme changed; widgets that paint by hand connect to it."""

    changed = Signal()


notifier = _Notifier()
_current = LIGHT


def current() -> Theme:
    return _current


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Give the whole application this theme. Palettes are set by hand: the offscreen platform ignores schemes."""
    global _current
    _current = theme
    if not app.styleSheet():
        # Once: every widget is polished for a style that is set, and again for its sheet.
        app.setStyle("Fusion")
    # Under a sheet each of the steps below would polish every widget anew.
    app.setStyleSheet("")
    app.setFont(font())
    app.setPalette(palette(theme))
    for kind in _OUTLINED:
        # PySide's annotation says bytes, and its code refuses them.
        app.setPalette(outlined_palette(theme), kind)  # type: ignore[arg-type]
    app.setStyleSheet(stylesheet(theme))
    notifier.changed.emit()


@contextmanager
def styled_at_the_end() -> Iterator[None]:
    """Make widgets without the style sheet, and polish all of them once at the end.

    Under a sheet every widget is polished anew whenever one that it stands in is given its place. What can be seen
    already keeps its sheet: to take that away and give it back would take as long as it saves.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    sheet = app.styleSheet()
    if not sheet or any(widget.isVisible() for widget in app.topLevelWidgets()):
        yield
        return
    app.setStyleSheet("")
    try:
        yield
    finally:
        app.setStyleSheet(sheet)


#: Controls whose outline, or that of boxes in them, Fusion derives from the colour of the window they stand on.
_OUTLINED = ("QCheckBox", "QRadioButton", "QComboBox", "QAbstractSpinBox", "QListView")


def outlined_palette(theme: Theme) -> QPalette:
    """The palette of controls that Fusion outlines with the window's colour, made darker by 1.4.

    On dark surfaces that would be darker than they are, and a box without a tick could not be seen.
    """
    result = palette(theme)
    edge = mixed(theme.muted, theme.surface, 0.2)
    result.setColor(QPalette.ColorRole.Window, edge.lighter(140))
    return result


def palette(theme: Theme) -> QPalette:
    result = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.background,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.surface,
        QPalette.ColorRole.AlternateBase: theme.background,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.Button: theme.surface,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.BrightText: theme.bad,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.on_accent,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.ToolTipBase: theme.surface,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Mid: theme.border,
        QPalette.ColorRole.Dark: theme.border,
        QPalette.ColorRole.Light: theme.surface,
        QPalette.ColorRole.Accent: theme.accent,
    }
    for role, colour in roles.items():
        result.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    return result


# ---- type


def scale() -> float:
    """1, or more where the system's own font is set larger than usual (16 px)."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    return max(1.0, QFontInfo(system).pixelSize() / 16)


def px(size: int) -> int:
    """A text size in pixels, following the system's scale."""
    return round(size * scale())


#: The family of letters that the system's font may lack; "" for none.
_fallback = ""


def set_fallback(family: str) -> None:
    """Take letters that the system's font lacks from ``family``. Seen with the next ``apply_theme``."""
    global _fallback
    _fallback = family
    _font.cache_clear()


@lru_cache(maxsize=64)
def _font(size: int, weight: QFont.Weight) -> QFont:
    result = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if _fallback:
        # By its real name: "Sans Serif" is none, and the font behind it would be passed over.
        result.setFamilies([QFontInfo(result).family(), _fallback])
    result.setPixelSize(px(size))
    result.setWeight(weight)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


def font(size: int = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The system's font with digits of equal width, so that figures do not jitter while they change."""
    return QFont(_font(size, weight))


def set_role(widget: QWidget, role: str) -> None:
    """Change what ``widget`` is for the style sheet, also after it was shown."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


# ---- colours


def luminance(colour: QColor | str) -> float:
    """Relative luminance (WCAG 2.2), 0 to 1."""
    value = QColor(colour)
    channels = (value.redF(), value.greenF(), value.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: QColor | str, second: QColor | str) -> float:
    """Contrast ratio (WCAG 2.2), 1 to 21."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def readable_on(fill: QColor | str) -> QColor:
    """Near-black or white, whichever reads better on ``fill``."""
    return max((QColor("#0B1220"), QColor("#FFFFFF")), key=lambda colour: contrast(colour, fill))


def mixed(first: QColor | str, second: QColor | str, share: float) -> QColor:
    """``share`` of the second colour mixed into the first."""
    a, b = QColor(first), QColor(second)
    parts = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return QColor(*(round(x + (y - x) * share) for x, y in parts))


def selection_colour(theme: Theme | None = None) -> QColor:
    """The quiet background of selected rows: text and chips on it keep their own colours."""
    theme = theme or _current
    return mixed(theme.surface, theme.accent, 0.16)


#: An ordered scale, from light to dark as bits fall; 32 is grey. The number is always printed beside or on it.
#: On dark surfaces it ends brighter, so that one bit keeps a contrast of 3:1.
_BITS_LIGHT = {
    32: "#D3D9E1", 16: "#E6EFBF", 8: "#A9DDB7", 7: "#7FCDBB", 6: "#5BBFC0",
    5: "#41A9C4", 4: "#2C8DBE", 3: "#2369AC", 2: "#23479A", 1: "#172B6F",
}  # fmt: skip
_BITS_DARK = {
    32: "#4B5563", 16: "#DDE8AE", 8: "#9BD3AB", 7: "#77C4B2", 6: "#58B5B8",
    5: "#45A2C2", 4: "#3F90C9", 3: "#467FD0", 2: "#506ED2", 1: "#6460D8",
}  # fmt: skip


@lru_cache(maxsize=256)
def _bits_colours(bits: int, theme: Theme) -> tuple[QColor, QColor, QColor]:
    colours = _BITS_DARK if theme.is_dark else _BITS_LIGHT
    fill = QColor(colours[min(colours, key=lambda known: abs(known - bits))])
    return fill, readable_on(fill), mixed(fill, theme.text, 0.25)


def bits_colour(bits: int, theme: Theme | None = None) -> QColor:
    """The fill that stands for a bit width."""
    return QColor(_bits_colours(bits, theme or _current)[0])


def bits_text_colour(bits: int, theme: Theme | None = None) -> QColor:
    """The colour of the number on ``bits_colour``."""
    return QColor(_bits_colours(bits, theme or _current)[1])


def bits_border(bits: int, theme: Theme | None = None) -> QColor:
    """An outline that keeps the pale end of the scale apart from the surface."""
    return QColor(_bits_colours(bits, theme or _current)[2])


# ---- style sheet


def stylesheet(theme: Theme) -> str:
    """What the palette cannot say. Combo and spin boxes stay with Fusion, whose arrows need no images."""
    hover = mixed(theme.surface, theme.text, 0.06).name()
    pressed = mixed(theme.surface, theme.text, 0.12).name()
    soft = selection_colour(theme).name()
    handle = mixed(theme.border, theme.muted, 0.35).name()
    selected_text = readable_on(theme.accent).name()
    return f"""
    QToolTip {{ color: {theme.text}; background: {theme.surface}; border: 1px solid {theme.border}; padding: 4px; }}
    QMainWindow::separator {{ background: {theme.border}; width: 1px; height: 1px; }}
    QMainWindow::separator:hover {{ background: {theme.accent}; }}

    QLabel[role="title"] {{ font-weight: 600; }}
    QLabel[role="caption"], QCheckBox[role="caption"] {{ font-size: {px(CAPTION)}px; color: {theme.muted}; }}
    QLabel[role="figure"] {{ font-size: {px(FIGURE)}px; }}
    QLabel[role="figure-stale"] {{ font-size: {px(FIGURE)}px; color: {theme.muted}; }}
    QLabel[role="good"] {{ color: {theme.good}; font-weight: 600; }}
    QLabel[role="bad"] {{ color: {theme.bad}; font-weight: 600; }}
    QLabel[role="error"] {{ color: {theme.bad}; }}
    QLabel[role="error-caption"] {{ font-size: {px(CAPTION)}px; color: {theme.bad}; }}
    QLabel[role="warning-caption"] {{ font-size: {px(CAPTION)}px; color: {theme.warning}; }}
    QLabel[role="muted"] {{ color: {theme.muted}; }}
    QWidget[role="panel"] {{ background: {theme.surface}; }}

    QPushButton, QToolButton {{
        background: {theme.surface}; color: {theme.text}; border: 1px solid {theme.border}; border-radius: 4px;
        padding: 3px 10px; min-height: {px(16)}px;
    }}
    QToolButton {{ padding: 3px 6px; }}
    QToolBar QToolButton, QToolButton[autoRaise="true"] {{ border-color: transparent; background: transparent; }}
    QPushButton:hover, QToolButton:hover {{ background: {hover}; }}
    QPushButton:pressed, QToolButton:pressed, QToolButton:checked {{ background: {pressed}; }}
    QPushButton:focus, QToolButton:focus {{ border-color: {theme.accent}; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {theme.muted}; background: {theme.background}; }}
    QToolButton#qt_toolbar_ext_button {{ padding: 0; min-height: 0; border: 1px solid {theme.border}; }}
    QToolBar QToolButton:disabled {{ background: transparent; }}
    QPushButton[primary="true"] {{
        background: {theme.accent}; color: {selected_text}; border-color: {theme.accent}; font-weight: 600;
    }}
    QPushButton[primary="true"]:hover {{ background: {mixed(theme.accent, theme.text, 0.12).name()}; }}
    QPushButton[primary="true"]:focus {{ border: 2px solid {theme.text}; padding: 2px 9px; }}
    QPushButton[role="link"] {{
        background: transparent; border: 1px solid transparent; color: {theme.accent}; padding: 0 2px;
        font-size: {px(CAPTION)}px; text-align: left; min-height: 0;
    }}
    QPushButton[role="link"]:hover {{ text-decoration: underline; }}
    QPushButton[role="link"]:focus {{ border-color: {theme.accent}; }}
    QToolButton::menu-indicator {{ subcontrol-origin: padding; subcontrol-position: right center; right: 3px; }}
    QToolButton[popupMode="2"] {{ padding-right: 16px; }}

    QLineEdit {{
        background: {theme.surface}; color: {theme.text}; border: 1px solid {theme.border}; border-radius: 4px;
        padding: 2px 6px; min-height: {px(18)}px; selection-background-color: {theme.accent};
        selection-color: {selected_text};
    }}
    QLineEdit:focus {{ border-color: {theme.accent}; }}

    QComboBox QAbstractItemView {{ border: 1px solid {theme.border}; }}

    QMenu {{ background: {theme.surface}; color: {theme.text}; border: 1px solid {theme.border}; padding: 4px 0; }}
    QMenu::item {{ padding: 4px 24px 4px 28px; }}
    QMenu::item:selected {{ background: {theme.accent}; color: {selected_text}; }}
    QMenu::item:disabled {{ color: {theme.muted}; background: transparent; }}
    QMenu::separator {{ height: 1px; background: {theme.border}; margin: 4px 8px; }}
    QMenu::icon {{ left: 8px; }}
    QMenu::icon:checked {{ background: transparent; border: 2px solid {theme.accent}; border-radius: 4px; }}
    QMenu::indicator {{ left: 8px; }}

    QTableView, QTreeView {{ background: {theme.surface}; }}
    QTableView, QTreeView, QListView {{
        alternate-background-color: {theme.background}; border: none;
        gridline-color: {theme.border}; outline: none;
        selection-background-color: {soft}; selection-color: {theme.text};
    }}
    QTableView::item {{ padding: 0 {ITEM_PADDING}px; }}
    QHeaderView {{ background: {theme.surface}; }}
    QHeaderView::section {{
        background: {theme.surface}; color: {theme.muted}; border: none; border-bottom: 1px solid {theme.border};
        padding: 3px {ITEM_PADDING + 2}px; font-size: {px(CAPTION)}px;
    }}
    QHeaderView::section:hover {{ color: {theme.text}; }}
    QHeaderView::section:vertical {{ border-bottom: none; }}
    QTableCornerButton::section {{
        background: {theme.surface}; border: none; border-bottom: 1px solid {theme.border};
    }}

    QDockWidget {{ font-weight: 600; }}
    QDockWidget::title {{ background: {theme.surface}; padding: 6px 12px; border-bottom: 1px solid {theme.border}; }}
    QTabBar::tab {{
        background: transparent; color: {theme.muted}; padding: 5px 12px; border-bottom: 2px solid transparent;
    }}
    QTabBar::tab:selected {{ color: {theme.text}; border-bottom-color: {theme.accent}; }}
    QTabBar::tab:hover {{ color: {theme.text}; }}
    QTabBar::tab:focus {{ color: {theme.accent}; }}
    QTabWidget::pane {{ border: none; border-top: 1px solid {theme.border}; }}
    QToolBar {{
        background: {theme.surface}; border: none; border-bottom: 1px solid {theme.border}; spacing: 4px; padding: 4px;
    }}
    QStatusBar {{ background: {theme.surface}; border-top: 1px solid {theme.border}; }}
    QStatusBar::item {{ border: none; }}
    QScrollArea {{ border: none; }}

    QSlider::groove:horizontal {{ background: {theme.border}; height: 4px; border-radius: 2px; }}
    QSlider::sub-page:horizontal {{ background: {theme.accent}; height: 4px; border-radius: 2px; }}
    QSlider::handle:horizontal {{
        background: {theme.surface}; border: 2px solid {theme.accent}; width: 10px; height: 10px; margin: -5px 0;
        border-radius: 7px;
    }}
    QSlider::handle:horizontal:hover {{ background: {soft}; }}
    QSlider::handle:horizontal:focus {{ background: {theme.accent}; border-color: {theme.text}; }}
    QSlider::handle:horizontal:disabled {{ border-color: {theme.muted}; }}
    QSlider::sub-page:horizontal:disabled {{ background: {theme.muted}; }}

    QProgressBar {{
        background: {theme.border}; border: none; border-radius: 3px; height: 6px; color: transparent;
    }}
    QProgressBar::chunk {{ background: {theme.accent}; border-radius: 3px; }}

    QScrollBar {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ width: 10px; }}
    QScrollBar:horizontal {{ height: 10px; }}
    QScrollBar::handle {{ background: {handle}; border-radius: 3px; margin: 2px; }}
    QScrollBar::handle:vertical {{ min-height: 24px; }}
    QScrollBar::handle:horizontal {{ min-width: 24px; }}
    QScrollBar::handle:hover {{ background: {theme.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """
