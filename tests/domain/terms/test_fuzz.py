"""Whatever stands in a file, the answer is an account or a fault with a path: never a crash, never a float."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.terms.checks import check_json
from marketplace.domain.terms.decoding import decode
from marketplace.domain.terms.evaluate import evaluate_case
from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.reading import read_case
from tests.domain.terms.deals import event, fixed, on, royalty, sales, sheet
from tests.domain.terms.sheets import everything

#: Long enough for HYPOTHESIS_PROFILE=deep.
pytestmark = pytest.mark.timeout(3600)

CASES = [
    {
        "terms": everything(),
        "effective_on": "2026-03-01",
        "events": [event("2026-05-01", "first_revenue"), event("2026-06-01", "payment", amount="5")],
        "as_of": "2028-01-01",
    },
    {
        "terms": sheet(
            fixed(
                "F", "100", {"earliest_of": [on("first_revenue", plus_days=9), on("date", on="2027-01-01")]}
            ),
            royalty(("0", "3"), ("1000", "1"), annual_minimum=[{"from_year": 1, "amount": "5"}]),
            total_cap="1000",
            late={"annual_rate": "4"},
            buyout={"floor": "10", "of_total_cap": True},
        ),
        "effective_on": "2026-03-01",
        "events": [
            event("2026-05-01", "first_revenue"),
            event("2026-05-20", "hold", line="F", amount="10"),
            sales(
                "2027-03-02",
                "2026-03-01",
                "2027-02-28",
                gross="900",
                deductions=[{"label": "x", "amount": "1"}],
            ),
            event("2027-05-20", "release", line="F", amount="5", write_off="1"),
            event("2027-06-01", "payment", amount="50", to="F"),
            event("2027-07-01", "buyout"),
        ],
        "as_of": "2028-01-01",
    },
]

JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-2, 40),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(
        ["0", "-1", "1.5", "100", "2026-03-01", "2199-12-31", "effective", "R", "F", "1" * 20, "\ud800"]
    ),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=3),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of all members and entries."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [path] if path else []
    for key, entry in inner:
        found += places(entry, (*path, key))
    return found


@st.composite
def spoilt(draw: st.DrawFn) -> dict[str, Any]:
    """A case with one to three members replaced, doubled, renamed or left out."""
    case = deepcopy(draw(st.sampled_from(CASES)))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(places(case)))
        place: Any = case
        for step in path[:-1]:
            place = place[step]
        how = draw(st.sampled_from(["replace", "replace", "copy", "delete"]))
        if how == "replace":
            place[path[-1]] = draw(JUNK)
        elif how == "delete":
            del place[path[-1]]
        elif isinstance(place, list):
            place.append(deepcopy(place[path[-1]]))
        else:
            place[draw(st.text(max_size=5))] = deepcopy(place[path[-1]])
        if not places(case):
            break
    return case


@given(spoilt())
def test_a_spoilt_case_is_answered_or_refused(case: dict[str, Any]) -> None:
    try:
        result = evaluate_case(read_case(case)).to_json()
    except Fault as fault:
        assert fault.path.startswith("$")
        assert fault.message and fault.sentence("zh")
    else:
        assert json.loads(json.dumps(result), parse_float=pytest.fail) == result


@given(spoilt())
def test_a_spoilt_file_is_answered_or_refused(case: dict[str, Any]) -> None:
    data = json.dumps(case).encode("utf-8")
    try:
        check_json({"terms": decode(data)["terms"]})
        evaluate_case(read_case(decode(data)))
    except (Fault, KeyError) as error:
        assert isinstance(error, Fault) or error.args == ("terms",)


@given(st.binary(max_size=60))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        decode(data)
    except Fault as fault:
        assert fault.to_json()["error"]["message"]
