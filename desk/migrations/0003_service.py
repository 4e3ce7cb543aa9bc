"""Release slips, calls, complaints, callbacks and work orders, with what the site starts from.

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
    CREATE INDEX "release_slip_person_id_at" ON "release_slip" ("person_id", "at") WHERE ("person_id" IS NOT NULL)
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
    """
    CREATE TABLE "outage" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "kind" VARCHAR(40) NOT NULL,
        "building_id" INTEGER,
        "title" VARCHAR(80) NOT NULL,
        "text" TEXT NOT NULL,
        "since" INTEGER NOT NULL,
        "until" INTEGER NOT NULL,
        "ended_at" INTEGER,
        "at" INTEGER NOT NULL,
        "staff" INTEGER,
        "who" VARCHAR(80) NOT NULL,
        FOREIGN KEY ("building_id") REFERENCES "building" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "outage_until" ON "outage" ("until")
    """,
    """
    CREATE TABLE "call" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "number" VARCHAR(20) NOT NULL,
        "direction" VARCHAR(40) NOT NULL,
        "kind" VARCHAR(40) NOT NULL,
        "state" VARCHAR(40) NOT NULL,
        "name" VARCHAR(120) NOT NULL,
        "phone" VARCHAR(40) NOT NULL,
        "unit_id" INTEGER,
        "person_id" INTEGER,
        "subject" TEXT NOT NULL,
        "answer" TEXT NOT NULL,
        "for_whom" VARCHAR(120) NOT NULL,
        "department_id" INTEGER,
        "owner" INTEGER,
        "due" INTEGER,
        "next_due" INTEGER,
        "outcome" TEXT NOT NULL,
        "outage_id" INTEGER,
        "became_kind" VARCHAR(40) NOT NULL,
        "became_id" INTEGER,
        "delivered_at" INTEGER,
        "settled_at" INTEGER,
        "settler" VARCHAR(80) NOT NULL,
        "reason" VARCHAR(300) NOT NULL,
        "business_date" TEXT NOT NULL,
        "at" INTEGER NOT NULL,
        "staff" INTEGER,
        "who" VARCHAR(80) NOT NULL,
        "erased_at" INTEGER,
        "salt" BLOB,
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("department_id") REFERENCES "department" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("outage_id") REFERENCES "outage" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE UNIQUE INDEX "call_number" ON "call" ("number")
    """,
    """
    CREATE INDEX "call_business_date" ON "call" ("business_date")
    """,
    """
    CREATE INDEX "call_at" ON "call" ("at")
    """,
    """
    CREATE INDEX "call_unit_id" ON "call" ("unit_id") WHERE ("unit_id" IS NOT NULL)
    """,
    """
    CREATE INDEX "call_person_id" ON "call" ("person_id") WHERE ("person_id" IS NOT NULL)
    """,
    """
    CREATE INDEX "call_next_due" ON "call" ("next_due") WHERE ("next_due" IS NOT NULL)
    """,
    """
    CREATE INDEX "call_became_id" ON "call" ("became_id") WHERE ("became_id" IS NOT NULL)
    """,
    """
    CREATE INDEX "call_outage_id" ON "call" ("outage_id") WHERE ("outage_id" IS NOT NULL)
    """,
    """
    CREATE INDEX "call_phone" ON "call" ("phone") WHERE ("phone" != '')
    """,
    """
    CREATE INDEX "call_unerased" ON "call" ("at") WHERE ("erased_at" IS NULL)
    """,
    """
    CREATE TABLE "callback" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "kind" VARCHAR(40) NOT NULL,
        "record" INTEGER NOT NULL,
        "unit_id" INTEGER,
        "person_id" INTEGER,
        "name" VARCHAR(120) NOT NULL,
        "phone" VARCHAR(40) NOT NULL,
        "about" VARCHAR(300) NOT NULL,
        "promised_at" INTEGER NOT NULL,
        "due_at" INTEGER NOT NULL,
        "state" VARCHAR(40) NOT NULL,
        "tries" INTEGER NOT NULL,
        "tried_at" INTEGER,
        "score" INTEGER,
        "way" VARCHAR(40) NOT NULL,
        "words" TEXT NOT NULL,
        "unsettled" INTEGER NOT NULL,
        "reason" VARCHAR(300) NOT NULL,
        "done_at" INTEGER,
        "done_by" INTEGER,
        "doer" VARCHAR(80) NOT NULL,
        "owner" INTEGER,
        "business_date" TEXT NOT NULL,
        "at" INTEGER NOT NULL,
        "staff" INTEGER,
        "who" VARCHAR(80) NOT NULL,
        "erased_at" INTEGER,
        "salt" BLOB,
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "callback_unit_id" ON "callback" ("unit_id")
    """,
    """
    CREATE INDEX "callback_person_id" ON "callback" ("person_id")
    """,
    """
    CREATE INDEX "callback_kind_record" ON "callback" ("kind", "record")
    """,
    """
    CREATE INDEX "callback_due_at" ON "callback" ("due_at")
    """,
    """
    CREATE INDEX "callback_open" ON "callback" ("due_at") WHERE ("state" = 'open')
    """,
    """
    CREATE INDEX "callback_unit_open" ON "callback" ("unit_id") WHERE ("state" = 'open')
    """,
    """
    CREATE INDEX "callback_person_open" ON "callback" ("person_id") WHERE ("state" = 'open')
    """,
    """
    CREATE TABLE "callback_try" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "callback_id" INTEGER NOT NULL,
        "outcome" VARCHAR(40) NOT NULL,
        "note" VARCHAR(300) NOT NULL,
        "next_at" INTEGER,
        "at" INTEGER NOT NULL,
        "staff" INTEGER,
        "who" VARCHAR(80) NOT NULL,
        "salt" BLOB,
        FOREIGN KEY ("callback_id") REFERENCES "callback" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "callback_try_callback_id" ON "callback_try" ("callback_id")
    """,
    """
    CREATE TABLE "complaint_category" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "parent_id" INTEGER,
        "code" VARCHAR(40) NOT NULL,
        "name" VARCHAR(80) NOT NULL,
        "respond" INTEGER,
        "feedback" INTEGER,
        "close" INTEGER,
        "clock" VARCHAR(40) NOT NULL,
        "position" INTEGER NOT NULL,
        "active" INTEGER NOT NULL,
        FOREIGN KEY ("parent_id") REFERENCES "complaint_category" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "complaint_category_parent_id" ON "complaint_category" ("parent_id")
    """,
    """
    CREATE TABLE "complaint" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "number" VARCHAR(20) NOT NULL,
        "kind" VARCHAR(40) NOT NULL,
        "was_kind" VARCHAR(40) NOT NULL,
        "converted_at" INTEGER,
        "state" VARCHAR(40) NOT NULL,
        "severity" VARCHAR(40) NOT NULL,
        "source" VARCHAR(40) NOT NULL,
        "unit_id" INTEGER,
        "building_id" INTEGER,
        "person_id" INTEGER,
        "name" VARCHAR(120) NOT NULL,
        "phone" VARCHAR(40) NOT NULL,
        "standing" VARCHAR(40) NOT NULL,
        "place" VARCHAR(200) NOT NULL,
        "category_id" INTEGER NOT NULL,
        "line_id" INTEGER NOT NULL,
        "text" TEXT NOT NULL,
        "wanted" VARCHAR(500) NOT NULL,
        "department_id" INTEGER,
        "owner" INTEGER,
        "owner_name" VARCHAR(80) NOT NULL,
        "clock" VARCHAR(40) NOT NULL,
        "counted_from" INTEGER NOT NULL,
        "respond_due" INTEGER,
        "feedback_due" INTEGER,
        "close_due" INTEGER,
        "next_due" INTEGER,
        "responded_at" INTEGER,
        "fed_back_at" INTEGER,
        "resolved_at" INTEGER,
        "closed_at" INTEGER,
        "paused_at" INTEGER,
        "paused_until" INTEGER,
        "waiting_for" VARCHAR(40) NOT NULL,
        "respond_took" INTEGER,
        "close_took" INTEGER,
        "urged" INTEGER NOT NULL,
        "urged_at" INTEGER,
        "transferred" INTEGER NOT NULL,
        "reopened" INTEGER NOT NULL,
        "result" TEXT NOT NULL,
        "reason" VARCHAR(300) NOT NULL,
        "score" INTEGER,
        "merged_into_id" INTEGER,
        "business_date" TEXT NOT NULL,
        "at" INTEGER NOT NULL,
        "staff" INTEGER,
        "who" VARCHAR(80) NOT NULL,
        "erased_at" INTEGER,
        "salt" BLOB,
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("building_id") REFERENCES "building" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("category_id") REFERENCES "complaint_category" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("line_id") REFERENCES "complaint_category" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("department_id") REFERENCES "department" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("merged_into_id") REFERENCES "complaint" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE UNIQUE INDEX "complaint_number" ON "complaint" ("number")
    """,
    """
    CREATE INDEX "complaint_person_id" ON "complaint" ("person_id")
    """,
    """
    CREATE INDEX "complaint_business_date" ON "complaint" ("business_date")
    """,
    """
    CREATE INDEX "complaint_unit_id_id" ON "complaint" ("unit_id", "id")
    """,
    """
    CREATE INDEX "complaint_line_id_id" ON "complaint" ("line_id", "id")
    """,
    """
    CREATE INDEX "complaint_state_id" ON "complaint" ("state", "id")
    """,
    """
    CREATE INDEX "complaint_next_due" ON "complaint" ("next_due") WHERE ("next_due" IS NOT NULL)
    """,
    """
    CREATE INDEX "complaint_near" ON "complaint" ("building_id", "category_id", "at") WHERE ("building_id" IS NOT NULL)
    """,
    """
    CREATE INDEX "complaint_merged" ON "complaint" ("merged_into_id") WHERE ("merged_into_id" IS NOT NULL)
    """,
    """
    CREATE INDEX "complaint_unit_open" ON "complaint" ("unit_id") WHERE ("closed_at" IS NULL)
    """,
    """
    CREATE INDEX "complaint_person_open" ON "complaint" ("person_id") WHERE ("closed_at" IS NULL)
    """,
    """
    CREATE TABLE "complaint_link" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "complaint_id" INTEGER NOT NULL,
        "kind" VARCHAR(40) NOT NULL,
        "record" INTEGER NOT NULL,
        "at" INTEGER NOT NULL,
        "who" VARCHAR(80) NOT NULL,
        FOREIGN KEY ("complaint_id") REFERENCES "complaint" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE UNIQUE INDEX "complaint_link_complaint_id_kind_record" ON "complaint_link" ("complaint_id", "kind", "record")
    """,
    """
    CREATE INDEX "complaint_link_kind_record" ON "complaint_link" ("kind", "record")
    """,
    """
    CREATE TABLE "complaint_note" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "complaint_id" INTEGER NOT NULL,
        "what" VARCHAR(40) NOT NULL,
        "text" VARCHAR(1000) NOT NULL,
        "at" INTEGER NOT NULL,
        "staff" INTEGER,
        "who" VARCHAR(80) NOT NULL,
        "salt" BLOB,
        FOREIGN KEY ("complaint_id") REFERENCES "complaint" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "complaint_note_complaint_id" ON "complaint_note" ("complaint_id")
    """,
    """
    CREATE TABLE "complaint_pause" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "complaint_id" INTEGER NOT NULL,
        "waiting_for" VARCHAR(40) NOT NULL,
        "reason" VARCHAR(300) NOT NULL,
        "since" INTEGER NOT NULL,
        "until" INTEGER,
        "who" VARCHAR(80) NOT NULL,
        FOREIGN KEY ("complaint_id") REFERENCES "complaint" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "complaint_pause_complaint_id" ON "complaint_pause" ("complaint_id")
    """,
    """
    CREATE TABLE "complaint_step" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "complaint_id" INTEGER NOT NULL,
        "round" INTEGER NOT NULL,
        "key" VARCHAR(40) NOT NULL,
        "skipped" INTEGER NOT NULL,
        "note" VARCHAR(500) NOT NULL,
        "at" INTEGER NOT NULL,
        "staff" INTEGER,
        "who" VARCHAR(80) NOT NULL,
        "salt" BLOB,
        FOREIGN KEY ("complaint_id") REFERENCES "complaint" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE UNIQUE INDEX "complaint_step_complaint_id_round_key" ON "complaint_step" ("complaint_id", "round", "key")
    """,
    """
    INSERT INTO "complaint_category" ("id", "parent_id", "code", "name", "clock", "position", "active") VALUES
    (1, NULL, 'service', '', '', 10, 1),
    (2, NULL, 'engineering', '', '', 20, 1),
    (3, NULL, 'security', '', '', 30, 1),
    (4, NULL, 'cleaning', '', '', 40, 1),
    (5, NULL, 'greening', '', '', 50, 1),
    (6, NULL, 'charging', '', '', 60, 1),
    (7, NULL, 'other', '', '', 70, 1),
    (8, 1, 'attitude', '', '', 80, 1),
    (9, 1, 'slow_reply', '', '', 90, 1),
    (10, 1, 'wrong_answer', '', '', 100, 1),
    (11, 1, 'promise', '', '', 110, 1),
    (12, 2, 'repair_late', '', '', 120, 1),
    (13, 2, 'repair_quality', '', '', 130, 1),
    (14, 2, 'supply', '', '', 140, 1),
    (15, 2, 'lift', '', '', 150, 1),
    (16, 2, 'leak', '', '', 160, 1),
    (17, 2, 'facility', '', '', 170, 1),
    (18, 3, 'gate', '', '', 180, 1),
    (19, 3, 'theft', '', '', 190, 1),
    (20, 3, 'vehicles', '', '', 200, 1),
    (21, 3, 'guard', '', '', 210, 1),
    (22, 4, 'dirt', '', '', 220, 1),
    (23, 4, 'rubbish', '', '', 230, 1),
    (24, 4, 'pests', '', '', 240, 1),
    (25, 4, 'smell', '', '', 250, 1),
    (26, 5, 'plants', '', '', 260, 1),
    (27, 5, 'trees', '', '', 270, 1),
    (28, 6, 'wrong_charge', '', '', 280, 1),
    (29, 6, 'why_charge', '', '', 290, 1),
    (30, 6, 'late_fee', '', '', 300, 1),
    (31, 6, 'invoice', '', '', 310, 1),
    (32, 7, 'noise', '', '', 320, 1),
    (33, 7, 'decoration', '', '', 330, 1),
    (34, 7, 'animals', '', '', 340, 1),
    (35, 7, 'neighbour', '', '', 350, 1)
    """,
    """
    CREATE TABLE "material_price" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "kind" VARCHAR(40) NOT NULL,
        "name" VARCHAR(120) NOT NULL,
        "category" VARCHAR(60) NOT NULL,
        "measure" VARCHAR(20) NOT NULL,
        "price" INTEGER NOT NULL,
        "item_id" INTEGER,
        "position" INTEGER NOT NULL,
        "active" INTEGER NOT NULL,
        FOREIGN KEY ("item_id") REFERENCES "fee_item" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE UNIQUE INDEX "material_price_kind_name" ON "material_price" ("kind", "name")
    """,
    """
    CREATE TABLE "order_kind" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "code" VARCHAR(40) NOT NULL,
        "name" VARCHAR(60) NOT NULL,
        "callback" VARCHAR(40) NOT NULL,
        "callback_hours" INTEGER NOT NULL,
        "paid" INTEGER NOT NULL,
        "position" INTEGER NOT NULL,
        "active" INTEGER NOT NULL
    )
    """,
    """
    CREATE UNIQUE INDEX "order_kind_code" ON "order_kind" ("code") WHERE ("code" != '')
    """,
    """
    CREATE UNIQUE INDEX "order_kind_name" ON "order_kind" ("name") WHERE ("name" != '')
    """,
    """
    CREATE TABLE "work_order" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "number" VARCHAR(20) NOT NULL,
        "state" VARCHAR(40) NOT NULL,
        "kind_id" INTEGER NOT NULL,
        "urgency" VARCHAR(40) NOT NULL,
        "unit_id" INTEGER,
        "place" VARCHAR(200) NOT NULL,
        "facility_id" INTEGER,
        "person_id" INTEGER,
        "name" VARCHAR(300) NOT NULL,
        "phone" VARCHAR(40) NOT NULL,
        "text" TEXT NOT NULL,
        "source" VARCHAR(40) NOT NULL,
        "from_kind" VARCHAR(40) NOT NULL,
        "from_id" INTEGER,
        "paid" INTEGER NOT NULL,
        "wanted_from" INTEGER,
        "wanted_until" INTEGER,
        "plan_from" INTEGER,
        "plan_until" INTEGER,
        "at" INTEGER NOT NULL,
        "business_date" TEXT NOT NULL,
        "staff" INTEGER,
        "who" VARCHAR(80) NOT NULL,
        "arrive_by" INTEGER NOT NULL,
        "due" INTEGER,
        "held" INTEGER,
        "paused_at" INTEGER,
        "pauses" INTEGER NOT NULL,
        "pause_reason" VARCHAR(300) NOT NULL,
        "urged" INTEGER NOT NULL,
        "urged_at" INTEGER,
        "returned" INTEGER NOT NULL,
        "redone" INTEGER NOT NULL,
        "assigned_at" INTEGER,
        "accepted_at" INTEGER,
        "arrived_at" INTEGER,
        "finished_at" INTEGER,
        "called_back_at" INTEGER,
        "closed_at" INTEGER,
        "result" TEXT NOT NULL,
        "score" INTEGER,
        "amount" INTEGER NOT NULL,
        "reason" VARCHAR(300) NOT NULL,
        "erased_at" INTEGER,
        "salt" BLOB,
        FOREIGN KEY ("kind_id") REFERENCES "order_kind" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("facility_id") REFERENCES "facility" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE UNIQUE INDEX "work_order_number" ON "work_order" ("number")
    """,
    """
    CREATE INDEX "work_order_business_date" ON "work_order" ("business_date")
    """,
    """
    CREATE INDEX "work_order_alive" ON "work_order" ("state", "due") WHERE state NOT IN ('closed', 'cancelled')
    """,
    """
    CREATE INDEX "work_order_unit" ON "work_order" ("unit_id", "id") WHERE ("unit_id" IS NOT NULL)
    """,
    """
    CREATE INDEX "work_order_unit_alive" ON "work_order" ("unit_id") WHERE state NOT IN ('closed', 'cancelled')
    """,
    """
    CREATE INDEX "work_order_person_alive" ON "work_order" ("person_id") WHERE state NOT IN ('closed', 'cancelled')
    """,
    """
    CREATE INDEX "work_order_person" ON "work_order" ("person_id", "id") WHERE ("person_id" IS NOT NULL)
    """,
    """
    CREATE INDEX "work_order_facility" ON "work_order" ("facility_id", "id") WHERE ("facility_id" IS NOT NULL)
    """,
    """
    CREATE INDEX "work_order_from" ON "work_order" ("from_kind", "from_id") WHERE ("from_id" IS NOT NULL)
    """,
    """
    CREATE INDEX "work_order_unerased" ON "work_order" ("closed_at") WHERE ("erased_at" IS NULL)
    """,
    """
    CREATE INDEX "work_order_kind" ON "work_order" ("kind_id", "number")
    """,
    """
    CREATE TABLE "order_engineer" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "order_id" INTEGER NOT NULL,
        "staff" INTEGER,
        "name" VARCHAR(80) NOT NULL,
        "since" INTEGER NOT NULL,
        "until" INTEGER,
        "accepted_at" INTEGER,
        FOREIGN KEY ("order_id") REFERENCES "work_order" ("id") ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX "order_engineer_order_id" ON "order_engineer" ("order_id")
    """,
    """
    CREATE INDEX "order_engineer_now" ON "order_engineer" ("staff", "order_id") WHERE ("until" IS NULL)
    """,
    """
    CREATE TABLE "order_file" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "order_id" INTEGER NOT NULL,
        "attachment_id" INTEGER NOT NULL,
        "label" VARCHAR(40) NOT NULL,
        FOREIGN KEY ("order_id") REFERENCES "work_order" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("attachment_id") REFERENCES "attachment" ("id") ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX "order_file_order_id" ON "order_file" ("order_id")
    """,
    """
    CREATE UNIQUE INDEX "order_file_attachment_id" ON "order_file" ("attachment_id")
    """,
    """
    CREATE TABLE "order_line" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "order_id" INTEGER NOT NULL,
        "position" INTEGER NOT NULL,
        "kind" VARCHAR(40) NOT NULL,
        "listed_id" INTEGER,
        "text" VARCHAR(120) NOT NULL,
        "measure" VARCHAR(20) NOT NULL,
        "quantity" INTEGER NOT NULL,
        "price" INTEGER NOT NULL,
        "amount" INTEGER NOT NULL,
        "payer" VARCHAR(40) NOT NULL,
        "charge_id" INTEGER,
        FOREIGN KEY ("order_id") REFERENCES "work_order" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("listed_id") REFERENCES "material_price" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("charge_id") REFERENCES "charge" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "order_line_order_id" ON "order_line" ("order_id")
    """,
    """
    CREATE INDEX "order_line_listed_id" ON "order_line" ("listed_id")
    """,
    """
    CREATE INDEX "order_line_charge_id" ON "order_line" ("charge_id")
    """,
    """
    INSERT INTO "order_kind" ("code", "name", "callback", "callback_hours", "paid", "position", "active") VALUES
    ('water', '', 'always', 24, 1, 10, 1),
    ('power', '', 'always', 24, 1, 20, 1),
    ('doors', '', 'always', 24, 1, 30, 1),
    ('air', '', 'always', 24, 1, 40, 1),
    ('lift', '', 'always', 24, 0, 50, 1),
    ('locks', '', 'always', 24, 1, 60, 1),
    ('light', '', 'always', 24, 0, 70, 1),
    ('leak', '', 'always', 24, 0, 80, 1),
    ('gas', '', 'always', 24, 0, 90, 1),
    ('network', '', 'always', 24, 0, 100, 1),
    ('fire', '', 'always', 24, 0, 110, 1),
    ('facility', '', 'never', 24, 0, 120, 1),
    ('other', '', 'always', 24, 0, 130, 1)
    """,
)


def up(migrator: Any, db: Any) -> None:
    """Run by desk.core.migrate inside one transaction."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
