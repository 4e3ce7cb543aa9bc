"""The unit card 房间卡: who this is and what is open, beside the list and as a wide page.

Its middle comes from ``desk.estate.unit_card``: a register that adds its part there appears here
by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk import texts
from desk.core import log
from desk.core.access import Permission
from desk.core.register import CardPart
from desk.core.words import _, gettext, ngettext
from desk.estate.belongings import NoteRow, PetRow, VehicleRow
from desk.estate.unit_card import CardPerson, UnitCard, unit_card
from ui import theme
from ui.estate import belongings, reveal, say
from ui.estate.roles import edit_role, end_role
from ui.kit.actions import Action
from ui.kit.detail import Detail, menu_of
from ui.kit.display import Display
from ui.kit.frame import Frame
from ui.kit.parts import Part, PartRow, PartView
from ui.kit.plain import button, card, clear, column, label, scrolling, tip
from ui.kit.screens import Screen, may
from ui.kit.timeline import Entry, Timeline

STEPS = 12  # of a unit's history on its card
BEFORE = 8  # people who were there before, beside the list
TWO, THREE = 620, 1080  # px at 100 % from which the wide card has so many columns


class CardMaker:
    """Puts a unit's card into words and offers its moves; ``page`` carries them out."""

    def __init__(self, frame: Frame, widget: QWidget, moves: Callable[[UnitCard], list[Action]]):
        self.frame, self.desk, self.widget, self._moves = frame, frame.desk, widget, moves
        self._show = Display(self.desk.local, lambda: self.desk.today)

    def card(self, unit: int) -> UnitCard:
        """Read the card."""
        return unit_card(self.desk, unit)

    def detail(self, unit: int) -> Detail:
        """The card as it stands beside a list."""
        found = self.card(unit)
        moves = self._moves(found)
        return Detail(
            heading=found.unit.code,
            subtitle=say.unit_line(found.unit),
            state=self.state(found),
            tone=self.tone(found),
            notice="\n".join(note.text for note in found.instructions),
            parts=[part for part in self.parts(found) if part.rows or part.empty],
            moves=moves[:4],
            more=moves[4:],
        )

    def state(self, found: UnitCard) -> str:
        """The unit's state in words."""
        if not found.unit.active:
            return _("Out of use")
        return texts.word("unit.state", found.unit.state)

    def tone(self, found: UnitCard) -> str:
        """The tone of its badge."""
        return say.tone_of(found.unit.state) if found.unit.active else "void"

    def parts(self, found: UnitCard, wide: bool = False) -> list[Part]:
        """All sections: people, each register's own, belongings, who was there before."""
        made = []
        if self.desk.allows(Permission.CUSTOMER_VIEW):
            made.append(self._people(found))
        made += [register_part(self.frame, part) for part in found.parts]
        if self.desk.allows(Permission.CUSTOMER_VIEW):
            if wide:  # beside the list they stand above everything, in words only
                made.append(self._instructions(found))
            made += [self._vehicles(found), self._pets(found)]
            made += [self._notes(found), self._before(found, 60 if wide else BEFORE)]
        return made

    def timeline(self, unit: int) -> list[Entry]:
        """What was done to the unit, newest first."""
        return history(self.frame, "unit", unit, self._show)

    # -- sections

    def _add(self, key: str, title: str, run: Callable[[], object]) -> Action:
        return Action(key, title, run, **may(self.desk, Permission.CUSTOMER_EDIT))

    def _people(self, found: UnitCard) -> Part:
        unit = found.unit
        add = self._add(
            "add_person", _("Add somebody here …"),
            lambda: self.frame.begin("units", "person", unit=unit.id),
        )  # fmt: skip
        rows = [self._person(held) for held in found.now]
        return Part(_("People here"), rows, add, empty=_("Nobody has a role here now."))

    def _person(self, held: CardPerson) -> PartRow:
        role = held.role
        moves: Sequence[Action] = ()
        if self.desk.allows(Permission.CUSTOMER_EDIT):
            moves = (
                Action("end", _("End this role …"), lambda: end_role(self.widget, self.desk, role)),
                Action("edit", _("Edit this role …"),
                       lambda: edit_role(self.widget, self.desk, role)),
            )  # fmt: skip
        return PartRow(
            role.person_name,
            say.dot(say.role(role), say.span(role), role.note),
            open=lambda: self.frame.show_record("person", role.person),
            reveal=reveal.phones(
                self.widget, self.desk, role.person, role.person_name, held.phones
            ),
            moves=moves,
        )

    def _before(self, found: UnitCard, most: int) -> Part:
        rows = [
            PartRow(
                held.role.person_name, say.dot(say.role(held.role), say.span(held.role)),
                open=partial(self.frame.show_record, "person", held.role.person),
            )
            for held in found.before[:most]
        ]  # fmt: skip
        more = len(found.before) - len(rows)
        words = _("and {count} earlier").format(count=more) if more > 0 else ""
        return Part(_("Here before"), rows, more=words)

    def _instructions(self, found: UnitCard) -> Part:
        rows = [self._note(note) for note in found.instructions]
        return Part(_("Standing instructions"), rows)

    def _notes(self, found: UnitCard) -> Part:
        return Part(_("Notes"), [self._note(note) for note in found.notes])

    def _note(self, note: NoteRow) -> PartRow:
        desk, widget = self.desk, self.widget
        when = self._show.text("date", note.at)
        until = _("until {day}").format(day=note.until.isoformat()) if note.until else ""
        moves: Sequence[Action] = ()
        if desk.allows(Permission.CUSTOMER_EDIT):
            moves = (
                Action("edit", _("Edit …"), lambda: belongings.edit_note(widget, desk, note)),
                Action("remove", _("Remove …"), lambda: belongings.remove_note(widget, desk, note)),
            )
        return PartRow(note.text, say.dot(note.who, when, until), moves=moves)

    def _vehicles(self, found: UnitCard) -> Part:
        return Part(_("Vehicles"), [vehicle_row(self, one) for one in found.vehicles])

    def _pets(self, found: UnitCard) -> Part:
        return Part(_("Pets"), [pet_row(self, one) for one in found.pets])


def vehicle_row(maker: CardMaker, one: VehicleRow, person: bool = False) -> PartRow:
    """A vehicle on a card; ``person`` for the card of the person whose it is."""
    whose = one.unit_code if person else one.person_name
    desk, widget = maker.desk, maker.widget
    moves: Sequence[Action] = ()
    if desk.allows(Permission.CUSTOMER_EDIT):
        moves = (
            Action("remove", _("Remove …"), lambda: belongings.remove_vehicle(widget, desk, one)),
        )
    return PartRow(one.plate, say.dot(whose, one.note), moves=moves)


def pet_row(maker: CardMaker, one: PetRow) -> PartRow:
    """A pet on a card."""
    desk, widget = maker.desk, maker.widget
    moves: Sequence[Action] = ()
    if desk.allows(Permission.CUSTOMER_EDIT):
        moves = (Action("remove", _("Remove …"), lambda: belongings.remove_pet(widget, desk, one)),)
    return PartRow(say.dot(one.kind, one.name), one.licence, moves=moves)


def register_part(frame: Frame, part: CardPart) -> Part:
    """What a register says of a unit or a person, each line opening its record."""
    rows = [
        PartRow(
            line.text, line.detail, say.tone(line.tone),
            open=partial(frame.show_record, line.kind, line.id) if line.kind else None,
        )
        for line in part.lines
    ]  # fmt: skip
    more = ngettext("and {n} more", "and {n} more", part.more).format(n=part.more)
    return Part(gettext(part.title), rows, more=more if part.more else "")


def history(frame: Frame, kind: str, record: int, show: Display) -> list[Entry]:
    """The steps that the log keeps of a record, in words."""
    steps = log.history(frame.desk, kind, record)[:STEPS]
    return [
        Entry(show.text("time", step.at),
              say.dot(texts.word("action", step.action), step.who, step.reason))
        for step in steps
    ]  # fmt: skip


class UnitCardScreen(Screen):
    """The card over the whole page: its sections in columns, its moves along the top."""

    def __init__(self, maker: CardMaker, unit: int, leave: Callable[[], object]) -> None:
        super().__init__("", leave)
        self.maker, self.unit = maker, unit
        self.badge = label("", "badge")
        self.badge.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.top.insertWidget(3, self.badge)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self.top.addLayout(self._buttons)
        self.notice = QFrame()
        self.notice.setProperty("role", "bar")
        self.notice.setProperty("tone", "due")
        self._notice = label("", "strong", wrap=True, copy=True)
        self.notice.setLayout(column(self._notice, margin=12))
        self.body.addWidget(self.notice)
        inner = QWidget()
        inner.setProperty("role", "clear")
        self._columns = QHBoxLayout(inner)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(12)
        self.body.addWidget(scrolling(inner), 1)
        self._number = 0
        self.refresh()

    def refresh(self) -> None:
        """Read the card anew."""
        found = self.maker.card(self.unit)
        self.heading.setText(found.unit.code)
        self.subtitle.setText(say.unit_line(found.unit))
        self.badge.setText(self.maker.state(found))
        theme.say(self.badge, "tone", self.maker.tone(found))
        self._notice.setText("\n".join(note.text for note in found.instructions))
        self.notice.setVisible(bool(found.instructions))
        self._show_moves(found)
        self._found = found
        self._arrange()

    def _show_moves(self, found: UnitCard) -> None:
        clear(self._buttons)
        moves = [move for move in self.maker._moves(found) if move.key != "open"]
        for move in moves[:3]:
            made = button(move.title, move.run, role="primary" if move.primary else "")
            made.setEnabled(move.enabled)
            tip(made, move.why)
            self._buttons.addWidget(made)
        if moves[3:]:
            more = button(_("More"))
            more.setMenu(menu_of(moves[3:], more))
            self._buttons.addWidget(more)

    def _arrange(self) -> None:
        clear(self._columns)
        wide = self.width()
        self._number = 3 if wide >= theme.px(THREE) else 2 if wide >= theme.px(TWO) else 1
        stacks = [QVBoxLayout() for _n in range(self._number)]
        weights = [0] * self._number
        for part in self.maker.parts(self._found, wide=True):
            if not part.rows and not part.empty:
                continue
            self._put(stacks, weights, _carded(PartView(part)))
        steps = self.maker.timeline(self.unit)
        if steps:
            title = label(_("What happened"), "section")
            self._put(stacks, weights, _carded(title, Timeline(steps)))
        for stack in stacks:
            stack.setSpacing(12)
            stack.addStretch(1)
            self._columns.addLayout(stack, 1)

    def _put(self, stacks: list[QVBoxLayout], heights: list[int], part: QWidget) -> None:
        """Into the shortest column so far."""
        place = heights.index(min(heights))
        stacks[place].addWidget(part)
        heights[place] += part.sizeHint().height() + 12

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width()
        number = 3 if wide >= theme.px(THREE) else 2 if wide >= theme.px(TWO) else 1
        if number != self._number:
            self._arrange()


def _carded(*parts: QWidget) -> QFrame:
    made = card()
    box = column(*parts, gap=8)
    box.setContentsMargins(18, 14, 18, 14)
    made.setLayout(box)
    return made
