"""The telephone log: calls, and what every caller is told.

Frozen once released: never edit, never import models. Drafted by ``desk.core.schema.draft``.
"""

from __future__ import annotations

from typing import Any

STATEMENTS = (
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
)


def up(migrator: Any, db: Any) -> None:
    """Run by desk.core.migrate inside one transaction."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
