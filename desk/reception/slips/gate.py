"""The gate's part: read a slip, let its goods out, whole or in part, or refuse them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desk.core.access import Permission
from desk.core.change import Change, once
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.frozen import frozen
from desk.core.text import clean, normalise
from desk.core.tokens import Kind, Token, looks_like, seal
from desk.reception.slip_tables import ReleaseSlip
from desk.reception.slips import flow
from desk.reception.slips.reading import RECORD, item_rows, items_of, read_one, slip_row
from desk.reception.slips.rows import ItemRow, SlipRow
from desk.reception.slips.seen_goods import Seen, differences
from desk.reception.slips.writing import move, reason_of, who

_TELLING = frozenset({"token.forged", "token.foreign_site", "slip.superseded", "slip.used",
                      "slip.voided", "slip.unknown"})  # fmt: skip


@frozen
class GateView:
    """What a scanned or typed slip says at the gate.

    ``refusal`` tells why nothing may leave with it; the goods are shown all the same.
    """

    slip: SlipRow | None
    items: tuple[ItemRow, ...] = ()
    refusal: Refused | None = None

    @property
    def good(self) -> bool:
        """Whether goods may leave with it now."""
        return self.refusal is None


def scan_slip(desk: Desk, text: str) -> GateView:
    """Read a slip's code, or its number typed by hand.

    Forged, altered, foreign, superseded, voided, used, outdated, not yet good and not issued are
    told apart by ``refusal``; what somebody must have tried on purpose is logged.
    """
    desk.require(Permission.SLIP_VIEW)
    try:
        row, token = found(desk, text)
    except Refused as refusal:
        return _logged(desk, GateView(None, (), refusal))
    shown = read_one(desk, row.id)
    return _logged(desk, GateView(shown, items_of(row.id), refusal_of(desk, row, token)))


def found(desk: Desk, text: str) -> tuple[ReleaseSlip, Token | None]:
    """The slip that a code or a typed number names. Raises Refused token.*, slip.other_paper,
    slip.unknown."""
    if not looks_like(text):
        number = "".join(filter(str.isprintable, normalise(text).upper().replace(" ", "")))[:40]
        row = ReleaseSlip.get_or_none(ReleaseSlip.number == number)
        if row is None:
            raise Refused("slip.unknown", number=number)
        return row, None
    token = seal(desk).read(text)
    if token.kind is not Kind.SLIP:
        raise Refused("slip.other_paper", number=token.number)
    row = ReleaseSlip.get_or_none(ReleaseSlip.id == token.record)
    if row is None or row.number != token.number:
        raise Refused("slip.unknown", number=token.number)
    return row, token


def refusal_of(desk: Desk, row: ReleaseSlip, token: Token | None = None) -> Refused | None:
    """Why nothing may leave with a slip now; None when it may."""
    number = row.number
    if row.state == flow.VOIDED:
        return Refused("slip.voided", number=number, reason=row.void_reason)
    if row.state in (flow.RELEASED, flow.FILED):
        out = desk.local(row.out_at)
        return Refused("slip.used", number=number, time=f"{out:%Y-%m-%d %H:%M}" if out else "")
    if row.state in (flow.DRAFT, flow.CHECKED):
        return Refused("slip.not_issued", number=number)
    if row.state == flow.MISMATCH:
        return Refused("slip.mismatched", number=number)
    if token is not None and token.serial != row.serial:
        return Refused("slip.superseded", number=number)
    if row.state == flow.EXPIRED or row.valid_until < desk.today:
        return Refused("slip.outdated", number=number, day=row.valid_until.isoformat())
    if row.valid_from > desk.today:
        return Refused("slip.not_yet", number=number, day=row.valid_from.isoformat())
    return None


@once(read_one)
def release_slip(
    desk: Desk,
    slip: int,
    out: Mapping[int, int] | None = None,
    *,
    guard: str = "",
    note: str = "",
    request: str | None = None,
) -> SlipRow:
    """Let goods out. ``out`` is how much of which item leaves now (ten-thousandths), None all.

    ``guard`` is who stood at the gate, blank for the person on duty. What is left over may leave
    later. Raises Refused slip.too_much, slip.nothing_out, slip.item_unknown, and as at the gate
    (slip.outdated, slip.used, …).
    """
    with desk.change(Permission.SLIP_RELEASE, "slip.released", request) as change:
        row = slip_row(slip)
        refusal = refusal_of(desk, row)
        if refusal is not None:
            raise refusal
        let_out(desk, change, row, out, guard, note)
    return read_one(desk, slip)


@once(read_one)
def release_part(
    desk: Desk,
    slip: int,
    out: Mapping[int, int],
    *,
    guard: str = "",
    note: str = "",
    request: str | None = None,
) -> SlipRow:
    """Let a part of the goods out; as ``release_slip``."""
    return release_slip(desk, slip, out, guard=guard, note=note, request=request)


def let_out(
    desk: Desk, change: Change, row: ReleaseSlip, out: Mapping[int, int] | None,
    guard: str = "", note: str = "",
) -> None:  # fmt: skip
    """The part of releasing that happens inside a change."""
    by = clean(guard, "guard", 80) or who(desk)
    said = clean(note, "note", 300)
    items = item_rows(row.id)
    known = {item.id for item in items}
    if out is not None and not set(out) <= known:
        raise Refused("slip.item_unknown", "out")
    gone = 0
    for item in items:
        left = item.quantity - item.released
        now = left if out is None else out.get(item.id, 0)
        if not 0 <= now <= left:
            raise Refused("slip.too_much", "out", line=item.position, name=item.name)
        if now:
            change.update(item, released=item.released + now)
            gone += now
    if not gone:
        raise Refused("slip.nothing_out", "out")
    whole = all(item.released == item.quantity for item in items)
    move(
        change, row, "release" if whole else "release_part", out_at=change.now, guard=by,
        gate_note=said or row.gate_note,
    )  # fmt: skip


@once(read_one)
def report_mismatch(
    desk: Desk,
    slip: int,
    seen: Sequence[Seen] = (),
    note: str = "",
    *,
    guard: str = "",
    request: str | None = None,
) -> SlipRow:
    """Goods and slip do not agree: nothing leaves, the desk is told what differs.

    Items not named in ``seen`` were right. Raises Refused slip.nothing_differs (neither goods nor
    a note), and as at the gate.
    """
    with desk.change(Permission.SLIP_RELEASE, "slip.refused_at_gate", request) as change:
        row = slip_row(slip)
        flow.SLIP.check("mismatch", row.state)
        wrong = differences(item_rows(slip), seen)
        said = clean(note, "note", 300)
        if not wrong and not said:
            raise Refused("slip.nothing_differs", "note")
        by = clean(guard, "guard", 80) or who(desk)
        move(change, row, "mismatch", mismatch_at=change.now, mismatch=wrong, guard=by,
             gate_note=said)  # fmt: skip
    return read_one(desk, slip)


@once(read_one)
def clear_mismatch(desk: Desk, slip: int, reason: str, *, request: str | None = None) -> SlipRow:
    """The goods were right after all: the slip is good again."""
    with desk.change(Permission.SLIP_ISSUE, "slip.cleared", request) as change:
        why = reason_of(change, reason)
        row = slip_row(slip)
        state = flow.PART if row.out_at is not None else flow.ISSUED
        move(change, row, "clear", why, state=state, mismatch=None, mismatch_at=None)
    return read_one(desk, slip)


@once(read_one)
def undo_release(desk: Desk, slip: int, reason: str = "", *, request: str | None = None) -> SlipRow:
    """Nothing left after all: the wrong slip was scanned. All of its goods are here again."""
    with desk.change(Permission.SLIP_RELEASE, "slip.release_undone", request) as change:
        why = reason_of(change, reason)
        row = slip_row(slip)
        move(change, row, "undo_release", why, out_at=None, guard="", gate_note="")
        for item in item_rows(slip):
            change.update(item, released=0)
    return read_one(desk, slip)


def _logged(desk: Desk, view: GateView) -> GateView:
    refusal = view.refusal
    if refusal is None or refusal.code not in _TELLING or not desk.allows(Permission.SLIP_RELEASE):
        return view
    with desk.change(Permission.SLIP_RELEASE, "slip.scan_refused") as change:
        change.note(code=refusal.code)
        if view.slip is not None:
            change.about(RECORD, view.slip.id)
    return view
