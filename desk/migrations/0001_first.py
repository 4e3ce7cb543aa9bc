"""The first schema: core, estate, reception.

Frozen once released: never edit, never import models. Drafted by ``desk.core.schema.draft``.
"""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    """
    CREATE TABLE "file_content" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "sha256" VARCHAR(64) NOT NULL,
        "size" INTEGER NOT NULL,
        "data" BLOB NOT NULL
    )
    """,
    """
    CREATE UNIQUE INDEX "file_content_sha256" ON "file_content" ("sha256")
    """,
    """
    CREATE TABLE "attachment" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "kind" VARCHAR(40) NOT NULL,
        "record" INTEGER NOT NULL,
        "content_id" INTEGER NOT NULL,
        "name" VARCHAR(120) NOT NULL,
        "media_type" VARCHAR(100) NOT NULL,
        "size" INTEGER NOT NULL,
        "added_at" INTEGER NOT NULL,
        "staff" INTEGER,
        "salt" BLOB NOT NULL,
        FOREIGN KEY ("content_id") REFERENCES "file_content" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "attachment_content_id" ON "attachment" ("content_id")
    """,
    """
    CREATE INDEX "attachment_kind_record" ON "attachment" ("kind", "record")
    """,
    """
    CREATE TABLE "audit_entry" (
        "seq" INTEGER NOT NULL PRIMARY KEY,
        "at" INTEGER NOT NULL,
        "business_date" TEXT NOT NULL,
        "staff" INTEGER,
        "who" VARCHAR(80) NOT NULL,
        "desk" VARCHAR(80) NOT NULL,
        "shift" VARCHAR(20) NOT NULL,
        "action" VARCHAR(40) NOT NULL,
        "request" VARCHAR(40),
        "result" INTEGER,
        "body" TEXT NOT NULL,
        "mac" BLOB NOT NULL
    )
    """,
    """
    CREATE INDEX "audit_entry_at" ON "audit_entry" ("at")
    """,
    """
    CREATE INDEX "audit_entry_action" ON "audit_entry" ("action")
    """,
    """
    CREATE UNIQUE INDEX "audit_entry_request" ON "audit_entry" ("request")
    """,
    """
    CREATE TABLE "audit_head" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "seq" INTEGER NOT NULL,
        "seal" BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE "audit_touch" (
        "kind" VARCHAR(40) NOT NULL,
        "record" INTEGER NOT NULL,
        "entry" INTEGER NOT NULL,
        PRIMARY KEY ("kind", "record", "entry")
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE "building" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "code" VARCHAR(20) NOT NULL,
        "name" VARCHAR(80) NOT NULL,
        "sort" VARCHAR(60) NOT NULL,
        "note" TEXT NOT NULL
    )
    """,
    """
    CREATE UNIQUE INDEX "building_code" ON "building" ("code")
    """,
    """
    CREATE INDEX "building_sort" ON "building" ("sort")
    """,
    """
    CREATE TABLE "column_matching" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "fingerprint" VARCHAR(64) NOT NULL,
        "matching" TEXT NOT NULL
    )
    """,
    """
    CREATE UNIQUE INDEX "column_matching_fingerprint" ON "column_matching" ("fingerprint")
    """,
    """
    CREATE TABLE "entrance" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "building_id" INTEGER NOT NULL,
        "code" VARCHAR(20) NOT NULL,
        "name" VARCHAR(80) NOT NULL,
        FOREIGN KEY ("building_id") REFERENCES "building" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "entrance_building_id" ON "entrance" ("building_id")
    """,
    """
    CREATE UNIQUE INDEX "entrance_building_id_code" ON "entrance" ("building_id", "code")
    """,
    """
    CREATE TABLE "unit" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "building_id" INTEGER NOT NULL,
        "entrance_id" INTEGER,
        "room" VARCHAR(40) NOT NULL,
        "code" VARCHAR(80) NOT NULL,
        "sort" VARCHAR(120) NOT NULL,
        "floor" INTEGER,
        "kind" VARCHAR(40) NOT NULL,
        "area" INTEGER,
        "state" VARCHAR(40) NOT NULL,
        "active" INTEGER NOT NULL,
        "note" TEXT NOT NULL,
        FOREIGN KEY ("building_id") REFERENCES "building" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("entrance_id") REFERENCES "entrance" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "unit_building_id" ON "unit" ("building_id")
    """,
    """
    CREATE INDEX "unit_entrance_id" ON "unit" ("entrance_id")
    """,
    """
    CREATE UNIQUE INDEX "unit_code" ON "unit" ("code")
    """,
    """
    CREATE INDEX "unit_sort" ON "unit" ("sort")
    """,
    """
    CREATE INDEX "unit_state" ON "unit" ("state")
    """,
    """
    CREATE TABLE "department" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "name" VARCHAR(80) NOT NULL,
        "phone" VARCHAR(40) NOT NULL,
        "active" INTEGER NOT NULL
    )
    """,
    """
    CREATE UNIQUE INDEX "department_name" ON "department" ("name")
    """,
    """
    CREATE TABLE "person" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "kind" VARCHAR(40) NOT NULL,
        "name" VARCHAR(300) NOT NULL,
        "sort" VARCHAR(300) NOT NULL,
        "sex" VARCHAR(40) NOT NULL,
        "document_kind" VARCHAR(40) NOT NULL,
        "document" VARCHAR(60) NOT NULL,
        "note" TEXT NOT NULL,
        "merged_into_id" INTEGER,
        "erased_at" INTEGER,
        "salt" BLOB,
        FOREIGN KEY ("merged_into_id") REFERENCES "person" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "person_sort" ON "person" ("sort")
    """,
    """
    CREATE INDEX "person_document" ON "person" ("document")
    """,
    """
    CREATE INDEX "person_merged_into_id" ON "person" ("merged_into_id")
    """,
    """
    CREATE TABLE "standing_pass" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "number" VARCHAR(20) NOT NULL,
        "name" VARCHAR(300) NOT NULL,
        "sex" VARCHAR(40) NOT NULL,
        "phone" VARCHAR(40) NOT NULL,
        "document_kind" VARCHAR(40) NOT NULL,
        "document" VARCHAR(60) NOT NULL,
        "company" VARCHAR(300) NOT NULL,
        "plate" VARCHAR(40) NOT NULL,
        "purpose" VARCHAR(120) NOT NULL,
        "unit_id" INTEGER,
        "department_id" INTEGER,
        "host_id" INTEGER,
        "host_name" VARCHAR(300) NOT NULL,
        "valid_from" TEXT NOT NULL,
        "valid_until" TEXT NOT NULL,
        "state" VARCHAR(40) NOT NULL,
        "serial" INTEGER NOT NULL,
        "note" TEXT NOT NULL,
        "photo_id" INTEGER,
        "erased_at" INTEGER,
        "salt" BLOB,
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("department_id") REFERENCES "department" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("host_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("photo_id") REFERENCES "attachment" ("id") ON DELETE SET NULL
    )
    """,
    """
    CREATE UNIQUE INDEX "standing_pass_number" ON "standing_pass" ("number")
    """,
    """
    CREATE INDEX "standing_pass_phone" ON "standing_pass" ("phone")
    """,
    """
    CREATE INDEX "standing_pass_unit_id" ON "standing_pass" ("unit_id")
    """,
    """
    CREATE INDEX "standing_pass_department_id" ON "standing_pass" ("department_id")
    """,
    """
    CREATE INDEX "standing_pass_host_id" ON "standing_pass" ("host_id")
    """,
    """
    CREATE INDEX "standing_pass_valid_until" ON "standing_pass" ("valid_until")
    """,
    """
    CREATE INDEX "standing_pass_photo_id" ON "standing_pass" ("photo_id")
    """,
    """
    CREATE TABLE "visit" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "number" VARCHAR(20) NOT NULL,
        "state" VARCHAR(40) NOT NULL,
        "at" INTEGER NOT NULL,
        "name" VARCHAR(300) NOT NULL,
        "sex" VARCHAR(40) NOT NULL,
        "document_kind" VARCHAR(40) NOT NULL,
        "document" VARCHAR(60) NOT NULL,
        "phone" VARCHAR(40) NOT NULL,
        "company" VARCHAR(300) NOT NULL,
        "people" INTEGER NOT NULL,
        "gone" INTEGER NOT NULL,
        "plate" VARCHAR(40) NOT NULL,
        "unit_id" INTEGER,
        "department_id" INTEGER,
        "host_id" INTEGER,
        "host_name" VARCHAR(300) NOT NULL,
        "purpose" VARCHAR(120) NOT NULL,
        "items" TEXT NOT NULL,
        "badge" VARCHAR(40) NOT NULL,
        "identity" VARCHAR(40) NOT NULL,
        "confirmed" VARCHAR(40) NOT NULL,
        "confirmed_by" VARCHAR(300) NOT NULL,
        "reception" VARCHAR(40) NOT NULL,
        "water" INTEGER NOT NULL,
        "note" TEXT NOT NULL,
        "expected_at" INTEGER,
        "leave_by" INTEGER,
        "in_at" INTEGER,
        "in_by" INTEGER,
        "out_at" INTEGER,
        "out_by" INTEGER,
        "out_how" VARCHAR(40) NOT NULL,
        "standing_id" INTEGER,
        "serial" INTEGER NOT NULL,
        "photo_id" INTEGER,
        "erased_at" INTEGER,
        "salt" BLOB,
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("department_id") REFERENCES "department" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("host_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("standing_id") REFERENCES "standing_pass" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("photo_id") REFERENCES "attachment" ("id") ON DELETE SET NULL
    )
    """,
    """
    CREATE UNIQUE INDEX "visit_number" ON "visit" ("number")
    """,
    """
    CREATE INDEX "visit_at" ON "visit" ("at")
    """,
    """
    CREATE INDEX "visit_document" ON "visit" ("document")
    """,
    """
    CREATE INDEX "visit_phone" ON "visit" ("phone")
    """,
    """
    CREATE INDEX "visit_state_at" ON "visit" ("state", "at")
    """,
    """
    CREATE INDEX "visit_unit_id_at" ON "visit" ("unit_id", "at")
    """,
    """
    CREATE INDEX "visit_department_id" ON "visit" ("department_id") WHERE ("department_id" IS NOT NULL)
    """,
    """
    CREATE INDEX "visit_host_id" ON "visit" ("host_id") WHERE ("host_id" IS NOT NULL)
    """,
    """
    CREATE INDEX "visit_standing_id" ON "visit" ("standing_id") WHERE ("standing_id" IS NOT NULL)
    """,
    """
    CREATE INDEX "visit_photo_id" ON "visit" ("photo_id") WHERE ("photo_id" IS NOT NULL)
    """,
    """
    CREATE INDEX "visit_unerased" ON "visit" ("at") WHERE ("erased_at" IS NULL)
    """,
    """
    CREATE TABLE "companion" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "visit_id" INTEGER NOT NULL,
        "name" VARCHAR(300) NOT NULL,
        "document" VARCHAR(60) NOT NULL,
        "left_at" INTEGER,
        "salt" BLOB,
        FOREIGN KEY ("visit_id") REFERENCES "visit" ("id") ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX "companion_visit_id" ON "companion" ("visit_id")
    """,
    """
    CREATE TABLE "counter" (
        "series" VARCHAR(40) NOT NULL,
        "year" INTEGER NOT NULL,
        "last" INTEGER NOT NULL,
        PRIMARY KEY ("series", "year")
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE "facility" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "building_id" INTEGER,
        "name" VARCHAR(120) NOT NULL,
        "kind" VARCHAR(40) NOT NULL,
        "place" VARCHAR(200) NOT NULL,
        "maker" VARCHAR(120) NOT NULL,
        "installed" TEXT,
        "keeper" VARCHAR(120) NOT NULL,
        "phone" VARCHAR(60) NOT NULL,
        "active" INTEGER NOT NULL,
        "note" TEXT NOT NULL,
        FOREIGN KEY ("building_id") REFERENCES "building" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "facility_building_id" ON "facility" ("building_id")
    """,
    """
    CREATE TABLE "import_batch" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "digest" VARCHAR(64) NOT NULL,
        "at" INTEGER NOT NULL,
        "who" VARCHAR(80) NOT NULL,
        "counts" TEXT NOT NULL
    )
    """,
    """
    CREATE INDEX "import_batch_digest" ON "import_batch" ("digest")
    """,
    """
    CREATE TABLE "note" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "unit_id" INTEGER,
        "person_id" INTEGER,
        "standing" INTEGER NOT NULL,
        "text" TEXT NOT NULL,
        "at" INTEGER NOT NULL,
        "who" VARCHAR(80) NOT NULL,
        "until" TEXT,
        "salt" BLOB,
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX "note_unit_id" ON "note" ("unit_id")
    """,
    """
    CREATE INDEX "note_person_id" ON "note" ("person_id")
    """,
    """
    CREATE TABLE "occupancy" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "unit_id" INTEGER NOT NULL,
        "person_id" INTEGER NOT NULL,
        "role" VARCHAR(40) NOT NULL,
        "share" INTEGER,
        "since" TEXT,
        "until" TEXT,
        "note" TEXT NOT NULL,
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "occupancy_unit_id" ON "occupancy" ("unit_id")
    """,
    """
    CREATE INDEX "occupancy_person_id" ON "occupancy" ("person_id")
    """,
    """
    CREATE TABLE "pet" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "person_id" INTEGER,
        "unit_id" INTEGER,
        "kind" VARCHAR(60) NOT NULL,
        "name" VARCHAR(80) NOT NULL,
        "licence" VARCHAR(60) NOT NULL,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "pet_person_id" ON "pet" ("person_id")
    """,
    """
    CREATE INDEX "pet_unit_id" ON "pet" ("unit_id")
    """,
    """
    CREATE TABLE "phone" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "person_id" INTEGER NOT NULL,
        "number" VARCHAR(40) NOT NULL,
        "label" VARCHAR(60) NOT NULL,
        "position" INTEGER NOT NULL,
        "salt" BLOB,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX "phone_person_id" ON "phone" ("person_id")
    """,
    """
    CREATE INDEX "phone_number" ON "phone" ("number")
    """,
    """
    CREATE TABLE "printed_paper" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "kind" VARCHAR(40) NOT NULL,
        "record" INTEGER NOT NULL,
        "paper" VARCHAR(40) NOT NULL,
        "layout" VARCHAR(40) NOT NULL,
        "data" TEXT NOT NULL,
        "copy" INTEGER NOT NULL,
        "at" INTEGER NOT NULL,
        "staff" INTEGER,
        "who" VARCHAR(80) NOT NULL
    )
    """,
    """
    CREATE INDEX "printed_paper_kind_record" ON "printed_paper" ("kind", "record")
    """,
    """
    CREATE TABLE "saved_view" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "staff" INTEGER NOT NULL,
        "page" VARCHAR(40) NOT NULL,
        "name" VARCHAR(80) NOT NULL,
        "data" TEXT NOT NULL
    )
    """,
    """
    CREATE UNIQUE INDEX "saved_view_staff_page_name" ON "saved_view" ("staff", "page", "name")
    """,
    """
    CREATE TABLE "setting" (
        "key" VARCHAR(40) NOT NULL PRIMARY KEY,
        "value" TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE "staff" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "account" VARCHAR(40) NOT NULL,
        "name" VARCHAR(80) NOT NULL,
        "role" VARCHAR(40) NOT NULL,
        "department" VARCHAR(80) NOT NULL,
        "password" VARCHAR(200) NOT NULL,
        "must_change" INTEGER NOT NULL,
        "active" INTEGER NOT NULL,
        "failures" INTEGER NOT NULL,
        "failed_at" INTEGER,
        "locked_until" INTEGER,
        "signed_in_at" INTEGER
    )
    """,
    """
    CREATE UNIQUE INDEX "staff_account" ON "staff" ("account")
    """,
    """
    CREATE TABLE "suspicion" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "visit_id" INTEGER NOT NULL,
        "text" TEXT NOT NULL,
        "at" INTEGER NOT NULL,
        "who" VARCHAR(80) NOT NULL,
        "closed_at" INTEGER,
        "closed_by" VARCHAR(80) NOT NULL,
        "outcome" TEXT NOT NULL,
        "salt" BLOB,
        FOREIGN KEY ("visit_id") REFERENCES "visit" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "suspicion_visit_id" ON "suspicion" ("visit_id")
    """,
    """
    CREATE INDEX "suspicion_closed_at" ON "suspicion" ("closed_at")
    """,
    """
    CREATE TABLE "vehicle" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "person_id" INTEGER,
        "unit_id" INTEGER,
        "plate" VARCHAR(40) NOT NULL,
        "note" VARCHAR(200) NOT NULL,
        "salt" BLOB,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE,
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "vehicle_person_id" ON "vehicle" ("person_id")
    """,
    """
    CREATE INDEX "vehicle_unit_id" ON "vehicle" ("unit_id")
    """,
    """
    CREATE INDEX "vehicle_plate" ON "vehicle" ("plate")
    """,
    """
    CREATE TABLE "watch_entry" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "kind" VARCHAR(40) NOT NULL,
        "name" VARCHAR(300) NOT NULL,
        "folded" VARCHAR(300) NOT NULL,
        "sound" VARCHAR(300) NOT NULL,
        "phone" VARCHAR(40) NOT NULL,
        "document" VARCHAR(60) NOT NULL,
        "plate" VARCHAR(40) NOT NULL,
        "reason" TEXT NOT NULL,
        "instruction" TEXT NOT NULL,
        "valid_from" TEXT NOT NULL,
        "valid_until" TEXT,
        "active" INTEGER NOT NULL,
        "at" INTEGER NOT NULL,
        "who" VARCHAR(80) NOT NULL,
        "erased_at" INTEGER,
        "salt" BLOB
    )
    """,
    """
    CREATE INDEX "watch_entry_folded" ON "watch_entry" ("folded")
    """,
    """
    CREATE INDEX "watch_entry_sound" ON "watch_entry" ("sound")
    """,
    """
    CREATE INDEX "watch_entry_phone" ON "watch_entry" ("phone")
    """,
    """
    CREATE INDEX "watch_entry_document" ON "watch_entry" ("document")
    """,
    """
    CREATE INDEX "watch_entry_plate" ON "watch_entry" ("plate")
    """,
    """
    CREATE VIRTUAL TABLE search USING fts5(
            tokens, content='', contentless_delete=1, detail=none, tokenize='ascii')
    """,
    """
    INSERT INTO search(search, rank) VALUES('pgsz', 3900)
    """,
    """
    INSERT INTO search(search, rank) VALUES('hashsize', 8388608)
    """,
    """
    CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
    """,
    """
    CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
    """,
    """
    CREATE TRIGGER audit_touch_no_update BEFORE UPDATE ON audit_touch
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
    """,
    """
    CREATE TRIGGER audit_touch_no_delete BEFORE DELETE ON audit_touch
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
    """,
)


def up(migrator: Any, db: Any) -> None:
    """Run by desk.core.migrate inside one transaction."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
