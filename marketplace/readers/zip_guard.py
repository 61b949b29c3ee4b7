"""Looks over a spreadsheet's zip container before anything in it is parsed."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from marketplace.readers.faults import ReaderFault
from marketplace.readers.limits import MIB, Limits

_PROLOG = 4096
_BLANK = b" \t\r\n\xef\xbb\xbf"
_COMMENTS = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_ROOT = re.compile(rb"<[A-Za-z_]")
_OFFICE = {"word/document.xml": "docx", "ppt/presentation.xml": "pptx"}


def check_workbook(path: Path, limits: Limits) -> None:
    """Refuse containers that are no workbook, are encrypted, expand too far or declare XML entities.

    Raises ReaderFault.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > limits.zip_entries:
                raise ReaderFault("zip_bomb")
            _check_kind({part.filename for part in parts})
            _check_sizes(parts, limits)
            for part in parts:
                _check_prolog(archive, part)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError) as error:
        raise ReaderFault("damaged") from error


def _check_kind(names: set[str]) -> None:
    if "xl/workbook.xml" in names:
        return
    for name, kind in _OFFICE.items():
        if name in names:
            raise ReaderFault("other_format", format=kind)
    raise ReaderFault("xlsb" if "xl/workbook.bin" in names else "zip_archive")


def _check_sizes(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise ReaderFault("encrypted")
    if sum(part.file_size for part in parts) > limits.expanded:
        raise ReaderFault("zip_bomb")
    for part in parts:
        ratio = part.file_size / max(1, part.compress_size)
        if part.file_size > limits.zip_part or (part.file_size > 4 * MIB and ratio > limits.zip_ratio):
            raise ReaderFault("zip_bomb")


def _check_prolog(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """A document type declaration stands before the root element; workbooks have none. Images are no XML."""
    with archive.open(part) as stream:
        head = stream.read(_PROLOG)
    if not head.lstrip(_BLANK).startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return
    head = _COMMENTS.sub(b"", head)
    root = _ROOT.search(head)
    if root is None or b"<!" in head[: root.start()]:
        raise ReaderFault("entities")
