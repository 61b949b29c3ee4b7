"""The cells of one row seen through a column mapping, and the list of problems found in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from marketplace.domain.patents.record import Level, Problem

EXCERPT = 80
COMMA_MARK = ":comma"
"""Suffix of a mapped field whose names are separated by commas even in Latin script."""
MAIN_MARK = ":main"
"""Suffix of a mapped field whose column holds the main class, which comes before the other columns' classes."""

_EMPTY = frozenset(
    {"", "-", "--", "—", "——", "/", "\\", "na", "n/a", "nan", "null", "none", "无", "无数据", "暂无", "空"}
)
_CELL_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")

_NOTHING: tuple[str, object] = ("", None)


def field_name(target: str) -> str:
    """The field of a mapping's target, without its mark."""
    return target.partition(":")[0]


class Columns:
    """A mapping (header -> field) prepared for reading many rows."""

    def __init__(self, mapping: Mapping[str, str]) -> None:
        main_first = sorted(mapping.items(), key=lambda item: not item[1].endswith(MAIN_MARK))
        self.targets = [(header, field_name(target)) for header, target in main_first if target]
        self.comma = frozenset(header for header, target in mapping.items() if target.endswith(COMMA_MARK))
        self.first: dict[str, str] = {}
        for header, name in self.targets:
            self.first.setdefault(name, header)


class Cells:
    """One row. Reading a field gives the first column that has a value, in the order of the file."""

    __slots__ = ("columns", "problems", "values")

    def __init__(self, row: Mapping[str, object], columns: Columns) -> None:
        self.columns = columns
        self.problems: list[Problem] = []
        self.values: dict[str, list[tuple[str, object]]] = {}
        for header, name in columns.targets:
            value = row.get(header)
            if isinstance(value, str):
                value = self._clean(name, header, value)
            elif isinstance(value, list):
                value = [self._clean(name, header, as_text(item)) for item in value]
                value = [item for item in value if item]
            if value is not None and value != "" and value != []:
                self.values.setdefault(name, []).append((header, value))

    def filled(self, name: str) -> Sequence[tuple[str, object]]:
        """(column, value) of every column of a field that is not empty."""
        return self.values.get(name, ())

    def first(self, name: str) -> tuple[str, object]:
        """(column, value) of a field; ("", None) when all its columns are empty."""
        return self.values[name][0] if name in self.values else _NOTHING

    def text(self, name: str) -> str:
        """The field as text; lists are joined, whole numbers lose their decimal point."""
        return as_text(self.values[name][0][1]) if name in self.values else ""

    def mapped(self, name: str) -> bool:
        """Whether any column of the file gives this field."""
        return name in self.columns.first

    def column(self, name: str) -> str:
        """The header to name in a problem of this field: the filled one, else the first mapped one."""
        return self.first(name)[0] or self.columns.first.get(name, "")

    def warn(self, code: str, name: str, value: object = "", **params: str) -> None:
        self._add(Level.WARNING, code, name, value, params)

    def error(self, code: str, name: str, value: object = "", **params: str) -> None:
        self._add(Level.ERROR, code, name, value, params)

    def _add(self, level: Level, code: str, name: str, value: object, params: Mapping[str, str]) -> None:
        self._note(Problem(level, code, name, self.column(name), excerpt(value), dict(params)))

    def _note(self, problem: Problem) -> None:
        if problem not in self.problems:
            self.problems.append(problem)

    def _clean(self, name: str, column: str, value: str) -> str:
        """The text without control characters; "" when it only says that there is nothing."""
        value = value.strip()
        if len(value) <= 4 and value.lower() in _EMPTY:
            return ""
        if value.isascii() and value.isprintable() and value[0] != "#":
            return value
        if value[0] == "#" and value in _CELL_ERRORS:
            self._note(Problem(Level.WARNING, "cell_error", name, column, value))
            return ""
        if "\ufffd" in value:
            self._note(Problem(Level.WARNING, "damaged_text", name, column, excerpt(value)))
        return _CONTROLS.sub("", value) if not value.isprintable() else value


def as_text(value: object) -> str:
    """A cell as text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list | tuple):
        return "; ".join(as_text(item) for item in value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def excerpt(value: object) -> str:
    """The beginning of a cell, on one line, for the report."""
    text = " ".join(_CONTROLS.sub("", as_text(value)).split())
    return text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…"
