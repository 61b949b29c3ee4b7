"""Civil dates and steps of months from an anchor."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain import dates

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def test_month_steps_keep_the_anchors_day() -> None:
    anchor = date(2024, 1, 31)
    assert [dates.add_months(anchor, months) for months in (1, 2, 3)] == [
        date(2024, 2, 29),
        date(2024, 3, 31),
        date(2024, 4, 30),
    ]
    assert dates.add_months(date(2025, 11, 30), 3) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("anchor", "months", "day"),
    [
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2023-12-31", 2, "2024-02-29"),
        ("2100-01-31", 1, "2100-02-28"),
        ("2000-01-31", 1, "2000-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -13, "2024-12-15"),
        ("2199-12-31", 1200, "2299-12-31"),
    ],
)
def test_month_ends(anchor: str, months: int, day: str) -> None:
    assert dates.add_months(date.fromisoformat(anchor), months) == date.fromisoformat(day)


@given(DAYS, st.integers(0, 1200))
def test_steps_clamp_and_never_skip_a_month(anchor: date, months: int) -> None:
    day = dates.add_months(anchor, months)
    assert (day.year - anchor.year) * 12 + day.month - anchor.month == months
    assert day.day == min(anchor.day, dates.last_of_month(day.year, day.month))


@given(DAYS, st.sampled_from([3, 6, 12]), DAYS)
def test_every_day_lies_in_the_step_found_for_it(anchor: date, months: int, day: date) -> None:
    number = dates.step_at(anchor, months, day)
    assert dates.add_months(anchor, number * months) <= day < dates.add_months(anchor, (number + 1) * months)


@given(DAYS, st.integers(1, 240))
def test_the_last_day_is_the_day_before_the_end(effective_on: date, months: int) -> None:
    assert dates.add_days(dates.last_day(effective_on, months), 1) == dates.add_months(effective_on, months)


def test_contract_years_start_on_the_anniversary() -> None:
    assert dates.contract_year_start(date(2024, 2, 29), 1) == date(2024, 2, 29)
    assert dates.contract_year_start(date(2024, 2, 29), 2) == date(2025, 2, 28)
    assert dates.contract_year_start(date(2024, 2, 29), 5) == date(2028, 2, 29)


@given(DAYS)
def test_dates_are_read_back(day: date) -> None:
    assert dates.parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-3-1",
        "20260301",
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "1899-12-31",
        "2200-01-01",
        "2026-W01-1",
        "2026-03-01T00:00",
        " 2026-03-01",
        "2026/03/01",
        "２０２６-03-01",
        "-026-03-01",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        dates.parse_date(text)
