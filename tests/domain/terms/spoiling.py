"""Sheets with something wrong in them: near misses of every kind of value, keys left out, added and moved."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

Place = tuple[str | int, ...]

#: What looks almost like an amount, a rate, a date, a count, an id or a word of the sheet.
NEAR_MISSES: tuple[Any, ...] = (
    "", " ", "0", "-0", "-0.00", "00", "+1", "1.", ".5", "1e3", "1,000", "1 ", "1\n", "-1", "-0.01", "0.001", "0.01",
    "100", "100.000000", "100.000001", "100.0000000", "101", "99.9999999", "1" * 14, "1" * 15, "١", "NaN", "Infinity",
    "2026-02-29", "2028-02-29", "1900-02-29", "2000-02-29", "2100-02-29", "1899-12-31", "2200-01-01", "2026-04-31",
    "2026-4-1", "2026-W01-1", "20260401", "2026-12-31\n", "a", "a b", "ä", "x" * 64, "x" * 65, "x" * 2000, "x" * 2001,
    "buyout", "R", "fixed", "royalty", "Royalty", "trial", "units", "year", "quarter", "month", "CN", "CNY", "JPY",
    0, 1, -1, 2, 36500, 36501, 1200, 1201, 100, 101, 2**53 - 1, 2**53, True, False, None, 0.5, 1e400, [], {}, [[]],
    {"kind": "effective"}, {"kind": "trial_end"}, {"kind": "effective", "plus_days": 0, "plus_months": 0},
    {"kind": "date"}, {"kind": "cumulative_sales_ge", "amount": "5"}, {"earliest_of": []}, {"zh": "一"}, {"fr": "un"},
    {"earliest_of": [{"kind": "effective"}], "latest_of": [{"kind": "effective"}]}, {"0": []}, {"1": []}, {"007": []},
    [{"over": "0", "rate": "1"}], [{"over": 0, "per_unit": "1.5"}], [{"over": "0", "per_unit": "1.5"}],
)  # fmt: skip


def places(value: Any, path: Place = ()) -> list[Place]:
    """The paths of all members and entries."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [path] if path else []
    for key, entry in inner:
        found += places(entry, (*path, key))
    return found


@st.composite
def spoilt(draw: st.DrawFn, documents: st.SearchStrategy[dict[str, Any]]) -> dict[str, Any]:
    """A document with one or two places replaced, left out, renamed or doubled."""
    document = deepcopy(draw(documents))
    for _ in range(draw(st.integers(1, 2))):
        all_places = places(document)
        if not all_places:
            break
        path = draw(st.sampled_from(all_places))
        inside: Any = document
        for step in path[:-1]:
            inside = inside[step]
        _change(draw, document, inside, path)
    return document


def _change(draw: st.DrawFn, document: Any, inside: Any, path: Place) -> None:
    last: Any = path[-1]
    how = draw(st.sampled_from(["miss", "miss", "miss", "borrow", "delete", "rename", "double"]))
    if how == "miss":
        inside[last] = deepcopy(draw(st.sampled_from(NEAR_MISSES)))
    elif how == "borrow":
        other: Any = document
        for step in draw(st.sampled_from(places(document))):
            other = other[step]
        inside[last] = deepcopy(other)
    elif how == "delete":
        del inside[last]
    elif isinstance(inside, list):
        inside.append(deepcopy(inside[last]))
    elif how == "rename":
        inside[draw(st.sampled_from([f"{last}s", "kind", "amount", "percent", "0", "101", ""]))] = inside.pop(last)
    else:
        inside[draw(st.sampled_from(["more", "amount", "rate", "plus_days", "cap"]))] = deepcopy(inside[last])
