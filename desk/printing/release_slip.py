"""Release slip 放行条: what may leave with whom until when, an A5 sheet for each who keeps one."""

from __future__ import annotations

from datetime import date, datetime

from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.money import format_money
from desk.core.words import translator
from desk.printing import page, parts, slip
from desk.printing.flow import Block, Grid, Row
from desk.printing.page import mm
from desk.printing.slip_words import ANSWERS, AUTHORITIES, DECISIONS, KINDS, STANDINGS
from desk.printing.table import Column
from desk.printing.text import Missing, prepare

LAYOUTS = ("a5",)
NAME = 60  # letters of who authorises it


@frozen
class GoodsLine:
    """One kind of goods; ``quantity`` in ten-thousandths."""

    name: str
    quantity: int
    measure: str = ""
    note: str = ""


@frozen
class ReleaseSlipPaper:
    """What a release slip says. Times are local, money is minor units of ``currency``.

    ``kind``, ``standing``, ``authority``, ``answer`` and ``decision`` are codes; ``document`` and
    ``rung`` are masked. ``owed`` (with ``late_fee`` in it) is what was owed at ``looked_at``.
    ``token`` is the signed text of the QR code, ``parts`` 2 or 3 sheets, ``copy`` 0 for the
    original and n for copy n. ``replaces`` is the number of the slip that this one stands for.
    """

    site: str
    number: str
    unit: str
    applicant: str
    valid_from: date
    valid_until: date
    token: str
    goods: tuple[GoodsLine, ...] = ()
    kind: str = "other"
    standing: str = "other"
    document: str = ""
    phone: str = ""
    authority: str = ""
    authority_name: str = ""
    authority_note: str = ""
    rung: str = ""
    rung_at: datetime | None = None
    answer: str = ""
    carrier: str = ""
    plate: str = ""
    owed: int = 0
    late_fee: int = 0
    looked_at: datetime | None = None
    decision: str = ""
    reason: str = ""
    decided_by: str = ""
    promised: int | None = None
    promised_on: date | None = None
    currency: str = "CNY"
    note: str = ""
    replaces: str = ""
    clerk: str = ""
    issued_at: datetime | None = None
    parts: int = 3
    voided: bool = False
    copy: int = 0
    language: str = "zh_CN"


def render(paper: ReleaseSlipPaper, layout: str = "a5", missing: Missing = "refuse") -> bytes:
    """The slip as PDF, A5 landscape: stub, customer's and gate's, or stub and gate's.

    The gate's says nothing of amounts. Goods that do not fit go on to further pages. Raises as
    ``visitor_pass.render`` does.
    """
    if layout not in LAYOUTS:
        raise Refused("paper.layout_unknown", layout=layout)
    paper = prepare(paper, page.known(), missing)
    _ = translator(paper.language)
    drawn = slip.Slip(slip.A5, _head(paper), paper.language)
    sheet, place, size = drawn.sheet, drawn.place, drawn.look.size
    gap = Block(1.2 * mm, lambda _y: None)
    full = parts.facts(sheet, place, _foot(paper, _money(paper)), size, most=3)
    gate = parts.facts(sheet, place, _foot(paper, [[_payments(paper)]]), size, most=3)
    last = _("Gate")

    def draw(y: float) -> None:
        (gate if drawn.keeper == last else full).draw(y)

    foot = [gap, Block(max(full.height, gate.height), draw)]
    clerk = _("Clerk"), paper.clerk
    by = (clerk, (_("Applicant"), ""), (_("Guard"), ""), (_("Time out"), ""))
    drawn.body(_grid(paper, drawn), foot, parts.signs(sheet, place, by, size))
    return drawn.save()


def _head(paper: ReleaseSlipPaper) -> slip.Head:
    _ = translator(paper.language)
    days = paper.valid_from.isoformat()
    if paper.valid_until != paper.valid_from:
        days = f"{days} – {paper.valid_until.isoformat()}"
    standing = parts.word(STANDINGS, paper.standing, paper.language)
    facts = (
        (
            (_("Unit"), paper.unit),
            (_("Kind"), parts.word(KINDS, paper.kind, paper.language)),
            (_("Good on"), days),
        ),
        (
            (_("Applicant"), "  ".join(part for part in (paper.applicant, standing) if part)),
            (_("Document"), paper.document),
            (_("Telephone"), paper.phone),
        ),
        ((_("Authority"), _authority(paper)),),
        (
            (_("Carrier"), paper.carrier),
            (_("Plate"), paper.plate),
            (_("Instead of"), paper.replaces),
        ),
    )
    names = (_("Stub"), _("Customer"), _("Gate")) if paper.parts != 2 else (_("Stub"), _("Gate"))
    return slip.Head(
        _("Release slip"),
        paper.number,
        (paper.site,),
        facts,
        token=paper.token,
        copy=paper.copy,
        voided=paper.voided,
        sheets=names,
    )


def _authority(paper: ReleaseSlipPaper) -> str:
    """By whom and how, with the number rung, when, and what was answered."""
    how = parts.word(AUTHORITIES, paper.authority, paper.language)
    at = page.moment(paper.rung_at) if paper.rung_at else ""
    answer = parts.word(ANSWERS, paper.answer, paper.language)
    name = paper.authority_name
    if len(name) > NAME:  # what was answered has to be read behind it
        name = name[: NAME - 1] + "…"
    said = (how, name, paper.rung, at, answer, paper.authority_note)
    return "  ".join(part for part in said if part)


def _foot(paper: ReleaseSlipPaper, money: list[list[parts.Fact]]) -> list[list[parts.Fact]]:
    """How many lines there are, so that none is added by hand; payments, the note."""
    _ = translator(paper.language)
    issued = page.moment(paper.issued_at) if paper.issued_at else ""
    counted = (_("Kinds of goods"), str(len(paper.goods)))
    return [[counted, (_("Issued"), issued)], *money, [(_("Note"), paper.note)]]


def _payments(paper: ReleaseSlipPaper) -> parts.Fact:
    _ = translator(paper.language)
    return _("Payments"), parts.word(DECISIONS, paper.decision, paper.language)


def _money(paper: ReleaseSlipPaper) -> list[list[parts.Fact]]:
    """What was owed, and what was decided on it."""
    _ = translator(paper.language)
    if not (paper.owed or paper.decision):
        return [[_payments(paper)]]
    owed = format_money(paper.owed, paper.currency)
    if paper.looked_at:
        owed = _("{amount} at {time}").format(amount=owed, time=page.moment(paper.looked_at))
    decision = parts.word(DECISIONS, paper.decision, paper.language)
    return [[(_("Owed"), owed), (_("Decided"), _decided(paper, decision))],
            [(_("Reason"), paper.reason)]]  # fmt: skip


def _decided(paper: ReleaseSlipPaper, decision: str) -> str:
    _ = translator(paper.language)
    said = [decision, paper.decided_by]
    if paper.promised is not None and paper.promised_on is not None:
        amount = format_money(paper.promised, paper.currency)
        said.append(_("{amount} by {day}").format(amount=amount, day=paper.promised_on.isoformat()))
    return "  ".join(part for part in said if part)


def _grid(paper: ReleaseSlipPaper, drawn: slip.Slip) -> Grid | None:
    _ = translator(paper.language)
    rows = [
        Row((str(n), line.name, parts.quantity(line.quantity), line.measure, "", line.note))
        for n, line in enumerate(paper.goods, 1)
    ]
    columns = [
        Column(_("No."), align="right"),
        Column(_("Goods")),
        Column(_("Quantity"), align="right"),
        Column(_("Measure")),
        Column(_("Let out")),  # for the guard's pen
        Column(_("Note")),
    ]
    look = drawn.look
    return Grid(drawn.sheet, columns, rows, drawn.place, look.size, look.above) if rows else None
