"""Words of the core: access, settings, workflow, staff, the log."""

from __future__ import annotations

from desk.core.words import N_

ERRORS = {
    "access.not_signed_in": N_("Nobody is signed in. Sign in first."),
    "access.denied": N_("Your role may not do this. Ask a supervisor or the administrator."),
    "clock.set_back": N_(
        "This computer's clock says {now}, but the last entry was made at {last}. Set the clock "
        "right and try again; if the clock is right, a manager can accept it in Settings."
    ),
    "record.changed": N_(
        "{who} changed this at {time}. It reads now: {now}. Yours is still here: save again to "
        "keep it."
    ),
    "record.changed_meanwhile": N_(
        "{who} changed {number} at {time}. What you typed is still here: look at theirs, then save."
    ),
    "request.repeated": N_("This was done already."),
    "workflow.not_now": N_("This is not possible any more: somebody has changed it. Look again."),
    "workflow.reason_needed": N_("Give a reason."),
    "setting.wrong_type": N_("This value does not fit here."),
    "setting.out_of_range": N_("Give a number from {low} to {high}."),
    "setting.not_a_choice": N_("Choose one of the list."),
    "setting.shifts": N_("Write shifts as 08:00 Early; 16:00 Late."),
    "setting.time_zone": N_("There is no time zone of this name. Write it as Asia/Shanghai."),
    "sign_in.wrong": N_("Account or password is wrong. Look for Caps Lock and try again."),
    "sign_in.wait": N_("Wait {seconds} seconds before the next try."),
    "sign_in.locked": N_(
        "Too many wrong passwords: this account is locked until {until}. The administrator can "
        "give a new password."
    ),
    "sign_in.inactive": N_("This account is switched off. Ask the administrator."),
    "staff.unknown": N_("This member of staff is not there any more."),
    "staff.account_taken": N_("The account {account} exists already. Choose another."),
    "staff.account_spelling": N_(
        "An account has 2 to 40 letters, digits, dots or dashes, without spaces."
    ),
    "staff.last_administrator": N_(
        "This is the last administrator. Make somebody else administrator first."
    ),
    "second.same_person": N_("A second person must sign this, not yourself."),
    "second.denied": N_("{name} may not approve this."),
    "init.password_needed": N_(
        "Put the administrator's password into the environment variable DESK_ADMIN_PASSWORD."
    ),
    "check.anchor": N_("Write the head of the log as number:code, as it stands on the paper."),
}

WORDS = {
    ("role", "clerk"): N_("Clerk"),
    ("role", "cashier"): N_("Cashier"),
    ("role", "supervisor"): N_("Supervisor"),
    ("role", "manager"): N_("Manager"),
    ("role", "guard"): N_("Guard"),
    ("role", "engineer"): N_("Engineer"),
    ("role", "auditor"): N_("Auditor"),
    ("role", "administrator"): N_("Administrator"),
    ("settings.group", "site"): N_("Site"),
    ("settings.group", "desk"): N_("This desk"),
    ("settings.group", "security"): N_("Security"),
    ("region", "CN"): N_("Mainland China"),
    ("region", "HK"): N_("Hong Kong"),
    ("permission", "staff.view"): N_("See staff"),
    ("permission", "staff.edit"): N_("Edit staff and passwords"),
    ("permission", "staff.own"): N_("Own account"),
    ("permission", "settings.edit"): N_("Change settings"),
    ("permission", "keys.edit"): N_("Manage keys of the store"),
    ("permission", "log.view"): N_("See the activity log"),
    ("permission", "log.export"): N_("Export the activity log"),
    ("permission", "clock.accept"): N_("Accept the clock"),
    ("permission", "personal.reveal"): N_("Reveal personal data"),
    ("permission", "personal.export"): N_("Export one person's data"),
    ("permission", "personal.erase"): N_("Erase one person's data"),
    ("permission", "retention.run"): N_("Erase what is past its time"),
    ("permission", "export.all"): N_("Export everything"),
    ("permission", "list.export"): N_("Export lists"),
    ("permission", "import.run"): N_("Import"),
    ("permission", "paper.print"): N_("Print"),
    ("permission", "today.all"): N_("See what waits for everybody"),
    ("permission", "views.save"): N_("Save views"),
    ("action", "staff.signed_in"): N_("signed in"),
    ("action", "staff.handed_over"): N_("took over the seat"),
    ("action", "staff.signed_out"): N_("signed out"),
    ("action", "staff.unlocked"): N_("unlocked the screen"),
    ("action", "staff.sign_in_failed"): N_("wrong password"),
    ("action", "staff.created"): N_("added a member of staff"),
    ("action", "staff.updated"): N_("changed a member of staff"),
    ("action", "staff.password_reset"): N_("reset a password"),
    ("action", "staff.password_changed"): N_("changed the own password"),
    ("action", "settings.changed"): N_("changed settings"),
    ("action", "view.saved"): N_("saved a view"),
    ("action", "view.removed"): N_("removed a view"),
    ("action", "clock.accepted"): N_("accepted the clock"),
}
