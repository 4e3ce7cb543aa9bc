"""Release slips: slips, goods, calls to the owner, bundles of stubs.

Frozen once released: never edit, never import models. Drafted by ``desk.core.schema.draft``.
"""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    """
    CREATE TABLE "release_slip" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "number" VARCHAR(20) NOT NULL,
        "state" VARCHAR(40) NOT NULL,
        "version" INTEGER NOT NULL,
        "at" INTEGER NOT NULL,
        "staff" INTEGER,
        "who" VARCHAR(80) NOT NULL,
        "unit_id" INTEGER,
        "kind" VARCHAR(40) NOT NULL,
        "person_id" INTEGER,
        "name" VARCHAR(300) NOT NULL,
        "standing" VARCHAR(40) NOT NULL,
        "identity" VARCHAR(40) NOT NULL,
        "document_kind" VARCHAR(40) NOT NULL,
        "document" VARCHAR(60) NOT NULL,
        "phone" VARCHAR(40) NOT NULL,
        "authority" VARCHAR(40) NOT NULL,
        "authority_name" VARCHAR(300) NOT NULL,
        "authority_note" VARCHAR(300) NOT NULL,
        "carrier" VARCHAR(300) NOT NULL,
        "plate" VARCHAR(40) NOT NULL,
        "valid_from" TEXT NOT NULL,
        "valid_until" TEXT NOT NULL,
        "note" TEXT NOT NULL,
        "arrears" TEXT,
        "looked_at" INTEGER,
        "owed" INTEGER NOT NULL,
        "late_fee" INTEGER NOT NULL,
        "decision" VARCHAR(40) NOT NULL,
        "decision_reason" VARCHAR(300) NOT NULL,
        "decided_by" VARCHAR(80) NOT NULL,
        "promised" INTEGER,
        "promised_on" TEXT,
        "contact" INTEGER,
        "checked_at" INTEGER,
        "checked_by" VARCHAR(80) NOT NULL,
        "issued_at" INTEGER,
        "issued_by" VARCHAR(80) NOT NULL,
        "copies" INTEGER NOT NULL,
        "serial" INTEGER NOT NULL,
        "out_at" INTEGER,
        "guard" VARCHAR(80) NOT NULL,
        "gate_note" VARCHAR(300) NOT NULL,
        "mismatch_at" INTEGER,
        "mismatch" TEXT,
        "filed_at" INTEGER,
        "filed_by" VARCHAR(80) NOT NULL,
        "void_at" INTEGER,
        "void_by" VARCHAR(80) NOT NULL,
        "void_reason" VARCHAR(300) NOT NULL,
        "replaces_id" INTEGER,
        "erased_at" INTEGER,
        "salt" BLOB,
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("replaces_id") REFERENCES "release_slip" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE UNIQUE INDEX "release_slip_number" ON "release_slip" ("number")
    """,
    """
    CREATE INDEX "release_slip_at" ON "release_slip" ("at")
    """,
    """
    CREATE INDEX "release_slip_state_valid_until" ON "release_slip" ("state", "valid_until")
    """,
    """
    CREATE INDEX "release_slip_unit_id_at" ON "release_slip" ("unit_id", "at")
    """,
    """
    CREATE INDEX "release_slip_person_id" ON "release_slip" ("person_id") WHERE ("person_id" IS NOT NULL)
    """,
    """
    CREATE INDEX "release_slip_replaces_id" ON "release_slip" ("replaces_id") WHERE ("replaces_id" IS NOT NULL)
    """,
    """
    CREATE INDEX "slip_unerased" ON "release_slip" ("valid_until") WHERE ("erased_at" IS NULL)
    """,
    """
    CREATE TABLE "slip_bundle" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "at" INTEGER NOT NULL,
        "staff" INTEGER,
        "who" VARCHAR(80) NOT NULL,
        "until" TEXT NOT NULL,
        "stubs" INTEGER NOT NULL,
        "counts" TEXT NOT NULL,
        "note" VARCHAR(300) NOT NULL
    )
    """,
    """
    CREATE INDEX "slip_bundle_at" ON "slip_bundle" ("at")
    """,
    """
    CREATE TABLE "slip_check" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "bundle_id" INTEGER NOT NULL,
        "slip_id" INTEGER,
        "stub" VARCHAR(40) NOT NULL,
        "said" VARCHAR(40) NOT NULL,
        "result" VARCHAR(40) NOT NULL,
        "note" VARCHAR(300) NOT NULL,
        "salt" BLOB,
        FOREIGN KEY ("bundle_id") REFERENCES "slip_bundle" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("slip_id") REFERENCES "release_slip" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "slip_check_bundle_id" ON "slip_check" ("bundle_id")
    """,
    """
    CREATE INDEX "slip_check_slip_id" ON "slip_check" ("slip_id")
    """,
    """
    CREATE TABLE "slip_item" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "slip_id" INTEGER NOT NULL,
        "position" INTEGER NOT NULL,
        "name" VARCHAR(120) NOT NULL,
        "quantity" INTEGER NOT NULL,
        "measure" VARCHAR(20) NOT NULL,
        "note" VARCHAR(200) NOT NULL,
        "released" INTEGER NOT NULL,
        "salt" BLOB,
        FOREIGN KEY ("slip_id") REFERENCES "release_slip" ("id") ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX "slip_item_slip_id_position" ON "slip_item" ("slip_id", "position")
    """,
    """
    CREATE TABLE "slip_ring" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "slip_id" INTEGER NOT NULL,
        "at" INTEGER NOT NULL,
        "number" VARCHAR(40) NOT NULL,
        "name" VARCHAR(300) NOT NULL,
        "answer" VARCHAR(40) NOT NULL,
        "note" VARCHAR(300) NOT NULL,
        "who" VARCHAR(80) NOT NULL,
        "salt" BLOB,
        FOREIGN KEY ("slip_id") REFERENCES "release_slip" ("id") ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX "slip_ring_slip_id" ON "slip_ring" ("slip_id")
    """,
)


def up(migrator: Any, db: Any) -> None:
    """Run by desk.core.migrate inside one transaction."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
