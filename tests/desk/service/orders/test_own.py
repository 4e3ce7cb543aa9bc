"""An engineer's own account: own orders, all of these, and nothing beyond them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.files import incoming
from desk.service.orders import board, cards, detail, files, finish, prices, rows, terms, waiting
from desk.service.orders import dispatch as giving
from desk.service.orders.drafts import EngineerDraft
from desk.service.orders.listing import ORDERS
from desk.service.orders.papers_out import print_day_sheet, print_order, print_orders
from desk.service.orders.rows import OrderRow, get_order
from desk.service.orders.work import accept, arrive
from tests.desk.printing.samples import words_of
from tests.desk.service.orders.conftest import Site
from tests.stores import as_role

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
def two(desk: Desk, site: Site) -> tuple[OrderRow, OrderRow]:
    """Mine and another's order; the engineer sits before the screen."""
    mine = giving.assign(desk, site.report(text="我的").id, (site.me,))
    other = giving.assign(
        desk, site.report(text="别人的", unit=site.unit).id, (EngineerDraft(name="王师傅"),)
    )
    site.report(text="还没有人")
    as_role(desk, Role.ENGINEER)
    return mine, other


def test_lists_show_own_orders(desk: Desk, site: Site, two: tuple[OrderRow, OrderRow]) -> None:
    mine, _other = two
    assert [row.id for row in ORDERS.open(desk, {}).rows(0, 9)] == [mine.id]
    assert waiting.summary(desk).open + waiting.summary(desk).under_way == 1
    assert [item.id for item in waiting.today(desk)] == [mine.id]
    assert [row.id for row in rows.similar(desk, unit=site.unit)] == [mine.id]
    card = cards.unit_card(desk, site.unit)
    assert card is not None and [line.id for line in card.lines] == [mine.id]
    assert board.colours(desk, [site.unit])[site.unit].text == "1"
    hits = terms.order_hits(desk, [row.id for row in two])
    assert [hit.id for hit in hits] == [mine.id]
    assert [one.staff for one in rows.engineers(desk)] == [site.engineer]


def test_the_board_is_the_own_lane(desk: Desk, site: Site, two: tuple[OrderRow, OrderRow]) -> None:
    shown = board.board(desk)
    assert shown.wait == ()
    (lane,) = shown.lanes
    assert lane.engineer.staff == site.engineer
    assert [row.id for row in (*lane.rest, *(s.row for s in lane.slots))] == [two[0].id]


def test_another_s_order_stays_shut(desk: Desk, site: Site, two: tuple[OrderRow, OrderRow]) -> None:
    other = two[1]
    calls: list[Callable[[], Any]] = [
        lambda: get_order(desk, other.id),
        lambda: detail.view_order(desk, other.id),
        lambda: detail.file_data(desk, other.id, 1),
        lambda: accept(desk, other.id),
        lambda: arrive(desk, other.id),
        lambda: finish.finish(desk, other.id, site.done(arrived_at=desk.now)),
        lambda: giving.return_(desk, other.id, "不归我修"),
        lambda: files.attach(desk, other.id, incoming("a.png", PNG), "after"),
        lambda: print_order(desk, other.id),
        lambda: print_orders(desk, [other.id]),
    ]
    for call in calls:
        with pytest.raises(Refused) as refused:
            call()
        assert refused.value.code == "order.not_yours"


def test_what_was_given_back_stays_known(
    desk: Desk, site: Site, two: tuple[OrderRow, OrderRow]
) -> None:
    mine, _other = two
    assert giving.return_(desk, mine.id, "不归我修").state == "open"
    assert get_order(desk, mine.id).state == "open"
    with pytest.raises(Refused, match="not_yours"):
        files.attach(desk, mine.id, incoming("a.png", PNG), "after")


def test_own_orders_on_paper_and_the_own_day(
    desk: Desk, site: Site, two: tuple[OrderRow, OrderRow]
) -> None:
    assert two[0].number in words_of(print_order(desk, two[0].id))
    sheet = words_of(print_day_sheet(desk))
    assert two[0].number in sheet
    assert two[1].number not in sheet and "王师傅" not in sheet


def test_materials_of_own_orders_are_counted(desk: Desk, site: Site) -> None:
    theirs = giving.assign(desk, site.report().id, (EngineerDraft(name="王师傅"),))
    finish.finish(desk, theirs.id, site.done(arrived_at=desk.now))
    as_role(desk, Role.ENGINEER)
    assert prices.used(desk, desk.today, desk.today) == []
    as_role(desk, Role.CLERK)
    assert [one.name for one in prices.used(desk, desk.today, desk.today)] == ["阀芯"]


def test_the_desk_speaks_for_everybody(
    desk: Desk, site: Site, two: tuple[OrderRow, OrderRow]
) -> None:
    as_role(desk, Role.CLERK)
    assert accept(desk, two[1].id).state == "accepted"
