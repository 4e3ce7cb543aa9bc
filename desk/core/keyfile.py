"""The file ``desk.keys``: slots as JSON with a checksum, written safely, with a copy beside it."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desk.core.engine import derive
from desk.core.errors import StoreError
from desk.core.fields import canonical_json
from desk.core.folder import KEYS
from desk.core.frozen import frozen

NAME = KEYS
COPY = f"{NAME}.bak"
VERSION = 1
LARGEST = 64 * 1024
_NONCE = 12


@frozen
class Slot:
    """One way of opening: its kind and what it needs beside the secret (bytes in hex)."""

    kind: str
    values: dict[str, Any]

    def bytes(self, name: str) -> bytes:
        """A value as bytes. Raises StoreError("key.file_damaged")."""
        try:
            return bytes.fromhex(self.values[name])
        except (KeyError, TypeError, ValueError):
            raise StoreError("key.file_damaged", file=NAME) from None


@dataclass
class KeyFile:
    """What the file says. ``store`` names the store; ``check`` knows its key without holding it."""

    store: str
    check: str
    slots: dict[str, Slot] = field(default_factory=dict)

    @classmethod
    def new(cls, raw_key: bytes) -> KeyFile:
        """A file without slots for a new key."""
        return cls(secrets.token_hex(8), _check(raw_key))

    def fits(self, raw_key: bytes) -> bool:
        """Whether ``raw_key`` is this store's."""
        return hmac.compare_digest(self.check, _check(raw_key))

    def put(self, slot: Slot) -> None:
        """Add a slot, in place of one of its kind."""
        self.slots[slot.kind] = slot


def exists(folder: Path) -> bool:
    """Whether there is a key file or its copy."""
    return (folder / NAME).exists() or (folder / COPY).exists()


def read(folder: Path) -> KeyFile:
    """The key file, or its copy where the file is missing or damaged (which is then mended).

    Raises StoreError key.file_missing, key.file_damaged, key.file_newer.
    """
    try:
        return _read(folder / NAME)
    except StoreError as trouble:
        if trouble.code == "key.file_newer":
            raise
        try:
            keys = _read(folder / COPY)
        except StoreError as second:
            worse = "key.file_damaged" in {trouble.code, second.code}
            code = "key.file_damaged" if worse else "key.file_missing"
            raise StoreError(code, folder=str(folder), file=NAME) from trouble
        with suppress(StoreError):  # a folder that can't be written is no reason not to open
            write(folder, keys)
        return keys


def write(folder: Path, keys: KeyFile) -> None:
    """Write the file, then its copy. Raises StoreError store.disk_full, store.cannot_write."""
    from desk.core.files import write_atomic

    content = {
        "version": VERSION,
        "store": keys.store,
        "check": keys.check,
        "slots": [{"kind": slot.kind, **slot.values} for slot in keys.slots.values()],
    }
    text = json.dumps({**content, "sum": _sum(content)}, indent=1, sort_keys=True)
    for name in (NAME, COPY):
        with write_atomic(folder / name, private=True) as file:
            file.write(text.encode())


def _read(path: Path) -> KeyFile:
    damaged = StoreError("key.file_damaged", folder=str(path.parent), file=path.name)
    try:
        with path.open("rb") as file:
            content = json.loads(file.read(LARGEST))
        said = content.pop("sum")
        if content["version"] > VERSION:
            raise StoreError("key.file_newer", folder=str(path.parent), file=path.name)
        if said != _sum(content):
            raise damaged
        slots = [Slot(values.pop("kind"), values) for values in content["slots"]]
        return KeyFile(content["store"], content["check"], {slot.kind: slot for slot in slots})
    except FileNotFoundError:
        raise StoreError("key.file_missing", folder=str(path.parent), file=path.name) from None
    except OSError as error:
        raise damaged from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise damaged from None


def _sum(content: dict[str, Any]) -> str:
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()


def _check(raw_key: bytes) -> str:
    return derive(raw_key, "desk.keys check", 16).hex()


def wrap(store: str, kind: str, raw_key: bytes, secret: bytes, values: dict[str, Any]) -> Slot:
    """A slot that gives ``raw_key`` to whoever has the 32-byte ``secret`` (AES-256-GCM)."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE)
    wrapped = AESGCM(secret).encrypt(nonce, raw_key, _bound(store, kind))
    return Slot(kind, {**values, "nonce": nonce.hex(), "wrapped": wrapped.hex()})


def unwrap(store: str, slot: Slot, secret: bytes) -> bytes | None:
    """The raw key in a slot, or None if ``secret`` is not its secret."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    with suppress(InvalidTag, ValueError):
        nonce, wrapped = slot.bytes("nonce"), slot.bytes("wrapped")
        return AESGCM(secret).decrypt(nonce, wrapped, _bound(store, slot.kind))
    return None


def _bound(store: str, kind: str) -> bytes:
    # A slot copied into another store's file, or passed off as another kind, does not open.
    return f"{store}/{kind}".encode()
