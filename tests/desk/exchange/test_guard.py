"""Files that are not what they say, and files made to exhaust the machine."""

from __future__ import annotations

import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desk.core.errors import Refused
from desk.exchange import guard_xls
from desk.exchange.rows import UnitRow, read

Make = Callable[..., Path]
Change = Callable[[str, bytes], bytes]
SHEET = "xl/worksheets/sheet1.xml"


def refusal(path: Path) -> str:
    started = time.monotonic()
    with pytest.raises(Refused) as refused:
        read(path)
    assert time.monotonic() - started < 20  # "seconds", on a machine that is shared
    assert refused.value.values["file"] == path.name
    return refused.value.code


@pytest.fixture
def plain(book: Make) -> Path:
    return book({"s": [["房号", "业主"], ["1-101", "张三"]]}, name="plain.xlsx")


def rewritten(source: Path, change: Change, extra: dict[str, bytes] | None = None) -> Path:
    target = source.with_name("changed" + source.suffix)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in (extra or {}).items():
            new.writestr(name, data)
    return target


def in_sheet(old: bytes, new: bytes) -> Change:
    def change(name: str, data: bytes) -> bytes:
        if name != SHEET:
            return data
        assert old in data
        return data.replace(old, new, 1)

    return change


# -- not a workbook ---------------------------------------------------------------------------


def test_missing_empty_and_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.xlsx") == "import.file_missing"
    assert refusal(tmp_path) == "import.file_missing"
    for name in ("a.xlsx", "a.csv", "a.xls", "a.ods"):
        (tmp_path / name).touch()
        assert refusal(tmp_path / name) == "import.file_empty"


def test_wrong_endings(tmp_path: Path, plain: Path) -> None:
    for name, data, code in (
        ("a.pdf", b"%PDF-1.7", "import.file_kind"),
        ("a", b"1,2", "import.file_kind"),
        ("a.xlsx", "房号,业主".encode(), "import.file_is_text"),
        ("b.xls", b"<html><table>", "import.file_is_text"),
        ("c.xlsx", bytes(range(256)), "import.file_damaged"),
        ("d.csv", plain.read_bytes(), "import.file_misnamed"),
    ):
        (tmp_path / name).write_bytes(data)
        assert refusal(tmp_path / name) == code


def test_a_workbook_under_another_workbooks_ending_is_read(tmp_path: Path, plain: Path) -> None:
    (tmp_path / "a.xls").write_bytes(plain.read_bytes())
    with read(tmp_path / "a.xls") as reading:
        assert len(list(reading)) == 1


def test_another_kind_of_package(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as file:
        file.writestr("word/document.xml", "<w/>")
    assert refusal(tmp_path / "a.xlsx") == "import.file_not_workbook"


def test_damaged_files(tmp_path: Path, plain: Path, data: Path) -> None:
    whole = plain.read_bytes()
    old = (data / "small.xls").read_bytes()
    for name, content in (
        ("cut.xlsx", whole[: len(whole) // 2]),
        ("junk.xlsx", b"PK\x03\x04" + b"x" * 100),
        ("flipped.xlsx", whole[:200] + bytes([whole[200] ^ 255] * 50) + whole[250:]),
        ("cut.xls", old[:600]),
        ("head.xls", old[:8]),
    ):
        (tmp_path / name).write_bytes(content)
        assert refusal(tmp_path / name) == "import.file_damaged"


@pytest.mark.parametrize("length", range(0, 5632, 97))
def test_any_cut_of_an_old_workbook_is_refused_or_read(
    tmp_path: Path, data: Path, length: int
) -> None:
    path = tmp_path / "cut.xls"
    path.write_bytes((data / "small.xls").read_bytes()[:length])
    try:
        with read(path) as reading:
            list(reading)
    except Refused as refused:
        assert refused.code.startswith("import.")


def test_broken_xml(plain: Path) -> None:
    assert refusal(rewritten(plain, in_sheet(b"</c>", b"</w>"))) == "import.file_damaged"
    no_sheets = rewritten(plain, lambda n, d: b"" if n == "xl/workbook.xml" else d)
    assert refusal(no_sheets) in ("import.file_damaged", "import.no_table")


def test_encrypted(tmp_path: Path, data: Path, plain: Path) -> None:
    old = (data / "small.xls").read_bytes()
    name = "Workbook".encode("utf-16-le")
    locked = "EncryptedPackage".encode("utf-16-le")
    at = old.index(name)
    entry = locked.ljust(64, b"\0") + struct.pack("<H", len(locked) + 2)
    (tmp_path / "a.xlsx").write_bytes(old[:at] + entry + old[at + 66 :])
    assert refusal(tmp_path / "a.xlsx") == "import.file_encrypted"
    with pytest.raises(Refused, match="file_encrypted"):
        guard_xls._walk(struct.pack("<HH", 0x002F, 0), "a.xls")
    packed = bytearray(plain.read_bytes())
    start = packed.index(b"PK\x01\x02")
    packed[start + 8] |= 1
    (tmp_path / "b.xlsx").write_bytes(packed)
    assert refusal(tmp_path / "b.xlsx") == "import.file_encrypted"


def test_no_list_in_it(book: Make) -> None:
    assert refusal(book({"s": [["今天天气很好"], ["明天"]]})) == "import.no_table"
    assert refusal(book({"s": []})) == "import.no_table"


# -- bombs ------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_entities(plain: Path, part: str) -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>'
    changed = rewritten(
        plain,
        lambda n, d: (
            evil + d[d.index(b"?>") + 2 :]
            if n == part and b"?>" in d
            else (evil + d if n == part else d)
        ),
    )
    assert refusal(changed) == "import.file_bomb"


def test_entities_in_utf16(plain: Path) -> None:
    changed = rewritten(plain, lambda n, d: d.decode().encode("utf-16") if n == SHEET else d)
    assert refusal(changed) == "import.file_damaged"


def test_a_member_that_unpacks_to_gigabytes(plain: Path) -> None:
    bomb = b" " * (300 << 20)
    assert (
        refusal(rewritten(plain, lambda _n, d: d, {"xl/media/x.xml": bomb})) == "import.file_bomb"
    )


def test_a_member_that_lies_about_its_size(plain: Path) -> None:
    changed = rewritten(plain, in_sheet(b"</sheetData>", b" " * (40 << 20) + b"</sheetData>"))
    data = bytearray(changed.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = 0
        while (at := data.find(mark, at)) >= 0:
            if struct.unpack_from("<I", data, at + offset)[0] > 40 << 20:
                struct.pack_into("<I", data, at + offset, 1000)
            at += 4
    changed.write_bytes(data)
    assert refusal(changed) in ("import.file_bomb", "import.file_damaged")


def test_more_than_ten_million_cells(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as out:
        out.add_worksheet().write(0, 0, "房号")
    row = b"<row>" + b"<c><v>1</v></c>" * 1000 + b"</row>"
    rows = b"".join([row] * 10_100)
    changed = rewritten(path, in_sheet(b"</sheetData>", rows + b"</sheetData>"))
    assert refusal(changed) in ("import.too_many_cells", "import.file_bomb")


FAR = [
    b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    b"<row r='1048576'><c  r = 'XFD1048576'><v>1</v></c></row>",
    b'<x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>',
    b'<row r="3"><c r="XFD1048576"><v>1</v></c></row>',
    b'<row r="3">'
    + b"<c><v>1</v></c>" * 300
    + b'</row><row r="900000"><c r="A900000"><v>1</v></c></row>',
    (
        b'<row r="3"><c t="str" r="CZ3"><v>1</v></c></row>'
        b'<row r="999999"><c r="A999999"><v>1</v></c></row>'
    ),
    b'<row r="3"><c r="A3"><v>1</v></c><c r="ZZZZZZ3"><v>1</v></c></row>',
]


@pytest.mark.parametrize("far", FAR)
def test_one_cell_at_the_far_corner(plain: Path, far: bytes) -> None:
    changed = rewritten(plain, in_sheet(b"</sheetData>", far + b"</sheetData>"))
    assert refusal(changed) == "import.too_many_cells"


def test_a_dimension_that_lies(plain: Path) -> None:
    lie = rewritten(plain, in_sheet(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))
    assert refusal(lie) == "import.too_many_cells"
    small = rewritten(plain, in_sheet(b'ref="A1:B2"', b'ref="A1"'))
    with read(small) as reading:
        assert len(list(reading)) == 1


def test_an_honest_stray_format_far_below_is_no_bomb(plain: Path) -> None:
    stray = b'<row r="1048576"><c r="A1048576" s="0"/><c r="K1048576" s="0"/></row></sheetData>'
    changed = rewritten(plain, in_sheet(b"</sheetData>", stray))
    changed = rewritten(changed.rename(plain), in_sheet(b'ref="A1:B2"', b'ref="A1:K1048576"'))
    with read(changed) as reading:
        assert [r.room for r in reading if isinstance(r, UnitRow)] == ["101"]


def test_one_long_text_in_a_hundred_thousand_cells(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "plain.xlsx"
    with xlsxwriter.Workbook(path) as out:
        sheet = out.add_worksheet()
        sheet.write_row(0, 0, ["房号", "业主"])
        sheet.write_row(1, 0, ["1-101", "张三"])

    def change(name: str, data: bytes) -> bytes:
        if name == "xl/sharedStrings.xml":
            return data.replace("张三".encode(), b"x" * 32_000)
        if name == SHEET:
            cells = b"".join(
                b'<row r="%d"><c r="A%d" t="s"><v>3</v></c></row>' % (n, n)
                for n in range(3, 100_000)
            )
            return data.replace(b"</sheetData>", cells + b"</sheetData>")
        return data

    with read(path) as reading:
        assert len(list(reading)) == 1
    assert refusal(rewritten(path, change)) == "import.too_many_cells"


def test_too_many_sheets(book: Make) -> None:
    path = book({f"s{n}": [["x"]] for n in range(201)})
    assert refusal(path) == "import.too_many_sheets"


# -- OpenDocument and old Excel ---------------------------------------------------------------

_CONTENT = (
    '<?xml version="1.0"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    "<office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"
)


def ods(path: Path, rows: str, name: str = "1栋", manifest: str = "<m/>") -> Path:
    table = f'<table:table table:name="{name}">{rows}</table:table>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", manifest)
        file.writestr("content.xml", _CONTENT.format(table))
    return path


def cells(*texts: str, more: str = "") -> str:
    inside = "".join(
        f'<table:table-cell office:value-type="string"{more}><text:p>{t}</text:p>'
        "</table:table-cell>"
        for t in texts
    )
    return f"<table:table-row>{inside}</table:table-row>"


def test_opendocument_with_its_million_empty_rows(tmp_path: Path) -> None:
    tail = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    path = ods(tmp_path / "a.ods", cells("房号", "业主") + cells("101", "张三") + tail)
    with read(path) as reading:
        (unit,) = list(reading)
    assert isinstance(unit, UnitRow)
    assert unit.key == ("1", "", "101")


@pytest.mark.parametrize(
    "rows",
    [
        cells("x", more=' table:number-columns-repeated="2000000000"'),
        cells("x").replace(
            "<table:table-row>", '<table:table-row table:number-rows-repeated="99999999">'
        ),
        (
            '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/>'
            "</table:table-row>"
            '<table:table-row><table:table-cell table:number-columns-repeated="16383"/>'
            '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
            "</table:table-row>"
        ),
    ],
)
def test_opendocument_repeats(tmp_path: Path, rows: str) -> None:
    assert refusal(ods(tmp_path / "a.ods", rows)) == "import.too_many_cells"


def test_opendocument_encrypted_or_with_entities(tmp_path: Path) -> None:
    locked = ods(tmp_path / "a.ods", cells("x"), manifest="<m><manifest:encryption-data/></m>")
    assert refusal(locked) == "import.file_encrypted"
    evil = ods(tmp_path / "b.ods", cells("x"))
    changed = rewritten(
        evil,
        lambda n, d: (
            d.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>') if n == "content.xml" else d
        ),
    )
    assert refusal(changed) == "import.file_bomb"


def test_old_excel_that_claims_or_has_a_far_corner() -> None:
    cell = struct.pack("<HHHHHd", 0x0203, 14, 65535, 255, 0, 1.0)
    with pytest.raises(Refused, match="too_many_cells"):
        guard_xls._walk(cell, "a.xls")
    size = struct.pack("<HHIIHHH", 0x0200, 14, 0, 0xFFFFFFFF, 0, 255, 0)
    with pytest.raises(Refused, match="too_many_cells"):
        guard_xls._walk(size, "a.xls")
    strings = struct.pack("<HHII", 0x00FC, 8, 0x7FFFFFFF, 0x7FFFFFFF)
    with pytest.raises(Refused, match="file_bomb"):
        guard_xls._walk(strings, "a.xls")
