"""Passwords of staff: hashing (argon2id), the rules for a new one, waits after wrong ones."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from desk.core.errors import Refused

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 8
LONGEST = 200
LOCK_AFTER = 8
LOCK_MINUTES = 15

# Stronger than OWASP's least (19 MiB, two passes); 50-100 ms on a small desk PC. Not more memory:
# a sign-in must not be what decides how much the whole program needs.
TIME_COST = 3
MEMORY_KIB = 32 * 1024
LANES = 2

_WAITS = (0, 0, 0, 2, 5, 10, 20, 30)
_LONGEST_WAIT = 60

# The commonest ones that the length rule lets through; runs and repeats are found by rule.
_COMMON_WORDS = """
00000000 11223344 12341234 12344321 123123123 12345678 123456789 1234567890 123456aa 123456ab
12345qwert 123abc456 147258369 1qaz2wsx 1q2w3e4r 1q2w3e4r5t 20082008 31415926 52013141
5201314520 5201314a 66668888 87654321 88886666 987654321 a12345678 a123456789 a1234567 aa123456
aa12345678 abc12345 abc123456 abcd1234 administrator admin123 admin1234 admin888 asdf1234
asdfasdf asdfghjk asdfghjkl baseball changeme football frontdesk iloveyou iloveyou1 letmein1
master123 p@ssw0rd p@ssword passw0rd password password1 password12 password123 princess q1w2e3r4
q1w2e3r4t5 qazwsxedc qianmian qiantai123 qq123456 qwe12345 qwer1234 qwert12345 qwerty12
qwerty123 qwertyui qwertyuiop sunshine superman test1234 trustno1 welcome1 welcome123 wo123456
woaini123 woaini1314 woaini520 woaini521 wuye1234 wuye12345 wuye123456 xiaoming zaq12wsx
zxcvbnm1 zxcvbnm123
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def hash_password(password: str) -> str:
    """The argon2id hash to keep; takes 50-100 ms by design."""
    return _hasher().hash(_plain(password))


def verify(hashed: str, password: str) -> bool:
    """Whether ``password`` belongs to ``hashed``; False for a hash that is none."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(hashed, _plain(password)[: LONGEST * 4])
    except (VerificationError, InvalidHashError):
        return False


def needs_rehash(hashed: str) -> bool:
    """Whether ``hashed`` was made with other costs than today's: hash again on signing in."""
    return _hasher().check_needs_rehash(hashed)


def check_rules(password: str, account: str, field: str = "password") -> None:
    """Refuse a new password that is too short, the account's name, or a very common one.

    Raises Refused password.too_short (``least``), password.too_long (``most``),
    password.is_account, password.common, each for ``field``.
    """
    plain = _plain(password)
    if len(plain) < SHORTEST:
        raise Refused("password.too_short", field, least=SHORTEST)
    if len(plain) > LONGEST:
        raise Refused("password.too_long", field, most=LONGEST)
    folded = plain.casefold().strip()
    name = _plain(account).casefold().strip()
    if name and folded in {name, name[::-1], name + name}:
        raise Refused("password.is_account", field)
    if folded in _COMMON or _is_run(folded):
        raise Refused("password.common", field)


def wait_after(failures: int) -> int:
    """Seconds to wait before the next try after ``failures`` wrong ones in a row."""
    return _WAITS[failures] if failures < len(_WAITS) else _LONGEST_WAIT


def locks_out(failures: int, lock_after: int = LOCK_AFTER) -> bool:
    """Whether ``failures`` wrong ones in a row lock the account for a while."""
    return failures >= lock_after


def _is_run(text: str) -> bool:
    """One character, or two, over and over; or neighbours going up or down throughout."""
    if len(set(text)) <= 2:
        return True
    steps = {ord(b) - ord(a) for a, b in pairwise(text)}
    return steps in ({1}, {-1})


def _plain(password: str) -> str:
    # An input method left in full-width mode must not lock anybody out.
    return unicodedata.normalize("NFKC", password)


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher(TIME_COST, MEMORY_KIB, LANES)
