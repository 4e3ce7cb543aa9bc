from __future__ import annotations

import re
from base64 import b32decode, b32encode
from binascii import crc_hqx
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core.errors import Refused
from desk.core.tokens import KINDS, PREFIX, Kind, Seal, Token, looks_like

SEAL = Seal(bytes(range(32)), "site-1")
UNTIL = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TOKEN = Token(Kind.VISIT, 11287, "V260011287", 1, UNTIL)
TEXT = SEAL.sign(TOKEN)


def refused(seal: Seal, text: str) -> str:
    with pytest.raises(Refused) as caught:
        seal.read(text)
    return caught.value.code


def resealed(body: bytes) -> str:
    """``body`` with a right checksum: what somebody makes who knows the format, not the key."""
    data = body + crc_hqx(body, 0).to_bytes(2, "big")
    return PREFIX + b32encode(data).decode().rstrip("=")


def raw(text: str) -> bytes:
    body = text[len(PREFIX) :]
    return b32decode(body + "=" * (-len(body) % 8))[:-2]


@given(
    st.sampled_from(list(Kind)),
    st.integers(0, 2**40 - 1),
    st.text("ABCXYZ0123456789-", min_size=1, max_size=24),
    st.integers(0, 2**16 - 1),
    st.none() | st.integers(1, 2**32 - 1),
)
def test_reads_what_it_signed(
    kind: Kind, record: int, number: str, serial: int, minutes: int | None
) -> None:
    until = (
        None
        if minutes is None
        else datetime(2020, 1, 1, tzinfo=UTC) + timedelta(0, 60) * min(minutes, 2**31)
    )
    token = Token(kind, record, number, serial, until)
    assert SEAL.read(SEAL.sign(token)) == token


def test_is_text_that_any_keyboard_types_and_a_small_code_holds() -> None:
    assert re.fullmatch(r"FD1[A-Z2-7]+", TEXT)
    assert len(TEXT) == 154  # all that a version 6-M code takes
    assert SEAL.sign(TOKEN) == TEXT  # the same paper again


@pytest.mark.parametrize(
    "change",
    [
        str.lower,
        lambda t: f"  {t}\r\n",
        lambda t: t[:50] + "\n" + t[50:],
        lambda t: "".join(chr(ord(c) + 0xFEE0) for c in t),  # a full-width input method
    ],
)
def test_reads_however_it_was_typed(change: object) -> None:
    typed = change(TEXT)  # type: ignore[operator]
    assert SEAL.read(typed) == TOKEN
    assert looks_like(typed)


def test_valid_until_is_rounded_up_to_the_minute_and_any_zone() -> None:
    east = timezone(timedelta(hours=8))
    token = Token(Kind.SLIP, 1, "S1", 0, datetime(2026, 11, 22, 18, 0, 30, tzinfo=east))
    until = SEAL.read(SEAL.sign(token)).valid_until
    assert until == datetime(2026, 11, 22, 10, 1, tzinfo=UTC)


def test_every_changed_character_is_found() -> None:
    for n in range(len(PREFIX), len(TEXT)):
        for char in "A7Q1":
            if TEXT[n] != char:
                assert refused(SEAL, TEXT[:n] + char + TEXT[n + 1 :]) == "token.altered"


def test_every_changed_bit_is_found_even_with_a_right_checksum() -> None:
    body = raw(TEXT)
    for n in range(len(body) * 8):
        changed = bytearray(body)
        changed[n // 8] ^= 1 << n % 8
        assert refused(SEAL, resealed(bytes(changed))) in ("token.forged", "token.foreign_site")


def test_another_key_for_our_site_is_forged() -> None:
    assert refused(SEAL, Seal(b"x" * 32, "site-1").sign(TOKEN)) == "token.forged"


def test_another_key_that_claims_to_be_ours_is_forged() -> None:
    theirs, ours = raw(Seal(b"x" * 32, "site-1").sign(TOKEN)), raw(TEXT)
    assert refused(SEAL, resealed(ours[:3] + theirs[3:])) == "token.forged"


def test_another_site_is_told_apart() -> None:
    assert refused(SEAL, Seal(b"y" * 32, "site-2").sign(TOKEN)) == "token.foreign_site"


@pytest.mark.parametrize(
    "text",
    ["", "FD1", "V260011287", "https://example.org/", TEXT[:60], TEXT[3:], "FD1" + "A" * 999],
)
def test_what_is_no_token_is_unreadable(text: str) -> None:
    assert refused(SEAL, text) == "token.unreadable"


@given(st.text(max_size=200) | st.text("ABC234567", min_size=100, max_size=200).map("FD1".__add__))
def test_no_text_does_harm(text: str) -> None:
    assert refused(SEAL, text).startswith("token.")


def test_papers_of_an_earlier_key_still_hold() -> None:
    new = Seal(b"n" * 32, "site-1", retired=(SEAL.public,))
    assert new.read(TEXT) == TOKEN
    assert new.read(new.sign(TOKEN)) == TOKEN


@pytest.mark.parametrize(
    "token",
    [
        Token(Kind.VISIT, 2**40, "V1"),
        Token(Kind.VISIT, -1, "V1"),
        Token(Kind.VISIT, 1, ""),
        Token(Kind.VISIT, 1, "V" * 25),
        Token(Kind.VISIT, 1, "单1"),
    ],
)
def test_refuses_to_sign_nonsense(token: Token) -> None:
    with pytest.raises((ValueError, OverflowError)):
        SEAL.sign(token)


def test_numbers_of_kinds_stay() -> None:
    """They stand on papers that are about."""
    assert {str(kind): code for kind, code in KINDS.items()} == {
        "visit": 1, "standing": 2, "slip": 3, "receipt": 4, "refund": 5, "order": 6,
    }  # fmt: skip
