"""The printed recovery code: eight groups of five letters and digits, each checking itself.

160 random bits in Crockford's alphabet (no I, L, O, U); the fifth character of a group is a Luhn
check over the group's place and its four others, so a slip of the pen is told from a wrong code
and the group it is in can be named.
"""

from __future__ import annotations

import secrets
import unicodedata

from desk.core.errors import StoreError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 8
SIZE = 5
# What people write and read for one another.
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


def make() -> str:
    """A new code, as it is printed: ``7K3QD-…``, eight groups."""
    groups = []
    for place in range(GROUPS):
        body = "".join(secrets.choice(ALPHABET) for _ in range(SIZE - 1))
        groups.append(body + _check(place, body))
    return "-".join(groups)


def read(text: str) -> bytes:
    """The secret in a typed code; blanks, dashes, case, O for 0 and I or L for 1 do not matter.

    Raises StoreError key.recovery_length (``typed``, ``wanted``) or key.recovery_typo (``group``,
    counted from 1).
    """
    plain = unicodedata.normalize("NFKC", text).upper().translate(_ALIKE)
    chars = "".join(c for c in plain if unicodedata.category(c)[0] in "LNS")
    if len(chars) != GROUPS * SIZE:
        raise StoreError("key.recovery_length", typed=len(chars), wanted=GROUPS * SIZE)
    for place in range(GROUPS):
        group = chars[place * SIZE : (place + 1) * SIZE]
        known = all(c in ALPHABET for c in group)
        if not known or _check(place, group[:-1]) != group[-1]:
            raise StoreError("key.recovery_typo", group=place + 1)
    return chars.encode("ascii")


def _check(place: int, body: str) -> str:
    from stdnum import luhn

    # The place takes part, so that two groups in each other's place are noticed.
    return str(luhn.calc_check_digit(ALPHABET[place] + body, ALPHABET))
