"""Words for papers and for the codes on them."""

from __future__ import annotations

from desk.core.words import N_

ERRORS = {
    "paper.glyph_missing": N_(
        "The paper's font has no picture for: {chars}. Write these in another way, or print them "
        "as empty boxes."
    ),
    "paper.control_character": N_(
        "The text has a hidden control character ({number}) in it. Delete the text and type it "
        "again."
    ),
    "paper.font_missing": N_(
        "The paper font {file} is missing or damaged, so nothing can be printed. Install the "
        "program again; your data is not affected."
    ),
    "paper.photo_unreadable": N_(
        "This photo can't be read. Choose a JPEG or PNG picture, or print without a photo."
    ),
    "paper.layout_unknown": N_("This paper does not come in that size ({layout}). Choose another."),
    "paper.none": N_("There is nothing to print. Choose at least one."),
    "paper.unknown": N_(
        "This program does not know the paper “{paper}”. It was printed by a newer version: "
        "update this desk, then print again."
    ),
    "paper.data_damaged": N_(
        "What was printed can't be read back ({part}). Print a new paper from the record instead."
    ),
    "paper.code_too_long": N_("The text for the QR code is too long to be scanned."),
    "paper.pdf_unreadable": N_("This paper can't be shown. Close the preview and print it again."),
    "token.unreadable": N_(
        "This is not a code from this desk, or it was read only in part. Scan it again, slowly and "
        "flat; if that fails, type the number beside it."
    ),
    "token.altered": N_(
        "This code was misread or changed after printing. Scan it again; if it stays so, compare "
        "the number with the register and keep the paper."
    ),
    "token.foreign_site": N_(
        "This paper is from another site. It is not valid here: register the visitor anew."
    ),
    "token.forged": N_(
        "This paper was not made by this desk. Keep it, do not let it pass, and tell security."
    ),
}
