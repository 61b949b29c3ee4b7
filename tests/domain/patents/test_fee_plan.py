"""The plan of annual fees: what is paid, what comes next, what a reduction would save."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.patents.dates import add_years
from marketplace.domain.patents.fee_parameters import ANNUAL_FEE, DEFAULT_PARAMETERS
from marketplace.domain.patents.fee_plan import FeeLine, FeeMark, Reliefs, fee_plan
from marketplace.domain.patents.fees import annual_fees, fee_table, payable
from marketplace.domain.patents.kinds import PatentKind

TABLE = fee_table({scope: value for key, scope, _, value, _ in DEFAULT_PARAMETERS if key == ANNUAL_FEE})
SINGLE = Reliefs(Decimal(15), Decimal(85), 10)
FILED, GRANTED = date(2015, 6, 3), date(2018, 1, 10)


def plan(paid_until: date | None, today: date, *, filed: date = FILED, granted: date = GRANTED) -> list[FeeLine]:
    calendar = annual_fees(PatentKind.INVENTION, filed, granted, TABLE)
    return fee_plan(calendar, filed, paid_until, today, SINGLE)


def marks(lines: list[FeeLine]) -> dict[int, str]:
    return {line.fee.year: str(line.mark) for line in lines}


def test_the_year_of_grant_is_the_first_and_reductions_do_not_add_up() -> None:
    lines = {line.fee.year: line for line in plan(date(2026, 6, 2), date(2026, 3, 2))}
    assert min(lines) == 3 and max(lines) == 20
    twelfth = lines[12]  # 4,000 yuan: 15 % off is 3,400; 85 % off is 600, within ten years from year 3
    assert (twelfth.fee.amount_minor, twelfth.open_licence_minor, twelfth.relief_minor) == (400_000, 340_000, 60_000)
    assert lines[13].relief_minor is None
    assert (twelfth.starts_on, twelfth.ends_on, twelfth.fee.due_on) == (
        date(2026, 6, 3),
        date(2027, 6, 2),
        date(2026, 6, 3),
    )


def test_what_is_paid_is_paid_and_one_year_is_next() -> None:
    found = marks(plan(date(2026, 6, 2), date(2026, 3, 2)))
    assert found[11] == "paid" and found[12] == "next" and found[13] == "later"
    assert list(found.values()).count("next") == 1


def test_a_late_fee_carries_its_surcharge_on_the_full_fee() -> None:
    lines = {line.fee.year: line for line in plan(date(2025, 6, 2), date(2025, 8, 20))}
    late = lines[11]
    assert (late.mark, late.surcharge_percent, late.with_surcharge_minor) == (FeeMark.LATE, Decimal(10), 440_000)
    assert marks(plan(date(2025, 6, 2), date(2026, 3, 2)))[11] == "lapsing"


def test_nothing_is_claimed_where_nobody_has_said_what_is_paid() -> None:
    assert set(marks(plan(None, date(2026, 3, 2))).values()) == {"unknown"}


@given(
    filed=st.dates(date(1990, 1, 1), date(2024, 12, 31)),
    wait=st.integers(200, 2500),
    paid_years=st.integers(0, 20),
    day=st.integers(0, 9000),
)
def test_marks_fall_in_order_and_amounts_agree_with_the_fee(
    filed: date, wait: int, paid_years: int, day: int
) -> None:
    paid_until = add_years(filed, paid_years) - timedelta(days=1)
    lines = plan(paid_until, filed + timedelta(days=day), filed=filed, granted=filed + timedelta(days=wait))
    order = [("paid",), ("next", "late", "lapsing"), ("later",)]
    ranks = [next(rank for rank, names in enumerate(order) if line.mark in names) for line in lines]
    assert ranks == sorted(ranks) and ranks.count(1) <= 1
    for line in lines:
        assert line.open_licence_minor == payable(line.fee.amount_minor, [Decimal(15)]) < line.fee.amount_minor
        assert line.relief_minor is None or line.relief_minor < line.open_licence_minor
        assert line.ends_on + timedelta(days=1) == add_years(line.starts_on, 1) or filed.month == 2
