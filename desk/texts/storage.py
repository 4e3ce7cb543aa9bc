"""Words for the store: its file, its keys, passwords and attached files."""

from __future__ import annotations

from desk.core.words import N_

ERRORS = {
    "store.in_use": N_(
        "Another program is using this data ({who}). Close it there first, or use that window. "
        "Folder: {folder}"
    ),
    "store.network_folder": N_(
        "{folder} is on a network drive or shared folder, where data can be damaged. "
        "Choose a folder on this computer's own disk."
    ),
    "store.disk_full": N_(
        "The disk is full, so nothing was saved. Free some space on the disk of {folder}, "
        "then try again. What was saved before is safe."
    ),
    "store.low_space": N_(
        "Only {free} MB are free on this disk. Free some space soon, or saving will stop."
    ),
    "store.read_only": N_(
        "{folder} can't be written. Ask whoever looks after this computer to allow writing "
        "there, or choose another folder."
    ),
    "store.cannot_open": N_(
        "The data in {folder} can't be opened. Check that the folder can be written and that the "
        "disk is connected, then start again."
    ),
    "store.cannot_write": N_(
        "{file} could not be written in {folder}. If it is open in another program, close it "
        "there, or choose another name or folder."
    ),
    "store.disk_trouble": N_(
        "The disk did not answer, so nothing was saved. Check that the disk of {folder} is "
        "connected, then start again. If it happens again, make a backup to another disk."
    ),
    "store.damaged": N_(
        "The data file {file} is damaged. Don't delete it: close the program, copy the folder "
        "somewhere safe, and restore the newest backup. ({detail})"
    ),
    "store.wrong_key": N_(
        "The key does not belong to this data file. Check that {file} and desk.keys in {folder} "
        "come from the same place, or restore a backup."
    ),
    "store.not_encrypted": N_(
        "{file} in {folder} is not a front desk data file (it is not encrypted). "
        "Move it away and restore a backup."
    ),
    "store.missing": N_(
        "There is no data in {folder}. Choose the right folder, restore a backup, "
        "or set up a new desk."
    ),
    "store.exists": N_("There is data in {folder} already. Open it, or choose an empty folder."),
    "store.busy": N_(
        "Another job is still saving (an import or a backup). Wait until it has finished, "
        "then try again."
    ),
    "store.closed": N_(
        "The data was closed before this had finished, so nothing of it was saved. "
        "Start the program again and repeat it."
    ),
    "store.old_driver": N_(
        "The database part of this program ({version}) is too old to be safe. "
        "Install the program again."
    ),
    "store.newer_schema": N_(
        "This data was last used by a newer version of the program ({version}). "
        "Install that version on this computer, then open it again."
    ),
    "store.migration_failed": N_(
        "The data could not be brought up to this version ({name}). It was left as it was: keep "
        "using the version before, and send this message to whoever looks after the program."
    ),
    "key.needed": N_(
        "This data is locked. Type its passphrase, or the recovery code that was printed "
        "when the desk was set up."
    ),
    "key.wrong_passphrase": N_(
        "The passphrase is wrong. Check Caps Lock and the input method, and try again, "
        "or use the recovery code."
    ),
    "key.no_passphrase": N_(
        "No passphrase was set for this data. Use the recovery code that was printed when the "
        "desk was set up."
    ),
    "key.wrong_recovery": N_(
        "The recovery code is typed correctly but belongs to other data, or a newer code has "
        "replaced it. Look for the print with the latest date."
    ),
    "key.recovery_typo": N_(
        "There is a typing mistake in group {group} of the recovery code. Compare it with the "
        "print."
    ),
    "key.recovery_length": N_(
        "The recovery code has {wanted} letters and digits; {typed} were typed. "
        "Compare it with the print."
    ),
    "key.file_missing": N_(
        "The key file {file} is missing from {folder}. Put it back from a backup; without it the "
        "data can't be opened."
    ),
    "key.file_damaged": N_(
        "The key file {file} and its copy are damaged. Put them back from a backup; "
        "don't delete the data file."
    ),
    "key.file_newer": N_(
        "The key file {file} was written by a newer version of the program. "
        "Install that version on this computer."
    ),
    "key.passphrase_needed": N_(
        "This computer has no key store of its own that could be used. Choose a passphrase that "
        "opens the data."
    ),
    "key.passphrase_short": N_("A passphrase needs at least {least} characters. Several words do."),
    "key.no_slot": N_("This way of opening the data is not set up, so there is nothing to remove."),
    "key.last_slot": N_(
        "This is the last way to open the data. Set up another one before removing it."
    ),
    "password.too_short": N_("A password needs at least {least} characters. Make it longer."),
    "password.too_long": N_("A password may have at most {most} characters. Make it shorter."),
    "password.is_account": N_("The password is the account's name. Choose something else."),
    "password.common": N_(
        "This password is one of the first that anybody would try. Choose something else."
    ),
    "file.unreadable": N_(
        "{name} can't be read. Check that it is still there and not open in another program."
    ),
    "file.empty": N_("{name} is empty. Choose another file."),
    "file.too_large": N_(
        "{name} is larger than {megabytes} MB. Make it smaller (scan at a lower resolution), "
        "or split it."
    ),
    "file.kind": N_(
        "{name} is not a kind of file that can be attached. Pictures, PDF, Word, Excel and plain "
        "text can; save it as one of these."
    ),
    "file.unknown": N_("This file is no longer attached. Refresh the page."),
}

WORDS = {
    ("key.slot", "plain"): N_("Unprotected (demo data only)"),
    ("key.slot", "keyring"): N_("This computer's key store"),
    ("key.slot", "passphrase"): N_("Passphrase"),
    ("key.slot", "recovery"): N_("Printed recovery code"),
}
