"""The usual time of verification."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from marketplace.domain.parties.waiting import usual_days

START = datetime(2026, 3, 2, 4, tzinfo=UTC)


def cases(*hours: int) -> list[tuple[datetime, datetime]]:
    return [(START, START + timedelta(hours=hour)) for hour in hours]


def test_fewer_than_three_say_nothing() -> None:
    assert usual_days([]) is None
    assert usual_days(cases(1, 2)) is None


def test_the_median_counts_begun_days() -> None:
    assert usual_days(cases(1, 20, 24)) == 1
    assert usual_days(cases(1, 25, 200)) == 2
    assert usual_days(cases(0, 0, 0)) == 1


def test_of_two_middle_cases_the_longer_is_told() -> None:
    assert usual_days(cases(10, 20, 60, 300)) == 3
