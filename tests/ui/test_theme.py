"""What the themes promise: contrast, sizes, an ordered bit scale."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QCheckBox, QListWidget, QListWidgetItem, QRadioButton

from edgeviz.ui import theme
from edgeviz.ui.theme import DARK, LIGHT, Theme

BITS = (32, 16, 8, 7, 6, 5, 4, 3, 2, 1)
both = pytest.mark.parametrize("tokens", list(theme.THEMES.values()), ids=lambda tokens: tokens.name)


@both
def test_text_has_a_contrast_of_at_least_4_5(tokens: Theme) -> None:
    for background in (tokens.background, tokens.surface):
        assert theme.contrast(tokens.text, background) >= 4.5
        assert theme.contrast(tokens.muted, background) >= 4.5


@both
def test_marks_have_a_contrast_of_at_least_3(tokens: Theme) -> None:
    for mark in (tokens.accent, tokens.good, tokens.warning, tokens.bad):
        assert theme.contrast(mark, tokens.surface) >= 3


@both
@pytest.mark.parametrize("bits", BITS)
def test_the_number_on_a_bit_width_is_readable(tokens: Theme, bits: int) -> None:
    assert theme.contrast(theme.bits_text_colour(bits, tokens), theme.bits_colour(bits, tokens)) >= 4.5


@both
def test_bit_widths_darken_as_bits_fall(tokens: Theme) -> None:
    steps = [theme.luminance(theme.bits_colour(bits, tokens)) for bits in BITS[1:]]
    assert steps == sorted(steps, reverse=True)


@both
def test_float_is_grey_among_the_bit_widths(tokens: Theme) -> None:
    assert theme.bits_colour(32, tokens).hsvSaturationF() < 0.3


def test_the_darkest_bit_width_stays_visible_on_a_dark_surface() -> None:
    assert theme.contrast(theme.bits_colour(1, DARK), DARK.surface) >= 3


def test_the_theme_sets_font_palette_and_style_at_once(qapp: QApplication) -> None:
    theme.apply_theme(qapp, DARK)
    try:
        assert theme.current() is DARK
        assert qapp.palette().window().color().name().upper() == DARK.background
        assert qapp.font().pixelSize() >= theme.BODY
        assert qapp.font().isFeatureSet(QFont.Tag("tnum"))
    finally:
        theme.apply_theme(qapp, LIGHT)


def test_no_text_is_smaller_than_eleven_pixels(qapp: QApplication) -> None:
    assert min(theme.px(size) for size in (theme.CAPTION, theme.BODY, theme.FIGURE)) >= 11


@both
def test_the_outline_of_an_unticked_box_stands_out(qapp: QApplication, tokens: Theme) -> None:
    theme.apply_theme(qapp, tokens)
    try:
        for kind in (QCheckBox, QRadioButton):
            box = kind()
            box.setFixedSize(24, 24)
            picture = box.grab().toImage()
            row = [picture.pixelColor(x, picture.height() // 2) for x in range(picture.width())]
            assert max(theme.contrast(colour, tokens.surface) for colour in row) >= (3 if tokens.is_dark else 1.8)
    finally:
        theme.apply_theme(qapp, LIGHT)


@both
def test_so_does_that_of_a_box_in_a_list(qapp: QApplication, tokens: Theme) -> None:
    theme.apply_theme(qapp, tokens)
    try:
        view = QListWidget()
        item = QListWidgetItem("relu", view)
        item.setCheckState(Qt.CheckState.Unchecked)
        picture, middle = view.grab().toImage(), view.visualItemRect(item).center().y()
        row = [picture.pixelColor(x, middle) for x in range(view.fontMetrics().height())]
        assert max(theme.contrast(colour, tokens.surface) for colour in row) >= (3 if tokens.is_dark else 1.8)
    finally:
        theme.apply_theme(qapp, LIGHT)


def test_in_high_contrast_every_text_has_7_and_every_line_and_mark_4_5() -> None:
    tokens = theme.HIGH_CONTRAST
    for background in (tokens.background, tokens.surface, theme.selection_colour(tokens)):
        for text in (tokens.text, tokens.muted, tokens.good, tokens.warning, tokens.bad, tokens.accent):
            assert theme.contrast(text, background) >= 7, (text, background)
    assert theme.contrast(tokens.border, tokens.surface) >= 4.5
    for category in tokens.categories:
        assert theme.contrast(category, tokens.surface) >= 4.5
    for bits in BITS:
        assert theme.contrast(theme.bits_border(bits, tokens), tokens.surface) >= 3


@both
def test_text_on_the_accent_and_on_a_selection_is_readable(tokens: Theme) -> None:
    least = 7 if tokens is theme.HIGH_CONTRAST else 4.5
    assert theme.contrast(tokens.on_accent, tokens.accent) >= least
    assert theme.contrast(tokens.text, theme.selection_colour(tokens)) >= least
    assert theme.contrast(tokens.muted, theme.selection_colour(tokens)) >= 4.5
