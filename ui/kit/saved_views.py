"""The saved views of a page, kept in the store for the person on duty.

RegisterPage(desk, LISTING, views=saved_views.stored(desk, "visitors"))
"""

from __future__ import annotations

from desk.core import preferences
from desk.core.desk import Desk
from ui.kit.register_page import Views
from ui.kit.views import View


def stored(desk: Desk, page: str) -> Views:
    """How ``RegisterPage`` loads and saves the views of ``page``."""

    def load() -> dict[str, View]:
        return preferences.views(desk, page)

    def save(views: dict[str, View]) -> None:
        present = load()
        for name in present.keys() - views.keys():
            preferences.remove_view(desk, page, name)
        for name, view in views.items():
            if present.get(name) != view:
                preferences.save_view(desk, page, name, view)

    return load, save
