"""Settings 设置: the site, this desk, security, each register; this computer; keys, clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desk import texts
from desk.core import preferences
from desk.core.access import Permission
from desk.core.change import Changed
from desk.core.errors import DeskError, Refused, RefusedMany
from desk.core.frozen import frozen
from desk.core.settings import DESK_NAME, SITE_NAME
from desk.core.words import _
from ui import theme
from ui.duty import care
from ui.duty import setting_parts as parts
from ui.duty.keys import KeysPanel
from ui.duty.setting_fields import GroupForm, groups
from ui.kit import messages, shortcuts
from ui.kit.frame import Frame, Page
from ui.kit.plain import button, card, column, label, row, tip

NAV = 230
ICONS = {
    "site": "office-building-outline", "desk": "desk", "security": "shield-outline",
    "visitors": "account-check-outline", "computer": "monitor", "keys": "key-outline",
    "clock": "clock-outline", "departments": "sitemap-outline", "retention": "eraser",
    "views": "bookmark-outline",
}  # fmt: skip


@frozen
class Place:
    """One line of the left side: a section, or a setting that was searched for."""

    section: str
    title: str
    field: str = ""


class SettingsPage(Page):
    """See the top of this module."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._frame, self.desk = frame, frame.desk
        self._may = self.desk.allows(Permission.SETTINGS_EDIT)
        self.message_bar = messages.MessageBar()
        self.forms: dict[str, GroupForm] = {}
        self._titles: dict[str, str] = {}
        self._places: dict[str, int] = {}
        self.stack = QStackedWidget()
        self._make_sections()
        self.search = QLineEdit()
        self.search.setProperty("role", "search")
        self.search.setPlaceholderText(_("Find a setting"))
        self.search.setAccessibleName(_("Find a setting"))
        self.search.setClearButtonEnabled(True)
        self.nav = QListWidget()
        self.nav.setAccessibleName(_("Sections"))
        self.nav.setIconSize(QSize(theme.px(20), theme.px(20)))
        self.save_button = button(_("Save  Ctrl+Enter"), self.save, role="primary")
        self._lay_out()
        self._wire()
        self._fill_nav("")
        self._touched()

    # -- building

    def _make_sections(self) -> None:
        values = self.desk.settings.all()
        for group in groups():
            form = self.forms[group] = GroupForm(group, values)
            form.finished.connect(self.save)
            form.left.connect(self._frame.focus_box)
            form.changed.connect(lambda: self._touched())
            self._add(group, texts.word("settings.group", group), self._group_page(form))
        makers: tuple[tuple[str, str, Callable[[], QWidget]], ...] = (
            ("computer", _("This computer"), lambda: parts.Computer(self._frame)),
            ("departments", _("Departments"), lambda: parts.Departments(self._frame)),
            ("views", _("Saved views"), lambda: parts.SavedViews(self._frame)),
            ("retention", _("Erasing"), lambda: care.Retention(self._frame)),
            ("clock", _("Clock"), lambda: care.Clock(self._frame)),
            ("keys", _("Keys of the store"), lambda: KeysPanel(self._frame)),
        )
        for key, title, make in makers:
            self._add(key, title, make())

    def _add(self, key: str, title: str, page: QWidget) -> None:
        self._titles[key] = title
        self._places[key] = self.stack.addWidget(page)

    def _group_page(self, form: GroupForm) -> QWidget:
        made = QWidget()
        made.setProperty("role", "clear")
        box = column(gap=8)
        if not self._may:
            form.setEnabled(False)
            box.addWidget(parts.reason(_("Only the administrator may change these.")))
        box.addWidget(form, 1)
        made.setLayout(box)
        return made

    def _lay_out(self) -> None:
        self.heading = label("", "heading")
        side = card()
        side.setFixedWidth(theme.px(NAV))
        side.setLayout(column(self.search, self.nav, margin=10))
        body = card()
        inner = column(gap=4)
        inner.addWidget(self.heading)
        inner.addWidget(self.stack, 1)
        inner.setContentsMargins(20, 16, 12, 12)
        body.setLayout(inner)
        both = row(side, body, gap=12)
        both.setStretch(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 12)
        whole.setSpacing(12)
        self.unsaved = label("", tone="due")
        whole.addLayout(row(label(_("Settings"), "title"), None, self.unsaved, self.save_button,
                            gap=12))  # fmt: skip
        whole.addWidget(self.message_bar)
        whole.addLayout(both, 1)

    def _wire(self) -> None:
        self.search.textChanged.connect(self._fill_nav)
        self.search.returnPressed.connect(self._enter)
        self.nav.currentRowChanged.connect(self._chosen)
        self.nav.itemActivated.connect(lambda _item: self._enter())
        self.setFocusProxy(self.nav)
        keys = shortcuts.of(self).name(_("Settings"))
        keys.add("Ctrl+F", _("Find a setting"), self.search.setFocus)
        keys.tell("Ctrl+Enter", _("Save"))
        keys.tell("Enter", _("Into the section, then from field to field"))

    # -- the left side

    def _fill_nav(self, text: str) -> None:
        wanted = text.strip().casefold()
        present = self._section()
        found = [Place(key, title) for key, title in self._titles.items()]
        if wanted:
            found = [p for p in found if wanted in p.title.casefold()]
            for group, form in self.forms.items():
                for key, field in form.fields.items():
                    if wanted in field.title.casefold():
                        found.append(Place(group, field.title, key))
        self.nav.blockSignals(True)
        self.nav.clear()
        for place in found:
            name = ICONS.get(place.section, "tune-variant")
            item = QListWidgetItem(theme.icon(name), place.title)
            item.setData(Qt.ItemDataRole.UserRole, place)
            item.setSizeHint(QSize(0, theme.px(34)))
            self.nav.addItem(item)
        if not found:
            item = QListWidgetItem(_("No setting has this name."))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.nav.addItem(item)
        self.nav.blockSignals(False)
        same = next((n for n, p in enumerate(found) if p.section == present and not p.field), 0)
        if found:
            self.nav.setCurrentRow(0 if wanted else same)
            self._chosen(self.nav.currentRow())

    def _section(self) -> str:
        return next((k for k, n in self._places.items() if n == self.stack.currentIndex()), "")

    def _chosen(self, number: int) -> None:
        place = self._place(number)
        if place is not None:
            self.show_section(place.section)

    def _place(self, number: int) -> Place | None:
        item = self.nav.item(number)
        found = item.data(Qt.ItemDataRole.UserRole) if 0 <= number < self.nav.count() else None
        return found if isinstance(found, Place) else None

    def show_section(self, key: str) -> None:
        """Show one section by its key."""
        self.stack.setCurrentIndex(self._places[key])
        self.heading.setText(self._titles[key])
        shown = self.stack.currentWidget()
        if isinstance(shown, parts.Panel):
            shown.refresh()

    def _enter(self) -> None:
        place = self._place(self.nav.currentRow())
        if place is None:
            return
        form = self.forms.get(place.section)
        if form is not None and place.field:
            form.fields[place.field].widget.setFocus()
            form.area.ensureWidgetVisible(form.fields[place.field])
        elif form is not None:
            form.focus_first()
        else:
            self.nav.setFocus()
            self.focusNextChild()

    def begin(self, what: str, **values: Any) -> None:
        """Show a section: ``frame.begin("settings", "keys")``."""
        if what in self._places:
            for number in range(self.nav.count()):
                place = self._place(number)
                if place is not None and place.section == what:
                    self.nav.setCurrentRow(number)
                    self.show_section(what)
                    return

    # -- saving

    def _altered(self) -> dict[str, Any]:
        return {k: v for form in self.forms.values() for k, v in form.altered().items()}

    def _touched(self) -> None:
        count = len(self._altered())
        self.save_button.setEnabled(bool(count))
        self.save_button.setVisible(self._may)
        tip(self.save_button, "" if count else _("Nothing was changed."))
        words = _("Not saved yet: {count}").format(count=count) if count else ""
        self.unsaved.setText(words)

    def save(self) -> None:
        """Keep everything that was altered, all or none."""
        altered = self._altered()
        if not altered or not self._may:
            return
        for group, form in self.forms.items():
            if form.altered() and not form.check():
                self.begin(group)
                form.check()
                return
        try:
            preferences.save(self.desk, altered)
        except DeskError as error:
            self._refuse(error)
            return
        self._reload()
        messages.say(self, _("Saved."), "ok")
        if {SITE_NAME.key, DESK_NAME.key} & altered.keys():
            QTimer.singleShot(0, self, self._frame.rebuild)  # they stand in the frame itself

    def _refuse(self, error: DeskError) -> None:
        reasons = error.reasons if isinstance(error, RefusedMany) else [error]
        shown = False
        for group, form in self.forms.items():
            mine = {r.field: texts.sentence(r) for r in reasons
                    if isinstance(r, Refused) and r.field in form.fields}  # fmt: skip
            if mine and not shown:
                self.begin(group)
                shown = True
                form.show_errors({key or "": text for key, text in mine.items()})
        known = {key for form in self.forms.values() for key in form.fields}
        apart = [texts.sentence(r) for r in reasons if getattr(r, "field", None) not in known]
        if apart:
            messages.say(self, " ".join(apart), "error")

    def _reload(self) -> None:
        values = self.desk.settings.all()
        for form in self.forms.values():
            form.show_values(values)
        self._touched()

    def refresh(self) -> None:
        if not self._altered():
            self._reload()
        shown = self.stack.currentWidget()
        if isinstance(shown, parts.Panel):
            shown.refresh()

    def changed(self, news: Changed) -> None:
        """Somebody else's change shows, unless something is being typed."""
        self.refresh()

    def leaving(self, closing: bool = False) -> bool:
        """Ask about what is not saved; going on without it puts the fields back."""
        altered = self._altered()
        if not altered:
            return True
        names = {key: f.title for form in self.forms.values() for key, f in form.fields.items()}
        listed = "\n".join(f"· {names[key]}" for key in list(altered)[:8])
        if messages.confirm(
            self, _("Leave without saving?"), _("Not saved:") + "\n" + listed, yes=_("Leave"),
            danger=True,
        ):  # fmt: skip
            self._reload()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self._frame.focus_box()
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()  # inside a form the form itself hears it
        else:
            super().keyPressEvent(event)
