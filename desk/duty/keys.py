"""Keys of the store: in which ways it can be opened, and changing them.

Each change asks for the own password again: whoever finds a seat left open must not walk away
with a recovery code.
"""

from __future__ import annotations

from desk.core import keyslots, staff
from desk.core.access import Permission
from desk.core.desk import Desk
from desk.core.errors import Refused


def slots(desk: Desk) -> tuple[str, ...]:
    """The ways there are: plain, keyring, passphrase, recovery."""
    desk.require(Permission.KEYS_EDIT)
    return keyslots.slots(desk.storage.folder)


def set_passphrase(desk: Desk, password: str, passphrase: str) -> None:
    """Let a passphrase open the store instead of the one before.

    Raises Refused key.passphrase_short; sign_in.* for a wrong own password.
    """
    _confirm(desk, password)
    with desk.change(Permission.KEYS_EDIT, "keys.passphrase_set"):
        keyslots.add_passphrase(desk.storage.folder, desk.storage.key, passphrase)


def new_recovery_code(desk: Desk, password: str) -> str:
    """Make a new recovery code; the old print no longer opens the store."""
    _confirm(desk, password)
    with desk.change(Permission.KEYS_EDIT, "keys.recovery_made"):
        return keyslots.new_recovery_code(desk.storage.folder, desk.storage.key)


def add_key_store(desk: Desk, password: str) -> None:
    """Let this computer's key store open the store. Raises Refused("key.no_key_store")."""
    _confirm(desk, password)
    with desk.change(Permission.KEYS_EDIT, "keys.key_store_added"):
        if not keyslots.add_keyring(desk.storage.folder, desk.storage.key):
            raise Refused("key.no_key_store")


def remove(desk: Desk, password: str, kind: str) -> None:
    """Take one way of opening away. Raises Refused key.no_slot, key.last_slot."""
    _confirm(desk, password)
    with desk.change(Permission.KEYS_EDIT, "keys.removed") as change:
        keyslots.remove(desk.storage.folder, desk.storage.key, kind)
        change.note(kind=kind)


def _confirm(desk: Desk, password: str) -> None:
    desk.require(Permission.KEYS_EDIT)
    assert desk.session is not None
    staff.check_password(desk, desk.session.account, password)
