"""What is far too big is refused before it is worked through."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from tests.domain.terms.deals import fixed, on, royalty, sheet
from tests.domain.terms.test_reading import ANNUAL, INSTALMENTS, PARTS, fault_of, nested


@pytest.mark.parametrize(
    "terms",
    [
        sheet(*({**ANNUAL, "id": f"N{place}"} for place in range(100_000))),
        sheet(INSTALMENTS | {"parts": [PARTS[0]] * 100_000}),
        sheet(fixed("F", "1", {"earliest_of": [on("effective")] * 100_000})),
        sheet(fixed("F", "1", nested(100_000))),
        sheet(royalty(*((str(place), "1") for place in range(100_000)))),
        sheet(fixed("F", "9" * 100_000, on("effective"))),
        sheet(ANNUAL | {"label": {"zh": "长" * 100_000}}),
    ],
)
def test_monstrous_sheets_are_refused_before_they_are_worked_through(terms: Any) -> None:
    calls = 0

    def count(_frame: Any, event: str, _value: Any) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        fault = fault_of(terms)
    finally:
        sys.setprofile(before)
    assert fault.code in ("too_many", "too_large", "too_deep", "too_long")
    assert calls < 500  # functions of Python, however long the list
