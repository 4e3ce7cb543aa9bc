"""Complaints and callbacks, with the lines and categories to begin with.

Frozen once released: never edit, never import models. Drafted by ``desk.core.schema.draft``.
"""

from __future__ import annotations

from typing import Any

STATEMENTS = (
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
)


def up(migrator: Any, db: Any) -> None:
    """Run by desk.core.migrate inside one transaction."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
