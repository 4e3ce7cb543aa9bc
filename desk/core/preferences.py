"""Changing settings, and each person's saved views of a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused, RefusedMany
from desk.core.models import SavedView
from desk.core.models import Setting as Row
from desk.core.settings import REGISTRY
from desk.core.text import clean


def save(desk: Desk, values: Mapping[str, Any]) -> None:
    """Set several settings by key, all or none.

    Raises RefusedMany with one refusal for each setting that may not be so.
    """
    desk.require(Permission.SETTINGS_EDIT)
    reasons: list[Refused] = []
    accepted: dict[str, Any] = {}
    for key, value in values.items():
        try:
            accepted[key] = REGISTRY[key].accept(value)
        except Refused as refusal:
            reasons.append(refusal)
    if reasons:
        raise RefusedMany(reasons)
    before = desk.settings.all()
    changed = {key: value for key, value in accepted.items() if before[key] != value}
    if not changed:
        return
    with desk.change(Permission.SETTINGS_EDIT, "settings.changed") as change:
        for key, value in changed.items():
            Row.insert(key=key, value=value).on_conflict_replace().execute()
        change.note(before={key: before[key] for key in changed}, after=changed)
    desk.settings.load()


def views(desk: Desk, page: str) -> dict[str, Any]:
    """The saved views of the person on duty for a page: name → its filters, columns, order."""
    staff = desk.session.staff if desk.session else None
    query = SavedView.select().where((SavedView.staff == staff) & (SavedView.page == page))
    return {row.name: row.data for row in query.order_by(SavedView.name)}


def save_view(desk: Desk, page: str, name: str, data: Mapping[str, Any]) -> None:
    """Keep a view under a name; one of the same name is replaced."""
    with desk.change(Permission.VIEWS_SAVE, "view.saved") as change:
        assert desk.session is not None
        title = clean(name, "name", 80, required=True)
        key = {"staff": desk.session.staff or 0, "page": page, "name": title}
        row = SavedView.get_or_none(**key)
        if row is None:
            change.create(SavedView, data=dict(data), **key)
        else:
            change.update(row, data=dict(data))


def remove_view(desk: Desk, page: str, name: str) -> None:
    """Forget a saved view of one's own."""
    with desk.change(Permission.VIEWS_SAVE, "view.removed") as change:
        assert desk.session is not None
        row = SavedView.get_or_none(staff=desk.session.staff or 0, page=page, name=name)
        if row is not None:
            change.remove(row)
