"""Properties that single figures cannot show: splitting, order, interest by days, sums that lose nothing."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.dates import add_months
from marketplace.domain.money import minor_units, rounded
from tests.domain.terms.deals import event, fixed, lines, on, royalty, run, sales, sheet
from tests.domain.terms.random_sheets import bands, cents

#: Long enough for HYPOTHESIS_PROFILE=deep.
pytestmark = pytest.mark.timeout(3600)

QUARTERS = [
    ("2026-03-01", "2026-05-31"),
    ("2026-06-01", "2026-08-31"),
    ("2026-09-01", "2026-11-30"),
    ("2026-12-01", "2027-02-28"),
]


def text(minor: int) -> str:
    return f"{'-' if minor < 0 else ''}{abs(minor) // 100}.{abs(minor) % 100:02d}"


def cut(total: int, marks: list[int]) -> list[int]:
    """`total` in four pieces of any sign that add up to it."""
    first, second, third = marks
    return [first, second, third, total - first - second - third]


PIECES = st.lists(st.integers(-300_000, 600_000), min_size=3, max_size=3)


@given(
    st.integers(-200_000, 2_000_000),
    PIECES,
    PIECES,
    st.permutations(range(4)),
    bands("net_sales"),
    st.none() | cents(50_000),
    st.none() | cents(60_000),
)
def test_splitting_a_years_sales_differently_never_changes_its_royalty(
    total: int,
    one: list[int],
    other: list[int],
    order: list[int],
    some_bands: list[dict[str, Any]],
    cap: str | None,
    allowance: str | None,
) -> None:
    limits = {} if cap is None else {"annual_cap": cap}
    limits |= {} if allowance is None else {"free_allowance": allowance}
    terms = sheet(royalty(period="quarter", **limits) | {"bands": some_bands})

    def year(figures: list[int], places: list[int]) -> tuple[int, str]:
        events = [sales("2027-03-10", *QUARTERS[place], text(figures[place])) for place in places]
        result = run(terms, events, "2027-03-10")
        return sum(minor_units(line["computed"], "CNY") for line in result["lines"]), result["totals"][
            "charged"
        ]

    assert year(cut(total, one), [0, 1, 2, 3]) == year(cut(total, other), order)


@given(st.lists(st.integers(-100_000, 900_000), min_size=4, max_size=4), st.data(), bands("net_sales"))
def test_a_year_comes_out_the_same_with_and_without_corrections(
    figures: list[int], data: st.DataObject, some_bands: list[dict[str, Any]]
) -> None:
    terms = sheet(royalty(period="quarter") | {"bands": some_bands})
    plain = [
        sales("2027-03-10", *quarter, text(figure)) for quarter, figure in zip(QUARTERS, figures, strict=True)
    ]
    wrong = [entry | {"net": text(data.draw(st.integers(-100_000, 900_000)))} for entry in plain]
    fixes = [entry | {"on": "2027-04-10", "corrects": True} for entry in data.draw(st.permutations(plain))]
    assert (
        run(terms, wrong + fixes, "2027-04-10")["totals"]["charged"]
        == run(terms, plain, "2027-04-10")["totals"]["charged"]
    )


@given(cents(10_000_000, 1), st.integers(1, 12), st.integers(0, 30))
def test_percents_of_instalments_lose_nothing(total: str, count: int, first: int) -> None:
    shares = [first, *([0] * (count - 1))]
    shares[-1] += 100 - first
    parts = [{"percent": str(share), "trigger": on("effective")} for share in shares]
    result = run(sheet({"id": "I", "type": "instalments", "total": total, "parts": parts}), [], "2026-03-01")
    assert minor_units(result["totals"]["charged"], "CNY") == minor_units(total, "CNY")


RATE = Fraction("18.25") / 100 / 365


@given(
    st.integers(1, 5_000_000),
    st.sampled_from([0, 7]),
    st.lists(
        st.tuples(
            st.integers(0, 60),
            st.sampled_from(["payment", "hold", "release", "waive"]),
            st.integers(1, 10**7),
        ),
        max_size=8,
    ),
    st.integers(0, 400),
)
def test_interest_is_what_the_segments_bring(
    principal: int, grace: int, happenings: list[tuple[int, str, int]], rest: int
) -> None:
    """One line; the same account kept here by hand, in fractions, with one rounding for each segment."""
    terms = sheet(
        fixed("A", text(principal), on("effective")), late={"annual_rate": "18.25", "grace_days": grace}
    )
    due = date(2026, 3, 31)
    day = due - timedelta(days=30)
    since = due
    open_sum, held, interest, interest_settled, paid, waived, credit = principal, 0, 0, 0, 0, 0, 0
    events = []

    def accrue(until: date) -> int:
        if until <= due + timedelta(days=grace):
            return 0
        return rounded((open_sum - held) * RATE * (until - since).days)

    for days, kind, size in happenings:
        day += timedelta(days=days)
        owed = interest + accrue(day) - interest_settled
        most = {
            "payment": 10**9,
            "hold": open_sum - held,
            "release": held,
            "waive": owed + open_sum - held,
        }[kind]
        amount = min(size, most)
        if amount == 0:
            continue
        member = {} if kind == "payment" else {"line": "A"}
        events.append(event(day.isoformat(), kind, amount=text(amount), **member))
        if kind != "payment" or owed + open_sum - held:
            if day > due + timedelta(days=grace):
                interest, since = interest + accrue(day), day
            if kind == "hold":
                held += amount
            elif kind == "release":
                held -= amount
                used = min(credit, amount, owed + open_sum - held)
                credit -= used
                paid += used
                interest_settled += min(used, owed)
                open_sum -= used - min(used, owed)
            else:
                used = min(amount, owed + open_sum - held)
                interest_settled += min(used, owed)
                open_sum -= used - min(used, owed)
                if kind == "payment":
                    paid += used
                    credit += amount - used
                else:
                    waived += used
        else:
            credit += amount
    as_of = day + timedelta(days=rest)
    interest += accrue(as_of)
    result = run(terms, events, as_of.isoformat())
    line = lines(result)["A"]
    assert line["interest"] == text(interest)
    assert line["paid"] == text(paid)
    assert line["waived"] == text(waived)
    assert line["held"] == text(held)
    assert line["outstanding"] == text(open_sum + interest - interest_settled)
    assert result["totals"]["credit"] == text(credit)


@given(st.lists(st.integers(-400_000, 900_000), min_size=1, max_size=12), cents(60_000))
def test_the_total_cap_is_reached_to_the_cent_and_not_passed(figures: list[int], cap: str) -> None:
    """With S the sum of all lines so far, what has been charged is the smaller of the cap and S."""
    terms = sheet(royalty(("0", "7.5"), period="quarter"), total_cap=cap)
    begin = date(2026, 3, 1)
    events = []
    running = charged = 0
    for place, figure in enumerate(figures):
        start, end = add_months(begin, 3 * place), add_months(begin, 3 * place + 3) - timedelta(days=1)
        events.append(
            sales((end + timedelta(days=9)).isoformat(), start.isoformat(), end.isoformat(), text(figure))
        )
        result = run(terms, events, events[-1]["on"])
        running += minor_units(result["lines"][-1]["computed"], "CNY")
        charged = minor_units(result["totals"]["charged"], "CNY")
        assert charged == min(minor_units(cap, "CNY"), running)
    assert charged == minor_units(result["totals"]["counted_toward_cap"], "CNY")
