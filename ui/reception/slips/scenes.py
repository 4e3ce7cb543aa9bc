"""Pictures of the slips' page for ``shots``: each screen empty, usual and with very much."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from desk.core.errors import DeskError
from desk.reception.slips import figures, gate, verbs
from desk.reception.slips.drafts import DecisionDraft, ItemDraft, SlipDraft
from desk.reception.slips.goods import usual_goods
from desk.reception.slips.rows import SlipRow
from desk.reception.slips.seen_goods import Seen
from ui.kit import drafts
from ui.reception.slips.gate_sheet import DIFFERS, PART

if TYPE_CHECKING:
    from ui.reception.slips.page import SlipsPage

UNITS = 80  # how many units are tried for one that owes something
LONG = (
    "Maximiliana Freifrau von Hohenstein-Waldburg-Zeil zu Trauchburg und Wurzach 尉迟俊熙国际贸易"
    "（深圳）有限公司南山分公司装修工程项目部驻场代表"
)


def scenes(page: SlipsPage) -> dict[str, Callable[[], object]]:
    """What to call first for each picture."""
    return {
        "new": lambda: page.begin("new"),
        "debt": lambda: debt(page),
        "promise": lambda: decide(page, "promise"),
        "override": lambda: decide(page, "override"),
        "sixty": lambda: sixty(page),
        "owner": lambda: owner(page),
        "letter": lambda: letter(page),
        "wrong": lambda: wrong(page),
        "listed": lambda: listed(page),
        "guard": lambda: at_gate(page),
        "guard_many": lambda: many(page),
        "guard_part": lambda: at_gate(page, PART),
        "guard_differs": lambda: at_gate(page, DIFFERS),
        "guard_stop": lambda: at_gate(page, stop=True),
        "guard_empty": lambda: page.begin("guard"),
        "stubs": lambda: bundle(page),
        "stubs_taken": lambda: taken(page),
    }


def fresh(page: SlipsPage, unit: int) -> None:
    """A new slip of a unit; what an earlier picture typed is gone."""
    drafts.of(page.desk, "slips").clear()
    page.begin("new", unit=unit)


def owing(page: SlipsPage, owes: bool = True) -> int:
    """A unit that owes something, or nothing."""
    for unit in range(1, UNITS):
        if bool(figures.look(page.desk, unit).total) == owes:
            return unit
    return 1


def debt(page: SlipsPage) -> None:
    """Somebody of a unit with debts, some goods."""
    fresh(page, owing(page))
    form = page.slip_screen.form
    form.set_values({"kind": "repair_out", "name": "陈小梅", "standing": "tenant",
                     "document": "320102198806011815"})  # fmt: skip
    form.goods.set_drafts(usual_goods(page.desk)[:3])
    form.look()


def decide(page: SlipsPage, kind: str) -> None:
    """The same with a decision."""
    debt(page)
    page.slip_screen.form.decision.set_value(kind)


def sixty(page: SlipsPage) -> None:
    """Sixty lines, very long names, the owner by a letter."""
    fresh(page, owing(page))
    form = page.slip_screen.form
    form.set_values({"kind": "moving_out", "name": LONG, "standing": "tenant",
                     "authority": "letter", "authority_name": LONG,
                     "authority_note": LONG, "carrier": LONG})  # fmt: skip
    goods = [ItemDraft(f"{LONG[:40]} {n}", 10_000 * n, "件", LONG[:60]) for n in range(1, 61)]
    form.goods.set_drafts(goods)
    form.decision.set_value("promise")


def owner(page: SlipsPage) -> None:
    """A tenant moves out: the owner is rung."""
    fresh(page, owing(page, owes=False))
    form = page.slip_screen.form
    form.set_values({"kind": "moving_out", "name": "陈小梅", "standing": "tenant",
                     "authority": "phone"})  # fmt: skip
    form.goods.set_drafts(usual_goods(page.desk)[:5])
    form.rings.ring()


def letter(page: SlipsPage) -> None:
    """Somebody who says to be the owner; a letter is asked for."""
    fresh(page, owing(page, owes=False))
    form = page.slip_screen.form
    form.set_values({"kind": "materials", "name": "陈小梅", "standing": "owner",
                     "authority": "letter", "authority_name": "李敏"})  # fmt: skip
    form.goods.set_drafts(usual_goods(page.desk)[:2])


def wrong(page: SlipsPage) -> None:
    """Handed in with much missing."""
    fresh(page, owing(page))
    form = page.slip_screen.form
    form.set_values({"kind": "moving_out", "name": "陈小梅", "standing": "tenant"})
    page.slip_screen.hand.issue()


def made(page: SlipsPage, goods: int = 4, days: int = 1, long: bool = False) -> SlipRow:
    """A slip that was issued for a unit; ``long`` with very long names."""
    unit = owing(page)
    things = tuple(usual_goods(page.desk)[:goods])
    if long:
        things = tuple(ItemDraft(f"{LONG[:70]} {n}", 10_000 * n, "件", LONG[:60])
                       for n in range(1, goods + 1))  # fmt: skip
    draft = SlipDraft(
        unit, "repair_out", None, "陈小梅", "owner", "document", "id_card", "", "13712348842",
        things, carrier="快捷搬家", plate="粤B12345",
        valid_until=page.desk.today + timedelta(days=days),
    )  # fmt: skip
    promise = DecisionDraft("promise", "", page.desk.today + timedelta(days=7))
    try:
        return verbs.complete_slip(page.desk, draft, promise)
    except DeskError:
        return verbs.complete_slip(page.desk, draft)


def listed(page: SlipsPage) -> None:
    """Slips in several states; the one that was refused at the gate."""
    gate.release_slip(page.desk, made(page, 3).id)
    first = made(page, 5)
    made(page, 2)
    item = gate.scan_slip(page.desk, first.number).items[0]
    gate.report_mismatch(page.desk, first.id, [Seen(item.id, 20_000), Seen(None, 10_000, "钢琴")])
    page.show_record("release_slip", first.id)


def at_gate(page: SlipsPage, mode: str = "", stop: bool = False) -> None:
    """A slip at the gate."""
    slip = made(page, 6)
    if stop:
        gate.release_slip(page.desk, slip.id)
    page.begin("guard", slip=slip)
    if mode:
        page.guard_screen.ask(mode)


def many(page: SlipsPage) -> None:
    """Two hundred lines at the gate."""
    page.begin("guard", slip=made(page, 200, long=True))


def taken(page: SlipsPage) -> None:
    """A bundle that was taken in: what is missing or different can be printed."""
    bundle(page)
    page.stub_screen.take_in()


def bundle(page: SlipsPage) -> None:
    """A bundle with what agrees, what differs and what is missing."""
    slips = [made(page, n) for n in (1, 2, 3)]
    for slip in slips[:2]:
        gate.release_slip(page.desk, slip.id)
    page.begin("stubs")
    screen = page.stub_screen
    screen.until.set_value(page.desk.today + timedelta(days=2))
    for text in (slips[0].number, slips[0].number, "L99999999"):
        screen.add(text)
