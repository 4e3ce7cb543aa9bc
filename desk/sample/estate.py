"""A made-up estate: buildings, units, people with roles, phones, vehicles, instructions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from desk.core.desk import Desk
from desk.core.storage import BaseModel
from desk.estate import models as m
from desk.estate.codes import sort_key, unit_sort
from desk.sample import names

CHUNK = 2000


@dataclass(frozen=True)
class Size:
    """How big an estate to make. Three people a unit is what ``extra`` relatives come to."""

    buildings: int
    floors: int
    per_floor: int
    relatives: float = 0.9


def fill(desk: Desk, random: Random, size: Size) -> None:
    """Write the estate; inside the caller's transaction."""
    day = desk.today
    insert(m.Department, ({"id": n, "name": name} for n, name in enumerate(names.DEPARTMENTS, 1)))
    insert(m.Building, _buildings(size))
    units = list(_units(random, size))
    people, phones, occupancies, vehicles = _people(random, units, day, size.relatives)
    insert(m.Unit, units)
    insert(m.Person, people)
    insert(m.Phone, phones)
    insert(m.Occupancy, occupancies)
    insert(m.Vehicle, vehicles)
    insert(m.Note, _notes(random, len(units), desk.now))


def insert(model: type[BaseModel], rows: Iterable[dict[str, Any]]) -> None:
    """Insert many rows, whatever is not named taking its default, without building each anew."""
    meta: Any = model._meta
    fields = list(meta.sorted_fields)
    names = ", ".join(f'"{f.column_name}"' for f in fields)
    sql = f'INSERT INTO "{meta.table_name}" ({names}) VALUES ({", ".join("?" * len(fields))})'
    blank = {f.name: f.default for f in fields}
    found = iter(rows)
    while chunk := list(islice(found, CHUNK)):
        meta.database.connection().executemany(
            sql, [[f.db_value(row.get(f.name, blank[f.name])) for f in fields] for row in chunk]
        )


def _buildings(size: Size) -> Iterator[dict[str, Any]]:
    for n in range(1, size.buildings + 1):
        yield {"id": n, "code": str(n), "name": f"{n}栋", "sort": sort_key(str(n))}


def _units(random: Random, size: Size) -> Iterator[dict[str, Any]]:
    number = 0
    areas = (5837, 7651, 7700, 8950, 9456, 12008, 14391)
    for building in range(1, size.buildings + 1):
        for floor in range(1, size.floors + 1):
            for door in range(1, size.per_floor + 1):
                number += 1
                room = f"{floor}{door:02d}"
                code = f"{building}-{room}"
                state = random.choices(
                    ("owner_occupied", "let", "vacant", "decorating"), (66, 20, 11, 3)
                )[0]
                yield {
                    "id": number,
                    "building": building,
                    "room": room,
                    "code": code,
                    "sort": unit_sort(sort_key(str(building)), None, room),
                    "floor": floor,
                    "area": random.choice(areas),
                    "kind": "shop" if floor == 1 and door <= 2 else "residence",
                    "state": state,
                }


Rows = list[dict[str, Any]]


def _people(
    random: Random, units: Sequence[dict[str, Any]], day: date, relatives: float
) -> tuple[Rows, Rows, Rows, Rows]:
    people: Rows = []
    phones: Rows = []
    roles: Rows = []
    cars: Rows = []

    def add(unit: int, role: str, since: date) -> None:
        number = len(people) + 1
        company = role in ("owner", "tenant") and random.random() < 0.02
        name = random.choice(names.COMPANIES) if company else names.person(random)
        people.append(
            {
                "id": number,
                "kind": "company" if company else "person",
                "name": name,
                "sort": sort_key(name),
                "salt": random.randbytes(12),
            }
        )
        for position in range(random.choices((0, 1, 2), (4, 84, 12))[0]):
            phones.append(
                {
                    "person": number,
                    "number": names.mobile(random),
                    "position": position,
                    "salt": random.randbytes(12),
                }
            )
        roles.append({"unit": unit, "person": number, "role": role, "since": since})
        if role != "family" and random.random() < 0.4:
            cars.append(
                {
                    "person": number,
                    "unit": unit,
                    "plate": names.plate(random),
                    "salt": random.randbytes(12),
                }
            )

    for unit in units:
        state = unit["state"]
        if state == "vacant" and random.random() < 0.5:
            continue
        since = day - timedelta(days=random.randrange(60, 3000))
        add(unit["id"], "owner", since)
        if state == "let":
            add(unit["id"], "tenant", day - timedelta(days=random.randrange(10, 700)))
        more = int(relatives) + (random.random() < relatives % 1)
        for _n in range(more if state in ("owner_occupied", "let") else 0):
            add(unit["id"], "family", since)
    return people, phones, roles, cars


def _notes(random: Random, units: int, now: datetime) -> Iterator[dict[str, Any]]:
    said = (
        "快递放前台代收，不要打电话",
        "老人独居，联系不上请通知女儿",
        "不接待推销",
        "有大型犬，上门前先电话",
        "婴儿午睡 13:00–15:00 勿按门铃",
        "业主常年在外，来访一律电话确认",
    )
    for unit in sorted(random.sample(range(1, units + 1), min(units, 40))):
        yield {
            "unit": unit,
            "standing": True,
            "text": random.choice(said),
            "at": now,
            "who": "周敏仪",
            "salt": random.randbytes(12),
        }
