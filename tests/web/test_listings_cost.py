"""The calculator on a page of its own: twenty years, growth, the owner's view and the PDF."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from marketplace.domain.terms.costs import OptionCost
from marketplace.domain.terms.income import income_of
from tests.client import CheckedClient
from tests.make.cast import Cast
from tests.make.listings import STAGED, make_listing, make_patent
from tests.make.sheets import PILOT_ENTRY, PILOT_LUMP, PILOT_STAGED

Client = Callable[..., CheckedClient]
STORY = "start=2027-01-01&s1=800000&s2=300000&s3=6200000&m=1&f=1&d=0&c=25"
LONG: dict[str, Any] = {
    "currency": "CNY",
    "term_months": 240,
    "components": [
        {"id": "R", "type": "royalty", "base": "net_sales", "period": "year", "bands": [{"over": "0", "rate": "2"}]}
    ],
}


def published(app: Flask, world: Cast, *sheets: object) -> str:
    with app.app_context():
        return make_listing([make_patent(world.east)], *sheets, kind="platform").public_id  # type: ignore[arg-type]


def figures(visitor: CheckedClient, section: str) -> list[list[str]]:
    rows = visitor.page.select(f"#{section} table.compare tbody tr")
    return [[cell.select_one(".figure").get_text() for cell in row.select("td")] for row in rows]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_shows_the_pilot_story_and_prints_what_was_typed(
    app: Flask, world: Cast, client: Client, lang: str
) -> None:
    visitor = client(lang=lang)
    visitor.get(f"/listings/{published(app, world, PILOT_STAGED, PILOT_LUMP, PILOT_ENTRY)}/calculator?{STORY}")
    assert figures(visitor, "calculator")[3] == ["221,000.00", "150,000.00", "176,000.00"]
    assert "800,000.00" in visitor.page.select_one(".print-only").get_text()


def test_twenty_years_can_be_typed_or_grown(app: Flask, world: Cast, client: Client) -> None:
    path = f"/listings/{published(app, world, LONG)}/calculator"
    visitor = client(lang="en")
    every = "&".join(f"s{year}=1000000" for year in range(1, 21))
    visitor.get(f"{path}?start=2027-01-01&{every}&d=0&c=0")
    typed = figures(visitor, "calculator")
    visitor.get(f"{path}?start=2027-01-01&s1=1000000&g=0&d=0&c=0")
    assert typed == figures(visitor, "calculator")
    assert [row[0] for row in typed[:21]] == ["20,000.00"] * 20 + ["400,000.00"]
    visitor.get(f"{path}?start=2027-01-01&s1=1000000&g=10&d=0&c=0")
    assert [row[0] for row in figures(visitor, "calculator")[:3]] == ["20,000.00", "22,000.00", "24,200.00"]
    visitor.get(f"{path}?start=2027-01-01&s1=1000000&d=0&c=0")
    assert [row[0] for row in figures(visitor, "calculator")[:2]] == ["20,000.00", "0.00"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_owner_sees_income_and_the_inventors_share(app: Flask, world: Cast, client: Client, lang: str) -> None:
    visitor = client(lang=lang)
    path = f"/listings/{published(app, world, PILOT_STAGED, PILOT_LUMP)}/calculator"
    visitor.get(f"{path}?view=owner&{STORY}&n=4&i=70&k=613000")
    rows = figures(visitor, "income")
    assert rows[0] == ["336,000.00", "600,000.00"]
    assert rows[-5:] == [
        ["884,000.00", "600,000.00"],
        ["663,000.00", "600,000.00"],  # a quarter of the licensees fails: nothing, and what was paid at once
        ["50,000.00", "0.00"],  # costs come off before anything is shared, and are not shared themselves
        ["35,000.00", "0.00"],
        ["15,000.00", "0.00"],
    ]
    visitor.get(f"{path}?view=owner&{STORY}&n=0", status=422)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_can_be_saved_as_pdf(app: Flask, world: Cast, client: Client, lang: str) -> None:
    path = f"/listings/{published(app, world, PILOT_STAGED, PILOT_LUMP, PILOT_ENTRY)}/calculator.pdf"
    visitor = client(lang=lang)
    answer = visitor.http.get(f"{path}?{STORY}")
    assert answer.status_code == 200 and answer.data.startswith(b"%PDF-")
    assert answer.mimetype == "application/pdf"
    owner = visitor.http.get(f"{path}?view=owner&{STORY}&n=4&i=70&k=613000")
    assert owner.data.startswith(b"%PDF-") and owner.data != answer.data
    assert visitor.http.get(f"{path}?s1=many&start=2027-01-01").status_code == 422


def test_another_language_keeps_the_example(app: Flask, world: Cast, client: Client) -> None:
    path, visitor = f"/listings/{published(app, world, PILOT_STAGED)}/calculator", client()
    visitor.get(f"{path}?view=owner")
    rows = figures(visitor, "income")
    visitor.get(f"{path}?view=owner&lang=zh")
    assert figures(visitor, "income") == rows and rows[-2] != ["0.00"]


def test_a_listing_without_terms_has_no_calculator(app: Flask, world: Cast, client: Client) -> None:
    listing = published(app, world, STAGED, {**LONG, "currency": "USD"})
    visitor = client()
    visitor.get(f"/listings/{listing}/calculator", status=404)


def test_no_fen_is_lost_in_sharing() -> None:
    cost = OptionCost("CNY", (), 101, 0, 0, (), 101, 101, ())
    income = income_of(cost, 3, Decimal("33.333333"))
    assert (income.expected, income.net, income.inventors + income.house) == (303, 303, 303)
    assert income.inventors == 101
    assert income_of(cost, 3, Decimal(70), 103).inventors == 140
