"""What boxes of the network say in little room."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from edgeviz.core.graph_view import Box, Kind
from edgeviz.ui import theme
from edgeviz.ui.graph.painting import _headline
from edgeviz.ui.graph.panel import GraphPanel
from tests.ui.small_model import small_document


def test_groups_side_by_side_are_told_apart_in_little_room(qtbot: QtBot) -> None:
    panel = GraphPanel(small_document())
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitUntil(lambda: panel.canvas.show_ is not None)
    show = panel.canvas.show_
    assert show is not None
    font = theme.font(theme.CAPTION)
    boxes = [Box(f"/{at}", Kind.GROUP, f"transformer.layers.{at}", "", "", 1) for at in range(6)]
    texts = [_headline(show, font, box, 62) for box in boxes]
    assert len(set(texts)) == 6 and all(text.endswith(str(at)) for at, text in enumerate(texts))
