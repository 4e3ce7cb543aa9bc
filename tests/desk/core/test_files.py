"""Files on disk written whole or not at all; attachments kept, told apart, erased."""

from __future__ import annotations

import errno
import io
import os
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.core import files, media
from desk.core.errors import Refused, StoreError
from desk.core.files import Attachment, FileContent
from desk.core.storage import Storage

KEY = bytes(range(1, 33))
NOW = datetime(2026, 2, 3, 4, 5, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n" + b"picture"


def archive(*names: str) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return memory.getvalue()


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    made = Storage.create(tmp_path / "store", KEY)
    made.database.create_tables([FileContent, Attachment])
    yield made
    made.close()


def attach(storage: Storage, data: bytes, record: int = 1, name: str = "a.png") -> Attachment:
    with storage.transaction():
        values = files.values_for(files.incoming(name, data), "visit", record, NOW)
        return Attachment.create(**values, salt=b"s")


def test_attached_once_kept_once_erased_last(storage: Storage) -> None:
    first, second = attach(storage, PNG), attach(storage, PNG, record=2, name="b.png")
    assert FileContent.select().count() == 1
    assert files.load(first.id) == files.load(second.id) == PNG
    (row,) = files.listed("visit", 2)
    assert (row.name, row.media_type, row.size) == ("b.png", "image/png", len(PNG))
    assert row.added_at == NOW
    first.delete_instance()
    assert files.drop_unused() == 0
    second.delete_instance()
    assert files.drop_unused() == 1
    assert FileContent.select().count() == 0
    with pytest.raises(Refused, match=r"file\.unknown"):
        files.load(second.id)


def test_content_is_not_readable_in_the_file(storage: Storage) -> None:
    attach(storage, PNG + b"readable text in the picture" * 50)
    storage.close()
    assert b"readable text" not in storage.path.read_bytes()


def test_altered_content_is_noticed(storage: Storage) -> None:
    row = attach(storage, PNG)
    storage.database.execute_sql("UPDATE file_content SET data = x'00'")
    with pytest.raises(StoreError, match=r"store\.damaged"):
        files.load(row.id)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PNG, "image/png"), (b"\xff\xd8\xff\xe0rest", "image/jpeg"), (b"GIF89a...", "image/gif"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"), (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"%PDF-1.7\n", "application/pdf"), ("说明\r\n第二行".encode(), "text/plain"),
        ("說明".encode("gb18030"), "text/plain"), (b"a,b\n1,2\n", "text/plain"),
        (archive("[Content_Types].xml", "xl/workbook.xml"),
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (archive("[Content_Types].xml", "word/document.xml"),
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (archive("[Content_Types].xml", "xl/vbaProject.bin"), None),
        (archive("evil.exe"), None), (b"PK\x03\x04broken", None), (b"MZ\x90\0\x03", None),
        (b"\x7fELF\x02\x01\x01\0", None), (b"#!/bin/sh\nrm", None), (b"<html><script>", None),
        (b"  <svg onload=x>", None), (b"\0\0\0\0", None), (b"BMnot a bitmap\0", None),
    ],
)  # fmt: skip
def test_kind_is_told_from_the_bytes(data: bytes, kind: str | None) -> None:
    assert media.sniff(data) == kind
    if kind is None:
        with pytest.raises(Refused, match=r"file\.kind"):
            files.incoming("holiday.png", data)


def test_empty_large_and_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 1024 * 1024)
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-" + b"x" * files.LARGEST)
    with pytest.raises(Refused) as caught:
        files.read_incoming(path)
    assert (caught.value.code, caught.value.values["megabytes"]) == ("file.too_large", 1)
    path.write_bytes(b"%PDF-" + b"x" * (files.LARGEST - 5))
    assert files.read_incoming(path).media_type == "application/pdf"
    path.write_bytes(b"")
    with pytest.raises(Refused, match=r"file\.empty"):
        files.read_incoming(path)
    for bad in (tmp_path, tmp_path / "gone"):
        with pytest.raises(Refused, match=r"file\.unreadable"):
            files.read_incoming(bad)


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("身份证.JPG", "image/jpeg", "身份证.JPG"),
        ("../../etc/passwd", "text/plain", "passwd.txt"),
        ("D:\\Photos\\x\\photo.png", "image/png", "photo.png"),
        ("invoice\u202egpj.exe", "application/pdf", "invoicegpj.exe.pdf"),
        ("a\0b\nc.png", "image/png", "abc.png"),
        ("CON.png", "image/png", "_CON.png"),
        ("com1", "text/plain", "_com1.txt"),
        ("", "image/png", "file.png"),
        (" .. ", "image/png", "file.png"),
        (".png", "image/png", "png.png"),
        ('a<b>:"c|d?*.png', "image/png", "a_b___c_d__.png"),
        ("x" * 300 + ".pdf", "application/pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_are_cleaned(name: str, kind: str, expected: str) -> None:
    assert files.clean_name(name, kind) == expected


@given(st.text(), st.sampled_from(sorted(files.SUFFIXES)))
def test_any_name_becomes_a_safe_one(name: str, kind: str) -> None:
    clean = files.clean_name(name, kind)
    assert 0 < len(clean) <= files.LONGEST_NAME
    assert clean.rpartition(".")[2].lower() in files.SUFFIXES[kind]
    assert not set(clean) & set('/\\<>:"|?*\0\r\n')
    assert not clean.startswith(".")
    assert files.clean_name(clean, kind) == clean


def test_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    with files.write_atomic(path) as file:
        file.write(b"one")
        assert not path.exists()
    assert path.read_bytes() == b"one"
    with files.write_atomic(path, private=True) as file:
        file.write(b"two")
    assert path.read_bytes() == b"two"
    assert os.name != "posix" or path.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def test_failing_writer_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), files.write_atomic(path) as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "store.disk_full"), (errno.EACCES, "store.cannot_write")]
)
def test_disk_trouble_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StoreError) as caught, files.write_atomic(path) as file:
        file.write(b"new")
    assert caught.value.code == code
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def test_missing_folder(tmp_path: Path) -> None:
    gone = tmp_path / "gone" / "out.csv"
    with pytest.raises(StoreError, match=r"store\.cannot_write"), files.write_atomic(gone):
        pass
