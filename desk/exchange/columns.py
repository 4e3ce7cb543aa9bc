"""Which column means what: proposed from its title in both scripts and from the values below."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from desk.exchange import evidence, titles
from desk.exchange.readers import Cell
from desk.exchange.scripts import simplified
from desk.exchange.values import folded

FIELDS = (
    "building", "entrance", "floor", "room", "kind", "area", "state", "owner", "co_owner", "phone",
    "tenant", "tenant_phone", "person_role", "sex", "document", "moved_in", "arrears", "plate",
    "note",
)  # fmt: skip
MANY = frozenset({"phone", "tenant_phone", "co_owner", "note", "plate"})  # may take several columns

_JOINTS = re.compile(r"[/、,，&+|\n及和与]")


@lru_cache(maxsize=4096)
def plain_title(title: str) -> str:
    """A title for comparing: simplified, small, without brackets' content, blanks and signs."""
    value = simplified(folded(title)).lower()
    bare = re.sub(r"[（(【\[][^)）】\]]*[)）】\]]?", "", value)
    return re.sub(r"[\W_]+", "", bare) or re.sub(r"[\W_]+", "", value)


@lru_cache(maxsize=4096)
def by_title(title: str) -> str:
    """The field that a title means by itself, or an empty text."""
    if len(title) > 40:
        return ""
    parts = [p for p in _JOINTS.split(simplified(folded(title)).lower()) if p.strip()]
    if len(parts) > 1:  # 楼栋/房号, 租户/电话, 业主/电话: one cell holds both
        fields = [titles.EXACT.get(plain_title(p), "") for p in parts]
        if whole := next((f for f in ("room", "tenant", "owner") if f in fields), ""):
            return whole
    plain = plain_title(title)
    if plain in titles.EXACT:
        return titles.EXACT[plain]
    return next((field for pattern, field in titles.INSIDE if pattern.search(plain)), "")


@dataclass(frozen=True)
class Matching:
    """What each column of a table means. ``fields`` has one entry a column, empty for "leave out".

    ``building`` stands for units whose rows, headings, sheet and title name none.
    ``fingerprint`` tells tables of the same make apart from others; remember a matching by it.
    """

    fields: tuple[str, ...]
    fingerprint: str
    building: str = ""

    def column(self, field: str) -> int | None:
        """The first column of a field, counted from the table's left edge."""
        return self.fields.index(field) if field in self.fields else None

    def columns(self, field: str) -> tuple[int, ...]:
        """Every column of a field."""
        return tuple(i for i, f in enumerate(self.fields) if f == field)

    def with_field(self, column: int, field: str) -> Matching:
        """The user's word: this column means ``field`` (empty: nothing)."""
        if field and field not in FIELDS:
            raise ValueError(field)
        fields = list(self.fields)
        if field and field not in MANY and field in fields:
            fields[fields.index(field)] = ""
        fields[column] = field
        return replace(self, fields=tuple(fields))

    def as_values(self) -> dict[str, object]:
        """Plain values, for keeping as JSON."""
        return {
            "fields": list(self.fields), "fingerprint": self.fingerprint, "building": self.building
        }  # fmt: skip

    @classmethod
    def from_values(cls, values: Mapping[str, object]) -> Matching:
        """What ``as_values`` gave. Raises ValueError if it is something else."""
        fields = values.get("fields")
        if not isinstance(fields, list) or not all(f in ("", *FIELDS) for f in fields):
            raise ValueError("fields")
        return cls(
            tuple(fields), str(values.get("fingerprint", "")), str(values.get("building", ""))
        )


def fingerprint(headers: Iterable[str]) -> str:
    """The same for tables with the same titles, however they are spaced, bracketed or scripted."""
    titles = json.dumps([plain_title(h) for h in headers], ensure_ascii=False)
    return hashlib.sha256(titles.encode()).hexdigest()[:32]


def propose(headers: Sequence[str], samples: Sequence[Sequence[Cell]]) -> Matching:
    """A matching from titles and, where they are silent or could mean two things, from values."""
    width = len(headers)
    seen = [evidence.look([row[i] for row in samples if i < len(row)]) for i in range(width)]
    fields = [by_title(h) for h in headers]
    for i, header in enumerate(headers):
        if plain_title(header) in titles.WEAK or not fields[i]:
            fields[i] = _weigh(fields[i], seen[i])
    for phone, person in (("phone", "owner"), ("tenant_phone", "tenant")):
        if person not in fields and fields.count(phone) == 1:
            at = fields.index(phone)
            if seen[at].share("named_phone") > 0.5:  # 业主联系方式 over 张三 13800138000
                fields[at] = person
    _settle_phones(headers, fields)
    _settle_repeats(headers, fields, seen)
    _fill_gaps(headers, fields, seen)
    return Matching(tuple(fields), fingerprint(headers))


def _weigh(field: str, seen: evidence.Seen) -> str:
    """What an ambiguous title means over these values: 类型 above 业主, 租户 is a person's role."""
    for meaning in ("person_role", "kind", "state"):
        if field in ("kind", "state", "person_role", "note", "") and seen.share(meaning) > 0.6:
            return meaning
    if field == "entrance" and seen.share("building_room") > 0.5:
        return "room"
    if field == "owner" and seen.share("building_room") > 0.6:
        return "room"
    return field


def _settle_phones(headers: Sequence[str], fields: list[str]) -> None:
    """A bare 电话 behind the tenant's column is the tenant's, if the owner's came before."""
    person = ""
    for i, field in enumerate(fields):
        if field in ("owner", "co_owner", "tenant"):
            person = field
        elif field == "phone" and person == "tenant" and "业主" not in plain_title(headers[i]):
            fields[i] = "tenant_phone"


def _settle_repeats(
    headers: Sequence[str], fields: list[str], seen: Sequence[evidence.Seen]
) -> None:
    """One column a field: the one with the plainest title and with values in it."""
    for field in set(fields) - MANY - {""}:
        columns = [i for i, f in enumerate(fields) if f == field]
        if len(columns) < 2:
            continue

        def worth(i: int, field: str = field) -> tuple[bool, bool, bool, int]:
            plain = plain_title(headers[i])
            return (seen[i].filled > 0, seen[i].share(field) > 0.5, plain not in titles.WEAK, -i)

        best = max(columns, key=worth)
        for i in columns:
            if i != best:
                fields[i] = ""


def _fill_gaps(headers: Sequence[str], fields: list[str], seen: Sequence[evidence.Seen]) -> None:
    """What no title told and the values show: mostly for tables with odd titles or none at all."""
    titled = sum(bool(f) for f in fields)
    wanted = ["room", "phone", "owner"] if titled > 1 else list(evidence.TELLING)
    for field in wanted:
        if field in fields or (field == "owner" and "tenant" in fields and titled > 1):
            continue
        free = [
            i
            for i, f in enumerate(fields)
            if not f and seen[i].share(field) > 0.7 and seen[i].filled > 0
            and plain_title(headers[i]) not in ("序号", "no", "序", "编号", "sn")
        ]  # fmt: skip
        if free:
            fields[max(free, key=lambda i: (seen[i].share(field), seen[i].filled, -i))] = field
