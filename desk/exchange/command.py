"""``main.py import FILE``: what came of it, in words and in figures.

All of a file is imported or nothing: a row that can't be taken stops it, and the report names
every such cell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desk.core.desk import Desk
from desk.core.errors import DeskError
from desk.core.words import _, ngettext
from desk.exchange import session
from desk.exchange.commit import Preview

Sentence = Callable[[DeskError], str]
Word = Callable[[str, str], str]
MOST_LINES = 200
"""Problems that are listed; the rest is counted."""
_COUNTS = (
    "units_new", "units_changed", "units_unchanged", "buildings_new", "people_new", "roles_new",
    "phones_new", "vehicles_new", "arrears", "arrears_total",
)  # fmt: skip


@dataclass(frozen=True)
class Report:
    """What importing a file did, or with ``dry`` would do."""

    file: str
    dry: bool
    imported: bool
    preview: Preview
    counts: dict[str, int]

    @property
    def good(self) -> bool:
        """Whether every row could be taken and something was there to take."""
        return not self.preview.problems and self.preview.units > 0

    def figures(self) -> dict[str, object]:
        """Counts and problems as plain values, for ``--json``."""
        return {
            "file": self.file,
            "dry_run": self.dry,
            "imported": self.imported,
            **{key: self.counts.get(key, 0) for key in _COUNTS},
            "rows_bad": self.counts.get("rows_bad", 0),
            "problems": [
                {"sheet": p.sheet, "row": p.row, "cell": p.cell, "code": p.code}
                for p in self.preview.problems
            ],
            "warnings": {warning.code: warning.count for warning in self.preview.warnings},
        }

    def lines(self, sentence: Sentence, word: Word) -> list[str]:
        """The same in words (``desk.texts`` gives them), what matters most last."""
        problems = self.preview.problems[:MOST_LINES]
        said = [f"[{problem.sheet}] {sentence(problem.error)}" for problem in problems]
        more = self.counts.get("rows_bad", 0) - len(said)
        if more > 0:
            said.append(ngettext("and {n} more row", "and {n} more rows", more).format(n=more))
        for warning in self.preview.warnings:
            times = f" ({warning.count})" if warning.count > 1 else ""
            said.append(word("import.warning", warning.code) + times)
            said += [f"  {example}" for example in warning.examples]
        return [*said, count_words(self.counts), self._outcome()]

    def _outcome(self) -> str:
        if self.imported:
            return _("Imported: {file}").format(file=self.file)
        if not self.good:
            return _("Nothing was imported: all rows must be right. Mend the file and try again.")
        return _("Only looked at, nothing was changed: {file}").format(file=self.file)


def run(desk: Desk, file: Path, dry: bool = False) -> Report:
    """Import a workbook or CSV; with ``dry`` only tell what would come of it.

    Rows that can't be taken are in the report, and then nothing is imported. Raises Refused
    ``import.…`` for a file that can't be read, and StoreError for a store that can't take it (a
    full disk, in the middle or at the very end): nothing of the file is kept then either, and
    there is no report, whose figures would tell of units that are not there.
    """
    seen = session.look(desk, file)
    report = Report(file.name, dry, False, seen.preview, seen.preview.counts)
    if dry or not report.good:
        return report
    done = session.carry_out(desk, seen)
    return Report(file.name, dry, True, seen.preview, done.counts)


def count_words(counts: dict[str, int]) -> str:
    """How many units are new, changed, unchanged and skipped, in one line."""
    said = [
        _("Units: {new} new, {changed} changed, {unchanged} unchanged").format(
            new=counts.get("units_new", 0),
            changed=counts.get("units_changed", 0),
            unchanged=counts.get("units_unchanged", 0),
        ),
        _("{n} new people").format(n=counts.get("people_new", 0)),
        _("{n} rows skipped").format(n=counts.get("rows_bad", 0)),
    ]
    return "; ".join(said) + "."
