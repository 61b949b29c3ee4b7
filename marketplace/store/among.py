"""Statements about a list of values that every page of results asks.

SQLAlchemy writes an expanding parameter into its statement anew each time, and the session looks for mapped classes in
it; both together cost as much as the rows. Here a statement is made once for each length of the list and runs on the
session's connection, in its transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from marketplace.store.db import db

LENGTHS = 64  # that are kept of each statement


class Among:
    """A statement on columns of tables, narrowed to those rows whose `column` is among some values."""

    def __init__(self, statement: sa.Select[*tuple[Any, ...]], column: sa.ColumnElement[Any]) -> None:
        self._statement, self._column = statement, column
        self._for_length = lru_cache(maxsize=LENGTHS)(self._made)

    def rows(self, values: Sequence[object]) -> Sequence[sa.Row[*tuple[Any, ...]]]:
        """The rows in the order of the statement; none for no values."""
        if not values:
            return ()
        asked = {f"value_{place}": value for place, value in enumerate(values)}
        return db.session.connection().execute(self._for_length(len(values)), asked).all()

    def _made(self, length: int) -> sa.Select[*tuple[Any, ...]]:
        kind = self._column.type
        return self._statement.where(
            self._column.in_([sa.bindparam(f"value_{place}", type_=kind) for place in range(length)])
        )
