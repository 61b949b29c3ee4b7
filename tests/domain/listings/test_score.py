"""The score of a plain-language card: what is missing costs its weight, what is poor a part of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.domain.listings.score import BOTH_LANGUAGES, WEIGHTS, Hint, score_of
from marketplace.domain.listings.score_words import CODES, FIELDS, field_name, hint_sentence

FULL = {field: (f"打磨噪声降低 14 分贝（{field}）", f"Noise down by 14 dB ({field})") for field in WEIGHTS}


def test_a_full_card_in_both_languages_has_all_points() -> None:
    assert sum(WEIGHTS.values()) + BOTH_LANGUAGES == 100
    assert score_of(FULL) == score_of({**FULL, "other": ("", "")})
    assert (score_of(FULL).points, score_of(FULL).hints) == (100, ())


def test_an_empty_card_has_no_points_and_asks_for_the_weightiest_text_first() -> None:
    score = score_of({})
    assert score.points == 0
    assert [hint.points for hint in score.hints] == sorted((hint.points for hint in score.hints), reverse=True)


@pytest.mark.parametrize("field", WEIGHTS)
def test_a_missing_text_costs_its_weight(field: str) -> None:
    score = score_of({**FULL, field: (" ", "")})
    assert (score.points, score.hints) == (100 - WEIGHTS[field], (Hint("missing", field, WEIGHTS[field]),))


@pytest.mark.parametrize(
    ("field", "texts", "code", "points"),
    [
        ("gain", ("噪声明显降低", "Much less noise"), "no_figure", 10),
        ("gain", ("噪声降低三成", "Much less noise"), "", 0),
        ("gain", ("效率提高两倍", "Faster"), "", 0),
        ("benefit", ("长" * 61, "short"), "too_long", 5),
        ("benefit", ("短", "x" * 141), "too_long", 5),
        ("benefit", ("长" * 60, "x" * 140), "", 0),
        ("needs", ("所述砂轮", "a wheel"), "patent_language", 3),
        ("needs", ("砂轮", "a wheel, wherein it turns"), "patent_language", 3),
    ],
)
def test_a_poor_text_costs_a_part(field: str, texts: tuple[str, str], code: str, points: int) -> None:
    score = score_of({**FULL, field: texts})
    assert [hint.code for hint in score.hints] == ([code] if code else [])
    assert score.points == 100 - points


def test_one_language_alone_costs_the_points_for_both() -> None:
    score = score_of({**FULL, "users": ("钢管厂", "")})
    assert (score.points, [hint.code for hint in score.hints]) == (95, ["one_language"])


@given(st.dictionaries(st.sampled_from(sorted(WEIGHTS)), st.tuples(st.text(), st.text())))
def test_points_and_hints_always_add_up(card: dict[str, tuple[str, str]]) -> None:
    score = score_of(card)
    assert 0 <= score.points == 100 - sum(hint.points for hint in score.hints)
    assert {hint.code for hint in score.hints} <= CODES


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_hint_is_worded(lang: str) -> None:
    assert set(FIELDS) == set(WEIGHTS)
    sentences = {hint_sentence(Hint("missing", field, 1), lang) for field in WEIGHTS}
    sentences |= {hint_sentence(Hint(code, "gain", 1), lang) for code in CODES}
    assert all(sentences) and len(sentences) == len(WEIGHTS) + len(CODES) - 1
    assert field_name("gain", lang) in hint_sentence(Hint("no_figure", "gain", 1), lang)
