"""Statements about a list of values."""

from __future__ import annotations

import sqlalchemy as sa

from marketplace.store.among import LENGTHS, Among
from marketplace.store.parties.organisations import Organisation, names_of
from tests.make.cast import Cast

_TABLE = Organisation.__table__


def test_rows_of_any_number_of_values(cast: Cast) -> None:
    among = Among(sa.select(_TABLE.c.id, _TABLE.c.created_at).order_by(_TABLE.c.id), _TABLE.c.id)
    known = [cast.east.organisation_id, cast.west.organisation_id]
    for length in (*range(1, LENGTHS + 3), 2):  # more lengths than are kept, and one of those again
        values = [*known, *range(10**6, 10**6 + length)]
        rows = among.rows(values)
        assert [row.id for row in rows] == sorted(known)
        assert all(row.created_at.tzinfo is not None for row in rows), "as the columns read them"
    assert list(among.rows([])) == []


def test_names_of_organisations_are_as_they_stand(cast: Cast) -> None:
    east = cast.east.organisation
    assert names_of([east.public_id, "nobody"]) == {east.public_id: (east.name_zh, east.name_en)}
    assert names_of([]) == {}
