"""Who can open a store: its random key, wrapped once for each way of opening.

``desk.keys`` holds up to one slot of each kind: ``keyring`` (the system's key store),
``passphrase``, ``recovery`` (the printed code), or only ``plain`` for a throw-away demo store. Any
one opens the store by itself; the last one can't be removed. A copy stands beside the file.
"""

from __future__ import annotations

import secrets
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import Any

from desk.core import keyfile, recovery, system_keys
from desk.core.errors import Refused, StoreError
from desk.core.folder import DATABASE, make_folder
from desk.core.keyfile import KeyFile, Slot

KEY_BYTES = 32
SHORTEST = 8
KINDS = ("plain", "keyring", "passphrase", "recovery")

# The passphrase guards the file against somebody with all the time in the world: 64 MiB, as RFC
# 9106 advises. It is asked for once, at the start. Kept in the slot, so it can be raised later.
ARGON2 = {"time": 3, "memory": 64 * 1024, "lanes": 4}


def create(
    folder: Path, *, passphrase: str | None = None, use_keyring: bool = True, plain: bool = False
) -> tuple[bytes, str]:
    """Make a key and its slots in ``folder``; the raw key and the recovery code to print.

    ``plain`` keeps the key readable, for demo stores only; its recovery code is "". Raises
    Refused key.passphrase_needed (no key store and no passphrase), key.passphrase_short, and
    StoreError store.exists, store.network_folder, store.read_only, store.disk_full.
    """
    make_folder(folder)
    if keyfile.exists(folder):
        raise StoreError("store.exists", folder=str(folder))
    raw_key = secrets.token_bytes(KEY_BYTES)
    keys = KeyFile.new(raw_key)
    if plain:
        keys.put(Slot("plain", {"key": raw_key.hex()}))
        keyfile.write(folder, keys)
        return raw_key, ""
    if passphrase is not None:
        keys.put(_passphrase_slot(keys, raw_key, passphrase))
    if use_keyring:
        _put_keyring(keys, raw_key)
    if not keys.slots:
        raise Refused("key.passphrase_needed", "passphrase")
    code = recovery.make()
    keys.put(_recovery_slot(keys, raw_key, code))
    keyfile.write(folder, keys)
    return raw_key, code


def unlock(folder: Path, *, passphrase: str | None = None, recovery: str | None = None) -> bytes:
    """The raw key, by the first way that works: plain, key store, passphrase, recovery code.

    Raises StoreError: key.needed (nothing given that could open it), key.wrong_passphrase,
    key.no_passphrase, key.wrong_recovery, key.recovery_typo, key.recovery_length,
    key.file_missing, key.file_damaged, key.file_newer.
    """
    keys = keyfile.read(folder)
    raw_key = _from_plain(keys) or _from_keyring(keys)
    if raw_key is not None:
        return raw_key
    trouble: StoreError | None = None
    if passphrase is not None:
        try:
            return _from_passphrase(keys, passphrase)
        except StoreError as error:
            trouble = error
    if recovery is not None:
        return _from_recovery(keys, recovery)
    raise trouble or StoreError("key.needed", folder=str(folder), slots=tuple(keys.slots))


def slots(folder: Path) -> tuple[str, ...]:
    """The kinds of slots there are, in the order in which ``unlock`` tries them."""
    have = keyfile.read(folder).slots
    return tuple(kind for kind in KINDS if kind in have)


def is_plain(folder: Path) -> bool:
    """Whether anybody with the folder can read the store (demo): to be said on screen."""
    return "plain" in slots(folder)


def add_passphrase(folder: Path, raw_key: bytes, passphrase: str) -> None:
    """Let a passphrase open the store; one that was there before no longer does.

    Raises Refused("key.passphrase_short", "passphrase", least=8).
    """
    keys = _opened(folder, raw_key)
    keys.put(_passphrase_slot(keys, raw_key, passphrase))
    keyfile.write(folder, keys)


replace_passphrase = add_passphrase


def new_recovery_code(folder: Path, raw_key: bytes) -> str:
    """Make and keep a new recovery code; the old print no longer opens the store."""
    keys = _opened(folder, raw_key)
    code = recovery.make()
    keys.put(_recovery_slot(keys, raw_key, code))
    keyfile.write(folder, keys)
    return code


def add_keyring(folder: Path, raw_key: bytes) -> bool:
    """Let the system's key store open the store; False if this computer has none that works."""
    keys = _opened(folder, raw_key)
    if not _put_keyring(keys, raw_key):
        return False
    keyfile.write(folder, keys)
    return True


def remove(folder: Path, raw_key: bytes, kind: str) -> None:
    """Take one way of opening away. Raises Refused key.no_slot, key.last_slot."""
    keys = _opened(folder, raw_key)
    if kind not in keys.slots:
        raise Refused("key.no_slot", kind=kind)
    if len(keys.slots) == 1:
        raise Refused("key.last_slot", kind=kind)
    del keys.slots[kind]
    keyfile.write(folder, keys)
    if kind == "keyring":
        system_keys.forget(keys.store)


def discard(folder: Path) -> None:
    """Delete the keys of a store whose set-up failed. Raises StoreError("store.exists") if there
    is a database: what it holds would be lost with them.
    """
    if (folder / DATABASE).exists():
        raise StoreError("store.exists", folder=str(folder))
    with suppress(StoreError):
        keys = keyfile.read(folder)
        if "keyring" in keys.slots:
            system_keys.forget(keys.store)
    for name in (keyfile.NAME, keyfile.COPY):
        (folder / name).unlink(missing_ok=True)


def _opened(folder: Path, raw_key: bytes) -> KeyFile:
    keys = keyfile.read(folder)
    if not keys.fits(raw_key):
        # Wrapping another store's key here would lock the owner out later.
        raise StoreError("store.wrong_key", folder=str(folder), file=keyfile.NAME)
    return keys


def _checked(keys: KeyFile, raw_key: bytes | None) -> bytes | None:
    return raw_key if raw_key is not None and keys.fits(raw_key) else None


def _from_plain(keys: KeyFile) -> bytes | None:
    slot = keys.slots.get("plain")
    return _checked(keys, slot.bytes("key")) if slot else None


def _from_keyring(keys: KeyFile) -> bytes | None:
    slot = keys.slots.get("keyring")
    secret = system_keys.load(keys.store) if slot else None
    if slot is None or secret is None:
        return None
    return _checked(keys, keyfile.unwrap(keys.store, slot, secret))


def _from_passphrase(keys: KeyFile, passphrase: str) -> bytes:
    slot = keys.slots.get("passphrase")
    if slot is None:
        raise StoreError("key.no_passphrase")
    secret = _stretched(passphrase, slot.bytes("salt"), slot.values)
    raw_key = _checked(keys, keyfile.unwrap(keys.store, slot, secret))
    if raw_key is None:
        raise StoreError("key.wrong_passphrase")
    return raw_key


def _from_recovery(keys: KeyFile, code: str) -> bytes:
    from desk.core.engine import derive

    typed = recovery.read(code)
    slot = keys.slots.get("recovery")
    secret = derive(typed, f"recovery code of {keys.store}")
    raw_key = _checked(keys, keyfile.unwrap(keys.store, slot, secret)) if slot else None
    if raw_key is None:
        raise StoreError("key.wrong_recovery")
    return raw_key


def _passphrase_slot(keys: KeyFile, raw_key: bytes, passphrase: str) -> Slot:
    if len(_plain(passphrase).strip()) < SHORTEST:
        raise Refused("key.passphrase_short", "passphrase", least=SHORTEST)
    salt = secrets.token_bytes(16)
    values: dict[str, Any] = {"salt": salt.hex(), "kdf": "argon2id", **ARGON2}
    secret = _stretched(passphrase, salt, values)
    return keyfile.wrap(keys.store, "passphrase", raw_key, secret, values)


def _recovery_slot(keys: KeyFile, raw_key: bytes, code: str) -> Slot:
    from desk.core.engine import derive

    # 160 random bits need no stretching.
    secret = derive(recovery.read(code), f"recovery code of {keys.store}")
    return keyfile.wrap(keys.store, "recovery", raw_key, secret, {})


def _put_keyring(keys: KeyFile, raw_key: bytes) -> bool:
    secret = system_keys.load(keys.store) or secrets.token_bytes(KEY_BYTES)
    if not system_keys.save(keys.store, secret):
        return False
    keys.put(keyfile.wrap(keys.store, "keyring", raw_key, secret, {}))
    return True


def _stretched(passphrase: str, salt: bytes, values: dict[str, Any]) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    with suppress(KeyError, TypeError, ValueError):
        time, memory, lanes = int(values["time"]), int(values["memory"]), int(values["lanes"])
        # Costs come from a file that somebody may have altered: never hang on them.
        if time <= 64 and memory <= 4 * 1024 * 1024 and lanes <= 64:
            secret = _plain(passphrase).encode()
            return hash_secret_raw(secret, salt, time, memory, lanes, KEY_BYTES, Type.ID)
    raise StoreError("key.file_damaged", file=keyfile.NAME)


def _plain(passphrase: str) -> str:
    # The same passphrase typed through another input method must open the store.
    return unicodedata.normalize("NFKC", passphrase)
