"""The estate's codes in words: units, people, roles, and what is refused about them."""

from __future__ import annotations

from desk.core.words import N_

ERRORS = {
    "field.not_a_choice": N_("This is not one of the choices."),
    "building.unknown": N_("This building is not in the list."),
    "building.code_taken": N_("There is a building {name} already."),
    "building.in_use": N_("{name} has units or facilities; move or retire those first."),
    "entrance.unknown": N_("This entrance is not in the list."),
    "entrance.code_taken": N_("The building has an entrance {name} already."),
    "entrance.in_use": N_("Entrance {name} has units; give them another entrance first."),
    "entrance.elsewhere": N_("This entrance belongs to another building."),
    "unit.unknown": N_("There is no such unit."),
    "unit.code_taken": N_("There is a unit {unit} already."),
    "unit.area_range": N_("An area lies between 0 and 1,000,000 m²."),
    "unit.floor_range": N_("A floor lies between -20 and 200."),
    "unit.occupied": N_("Somebody still has a role at {unit}; end it before the unit goes."),
    "facility.unknown": N_("This facility is not in the list."),
    "department.unknown": N_("This department is not in the list."),
    "department.name_taken": N_("There is a department {name} already."),
    "person.unknown": N_("There is no such person."),
    "person.merged": N_("This record was merged into {name}; open that one."),
    "person.erased": N_("This person's data was erased."),
    "person.too_many_phones": N_("At most {most} telephone numbers."),
    "person.merge_self": N_("Choose two different people to merge."),
    "person.documents_differ": N_(
        "The two have different documents of the same kind. If they are one person, correct the "
        "wrong number first."
    ),
    "person.occupies": N_(
        "{name} still has a role at {units}. End it first, or erase anyway and the role ends today."
    ),
    "personal.reason_needed": N_("Say why: the reason is kept in the activity log."),
    "personal.unknown_field": N_("There is nothing to reveal here."),
    "occupancy.unknown": N_("This role is not in the list."),
    "occupancy.twice": N_("The person has this role at the unit already."),
    "occupancy.ended": N_("This role ended on {until} already."),
    "occupancy.until_before_since": N_("The last day lies before the first."),
    "occupancy.share_range": N_("A share lies above 0 and up to 100 %."),
    "occupancy.share_owner_only": N_("Only owners have a share."),
    "occupancy.share_over": N_("The shares exceed 100 %; {left} % are left."),
    "occupancy.no_owner": N_("Name at least one new owner."),
    "vehicle.unknown": N_("This vehicle is not in the list."),
    "vehicle.twice": N_("{plate} is in the list already."),
    "pet.unknown": N_("This pet is not in the list."),
    "note.unknown": N_("This note is not in the list."),
    "belonging.nobody": N_("Say which unit or person it belongs to."),
    "board.unknown_mode": N_("The board cannot be coloured this way."),
    "import.cancelled": N_("The import was stopped; nothing was changed."),
    "import.problems": N_(
        "{count} rows can't be taken. Mend them in the file, or import the others without them."
    ),
    "import.row.place_long": N_("{cell}: {value} is too long for a room, at most {most}."),
    "import.nothing": N_("There is nothing in this file that can be imported."),
}

WORDS = {
    ("unit.kind", "residence"): N_("Residence"),
    ("unit.kind", "shop"): N_("Shop"),
    ("unit.kind", "office"): N_("Office"),
    ("unit.kind", "parking"): N_("Parking space"),
    ("unit.kind", "storage"): N_("Storage"),
    ("unit.kind", "advertising"): N_("Advertising space"),
    ("unit.kind", "public"): N_("Public area"),
    ("unit.state", "vacant"): N_("Vacant"),
    ("unit.state", "owner_occupied"): N_("Owner-occupied"),
    ("unit.state", "let"): N_("Let"),
    ("unit.state", "decorating"): N_("Being decorated"),
    ("occupancy.role", "owner"): N_("Owner"),
    ("occupancy.role", "tenant"): N_("Tenant"),
    ("occupancy.role", "family"): N_("Family"),
    ("occupancy.role", "employee"): N_("Employee"),
    ("occupancy.role", "agent"): N_("Agent"),
    ("occupancy.role", "emergency"): N_("Emergency contact"),
    ("occupancy.role", "other"): N_("Other occupant"),
    ("person.kind", "person"): N_("Person"),
    ("person.kind", "company"): N_("Company"),
    ("sex", "male"): N_("Male"),
    ("sex", "female"): N_("Female"),
    ("facility.kind", "lift"): N_("Lift"),
    ("facility.kind", "fire"): N_("Fire protection"),
    ("facility.kind", "water"): N_("Water supply"),
    ("facility.kind", "power"): N_("Power supply"),
    ("facility.kind", "access"): N_("Gate or door"),
    ("facility.kind", "camera"): N_("Cameras"),
    ("facility.kind", "parking"): N_("Car park"),
    ("facility.kind", "garden"): N_("Garden"),
    ("facility.kind", "sport"): N_("Play and sport"),
    ("facility.kind", "other"): N_("Other facility"),
    ("duplicate", "document"): N_("Same document"),
    ("duplicate", "phone"): N_("Same telephone"),
    ("duplicate", "name_unit"): N_("Same name at this unit"),
    ("kind", "unit"): N_("Unit"),
    ("kind", "person"): N_("Customer"),
    ("action", "building.created"): N_("Building added"),
    ("action", "building.updated"): N_("Building altered"),
    ("action", "building.removed"): N_("Building removed"),
    ("action", "entrance.created"): N_("Entrance added"),
    ("action", "entrance.updated"): N_("Entrance altered"),
    ("action", "entrance.removed"): N_("Entrance removed"),
    ("action", "department.created"): N_("Department added"),
    ("action", "department.updated"): N_("Department altered"),
    ("action", "facility.created"): N_("Facility added"),
    ("action", "facility.updated"): N_("Facility altered"),
    ("action", "unit.created"): N_("Unit added"),
    ("action", "unit.updated"): N_("Unit altered"),
    ("action", "unit.state_set"): N_("State of the unit set"),
    ("action", "unit.retired"): N_("Unit taken out of use"),
    ("action", "unit.restored"): N_("Unit taken into use again"),
    ("action", "person.created"): N_("Customer added"),
    ("action", "person.updated"): N_("Customer altered"),
    ("action", "person.merged"): N_("Customers merged"),
    ("action", "occupancy.began"): N_("Role at a unit began"),
    ("action", "occupancy.updated"): N_("Role at a unit altered"),
    ("action", "occupancy.ended"): N_("Role at a unit ended"),
    ("action", "occupancy.owner_changed"): N_("Unit passed to new owners"),
    ("action", "vehicle.added"): N_("Vehicle added"),
    ("action", "vehicle.removed"): N_("Vehicle removed"),
    ("action", "pet.added"): N_("Pet added"),
    ("action", "pet.removed"): N_("Pet removed"),
    ("action", "note.added"): N_("Note written"),
    ("action", "note.updated"): N_("Note altered"),
    ("action", "note.removed"): N_("Note removed"),
    ("action", "personal.revealed"): N_("Personal number shown"),
    ("action", "personal.exported"): N_("One person's data handed out"),
    ("action", "personal.erased"): N_("One person's data erased"),
    ("action", "import.committed"): N_("File imported"),
    ("action", "export.all"): N_("Everything exported"),
    ("action", "list.exported"): N_("List exported"),
    ("import.warning", "arrears"): N_(
        "What these units owe becomes their opening balance, due on the day of the import. In all:"
    ),
    ("import.warning", "arrears_known"): N_(
        "These units have an opening balance already: what the file says is not added to it."
    ),
    ("import.warning", "arrears_twice"): N_(
        "The file tells several sums for one unit: the first is taken."
    ),
    ("import.warning", "arrears_credit"): N_(
        "A credit is not taken over: enter it at the till as a prepayment."
    ),
    ("import.warning", "owner_gone"): N_(
        "An owner on record is missing in the file. Nobody's role was ended: check and end it "
        "at the unit."
    ),
    ("import.warning", "role_ended"): N_(
        "Somebody's role at a unit has ended here but stands in the file. It was left ended."
    ),
    ("import.warning", "imported_before"): N_("This very file was imported before."),
    ("permission", "estate.view"): N_("See buildings and units"),
    ("permission", "estate.edit"): N_("Edit buildings and units"),
    ("permission", "customer.view"): N_("See customers"),
    ("permission", "customer.edit"): N_("Edit customers"),
    ("permission", "customer.merge"): N_("Merge customers"),
}
