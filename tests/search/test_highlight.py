"""What pages mark: exact in Chinese, whole words in English, pieces that add up to the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.search.highlight import ELLIPSIS, mark, snippet
from marketplace.search.parsing import parse
from tests.search.test_tokens import ANY_TEXT


def marked(text: str, query: str) -> list[str]:
    return [piece for piece, is_marked in mark(text, parse(query).terms) if is_marked]


@pytest.mark.parametrize(
    ("text", "query", "pieces"),
    [
        ("一种焊缝打磨装置", "焊缝", ["焊缝"]),
        ("一种焊缝打磨装置", "打磨焊缝", ["焊缝打磨"]),
        ("一种焊缝打磨装置及焊缝", "装置 焊缝", ["焊缝", "装置", "焊缝"]),
        ("一種焊縫打磨裝置", "焊缝", ["焊縫"]),  # traditional text, simplified query
        ("一种焊缝打磨装置", "焊縫", ["焊缝"]),
        ("智慧型手機的網路", "网络 手机", ["手機", "網路"]),
        ("磁流变液阻尼器", "“磁流变液”", ["磁流变液"]),
        ("深度学习与强化学习", "学习", ["学习", "学习"]),
        ("ＬＥＤ燈與led灯", "LED", ["ＬＥＤ", "led"]),
        ("面积10㎡", "m2", []),  # part of a word
        ("Sensors and sensor, sensory", "sensor", ["Sensors", "sensor"]),
        ("Batteries of a battery", "battery", ["Batteries", "battery"]),
        ("machine-learning machine, learning", '"machine learning"', ["machine-learning"]),
        ("C and C++", "c++", ["C++"]),
        ("C and C++", "c", ["C"]),
        ("café Café", "café", ["café", "Café"]),
        ("<b>钢管</b> & 钢管", "钢管", ["钢管", "钢管"]),
        ("钢 管", "钢管", ["钢 管"]),
        ("钢－管", "钢管", ["钢－管"]),  # with a full-width hyphen
        ("任何文字", "ipc:B24B 201710601862", []),
        ("任何文字", "-文字", []),
        ("", "钢管", []),
    ],
)
def test_marks(text: str, query: str, pieces: list[str]) -> None:
    assert marked(text, query) == pieces


@given(ANY_TEXT, st.lists(ANY_TEXT, max_size=3))
@settings(max_examples=300, deadline=None)
def test_pieces_add_up_and_alternate(text: str, terms: list[str]) -> None:
    pieces = mark(text, terms)
    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece for piece, _ in pieces)
    flags = [flag for _, flag in pieces]
    assert all(a != b for a, b in zip(flags, flags[1:], strict=False))


@given(ANY_TEXT)
@settings(max_examples=200, deadline=None)
def test_a_text_marks_itself(text: str) -> None:
    pieces = mark(text, [text])
    if any(character.isalnum() for character in text):
        assert any(flag for _, flag in pieces)


LONG = "本发明属于机械领域。" * 20 + "所述装置包括焊缝打磨机构，钢管由夹具固定。" + "其余部分从略。" * 20


def test_a_snippet_shows_where_the_terms_stand() -> None:
    pieces = snippet(LONG, ("焊缝", "打磨", "钢管"), 60)
    assert [piece for piece, flag in pieces if flag] == ["焊缝打磨", "钢管"]
    assert pieces[0] == (ELLIPSIS, False) and pieces[-1] == (ELLIPSIS, False)
    assert pieces[1][0].startswith("所述装置"), "it begins with a sentence"
    assert sum(len(piece) for piece, _ in pieces) <= 62


def test_a_snippet_without_terms_is_the_beginning() -> None:
    assert snippet(LONG, (), 20) == [(LONG[:20], False), (ELLIPSIS, False)]
    assert snippet("短文", ("短",), 20) == [("短", True), ("文", False)]


def test_a_snippet_does_not_cut_english_words() -> None:
    text = "wonderful " * 10 + "a grinding machine for welds " + "splendid " * 30
    shown = "".join(piece for piece, _ in snippet(text, ("grinding",), 50)).strip(ELLIPSIS).strip()
    assert set(shown.split()) <= set(text.split()) and "grinding" in shown


@given(ANY_TEXT, st.integers(1, 30))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_a_snippet(text: str, length: int) -> None:
    whole = text * 5
    shown = "".join(piece for piece, _ in snippet(whole, [text[:3]], length))
    assert shown.removeprefix(ELLIPSIS).removesuffix(ELLIPSIS) in whole


def test_marking_a_page_is_quick() -> None:
    started = time.process_time()
    for _ in range(20):
        mark(LONG * 3, parse("焊缝 打磨 钢管 装置 机构 夹具 固定 机械").terms)
    assert time.process_time() - started < 1
