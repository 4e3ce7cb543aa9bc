"""The tree of lines and categories, and how long their complaints may take."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from desk import texts
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import DeskError
from desk.core.frozen import frozen
from desk.core.listing import Column, Filter
from desk.core.log import history
from desk.core.words import N_, _, ngettext, pgettext
from desk.service.complaints import categories
from desk.service.complaints.categories import CategoryDraft
from desk.service.complaints.rows import CategoryRow
from ui.kit import actions, messages
from ui.kit.actions import Action, new_request
from ui.kit.detail import Detail, Line
from ui.kit.display import Display
from ui.kit.fields import ChoiceField, NumberField, TextField
from ui.kit.form import Form
from ui.kit.frame import Frame
from ui.kit.register_page import Empty, RegisterPage
from ui.kit.screens import FormsPage, may, told_once
from ui.kit.short_list import ShortList, no_filter
from ui.kit.timeline import happened

KIND = "complaint_category"
INSET = "　　"
STEP = 10


@frozen
class Node:
    """A line or category as the list shows it."""

    id: int
    row: CategoryRow


def _read(desk: Desk, filters: Mapping[str, Any]) -> Sequence[Node]:
    everything = bool(filters.get("everything"))
    return [Node(row.id, row) for row in categories.tree(desk, everything=everything)]


def minutes(count: int) -> str:
    """A limit in words: 15 min, 24 h, 3 days (of 24 hours, as the clock counts them)."""
    if count % 1440 == 0 and count >= 2 * 1440:
        return ngettext("{n} day", "{n} days", count // 1440).format(n=count // 1440)
    if count % 60 == 0:
        return _("{n} h").format(n=count // 60)
    return _("{n} min").format(n=count)


def _name(node: Node) -> str:
    return (INSET if node.row.parent else "") + node.row.name


def _state(node: Node) -> tuple[str, str, str]:
    words = _("In use") if node.row.active else _("Out of use")
    return (KIND, "active" if node.row.active else "inactive", words)


TREE = ShortList(
    key="complaint_categories",
    title=N_("Lines and categories"),
    columns=(
        Column("name", N_("Line, category"), "text", _name, 200),
        Column("respond", N_("Respond in"), "text", lambda n: minutes(n.row.respond), 96),
        Column("feedback", N_("Feed back in"), "text", lambda n: minutes(n.row.feedback), 98),
        Column("close", N_("Settle in"), "text", lambda n: minutes(n.row.close), 92),
        Column("clock", N_("Time counts"), "state", lambda n: n.row.clock, 112, "complaint.clock"),
        Column("state", N_("State"), "state", _state, 84),
    ),
    read=_read,
    filters=(Filter("everything", N_("Those out of use, too"), no_filter, kind="flag"),),
)


class CategoryForm(Form):
    """A line, or a category below one."""

    def __init__(self, desk: Desk, row: CategoryRow | None = None, parent: int | None = None):
        super().__init__()
        lines = [(0, _("none: it is a line itself"))]
        lines += [(one.id, one.name) for one in categories.tree(desk) if one.parent is None]
        hint = _("empty: {words}").format(words=row.name) if row and row.code else ""
        self.add(
            TextField("name", pgettext("thing", "Name"), limit=80, hint=hint,
                      required=not (row and row.code)),
            ChoiceField("parent", _("Below the line"), lines),
        )  # fmt: skip
        self.section(_("Time allowed, in minutes; empty: as the line or the setting"))
        self.add(
            NumberField("respond", _("Respond in"), low=1, high=categories.LONGEST),
            NumberField("feedback", _("Feed back in"), low=1, high=categories.LONGEST),
            NumberField("close", _("Settle in"), low=1, high=categories.LONGEST),
            ChoiceField("clock", _("Time counts"), texts.choices("complaint.clock")),
            NumberField("position", _("Place in the list"), high=9999),
        )
        self._row = row
        self.set_values({"parent": parent or 0, "clock": "", "position": 100})
        if row is not None:
            self.set_values({
                "name": row.own_name or None, "parent": row.parent or 0,
                "respond": row.own_respond, "feedback": row.own_feedback,
                "close": row.own_close, "clock": row.own_clock, "position": row.position,
            })  # fmt: skip
        self.dirty = False

    def draft(self) -> CategoryDraft:
        """What was entered."""
        got = self.values()
        return CategoryDraft(
            got["name"] or "", got["parent"] or None, got["respond"],
            got["feedback"], got["close"],
            clock=got["clock"] or "", position=got["position"] or 0,
            active=self._row.active if self._row else True,
        )  # fmt: skip


def draft_of(row: CategoryRow) -> CategoryDraft:
    """A node as it is."""
    return CategoryDraft(row.own_name, row.parent, row.own_respond, row.own_feedback,
                         row.own_close, row.own_clock, row.position, row.active)  # fmt: skip


class CategoriesSheet(FormsPage):
    """The tree, and the form of one of it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._rights = may(self.desk, Permission.COMPLAINT_SET_UP)
        add = Action("add", _("New line or category"), self.new, "plus", shortcut="Ctrl+N",
                     primary=True, **self._rights)  # fmt: skip
        self.show_list(
            RegisterPage(
                self.desk, TREE, icon="tag-multiple-outline", actions=[add],  # type: ignore[arg-type]
                detail=self._detail, empty=Empty(_("No lines yet"), action=add),
                relevant=lambda news: news.about(KIND, "settings"),
            )
        )  # fmt: skip

    def show_record(self, kind: str, record: int) -> None:
        self.home()
        self.list.show_record(record)

    def scenes(self) -> dict[str, Callable[[], object]]:
        return {"new": self.new}

    # -- the form

    def new(self, parent: int | None = None) -> None:
        """The form of a new one: below the line that is selected."""
        current = self.list.current()
        if parent is None and isinstance(current, Node):
            parent = current.row.parent or current.row.id
        form = CategoryForm(self.desk, None, parent)
        self.open_named("category.new", _("New line or category"), form, form.draft,
                        categories.create_category)  # fmt: skip

    def edit(self, row: CategoryRow) -> None:
        """The form of one that is there."""
        form = CategoryForm(self.desk, row)
        verb = told_once(categories.update_category, categories.get_category, draft_of, row)
        self.open_named(f"category.{row.id}", row.name, form, form.draft, verb)

    def _change(self, row: CategoryRow, said: str, **values: Any) -> None:
        base = draft_of(row)
        actions.run(self.list, categories.update_category, self.desk, row.id,
                    replace(base, **values), base, request=new_request(),
                    done=lambda _row: self.say(said.format(name=row.name)))  # fmt: skip

    def _shift(self, row: CategoryRow, by: int) -> None:
        """Put it before the one above, or behind the one below."""
        beside = [one for one in categories.tree(self.desk, everything=True)
                  if one.parent == row.parent]  # fmt: skip
        at = next(n for n, one in enumerate(beside) if one.id == row.id)
        to = at + by
        if not 0 <= to < len(beside):
            return
        beside.insert(to, beside.pop(at))
        for place, one in enumerate(beside, 1):
            if one.position != place * STEP:
                base = draft_of(one)
                draft = replace(base, position=place * STEP)
                if actions.run(self.list, categories.update_category, self.desk, one.id, draft,
                               base, request=new_request()) is None:  # fmt: skip
                    return

    # -- the card

    def _detail(self, node: Node) -> Detail | None:
        try:
            row = next(one for one in categories.tree(self.desk, everything=True)
                       if one.id == node.id)  # fmt: skip
            steps = history(self.desk, KIND, node.id)
        except DeskError as error:
            messages.sorry(self, error)
            return None
        show = Display(self.desk.local, lambda: self.desk.today)
        off, said = (
            (_("Take out of use"), _("{name} is out of use."))
            if row.active
            else (_("Use again"), _("{name} is in use again."))
        )
        line = next((one for one in categories.tree(self.desk) if one.id == row.parent), None)
        moves = [
            Action("edit", _("Edit"), partial(self.edit, row), primary=True, **self._rights),
            Action("below", _("Add below"), partial(self.new, row.parent or row.id),
                   **self._rights),
        ]  # fmt: skip
        more = [
            Action("up", _("Further up"), partial(self._shift, row, -1), **self._rights),
            Action("down", _("Further down"), partial(self._shift, row, 1), **self._rights),
            Action("switch", off, partial(self._change, row, said, active=not row.active),
                   **self._rights),
        ]  # fmt: skip
        return Detail(
            heading=row.name,
            subtitle=line.name if line else _("Line"),
            state=_("In use") if row.active else _("Out of use"),
            tone="ok" if row.active else "void",
            lines=self._lines(row),
            timeline=happened(steps, show),
            moves=moves,
            more=more,
        )

    def _lines(self, row: CategoryRow) -> list[Line]:
        made = []
        for name, limit, own in (
            (_("Respond in"), row.respond, row.own_respond),
            (_("Feed back in"), row.feedback, row.own_feedback),
            (_("Settle in"), row.close, row.own_close),
        ):
            words = minutes(limit)
            made.append(Line(name, words if own else _("{time} (from above)").format(time=words)))
        clock = texts.word("complaint.clock", row.clock)
        made.append(Line(_("Time counts"), clock))
        made.append(Line(_("Complaints"), f"{row.used:,}"))
        return made
