"""Rules, hashes and waits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core import passwords
from desk.core.errors import Refused


def test_hash_and_verify() -> None:
    hashed = passwords.hash_password("夏天的风 2026")
    assert hashed.startswith("$argon2id$")
    assert passwords.verify(hashed, "夏天的风 2026")
    assert not passwords.verify(hashed, "夏天的风 2027")
    assert not passwords.verify(hashed, "")
    assert hashed != passwords.hash_password("夏天的风 2026")
    assert not passwords.needs_rehash(hashed)


def test_full_width_typing_is_the_same_password() -> None:
    assert passwords.verify(passwords.hash_password("abc12345x"), "ａｂｃ１２３４５ｘ")


@pytest.mark.parametrize("hashed", ["", "plain", "$argon2id$v=19$m=8,t=1,p=1$x$y", "\0"])
def test_what_is_no_hash_lets_nobody_in(hashed: str) -> None:
    assert not passwords.verify(hashed, "")
    assert not passwords.verify(hashed, "plain")


def test_older_costs_want_a_new_hash() -> None:
    from argon2 import PasswordHasher

    assert passwords.needs_rehash(PasswordHasher(1, 8 * 1024, 1).hash("x"))


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "too_short"), ("7 chars", "too_short"), ("x" * 201, "too_long"),
        ("front.desk1", "is_account"), ("FRONT.DESK1", "is_account"),
        ("12345678", "common"), ("ABCDEFGH", "common"), ("88888888", "common"),
        ("abababab", "common"), ("Password123", "common"), ("woaini1314", "common"),
        ("87654321", "common"), ("１２３４５６７８", "common"),
    ],
)  # fmt: skip
def test_bad_passwords_are_refused(password: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        passwords.check_rules(password, "front.desk1", field="new")
    assert (caught.value.code, caught.value.field) == (f"password.{code}", "new")


@pytest.mark.parametrize("password", ["correct horse", "我们的前台很安静", "zq4m8w2k", "xyz" * 66])
def test_good_passwords_pass(password: str) -> None:
    passwords.check_rules(password, "front.desk1")


@given(st.integers(0, 10_000))
def test_waits_grow_and_end(failures: int) -> None:
    assert 0 <= passwords.wait_after(failures) <= passwords.wait_after(failures + 1) <= 60


def test_lock_out() -> None:
    assert passwords.wait_after(2) == 0
    assert [passwords.locks_out(n) for n in (0, 7, 8, 9)] == [False, False, True, True]
    assert passwords.locks_out(3, lock_after=3)
