"""Opens an uploaded table whatever its format, judged by its content and never by its name."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from pathlib import Path
from typing import BinaryIO, cast

from marketplace.readers.csv_file import open_csv
from marketplace.readers.faults import ReaderFault
from marketplace.readers.json_file import open_json, open_jsonl
from marketplace.readers.limits import DEFAULT, MIB, Limits
from marketplace.readers.result_list import looks_like_result_list, open_result_list
from marketplace.readers.source import OpenBytes, RowSource
from marketplace.readers.xls_file import open_xls
from marketplace.readers.xlsx_file import open_xlsx

_HEAD = 1 << 16
_FORMATS = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
)
_ZIP, _OLE, _GZIP = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b"
_TABLE_MARKUP = (b"<html", b"<table", b"urn:schemas-microsoft-com:office")
_TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class _Capped(io.RawIOBase):
    """A decompressed stream that ends in a fault instead of filling the machine."""

    def __init__(self, path: Path, limit: int) -> None:
        self._stream = gzip.open(path, "rb")
        self._left, self._limit = limit, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        try:
            data = self._stream.read(len(view))
        except (OSError, EOFError, zlib.error) as error:
            raise ReaderFault("damaged") from error
        self._left -= len(data)
        if self._left < 0:
            raise ReaderFault("expands_too_far", limit=str(self._limit // MIB))
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def open_rows(path: Path, *, name: str = "", limits: Limits = DEFAULT) -> RowSource:
    """Headers and rows of an uploaded file, streaming.

    Reads CSV and other delimited text, XLSX, XLS, JSON Lines, JSON documents with a list of objects, PATENTSCOPE
    result lists, and the text formats gzipped. `name` is only told back in faults. Raises ReaderFault, also while
    rows are walked.
    """
    size = path.stat().st_size
    if size == 0:
        raise ReaderFault("empty", name=name)
    if size > limits.file:
        raise ReaderFault("too_large", limit=str(limits.file // MIB))
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if head.startswith(_ZIP):
        return open_xlsx(path, limits)
    if head.startswith(_OLE):
        return open_xls(path, limits)
    if not head.startswith(_GZIP):
        return _open_text(lambda: path.open("rb"), limits)

    def expanded() -> BinaryIO:
        return cast(BinaryIO, io.BufferedReader(_Capped(path, limits.expanded), 1 << 18))

    return _open_text(expanded, limits)


def _open_text(open_bytes: OpenBytes, limits: Limits) -> RowSource:
    with open_bytes() as stream:
        head = stream.read(_HEAD)
    _refuse_other_formats(head)
    start = head
    for mark in _TEXT_MARKS:
        start = start.removeprefix(mark)
    start = start.lstrip()
    wide = start.replace(b"\x00", b"").lstrip() if head.startswith(_TEXT_MARKS[1:]) else start
    if not wide:
        raise ReaderFault("no_table")
    if wide.startswith(b"<"):
        table = any(sign in wide[:_HEAD].lower() for sign in _TABLE_MARKUP)
        raise ReaderFault("markup") if table else ReaderFault("other_format", format="XML")
    if start[:1] in b"{[":
        return open_jsonl(open_bytes, limits) if _is_json_lines(open_bytes, limits) else open_json(open_bytes, limits)
    lines = head.decode("utf-8", "replace").splitlines()
    if looks_like_result_list(lines):
        return open_result_list(open_bytes, limits)
    return open_csv(open_bytes, limits)


def _refuse_other_formats(head: bytes) -> None:
    if head.startswith((_ZIP, _OLE, _GZIP)):
        raise ReaderFault("zip_archive")
    for mark, kind in _FORMATS:
        if head.startswith(mark):
            raise ReaderFault("other_format", format=kind)


def _is_json_lines(open_bytes: OpenBytes, limits: Limits) -> bool:
    """Whether the first line is an object and more lines follow; one line alone is read as a document."""
    with open_bytes() as stream:
        line = stream.readline(limits.line)
        if not stream.read(1):
            return False
    try:
        return isinstance(json.loads(line.removeprefix(_TEXT_MARKS[0])), dict)
    except (ValueError, RecursionError):
        return len(line) >= limits.line
