"""How a token says what it is: marks that no text typed by a person can contain.

Every mark is punctuation to Python's ``\\w`` (so it never survives the cutting into words) and
an ordinary letter to FTS5's ``ascii`` tokenizer (so it stays inside the token).
"""

from __future__ import annotations

KIND = "\N{NOT SIGN}"
"""Stands for the mark of the record's kind until that is known; see ``kind_mark``. With the kind
in the token each kind has its own lists, which end at their newest without a search for it."""
HEAD = "\N{MIDDLE DOT}"
"""``¬zh·``: a word begins with these letters."""
TAIL = "\N{SECTION SIGN}"
"""``§2488…``: a phone or number read backwards; ``¬§248·`` its last three places."""
WHOLE = "\N{PILCROW SIGN}"
"""``¬张伟¶``: a whole name, nothing before it and nothing after."""
FIRST = "\N{INVERTED EXCLAMATION MARK}"
"""``¬张¡``: a name begins with this character."""
JOINT = "\N{INVERTED QUESTION MARK}"
"""``¬3¿1502``: a code as it is written, in its parts."""

HEAD_LETTERS = 8
"""Words that start with a letter have head tokens up to here: pinyin of common surnames and
the fixed front of document numbers are shared by millions of records."""
HEAD_DIGITS = 6
"""Words that start with a digit have head tokens up to here: rooms and phones differ sooner.

Words that are longer than their heads stand in the index once more without a kind: those are
many and each has few records, so one look over all kinds is cheaper than one for each."""
LONG_DIGITS = 15
"""Longer numbers of digits (identity cards) begin alike by the thousand, with their region: they
are found by six digits, by any tail and by the whole, and not by what lies between.
"""
TAIL_FROM, TAIL_TO = 3, 5
"""Tails of three to five places are tokens; longer ones are few and found by prefix."""
LONGEST_WORD = 40
"""Longer words are cut, in the index and in the query alike."""
KINDS = 6400
"""Kinds are numbered below this: their marks are Unicode's characters for private use."""


def head_limit(word: str) -> int:
    """Up to how many characters the head of ``word`` is a token of its own."""
    return HEAD_DIGITS if word[0] in "0123456789" else HEAD_LETTERS


def whole_word(word: str) -> str:
    """The token that a word longer than its heads has without a kind."""
    return word + WHOLE if has_no_prefix(word) else word


def has_no_prefix(word: str) -> bool:
    """Whether ``word`` is a long number, which is never found by more than its heads."""
    return len(word) >= LONG_DIGITS and word[0] in "0123456789"


def kind_mark(kind_code: int) -> str:
    """What stands for ``KIND`` in tokens of this kind. Raises ValueError for a wrong code."""
    if not 0 <= kind_code < KINDS:
        raise ValueError(kind_code)
    return chr(0xE000 + kind_code)
