"""The calculator on a listing's page: its figures are the engine's, to the cent, and its address can be handed on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.terms.costs import cost_of
from marketplace.domain.terms.forecast import Forecast
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.templates import TEMPLATES, template_sheet
from tests.client import CheckedClient
from tests.make.cast import Cast
from tests.make.listings import STAGED, make_listing, make_patent
from tests.make.sheets import PILOT_ENTRY, PILOT_LUMP, PILOT_STAGED

Client = Callable[..., CheckedClient]
PILOT = (PILOT_STAGED, PILOT_LUMP, PILOT_ENTRY)


def published(app: Flask, world: Cast, *sheets: object, kind: str = "platform") -> str:
    with app.app_context():
        return make_listing([make_patent(world.east)], *sheets, kind=kind).public_id  # type: ignore[arg-type]


def table(visitor: CheckedClient) -> list[list[str]]:
    """The figures of the cost table, row by row."""
    rows = visitor.page.select("#calculator table.compare tbody tr")
    return [[cell.select_one(".figure").get_text() for cell in row.select("td")] for row in rows]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_staged_payments_and_royalty_come_out_year_by_year(app: Flask, world: Cast, client: Client, lang: str) -> None:
    visitor = client(lang=lang)
    query = "start=2026-03-01&s1=0&s2=1200000&s3=4,000,000&s4=9000000.00&s5=12000000&m=2&f=1&d=0"
    visitor.get(f"/listings/{published(app, world, STAGED)}?{query}")
    assert [row[0] for row in table(visitor)[:8]] == [
        "0.00", "74,000.00", "80,000.00", "150,000.00", "150,000.00", "454,000.00", "454,000.00", "0.00",
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("sales", "years", "totals"),
    [
        (
            ("800000", "300000", "6200000"),
            [
                ("84,000.00", "150,000.00", "46,000.00"),
                ("15,000.00", "0.00", "6,000.00"),
                ("122,000.00", "0.00", "124,000.00"),
            ],
            ("221,000.00", "150,000.00", "176,000.00"),
        ),
        (
            ("100000", "100000", "100000"),
            [
                ("63,000.00", "150,000.00", "32,000.00"),
                ("15,000.00", "0.00", "2,000.00"),
                ("15,000.00", "0.00", "2,000.00"),
            ],
            ("93,000.00", "150,000.00", "36,000.00"),
        ),
    ],
)
def test_the_pilot_story_is_compared_and_shows_what_failure_costs(
    app: Flask, world: Cast, client: Client, lang: str, sales: tuple[str, ...], years: list[object], totals: object
) -> None:
    visitor = client(lang=lang)
    given_sales = "&".join(f"s{year}={amount}" for year, amount in enumerate(sales, 1))
    visitor.get(f"/listings/{published(app, world, *PILOT)}?start=2027-01-01&{given_sales}&m=1&f=1&d=0&c=0")
    rows = [tuple(row) for row in table(visitor)]
    assert rows[:3] == years
    assert rows[3] == rows[4] == totals  # in all, and its present value at nought percent
    assert rows[5] == ("0.00", "150,000.00", "30,000.00")
    best = [head.get_text() for head in visitor.page.select("#calculator thead .is-best")]
    assert len(best) == 1


def test_every_figure_opens_the_engines_working(app: Flask, world: Cast, client: Client) -> None:
    visitor = client(lang="zh")
    visitor.get(f"/listings/{published(app, world, *PILOT)}?start=2027-01-01&s1=800000&s2=300000&s3=6200000&m=1")
    third = visitor.page.select("#calculator tbody tr")[2].select_one("td details").get_text(" ")
    assert "¥1,000,000.00×3%=¥30,000.00" in third.replace(" ", "")
    assert "¥1,200,000.00×1%=¥12,000.00" in third.replace(" ", "")
    second = visitor.page.select("#calculator tbody tr")[1].select_one("td details").get_text(" ")
    assert "6,000.00" in second and "保底" in second


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("key", TEMPLATES)
def test_each_template_costs_on_the_page_what_the_engine_says(
    app: Flask, world: Cast, client: Client, key: str, lang: str
) -> None:
    sheet = template_sheet(key, late_rate="4.5")
    visitor = client(lang=lang)
    figures = {"start": "2027-02-15", "f": 2, "c": "12.5", "d": "3.1", "m": 2}
    for letter, step in (("s", 700_001), ("u", 901), ("p", 80_000), ("v", 50_000)):
        figures |= {f"{letter}{year}": str(step * year) for year in range(1, 6)}
    visitor.get(f"/listings/{published(app, world, sheet)}?{urlencode(figures)}")
    terms = read_terms(sheet)
    series = lambda step, unit: tuple(step * year * unit for year in range(1, 6))  # noqa: E731
    forecast = Forecast(
        start=date(2027, 2, 15),
        sales=series(700_001, 100),
        units=series(901, 1) if "u1" in str(visitor.page) else (),
        profit=series(80_000, 100),
        saving=series(50_000, 100),
        milestone_years={"prototype": 2},
        failure_year=2,
        chance_of_failure=Decimal("12.5"),
        discount=Decimal("3.1"),
    )
    choices = [choice.name for choice in terms.options.choices] if terms.options else [None]
    costs = [cost_of(terms, forecast, choice) for choice in choices]
    words = lambda minor: f"{minor // 100:,}.{minor % 100:02d}"  # noqa: E731
    rows = table(visitor)
    assert rows[-5:] == [
        [words(getattr(cost, name)) for cost in costs]
        for name in ("total", "present_value", "failure", "expected", "worst_case")
    ]
    for place, cost in enumerate(costs):
        assert [rows[year.year - 1][place] for year in cost.years if year.lines] == [
            words(year.amount) for year in cost.years if year.lines
        ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_figures_an_example_is_shown_and_said_to_be_one(
    app: Flask, world: Cast, client: Client, lang: str
) -> None:
    visitor = client(lang=lang)
    visitor.get(f"/listings/{published(app, world, STAGED)}")
    assert {"zh": "示例数字", "en": "example figures"}[lang] in visitor.text()
    assert len(table(visitor)) == 10
    assert "?" not in visitor.page.find("link", {"rel": "canonical"})["href"]


def test_the_address_carries_the_whole_result(app: Flask, world: Cast, client: Client) -> None:
    listing = published(app, world, *PILOT)
    first = client(lang="zh")
    first.get(f"/listings/{listing}?start=2027-01-01&s1=800000&s2=300000&s3=6200000&m=1&f=1&c=20&d=4&evil=1")
    shared = urlsplit(first.page.select_one("#calculator [data-copy]")["data-copy"])
    assert shared.path == f"/listings/{listing}" and shared.fragment == "calculator"
    assert "evil" not in dict(parse_qsl(shared.query)) and "lang" not in dict(parse_qsl(shared.query))
    second = client(lang="en")
    second.get(f"{shared.path}?{shared.query}")
    assert table(second) == table(first)


@pytest.mark.parametrize(
    ("query", "zh", "en"),
    [
        ("s1=abc", "请输入数字金额", "Enter an amount in figures"),
        ("s1=-5", "不小于零", "not below zero"),
        ("s1=1&c=101&start=2027-01-01", "0 到 100", "from 0 to 100"),
        ("s1=1&d=x&start=2027-01-01", "百分比", "percentage"),
        ("s1=1&start=1066-10-14", "2000 年至 2150 年", "between 2000 and 2150"),
    ],
)
def test_figures_that_cannot_be_are_named_at_their_field(
    app: Flask, world: Cast, client: Client, query: str, zh: str, en: str
) -> None:
    listing = published(app, world, STAGED)
    for lang, said in (("zh", zh), ("en", en)):
        visitor = client(lang=lang)
        visitor.get(f"/listings/{listing}?{query}", status=422)
        assert said in visitor.page.select_one(".error-summary").get_text()
        assert not visitor.page.select("#calculator tbody")


def test_fields_are_asked_only_where_a_way_to_pay_needs_them(app: Flask, world: Cast, client: Client) -> None:
    visitor = client()
    names = lambda: {field["name"] for field in visitor.page.select("#calculator [name]")}  # noqa: E731
    visitor.get(f"/listings/{published(app, world, PILOT_LUMP)}")
    assert names() == {"s1", "s2", "s3", "s4", "s5", "start", "f", "c", "d", "g"}
    measured = [template_sheet(key) for key in ("per_unit", "saving_share")]
    visitor.get(f"/listings/{published(app, world, *measured, STAGED)}")
    assert {"u1", "v5", "m"} <= names() and not {"p1", "r", "s6", "n"} & names()
    visitor.get(f"/listings/{published(app, world, template_sheet('tiered_minimum'))}")
    assert "s6" in names() and "s7" not in names()


#: Long enough for HYPOTHESIS_PROFILE=deep.
pytestmark = pytest.mark.timeout(3600)

WEIRD = st.one_of(st.text(max_size=12), st.integers(-(10**20), 10**20).map(str), st.decimals(allow_nan=True).map(str))
NAMES = st.sampled_from("s1 s2 u1 p3 v5 start m r f c d g lang public_id _anchor".split())


def test_no_address_breaks_the_page(app: Flask, world: Cast, client: Client) -> None:
    path = f"/listings/{published(app, world, STAGED, template_sheet('per_unit'))}"
    visitor = client()

    @given(st.dictionaries(NAMES, WEIRD, max_size=6))
    def ask(query: dict[str, str]) -> None:
        assert visitor.http.get(f"{path}?{urlencode(query)}").status_code in (200, 422)

    ask()


def test_a_short_address_takes_the_rest_from_the_example(app: Flask, world: Cast, client: Client) -> None:
    visitor = client()
    visitor.get(f"/listings/{published(app, world, STAGED)}?s3=100000")
    assert [row[0] for row in table(visitor)[:3]] == ["20,000.00", "0.00", "2,000.00"]
