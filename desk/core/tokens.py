"""The signed text in a QR code: which record, for how long, by whose key.

A token is ``FD1`` and base32, so that a scanner may type it like a keyboard, in capitals or
not, and a QR code holds it in its compact alphanumeric mode. The 94 bytes are key id (3), site
tag (3), kind (1), record id (5), issue serial (2), valid until (4), number (10), Ed25519
signature (64) and a CRC of it all (2): with a ten-character number exactly a version 6-M code.

The CRC tells a mishap from a fraud: a token that was misread or scratched at fails it, one that
somebody made does not, and only its signature is wrong. Whether a token is expired or used up
says the register that owns the record, from ``valid_until`` and ``serial``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from base64 import b32decode, b32encode
from binascii import crc_hqx
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from struct import Struct
from typing import TYPE_CHECKING

from desk.core.errors import Refused
from desk.core.frozen import frozen

if TYPE_CHECKING:
    from desk.core.desk import Desk

PREFIX = "FD1"
START = datetime(2020, 1, 1, tzinfo=UTC)  # minutes are counted from here
HEAD = Struct(">3s3sB5sHI")
SIGNATURE, CHECK = 64, 2
NUMBER_MOST = 24
SPACES = re.compile(r"[\s\x00-\x1f]+")


class Kind(StrEnum):
    """What a token was printed on."""

    VISIT = "visit"
    STANDING = "standing"
    SLIP = "slip"
    RECEIPT = "receipt"
    REFUND = "refund"
    ORDER = "order"


# Written into tokens: never change or reuse a number.
KINDS = {
    Kind.VISIT: 1,
    Kind.STANDING: 2,
    Kind.SLIP: 3,
    Kind.RECEIPT: 4,
    Kind.REFUND: 5,
    Kind.ORDER: 6,
}
BY_CODE = {code: kind for kind, code in KINDS.items()}


@frozen
class Token:
    """What a token says.

    ``valid_until`` is an aware time in whole minutes, None for no end. ``serial`` counts the
    issues of one paper: a lower one than the record's was replaced.
    """

    kind: Kind
    record: int
    number: str
    serial: int = 0
    valid_until: datetime | None = None


class Seal:
    """Signs and reads the tokens of one site. Make it once: a signature then takes 0.05 ms.

    ``seed`` is the site's secret of 32 bytes, ``site`` any text that stays with the site.
    ``retired`` are public keys (32 bytes) of earlier seeds whose papers are still about.
    """

    def __init__(self, seed: bytes, site: str, retired: tuple[bytes, ...] = ()) -> None:
        # Here, not at the top: the window needs ``looks_like`` long before the first signature.
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (
            Ed25519PrivateKey,
            Ed25519PublicKey,
        )

        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._key.public_key().public_bytes_raw()
        self._id = _tag(self.public)
        self._site = _tag(site.encode())
        self._keys = {
            _tag(key): Ed25519PublicKey.from_public_bytes(key) for key in (self.public, *retired)
        }

    def sign(self, token: Token) -> str:
        """``token`` as text for a QR code. Raises ValueError when a part of it is out of range."""
        number = token.number.encode("ascii")
        if not 0 < len(number) <= NUMBER_MOST:
            raise ValueError(f"a number of 1 to {NUMBER_MOST} characters, not {token.number!r}")
        record = token.record.to_bytes(5, "big")
        until = _minutes(token.valid_until)
        head = HEAD.pack(self._id, self._site, KINDS[token.kind], record, token.serial, until)
        body = head + number
        signed = body + self._key.sign(body)
        return PREFIX + _text(signed + crc_hqx(signed, 0).to_bytes(CHECK, "big"))

    def read(self, text: str) -> Token:
        """What a scanned ``text`` says. Raises Refused:

        ``token.unreadable`` not one of ours, or only a part of one; ``token.altered`` misread or
        changed after printing; ``token.foreign_site`` another site's; ``token.forged`` made
        by somebody without our key.
        """
        from cryptography.exceptions import InvalidSignature

        data = _data(text)
        signed, check = data[:-CHECK], data[-CHECK:]
        body, signature = signed[:-SIGNATURE], signed[-SIGNATURE:]
        if crc_hqx(signed, 0) != int.from_bytes(check, "big"):
            raise Refused("token.altered")
        key_id, site, kind, record, serial, until = HEAD.unpack(body[: HEAD.size])
        if site != self._site:
            raise Refused("token.foreign_site")
        try:
            self._keys[key_id].verify(signature, body)
        except (KeyError, InvalidSignature):
            raise Refused("token.forged") from None
        if kind not in BY_CODE:
            raise Refused("token.unreadable")  # a newer program's kind, truly signed
        return Token(
            kind=BY_CODE[kind],
            record=int.from_bytes(record, "big"),
            number=body[HEAD.size :].decode("ascii"),
            serial=serial,
            valid_until=START + timedelta(minutes=until) if until else None,
        )


@lru_cache(maxsize=2)
def _seal(seed: bytes, site: str) -> Seal:
    return Seal(seed, site)


def seal(desk: Desk) -> Seal:
    """What signs and reads this site's codes."""
    return _seal(desk.storage.derive("tokens"), desk.site_tag)


def looks_like(text: str) -> bool:
    """Whether ``text`` is meant as a token: what the one box asks before it searches."""
    plain = _plain(text)
    return plain.startswith(PREFIX) and len(plain) > 40


def _tag(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()[:3]


def _minutes(until: datetime | None) -> int:
    """Whole minutes since START, up, so that a paper is good for all of its last minute."""
    return 0 if until is None else max(1, -((START - until) // timedelta(minutes=1)))


def _text(data: bytes) -> str:
    return b32encode(data).decode("ascii").rstrip("=")


def _plain(text: str) -> str:
    """As typed by any scanner: full-width input methods, small letters, line ends."""
    return SPACES.sub("", unicodedata.normalize("NFKC", text)).upper()


def _data(text: str) -> bytes:
    """The bytes in ``text``, at least as many as a whole token has."""
    plain = _plain(text)
    if not plain.startswith(PREFIX):
        raise Refused("token.unreadable")
    body = plain[len(PREFIX) :]
    least, most = (HEAD.size + n + SIGNATURE + CHECK for n in (1, NUMBER_MOST))
    if not least <= len(body) * 5 // 8 <= most:
        raise Refused("token.unreadable")  # cut off: scan again
    try:
        data = b32decode(body + "=" * (-len(body) % 8))
    except ValueError:
        raise Refused("token.altered") from None
    if _text(data) != body:  # the spare bits of the last character count, too
        raise Refused("token.altered")
    return data
