"""Every code of the reception has its word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desk import texts
from desk.core.settings import REGISTRY
from desk.reception import register
from desk.reception.visitors import drafts, flow, watching

SOURCE = Path(register.__file__).parent


def known(domain: str, code: str) -> bool:
    return (domain, code) in texts.words()


def test_actions_have_words() -> None:
    text = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    actions = set(re.findall(r'"((?:visitor|standing|watch)\.[a-z_]+)"', text))
    actions -= set(texts.errors())
    actions = {a for a in actions if not known("permission", a)}
    ignore = {"standing.state", "watch.kind", "watch.state", "watch.by", "standing.move"}
    missing = {a for a in actions - ignore if not known("action", a)}
    assert len(actions) > 20
    assert not missing


@pytest.mark.parametrize(
    ("domain", "codes"),
    [
        ("visit.state", [*(s.key for s in flow.VISIT.states), flow.OVERDUE]),
        ("visit.move", [m.key for m in flow.VISIT.moves]),
        ("standing.state", ["active", "revoked", "ended", "not_yet"]),
        ("standing.move", [m.key for m in flow.STANDING.moves]),
        ("visit.identity", drafts.IDENTITIES[1:]),
        ("visit.confirmed", drafts.CONFIRMATIONS[1:]),
        ("visit.reception", drafts.RECEPTIONS[1:]),
        ("visit.out_how", ["desk", "scan", "badge", "sweep"]),
        ("document.kind", drafts.DOCUMENT_KINDS),
        ("watch.kind", drafts.WATCH_KINDS),
        ("watch.by", [*watching.Probe().__dict__.keys() - {"folded"}, "name"]),
    ],
)
def test_codes_have_words(domain: str, codes: list[str]) -> None:
    assert [code for code in codes if not known(domain, code)] == []


def test_groups_of_settings_have_words() -> None:
    groups = {s.group for s in REGISTRY.values() if s.key.startswith("visitors.")}
    assert all(known("settings.group", group) for group in groups)
