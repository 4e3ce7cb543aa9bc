"""Two records of one person, side by side: which one stays is chosen, the rest goes over to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from desk import texts
from desk.core.desk import Desk
from desk.core.words import _
from desk.estate import customers, merging
from desk.estate.customers import PersonDraft
from desk.estate.people_list import PersonView
from ui import theme
from ui.estate import say
from ui.kit import actions, messages
from ui.kit.display import phone
from ui.kit.plain import button, card, clear, column, label, line, row, scrolling
from ui.kit.popup import Hit
from ui.kit.screens import Screen
from ui.kit.suggest import SuggestField

Done = Callable[[PersonView], object]


class MergeScreen(Screen):
    """Choose the other record, choose which one stays, confirm."""

    def __init__(
        self, desk: Desk, find: Callable[[str], Sequence[Hit]], first: int, second: int | None,
        done: Done, leave: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__(_("Merge two records"), leave)
        self.desk, self._done = desk, done
        self.first = customers.get_person(desk, first)
        self.second: PersonView | None = None
        self.keeps = 0
        self.other = SuggestField(
            "other", _("The other record of the same person"),
            find=lambda text: [hit for hit in find(text) if hit.key != first],
            placeholder=_("Name, initials, telephone or room"), required=True,
        )  # fmt: skip
        self.other.chosen.connect(lambda hit: self.choose(hit.key))
        self.other.setMaximumWidth(theme.px(520))
        body = QWidget()
        body.setProperty("role", "clear")
        self._grid = QGridLayout(body)
        self._grid.setContentsMargins(20, 16, 20, 16)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(10)
        ground = card()
        self.yes = button(_("Merge …"), self.merge, role="primary")
        self.yes.setObjectName("merge.yes")
        foot = row(None, button(_("Cancel"), leave), self.yes)
        foot.setContentsMargins(20, 4, 20, 14)
        ground.setLayout(column(scrolling(body), foot, gap=0, margin=1))
        self.body.addWidget(self.other)
        self.body.addWidget(ground, 1)
        self.setFocusProxy(self.other)
        if second is not None:
            self.choose(second)
        else:
            self._propose()

    def _propose(self) -> None:
        """The likeliest twin, if there is one."""
        draft = PersonDraft(self.first.name, phones=None)
        units = [held.unit for held in self.first.roles if held.running]
        for unit in units[:1]:
            found = customers.duplicates(self.desk, draft, unit, self.first.id)
            if found:
                self.choose(found[0].person.id)
                return
        self._show()

    def choose(self, person: int) -> None:
        """Put a record beside the first one."""
        self.second = customers.get_person(self.desk, person)
        self.other.set_value(self.second.name)
        richer = len(self.second.roles) > len(self.first.roles)
        self.keeps = self.second.id if richer else self.first.id
        self._show()

    def _show(self) -> None:
        clear(self._grid)
        self.yes.setEnabled(self.second is not None)
        both = [self.first, *([self.second] if self.second else [])]
        self._radios = QButtonGroup(self)
        for place, one in enumerate(both, 1):
            radio = QRadioButton(_("This record stays"))
            radio.setObjectName(f"keep.{one.id}")
            radio.setChecked(one.id == self.keeps)
            radio.setEnabled(self.second is not None)
            radio.toggled.connect(lambda on, key=one.id: self._keep(key) if on else None)
            self._radios.addButton(radio)
            self._grid.addWidget(radio, 0, place)
            self._grid.setColumnStretch(place, 1)
        self._grid.addWidget(line(), 1, 0, 1, 3)
        shown = [self._values(one) for one in both]
        top = Qt.AlignmentFlag.AlignTop
        for number, (title, _value) in enumerate(shown[0], 2):
            self._grid.addWidget(label(title, "label"), number, 0, top)
            differ = len(shown) > 1 and shown[0][number - 2] != shown[1][number - 2]
            for place, values in enumerate(shown, 1):
                tone = "accent" if differ else None
                words = label(values[number - 2][1] or "–", "", tone, wrap=True, copy=True)
                self._grid.addWidget(words, number, place, top)
        if self.second is None:
            hint = _("Choose the other record above. Nothing is changed until you confirm.")
            self._grid.addWidget(label(hint, "muted", wrap=True), 2, 2, top)
            self._grid.setColumnStretch(2, 1)
        self._grid.setRowStretch(20, 1)

    def _keep(self, person: int) -> None:
        self.keeps = person

    def _values(self, one: PersonView) -> list[tuple[str, str]]:
        roles = [
            say.dot(held.unit_code, say.role(held), say.span(held)) for held in one.roles[:12]
        ]  # fmt: skip
        document = ""
        if one.document:
            document = f"{texts.word('document.kind', one.document_kind)} {one.document}"
        return [
            (_("Name"), one.name),
            (_("Kind"), texts.word("person.kind", one.kind)),
            (_("Sex"), texts.word("sex", one.sex) if one.sex else ""),
            (_("Telephones"), "\n".join(f"{phone(p.number)} {p.label}" for p in one.phones)),
            (_("Document"), document),
            (_("Roles"), "\n".join(roles)),
            (_("Note"), one.note),
        ]

    def merge(self) -> None:
        """Ask once more, then merge."""
        if self.second is None:
            return
        keep, gone = self.first, self.second
        if self.keeps == gone.id:
            keep, gone = gone, keep
        reason = messages.ask_reason(
            self, _("Make one record of the two?"),
            _("{name} stays. Roles, numbers, visits and notes of the other record go over to it; "
              "what {name} has not told yet is filled in. This can't be taken back.").format(
                name=keep.name
            ),
            yes=_("Merge"), danger=True,
        )  # fmt: skip
        if reason:
            actions.run(self, merging.merge, self.desk, keep.id, gone.id, reason, done=self._done)
