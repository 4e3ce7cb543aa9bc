"""Hostile words in every field: kept or refused in words, harmless on screen, paper and sheet."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest

from desk import texts
from desk.core import find
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.files import incoming
from desk.fees.amounts import ONE
from desk.service.callbacks.queue import callbacks_of
from desk.service.orders import dispatch, exports, finish, kinds, prices, verbs, work
from desk.service.orders.amend import draft_of, update_order
from desk.service.orders.cards import unit_card
from desk.service.orders.detail import view_order
from desk.service.orders.drafts import EngineerDraft, LineDraft, check_order
from desk.service.orders.files import attach
from desk.service.orders.kinds import KindDraft
from desk.service.orders.listing import ORDERS
from desk.service.orders.papers_out import print_day_sheet, print_order, read_order_code
from desk.service.orders.prices import PriceDraft
from desk.service.orders.rows import KIND
from tests.desk.hostile import told
from tests.desk.printing.samples import codes_of, words_of
from tests.desk.service.orders.conftest import Site

NASTY = {
    "markup": "<b>粗</b> & <img src=x onerror=alert(1)> <para>",
    "formula": "=cmd|'/c calc'!A0",
    "quotes": "\"' OR 1=1; DROP TABLE work_order; --",
    "match": 'NEAR("a" "b") * ^ : {number} AND',
    "format": "{number} %s {0} {who!r}",
    "emoji": "漏水 💧👨‍👩‍👧 𠮷",
    "rtl": "abc\u202efdp.exe\u202c",
    "zero": "水\u200b管\ufeff",
    "nul": "水\x00管",
    "control": "水\x1b[31m管\x07",
    "surrogate": "水\ud800管",
    "long": "水" * 100_000,
    "lines": "a\r\nb\u2028c\tx",
}
TEXTS = ("name", "place", "text", "phone")
Call = Callable[[], Any]


def kept(call: Call) -> Any:
    """What ``call`` gives, None where it was refused: with a sentence that stands by itself."""
    try:
        return call()
    except Refused as refused:
        for sentence in texts.sentences(refused):
            assert sentence and "…" not in sentence
        assert told(refused), refused
        assert refused.code in texts.errors()
        return None


def harmless(desk: Desk, order: int) -> None:
    """Everything that shows an order shows it."""
    row = view_order(desk, order).row
    assert [one.id for one in ORDERS.open(desk, {}).rows(0, 9)] == [order]
    for column in ORDERS.columns:
        column.value(row)
    pdf = print_order(desk, order, missing="box")
    assert row.number in words_of(pdf)
    (code,) = set(codes_of(pdf, 300))
    assert read_order_code(desk, code).id == order
    if row.engineers:
        print_day_sheet(desk)
    for export in exports.ORDER_EXPORTS:
        assert all(len(line) == len(export.columns) for line in export.rows(desk))
    if row.unit is not None:
        assert unit_card(desk, row.unit) is not None
    for words in (row.name, row.text, row.place, row.number):
        find.find(desk, words[:200])


@pytest.mark.parametrize("kind", NASTY)
def test_reported(desk: Desk, site: Site, kind: str) -> None:
    good: dict[str, Any] = {"person": None}
    for field in TEXTS:
        whole = site.draft(**{**good, field: NASTY[kind]})
        if kept(lambda whole=whole: check_order(whole)) is not None:
            good[field] = NASTY[kind]
    made = site.report(**good)
    dispatch.assign(desk, made.id, (site.me,), desk.now, desk.now.replace(hour=desk.now.hour + 1))
    for field in TEXTS:
        value = getattr(draft_of(desk, made.id), field)
        assert not {*value} & {*"\x00\x1b\x07\ud800\u202e"}
    harmless(desk, made.id)


@pytest.mark.parametrize("kind", NASTY)
def test_everything_that_is_typed_later(desk: Desk, site: Site, kind: str) -> None:
    nasty, row = NASTY[kind], site.report()
    kept(lambda: verbs.urge(desk, row.id, nasty))
    base = draft_of(desk, row.id)
    for name in TEXTS:
        kept(lambda name=name: update_order(desk, row.id, replace(base, **{name: nasty}), base))
    kept(lambda: dispatch.assign(desk, row.id, (EngineerDraft(name=nasty),)))
    if view_order(desk, row.id).row.state == "open":
        dispatch.assign(desk, row.id, (site.me,))
    kept(lambda: dispatch.transfer(desk, row.id, (site.me,), nasty))
    kept(lambda: dispatch.return_(desk, row.id, nasty))
    if view_order(desk, row.id).row.state == "open":
        dispatch.assign(desk, row.id, (site.me,))
    work.arrive(desk, row.id)
    kept(lambda: work.pause(desk, row.id, nasty))
    if view_order(desk, row.id).row.state == "paused":
        work.resume(desk, row.id)
    line = LineDraft(ONE, None, "material", nasty, nasty, 100)
    drafts = [site.done(line), site.done(result=nasty), site.done(replace(line, text="x"))]
    for draft in drafts:
        if view_order(desk, row.id).row.state == "working":
            kept(lambda draft=draft: finish.finish(desk, row.id, draft))
        else:
            kept(lambda draft=draft: finish.correct(desk, row.id, draft))
    if view_order(desk, row.id).row.state == "working":
        finish.finish(desk, row.id, site.done())
    harmless(desk, row.id)
    callbacks_of(desk, KIND, row.id)
    kept(lambda: finish.called_back(desk, row.id, 5, nasty))
    kept(lambda: finish.redo(desk, row.id, nasty))
    harmless(desk, row.id)


@pytest.mark.parametrize("kind", NASTY)
def test_prices_kinds_files(desk: Desk, site: Site, kind: str) -> None:
    nasty, row = NASTY[kind], site.report()
    for field in fields(PriceDraft):
        if field.type == "str":
            draft = replace(PriceDraft("胶", 100), **{field.name: nasty})
            made = kept(lambda draft=draft: prices.create_price(desk, draft))
            if made is not None:
                prices.update_price(desk, made.id, PriceDraft(f"胶{field.name}", 100))
    kept(lambda: kinds.create_kind(desk, KindDraft(nasty)))
    kept(lambda: kinds.create_kind(desk, KindDraft("疏通", nasty)))
    assert prices.prices(desk, nasty) is not None
    blob = io.BytesIO()
    from PIL import Image

    Image.new("RGB", (4, 4)).save(blob, "PNG")
    for label in ("before", nasty):
        kept(lambda label=label: attach(desk, row.id, incoming(f"{nasty}.png", blob.getvalue()),
                                        label))  # fmt: skip
    for file in view_order(desk, row.id).files:
        assert "/" not in file.name and "\x00" not in file.name and len(file.name) <= 120
    harmless(desk, row.id)


@pytest.mark.parametrize("kind", NASTY)
def test_filters_and_codes(desk: Desk, site: Site, kind: str) -> None:
    site.report()
    for key in ("text",):
        ORDERS.open(desk, {key: NASTY[kind]}).rows(0, 9)
    kept(lambda: read_order_code(desk, NASTY[kind]))
