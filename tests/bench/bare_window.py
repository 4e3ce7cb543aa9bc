"""The limit of ``start``: a bare window with sidebar, tool bar and 200 rows through Peewee."""

from __future__ import annotations

import sys
from pathlib import Path

import peewee
from playhouse.sqlcipher_ext import SqlCipherDatabase
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QListWidget,
    QMainWindow,
    QTableView,
    QToolBar,
    QWidget,
)

COLUMNS = ("number", "name", "purpose", "at", "state")


class Rows(QAbstractTableModel):
    """200 tuples."""

    def __init__(self, rows: list[tuple[object, ...]]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, _parent: QModelIndex | None = None) -> int:
        return len(self._rows)

    def columnCount(self, _parent: QModelIndex | None = None) -> int:
        return len(COLUMNS)

    def data(self, index: QModelIndex, role: int = 0) -> object:
        return str(self._rows[index.row()][index.column()]) if role == 0 else None


def rows(folder: Path, key: str) -> list[tuple[object, ...]]:
    """The newest 200 visits."""
    database = SqlCipherDatabase(str(folder / "desk.db"), passphrase="", pragmas=())

    class Visit(peewee.Model):
        number = peewee.CharField()
        name = peewee.CharField()
        purpose = peewee.CharField()
        at = peewee.BigIntegerField()
        state = peewee.CharField()

    Visit.bind(database)
    database.execute_sql(f"PRAGMA key = \"x'{key}'\"")
    return list(Visit.select().order_by(Visit.at.desc()).limit(200).tuples())


def main() -> None:
    """Show it, say ready after the first painting, end."""
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1366, 768)
    sidebar = QListWidget()
    sidebar.addItems([f"Page {n}" for n in range(11)])
    sidebar.setFixedWidth(196)
    table = QTableView()
    model = Rows(rows(Path(sys.argv[1]), sys.argv[2]))
    table.setModel(model)
    body = QWidget()
    line = QHBoxLayout(body)
    line.addWidget(sidebar)
    line.addWidget(table, 1)
    window.setCentralWidget(body)
    bar = QToolBar()
    for name in ("Find", "In", "Out", "Lock"):
        bar.addAction(name)
    window.addToolBar(Qt.ToolBarArea.TopToolBarArea, bar)
    window.show()
    app.processEvents()  # paints
    print("ready", flush=True)
    from tests.bench import peak

    peak.say()


if __name__ == "__main__":
    main()
