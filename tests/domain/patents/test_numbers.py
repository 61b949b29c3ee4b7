"""Patent numbers: all written forms, check digits, canonical forms, and what is refused."""

from __future__ import annotations

import string
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.domain.patents.kinds import PatentKind
from marketplace.domain.patents.numbers import (
    NumberFault,
    NumberScheme,
    cn_check_digit,
    display,
    parse_application_number,
    parse_number,
)

MOST_CALLS = 20  # of functions, to read one number

#: number body → check digit; the first six belong to real patents
CHECKED = {
    "201710601862": "3",
    "200510113767": "6",
    "95115608": "X",
    "97101765": "4",
    "00814037": "5",
    "01800565": "9",
    "202310123456": "6",
    "202321234567": "6",
    "202330123456": "7",
    "202410000001": "X",
    "202380012345": "6",
}

WRITTEN = {
    "ZL 2017 1 0601862.3": "CN201710601862.3",
    "ZL201710601862.3": "CN201710601862.3",
    "zl201710601862.3": "CN201710601862.3",
    "201710601862.3": "CN201710601862.3",
    "CN201710601862.3": "CN201710601862.3",
    "2017106018623": "CN201710601862.3",
    "201710601862": "CN201710601862.3",
    "ＺＬ２０１７１０６０１８６２．３": "CN201710601862.3",
    "CN 201710601862 A": "CN201710601862.3",
    "专利号：ZL201710601862.3": "CN201710601862.3",
    "No. 201710601862.3": "CN201710601862.3",
    "95115608.x": "CN95115608.X",
    "ZL95115608.Ｘ": "CN95115608.X",
    "85102475": "CN85102475",
    "CN 103478755 B": "CN103478755B",
    "CN103478755B": "CN103478755B",
    "CN-110311168-B": "CN110311168B",
    "CN1030001A": "CN1030001A",
    "CN3003001S": "CN3003001S",
    "CN001221369C": "CN1221369C",
    "CN85102475A": "CN85102475A",
    "CN300769177": "CN300769177",
    "CN105408176B9": "CN105408176B9",
    "PCT/CN2017/123456": "PCT/CN2017/123456",
    "PCT-US2013-038260": "PCT/US2013/038260",
    "PCT/US99/12345": "PCT/US1999/012345",
    "WO/2012/031515": "WO2012031515",
    "WO 2012/031515 A1": "WO2012031515A1",
    "WO 99/12345 A1": "WO1999012345A1",
    "US-11355780-B2": "US11355780B2",
    "US 10,123,456 B2": "US10123456B2",
    "US2018/0069262 A1": "US20180069262A1",
    "US08769614": "US8769614",
    "USD651432S1": "USD651432S1",
    "EP0049154B2": "EP0049154B2",
    "JPH0553868": "JPH0553868",
    "KR1020160103673A": "KR1020160103673A",
    "DE102013212976A1": "DE102013212976A1",
    "IN1604DELNP2013A": "IN1604DELNP2013A",
    "HRP20221010AA1": "HRP20221010AA1",
    "BRPI0507680": "BRPI0507680",
}


@pytest.mark.parametrize("body", CHECKED)
def test_check_digits_of_known_numbers(body: str) -> None:
    assert cn_check_digit(body) == CHECKED[body]
    assert parse_number(f"{body}.{CHECKED[body]}").canonical == f"CN{body}.{CHECKED[body]}"


def test_a_textbook_number_with_a_wrong_check_digit_is_refused_and_the_right_one_named() -> None:
    with pytest.raises(NumberFault) as refused:
        parse_number("89103229.2")
    assert refused.value.code == "check_digit"
    assert refused.value.params == {"given": "2", "expected": "0", "right": "89103229.0"}


@pytest.mark.parametrize("written", WRITTEN)
def test_every_written_form_has_one_canonical_form(written: str) -> None:
    number = parse_number(written)
    assert number.canonical == WRITTEN[written]
    assert parse_number(number.canonical).canonical == number.canonical
    assert parse_number(display(number)).canonical == number.canonical


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("2.01710601862E+12", "damaged"),
        ("2.01E12", "damaged"),
        ("NASA-LAR-18327-1", "form"),
        ("CN112014000080136", "form"),
        ("专利", "empty"),
        ("发明专利证书", "form"),
        ("201740601862.3", "form"),
        ("20171060186", "form"),
        ("2017106018623456", "form"),
        ("CN102345678U", "kind_letter"),
        ("CN302345678B", "kind_letter"),
        ("200110601862", "year"),
        ("203810601862", "year"),
        ("PCT/CN2038/123456", "year"),
        ("WO2038123456", "year"),
        ("CN201710601862.X", "check_digit"),
        ("PCT/CN17/1", "form"),
        ("WO12", "form"),
        ("<script>", "form"),
        ("2017-10-06", "form"),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(written: str, code: str) -> None:
    with pytest.raises(NumberFault) as refused:
        parse_number(written, this_year=2026)
    assert refused.value.code == code


def test_parts_of_a_number_tell_kind_year_and_whether_the_check_digit_was_written() -> None:
    number = parse_number("202380012345")
    assert (number.scheme, number.kind, number.year) == (
        NumberScheme.CN_APPLICATION,
        PatentKind.INVENTION,
        2023,
    )
    assert number.national_phase
    assert not number.check_supplied
    assert parse_number("202321234567.6").kind is PatentKind.UTILITY_MODEL
    assert parse_number("202330123456.7").kind is PatentKind.DESIGN
    assert parse_number("CN209099142U").kind is PatentKind.UTILITY_MODEL
    assert parse_number("USD651432S1").kind is PatentKind.DESIGN
    assert parse_number("95115608.X").year == 1995
    assert parse_number("00814037.5").year == 2000


def test_publication_and_grant_of_one_application_share_their_stem_since_nine_digits() -> None:
    assert parse_number("CN103478755A").stem == parse_number("CN103478755B").stem == "CN103478755"
    assert parse_number("CN1030001A").stem != parse_number("CN1030001C").stem


def test_neighbouring_columns_complete_a_bare_number() -> None:
    assert parse_number("205095159", country="CN").canonical == "CN205095159"
    assert parse_number("205095159", country="CN", kind_code="U").canonical == "CN205095159U"
    assert parse_number("2015-0119327", country="US", kind_code="A1").canonical == "US20150119327A1"
    assert parse_number("US7604742", kind_code="B2").canonical == "US7604742B2"
    assert parse_number("PL2631174T3", country="PL", kind_code="T3").canonical == "PL2631174T3"
    assert parse_number("HRP20221010AA1", country="HR", kind_code="A1").canonical == "HRP20221010AA1"
    assert parse_number("PCT/CN2017/123456", kind_code="A1").canonical == "PCT/CN2017/123456"


def test_application_columns_of_other_offices_are_kept_without_a_check() -> None:
    assert parse_application_number("13548726", country="US").canonical == "US13548726"
    assert parse_application_number("2013-396697", country="US").canonical == "US2013396697"
    assert parse_application_number("US12/815626").scheme is NumberScheme.FOREIGN_APPLICATION
    assert parse_application_number("2015900012810", country="CN").canonical == "CN201590001281.0"
    assert parse_application_number("PCT/CN2011/077985", country="WO").scheme is NumberScheme.PCT_APPLICATION
    with pytest.raises(NumberFault):
        parse_application_number("2001-00113592", country="CN")


def test_granted_numbers_are_shown_as_on_the_certificate() -> None:
    assert display(parse_number("201710601862.3"), granted=True) == "ZL 2017 1 0601862.3"
    assert display(parse_number("95115608.X"), granted=True) == "ZL 95 1 15608.X"
    assert display(parse_number("201710601862.3")) == "201710601862.3"
    assert display(parse_number("US10123456B2")) == "US 10,123,456 B2"
    assert display(parse_number("US20180069262A1")) == "US 2018/0069262 A1"
    assert display(parse_number("WO2012031515A1")) == "WO 2012/031515 A1"


bodies = st.one_of(
    st.builds(
        "{:04d}{}{:07d}".format, st.integers(2003, 2026), st.sampled_from("12389"), st.integers(0, 9_999_999)
    ),
    st.builds(
        "{:02d}{}{:05d}".format,
        st.one_of(st.integers(89, 99), st.integers(0, 3)),
        st.sampled_from("12389"),
        st.integers(0, 99_999),
    ),
)


@settings(deadline=None)
@given(bodies, st.sampled_from(["", "ZL", "CN", "ZL ", "cn", "ＺＬ"]), st.booleans(), st.integers(0, 4))
def test_any_application_number_survives_its_written_forms(
    body: str, prefix: str, dot: bool, blank: int
) -> None:
    written = f"{prefix}{body[:blank]} {body[blank:]}{'.' if dot else ''}{cn_check_digit(body)}"
    number = parse_number(written)
    assert number.canonical == f"CN{body}.{cn_check_digit(body)}"
    assert parse_number(display(number, granted=True)) == parse_number(display(number))


@settings(deadline=None)
@given(bodies, st.sampled_from("0123456789X"))
def test_every_other_check_digit_is_refused(body: str, given_digit: str) -> None:
    right = cn_check_digit(body)
    if given_digit == right:
        return
    with pytest.raises(NumberFault) as refused:
        parse_number(f"{body}.{given_digit}")
    assert refused.value.params["expected"] == right


@settings(deadline=None)
@given(st.sampled_from("123"), st.integers(0, 99_999_999))
def test_any_publication_number_survives_its_written_forms(digit: str, serial: int) -> None:
    letter = {"1": "B", "2": "U", "3": "S"}[digit]
    number = parse_number(f"cn {digit}{serial:08d} {letter}")
    assert number.canonical == f"CN{digit}{serial:08d}{letter}"
    assert parse_number(display(number)) == number


@settings(deadline=None)
@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        number = parse_number(text)
    except NumberFault:
        return
    assert set(number.canonical) <= set(string.ascii_uppercase + string.digits + "./")


@pytest.mark.parametrize("written", ["CN201710601862.3", "CN103478755B", "US-11355780-B2"])
def test_reading_a_number_is_little_work(written: str) -> None:
    """Counted in calls, which no machine changes: an import reads several numbers in each of 100,000 rows."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    parse_number(written)  # what is kept between calls is kept now
    sys.setprofile(count)
    try:
        parse_number(written)
    finally:
        sys.setprofile(None)
    assert 0 < calls <= MOST_CALLS
