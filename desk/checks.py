"""Verifying a store: the file, the log, and what each register knows to be wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from desk.core.audit import Verdict
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.words import _


@dataclass(frozen=True)
class Report:
    """What verifying found. ``faults`` are sentences; none means all is well."""

    verdict: Verdict
    faults: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether nothing was found wrong."""
        return self.verdict.whole and not self.faults

    def figures(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            "good": self.good,
            "log_entries": self.verdict.entries,
            "log_bad_entry": self.verdict.bad_seq,
            "log_fault": self.verdict.fault,
            "log_head": self.verdict.head,
            "faults": list(self.faults),
        }

    def lines(self) -> list[str]:
        """The same for people."""
        lines = [log_line(self.verdict), *self.faults]
        if self.good:
            lines.append(_("All is well."))
        return lines


def log_line(verdict: Verdict) -> str:
    """What the verifier of the activity log has to say."""
    if verdict.whole:
        return _("Activity log: {n} entries, whole. Head {head}").format(
            n=verdict.entries, head=verdict.head[:16]
        )
    said = {
        "entry": _("Activity log: entry {seq} was altered."),
        "gap": _("Activity log: entry {seq} is missing or out of order."),
        "head": _("Activity log: its end was cut off or altered at entry {seq}."),
        "touch": _("Activity log: the history of entry {seq} was altered."),
    }
    return said[verdict.fault or "entry"].format(seq=verdict.bad_seq)


def anchor(text: str | None) -> tuple[int, str] | None:
    """A log head as printed, ``SEQ:CODE``. Raises Refused("check.anchor")."""
    if text is None:
        return None
    seq, _colon, code = text.partition(":")
    if not seq.isdigit() or len(code) < 16 or not all(c in "0123456789abcdefABCDEF" for c in code):
        raise Refused("check.anchor")
    return int(seq), code.lower()


def run(desk: Desk, head: tuple[int, str] | None = None) -> Report:
    """Verify everything. Reads the whole store."""
    faults = [_("The file is damaged: {what}").format(what=w) for w in desk.storage.problems()]
    for register in desk.registers:
        for check in register.checks:
            faults.extend(check(desk))
    return Report(desk.chain.verify(head), tuple(faults))
