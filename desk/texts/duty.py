"""Words of the desk itself: staff, log, keys."""

from __future__ import annotations

from desk.core.words import N_

ERRORS = {
    "password.not_alike": N_("The two are not alike. Type them again."),
    "staff.not_locked": N_("{name} is not locked out any more."),
    "key.no_key_store": N_(
        "This computer has no key store that works, or it is locked. A passphrase and the "
        "recovery code open the store all the same."
    ),
}

WORDS = {
    ("staff.state", "active"): N_("Active"),
    ("staff.state", "first"): N_("Password given"),
    ("staff.state", "locked"): N_("Locked out"),
    ("staff.state", "inactive"): N_("Switched off"),
    ("key.slot", "keyring"): N_("Key store of this computer"),
    ("key.slot", "passphrase"): N_("Passphrase"),
    ("key.slot", "recovery"): N_("Printed recovery code"),
    ("key.slot", "plain"): N_("Open key (demo)"),
    ("action", "staff.lock_ended"): N_("ended a lock-out"),
    ("action", "keys.passphrase_set"): N_("set the store's passphrase"),
    ("action", "keys.recovery_made"): N_("made a new recovery code"),
    ("action", "keys.key_store_added"): N_("let the key store open the store"),
    ("action", "keys.removed"): N_("took a way to open the store away"),
}
