"""The points of a search's candidates: those that stay are kept, and what is drawn is what it would be anew."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edgeviz.ui import theme
from edgeviz.ui.search.candidate_points import Candidates, scale_end


def columns(count: int, generations: int = 4) -> tuple[np.ndarray, ...]:
    at = np.arange(count)
    return (
        at / 10,
        np.sin(at),
        at * 8 // generations % 64,
        at % 3 > 0,
        at % 5 > 0,
        np.zeros(count, dtype=bool),
    )


def drawn(candidates: Candidates) -> list[tuple[object, ...]]:
    """Place, colour, shape, size and outline of every point."""
    return [
        (spot.pos().x(), spot.pos().y(), spot.brush().color().name(), spot.symbol(), spot.size(), spot.pen().widthF())
        for spot in candidates.item.points()
    ]


def anew(given: tuple[np.ndarray, ...]) -> list[tuple[object, ...]]:
    candidates = Candidates(pg.ScatterPlotItem())
    candidates.draw(*given)
    return drawn(candidates)


def test_points_that_come_are_added_and_those_that_stay_keep_their_pictures(qtbot: QtBot) -> None:
    candidates = Candidates(pg.ScatterPlotItem())
    candidates.draw(*columns(20))
    kept = candidates.item.data["sourceRect"].tolist()
    added: list[int] = []
    given = candidates.item.addPoints
    candidates.item.addPoints = lambda **fields: (added.append(len(fields["x"])), given(**fields))  # type: ignore[method-assign]
    candidates.draw(*columns(23))
    assert added == [3]
    assert candidates.item.data["sourceRect"].tolist()[:20] == kept
    assert drawn(candidates) == anew(columns(23))
    candidates.draw(*columns(23))
    assert added == [3]


def test_all_are_drawn_anew_where_one_changed_or_left(qtbot: QtBot) -> None:
    candidates = Candidates(pg.ScatterPlotItem())
    candidates.draw(*columns(20))
    # Another generation shifts every colour; then an architecture is evaluated again, with a new place among all.
    candidates.draw(*columns(21, generations=7))
    assert drawn(candidates) == anew(columns(21, generations=7))
    fewer = tuple(column[3:] for column in columns(21))
    candidates.draw(*fewer)
    assert drawn(candidates) == anew(fewer)
    candidates.draw(*(column[:0] for column in columns(21)))
    assert drawn(candidates) == []


def test_another_theme_has_other_outlines(qtbot: QtBot, qapp: QApplication) -> None:
    before = theme.current()
    candidates = Candidates(pg.ScatterPlotItem())
    try:
        theme.apply_theme(qapp, theme.LIGHT)
        candidates.draw(*columns(5))
        light = candidates.item.points()[0].pen().color().name()
        theme.apply_theme(qapp, theme.DARK)
        candidates.draw(*columns(5))
        assert candidates.item.points()[0].pen().color().name() != light
    finally:
        theme.apply_theme(qapp, before)


def test_the_scale_of_generations_is_exact_at_first_and_then_moves_in_steps() -> None:
    assert [scale_end(count) for count in range(16)] == list(range(16))
    ends = [scale_end(count) for count in range(1, 2000)]
    assert all(count <= end <= 1.125 * count for count, end in enumerate(ends, 1))
    assert len(set(ends[99:199])) < 15 and ends == sorted(ends)
