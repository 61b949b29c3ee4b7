"""Size classes: the worked table, the bounds themselves, and what is not known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.domain.parties import words
from marketplace.domain.parties.kinds import ORGANISATION_KINDS, ROLES, SIZE_CLASSES, VERIFICATIONS
from marketplace.domain.parties.size_table import DEFAULT_PARAMETERS, SECTORS, sectors_from
from marketplace.domain.parties.sizes import needed_indicators, sector_of_industry, size_class, valid_until


def fen(ten_thousand_yuan: str | None) -> int | None:
    return None if ten_thousand_yuan is None else int(Decimal(ten_thousand_yuan) * 1_000_000)


#: sector, persons employed, revenue and assets in ten thousand yuan → class
WORKED = [
    ("industry", 1000, "40000", None, "LARGE"),
    ("industry", 1200, "39999.99", None, "MEDIUM"),
    ("industry", 299, "50000", None, "SMALL"),
    ("industry", 19, "100000", None, "MICRO"),
    ("industry", 20, "300", None, "SMALL"),
    ("software", 80, "1500", None, "SMALL"),
    ("software", 150, "40", None, "MICRO"),
    ("information", 500, "50000", None, "MEDIUM"),
    ("warehousing", 150, "2000", None, "MEDIUM"),
    ("real_estate", None, "150000", "20000", "MEDIUM"),
    ("property", 100, "500", None, "SMALL"),
    ("leasing_business", 120, None, "9000", "MEDIUM"),
    ("construction", None, "7000", "4999", "SMALL"),
    ("other", 10, None, None, "SMALL"),
    ("agriculture", None, "50", None, "SMALL"),
    ("property", 99, "500", None, "MICRO"),
    ("other", 9, None, None, "MICRO"),
]


@pytest.mark.parametrize(("sector", "staff", "revenue", "assets", "expected"), WORKED)
def test_worked_examples(
    sector: str, staff: int | None, revenue: str | None, assets: str | None, expected: str
) -> None:
    assert size_class(sector, staff, fen(revenue), fen(assets)) == expected


@pytest.mark.parametrize("sector", SECTORS)
def test_a_missing_figure_gives_unknown_and_an_unneeded_one_does_not_matter(sector: str) -> None:
    needed = needed_indicators(sector)
    full = {"staff": 10**6, "revenue": fen("1000000"), "assets": fen("1000000")}
    assert size_class(sector, full["staff"], full["revenue"], full["assets"]) == "LARGE"
    for name in full:
        figures = {**full, name: None}
        expected = "UNKNOWN" if name in needed else "LARGE"
        assert size_class(sector, figures["staff"], figures["revenue"], figures["assets"]) == expected


@settings(deadline=None)
@given(
    st.sampled_from(sorted(SECTORS)),
    st.integers(0, 3_000),
    st.integers(0, 300_000),
    st.integers(0, 300_000),
    st.sampled_from(["staff", "revenue", "assets"]),
    st.integers(0, 500_000),
)
def test_growing_never_shrinks_the_class(
    sector: str, staff: int, revenue: int, assets: int, grows: str, by: int
) -> None:
    order = ["MICRO", "SMALL", "MEDIUM", "LARGE"]
    small = {"staff": staff, "revenue": revenue, "assets": assets}
    large = {**small, grows: small[grows] + by}
    first, second = (
        size_class(sector, one["staff"], one["revenue"] * 1_000_000, one["assets"] * 1_000_000)
        for one in (small, large)
    )
    assert order.index(first) <= order.index(second)


def test_a_fen_below_a_bound_is_below_it() -> None:
    assert size_class("industry", 1000, 40_000_000_000, None) == "LARGE"
    assert size_class("industry", 1000, 39_999_999_999, None) == "MEDIUM"


def test_industry_codes_find_their_sector() -> None:
    codes = {
        "A01": "agriculture", "B06": "industry", "C3670": "industry", "F5199": "wholesale", "G53": "",
        "G54": "transport", "G5990": "warehousing", "I63": "information", "I6510": "software", "J66": "",
        "K7010": "real_estate", "K7020": "property", "K7030": "other", "L72": "leasing_business", "P83": "",
        "Q84": "", "Q8521": "other",
    }  # fmt: skip
    assert {code: sector_of_industry(code) for code in codes} == codes


def test_the_shipped_rows_give_the_table_back() -> None:
    assert sectors_from({scope: value for _, scope, _, value, _ in DEFAULT_PARAMETERS}) == SECTORS
    moved = sectors_from({"industry:staff": "2000/300/20", "industry:revenue": "40000/2000/300"})
    assert size_class("industry", 1000, fen("40000"), None, sectors=moved) == "MEDIUM"


def test_a_declaration_lasts_a_year() -> None:
    assert valid_until(date(2026, 11, 22)) == date(2027, 11, 22)


def test_every_code_is_worded() -> None:
    assert set(words.ORGANISATION_KINDS) == set(ORGANISATION_KINDS)
    assert set(words.ROLES) == set(ROLES)
    assert set(words.VERIFICATIONS) == set(VERIFICATIONS)
    assert set(words.SIZE_CLASSES) == set(SIZE_CLASSES)
    assert len(SECTORS) == 16
    for pair in (*words.SECTOR_NAMES.values(), *words.INDICATORS.values()):
        assert all(pair)
