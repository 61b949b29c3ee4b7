"""Building a sheet step by step: every step gives a sheet that can be read, and nothing given is changed."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.terms.editing import (
    NoSuchPlace,
    added,
    moved,
    new_trigger,
    steps,
    value_at,
    with_base,
    with_part_form,
    with_value,
    without,
)
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.reading_components import TYPES
from marketplace.domain.terms.reading_royalty import BASES
from marketplace.domain.terms.reading_triggers import FIELD_OF
from marketplace.domain.terms.templates import TEMPLATES, template_sheet

EMPTY: dict[str, Any] = {"currency": "CNY", "term_months": 36, "components": []}


def with_components(*kinds: str) -> dict[str, Any]:
    sheet = deepcopy(EMPTY)
    for kind in kinds:
        sheet = added(sheet, "components", kind)
    return sheet


@pytest.mark.parametrize("kind", TYPES)
def test_a_new_component_can_be_read_at_once(kind: str) -> None:
    terms = read_terms(with_components("royalty", kind, "fixed"))
    assert [part.type for part in terms.components] == ["royalty", kind, "fixed"]


def test_new_components_get_ids_of_their_own() -> None:
    sheet = with_components("fixed", "fixed", "royalty")
    assert [part["id"] for part in sheet["components"]] == ["F1", "F2", "R1"]
    gone = added(without(sheet, "components[0]"), "components", "fixed")
    assert [part["id"] for part in gone["components"]] == ["F2", "R1", "F1"]


@pytest.mark.parametrize("key", TEMPLATES)
def test_values_of_templates_are_found_where_their_paths_say(key: str) -> None:
    sheet = template_sheet(key)

    def walk(value: Any, path: str) -> None:
        if path:
            assert value_at(sheet, path) == value
            assert with_value(sheet, path, deepcopy(value)) == sheet
        if isinstance(value, dict):
            for name, inner in value.items():
                walk(inner, f"{path}.{name}" if path else name)
        if isinstance(value, list):
            for place, inner in enumerate(value):
                walk(inner, f"{path}[{place}]")

    walk(sheet, "")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("term_months", ["term_months"]),
        ("components[0].bands[12].rate", ["components", 0, "bands", 12, "rate"]),
        ('components[1].bands_from_year["3"][0]', ["components", 1, "bands_from_year", "3", 0]),
        (r'options.choices["a\"b"]', ["options", "choices", 'a"b']),
    ],
)
def test_paths_are_read(path: str, expected: list[object]) -> None:
    assert steps(path) == expected


@given(st.text(max_size=30))
def test_what_is_no_path_is_refused_and_never_breaks(path: str) -> None:
    sheet = with_components("royalty")
    before = deepcopy(sheet)
    for attempt in (
        lambda: value_at(sheet, path),
        lambda: without(sheet, path),
        lambda: added(sheet, path),
        lambda: moved(sheet, path, 1),
    ):
        try:
            attempt()
        except NoSuchPlace:
            pass
    assert sheet == before


def test_a_value_makes_the_objects_on_its_way_and_going_back_leaves_nothing() -> None:
    sheet = with_value(EMPTY, "late.annual_rate", "4.5")
    assert sheet["late"] == {"annual_rate": "4.5"}
    assert without(sheet, "late") == EMPTY
    assert without(EMPTY, "late.annual_rate") == EMPTY
    with pytest.raises(NoSuchPlace):
        with_value(EMPTY, "components[3].amount", "1.00")


def test_entries_move_within_their_list() -> None:
    sheet = with_components("fixed", "royalty", "annual")
    ids = lambda one: [part["id"] for part in one["components"]]  # noqa: E731
    assert ids(moved(sheet, "components[2]", -1)) == ["F1", "A1", "R1"]
    assert ids(moved(sheet, "components[0]", 1)) == ["R1", "F1", "A1"]
    assert moved(sheet, "components[0]", -1) == moved(sheet, "components[2]", 1) == sheet


@pytest.mark.parametrize("base", BASES)
def test_a_royalty_can_be_measured_by_any_base(base: str) -> None:
    for start in BASES:
        sheet = with_components("royalty")
        for turn in (start, base):
            sheet["components"][0] = with_base(sheet["components"][0], turn)
        sheet = added(added(sheet, "components[0].bands"), "components[0].bands_from_year")
        sheet = added(sheet, 'components[0].bands_from_year["2"]')
        royalty = read_terms(added(sheet, "components[0].annual_minimum")).royalties[0]
        assert (royalty.base, len(royalty.bands), len(royalty.bands_in(2))) == (base, 2, 3)


def test_bands_keep_what_they_are_where_the_base_stays_money() -> None:
    royalty = with_components("royalty")["components"][0] | {"free_allowance": "500.00"}
    assert with_base(royalty, "saving") == royalty | {"base": "saving"}


@pytest.mark.parametrize("kind", [*FIELD_OF, "earliest_of", "latest_of"])
def test_a_trigger_can_become_any_other(kind: str) -> None:
    sheet = with_components("trial", "fixed")
    before = {"kind": "first_revenue", "plus_days": 90}
    sheet["components"][1]["trigger"] = trigger = new_trigger(kind, before)
    if kind == "date":
        trigger["on"] = "2027-01-01"
    read_terms(sheet)
    assert trigger == {"kind": kind, **trigger} or trigger[kind][0] == before
    back = new_trigger("latest_of", trigger)
    assert len(back["latest_of"]) == 2
    if kind in ("earliest_of", "latest_of"):
        sheet["components"][1]["trigger"] = trigger
        assert len(read_terms(added(sheet, f"components[1].trigger.{kind}")).components[1].trigger.of) == 3


def test_parts_change_between_percent_and_amounts() -> None:
    sheet = added(with_components("instalments"), "components[0].parts")
    assert sheet["components"][0]["parts"][2] == {
        "percent": "0",
        "trigger": {"kind": "months_after_effective", "months": 24},
    }
    amounts = with_part_form(sheet["components"][0], "amount")
    assert [part["amount"] for part in amounts["parts"]] == ["0.00"] * 3
    assert with_part_form(amounts, "amount") == amounts


def test_a_trial_can_be_followed_by_choices() -> None:
    sheet = added(with_components("trial", "fixed", "royalty"), "options")
    assert sheet["options"]["choices"] == {"A": ["F1"], "B": ["R1"]}
    assert [choice.name for choice in read_terms(added(sheet, "options.choices")).options.choices] == ["A", "B", "C"]


def test_unknown_kinds_and_places_are_refused() -> None:
    for attempt in (
        lambda: added(EMPTY, "components", "gift"),
        lambda: added(EMPTY, "currency"),
        lambda: new_trigger("full_moon"),
    ):
        with pytest.raises(NoSuchPlace):
            attempt()
