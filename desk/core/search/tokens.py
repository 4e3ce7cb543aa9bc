"""What a record can be found by, as one line of tokens for the index.

There are no positions in the index (``detail=none``): every question is put as tokens that
must be there. A name of three characters is its two pairs, and once as a whole; whatever is
typed one letter at a time has a token for each of its first letters, so that even the first
letter is answered from one list, newest first, without reading it all.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate, islice

from desk.core.pinyin import simplify, spellings
from desk.core.search.cut import fold, groups, pairs, pieces, without_places
from desk.core.search.marks import (
    FIRST,
    HEAD,
    JOINT,
    KIND,
    LONGEST_WORD,
    TAIL,
    TAIL_FROM,
    TAIL_TO,
    WHOLE,
    head_limit,
    whole_word,
)
from desk.core.terms import Terms

LONGEST_TEXT = 4000
"""Characters of one term that are indexed; nobody searches for the end of a long note."""
_LONGEST_NAME = 60
_LONGEST_PERSON = 4
_CHINESE = re.compile(rf"[\u4e00-\u9fff]{{1,{_LONGEST_NAME}}}")

COUNTRY = re.compile(r"^\s*(?:\+|00)\s*(?:86|852|853|886)[\s-]*")
"""A country's code before a phone; phones are indexed and asked for without it."""
_NOT_DIGIT = re.compile(r"[^0-9]+")
_PLATE = re.compile(r"[a-z][0-9a-z]{4,6}")
_CODE_IN_TEXT = re.compile(r"[0-9a-z]{1,4}(?:-[0-9a-z]{1,6}){1,3}")
_PLACE_NAME = re.compile(
    r"(?:.{2,3}?(?:省|市|自治区)){1,2}|北京|上海|天津|重庆|深圳|广州|珠海|东莞|佛山|杭州|香港|澳门"
)
_FORM = re.compile(r"(?:股份|集团)*(?:有限(?:责任)?)?公司$|集团$|(?:分|子)公司$")


_NEXT = " " + KIND
_NEXT_HEAD = HEAD + _NEXT
_SHORT = 4


def tokens(terms: Terms) -> str:
    """What the index keeps for ``terms``: tokens apart by blanks, the kind still left open."""
    found = [_name(name) for name in terms.names]
    found += [_code(code) for code in terms.codes]
    for phone in terms.phones:
        _phone(found, phone)
    for number in terms.numbers:
        _number(found, number)
    found += [_text(text) for text in terms.words]
    return " ".join(found)


def warm() -> None:
    """Load the tables of readings and scripts, some 0.1 s: off the GUI thread, after the start."""
    _name("王")
    _name("陳乐")


def national(phone: str) -> str:
    """The digits of a phone without the country's code (86, 852, 853, 886)."""
    digits = phone if phone.isascii() else fold(phone)
    if digits.isdecimal() and not digits.startswith("00"):
        return digits
    return _NOT_DIGIT.sub("", COUNTRY.sub("", digits))


def _head(found: list[str], word: str, shortest: int = 1) -> None:
    """``word`` whole and by its first letters, from ``shortest`` letters on."""
    if len(word) <= _SHORT:
        found.append(_short_head(word, shortest))
        return
    limit = head_limit(word)
    found.append(KIND + word if len(word) <= limit else whole_word(word))
    heads = islice(accumulate(word[:limit]), shortest - 1, None)  # w, wu, wuz, …
    found.append(KIND + _NEXT_HEAD.join(heads) + HEAD)


# Initials and room numbers: few, and each in thousands of records.
@lru_cache(maxsize=4096)
def _short_head(word: str, shortest: int) -> str:
    found = KIND + word
    if len(word) >= shortest:
        found += _NEXT + _NEXT_HEAD.join(islice(accumulate(word), shortest - 1, None)) + HEAD
    return found


def _tail(found: list[str], word: str) -> None:
    """``word`` by its last places."""
    backwards = TAIL + word[::-1]
    if len(word) > TAIL_TO:
        found.append(backwards)
    lengths = range(TAIL_FROM + 1, min(TAIL_TO, len(word)) + 2)
    if lengths:
        heads = _NEXT_HEAD.join([backwards[:length] for length in lengths])
        found.append(KIND + heads + HEAD)


def _run(found: list[str], run: str) -> None:
    """Characters by themselves and in pairs."""
    found.append(KIND + _NEXT.join(run))
    if len(run) > 1:
        found.append(KIND + _NEXT.join(pairs(run)))


# Names come again and again (returning visitors, hosts), so their tokens are kept.
@lru_cache(maxsize=32768)
def _name(name: str) -> str:
    found: list[str] = []
    if _CHINESE.fullmatch(name):  # nearly all are, and imports bring them by the ten thousand
        _chinese(found, simplify(name))
        return " ".join(found)
    words: list[str] = []
    for piece, is_word in pieces(fold(name[: 4 * _LONGEST_NAME])):
        if is_word:
            _head(found, piece)
            words.append(piece)
            continue
        _chinese(found, piece[:_LONGEST_NAME])
    if 1 < len(words) <= 6:
        _head(found, "".join(words)[:LONGEST_WORD])
        _head(found, "".join(word[0] for word in words))
    return " ".join(found)


def _chinese(found: list[str], run: str) -> None:
    _run(found, run)
    found += (KIND + run + WHOLE, KIND + run[0] + FIRST)
    _spell(found, run)
    if len(run) > _LONGEST_PERSON:
        core = _core(run)
        if core != run:
            _spell(found, core)


def _spell(found: list[str], run: str) -> None:
    for full, initials in spellings(run):
        _head(found, full[:LONGEST_WORD])
        _head(found, initials[:LONGEST_WORD], 2)  # the first is the pinyin's


def _core(run: str) -> str:
    """What people call a company: 深圳市腾讯科技有限公司 → 腾讯科技."""
    short = _FORM.sub("", run)
    place = _PLACE_NAME.match(short)
    return (short[place.end() :] if place else short) or run


@lru_cache(maxsize=32768)
def _code(code: str) -> str:
    found: list[str] = []
    folded = without_places(fold(code[:_LONGEST_NAME]))
    parts = groups(folded)
    bare = [part.lstrip("0") or part for part in parts]
    for written in (parts, bare) if bare != parts else (parts,):
        for start in range(len(written)):
            _head(found, "".join(written[start:])[:LONGEST_WORD])
        if len(written) > 1:
            found.append(KIND + JOINT.join(written))
        if len(written) > 2:  # 3-2-1502 is called 3-1502 by those who live there
            _head(found, (written[0] + written[-1])[:LONGEST_WORD])
            found.append(KIND + JOINT.join((written[0], written[-1])))
    for piece, is_word in pieces(folded):
        if not is_word:
            _run(found, piece)
    return " ".join(dict.fromkeys(found))


def _phone(found: list[str], phone: str) -> None:
    digits = national(phone)[:LONGEST_WORD]
    if digits:
        _head(found, digits, TAIL_FROM)  # they all begin with the same one or two
        _tail(found, digits)


def _number(found: list[str], number: str) -> None:
    folded = fold(number[:_LONGEST_NAME])
    if folded.isalnum() and folded.isascii():
        word, runs = folded[:LONGEST_WORD], []
    else:
        word = "".join(groups(folded))[:LONGEST_WORD]
        runs = [piece for piece, is_word in pieces(folded) if not is_word]
    for run in runs:
        _run(found, run)
    if not word:
        return
    _head(found, word)
    _tail(found, word)
    if runs and _PLATE.fullmatch(word):  # 粤B12345 is called 12345
        _head(found, word[1:])


def _text(text: str) -> str:
    found: list[str] = []
    folded = without_places(fold(text[:LONGEST_TEXT]))
    found += [_code(code) for code in _CODE_IN_TEXT.findall(folded)]
    for piece, is_word in pieces(folded):
        if is_word:
            _head(found, piece)
        else:
            _run(found, piece)
    return " ".join(dict.fromkeys(found))
