"""One written form, words, bigrams, number forms."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.search.document import class_prefixes
from marketplace.search.normalise import fold, fold_with_offsets
from marketplace.search.number_forms import asked_form, indexed_forms, spaced_numbers
from marketplace.search.tokens import bigrams, coarse_words, cut, singular, tokenise, words_of

ANY_TEXT = st.text(
    st.one_of(
        st.characters(), st.sampled_from("钢管焊縫網路ＬＥＤ①㎡ﬁéİ̈，。 \t\x00-\"*:'智慧型手機abcs123./")
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＬＥＤ燈", "led灯"),
        ("神經網路", "神经网络"),
        ("智慧型手機", "智能型手机"),
        ("排列印刷", "排列印刷"),  # holds the Taiwanese word for printing, but is simplified text
        ("（甲），乙：丙", "(甲),乙:丙"),
        ("a\x00b\u200bc\ud800", "a b c "),
        ("㎡", "m2"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(ANY_TEXT)
@settings(max_examples=300, deadline=None)
def test_offsets_lead_back_to_the_text(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert len(offsets) == len(folded) + 1
    assert list(offsets) == sorted(offsets) and (not offsets or offsets[-1] == len(text))
    if unicodedata.is_normalized("NFC", text) and len(fold(text)) == len(folded):
        assert folded == fold(text)


def test_words_in_search_mode_without_stop_words() -> None:
    assert set(tokenise("一种用于电动汽车的无线充电装置")) == {
        "电动",
        "汽车",
        "电动汽车",
        "无线",
        "充电",
        "装置",
    }
    assert tokenise("H2O2溶液 C++ 3.5mm 的") == ["溶液", "h2o2", "c++", "3.5mm"]


def test_the_same_words_alone_and_inside_a_sentence() -> None:
    sentence = set(tokenise("本发明公开了一种钢管焊缝打磨装置及LED照明方法"))
    for part in ("钢管", "焊缝", "打磨", "装置", "LED", "照明"):
        assert set(tokenise(part)) <= sentence


def test_coarse_words_stand_in_reading_order() -> None:
    assert coarse_words(fold("LED灯具的焊缝打磨 sensors")) == ["led", "灯具", "焊缝", "打磨", "sensor"]


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("sensors", "sensor"),
        ("batteries", "battery"),
        ("boxes", "box"),
        ("switches", "switch"),
        ("glasses", "glass"),
        ("glass", "glass"),
        ("axis", "axis"),
        ("apparatus", "apparatus"),
        ("gas", "gas"),
        ("h2s", "h2s"),
        ("series", "sery"),  # by spelling alone; the same on both sides, so it is found
    ],
)
def test_plurals(word: str, one: str) -> None:
    assert singular(word) == one


def test_bigrams_hold_every_part_of_a_text() -> None:
    assert bigrams("一种led灯具,磁流 变液") == [
        ("一种", 0),
        ("种", 1),
        ("led", 2),
        ("灯具", 3),
        ("具", 4),
        ("磁流", 6),
        ("流变", 7),
        ("变液", 8),
        ("液", 9),
    ]
    assert cut("一种led灯具,磁流 变液").end == 10


@given(ANY_TEXT)
@settings(max_examples=300, deadline=None)
def test_any_text_can_be_cut(text: str) -> None:
    for word in tokenise(text):
        assert word.strip() == word != ""
        word.encode()
    for token, place in bigrams(fold(text)):
        assert token and place >= 0


@given(ANY_TEXT | st.text("ab1.2+#_- ,!é钢管\n"))
@settings(max_examples=300, deadline=None)
def test_reading_once_gives_the_same_words_and_bigrams(text: str) -> None:
    folded = fold(text)
    found = cut(folded)
    assert found.words == words_of(folded)
    behind = cut(f"{folded} é")  # not ASCII, which is cut another way
    assert behind.bigrams[: len(found.bigrams)] == found.bigrams
    assert behind.places[: len(found.places)] == found.places
    assert behind.end == found.end + 1


def test_the_forms_of_a_number() -> None:
    assert indexed_forms("CN201710601862.3") == {"cn2017106018623", "2017106018623", "10601862"}
    assert indexed_forms("WO2012031515A1") == {"wo2012031515a1", "2012031515a1"}
    assert indexed_forms("") == set()
    for typed in ("ZL201710601862.3", "201710601862", "CN 2017/10601862.3".replace(" ", "")):
        assert asked_form(typed) == "cn2017106018623"
    for word in ("2024", "5g", "h2o2", "12.5", "a61k31", "钢管", "", "x" * 100, "1" * 100):
        assert asked_form(word) is None


def test_numbers_with_spaces() -> None:
    text = "zl 2017 1 0601862.3 and us 10,123,456 b2 us 2015 battery"
    assert [form for _, _, form in spaced_numbers(text)] == ["cn2017106018623", "us10123456b2"]


def test_class_symbols_are_found_by_their_levels() -> None:
    assert class_prefixes("B24B9/00") == ["B", "B24", "B24B", "B24B9", "B24B9/00"]
    assert class_prefixes("14-02") == ["14", "14-02"]
