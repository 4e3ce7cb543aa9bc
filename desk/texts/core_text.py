"""Sentences for what people type: text, phones, documents, money, figures."""

from __future__ import annotations

from desk.core.words import N_

ERRORS = {
    "text.nul": N_("This text holds a character that can't be kept. Type it again by hand."),
    "text.control": N_("This text holds invisible characters. Type it again by hand."),
    "text.too_long": N_("This is {length} characters long; shorten it to {most}."),
    "text.required": N_("Fill this in."),
    "phone.invalid": N_(
        "{phone} is not a phone number. Check the digits; for a number from abroad start with + "
        "and the country's code."
    ),
    "document.kind": N_("Choose the kind of document."),
    "document.length": N_("An ID number has {most} places, here are {length}. Look at it again."),
    "document.format": N_("No such document has a number like this. Check it and its kind."),
    "document.birth_date": N_(
        "The birth date in this ID number does not exist. Check places 7 to 14."
    ),
    "document.check_digit": N_(
        "This number is mistyped: its last place does not fit the rest. Compare it with the "
        "document."
    ),
    "company.length": N_("A company's credit code has {most} places, here are {length}."),
    "company.format": N_(
        "A company's credit code has digits and capitals only, without I, O, S, V and Z."
    ),
    "company.check_digit": N_(
        "This code is mistyped: its last place does not fit the rest. Compare it with the licence."
    ),
    "money.required": N_("Type an amount."),
    "money.invalid": N_("“{text}” is not an amount. Type it as 1234.50."),
    "money.too_precise": N_("Amounts have at most two places after the point."),
    "money.negative": N_("An amount below zero is not possible here."),
    "money.too_large": N_("This amount is too large. Check the number of places."),
    "number.required": N_("Type a number."),
    "number.invalid": N_("“{text}” is not a number. Type it as 89.5."),
    "number.too_precise": N_("Give at most {places} places after the point."),
}

WORDS = {
    ("document.kind", "id_card"): N_("ID card"),
    ("document.kind", "hkid"): N_("Hong Kong ID card"),
    ("document.kind", "macau_id"): N_("Macau ID card"),
    ("document.kind", "passport"): N_("Passport"),
    ("document.kind", "home_return"): N_("Home return permit"),
    ("document.kind", "taiwan_permit"): N_("Taiwan travel permit"),
    ("document.kind", "residence"): N_("Residence permit"),
    ("document.kind", "driving_licence"): N_("Driving licence"),
    ("document.kind", "work_card"): N_("Work card"),
    ("document.kind", "other"): N_("Other document"),
    ("document.doubt", "document.future_birth"): N_("The birth date lies in the future."),
    ("document.doubt", "document.very_old"): N_("The birth date is more than 120 years ago."),
    ("document.doubt", "document.unknown_place"): N_("The first six places name no known place."),
    ("currency", "CNY"): N_("Renminbi"),
    ("currency", "HKD"): N_("Hong Kong dollar"),
    ("currency", "MOP"): N_("Macau pataca"),
    ("currency", "TWD"): N_("Taiwan dollar"),
    ("currency", "USD"): N_("US dollar"),
    ("currency", "EUR"): N_("Euro"),
}
