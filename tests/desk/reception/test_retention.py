"""Erasing past the time and on request; the full export; the checks."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from desk import issuing
from desk.core import papers
from desk.core.access import Role
from desk.core.audit import personal
from desk.core.clock import FixedClock
from desk.core.desk import Desk
from desk.core.files import Attachment, FileContent, incoming, load
from desk.core.models import AuditEntry, Counter, PrintedPaper
from desk.estate.models import Phone
from desk.estate.personal import erase_person as erase_customer
from desk.estate.personal import export_person as export_customer
from desk.reception.models import Companion, StandingPass, Suspicion, Visit, WatchEntry
from desk.reception.visitors import board, checks, exports, passes, retention, suspicion, verbs
from desk.reception.visitors.detail import detail
from desk.reception.visitors.drafts import CompanionDraft, StandingDraft, WatchDraft
from desk.reception.visitors.rows import get
from desk.reception.visitors.standing import create_standing, sign_in_standing
from desk.reception.visitors.watch import add_watch
from tests.desk.reception.conftest import Place
from tests.desk.reception.test_verbs import ID_CARD, refused
from tests.stores import as_role

SECRETS = ("欧阳秘密", "13711112222", ID_CARD, "密友", "密语", "秘密公司", "粤B99999", "可疑之至")


def png() -> bytes:
    from io import BytesIO

    from PIL import Image

    data = BytesIO()
    Image.new("RGB", (8, 8), "red").save(data, "PNG")
    return data.getvalue()


def everything(desk: Desk) -> str:
    """All text of all tables but settings and staff."""
    run = desk.storage.database.execute_sql
    tables = [name for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table'")]
    tables = [t for t in tables if not t.startswith("search")]
    return "\n".join(str(run(f'SELECT * FROM "{table}"').fetchall()) for table in tables)


def full_visit(desk: Desk, place: Place) -> int:
    photo = incoming("gesicht.png", png())
    row = verbs.sign_in(
        desk,
        place.draft(
            "欧阳秘密", phone="13711112222", document_kind="id_card", document=ID_CARD, people=2,
            companions=(CompanionDraft("密友"),), note="密语", company="秘密公司", photo=photo,
            plate="粤B99999", host=place.host, purpose="看望密友",
        ),
    )  # fmt: skip
    passes.issue_pass(desk, row.id)
    board.print_muster(desk)
    suspicion.report_suspicion(desk, row.id, "可疑之至")
    return row.id


def test_photos_are_kept_inside(desk: Desk, place: Place) -> None:
    shown = detail(desk, full_visit(desk, place))
    assert shown.photo is not None
    assert load(shown.photo) == png()
    with refused("visit.photo_kind", "photo"):
        verbs.sign_in(desk, place.draft(photo=incoming("a.txt", b"text")))


def test_nothing_of_a_visitor_is_left(desk: Desk, place: Place, clock: FixedClock) -> None:
    visit = full_visit(desk, place)
    for secret in SECRETS:
        assert secret in everything(desk)
    verbs.sign_out(desk, visit)
    salt = Visit.get_by_id(visit).salt
    clock.advance(timedelta(days=180))
    assert retention.erase_expired(desk) == 0
    clock.advance(timedelta(minutes=1))
    assert retention.erase_expired(desk) == 2  # the visit, and the list of people on site
    left = everything(desk)
    assert [secret for secret in SECRETS if secret in left] == []
    assert personal(salt, "欧阳秘密") in left
    row = get(desk, visit)
    assert (row.erased, row.people, row.unit, row.host, row.purpose) == (
        True, 2, place.unit, None, "",
    )  # fmt: skip
    assert Visit.get_by_id(visit).salt is None
    assert desk.search.find("欧阳秘密", [3]) == []
    for model in (Attachment, FileContent, Companion):
        assert not model.select().exists()
    assert Suspicion.get().text == ""
    with refused("paper.erased"):
        issuing.reprint(desk, papers.papers_of("visit", visit)[0].id)
    assert PrintedPaper.select().count() == 2
    assert retention.erase_expired(desk) == 0
    assert desk.chain.verify().whole
    assert checks.states(desk) == checks.visit_numbers(desk) == []
    assert detail(desk, visit).row.party


def test_in_chunks_and_never_on_site(
    desk: Desk, place: Place, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "CHUNK", 3)
    stays = verbs.sign_in(desk, place.draft("还在"))
    for n in range(7):
        verbs.sign_out(desk, verbs.sign_in(desk, place.draft(f"客{n}")).id)
    verbs.expect(desk, place.draft("没来", expected_at=desk.now))
    clock.advance(timedelta(days=200))
    before = AuditEntry.select().count()
    assert retention.erase_expired(as_role(desk, Role.CLERK)) == 8
    assert AuditEntry.select().count() == before + 3
    body = json.loads(AuditEntry.select().order_by(AuditEntry.seq.desc())[0].body)
    assert body["count"] == 2
    assert get(desk, stays.id).name == "还在"
    late = verbs.sign_out(desk, stays.id)
    assert retention.erase_expired(desk) == 0
    assert late.name == "还在"
    as_role(desk, Role.GUARD)
    with refused("access.denied"):
        retention.erase_expired(desk)


def test_passes_and_entries_are_erased_too(desk: Desk, place: Place, clock: FixedClock) -> None:
    today = desk.today
    one = create_standing(desk, StandingDraft("周工密", "维修", today, today, place.unit))
    two = create_standing(desk, StandingDraft("吴工密", "维修", today, today, place.unit))
    sign_in_standing(desk, two.id)
    add_watch(desk, WatchDraft("watch", "郑密", reason="密由", valid_until=today))
    add_watch(desk, WatchDraft("banned", "长期", reason="一直"))
    clock.advance(timedelta(days=182))
    assert retention.erase_expired(desk) == 2
    assert StandingPass.get_by_id(one.id).name == ""
    assert StandingPass.get_by_id(two.id).name == "吴工密"
    assert [row.name for row in WatchEntry.select().order_by(WatchEntry.id)] == ["", "长期"]
    left = everything(desk)
    assert "周工密" not in left
    assert "郑密" not in left


def test_one_visitor_on_request(desk: Desk, place: Place) -> None:
    for name in ("欧阳秘密", "欧阳"):
        row = verbs.sign_in(desk, place.draft(name, phone="13711112222"))
        verbs.sign_out(desk, row.id)
    other = verbs.sign_in(desk, place.draft("别人", phone="13711113333"))
    assert [r["name"] for r in retention.export_visitor(desk, row.id)] == ["欧阳秘密", "欧阳"]
    with refused("text.required", "reason"):
        retention.erase_visitor(desk, row.id, " ")
    assert retention.erase_visitor(desk, row.id, "本人要求") == 2
    assert "欧阳" not in everything(desk)
    assert get(desk, other.id).name == "别人"
    as_role(desk, Role.CLERK)
    with refused("access.denied"):
        retention.erase_visitor(desk, other.id, "x")


def test_a_customer_as_host_and_visitor(desk: Desk, place: Place) -> None:
    from desk.core.access import Permission

    own = verbs.sign_in(desk, place.draft("李敏", phone="13800138000", unit=place.far))
    verbs.sign_out(desk, own.id)
    hosted = verbs.sign_in(desk, place.draft("别人", host=place.host, host_name="李敏"))
    found = retention.export_person(desk, place.host)
    assert [(r["as"], r["number"]) for r in found] == [
        ("host", hosted.number), ("visitor", own.number),
    ]  # fmt: skip
    with desk.change(Permission.PERSONAL_ERASE, "personal.erased") as change:
        assert retention.erase_person(desk, change, place.host) == 2
    assert get(desk, own.id).erased
    assert (get(desk, hosted.id).host, get(desk, hosted.id).host_name) == (None, "")
    assert Phone.select().exists()


def test_erasing_a_customer_reaches_their_visits(desk: Desk, place: Place) -> None:
    own = verbs.sign_in(desk, place.draft("李敏", phone="13800138000", unit=place.far))
    verbs.sign_out(desk, own.id)
    hosted = verbs.sign_in(desk, place.draft("别人", host=place.host))
    assert len(export_customer(desk, place.host)["visitors"]) == 2
    erase_customer(desk, place.host, "本人要求", force=True)
    assert get(desk, own.id).erased
    assert get(desk, hosted.id).place == "3-1502"
    assert "李敏" not in everything(desk)


def test_exports_are_whole_and_aligned(desk: Desk, place: Place, tmp_path: Path) -> None:
    visit = full_visit(desk, place)
    verbs.sign_in(desk, place.draft("=1+1"))
    create_standing(
        desk, StandingDraft("周工", "维修", desk.today, desk.today, place.unit, host=place.host)
    )
    add_watch(desk, WatchDraft("watch", "郑", reason="由"))
    for export in (*exports.VISITORS, *exports.STANDING_PASSES, *exports.WATCH_LIST):
        found = list(export.rows(desk))
        assert found, export.name
        assert {len(row) for row in found} == {len(export.columns)}, export.name
    first, second = (
        dict(zip(exports.VISITORS[0].columns, row, strict=True))
        for row in exports.VISITORS[0].rows(desk)
    )
    assert (first["building"], first["room"], first["host"]) == ("3", "1502", "李敏")
    assert (first["companions"], first["clerk_in"]) == ("密友", "陈佳慧")
    assert second["name"] == "=1+1"
    assert get(desk, visit).number == first["number"]


def test_checks_find_what_is_wrong(desk: Desk, place: Place) -> None:
    for n in range(3):
        verbs.sign_in(desk, place.draft(f"客{n}"))
    assert checks.states(desk) == checks.visit_numbers(desk) == checks.pass_numbers(desk) == []
    Visit.update(in_at=None).where(Visit.id == 1).execute()
    Visit.update(state="left").where(Visit.id == 2).execute()
    Visit.update(gone=1).where(Visit.id == 3).execute()
    assert len(checks.states(desk)) == 3
    Visit.delete().where(Visit.id == 2).execute()
    assert len(checks.visit_numbers(desk)) == 1
    Counter.update(last=9).execute()
    assert "9" in checks.visit_numbers(desk)[0]
