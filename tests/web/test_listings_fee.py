"""The worksheet for a fee: five methods, each with a figure and an explanation in both languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import Flask

from marketplace.domain.terms.estimate import COMMON, INPUTS, LIMITS, METHODS, OPTIONAL, estimate, spread_over
from marketplace.domain.terms.words_estimate import LABELS, explanation
from marketplace.store.db import db
from marketplace.store.listings.listings import Listing
from tests.client import CheckedClient
from tests.make.cast import Cast
from tests.make.listing_editor import draft_with_two_ways

Client = Callable[..., CheckedClient]
KEPT = ("fee_basis_zh", "fee_basis_en")
USUAL = {"licensees": "1", "coefficient": "1"}
ONE = {"licensees": Decimal(1), "coefficient": Decimal(1)}


def worked(method: str, **inputs: str) -> tuple[Decimal | None, Decimal | None]:
    found = estimate(method, ONE | {name: Decimal(value) for name, value in inputs.items()})
    return found.fixed, found.rate


def test_the_formulas_to_the_cent() -> None:
    own = {"sales": "2000000", "margin": "12", "contribution": "100", "share": "25"}
    assert worked("own_use", **own) == (60_000, 3)
    assert worked("own_use", **own, licensees="4") == (30_000, 3)  # 1/√4; a royalty is not spread
    assert worked("own_use", **own, coefficient="0.6") == (36_000, Decimal("1.8"))
    assert worked("licences", fees="300000", years="3", patents="2", rate="2.5") == (50_000, Decimal("2.5"))
    assert worked("statistics", fees="3210000", years="3.6", patents="2.3") == (Decimal("387681.16"), None)
    assert worked("rates", sales="1000000", rate="3.7") == (37_000, Decimal("3.7"))
    assert worked("valuation", sales="1000000", rate="2", years="2", discount="10") == (Decimal("34710.74"), None)
    floor = {"sales": "0", "rate": "2", "years": "2", "discount": "0", "costs": "90000", "licensees": "9"}
    assert worked("valuation", **floor) == (10_000, None)
    assert [spread_over(Decimal(n)) for n in (1, 4, 9)] == [1, Decimal("0.5"), Decimal("0.3333")]


def test_general_ceilings_cut_and_say_so() -> None:
    found = estimate("rates", ONE | {"sales": Decimal(10) ** 9, "rate": Decimal(40)})
    assert (found.fixed, found.rate, found.capped) == (20_000_000, 20, True)
    assert "核减" in explanation(found, date(2026, 5, 1)).zh and "ceiling" in explanation(found, date(2026, 5, 1)).en


@pytest.mark.parametrize("method", METHODS)
def test_the_explanation_names_every_input_and_the_result(method: str) -> None:
    inputs = {name: min(LIMITS[name][1], Decimal(7)) for name in (*INPUTS[method], *COMMON)}
    inputs["coefficient"] = Decimal(2)
    found = estimate(method, inputs)
    words = explanation(found, date(2026, 5, 1))
    for name in (*INPUTS[method], *COMMON):
        assert f"{LABELS[name].zh}{inputs[name]}" in words.zh and f"{LABELS[name].en} {inputs[name]}" in words.en
    assert "2026年5月1日" in words.zh and "2026-05-01" in words.en
    assert "None" not in words.zh + words.en


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("method", METHODS)
def test_the_worksheet_works_in_the_address_alone(
    app: Flask, world: Cast, client: Client, method: str, lang: str
) -> None:
    visitor = client(lang=lang)
    visitor.get("/listings/fee-worksheet")
    assert len(visitor.page.select("main li h3")) == len(METHODS)
    visitor.get(f"/listings/fee-worksheet?method={method}")
    assert not visitor.page.select("#result")
    inputs = {name: "2" for name in (*INPUTS[method], *COMMON) if name not in OPTIONAL} | {"rate": "2.5"}
    visitor.get(f"/listings/fee-worksheet?method={method}&{urlencode(inputs)}")
    assert len(visitor.page.select("#result .sheet")) == 2
    for wrong in ("", "many", "-1", "1e9"):
        visitor.get(f"/listings/fee-worksheet?method={method}&{urlencode(inputs | {'licensees': wrong})}", status=422)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_explanation_goes_into_a_draft_at_one_press(app: Flask, world: Cast, client: Client, lang: str) -> None:
    draft = draft_with_two_ways(app, world)
    office, asked = client(world.city, lang=lang), {"method": "rates", "sales": "1000000", "rate": "3.7"}
    office.get(f"/listings/{draft}/edit")
    office.get(office.page.select_one('main a[href*="fee-worksheet"]')["href"])
    assert all(f"listing={draft}" in link["href"] for link in office.page.select("main .grid a"))
    for way in ({"listing": draft}, {}):  # from the draft's page, and straight from the worksheet
        office.get(f"/listings/fee-worksheet?{urlencode({**asked, **way, **USUAL})}")
        form = office.page.select_one(f'form[action="/listings/{draft}/edit"]')
        sent = {field["name"]: field["value"] for field in form.select("input")}
        page = BeautifulSoup(office.post(form["action"], sent, status=200).text, "html.parser")
        texts = {name: page.find(attrs={"name": name}).get_text().strip() for name in KEPT}
        assert texts["fee_basis_zh"] == sent["fee_basis_zh"] and "3.7" in texts["fee_basis_en"]
        assert page.find(attrs={"name": "title_zh"})["value"]
    with app.app_context():
        listing = db.session.scalars(sa.select(Listing).filter_by(public_id=draft)).one()
        assert not listing.fee_basis_zh, "nothing is kept before it is saved"
    fields = page.select_one("main form.form").select("input[name], textarea[name]")
    office.post(f"/listings/{draft}/edit", {**values_of(fields), "action": "save"}, status=302)
    with app.app_context():
        listing = db.session.scalars(sa.select(Listing).filter_by(public_id=draft)).one()
        assert listing.fee_basis_en == texts["fee_basis_en"]


def test_only_those_who_may_write_a_draft_are_offered_it(app: Flask, world: Cast, client: Client) -> None:
    draft = draft_with_two_ways(app, world)
    address = f"/listings/fee-worksheet?{urlencode({'method': 'rates', 'sales': '1', 'rate': '3.7', **USUAL})}"
    for who in (None, world.maker, world.park, world.east):
        visitor = client(who) if who else client()
        for there in (address, f"{address}&listing={draft}", f"{address}&listing=nonsense"):
            visitor.get(there)
            assert visitor.page.select("#result") and not visitor.page.select('form[action$="/edit"]')
    client(world.maker).post(f"/listings/{draft}/edit", {"action": "fee-basis", "fee_basis_zh": "a"}, status=404)


def values_of(fields: list[Any]) -> dict[str, str]:
    """What a browser would send of them."""
    return {
        field["name"]: field.get_text().removeprefix("\n") if field.name == "textarea" else field.get("value", "")
        for field in fields
        if field.get("type") not in ("checkbox", "radio") or field.has_attr("checked")
    }
