"""The term-sheet editor: any sheet without writing JSON, nothing saved before "Save", faults told at their field."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.terms.canonical import terms_hash
from marketplace.domain.terms.fields import below
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.templates import TEMPLATES, template_sheet
from marketplace.web.listings.sheet_editor import sent_sheet
from marketplace.web.listings.sheet_groups import groups_of
from tests.domain.terms.random_sheets import sheets
from tests.domain.terms.sheets import everything, leaves
from tests.make.cast import Cast
from tests.make.listing_editor import (
    Client,
    Editing,
    as_form,
    draft_with_two_ways,
    editor_opener,
    options_of,
)

#: Long enough for HYPOTHESIS_PROFILE=deep.
pytestmark = pytest.mark.timeout(3600)

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture
def draft(app: Flask, world: Cast) -> str:
    return draft_with_two_ways(app, world)


@pytest.fixture
def editing(world: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Editing]:
    return editor_opener(world, client, monkeypatch)


@given(st.one_of(sheets(), st.just(everything()), st.sampled_from(sorted(TEMPLATES)).map(template_sheet)))
def test_a_sheet_that_is_only_looked_at_stays_the_same_to_the_byte(
    application: Flask, sheet: dict[str, Any]
) -> None:
    with application.test_request_context("/?lang=zh"):
        again = sent_sheet(as_form(sheet), "preview")
    assert terms_hash(again) == terms_hash(sheet)


def test_every_value_of_a_sheet_has_its_field(application: Flask) -> None:
    sheet = everything()
    with application.test_request_context("/?lang=zh"):
        rows = {row.place for group in groups_of(sheet) for row in group.every_row()}
    hidden = re.compile(r"\.(id|type|of|after)$|^schema$")
    for path, _ in leaves(sheet):
        place = ""
        for step in path:
            place = f"{place}[{step}]" if isinstance(step, int) else below(place, step).lstrip(".")
        owner = re.sub(r"\[\d+\]$", "", place)
        turned = re.sub(r"\.(\w+)$", r"#\1", place)
        assert {place, owner, turned} & rows or hidden.search(place), place


@LANGS
@pytest.mark.parametrize("key", TEMPLATES)
def test_every_template_opens_in_the_editor_and_saves_as_it_is(
    app: Flask, draft: str, editing: Callable[..., Editing], key: str, lang: str
) -> None:
    editor = editing(f"/listings/{draft}/options/new?template={key}", lang)
    assert editor.page.select("#words .clause") and editor.page.select("#cost tbody tr")
    editor.send("save", 302)
    expected = template_sheet(key, late_rate="4.5")
    assert options_of(app, draft)[2] == expected


@LANGS
def test_a_sheet_is_built_from_nothing_but_buttons_and_fields(
    app: Flask, draft: str, editing: Callable[..., Editing], lang: str
) -> None:
    editor = editing(f"/listings/{draft}/options/new?template=free", lang)
    editor.send("remove:components[0]")
    for kind in ("fixed", "royalty", "instalments", "annual", "trial"):
        editor.send(f"add:components:{kind}")
    editor.type("components[0].trigger#kind", "earliest_of").send("preview")
    editor.type("components[0].trigger.earliest_of[0]#kind", "milestone_accepted").send("preview")
    editor.type("components[0].trigger.earliest_of[0].milestone", "pilot")
    editor.type("components[0].trigger.earliest_of[0].plus_days", "90")
    editor.type("components[0].trigger.earliest_of[1].months", "18").type("components[0].amount", "２0,000")
    editor.send("add:components[1].bands")
    editor.type("components[1].bands[0].rate", "3").type("components[1].bands[1].over", "1000000")
    editor.type("components[1].bands[1].rate", "２.5%").send("add:components[1].annual_minimum")
    editor.type("components[1].annual_minimum[0].amount", "15000").type("components[1].annual_cap", "150000")
    editor.send("add:components[2].parts")
    for part, percent in enumerate(("20", "30", "50")):
        editor.type(f"components[2].parts[{part}].percent", percent)
    editor.type("total_cap", "600000").type("late.annual_rate", "4.5").type("term_months", "60")
    editor.type("components[2].due_days", "0").type("components[4].months", "12")
    editor.fields["exit.free_before_first_charge"] = "1"
    editor.send("up:components[4]")
    editor.send("save", 302)
    sheet = options_of(app, draft)[2]
    terms = read_terms(sheet)
    assert [part.type for part in terms.components] == ["fixed", "royalty", "instalments", "trial", "annual"]
    assert sheet["components"][0]["trigger"] == {
        "earliest_of": [
            {"kind": "milestone_accepted", "milestone": "pilot", "plus_days": 90},
            {"kind": "months_after_effective", "months": 18},
        ]
    }
    assert sheet["components"][0]["amount"] == "20000.00"
    assert [band["rate"] for band in sheet["components"][1]["bands"]] == ["3", "2.5"]
    assert (terms.total_cap, terms.royalties[0].annual_cap) == (60_000_000, 15_000_000)
    assert terms.exit.free_before_first_charge


def test_nothing_is_saved_before_it_is_saved(app: Flask, draft: str, editing: Callable[..., Editing]) -> None:
    before = options_of(app, draft)
    editor = editing(f"/listings/{draft}/options/1")
    editor.type("components[0].amount", "1").send("add:components:royalty")
    assert editor.sheet["components"][0]["amount"] == "1.00" and len(editor.sheet["components"]) == 2
    assert options_of(app, draft) == before
