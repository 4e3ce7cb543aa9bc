"""On paper: which stubs of a bundle are missing and which are different, to be asked for."""

from __future__ import annotations

from desk.core import words
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.words import translator
from desk.printing import Missing, page, render
from desk.printing.register_list import ListColumn, RegisterList
from desk.reception.slips.rows import SlipRow
from desk.reception.slips.said import LEFT, STUBS
from desk.reception.slips.stubs import MISSING, BundleView, get_bundle

PAPER = "register_list"
NAME = 60  # letters of who it is


def print_stub_list(
    desk: Desk, bundle: int, language: str | None = None, *, missing: Missing = "refuse"
) -> bytes:
    """The list of a bundle as PDF, what is missing first. Raises Refused slip.bundle_unknown,
    and paper.*.
    """
    desk.require(Permission.SLIP_ISSUE)
    view = get_bundle(desk, bundle)
    pdf = render(stub_list(desk, view, language or words.current()), missing=missing)
    with desk.change(Permission.PAPER_PRINT, "slip.stubs_printed") as change:
        change.about("slip_bundle", bundle)
    return pdf


def stub_list(desk: Desk, view: BundleView, language: str) -> RegisterList:
    """What stands on the list."""
    _ = translator(language)
    rows = [_row(desk, slip.number, slip, "", STUBS[MISSING], "", language)
            for slip in view.missing]  # fmt: skip
    rows += [
        _row(desk, stub.stub, stub.slip, LEFT[stub.said], STUBS[stub.result], stub.note, language)
        for stub in view.stubs if not stub.good
    ]  # fmt: skip
    heads = (_("Stub"), _("Unit"), _("Who"), _("Goods"), _("Good until"), _("Left at"),
             _("Written on it"), _("Compared"), _("Note"))  # fmt: skip
    made = view.row
    counts = _("{filed} filed, {different} different, {missing} missing.").format(
        filed=made.filed, different=made.different, missing=made.missing
    )
    taken = _("Taken in {time}, {name}").format(
        time=page.moment(desk.local(made.at)), name=made.who
    )
    until = _("Stubs of slips good until") + " " + made.until.isoformat()
    return RegisterList(
        site=desk.site, title=_("Stubs missing or different"), printed_at=desk.local(desk.now),
        printed_by=desk.session.name if desk.session else "",
        columns=tuple(ListColumn(head) for head in heads), rows=tuple(rows),
        filters=f"{taken}    {until}", note=counts, language=language,
    )  # fmt: skip


def _row(
    desk: Desk, number: str, slip: SlipRow | None, said: str, result: str, note: str, language: str
) -> tuple[str, ...]:  # fmt: skip
    say = translator(language)
    written, compared = say(said) if said else "", say(result)
    if slip is None:
        return number, "", "", "", "", "", written, compared, note
    goods = slip.first if slip.goods < 2 else f"{slip.first} +{slip.goods - 1}"
    out = page.moment(desk.local(slip.out_at)) if slip.out_at else ""
    name = slip.name if len(slip.name) <= NAME else slip.name[: NAME - 1] + "…"
    who = " ".join(part for part in (name, slip.plate) if part)
    return (number, slip.unit_code, who, goods, slip.valid_until.isoformat(), out, written,
            compared, note)  # fmt: skip
