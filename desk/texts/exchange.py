"""Words of import and export: what is wrong with a file or a cell, and how to mend it."""

from __future__ import annotations

from desk.core.words import N_

ERRORS = {
    "import.file_missing": N_("The file {file} is not there. Choose it again."),
    "import.file_changed": N_(
        "{file} was altered after it was checked. Look at what is new, then import again."
    ),
    "import.file_unreadable": N_(
        "The file {file} can't be read. If another program has it open, close it there; or ask "
        "whoever owns the file for access."
    ),
    "import.file_empty": N_("The file {file} is empty. Choose the one with the data."),
    "import.file_kind": N_(
        "{file} is not a workbook. Choose an Excel file (.xlsx, .xls), an OpenDocument sheet "
        "(.ods) or a .csv file."
    ),
    "import.file_misnamed": N_(
        "{file} is named as text but is a workbook. Give it its right ending (.xlsx or .xls) and "
        "try again."
    ),
    "import.file_is_text": N_(
        "{file} is named as a workbook but holds plain text or a web page. Open it in Excel or "
        "WPS, save it as .xlsx and choose the new file."
    ),
    "import.file_not_workbook": N_(
        "{file} is another kind of document. Choose a workbook with a list of units."
    ),
    "import.file_damaged": N_(
        "{file} is damaged or incomplete. Open it in Excel or WPS, save it again under a new name "
        "and choose that one."
    ),
    "import.file_encrypted": N_(
        "{file} is protected by a password. Open it in Excel or WPS, take the password away, save "
        "it and try again."
    ),
    "import.file_too_large": N_(
        "{file} is larger than {limit} MB. Split it into several workbooks, or take pictures out."
    ),
    "import.file_bomb": N_(
        "{file} is built in a way that would use up this computer's memory, so it was not opened. "
        "Copy the list into a new workbook and choose that one."
    ),
    "import.too_many_cells": N_(
        "{file} says that it has more than {limit} cells. Something may stand far below or far to "
        "the right of the list: copy only the list into a new workbook and choose that one."
    ),
    "import.too_many_sheets": N_(
        "{file} has more than {limit} sheets. Copy the ones with the list into a new workbook."
    ),
    "import.file_encoding": N_(
        "The encoding of {file} can't be recognised. Open it in Excel or WPS and save it as .xlsx."
    ),
    "import.no_table": N_(
        "No list of rooms was found in {file}. It needs a row of titles with a column for the "
        "room, such as 房号."
    ),
    "import.row.room": N_("{cell}: “{value}” is no room number. Write it as 3-1502 or 1502."),
    "import.row.room_is_date": N_(
        "{cell}: Excel has made a date of this room number. Format the column as text and type "
        "the number again."
    ),
    "import.row.no_room": N_("{cell}: this row has no room number. Fill it in or empty the row."),
    "import.row.no_room_column": N_(
        "{sheet}: none of the columns is known to hold the room. Say which one it is."
    ),
    "import.row.no_building": N_(
        "{cell}: no building is given for room {value}. Write it before the room (3-1502), in a "
        "column of its own, or say above which building the list is of."
    ),
    "import.row.nul": N_("{cell}: the text holds a character that can't be kept. Type it again."),
    "import.row.name_long": N_("{cell}: a name may have 300 characters at most. Shorten it."),
    "import.row.area": N_("{cell}: “{value}” is no area. Write it as 89.50."),
    "import.row.number": N_("{cell}: “{value}” is no number."),
    "import.row.date": N_("{cell}: “{value}” is no date. Write it as 2024-03-30."),
    "import.row.money": N_("{cell}: “{value}” is no amount of money. Write it as 1280.50."),
    "import.row.kind": N_(
        "{cell}: “{value}” is no known kind of unit. Write residence, shop, office, parking, "
        "storage, advertising or public, or leave the column out."
    ),
    "import.row.state": N_(
        "{cell}: “{value}” is no known state. Write vacant, owner-occupied, let or decorating, or "
        "leave the column out."
    ),
    "import.row.role": N_(
        "{cell}: “{value}” does not say who the person is. Write owner, family, tenant, employee, "
        "agent or other."
    ),
    "export.file_in_use": N_(
        "{file} is open in another program or write-protected. Close it there, or choose another "
        "name."
    ),
    "export.file_kind": N_("Give {file} the ending .xlsx or .csv."),
    "export.too_many_rows": N_(
        "A workbook holds {limit} rows at most. Filter the list first, or export it as .csv."
    ),
}

WORDS = {
    ("import.mark", "known"): N_("by its title"),
    ("import.mark", "guessed"): N_("by its values"),
    ("import.mark", "chosen"): N_("chosen before"),
    ("import.mark", "left_out"): N_("not clear: left out"),
    ("import.field", ""): N_("Leave out"),
    ("import.field", "building"): N_("Building"),
    ("import.field", "entrance"): N_("Entrance"),
    ("import.field", "floor"): N_("Floor"),
    ("import.field", "room"): N_("Room"),
    ("import.field", "kind"): N_("Kind of unit"),
    ("import.field", "area"): N_("Area"),
    ("import.field", "state"): N_("State"),
    ("import.field", "owner"): N_("Owner"),
    ("import.field", "co_owner"): N_("Co-owner"),
    ("import.field", "phone"): N_("Telephone"),
    ("import.field", "tenant"): N_("Tenant"),
    ("import.field", "tenant_phone"): N_("Tenant's telephone"),
    ("import.field", "person_role"): N_("Person's role"),
    ("import.field", "sex"): N_("Sex"),
    ("import.field", "document"): N_("Document number"),
    ("import.field", "moved_in"): N_("Move-in date"),
    ("import.field", "arrears"): N_("Arrears"),
    ("import.field", "plate"): N_("Plate"),
    ("import.field", "note"): N_("Note"),
}
