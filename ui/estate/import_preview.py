"""What an import would do: new, changed, unchanged, what can't be taken, what to know before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QTabBar, QWidget

from desk import texts
from desk.core.text import mask_document
from desk.core.words import _, listed, ngettext, pgettext
from desk.estate.words import ROLES
from desk.exchange.commit import Line, Preview
from desk.exchange.known import Difference
from ui import theme
from ui.kit import display
from ui.kit.display import phone
from ui.kit.plain import column, label
from ui.kit.sheet import Sheet

NEW, CHANGED, UNCHANGED, BAD, KNOW = "new", "changed", "unchanged", "bad", "know"


class PreviewView(QWidget):
    """Tabs with counts, and the lines of the chosen one."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self._preview: Preview | None = None
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("What the import would do"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.currentChanged.connect(lambda _n: self._show())
        self.table = Sheet()
        self.more = label("", "hint")
        self.setLayout(column(self.tabs, self.table, self.more, gap=4))

    def show_preview(self, found: Preview) -> None:
        """Show another preview; problems come to the front."""
        self._preview = found
        counts = {
            NEW: found.counts.get("units_new", 0),
            CHANGED: found.counts.get("units_changed", 0),
            UNCHANGED: found.counts.get("units_unchanged", 0),
            BAD: found.counts.get("rows_bad", 0),
            KNOW: len(found.warnings),
        }
        titles = {
            NEW: _("New"), CHANGED: _("Changed"), UNCHANGED: _("Unchanged"),
            BAD: _("Can't be imported"), KNOW: pgettext("import", "Notes"),
        }  # fmt: skip
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for key, count in counts.items():
            if count or key in (NEW, CHANGED, UNCHANGED):
                place = self.tabs.addTab(f"{titles[key]}  {count:,}")
                self.tabs.setTabData(place, key)
                if key == BAD:
                    self.tabs.setTabTextColor(place, theme.color("late"))
        self.tabs.blockSignals(False)
        first = next((k for k in (BAD, NEW, CHANGED, UNCHANGED) if counts[k]), NEW)
        self.choose(first)

    def choose(self, key: str) -> None:
        """Go to a tab."""
        for place in range(self.tabs.count()):
            if self.tabs.tabData(place) == key:
                self.tabs.setCurrentIndex(place)
        self._show()

    def _show(self) -> None:
        found = self._preview
        if found is None:
            return
        key = self.tabs.tabData(self.tabs.currentIndex())
        if key == BAD:
            rows = [[p.sheet, p.cell, texts.sentence(p.error)] for p in found.problems]
            self.table.show_rows([_("Sheet"), _("Cell"), _("What is wrong")], rows)
            total = found.counts.get("rows_bad", 0)
        elif key == KNOW:
            rows = [_warning(w.code, w.count, w.examples) for w in found.warnings]
            self.table.show_rows([_("How often"), _("What to know"), _("For example")], rows)
            total = len(rows)
        else:
            lines: Sequence[Line] = getattr(found, str(key))
            rows = [[f"{one.sheet} {one.row}", one.unit, _differences(one)] for one in lines]
            self.table.show_rows([_("Sheet, row"), _("Unit"), _("What is told")], rows)
            total = found.counts.get(f"units_{key}", 0)
        hidden = total - len(rows)
        words = ngettext("and {n} more", "and {n} more", hidden).format(n=f"{hidden:,}")
        self.more.setText(words if hidden > 0 else "")
        self.more.setVisible(hidden > 0)


def _warning(code: str, count: int, examples: Sequence[str]) -> list[str]:
    return [f"{count:,}", texts.word("import.warning", code), listed(examples[:8])]


def _differences(line: Line) -> str:
    return "    ".join(_difference(one) for one in line.differences)


def _difference(one: Difference) -> str:
    if one.field in ROLES:
        title = texts.word("occupancy.role", one.field)
    elif one.field == "since":
        title = texts.word("import.field", "moved_in")
    else:
        title = texts.word("import.field", one.field)
    before, after = _value(one.field, one.before), _value(one.field, one.after)
    return _("{field}: {value}").format(
        field=title, value=f"{before} → {after}" if before else after
    )


def _value(field: str, value: object) -> str:
    if value is None or value == "":
        return ""
    if field == "area" and isinstance(value, int):
        return display.area(value)
    if field == "kind":
        return texts.word("unit.kind", str(value))
    if field == "state":
        return texts.word("unit.state", str(value))
    if field == "sex":
        return texts.word("sex", str(value))
    if field == "phone":
        return phone(str(value))
    if field == "document":
        return mask_document(str(value))
    return str(value)
