"""A value is written like the one before it: numbers stay numbers, decimals stay exact, lists stay lists."""

from __future__ import annotations

import json

import pytest

from marketplace.domain.faults import Invalid
from marketplace.domain.office.parameter_words import (
    PARAMETERS,
    SOURCES,
    UNIT_OF,
    UNITS,
    parameter_name,
    scope_words,
    source_words,
)
from marketplace.domain.parameters import DEFAULT_PARAMETERS
from marketplace.usecases.office.parameters import like, shown


@pytest.mark.parametrize(
    ("present", "written", "kept"),
    [
        ("30", "45", "45"),
        ("30", " 45 ", "45"),
        ('"3.10"', "3.45", '"3.45"'),
        ('"3.10"', "3", '"3"'),
        ("[1, 2]", "[3]", "[3]"),
        ('{"a": 1}', '{"a": 2}', '{"a": 2}'),
        ('["2026-01-01"]', '["2026-10-01", "2026-10-02"]', '["2026-10-01", "2026-10-02"]'),
    ],
)
def test_a_value_is_kept_in_the_shape_of_the_present_one(present: str, written: str, kept: str) -> None:
    assert like(present, written) == kept
    assert type(json.loads(kept)) is type(json.loads(present))


@pytest.mark.parametrize(
    ("present", "written"),
    [
        ("30", ""),
        ("30", "4.5"),
        ("30", "thirty"),
        ("30", "1e3"),
        ("30", "３０"),
        ('"3.10"', "3,10"),
        ('"3.10"', "NaN"),
        ("[1, 2]", "3"),
        ("[1, 2]", "[1"),
        ('{"a": 1}', '{"b": 1}'),
        ('{"a": 1}', '{"a": "1"}'),
        ('{"a": 1}', '{"a": 1.5}'),
    ],
)
def test_another_shape_is_refused_with_an_example(present: str, written: str) -> None:
    with pytest.raises(Invalid, match="parameter.value_wrong") as refusal:
        like(present, written)
    assert refusal.value.params["example"] == shown(present)


def test_every_shipped_parameter_is_worded_with_its_unit() -> None:
    keys = {key for key, *_ in DEFAULT_PARAMETERS}
    assert keys <= set(PARAMETERS) == set(UNIT_OF) and set(UNIT_OF.values()) <= set(UNITS)
    for key, scope, _, value, source in DEFAULT_PARAMETERS:
        assert parameter_name(key, "zh") != parameter_name(key, "en")
        json.loads(value)
        assert source in SOURCES or any("\u4e00" <= character <= "\u9fff" for character in source)
        assert source_words(source, "zh") and scope_words(scope, "zh") is not None


def test_scopes_are_worded() -> None:
    assert scope_words("invention:4-6", "zh") == "发明，第 4–6 年"
    assert scope_words("invention:4-6", "en") == "Invention, years 4–6"
    assert scope_words("CNY", "zh") == "人民币" and scope_words("other", "zh") == "other"
