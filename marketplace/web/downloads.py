"""Answers that are files: always saved, never shown inside the site's own origin."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from flask import Response

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(content: bytes, name: str, media_type: str) -> Response:
    """A file to save, under a name that may be Chinese (RFC 6266)."""
    return to_save(content, name, media_type)


def to_save(content: bytes | Iterable[bytes], name: str, media_type: str) -> Response:
    """The same for what is written piece by piece while it is sent."""
    response = Response(content, mimetype=media_type)
    plain = name.encode("ascii", "ignore").decode().strip() or "file"
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain.replace(chr(34), '')}\"; filename*=UTF-8''{quote(name)}"
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; script-src 'self'; sandbox"
    return response


def spreadsheet(content: bytes, name: str) -> Response:
    """A workbook to save."""
    return download(content, name, SPREADSHEET)
