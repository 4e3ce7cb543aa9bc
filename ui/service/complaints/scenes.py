"""Pictures of the complaints' page for ``shots``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from desk.core.words import _
from desk.service.complaints.drafts import ComplaintDraft
from desk.service.complaints.rows import ComplaintRow

if TYPE_CHECKING:
    from ui.service.complaints.form import ComplaintForm
    from ui.service.complaints.sheet import ComplaintsSheet

LONG = (
    "Maximiliana Freifrau von Hohenstein-Waldburg-Zeil zu Trauchburg und Wurzach 尉迟俊熙国际贸易"
    "（深圳）有限公司南山分公司"
)


def scenes(page: ComplaintsSheet) -> dict[str, Callable[[], object]]:
    """What to call first for each picture."""
    return {
        "new": lambda: page.begin("new"),
        "valid": lambda: filled(page, "valid"),
        "talk": lambda: filled(page, "inquiry"),
        "long": lambda: long(page),
        "wrong": lambda: wrong(page),
        "edit": lambda: edit(page),
        "card": lambda: card(page),
    }


def _form(page: ComplaintsSheet) -> ComplaintForm:
    assert page.form is not None
    return page.form


def _rows(page: ComplaintsSheet) -> list[ComplaintRow]:
    source: Any = page.list.model.source
    return list(source.rows(0, 1))


def filled(page: ComplaintsSheet, kind: str) -> None:
    """A unit that has something open already."""
    page.home()
    page.list.show_view({"filters": {"state": "open"}, "sort": None})
    found = _rows(page)
    if not found:
        page.begin("new", text="楼道灯不亮，已经三天了。", kind=kind)
        return
    row = found[0]
    page.begin("new", unit=row.unit, person=row.person, name=row.name, category=row.category,
               text="楼道灯不亮，已经三天了。", kind=kind)  # fmt: skip
    form = _form(page)
    form["kind"].set_value(kind)
    form.answer.pick(0)
    if kind != "valid":
        form["identity"].set_value(True)
    form.dirty = False  # a picture: nobody is to be asked about leaving it


def long(page: ComplaintsSheet) -> None:
    """Very long names."""
    filled(page, "valid")
    _form(page).fill(
        ComplaintDraft((LONG + "\n") * 5, name=LONG, place=LONG, wanted=LONG, kind="valid")
    )
    _form(page).dirty = False


def wrong(page: ComplaintsSheet) -> None:
    """Handed in with much missing."""
    page.home()
    page.begin("new", text=_("Noise"), place="")
    _form(page).finish()
    _form(page).dirty = False


def edit(page: ComplaintsSheet) -> None:
    """What was written is put right."""
    page.home()
    for row in _rows(page)[:1]:
        page.edit(row)


def card(page: ComplaintsSheet) -> None:
    """The open ones."""
    page.home()
    page.list.show_view({"filters": {"state": "open"}, "sort": None})
    page.list.table.selectRow(2)
