"""The tree of IPC and CPC: section, class, subclass, main group, subgroup, told from the symbols alone."""

from __future__ import annotations

import re

SCHEMES = ("ipc", "cpc")
LEVELS = ("section", "class", "subclass", "main_group", "subgroup")

_SYMBOL = re.compile(r"([A-HY])(?:(\d{2})(?:([A-Z])(?:(\d{1,4})(?:/(\d{2,6}))?)?)?)?")


class NoSymbol(ValueError):
    """A text that names no place of the tree."""


def symbol_of(text: str) -> str:
    """A place of the tree as the search knows it: B, B24, B24B, B24B9 (main group), B24B9/06.

    A main group may come with its `/00` or without, groups with spaces. Raises NoSymbol.
    """
    found = _SYMBOL.fullmatch(text.strip().upper().replace(" ", ""))
    if not found:
        raise NoSymbol(text)
    section, number, letter, group, subgroup = found.groups(default="")
    main = str(int(group)) if group else ""
    return f"{section}{number}{letter}{main}" + (f"/{subgroup}" if subgroup.strip("0") else "")


def level_of(symbol: str) -> str:
    """Which of LEVELS a symbol belongs to."""
    if "/" in symbol:
        return "subgroup"
    return {1: "section", 3: "class", 4: "subclass"}.get(len(symbol), "main_group")


def parent_of(symbol: str) -> str:
    """The symbol above; "" for a section."""
    match level_of(symbol):
        case "section":
            return ""
        case "class":
            return symbol[:1]
        case "subclass":
            return symbol[:3]
        case "main_group":
            return symbol[:4]
    return symbol.partition("/")[0]


def path_to(symbol: str) -> list[str]:
    """The symbols from the section down to this one."""
    path = [symbol]
    while above := parent_of(path[0]):
        path.insert(0, above)
    return path


def order_of(symbol: str) -> tuple[str, int, str]:
    """Where a symbol stands among its neighbours: groups by their number, subgroups as decimal fractions."""
    group, _, subgroup = symbol[4:].partition("/")
    return symbol[:4], int(group or 0), subgroup


def printed(symbol: str) -> str:
    """As gazettes print it: B24B 9/06, B24B 9/00."""
    if len(symbol) <= 4:
        return symbol
    return f"{symbol[:4]} {symbol[4:]}" + ("" if "/" in symbol else "/00")
