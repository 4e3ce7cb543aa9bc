"""The system's key store (Windows Credential Locker, macOS Keychain, Secret Service, KWallet).

A computer may have none, a locked one or a broken one: each of that means "no key here", never an
error. Importing ``keyring`` is slow, so it happens only for stores that have such a slot.
"""

from __future__ import annotations

import logging
from typing import Any

SERVICE = "front-desk"
# keyring gives real key stores 1 and above; below are plain files and stand-ins for none.
LEAST_PRIORITY = 1

_log = logging.getLogger(__name__)


def available() -> bool:
    """Whether this computer seems to have a key store; only ``save`` tells whether it works."""
    try:
        return _backend() is not None
    except Exception as error:  # noqa: BLE001  (each backend raises kinds of its own)
        _log.info("no key store: %r", error)
        return False


def load(store: str) -> bytes | None:
    """The secret kept for ``store``, or None."""
    try:
        backend = _backend()
        text = backend.get_password(SERVICE, store) if backend else None
        return bytes.fromhex(text) if text else None
    except Exception as error:  # noqa: BLE001  (each backend raises kinds of its own)
        _log.info("no key from the system's key store: %r", error)
        return None


def save(store: str, secret: bytes) -> bool:
    """Keep ``secret`` for ``store``; True once it has been read back."""
    try:
        backend = _backend()
        if backend is None:
            return False
        backend.set_password(SERVICE, store, secret.hex())
        return bool(backend.get_password(SERVICE, store) == secret.hex())
    except Exception as error:  # noqa: BLE001
        _log.info("the system's key store did not take the key: %r", error)
        return False


def forget(store: str) -> None:
    """Delete what is kept for ``store``, if it can be."""
    try:
        backend = _backend()
        if backend is not None:
            backend.delete_password(SERVICE, store)
    except Exception as error:  # noqa: BLE001
        _log.info("the system's key store did not forget the key: %r", error)


def _backend() -> Any:
    import keyring

    backend = keyring.get_keyring()
    return backend if backend.priority >= LEAST_PRIORITY else None
