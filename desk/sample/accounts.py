"""The ready accounts of a demo store, shown on its sign-in page and nowhere else."""

from __future__ import annotations

PASSWORD = "desk-demo-2026"
PEOPLE = (
    ("chen", "陈佳慧", "clerk"),
    ("lin", "林晓彤", "cashier"),
    ("zhou", "周敏仪", "supervisor"),
    ("he", "何志远", "manager"),
    ("gate", "赵大勇", "guard"),
    ("gong", "龚建国", "engineer"),
    ("audit", "苏文静", "auditor"),
    ("admin", "唐国栋", "administrator"),
)
READY = tuple((account, PASSWORD, role) for account, _name, role in PEOPLE)
