"""The encoding of a text file: byte-order marks first, then strict UTF-8, then the likeliest Chinese encoding."""

from __future__ import annotations

import codecs
from functools import cache

from marketplace.readers.faults import ReaderFault
from marketplace.readers.limits import Limits
from marketplace.readers.source import OpenBytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CHUNK = 1 << 16
_SAMPLE = 1 << 20
_LIKELY = 0.7
_SPARSE = 0.2


def detect_encoding(open_bytes: OpenBytes, limits: Limits) -> str:
    """The codec name to read a text with. Raises ReaderFault `binary`, `encoding` or `too_large`."""
    with open_bytes() as stream:
        head = stream.read(4096)
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return codec
    if b"\x00" in head:
        return _without_mark(head)
    sample = _first_foreign_bytes(open_bytes, limits)
    return "utf-8" if sample is None else _likeliest(sample)


def _without_mark(head: bytes) -> str:
    """UTF-16 without a mark shows NULs on one side of its ASCII letters only."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) // 8 and even == 0:
        return "utf-16-le"
    if even > len(head) // 8 and odd == 0:
        return "utf-16-be"
    raise ReaderFault("binary")


def _first_foreign_bytes(open_bytes: OpenBytes, limits: Limits) -> bytes | None:
    """None when all of the file is UTF-8; else up to a megabyte from where it first is not."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    size = 0
    with open_bytes() as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > limits.expanded:
                raise ReaderFault("too_large", limit=str(limits.expanded >> 20))
            if b"\x00" in chunk:
                raise ReaderFault("binary")
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return chunk + stream.read(_SAMPLE)
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return chunk
    return None


def _likeliest(sample: bytes) -> str:
    """GB18030 or Big5 by the share of their everyday characters; Western for a few lone accented letters."""
    cut = sample.find(b"\n")
    sample = sample[cut + 1 :] if 0 <= cut < len(sample) - 1 else sample
    shares = {codec: _everyday_share(sample, codec) for codec in ("gb18030", "big5hkscs")}
    best = max(shares, key=lambda codec: shares[codec])
    if shares[best] >= _LIKELY:
        return best
    high = sum(byte > 127 for byte in sample) / max(1, len(sample))
    if high <= _SPARSE:
        return "cp1252"
    if shares[best] >= _LIKELY / 2:
        return best
    raise ReaderFault("encoding")


def _everyday_share(sample: bytes, codec: str) -> float:
    foreign = [char for char in sample.decode(codec, "replace") if char > "\x7f"]
    return sum(char in _everyday(codec) for char in foreign) / max(1, len(foreign))


@cache
def _everyday(codec: str) -> frozenset[str]:
    """The first level of a Chinese character set (ordered by use) and its punctuation."""
    leads = range(0xB0, 0xD8) if codec == "gb18030" else range(0xA4, 0xC7)
    trails = range(0xA1, 0xFF) if codec == "gb18030" else (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    pairs = [bytes((lead, trail)) for lead in (*range(0xA1, 0xA4), *leads) for trail in trails]
    return frozenset(char for pair in pairs for char in pair.decode(codec, "ignore")) - {"\ufffd"}
