"""Which documents people may upload: told by their first bytes and their name together. No SVG, no HTML, no programs."""

from __future__ import annotations

from marketplace.domain.faults import Invalid

HEAD = 8  # bytes needed to tell
LIMIT = 20 * 1024 * 1024  # bytes of one document

# ending → (first bytes, media type)
TYPES: dict[str, tuple[bytes, str]] = {
    "pdf": (b"%PDF-", "application/pdf"),
    "png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    "jpg": (b"\xff\xd8\xff", "image/jpeg"),
    "jpeg": (b"\xff\xd8\xff", "image/jpeg"),
    "docx": (b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": (b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
FORMATS = "PDF, PNG, JPG, DOCX, XLSX"


def media_type_of(name: str, head: bytes, size: int) -> str:
    """The media type of a document.

    Raises:
        Invalid: `file.empty`, `file.too_large`, `file.type` where name and content do not fit one allowed type.
    """
    if not size:
        raise Invalid("file.empty", field="file")
    if size > LIMIT:
        raise Invalid("file.too_large", field="file", limit=LIMIT // (1024 * 1024))
    known = TYPES.get(name.rpartition(".")[2].lower())
    if known is None or not head.startswith(known[0]):
        raise Invalid("file.type", field="file", formats=FORMATS)
    return known[1]
