"""The published schema and the reader agree: what the one takes the other takes, but for rules between fields."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema.validators import extend

from marketplace.domain.terms.faults import SENTENCES, Fault
from marketplace.domain.terms.fields import MOST_DAYS
from marketplace.domain.terms.reading import read_case, read_terms
from marketplace.domain.terms.schema import terms_schema
from marketplace.domain.terms.schema_shapes import members
from marketplace.domain.terms.templates import TEMPLATES, template_sheet
from tests.domain.terms.random_sheets import sheets
from tests.domain.terms.sheets import everything
from tests.domain.terms.spoiling import spoilt
from tests.domain.terms.test_fuzz import CASES

#: Long enough for HYPOTHESIS_PROFILE=deep.
pytestmark = pytest.mark.timeout(3600)

DOCS = Path(__file__).parents[3] / "docs"
PUBLISHED = DOCS / "terms.schema.json"

#: Rules between fields, which a schema does not know; docs/terms/schema.md explains each.
BETWEEN_FIELDS = {
    "bands_not_rising", "component_not_payable", "component_unknown", "first_band_not_zero", "id_repeated",
    "minimum_above_cap", "needs_total_cap", "needs_trial", "not_a_royalty", "parts_not_total",
    "percents_not_hundred", "second_trial", "to_year_before_from_year", "too_deep", "too_many_decimals",
    "trial_too_long", "years_not_rising",
}  # fmt: skip
#: The same for a case.
BETWEEN_EVENTS = {
    "after_as_of", "as_of_before_effective", "before_effective", "choice_unknown", "milestone_unknown", "missing",
    "no_early_settlement", "no_options", "no_royalty", "not_the_base", "write_off_above_release",
}  # fmt: skip


def _whole_pattern(_: Any, pattern: str, value: Any, __: Any) -> Iterator[jsonschema.ValidationError]:
    """`pattern` as ECMA 262 has it: Python's `$` would also let a line end pass."""
    if isinstance(value, str) and not re.search(pattern.replace("$", r"\Z"), value):
        yield jsonschema.ValidationError(f"{value!r} does not match {pattern}")


Validator = extend(jsonschema.Draft202012Validator, {"pattern": _whole_pattern})
SHEET = Validator(terms_schema())
CASE = Validator({**terms_schema(), "$ref": "#/$defs/case"})

WHOLE_SHEETS = st.one_of(
    sheets(),
    st.sampled_from([everything(), *(template_sheet(key, late_rate="4.5") for key in TEMPLATES)]),
)


def fault_of(sheet: Any) -> Fault | None:
    try:
        read_terms(sheet)
    except Fault as fault:
        return fault
    return None


def test_the_published_schema_is_the_present_one() -> None:
    jsonschema.Draft202012Validator.check_schema(terms_schema())
    kept = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert kept == terms_schema(), "run: flask --app wsgi terms schema > docs/terms.schema.json"


@given(WHOLE_SHEETS)
def test_what_the_engine_takes_the_schema_takes(sheet: dict[str, Any]) -> None:
    assert fault_of(sheet) is None
    SHEET.validate(sheet)


@given(spoilt(WHOLE_SHEETS))
def test_schema_and_engine_agree_on_spoilt_sheets(sheet: dict[str, Any]) -> None:
    fault = fault_of(sheet)
    if fault is None:
        SHEET.validate(sheet)
    elif fault.code not in BETWEEN_FIELDS:
        assert not SHEET.is_valid(sheet), fault


@given(spoilt(st.sampled_from(CASES)))
def test_schema_and_engine_agree_on_spoilt_cases(case: dict[str, Any]) -> None:
    try:
        read_case(case)
    except Fault as fault:
        if fault.code not in BETWEEN_FIELDS | BETWEEN_EVENTS:
            assert not CASE.is_valid(case), fault
    else:
        CASE.validate(case)


def test_every_rule_between_fields_is_explained() -> None:
    page = (DOCS / "terms" / "schema.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `([a-z_]+)`", page, re.MULTILINE))
    assert explained == (BETWEEN_FIELDS | BETWEEN_EVENTS) - {"missing"}
    assert explained <= SENTENCES.keys()


@pytest.mark.parametrize("name", ["terms", "case", "event", "fixed", "royalty", "trigger", "start"])
def test_a_schema_refuses_keys_it_does_not_know(name: str) -> None:
    one = Validator({**terms_schema(), "$ref": f"#/$defs/{name}"})
    assert not one.is_valid({"unheard": 1}) and not one.is_valid([]) and not one.is_valid(None)


def test_shapes_and_keys_of_the_reader_must_be_the_same() -> None:
    with pytest.raises(ValueError, match="floor"):
        members(frozenset({"floor"}), {})


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("fixed", {"id": "A", "type": "fixed", "amount": "-0", "trigger": {"kind": "effective"}}, {"amount": "-1"}),
        ("annual", {"id": "A", "type": "annual", "amount": "5.00", "due_days": MOST_DAYS}, {"due_days": MOST_DAYS + 1}),
        ("unit_band", {"over": 0, "per_unit": "0.000001"}, {"over": "0"}),
        ("trigger", {"kind": "date", "on": "2028-02-29"}, {"on": "2026-02-29"}),
    ],
)
def test_values_at_the_edge(name: str, good: dict[str, Any], bad: dict[str, Any]) -> None:
    one = Validator({**terms_schema(), "$ref": f"#/$defs/{name}"})
    one.validate(good)
    assert not one.is_valid(good | bad)
