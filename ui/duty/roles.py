"""Roles and permissions: the whole matrix, as the desk enforces it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desk import texts
from desk.core.access import MATRIX, Permission, Role
from desk.core.words import _
from ui import theme

ROLES = tuple(Role)
_Index = QModelIndex | QPersistentModelIndex


class MatrixModel(QAbstractTableModel):
    """Permissions down, roles across. ``mine`` is the role whose column stands out."""

    def __init__(self, mine: Role | None = None) -> None:
        super().__init__()
        self.mine = mine
        self.permissions = tuple(Permission)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.permissions)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(ROLES) + 1

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        permission = self.permissions[index.row()]
        if index.column() == 0:
            words = texts.word("permission", str(permission))
            return words if role == Qt.ItemDataRole.DisplayRole else None
        holds = permission in MATRIX[ROLES[index.column() - 1]]
        if role == Qt.ItemDataRole.DisplayRole:
            return "✓" if holds else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.color("ok")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("yes") if holds else _("no")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:  # fmt: skip
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return texts.word("role", str(ROLES[section - 1])) if section else _("Permission")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            return Qt.AlignmentFlag.AlignCenter if section else left
        return None


class Matrix(QTableView):
    """The matrix to read; nothing can be changed here."""

    def __init__(self, mine: Role | None = None) -> None:
        super().__init__()
        self.setProperty("role", "register")
        self.setModel(MatrixModel(mine))
        self.setAccessibleName(_("Roles and permissions"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(30))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(theme.px(72))
