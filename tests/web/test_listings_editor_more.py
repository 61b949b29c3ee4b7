"""The term-sheet editor: any sheet without writing JSON, nothing saved before "Save", faults told at their field."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.terms.reading_components import TYPES
from marketplace.domain.terms.templates import template_sheet
from tests.make.cast import Cast
from tests.make.listing_editor import (
    Client,
    Editing,
    as_form_in,
    draft_with_two_ways,
    editor_opener,
    options_of,
)
from tests.make.listings import DEFERRED, LUMP

#: Long enough for HYPOTHESIS_PROFILE=deep.
pytestmark = pytest.mark.timeout(3600)

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture
def draft(app: Flask, world: Cast) -> str:
    return draft_with_two_ways(app, world)


@pytest.fixture
def editing(world: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Editing]:
    return editor_opener(world, client, monkeypatch)


@LANGS
@pytest.mark.parametrize(
    ("place", "typed", "zh", "en"),
    [
        ("components[0].amount", "zwei", "请输入数字金额", "amount in figures"),
        ("components[0].amount", "", "请填写此项", "Fill in this field"),
        ("components[0].amount", "1.005", "小数位过多", "too many decimals"),
        ("components[0].due_days", "bald", "整数", "whole"),
        ("term_months", "0", "应在 1 至 1200 之间", "from 1 to 1200"),
        ("components[0].trigger.earliest_of[1].months", "-3", "整数", "whole"),
        ("late.annual_rate", "101", "应在", "from 0 to 100"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    app: Flask,
    draft: str,
    editing: Callable[..., Editing],
    place: str,
    typed: str,
    zh: str,
    en: str,
    lang: str,
) -> None:
    before = options_of(app, draft)
    editor = editing(f"/listings/{draft}/options/1", lang)
    editor.type(place, typed).send("save", 422)
    field = editor.page.find(attrs={"name": place})
    assert field["value"] == typed and field["aria-invalid"] == "true"
    told = editor.page.find(id=field["id"] + "-error").get_text()
    assert {"zh": zh, "en": en}[lang] in told
    assert editor.page.select_one(f'.error-summary a[href="#{field["id"]}"]')
    assert options_of(app, draft) == before


@LANGS
def test_bands_that_do_not_rise_and_parts_that_do_not_add_up_are_told(
    draft: str, editing: Callable[..., Editing], lang: str
) -> None:
    editor = editing(f"/listings/{draft}/options/new?template=tiered_minimum", lang)
    editor.type("components[0].bands[1].over", "30000000").send("save", 422)
    assert editor.page.find(attrs={"name": "components[0].bands[2].over"})["aria-invalid"] == "true"
    editor = editing(f"/listings/{draft}/options/new?template=instalments", lang)
    editor.type("components[0].parts[0].amount", "1").send("save", 422)
    assert {"zh": "总额", "en": "total"}[lang] in editor.page.select_one(".error-summary").get_text()


@LANGS
def test_a_rate_above_the_ceiling_is_found_while_typing_and_may_be_saved(
    app: Flask, draft: str, editing: Callable[..., Editing], lang: str
) -> None:
    editor = editing(f"/listings/{draft}/options/new?template=entry_royalty", lang)
    assert not editor.page.select("aside .tone-warn")
    editor.type("components[1].bands[0].rate", "22").send("preview")
    assert "20%" in editor.page.select_one("aside .tone-warn").get_text()
    editor.send("save", 302)
    assert len(options_of(app, draft)) == 3


@LANGS
def test_experts_paste_json_and_are_told_where_it_is_wrong(
    app: Flask, draft: str, editing: Callable[..., Editing], lang: str
) -> None:
    editor = editing(f"/listings/{draft}/options/1", lang)
    pasted = json.dumps(template_sheet("trial_then_choice"), ensure_ascii=False)
    editor.press("import", json=pasted)
    assert editor.sheet == template_sheet("trial_then_choice")
    editor.press("import", 422, json=pasted.replace('"months": 12', '"months": 1.5'))
    assert "$.components[0].months" in editor.page.select_one(".error-summary").get_text()
    assert "1.5" in editor.fields["json"] and editor.sheet == template_sheet("trial_then_choice")
    editor.press("import", 422, json='{"currency": "CNY"}')
    assert "term_months" in editor.page.select_one(".error-summary").get_text()
    assert options_of(app, draft)[0] == DEFERRED


def test_choices_after_a_trial_are_renamed_and_filled(
    app: Flask, draft: str, editing: Callable[..., Editing]
) -> None:
    editor = editing(f"/listings/{draft}/options/new?template=trial_then_choice")
    editor.type("options.choices.A#name", "一次付清").send("add:options.choices")
    assert list(editor.sheet["options"]["choices"]) == ["一次付清", "B", "A"]
    editor.fields.setlist("options.choices.A", ["L", "R"])
    editor.send("save", 302)
    assert options_of(app, draft)[2]["options"]["choices"] == {"一次付清": ["L"], "B": ["R"], "A": ["L", "R"]}


def test_rates_of_a_later_year_can_be_given_and_moved(draft: str, editing: Callable[..., Editing]) -> None:
    editor = editing(f"/listings/{draft}/options/new?template=entry_royalty")
    editor.send("add:components[1].bands_from_year")
    editor.type('components[1].bands_from_year["2"][0].rate', "1").send("preview")
    editor.type('components[1].bands_from_year["2"]#year', "4").send("preview")
    assert editor.sheet["components"][1]["bands_from_year"] == {"4": [{"over": "0", "rate": "1"}]}
    editor.send('remove:components[1].bands_from_year["4"]')
    assert not editor.sheet["components"][1]["bands_from_year"]


def test_two_colleagues_do_not_overwrite_each_other(
    app: Flask, draft: str, editing: Callable[..., Editing]
) -> None:
    first, second = editing(f"/listings/{draft}/options/1"), editing(f"/listings/{draft}/options/2")
    first.type("components[0].amount", "100000").send("save", 302)
    second.send("save", 409)
    assert options_of(app, draft)[0]["components"][0]["amount"] == "100000.00"
    assert options_of(app, draft)[1] == LUMP


@LANGS
def test_ways_to_pay_are_ordered_copied_and_removed(
    app: Flask, draft: str, world: Cast, client: Client, lang: str
) -> None:
    office = client(world.city, lang=lang)
    page = f"/listings/{draft}/options"
    office.post(f"{page}/order", {"position": "2", "step": "-1"})
    assert options_of(app, draft) == [LUMP, DEFERRED]
    office.post(f"{page}/order?lang={lang}", {"position": "1", "step": "-1"}, status=400)
    office.get(f"{page}/new?copy=2")
    office.post(f"{page}/1/removal")
    assert options_of(app, draft) == [DEFERRED]
    office.get(page)
    assert len(office.page.select("#templates li")) > 5
    office.get(f"{page}/7", status=404)
    office.get(f"{page}/new?template=nonsense", status=404)


def test_no_form_breaks_the_editor(app: Flask, draft: str, world: Cast, client: Client) -> None:
    browser = client(world.city)
    path = f"/listings/{draft}/options/1"
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(path).text).group(1)  # type: ignore[union-attr]
    sheet = as_form_in(app, template_sheet("zero_entry_staged_royalty"))
    names = st.sampled_from(sorted(sheet))
    junk = st.one_of(
        st.text(max_size=20), st.integers().map(str), st.just("[]"), st.just('{"components": [1]}')
    )
    actions = st.one_of(
        st.sampled_from(
            ["add:components:royalty", "remove:components", "up:components[0]", "add:late", "import"]
        ),
        st.builds("{}:{}".format, st.sampled_from(["add", "remove", "up", "down"]), st.text(max_size=15)),
    )

    @given(st.dictionaries(names, junk, max_size=3), actions, st.sampled_from(TYPES))
    def send(changes: dict[str, str], action: str, kind: str) -> None:
        form = {**sheet, **changes, "csrf_token": token, "action": action}
        assert browser.http.post(path, data=form).status_code in (200, 400, 422)

    send()
    assert options_of(app, draft) == [DEFERRED, LUMP]
