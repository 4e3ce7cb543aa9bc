from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.core.search import SearchIndex, Terms, parse, tokens
from desk.core.search.cut import fold, pieces, without_places
from desk.core.search.marks import KINDS

UNIT, PERSON, VISIT, CAR = 1, 2, 3, 7


@dataclass
class Box:
    index: SearchIndex
    connection: Any

    def ids(self, text: str, kind: int = PERSON, limit: int = 6) -> list[int]:
        return next((ids for k, ids, _ in self.index.find(text, [kind], limit)), [])


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Box]:
    file: Path = tmp_path_factory.mktemp("search") / "desk.db"
    connection = sqlcipher3.connect(str(file), isolation_level=None)
    connection.execute("PRAGMA key=\"x'" + "ab" * 32 + "'\"")
    index = SearchIndex(connection)
    index.create()
    yield Box(index, connection)
    connection.close()


@pytest.fixture
def box(shared: Box) -> Iterator[Box]:
    shared.connection.execute("BEGIN")
    yield shared
    shared.connection.execute("ROLLBACK")


def person(name: str, phone: str = "") -> Terms:
    return Terms(names=(name,), phones=(phone,) if phone else ())


@pytest.mark.parametrize(
    "query",
    ["张", "张建", "张建国", "建国", "国", "張建國", "zhang", "zhangj", "zhangjianguo", "z", "zjg",
     "zj", "ZJG", "zhang jianguo", "zhang建国", "张 国", "8842", "842", "348842", "137", "13712",
     "13712348842", "137 1234 8842", "+86 137-1234-8842", "８８４２", "张 8842",
     "zjg 8842"],
)  # fmt: skip
def test_people_are_found(box: Box, query: str) -> None:
    box.index.put(PERSON, 5, person("张建国", "13712348842"))
    box.index.put(PERSON, 6, person("王小明", "13900001111"))
    assert box.ids(query) == [5]


@pytest.mark.parametrize(
    "query", ["李", "张国", "国建", "42", "zjh", "张建国强", "8843", "zhangjg"]
)
def test_and_nobody_else(box: Box, query: str) -> None:
    box.index.put(PERSON, 5, person("张建国", "13712348842"))
    assert box.ids(query) == []


@pytest.mark.parametrize(
    "query", ["shan", "sxx", "dan", "dxx", "shanxiongxin", "danxiong", "单雄信", "單雄信"]
)
def test_every_likely_reading_finds(box: Box, query: str) -> None:
    box.index.put(PERSON, 1, person("單雄信"))
    assert box.ids(query) == [1]


@pytest.mark.parametrize(
    "query", ["3-1502", "3栋1502", "31502", "1502", "3 1502", "３棟１５０２室", "三栋1502", "3-15",
              "315", "15", "3号楼1502房", "150"]
)  # fmt: skip
def test_rooms_are_found_however_they_are_said(box: Box, query: str) -> None:
    box.index.put(UNIT, 1, Terms(codes=("3-1502",)))
    box.index.put(UNIT, 2, Terms(codes=("4-1403",)))
    assert box.ids(query, UNIT) == [1]


def test_rooms_with_entrances_letters_and_noughts(box: Box) -> None:
    box.index.put(UNIT, 1, Terms(codes=("03-2-0502",)))
    box.index.put(UNIT, 2, Terms(codes=("A座-2301",)))
    for query in ("3-2-502", "3-502", "03-0502", "3栋2单元502", "502", "0502", "2-502"):
        assert box.ids(query, UNIT) == [1], query
    for query in ("A2301", "a座2301", "A-2301", "2301"):
        assert box.ids(query, UNIT) == [2], query


def test_the_room_that_is_meant_comes_before_one_that_reads_the_same(box: Box) -> None:
    box.index.put(UNIT, 1, Terms(codes=("3-1502",)))
    box.index.put(UNIT, 2, Terms(codes=("31-502",)))
    box.index.put(UNIT, 3, Terms(codes=("3-15021",)))
    assert box.ids("3-1502", UNIT) == [1, 3, 2]
    assert box.ids("31502", UNIT) == [2, 1, 3]


@pytest.mark.parametrize(
    "query", ["V260011287", "v260011287", "V26-0011287", "11287", "287", "1287", "0011287", "V26",
              "V2600", "260011287", "V26001128"]
)  # fmt: skip
def test_documents_are_found_by_number_and_tail(box: Box, query: str) -> None:
    box.index.put(VISIT, 9, Terms(numbers=("V260011287",)))
    assert box.ids(query, VISIT) == [9]


def test_identity_cards(box: Box) -> None:
    box.index.put(VISIT, 9, Terms(numbers=("440305199001011234",)))
    for query in ("440305199001011234", "440305", "1234", "0101 1234", "9001011234"):
        assert box.ids(query, VISIT) == [9], query


@pytest.mark.parametrize("query", ["粤B12345", "粤b·12345", "B12345", "12345", "345", "粤", "123"])
def test_plates(box: Box, query: str) -> None:
    box.index.put(CAR, 4, Terms(numbers=("粤B12345",)))
    assert box.ids(query, CAR) == [4]


@pytest.mark.parametrize(
    "query", ["腾讯", "深圳市腾讯科技有限公司", "tengxun", "txkj", "科技", "szs", "騰訊"]
)
def test_companies_are_found_as_they_are_called(box: Box, query: str) -> None:
    box.index.put(PERSON, 1, person("深圳市腾讯科技有限公司"))
    assert box.ids(query) == [1]


@pytest.mark.parametrize("query", ["chan", "tai", "ctm", "Chan Tai Man", "chantai", "MAN chan"])
def test_names_in_letters(box: Box, query: str) -> None:
    box.index.put(PERSON, 1, person("Chan Tai-Man"))
    assert box.ids(query) == [1]


def test_text_is_found_by_words(box: Box) -> None:
    box.index.put(9, 1, Terms(words=("3号楼1502电梯漏水, please call José back",)))
    for query in ("电梯", "漏水", "jose", "José", "电梯 漏水", "call", "3-1502", "3栋1502 漏水"):
        assert box.ids(query, 9) == [1], query


def test_exact_comes_first_then_the_newest(box: Box) -> None:
    for number, name in enumerate(["张伟", "张伟明", "王张伟", "张伟", "张伟强"], start=1):
        box.index.put(PERSON, number, person(name))
    assert box.ids("张伟") == [4, 1, 5, 3, 2]
    assert box.ids("zw") == [4, 1, 5, 2]
    assert box.ids("张") == [5, 4, 2, 1, 3]
    assert box.index.find("张伟", [PERSON], 2) == [(PERSON, [4, 1], True)]


def test_kinds_come_in_the_order_asked_and_only_those(box: Box) -> None:
    for kind in (UNIT, PERSON, VISIT):
        for number in range(1, 10):
            box.index.put(kind, number, person("张伟", "13712348842"))
    for query in ("张伟", "zw", "13712348842", "zhangwei", "348842"):
        assert box.index.find(query, [VISIT, UNIT], 3) == [
            (VISIT, [9, 8, 7], True),
            (UNIT, [9, 8, 7], True),
        ]


def test_long_words_are_found_below_kinds_that_are_full(box: Box) -> None:
    rows = [(9, number, person("张建国", "13712348842")) for number in range(200)]
    rows += [(VISIT, number, person("张建国强", "13712348842")) for number in range(200)]
    box.index.put_many([*rows, (PERSON, 1, person("张建国", "13712348842"))])
    for query in ("13712348842", "zhangjianguo", "2348842", "zhangjiangu"):
        assert box.index.find(query, [PERSON, 9], 3) == [
            (PERSON, [1], False),
            (9, [199, 198, 197], True),
        ]


def test_put_again_replaces_and_remove_forgets(box: Box) -> None:
    box.index.put(PERSON, 1, person("张伟"))
    box.index.put(PERSON, 1, person("李娜"))
    assert (box.ids("张伟"), box.ids("李娜")) == ([], [1])
    box.index.remove(PERSON, 1)
    assert box.ids("李娜") == []
    box.index.put(PERSON, 1, person("张伟"))
    box.index.put(PERSON, 1, Terms())
    assert box.ids("张伟") == []


def test_rebuild_and_optimize(box: Box) -> None:
    box.index.put(PERSON, 1, person("张伟"))
    assert box.index.rebuild([(PERSON, n, person("李娜")) for n in range(450)]) == 450
    assert (box.ids("张伟"), box.ids("李娜", limit=2)) == ([], [449, 448])
    box.index.optimize()
    assert box.ids("李娜", limit=1) == [449]


def test_tidying_comes_to_an_end(shared: Box) -> None:
    for number in range(40):
        shared.index.put(PERSON, number, person("张伟"))  # each its own transaction and piece
    rounds = 0
    while shared.index.tidy(4):
        rounds += 1
        assert rounds < 500
    pieces = shared.connection.execute("SELECT count(DISTINCT segid) FROM search_idx").fetchone()
    assert pieces == (1,)
    assert shared.ids("张伟", limit=1) == [39]
    for number in range(40):
        shared.index.remove(PERSON, number)


def test_kinds_and_ids_have_bounds(box: Box) -> None:
    for kind, record in ((KINDS, 1), (-1, 1), (1, 1 << 40), (1, -1)):
        with pytest.raises(ValueError, match=r"\d"):
            box.index.put(kind, record, person("张伟"))
    box.index.put(KINDS - 1, (1 << 40) - 1, person("张伟", "13712348842"))
    assert box.ids("zw", KINDS - 1) == [(1 << 40) - 1]
    assert box.ids("13712348842", KINDS - 1) == [(1 << 40) - 1]


@pytest.mark.parametrize("query", ["", "   ", "\0", "@#$%^", '"', "()", "*", "-", "\u202e", "'"])
def test_nothing_to_look_for(box: Box, query: str) -> None:
    box.index.put(PERSON, 1, person("张伟"))
    assert box.index.find(query, [PERSON]) == []


@pytest.mark.parametrize(
    "query",
    ['"', 'a"b', "AND", "OR NOT", "NEAR(a b)", "a*", "^a", "tokens:a", "{tokens}:a", "(a", "a)",
     "a + b", "-a", "a\0b", "¬a·", "§1", "张¶", "😀", "\ud800", "x" * 1000, "张" * 1000, "a " * 500,
     "1-" * 500, "\ue001张", "𨋢", "ﷺ", "İ", "ß", "٣", "'; DROP TABLE search; --"],
)  # fmt: skip
def test_syntax_is_only_text(box: Box, query: str) -> None:
    box.index.put(PERSON, 1, person("and"))
    found = box.index.find(query, [PERSON])
    assert found == ([(PERSON, [1], False)] if query in ("AND", "a*", "^a", "(a", "a)", "-a",
                                                         "¬a·", "a " * 500) else [])  # fmt: skip


def test_emoji_and_rare_characters_are_found(box: Box) -> None:
    box.index.put(PERSON, 1, person("小😀明"))
    box.index.put(PERSON, 2, person("𨋢䶮"))
    box.index.put(PERSON, 3, person("<b>王</b> =1+1"))
    assert [box.ids(q) for q in ("😀", "𨋢", "䶮", "<b>王</b>", "=1+1")] == [
        [1], [2], [2], [3], [3],
    ]  # fmt: skip


ALPHABET = st.one_of(
    st.sampled_from('张建国伟单乐區衞aAzZé19０３-·. 栋号楼室*"()¬§¶'), st.characters()
)
TEXTS = st.text(ALPHABET, max_size=20)
RELAXED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@RELAXED
@given(TEXTS)
def test_any_query_is_a_question_the_index_understands(box: Box, text: str) -> None:
    for _, ids, more in box.index.find(text, [UNIT, PERSON]):
        assert ids
        assert not more


@RELAXED
@given(TEXTS)
def test_whatever_is_put_is_found_by_itself(box: Box, text: str) -> None:
    cut = without_places(fold(text))
    if not list(pieces(cut)) or len(list(pieces(cut))) > 6:
        return
    box.index.put(PERSON, 1, Terms(names=(text,), words=(text, cut)))
    assert box.ids(text) == [1]
    box.index.remove(PERSON, 1)


@given(TEXTS)
def test_tokens_are_the_same_for_both_widths_and_scripts(text: str) -> None:
    terms = Terms(names=(text,), codes=(text,), phones=(text,), words=(text,), numbers=(text,))
    assert tokens(terms) == tokens(terms)
    assert "\0" not in tokens(terms)
    query = parse(text)
    assert query is None or "\0" not in f"{query.exact}{query.loose}{query.whole}{query.wide}"


@pytest.mark.parametrize("tail", ["8842", "842", "48842", "348842", "2348842"])
def test_tails_of_any_length(box: Box, tail: str) -> None:
    box.index.put(PERSON, 1, person("张", "13712348842"))
    box.index.put(PERSON, 2, person("李", "91238842"))
    assert box.ids(tail) == ([2, 1] if len(tail) < 5 else [1])
