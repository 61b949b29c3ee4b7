"""Classification symbols: IPC and CPC for inventions and utility models, Locarno for designs.

Symbols are stored compact (`G06F17/30`, `14-02`). Subgroup digits compare as a decimal fraction, so 1/02 comes
before 1/025 and 1/03 (WIPO ST.8).
"""

from __future__ import annotations

import re
from functools import lru_cache

SECTIONS = "ABCDEFGHY"
"""Sections of IPC (A to H) and CPC (Y as well)."""

_SYMBOL = re.compile(r"([A-HY])\s?(\d{2})\s?([A-Z])[\s-]*0*(\d{1,4})\s?/\s?(\d{2,6})(?:\s?\(.{0,20})?(?:\s?[A-Z]\d?)?")
_PREFIX = re.compile(r"[A-HY](?:\d{2}(?:[A-Z](?:\d{1,4}(?:/\d{0,6})?)?)?)?")
_LOCARNO = re.compile(r"(?:LOC\s*(?:\(\d+\))?\s*C[Ll]\.?\s*)?(0?[1-9]|[12]\d|3[0-2])-(\d{2})")
_SEPARATORS = re.compile(r"[;；|,，、\n\r\t]+")
_WIDE = str.maketrans("（）／－．", "()/-.")


class ClassFault(ValueError):
    """A text that is no classification symbol."""


@lru_cache(maxsize=65536)
def parse_class(text: str) -> str:
    """One IPC or CPC symbol in compact form; edition and indexing marks (`(2006.01)I`) are dropped.

    Zero-padded groups (`C12Q-0001/6883`) are understood. Raises ClassFault.
    """
    found = _SYMBOL.fullmatch(text.translate(_WIDE).strip().upper())
    if not found:
        raise ClassFault(text)
    return f"{found[1]}{found[2]}{found[3]}{found[4]}/{found[5]}"


def parse_locarno(text: str) -> str:
    """One Locarno symbol, class padded to two digits: `LOC(13) Cl. 9-03` gives `09-03`. Raises ClassFault."""
    found = _LOCARNO.fullmatch(text.translate(_WIDE).strip())
    if not found:
        raise ClassFault(text)
    return f"{int(found[1]):02d}-{found[2]}"


def format_class(symbol: str) -> str:
    """The symbol as printed: `G06F 17/30`; Locarno symbols and prefixes unchanged."""
    return f"{symbol[:4]} {symbol[4:]}" if len(symbol) > 4 and "/" in symbol else symbol


def class_sort_key(symbol: str) -> tuple[str, int, str]:
    """Order of symbols: subclass, main group as a number, subgroup as a decimal fraction."""
    group, _, subgroup = symbol[4:].partition("/")
    return symbol[:4], int(group or 0), subgroup


def is_class_prefix(text: str) -> bool:
    """Whether a text (compact) can begin a symbol, from the section letter to the whole symbol."""
    return _PREFIX.fullmatch(text) is not None


def split_symbols(text: str) -> list[str]:
    """The symbols of one cell, as written, whatever separates them."""
    return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]


def read_symbols(text: str) -> tuple[list[str], list[str], list[str]]:
    """Every symbol of a cell: (IPC or CPC symbols, Locarno symbols, texts that are neither), each once, in order.

    A bare Locarno subclass takes the class before it: `8-05, 08; 11-01` names three.
    """
    classes: dict[str, None] = {}
    locarno: dict[str, None] = {}
    faulty: list[str] = []
    for part in split_symbols(text):
        try:
            classes[parse_class(part)] = None
            continue
        except ClassFault:
            pass
        if locarno and len(part) == 2 and part.isdigit():
            part = f"{next(reversed(locarno))[:2]}-{part}"
        try:
            locarno[parse_locarno(part)] = None
        except ClassFault:
            faulty.append(part)
    return list(classes), list(locarno), faulty
