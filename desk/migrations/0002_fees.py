"""Fees: items, charges, receipts, accounts, the drawer, dunning.

Frozen once released: never edit, never import models. Drafted by ``desk.core.schema.draft``.
"""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    """
    CREATE TABLE "fee_item" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "name" VARCHAR(80) NOT NULL,
        "kind" VARCHAR(40) NOT NULL,
        "payer" VARCHAR(40) NOT NULL,
        "unit_kinds" TEXT NOT NULL,
        "cycle" INTEGER NOT NULL,
        "cycle_start" INTEGER NOT NULL,
        "due_day" INTEGER NOT NULL,
        "late_rate" INTEGER,
        "grace" INTEGER,
        "late_cap" INTEGER,
        "active" INTEGER NOT NULL,
        "position" INTEGER NOT NULL,
        "note" TEXT NOT NULL,
        "purpose" VARCHAR(40) NOT NULL
    )
    """,
    """
    CREATE UNIQUE INDEX "fee_item_name" ON "fee_item" ("name")
    """,
    """
    CREATE INDEX "fee_item_kind" ON "fee_item" ("kind")
    """,
    """
    CREATE UNIQUE INDEX "fee_item_purpose" ON "fee_item" ("purpose") WHERE ("purpose" != '')
    """,
    """
    CREATE TABLE "account" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "number" VARCHAR(20),
        "kind" VARCHAR(40) NOT NULL,
        "unit_id" INTEGER,
        "person_id" INTEGER,
        "item_id" INTEGER,
        "balance" INTEGER NOT NULL,
        "opened_on" TEXT NOT NULL,
        "note" VARCHAR(200) NOT NULL,
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("item_id") REFERENCES "fee_item" ("id") ON DELETE RESTRICT,
        CHECK (balance >= 0)
    )
    """,
    """
    CREATE UNIQUE INDEX "account_number" ON "account" ("number")
    """,
    """
    CREATE INDEX "account_unit_id" ON "account" ("unit_id")
    """,
    """
    CREATE INDEX "account_person_id" ON "account" ("person_id")
    """,
    """
    CREATE TABLE "account_entry" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "account_id" INTEGER NOT NULL,
        "document" VARCHAR(40) NOT NULL,
        "document_id" INTEGER NOT NULL,
        "amount" INTEGER NOT NULL,
        "business_date" TEXT NOT NULL,
        "at" INTEGER NOT NULL,
        FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "account_entry_account_id" ON "account_entry" ("account_id")
    """,
    """
    CREATE INDEX "account_entry_document_document_id" ON "account_entry" ("document", "document_id")
    """,
    """
    CREATE TABLE "adjustment" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "number" VARCHAR(20) NOT NULL,
        "kind" VARCHAR(40) NOT NULL,
        "state" VARCHAR(40) NOT NULL,
        "unit_id" INTEGER,
        "account_id" INTEGER,
        "target_id" INTEGER,
        "amount" INTEGER NOT NULL,
        "reason" VARCHAR(300) NOT NULL,
        "business_date" TEXT NOT NULL,
        "at" INTEGER NOT NULL,
        "staff" INTEGER,
        "who" VARCHAR(80) NOT NULL,
        "decided_at" INTEGER,
        "decided_by" INTEGER,
        "decider" VARCHAR(80) NOT NULL,
        "decision" VARCHAR(300) NOT NULL,
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("target_id") REFERENCES "account" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE UNIQUE INDEX "adjustment_number" ON "adjustment" ("number")
    """,
    """
    CREATE INDEX "adjustment_state" ON "adjustment" ("state")
    """,
    """
    CREATE INDEX "adjustment_unit_id" ON "adjustment" ("unit_id")
    """,
    """
    CREATE TABLE "tariff" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "item_id" INTEGER NOT NULL,
        "since" TEXT NOT NULL,
        "until" TEXT,
        "building_id" INTEGER,
        "unit_kind" VARCHAR(40) NOT NULL,
        "price" INTEGER NOT NULL,
        "pool" INTEGER,
        "basis" VARCHAR(40) NOT NULL,
        "steps" TEXT NOT NULL,
        "formula" TEXT NOT NULL,
        "vacant_rate" INTEGER,
        FOREIGN KEY ("item_id") REFERENCES "fee_item" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("building_id") REFERENCES "building" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "tariff_item_id" ON "tariff" ("item_id")
    """,
    """
    CREATE INDEX "tariff_building_id" ON "tariff" ("building_id")
    """,
    """
    CREATE TABLE "charge" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "unit_id" INTEGER NOT NULL,
        "person_id" INTEGER,
        "item_id" INTEGER NOT NULL,
        "tariff_id" INTEGER,
        "source" VARCHAR(40) NOT NULL,
        "source_id" INTEGER,
        "state" VARCHAR(40) NOT NULL,
        "billed" INTEGER NOT NULL,
        "posted_on" TEXT NOT NULL,
        "period_from" TEXT NOT NULL,
        "period_to" TEXT NOT NULL,
        "due" TEXT NOT NULL,
        "quantity" INTEGER,
        "price" INTEGER,
        "part" INTEGER NOT NULL,
        "parts" INTEGER NOT NULL,
        "rate" INTEGER NOT NULL,
        "inputs" TEXT,
        "amount" INTEGER NOT NULL,
        "paid" INTEGER NOT NULL,
        "reduced" INTEGER NOT NULL,
        "balance" INTEGER NOT NULL,
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("item_id") REFERENCES "fee_item" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("tariff_id") REFERENCES "tariff" ("id") ON DELETE RESTRICT,
        CHECK (balance = amount - paid - reduced),
        CHECK (amount >= 0 AND paid >= 0 AND reduced >= 0 AND balance >= 0)
    )
    """,
    """
    CREATE INDEX "charge_unit_id" ON "charge" ("unit_id")
    """,
    """
    CREATE INDEX "charge_open" ON "charge" ("unit_id", "due") WHERE ("balance" > 0)
    """,
    """
    CREATE INDEX "charge_open_person" ON "charge" ("person_id") WHERE ("balance" > 0)
    """,
    """
    CREATE UNIQUE INDEX "charge_billed" ON "charge" ("unit_id", "item_id", "period_from") WHERE ("billed" = 1)
    """,
    """
    CREATE INDEX "charge_source" ON "charge" ("source", "source_id") WHERE (("source" != 'run') AND ("source_id" IS NOT NULL))
    """,
    """
    CREATE TABLE "cash_shift" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "number" VARCHAR(20) NOT NULL,
        "desk" VARCHAR(80) NOT NULL,
        "state" VARCHAR(40) NOT NULL,
        "opened_at" INTEGER NOT NULL,
        "opened_by" INTEGER,
        "opener" VARCHAR(80) NOT NULL,
        "business_date" TEXT NOT NULL,
        "opening" INTEGER NOT NULL,
        "opening_counts" TEXT NOT NULL,
        "closed_at" INTEGER,
        "closed_by" INTEGER,
        "closer" VARCHAR(80) NOT NULL,
        "counts" TEXT NOT NULL,
        "counted" INTEGER,
        "expected" INTEGER,
        "difference" INTEGER,
        "reason" VARCHAR(300) NOT NULL,
        "supervisor" VARCHAR(80) NOT NULL,
        "handed_in" INTEGER,
        "handed_to" VARCHAR(80) NOT NULL,
        "anchor" VARCHAR(80) NOT NULL
    )
    """,
    """
    CREATE UNIQUE INDEX "cash_shift_number" ON "cash_shift" ("number")
    """,
    """
    CREATE UNIQUE INDEX "cash_shift_open" ON "cash_shift" ("desk") WHERE ("state" = 'open')
    """,
    """
    CREATE TABLE "receipt" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "number" VARCHAR(20) NOT NULL,
        "kind" VARCHAR(40) NOT NULL,
        "state" VARCHAR(40) NOT NULL,
        "shift_id" INTEGER NOT NULL,
        "business_date" TEXT NOT NULL,
        "at" INTEGER NOT NULL,
        "staff" INTEGER,
        "who" VARCHAR(80) NOT NULL,
        "unit_id" INTEGER,
        "person_id" INTEGER,
        "payer" VARCHAR(300) NOT NULL,
        "total" INTEGER NOT NULL,
        "rounding" INTEGER NOT NULL,
        "sheet" VARCHAR(40) NOT NULL,
        "note" VARCHAR(300) NOT NULL,
        "void_at" INTEGER,
        "void_by" VARCHAR(80) NOT NULL,
        "void_second" VARCHAR(80) NOT NULL,
        "void_reason" VARCHAR(300) NOT NULL,
        "salt" BLOB,
        FOREIGN KEY ("shift_id") REFERENCES "cash_shift" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE UNIQUE INDEX "receipt_number" ON "receipt" ("number")
    """,
    """
    CREATE INDEX "receipt_kind" ON "receipt" ("kind")
    """,
    """
    CREATE INDEX "receipt_state" ON "receipt" ("state")
    """,
    """
    CREATE INDEX "receipt_shift_id" ON "receipt" ("shift_id")
    """,
    """
    CREATE INDEX "receipt_business_date" ON "receipt" ("business_date")
    """,
    """
    CREATE INDEX "receipt_staff" ON "receipt" ("staff")
    """,
    """
    CREATE INDEX "receipt_unit_id" ON "receipt" ("unit_id")
    """,
    """
    CREATE INDEX "receipt_person_id" ON "receipt" ("person_id")
    """,
    """
    CREATE TABLE "receipt_line" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "receipt_id" INTEGER NOT NULL,
        "position" INTEGER NOT NULL,
        "kind" VARCHAR(40) NOT NULL,
        "item_id" INTEGER,
        "charge_id" INTEGER,
        "account" INTEGER,
        "unit_id" INTEGER,
        "text" VARCHAR(200) NOT NULL,
        "quantity" INTEGER,
        "price" INTEGER,
        "amount" INTEGER NOT NULL,
        "discount" INTEGER NOT NULL,
        "late_fee" INTEGER NOT NULL,
        "late_waived" INTEGER NOT NULL,
        "reason" VARCHAR(200) NOT NULL,
        FOREIGN KEY ("receipt_id") REFERENCES "receipt" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("item_id") REFERENCES "fee_item" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("charge_id") REFERENCES "charge" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "receipt_line_receipt_id" ON "receipt_line" ("receipt_id")
    """,
    """
    CREATE INDEX "receipt_line_charge" ON "receipt_line" ("charge_id") WHERE ("charge_id" IS NOT NULL)
    """,
    """
    CREATE TABLE "adjustment_line" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "adjustment_id" INTEGER NOT NULL,
        "charge_id" INTEGER NOT NULL,
        "line_id" INTEGER,
        "amount" INTEGER NOT NULL,
        "late_fee" INTEGER NOT NULL,
        FOREIGN KEY ("adjustment_id") REFERENCES "adjustment" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("charge_id") REFERENCES "charge" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("line_id") REFERENCES "receipt_line" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "adjustment_line_adjustment_id" ON "adjustment_line" ("adjustment_id")
    """,
    """
    CREATE INDEX "adjustment_line_charge_id" ON "adjustment_line" ("charge_id")
    """,
    """
    CREATE INDEX "adjustment_line_line_id" ON "adjustment_line" ("line_id")
    """,
    """
    CREATE TABLE "billing_run" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "number" VARCHAR(20) NOT NULL,
        "month" TEXT NOT NULL,
        "items" TEXT NOT NULL,
        "state" VARCHAR(40) NOT NULL,
        "count" INTEGER NOT NULL,
        "total" INTEGER NOT NULL,
        "first" INTEGER,
        "last" INTEGER,
        "at" INTEGER NOT NULL,
        "staff" INTEGER,
        "who" VARCHAR(80) NOT NULL,
        "reversed_at" INTEGER,
        "reversed_by" VARCHAR(80) NOT NULL,
        "reason" VARCHAR(300) NOT NULL
    )
    """,
    """
    CREATE UNIQUE INDEX "billing_run_number" ON "billing_run" ("number")
    """,
    """
    CREATE TABLE "receipt_book" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "prefix" VARCHAR(20) NOT NULL,
        "first" INTEGER NOT NULL,
        "last" INTEGER NOT NULL,
        "width" INTEGER NOT NULL,
        "next" INTEGER NOT NULL,
        "desk" VARCHAR(80) NOT NULL,
        "active" INTEGER NOT NULL,
        "received_on" TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE "book_sheet" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "book_id" INTEGER NOT NULL,
        "sheet" INTEGER NOT NULL,
        "receipt_id" INTEGER,
        "state" VARCHAR(40) NOT NULL,
        "case" VARCHAR(40) NOT NULL,
        "reason" VARCHAR(200) NOT NULL,
        "at" INTEGER NOT NULL,
        "who" VARCHAR(80) NOT NULL,
        FOREIGN KEY ("book_id") REFERENCES "receipt_book" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("receipt_id") REFERENCES "receipt" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "book_sheet_book_id" ON "book_sheet" ("book_id")
    """,
    """
    CREATE INDEX "book_sheet_receipt_id" ON "book_sheet" ("receipt_id")
    """,
    """
    CREATE UNIQUE INDEX "book_sheet_book_id_sheet" ON "book_sheet" ("book_id", "sheet")
    """,
    """
    CREATE TABLE "cash_move" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "number" VARCHAR(20) NOT NULL,
        "shift_id" INTEGER NOT NULL,
        "amount" INTEGER NOT NULL,
        "reason" VARCHAR(200) NOT NULL,
        "at" INTEGER NOT NULL,
        "staff" INTEGER,
        "who" VARCHAR(80) NOT NULL,
        FOREIGN KEY ("shift_id") REFERENCES "cash_shift" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE UNIQUE INDEX "cash_move_number" ON "cash_move" ("number")
    """,
    """
    CREATE INDEX "cash_move_shift_id" ON "cash_move" ("shift_id")
    """,
    """
    CREATE TABLE "notice" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "number" VARCHAR(20) NOT NULL,
        "kind" VARCHAR(40) NOT NULL,
        "unit_id" INTEGER NOT NULL,
        "person_id" INTEGER,
        "amount" INTEGER NOT NULL,
        "late_fee" INTEGER NOT NULL,
        "deadline" TEXT,
        "business_date" TEXT NOT NULL,
        "at" INTEGER NOT NULL,
        "staff" INTEGER,
        "who" VARCHAR(80) NOT NULL,
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE UNIQUE INDEX "notice_number" ON "notice" ("number")
    """,
    """
    CREATE INDEX "notice_unit_id" ON "notice" ("unit_id")
    """,
    """
    CREATE INDEX "notice_person_id" ON "notice" ("person_id")
    """,
    """
    CREATE TABLE "contact" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "unit_id" INTEGER NOT NULL,
        "person_id" INTEGER,
        "way" VARCHAR(40) NOT NULL,
        "outcome" VARCHAR(40) NOT NULL,
        "spoken_to" VARCHAR(120) NOT NULL,
        "said" TEXT NOT NULL,
        "answer" VARCHAR(40) NOT NULL,
        "owed" INTEGER NOT NULL,
        "promised_on" TEXT,
        "promised" INTEGER,
        "promise" VARCHAR(40) NOT NULL,
        "notice_id" INTEGER,
        "business_date" TEXT NOT NULL,
        "at" INTEGER NOT NULL,
        "staff" INTEGER,
        "who" VARCHAR(80) NOT NULL,
        "salt" BLOB,
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("notice_id") REFERENCES "notice" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "contact_unit_id" ON "contact" ("unit_id")
    """,
    """
    CREATE INDEX "contact_person_id" ON "contact" ("person_id")
    """,
    """
    CREATE INDEX "contact_promised" ON "contact" ("promised_on") WHERE ("promise" = 'open')
    """,
    """
    CREATE TABLE "offer" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "item_id" INTEGER NOT NULL,
        "name" VARCHAR(80) NOT NULL,
        "months" INTEGER NOT NULL,
        "free" INTEGER NOT NULL,
        "since" TEXT NOT NULL,
        "until" TEXT,
        "active" INTEGER NOT NULL,
        FOREIGN KEY ("item_id") REFERENCES "fee_item" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "offer_item_id" ON "offer" ("item_id")
    """,
    """
    CREATE TABLE "refund" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "number" VARCHAR(20) NOT NULL,
        "kind" VARCHAR(40) NOT NULL,
        "state" VARCHAR(40) NOT NULL,
        "receipt_id" INTEGER,
        "account_id" INTEGER,
        "unit_id" INTEGER,
        "person_id" INTEGER,
        "payee" VARCHAR(300) NOT NULL,
        "amount" INTEGER NOT NULL,
        "deducted" INTEGER NOT NULL,
        "reason" VARCHAR(300) NOT NULL,
        "tender" VARCHAR(40) NOT NULL,
        "reference" VARCHAR(60) NOT NULL,
        "business_date" TEXT NOT NULL,
        "at" INTEGER NOT NULL,
        "staff" INTEGER,
        "who" VARCHAR(80) NOT NULL,
        "decided_at" INTEGER,
        "decided_by" INTEGER,
        "decider" VARCHAR(80) NOT NULL,
        "decision" VARCHAR(300) NOT NULL,
        "paid_at" INTEGER,
        "paid_by" INTEGER,
        "payer_out" VARCHAR(80) NOT NULL,
        "shift_id" INTEGER,
        "salt" BLOB,
        FOREIGN KEY ("receipt_id") REFERENCES "receipt" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("shift_id") REFERENCES "cash_shift" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE UNIQUE INDEX "refund_number" ON "refund" ("number")
    """,
    """
    CREATE INDEX "refund_state" ON "refund" ("state")
    """,
    """
    CREATE INDEX "refund_receipt_id" ON "refund" ("receipt_id")
    """,
    """
    CREATE INDEX "refund_account_id" ON "refund" ("account_id")
    """,
    """
    CREATE INDEX "refund_unit_id" ON "refund" ("unit_id")
    """,
    """
    CREATE INDEX "refund_person_id" ON "refund" ("person_id")
    """,
    """
    CREATE INDEX "refund_shift_id" ON "refund" ("shift_id")
    """,
    """
    CREATE TABLE "refund_line" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "refund_id" INTEGER NOT NULL,
        "line_id" INTEGER,
        "item_id" INTEGER,
        "text" VARCHAR(200) NOT NULL,
        "amount" INTEGER NOT NULL,
        "late_fee" INTEGER NOT NULL,
        "deducted" INTEGER NOT NULL,
        "reopen" INTEGER NOT NULL,
        FOREIGN KEY ("refund_id") REFERENCES "refund" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("line_id") REFERENCES "receipt_line" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("item_id") REFERENCES "fee_item" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "refund_line_refund_id" ON "refund_line" ("refund_id")
    """,
    """
    CREATE INDEX "refund_line_line_id" ON "refund_line" ("line_id")
    """,
    """
    CREATE TABLE "service" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "name" VARCHAR(80) NOT NULL,
        "category" VARCHAR(40) NOT NULL,
        "measure" VARCHAR(20) NOT NULL,
        "price" INTEGER NOT NULL,
        "item_id" INTEGER NOT NULL,
        "active" INTEGER NOT NULL,
        "position" INTEGER NOT NULL,
        FOREIGN KEY ("item_id") REFERENCES "fee_item" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE UNIQUE INDEX "service_name" ON "service" ("name")
    """,
    """
    CREATE INDEX "service_item_id" ON "service" ("item_id")
    """,
    """
    CREATE TABLE "tender" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "receipt_id" INTEGER NOT NULL,
        "kind" VARCHAR(40) NOT NULL,
        "amount" INTEGER NOT NULL,
        "given" INTEGER NOT NULL,
        "reference" VARCHAR(60) NOT NULL,
        "account" INTEGER,
        FOREIGN KEY ("receipt_id") REFERENCES "receipt" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "tender_receipt_id" ON "tender" ("receipt_id")
    """,
    """
    CREATE INDEX "tender_kind_receipt_id" ON "tender" ("kind", "receipt_id")
    """,
    """
    CREATE TABLE "unit_fee" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "unit_id" INTEGER NOT NULL,
        "item_id" INTEGER NOT NULL,
        "since" TEXT,
        "until" TEXT,
        "price" INTEGER,
        "rate" INTEGER,
        "share" INTEGER,
        "excluded" INTEGER NOT NULL,
        "reason" VARCHAR(200) NOT NULL,
        FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("item_id") REFERENCES "fee_item" ("id") ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "unit_fee_unit_id" ON "unit_fee" ("unit_id")
    """,
    """
    CREATE INDEX "unit_fee_item_id" ON "unit_fee" ("item_id")
    """,
    """
    CREATE INDEX "unit_fee_item_id_unit_id" ON "unit_fee" ("item_id", "unit_id")
    """,
)


def up(migrator: Any, db: Any) -> None:
    """Run by desk.core.migrate inside one transaction."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
