"""Rows of one file that speak of the same patent."""

from __future__ import annotations

from marketplace.domain.patents.record import Level, PatentRecord, Problem


class SeenPatents:
    """Remembers the patents of a file while it is read, in memory of about 200 bytes a row."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}
        self._documents: set[tuple[str, tuple[str, ...]]] = set()

    def check(self, record: PatentRecord, row_number: int) -> Problem | None:
        """None for a patent met the first time; else what to report about this row.

        The same document again is an error: the row is left out. Another document of the patent (its grant after
        its publication) is a warning: the row completes the patent of the earlier row.
        """
        keys = record.keys
        first = next((self._rows[key] for key in keys if key in self._rows), None)
        for key in keys:
            self._rows.setdefault(key, row_number if first is None else first)
        document = (record.number.stem, record.documents)
        known = document in self._documents
        self._documents.add(document)
        if first is None:
            return None
        params = {"first": str(first)}
        if known:
            return Problem(Level.ERROR, "duplicate_row", "number", "", record.number.canonical, params)
        return Problem(Level.WARNING, "same_patent", "number", "", record.number.canonical, params)
