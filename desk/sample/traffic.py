"""Made-up traffic at the desk: visits over some days, who is on site, who is expected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from desk.core.audit import canonical
from desk.core.desk import Desk
from desk.core.models import Counter, Staff
from desk.estate.models import Occupancy, Person, Unit
from desk.reception.visitors.watching import fold_name, sound_of
from desk.sample import names

QUICK = ("送货", "快递", "外卖")
HOURS = (1, 1, 0, 0, 0, 1, 2, 6, 14, 22, 24, 20, 14, 16, 20, 22, 20, 18, 16, 12, 8, 5, 3, 2)


class Hosts:
    """Whom one can visit: (unit, person, name)."""

    def __init__(self) -> None:
        query: Any = (
            Occupancy.select(Occupancy.unit, Occupancy.person, Person.name)
            .join(Person)
            .where(Occupancy.role.in_(("owner", "tenant")))
        )
        self.all: list[tuple[int, int, str]] = list(query.tuples())
        self.units = Unit.select().count()


def visits(
    desk: Desk, random: Random, count: int, days: int, first: int = 1
) -> Iterator[dict[str, Any]]:
    """``count`` visits over the ``days`` up to now, oldest first, as rows of the table."""
    hosts = Hosts()
    staff = [row.id for row in Staff.select(Staff.id)]
    now = desk.now
    moments = sorted(_moment(random, now, days) for _n in range(count))
    regulars = [(names.person(random), names.mobile(random)) for _n in range(max(20, count // 6))]
    year = 0
    number = 0
    for offset, at in enumerate(moments):
        if desk.local(at).year != year:
            year, number = desk.local(at).year, 0
        number += 1
        row = _visit(random, at, now, hosts, regulars, staff)
        yield {"id": first + offset, "number": f"V{year % 100:02d}{number:07d}", **row}


def _moment(random: Random, now: datetime, days: int) -> datetime:
    day = now - timedelta(days=random.random() * days)
    hour = random.choices(range(24), HOURS)[0]
    # The site's wall clock is eight hours ahead; the shape of a day matters, not the minute.
    local = day.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(
        hours=hour - 8, minutes=random.randrange(60), seconds=random.randrange(60)
    )
    return local if local < now else local - timedelta(days=1)


def _visit(
    random: Random,
    at: datetime,
    now: datetime,
    hosts: Hosts,
    regulars: list[tuple[str, str]],
    staff: list[int],
) -> dict[str, Any]:
    known = random.random() < 0.6
    name, phone = random.choice(regulars) if known else (names.person(random), names.mobile(random))
    unit, host, host_name = random.choice(hosts.all)
    department = random.randrange(1, 7) if random.random() < 0.12 else None
    stay = timedelta(minutes=int(random.lognormvariate(3.6, 0.8)) + 4)
    recent = now - at < timedelta(hours=5)
    inside = recent and (stay > now - at or random.random() < 0.12)
    identified = random.random() < 0.35
    purpose = names.purpose(random)
    by = random.choice(staff)
    return {
        "state": "on_site" if inside else "left",
        "at": at,
        "in_at": at,
        "in_by": by,
        "out_at": None if inside else min(at + stay, now),
        "out_by": None if inside else by,
        "out_how": "" if inside else random.choices(("scan", "desk", "sweep"), (60, 37, 3))[0],
        "leave_by": at + timedelta(hours=1 if purpose in QUICK else 4),
        "name": name,
        "phone": phone if random.random() < 0.8 else "",
        "document_kind": "id_card" if identified else "",
        "document": names.id_card(random) if identified else "",
        "company": random.choice(names.COMPANIES) if purpose in ("维修", "商务洽谈") else "",
        "people": random.choices((1, 2, 3, 4, 8), (80, 12, 5, 2, 1))[0],
        "plate": names.plate(random) if random.random() < 0.15 else "",
        "unit": None if department else unit,
        "department": department,
        "host": None if department else host,
        "host_name": "" if department else host_name,
        "purpose": purpose,
        "items": random.choice(names.ITEMS),
        "badge": f"A-{random.randrange(61, 200):03d}" if inside else "",
        "identity": "document" if identified else "known",
        "confirmed": random.choice(("phone", "intercom", "in_person", "appointment")),
        "confirmed_by": host_name if random.random() < 0.5 else "",
        "reception": random.choice(("guided", "sent_up", "waiting")),
        "serial": 1,
        "salt": random.randbytes(12),
    }


def present(desk: Desk, random: Random, count: int, rows: list[dict[str, Any]]) -> None:
    """Let the newest ``count`` of ``rows`` be on site now, some of them too long."""
    for n, row in enumerate(reversed(rows[-count:])):
        at = desk.now - timedelta(minutes=4 + 7 * n + random.randrange(6))
        late = n in (4, 11, 19)
        row |= {
            "state": "on_site",
            "at": at,
            "in_at": at,
            "out_at": None,
            "out_by": None,
            "out_how": "",
            "leave_by": desk.now + timedelta(minutes=-6 * n if late else 20 + 9 * n),
            "badge": f"A-{n + 1:03d}",
        }


def expected(desk: Desk, random: Random, count: int, first: int, number: int) -> Iterator[Any]:
    """Visitors who are announced for today."""
    hosts = Hosts()
    for n in range(count):
        at = desk.now + timedelta(minutes=random.randrange(-40, 300))
        unit, host, host_name = random.choice(hosts.all)
        yield {
            "id": first + n,
            "number": f"V{desk.today.year % 100:02d}{number + n:07d}",
            "state": "expected",
            "at": at,
            "expected_at": at,
            "name": names.person(random),
            "phone": names.mobile(random),
            "people": 1,
            "unit": unit,
            "host": host,
            "host_name": host_name,
            "purpose": names.purpose(random),
            "confirmed": "appointment",
            "salt": random.randbytes(12),
        }


def log(desk: Desk, rows: list[dict[str, Any]]) -> None:
    """Put the coming and going of visits into the activity log, in the order of time."""
    staff = {row.id: row.name for row in Staff.select()}
    steps = []
    for row in rows:
        if row.get("in_at"):
            steps.append((row["in_at"], row["in_by"], "visitor.signed_in", row))
        if row.get("out_at"):
            steps.append((row["out_at"], row["out_by"], "visitor.signed_out", row))
    steps.sort(key=lambda step: step[0])
    for at, by, action, row in steps:
        stamp = desk.stamp(at)
        state = "on_site" if action == "visitor.signed_in" else "left"
        body = canonical(
            {"changed": [{"kind": "visit", "id": row["id"], "after": {"state": state}}]}
        )
        fields = (
            stamp.at,
            stamp.business_date,
            by,
            staff.get(by, ""),
            stamp.desk,
            stamp.shift,
            action,
            None,
            row["id"],
            body,
        )
        desk.chain.append(fields, [("visit", row["id"])])


def counters(desk: Desk, last: str) -> None:
    """Let the numbers go on after the last one given."""
    year, number = 2000 + int(last[1:3]), int(last[3:])
    Counter.insert(series="V", year=year, last=number).on_conflict_replace().execute()


def standing(desk: Desk, random: Random, count: int) -> Iterator[dict[str, Any]]:
    """Standing passes of helpers and contractors; some near their end."""
    hosts = Hosts()
    for n in range(1, count + 1):
        unit, host, host_name = random.choice(hosts.all)
        yield {
            "id": n,
            "number": f"P{desk.today.year % 100:02d}{n:07d}",
            "name": names.person(random),
            "phone": names.mobile(random),
            "company": random.choice(("", *names.COMPANIES)),
            "purpose": random.choice(names.STANDING),
            "unit": unit,
            "host": host,
            "host_name": host_name,
            "valid_from": desk.today - timedelta(days=40),
            "valid_until": desk.today + timedelta(days=random.randrange(0, 120)),
            "state": "active",
            "salt": random.randbytes(12),
        }


def watch(desk: Desk) -> Iterator[dict[str, Any]]:
    """A few entries of the do-not-admit and the watch list."""
    said = (
        ("banned", "魏强龙", "多次冒充维修人员入户推销", "不予进入，通知秩序维护部并登记"),
        ("watch", "孟秋平", "曾与住户发生争执", "放行前先致电当值主管"),
        ("watch", "", "自称燃气检查，证件可疑", "核对工作证，电话核实后放行"),
    )
    for n, (kind, name, reason, todo) in enumerate(said, 1):
        yield {
            "id": n,
            "kind": kind,
            "name": name,
            "folded": fold_name(name),
            "sound": sound_of(name),
            "phone": "" if name else "13900001111",
            "reason": reason,
            "instruction": todo,
            "valid_from": desk.today - timedelta(days=30),
            "at": desk.now - timedelta(days=30),
            "who": "周敏仪",
            "salt": b"sample-salt-",
        }
