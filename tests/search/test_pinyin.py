"""How names are spoken and how somebody may type that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.search.data_files import lines_of
from marketplace.search.names import OWNER, spoken_beginnings
from marketplace.search.pinyin import initials_form, name_forms, readings, spellings

LEVEL_ONE = range(0xB0, 0xD8)  # rows of GB 2312 that stand in the order of their pinyin


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("华中科技大学", "hua zhong ke ji da xue"),
        ("重庆大学", "chong qing da xue"),
        ("厦门大学", "xia men da xue"),
        ("中国重工", "zhong guo zhong gong"),
        ("长江银行", "chang jiang yin hang"),
        ("吕布", "lv bu"),
        ("tcl集团", "tcl ji tuan"),
    ],
)
def test_names_are_spoken_as_people_do(name: str, spoken: str) -> None:
    assert readings(name)[0] == tuple(spoken.split())


@pytest.mark.parametrize(
    ("name", "also"), [("单雄", "shan xiong"), ("曾诚", "zeng cheng"), ("解明", "xie ming")]
)
def test_a_surname_with_several_readings_is_found_by_each(name: str, also: str) -> None:
    assert tuple(also.split()) in readings(name)


def test_every_common_character_has_a_reading_in_the_order_of_gb2312() -> None:
    """The standard sorts its 3,755 common characters by sound: a wrong syllable would stand out of order."""
    known = {}
    for line in lines_of("pinyin.txt"):
        first, *rest = line.split()
        if first.isascii():
            known.update((character, first) for character in rest[0])
        elif len(first) == 1:
            known[first] = rest[0]
    common = [
        bytes([row, cell]).decode("gb2312", "ignore") for row in LEVEL_ONE for cell in range(0xA1, 0xFF)
    ]
    common = [character for character in common if character]
    assert len(common) == 3755 and all(character in known for character in common)
    tails: list[str] = []
    for character in common:  # the length of the longest ascending sequence
        syllable = known[character].replace("lv", "lu").replace("nv", "nu")
        place = next((n for n in range(len(tails) - 1, -1, -1) if tails[n] <= syllable), -1) + 1
        tails[place : place + 1] = [syllable]
    assert len(tails) >= 3755 - 50


def test_forms_of_names() -> None:
    forms = name_forms("华中科技大学", parts=True)
    assert {"hua'zhong'ke'ji'da'xue'", "ke'ji'da'xue'", "'hzkjdx"} <= set(forms)
    assert "da'xue'" not in forms, "every university ends so"
    assert name_forms("acme corporation", parts=True) == ()
    assert name_forms("沈知远", parts=False) == ("'szy", "shen'zhi'yuan'")


@pytest.mark.parametrize(
    ("typed", "forms"),
    [
        ("huazhongkeji", ("hua'zhong'ke'ji'",)),
        ("xian", ("xian'", "xi'an'")),
        ("lyubu", ("lv'bu'",)),
        ("sensor", ()),
        ("battery", ()),
        ("钢", ()),
        ("", ()),
        ("x" * 50, ()),
    ],
)
def test_typed_letters_are_cut_into_whole_syllables(typed: str, forms: tuple[str, ...]) -> None:
    assert spellings(typed) == forms


def test_the_last_syllable_may_be_unfinished() -> None:
    assert spellings("huazho", unfinished=True) == ("hua'zho",)
    assert spellings("huazho") == ()


def test_words_with_spaces_and_initials() -> None:
    assert "ohua'zhong'ke'ji'" in spoken_beginnings(OWNER, ["huazhong", "keji"])
    assert spoken_beginnings(OWNER, ["hzkjdx"]) == ["o" + initials_form("hzkjdx")]
    assert spoken_beginnings(OWNER, ["hzk", "jdx"]) == []


@given(st.text("aeinouglzhcx", max_size=60))
def test_any_letters_are_read_quickly(typed: str) -> None:
    for form in spellings(typed):
        assert (
            form.replace("'", "") == typed.replace("lue", "lve").replace("nue", "nve")
            or "lv" in form
            or "nv" in form
        )
