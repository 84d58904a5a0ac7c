"""How a table of whole rows looks and is reached by keys, wherever one stands."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QAbstractItemView, QTableView

from edgeviz.ui import theme


def dress_table(view: QTableView, model: QAbstractItemModel, name: str, title: str) -> None:
    """``view`` with whole rows of ``model``, of which one can be selected. name: for tests and settings; title: what is
    read out."""
    view.setObjectName(name)
    view.setAccessibleName(title)
    view.setModel(model)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setShowGrid(False)
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(theme.px(theme.ROW_HEIGHT))
    view.horizontalHeader().setHighlightSections(False)
