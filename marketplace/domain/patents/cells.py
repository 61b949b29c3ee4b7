"""The cells of one row seen through a column mapping, and the list of problems found in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from marketplace.domain.patents.record import Level, Problem

EXCERPT = 80
COMMA_MARK = ":comma"
"""Suffix of a mapped field whose names are separated by commas even in Latin script."""

_EMPTY = frozenset(
    {"", "-", "--", "—", "——", "/", "\\", "na", "n/a", "nan", "null", "none", "无", "无数据", "暂无", "空"}
)
_CELL_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")

Columns = Mapping[str, Sequence[str]]


def columns_by_field(mapping: Mapping[str, str]) -> dict[str, list[str]]:
    """Turn header -> field round: field -> headers, in the order of the file. Empty targets are left out."""
    columns: dict[str, list[str]] = {}
    for header, target in mapping.items():
        if target:
            columns.setdefault(target.removesuffix(COMMA_MARK), []).append(header)
    return columns


@dataclass(slots=True)
class Cells:
    """One row. Reading a field gives the first column that has a value."""

    row: Mapping[str, object]
    columns: Columns
    comma_columns: frozenset[str]
    problems: list[Problem] = field(default_factory=list)

    def filled(self, name: str) -> Iterator[tuple[str, object]]:
        """(column, value) of every column of a field that is not empty."""
        for column in self.columns.get(name, ()):
            value = self.row.get(column)
            if value is None or value == "" or value == []:
                continue
            if isinstance(value, str):
                value = self._clean(name, column, value)
                if not value:
                    continue
            yield column, value

    def first(self, name: str) -> tuple[str, object]:
        """(column, value) of a field; ("", None) when all its columns are empty."""
        return next(self.filled(name), ("", None))

    def text(self, name: str) -> str:
        """The field as one line of text; lists are joined, whole numbers lose their decimal point."""
        return as_text(self.first(name)[1])

    def column(self, name: str) -> str:
        """The header to name in a problem of this field: the filled one, else the first mapped one."""
        found = self.first(name)[0]
        mapped = self.columns.get(name, ())
        return found or (mapped[0] if mapped else "")

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
        value = value.strip()
        if len(value) <= 4 and value.lower() in _EMPTY:
            return ""
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
