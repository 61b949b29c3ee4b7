"""Every code of the patents has a name or sentence in both languages, and both take the same values."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from marketplace.domain.patents import command_words, import_words, problem_names, problem_words, words
from marketplace.domain.patents.classes import SECTIONS
from marketplace.domain.patents.fee_plan import FeeMark
from marketplace.domain.patents.fees import FeePosition
from marketplace.domain.patents.kinds import PatentKind
from marketplace.domain.patents.mapping import FIELDS
from marketplace.domain.patents.numbers import NumberFault, NumberScheme, parse_number
from marketplace.domain.patents.record import Level
from marketplace.domain.patents.status import Overlay, PatentStatus

CODES = {
    "KINDS": set(PatentKind),
    "STATUSES": set(PatentStatus),
    "OVERLAYS": set(Overlay),
    "SCHEMES": set(NumberScheme),
    "FEE_POSITIONS": set(FeePosition),
    "FEE_MARKS": set(FeeMark),
    "SECTIONS": set(SECTIONS),
    "LEVELS": set(Level),
    "FIELDS": set(FIELDS),
}
TABLES = {
    **{name: getattr(words, name) for name in CODES},
    "WRONG": {code: wrong for code, (wrong, _) in problem_words.PROBLEMS.items()},
    "MEND": {code: mend for code, (_, mend) in problem_words.PROBLEMS.items()},
    "PROBLEM_NAMES": problem_names.NAMES,
    "IMPORT_STATES": import_words.STATES,
    "OUTCOMES": import_words.OUTCOMES,
    "DELIMITERS": import_words.DELIMITERS,
    "IMPORT_FAULTS": import_words.FAULTS,
    "COMMAND": command_words.WORDS,
}


@pytest.mark.parametrize("name", CODES)
def test_every_code_is_worded(name: str) -> None:
    assert set(TABLES[name]) == CODES[name]


@pytest.mark.parametrize("name", TABLES)
def test_both_languages_say_the_same(name: str) -> None:
    for code, (zh, en) in TABLES[name].items():
        assert zh.strip() and en.strip(), code
        assert re.search(r"[\u4e00-\u9fff]|PCT", zh) or zh == en, code
        assert not re.search(r"[\u4e00-\u9fff]", en), code
        assert not re.search(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]", zh), (
            f"{code}: full-width marks in Chinese"
        )
        assert _values(zh) == _values(en), code


def test_every_problem_has_a_short_name() -> None:
    assert set(problem_names.NAMES) == set(problem_words.PROBLEMS)


def _values(sentence: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(sentence) if field} - {"field"}


def test_faults_of_a_number_are_worded_for_forms() -> None:
    with pytest.raises(NumberFault) as refused:
        parse_number("201710601862.4")
    assert "201710601862.3" in problem_words.number_fault_sentence(refused.value, "201710601862.4", "zh")
    assert "should be 3" in problem_words.number_fault_sentence(refused.value, "201710601862.4", "en")


def test_numbers_are_labelled() -> None:
    number = parse_number("201710601862.3")
    assert words.labelled_number(number, "zh", granted=True) == "专利号 ZL 2017 1 0601862.3"
    assert words.labelled_number(number, "en") == "Application no. 201710601862.3"
