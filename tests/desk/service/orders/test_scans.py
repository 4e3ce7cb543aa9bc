"""Signed papers that were scanned in: each goes to the order on its code, a stack taken apart."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from desk import texts
from desk.core.access import Role
from desk.core.desk import Desk
from desk.core.errors import Refused
from desk.core.files import Incoming, incoming, load
from desk.printing import raster
from desk.service.orders.detail import view_order
from desk.service.orders.papers_out import print_order, print_orders
from desk.service.orders.scans import attach_scans, papers_in
from tests.desk.printing.samples import image_of, words_of
from tests.desk.service.orders.conftest import Site
from tests.stores import as_role


def photo(pdf: bytes, angle: float = 0, kind: str = "JPEG") -> bytes:
    """A paper's first page as a scanner gives it, a little askew."""
    image = image_of(raster.page(pdf, 0, 150)).rotate(angle, expand=True, fillcolor="white")
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def taken(*files: Incoming) -> list[tuple[Incoming, list[str]]]:
    return [paper for file in files for paper in papers_in(file)]


@pytest.mark.parametrize(("kind", "angle"), [("JPEG", 3), ("PNG", 180), ("TIFF", 90), ("WEBP", -2)])
def test_a_picture_finds_its_order(desk: Desk, site: Site, kind: str, angle: float) -> None:
    site.report()
    row = site.at("done")
    file = incoming(f"scan.{kind.lower()}", photo(print_order(desk, row.id), angle, kind))
    (scan,) = attach_scans(desk, taken(file), request="r")
    assert scan.order is not None and scan.order.id == row.id
    view = view_order(desk, row.id)
    assert view.signed and [one.label for one in view.files] == ["signed"]
    (again,) = attach_scans(desk, taken(file))
    assert again.refused is not None and again.refused.code == "order.scanned_already"
    assert row.number in texts.sentence(again.refused)
    assert len(view_order(desk, row.id).files) == 1


def test_a_stack_in_one_file_is_taken_apart(desk: Desk, site: Site) -> None:
    rows = [site.at("done"), site.at("working"), site.report()]
    stack = incoming("stack.pdf", print_orders(desk, [row.id for row in rows]))
    made = attach_scans(desk, taken(stack))
    assert [scan.order and scan.order.id for scan in made] == [row.id for row in rows]
    for row in rows:
        (file,) = view_order(desk, row.id).files
        words = words_of(load(file.attachment))
        assert len(raster.sizes(load(file.attachment))) == 3
        assert row.number in words
        assert all(other.number not in words for other in rows if other.id != row.id)


def test_what_can_not_be_read_keeps_nothing_back(desk: Desk, site: Site) -> None:
    row = site.at("done")
    blank = io.BytesIO()
    Image.new("RGB", (300, 200), "white").save(blank, "PNG")
    good = incoming("good.pdf", print_order(desk, row.id))
    files = [
        incoming("blank.png", blank.getvalue()),
        incoming("half.jpg", photo(print_order(desk, row.id))[:2_000]),
        incoming("broken.pdf", b"%PDF-1.7 nothing"),
        good,
    ]
    made = attach_scans(desk, taken(*files))
    assert [scan.refused.code if scan.refused else "" for scan in made] == [
        "order.no_code", "order.no_code", "order.no_code", "",
    ]  # fmt: skip
    assert made[0].refused is not None and "blank.png" in texts.sentence(made[0].refused)


def test_engineers_hand_in_their_own(desk: Desk, site: Site) -> None:
    mine, other = site.at("working"), site.report()
    files = [incoming(f"{n}.pdf", print_order(desk, row.id)) for n, row in enumerate((mine, other))]
    papers = taken(*files)
    as_role(desk, Role.ENGINEER)
    made = attach_scans(desk, papers)
    assert [scan.refused.code if scan.refused else "" for scan in made] == ["", "order.not_yours"]
    as_role(desk, Role.AUDITOR)
    with pytest.raises(Refused, match="denied"):
        attach_scans(desk, papers)
