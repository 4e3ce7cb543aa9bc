"""Fee items in words: what a tariff asks, from when, what is different for a unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from desk import texts
from desk.core.desk import Desk
from desk.core.money import SIGNS, format_money
from desk.core.words import _, listed, ngettext
from desk.fees import options
from desk.fees.amounts import show_price, show_quantity, show_rate
from desk.fees.items import ItemRow
from desk.fees.offers import OfferRow
from desk.fees.overrides import UnitFeeRow
from desk.fees.reading import currency
from desk.fees.tariffs import TariffRow


def sign(desk: Desk) -> str:
    """The sign of the site's currency."""
    return SIGNS[currency(desk)]


def short(name: str, most: int = 30) -> str:
    """A name as it fits into a heading."""
    return name if len(name) <= most else name[: most - 1] + "…"


def span(since: date | None, until: date | None) -> str:
    """From–to; open ends say so."""
    first = since.isoformat() if since else "…"
    last = until.isoformat() if until else _("open")
    return f"{first} – {last}"


def price(item: ItemRow, tariff: TariffRow, sign: str) -> str:
    """What a tariff asks: ``¥2.80 a m² and month``."""
    each = f"{sign}{show_price(tariff.price)}"
    if item.kind == "area":
        return _("{price} a m² and month").format(price=each)
    if item.kind == "shared":
        basis = texts.word("fee.basis", tariff.basis)
        if tariff.pool is None:
            return _("{price} a month and share · {basis}").format(price=each, basis=basis)
        pool = f"{sign}{format_money(tariff.pool, sign=False)}"
        return _("{pool} a month, shared · {basis}").format(pool=pool, basis=basis)
    if item.kind == "stepped":
        return steps(tariff.steps, sign)
    if item.kind == "formula":
        return str(tariff.formula)
    return _("{price} a month").format(price=each)


def steps(table: Sequence[Sequence[int | None]], sign: str) -> str:
    """``up to 90 m² ¥2.00, beyond ¥2.50``."""
    parts = []
    for most, asked in table:
        words = f"{sign}{show_price(asked or 0)}"
        parts.append(
            _("beyond that {price}").format(price=words) if most is None
            else _("up to {most} m² {price}").format(most=show_quantity(most), price=words)
        )  # fmt: skip
    return listed(parts)


def narrowed(tariff: TariffRow) -> str:
    """Which units a tariff is for, and what vacant ones pay."""
    parts = []
    if tariff.building is not None:
        parts.append(tariff.building_name)
    if tariff.unit_kind:
        parts.append(texts.word("unit.kind", tariff.unit_kind))
    if tariff.vacant_rate is not None:
        parts.append(_("vacant {rate}").format(rate=show_rate(tariff.vacant_rate)))
    return " · ".join(parts)


def cycle(item: ItemRow) -> str:
    """How often it is billed."""
    if item.cycle == 1:
        return often(1)
    return _("{often}, from month {month}").format(often=often(item.cycle), month=item.cycle_start)


def often(months: int) -> str:
    """Every how many months, in words."""
    return _("every month") if months == 1 else _("every {n} months").format(n=months)


def due(item: ItemRow) -> str:
    """When a charge falls due."""
    if not item.due_day:
        return _("on the first day of its period")
    return ngettext(
        "{n} day after the first of its period", "{n} days after the first of its period",
        item.due_day,
    ).format(n=item.due_day)  # fmt: skip


def late(desk: Desk, item: ItemRow) -> str:
    """The late fee: rate, grace, cap; what the settings say stands where the item is silent."""
    rate = _or(item.late_rate, desk.settings.get(options.LATE_RATE))
    grace = _or(item.grace, desk.settings.get(options.GRACE))
    cap = _or(item.late_cap, desk.settings.get(options.LATE_CAP))
    if not rate:
        return _("none")
    words = _("{rate} ‰ a day after {grace}, at most {cap} of the principal").format(
        rate=f"{rate / 1000:g}",
        grace=ngettext("{n} day", "{n} days", grace).format(n=grace),
        cap=show_rate(cap),
    )
    own = (item.late_rate, item.grace, item.late_cap) != (None, None, None)
    return words if own else _("{terms} (as the settings say)").format(terms=words)


def override(row: UnitFeeRow, sign: str) -> str:
    """What is different for one unit."""
    parts = []
    if row.excluded:
        parts.append(_("not billed"))
    if row.price is not None:
        parts.append(_("price {price}").format(price=f"{sign}{show_price(row.price)}"))
    if row.rate is not None:
        parts.append(_("pays {rate}").format(rate=show_rate(row.rate)))
    if row.share is not None:
        parts.append(_("share {n}").format(n=show_quantity(row.share)))
    return " · ".join(parts)


def offer(row: OfferRow) -> str:
    """``Pay 11 months, get 1 free``."""
    return _("Pay {months} months, get {free} free").format(months=row.months, free=row.free)


def _or(own: int | None, setting: Any) -> int:
    return own if own is not None else int(setting)
