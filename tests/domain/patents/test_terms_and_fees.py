"""Written dates, terms of protection, and annual fees."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.domain.patents import fee_parameters
from marketplace.domain.patents.dates import DateFault, add_years, next_working_day, read_date
from marketplace.domain.patents.fees import (
    FeePosition,
    annual_fees,
    fee_state,
    fee_table,
    patent_year,
    payable,
    relief_applies,
    surcharge_percent,
)
from marketplace.domain.patents.kinds import PatentKind, read_kind, term_end

TABLE = fee_table(
    {
        scope: value
        for key, scope, _, value, _ in fee_parameters.DEFAULT_PARAMETERS
        if key == fee_parameters.ANNUAL_FEE
    }
)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2017-07-21", date(2017, 7, 21)),
        ("2017.07.21", date(2017, 7, 21)),
        ("2017/7/21", date(2017, 7, 21)),
        ("2017年7月21日", date(2017, 7, 21)),
        ("20170721", date(2017, 7, 21)),
        ("21.07.2017", date(2017, 7, 21)),
        ("21/07/2017", date(2017, 7, 21)),
        ("07/21/2017", date(2017, 7, 21)),
        ("07/07/2017", date(2017, 7, 7)),
        ("2017-07-21T23:59:59.000Z", date(2017, 7, 21)),
        ("2017-07-21 00:00:00", date(2017, 7, 21)),
        ("2012.05.31 DE 102012010655.1", date(2012, 5, 31)),
        (datetime(2017, 7, 21, 8), date(2017, 7, 21)),
        (date(2017, 7, 21), date(2017, 7, 21)),
        (42937, date(2017, 7, 21)),
        (42937.0, date(2017, 7, 21)),
    ],
)
def test_dates_in_every_form_found(written: object, day: date) -> None:
    assert read_date(written) == day


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("05/06/2017", "ambiguous"),
        ("2017-13-01", "impossible"),
        ("2017-02-29", "impossible"),
        ("2017-02-30", "impossible"),
        ("2017", "form"),
        ("soon", "form"),
        (7, "form"),
        (True, "form"),
        ("201707210", "form"),
    ],
)
def test_what_is_no_day_is_refused(written: object, code: str) -> None:
    with pytest.raises(DateFault) as refused:
        read_date(written)
    assert refused.value.code == code


@settings(deadline=None)
@given(
    st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y.%m.%d", "%Y%m%d", "%d.%m.%Y", "%Y年%m月%d日"]),
)
def test_a_day_survives_its_written_forms(day: date, form: str) -> None:
    text = (
        form.replace("%Y", f"{day.year:04d}")
        .replace("%m", f"{day.month:02d}")
        .replace("%d", f"{day.day:02d}")
    )
    assert read_date(text) == day


def test_terms_run_from_filing_to_the_day_before_its_return() -> None:
    assert term_end(PatentKind.INVENTION, date(1999, 9, 6)) == date(2019, 9, 5)
    assert term_end(PatentKind.UTILITY_MODEL, date(2017, 7, 21)) == date(2027, 7, 20)
    assert term_end(PatentKind.DESIGN, date(2021, 5, 31)) == date(2031, 5, 30)
    assert term_end(PatentKind.DESIGN, date(2021, 6, 1)) == date(2036, 5, 31)
    assert term_end(PatentKind.INVENTION, date(2010, 1, 1), compensated_days=30) == date(2030, 1, 30)
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("发明专利", "invention"),
        ("授权发明", "invention"),
        ("实用新型", "utility_model"),
        ("外观设计", "design"),
        ("2", "utility_model"),
        ("Design", "design"),
    ],
)
def test_kinds_in_words_of_exports(word: str, kind: str) -> None:
    assert read_kind(word) == kind


def test_an_unknown_kind_is_not_guessed() -> None:
    assert read_kind("植物新品种") is None


@pytest.mark.parametrize(
    ("kind", "years", "total"),
    [("invention", 20, 8_230_000), ("utility_model", 10, 1_120_000), ("design", 15, 2_620_000)],
)
def test_the_table_adds_up_to_the_official_sums(kind: str, years: int, total: int) -> None:
    assert sum(TABLE[PatentKind(kind), year] for year in range(1, years + 1)) == total


def test_fees_are_due_before_the_patent_year_begins_and_roll_to_a_working_day() -> None:
    calendar = {
        fee.year: fee
        for fee in annual_fees(PatentKind.INVENTION, date(2015, 6, 3), date(2017, 10, 10), TABLE)
    }
    assert min(calendar) == 3
    assert max(calendar) == 20
    assert calendar[3].at_grant
    assert calendar[3].due_on == date(2017, 10, 10)
    assert calendar[4].due_on == date(2018, 6, 4)  # 3 June 2018 is a Sunday
    assert calendar[4].late_until == date(2018, 12, 3)
    assert calendar[11].due_on == date(2025, 6, 3)
    assert calendar[4].amount_minor == 120_000
    assert calendar[20].amount_minor == 800_000


def test_holidays_and_exchanged_weekends_move_the_due_day() -> None:
    holidays = {date(2018, 6, 4), date(2018, 6, 5)}
    fees = annual_fees(PatentKind.INVENTION, date(2015, 6, 3), date(2017, 10, 10), TABLE, holidays=holidays)
    assert fees[1].due_on == date(2018, 6, 6)
    assert next_working_day(date(2018, 6, 3), holidays, {date(2018, 6, 3)}) == date(2018, 6, 3)


def test_years_of_compensation_follow_the_term() -> None:
    fees = annual_fees(
        PatentKind.INVENTION,
        date(2015, 6, 3),
        date(2020, 1, 2),
        TABLE,
        compensated_years=2,
        compensation_minor=800_000,
    )
    assert [(fee.year, fee.amount_minor) for fee in fees[-2:]] == [(21, 800_000), (22, 800_000)]


def test_surcharge_grows_with_every_month_that_is_exceeded() -> None:
    due = date(2025, 6, 3)
    days = {
        date(2025, 6, 4): "0",
        date(2025, 7, 3): "0",
        date(2025, 7, 4): "5",
        date(2025, 8, 3): "5",
        date(2025, 8, 4): "10",
        date(2025, 9, 4): "15",
        date(2025, 10, 4): "20",
        date(2025, 11, 4): "25",
        date(2025, 12, 3): "25",
    }
    assert {day: surcharge_percent(due, day) for day in days} == {
        day: Decimal(rate) for day, rate in days.items()
    }


def test_where_the_fee_stands() -> None:
    paid_until = date(2025, 6, 2)  # the last day covered; the next fee is due on the 3rd
    expected = {
        date(2025, 6, 3): FeePosition.PAID,
        date(2025, 6, 4): FeePosition.LATE,
        date(2025, 12, 3): FeePosition.LATE,
        date(2025, 12, 4): FeePosition.LAPSING,
    }
    assert {day: fee_state(paid_until, day).position for day in expected} == expected
    assert fee_state(None, date(2025, 1, 1)).position is FeePosition.UNKNOWN


def test_reductions_do_not_add_up_and_the_surcharge_is_on_the_full_fee() -> None:
    fee = TABLE[PatentKind.INVENTION, 12]
    assert payable(fee, [Decimal(15)]) == 340_000
    assert payable(fee, [Decimal(85)]) == 60_000
    assert payable(fee, [Decimal(70)]) == 120_000
    assert payable(fee, [Decimal(15), Decimal(85)]) == 60_000
    assert payable(fee, [Decimal(85)], surcharge=Decimal(5)) == 80_000
    assert payable(fee, []) == 400_000
    assert relief_applies(12, 3, years=10)
    assert not relief_applies(13, 3, years=10)


@settings(deadline=None)
@given(st.dates(date(1990, 1, 1), date(2026, 12, 31)), st.integers(0, 7_000))
def test_a_patent_year_begins_with_the_return_of_the_filing_day(filed: date, later: int) -> None:
    day = filed + timedelta(days=later)
    year = patent_year(filed, day)
    assert add_years(filed, year - 1) <= day < add_years(filed, year)


@settings(deadline=None)
@given(st.sampled_from(PatentKind), st.dates(date(1990, 1, 1), date(2026, 12, 31)), st.integers(1, 3_000))
def test_a_calendar_has_one_fee_a_year_and_never_falls_on_a_weekend(
    kind: PatentKind, filed: date, after: int
) -> None:
    fees = annual_fees(kind, filed, filed + timedelta(days=after), TABLE)
    assert [fee.year for fee in fees] == list(range(fees[0].year, fees[0].year + len(fees)))
    assert all(fee.due_on.weekday() < 5 and fee.late_until.weekday() < 5 for fee in fees)
    assert all(earlier.due_on <= later.due_on for earlier, later in zip(fees, fees[1:], strict=False))
