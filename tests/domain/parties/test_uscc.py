"""Unified social credit codes: form, check character, and what their first characters tell."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.domain.parties.kinds import ORGANISATION_KINDS
from marketplace.domain.parties.uscc import ALPHABET, UsccFault, check_character, check_uscc
from marketplace.domain.parties.words import USCC_FAULTS, uscc_fault_sentence, uscc_warning
from marketplace.domain.regions import PROVINCES, province_name, province_of


@pytest.mark.parametrize(
    ("code", "ok", "expected"),
    [
        ("91110108551385082Q", True, "Q"),
        ("12100000707137123P", True, "P"),
        ("12100000400000624D", True, "D"),
        ("91110000101623741K", True, "K"),
        ("911101066976941872", True, "2"),
        ("914201001000000080", True, "0"),  # the sum is a multiple of 31
        ("91310115MA1H8R7C6D", False, "7"),
        ("91350211M0000XUF46", False, "R"),
    ],
)
def test_known_codes(code: str, ok: bool, expected: str) -> None:
    found = check_uscc(code)
    assert (found.canonical, found.check_ok, found.expected) == (code, ok, expected)


def test_written_forms_are_understood_and_letters_never_replaced() -> None:
    assert check_uscc(" 9111 0108-5513 85082q ").canonical == "91110108551385082Q"
    assert check_uscc("９１１１０１０８５５１３８５０８２Ｑ").canonical == "91110108551385082Q"
    with pytest.raises(UsccFault) as refused:
        check_uscc("9111O108551385082Q")
    assert (refused.value.code, refused.value.params) == ("letter", {"letter": "O", "place": "5"})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("911101085513", "length"),
        ("110108012345678", "old_number"),
        ("919901085513850820", "region"),
        ("91A10108551385082Q", "region"),
    ],
)
def test_what_cannot_be_a_code_is_refused(text: str, code: str) -> None:
    with pytest.raises(UsccFault) as refused:
        check_uscc(text)
    assert refused.value.code == code
    for lang in ("zh", "en"):
        assert "{" not in uscc_fault_sentence(refused.value, lang)


def test_every_fault_is_worded() -> None:
    assert set(USCC_FAULTS) == {"empty", "length", "old_number", "letter", "region"}


def test_the_warning_names_both_characters() -> None:
    assert "7" in uscc_warning(check_uscc("91310115MA1H8R7C6D"), "zh")
    assert uscc_warning(check_uscc("91110108551385082Q"), "en") == ""


def test_the_first_characters_hint_at_kind_and_place() -> None:
    assert check_uscc("12100000707137123P").kind_hint == "university"
    assert check_uscc("91110108551385082Q").kind_hint == "enterprise"
    assert check_uscc("91110108551385082Q").province == "11"
    assert {hint for code in ("91110108551385082Q",) if (hint := check_uscc(code).kind_hint)} <= set(
        ORGANISATION_KINDS
    )


bodies = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["91", "12", "52", "93"]),
    st.sampled_from(sorted(PROVINCES)),
    st.from_regex(r"\A[0-9]{4}\Z"),
    st.text(ALPHABET, min_size=9, max_size=9),
)


@settings(deadline=None)
@given(bodies)
def test_the_computed_character_always_fits_and_no_other_does(body: str) -> None:
    right = check_character(body)
    assert check_uscc(body + right).check_ok
    assert not any(check_uscc(body + other).check_ok for other in ALPHABET if other != right)


@settings(deadline=None)
@given(bodies, st.integers(0, 16), st.sampled_from("0123456789"))
def test_a_single_wrong_character_is_always_noticed(body: str, place: int, other: str) -> None:
    wrong = body[:place] + other + body[place + 1 :]
    if wrong == body:
        return
    try:
        assert not check_uscc(wrong + check_character(body)).check_ok
    except UsccFault as fault:
        assert fault.code == "region"


@settings(deadline=None)
@given(st.text(max_size=25))
def test_no_text_breaks_the_check(text: str) -> None:
    try:
        check_uscc(text)
    except UsccFault as fault:
        assert uscc_fault_sentence(fault, "zh")


def test_places_find_their_province() -> None:
    places = {
        "湖北省武汉市": "42",
        "北京市": "11",
        "浙江;33": "33",
        "内蒙古自治区包头市": "15",
        "黑龙江哈尔滨": "23",
        "中国,广东": "44",
        "日本东京": "",
    }
    assert {place: province_of(place) for place in places} == places
    assert province_name("420106", "en") == "Hubei"
    assert len(PROVINCES) == 34
