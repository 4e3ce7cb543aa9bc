"""Work orders on paper: words and codes read back, copies, batches, the engineers' day."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest

from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.papers import papers_of
from desk.core.preferences import save
from desk.service.orders import dispatch, verbs
from desk.service.orders.detail import view_order
from desk.service.orders.drafts import EngineerDraft
from desk.service.orders.papers_out import (
    paper_of,
    preview,
    print_day_sheet,
    print_order,
    print_orders,
    read_order_code,
)
from tests.desk.service.orders.conftest import Site


def read(pdf: bytes) -> list[str]:
    """The text of each page."""
    document = pdfium.PdfDocument(pdf)
    return [document[n].get_textpage().get_text_bounded() for n in range(len(document))]


def test_three_sheets_say_the_same(desk: Desk, site: Site) -> None:
    save(desk, {"orders.company": "阳光物业", "orders.terms": "保修三个月"})
    row = site.at("done")
    pages = read(print_order(desk, row.id, language="en"))
    assert len(pages) == 3
    for page in pages:
        for words in (row.number, "3-1502", "13800138000", "厨房水龙头滴水", "阀芯", "120.00",
                      "阳光物业", "保修三个月", "Engineer", "Customer"):  # fmt: skip
            assert words in page, words
    assert ["Desk's" in pages[0], "Customer's sheet" in pages[1], "Engineers'" in pages[2]] == [
        True
    ] * 3
    assert len(read(preview(desk, row.id, "form241"))) >= 1
    (kept,) = papers_of("work_order", row.id)
    assert kept.copy == 0


def test_printed_again_it_is_a_copy_until_something_changes(desk: Desk, site: Site) -> None:
    row = site.report()
    first = print_order(desk, row.id, language="en", request="a")
    assert print_order(desk, row.id, language="en", request="a") == first
    assert "Copy 1" in read(print_order(desk, row.id, language="en"))[0]
    dispatch.assign(desk, row.id, (site.me,))
    assert "Copy" not in read(print_order(desk, row.id, language="en"))[0]
    assert [paper.copy for paper in view_order(desk, row.id).papers] == [0, 1, 0]


def test_the_code_leads_back(desk: Desk, site: Site) -> None:
    import zxingcpp

    row = site.report()
    image = pdfium.PdfDocument(print_order(desk, row.id))[0].render(scale=3).to_pil()
    (code,) = zxingcpp.read_barcodes(image, zxingcpp.BarcodeFormat.QRCode)
    assert read_order_code(desk, code.text).id == row.id
    with pytest.raises(Refused) as refused:
        read_order_code(desk, code.text[:-4] + "AAAA")
    assert refused.value.code == "token.altered"


def test_many_at_once(desk: Desk, site: Site) -> None:
    rows = [site.report() for _each in range(3)]
    verbs.cancel(desk, rows[2].id, "误报")
    print_order(desk, rows[0].id)
    pages = read(print_orders(desk, [row.id for row in rows], language="en"))
    assert len(pages) == 9
    assert "Copy 1" in pages[0] and "Copy" not in pages[3]
    assert "VOID" in pages[6]
    for few, code in (([], "paper.none"), (range(501), "order.too_many"), ([999], "order.unknown")):
        with pytest.raises(Refused) as refused:
            print_orders(desk, list(few))
        assert refused.value.code == code
    assert len(papers_of("work_order", rows[1].id)) == 1


def test_what_can_not_be_printed_is_said(desk: Desk, site: Site) -> None:
    row = site.report(text="\U0001f6b0 滴水")
    with pytest.raises(Refused) as refused:
        print_order(desk, row.id)
    assert refused.value.code.startswith("paper.")
    assert papers_of("work_order", row.id) == []
    assert print_order(desk, row.id, missing="box")


def test_the_engineers_day(desk: Desk, site: Site) -> None:
    first, second = site.report(urgency="urgent"), site.report(unit=site.other)
    dispatch.assign(desk, first.id, (site.me, EngineerDraft(name="王师傅")))
    dispatch.assign(desk, second.id, (EngineerDraft(name="王师傅"),), desk.now, first.arrive_by)
    pages = read(print_day_sheet(desk, language="en"))
    assert len(pages) == 2
    assert first.number in pages[0] and second.number not in pages[0]
    assert second.number in pages[1] and "09:00–09:30" in pages[1] and "13800138000" in pages[1]
    only = read(print_day_sheet(desk, engineers=(site.me,)))
    assert len(only) == 1
    with pytest.raises(Refused) as refused:
        print_day_sheet(desk, engineers=(EngineerDraft(name="nobody"),))
    assert refused.value.code == "paper.none"


def test_all_fields_full_still_fit_on_paper(desk: Desk, site: Site) -> None:
    row = site.report(text="漏" * 2000, name="李" * 300, place="大堂" * 100)
    dispatch.assign(desk, row.id, tuple(EngineerDraft(name="王" * 70 + str(n)) for n in range(10)))
    for layout in ("a5", "form241"):
        assert read(preview(desk, row.id, layout))
    assert paper_of(desk, row.id).text == "漏" * 2000
