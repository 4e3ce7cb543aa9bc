"""Repairs: work orders, engineers, labour and materials, with the kinds to begin with.

Frozen once released: never edit, never import models. Drafted by ``desk.core.schema.draft``.
"""

from __future__ import annotations

from typing import Any

STATEMENTS = (
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
