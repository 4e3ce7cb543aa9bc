"""The one box: records found by room, name, pinyin, initials, phone, plate or number."""

from __future__ import annotations

from desk.core.search.index import PUT_ALL, SCHEMA, SearchIndex
from desk.core.search.query import Query, parse
from desk.core.search.tokens import tokens, warm
from desk.core.terms import Terms

__all__ = ["PUT_ALL", "SCHEMA", "Query", "SearchIndex", "Terms", "parse", "tokens", "warm"]
