"""Places of the class tree, our own titles, proposals of strategic industries, rows of title files."""

from __future__ import annotations

import gzip
import json

import pytest

from marketplace.domain.patents.class_title_rows import WORDS, TitleFault, TitleRow, read_title
from marketplace.domain.patents.class_titles import SHORT_TITLES
from marketplace.domain.patents.class_tree import (
    NoSymbol,
    level_of,
    order_of,
    parent_of,
    path_to,
    printed,
    symbol_of,
)
from marketplace.domain.patents.emerging import EMERGING, PREFIXES, proposed
from tests.real_data import shared_data


@pytest.mark.parametrize(
    ("typed", "symbol", "level", "path", "shown"),
    [
        ("b", "B", "section", ["B"], "B"),
        ("B24", "B24", "class", ["B", "B24"], "B24"),
        (" B24B ", "B24B", "subclass", ["B", "B24", "B24B"], "B24B"),
        ("B24B 9/00", "B24B9", "main_group", ["B", "B24", "B24B", "B24B9"], "B24B 9/00"),
        ("B24B0009", "B24B9", "main_group", ["B", "B24", "B24B", "B24B9"], "B24B 9/00"),
        ("B24B 9/06", "B24B9/06", "subgroup", ["B", "B24", "B24B", "B24B9", "B24B9/06"], "B24B 9/06"),
        ("Y02E10/50", "Y02E10/50", "subgroup", ["Y", "Y02", "Y02E", "Y02E10", "Y02E10/50"], "Y02E 10/50"),
    ],
)
def test_places(typed: str, symbol: str, level: str, path: list[str], shown: str) -> None:
    assert symbol_of(typed) == symbol
    assert (level_of(symbol), path_to(symbol), printed(symbol)) == (level, path, shown)
    assert [parent_of(one) for one in path] == ["", *path[:-1]]


@pytest.mark.parametrize(
    "text", ["", "I", "B2", "24B", "B24B/", "B24B9/0", "B24B9/1234567", "14-02", "B24B9/00x"]
)
def test_what_is_no_place(text: str) -> None:
    with pytest.raises(NoSymbol):
        symbol_of(text)


def test_groups_are_ordered_as_printed() -> None:
    assert sorted(["B24B27", "B24B9", "B24B11"], key=order_of) == ["B24B9", "B24B11", "B24B27"]
    assert sorted(["G06F1/10", "G06F1/025", "G06F1/03", "G06F1/02"], key=order_of) == [
        "G06F1/02", "G06F1/025", "G06F1/03", "G06F1/10",
    ]  # fmt: skip


def test_our_own_titles_cover_ipc_and_copy_nobody() -> None:
    with gzip.open(shared_data("ipc_titles.jsonl.gz"), "rt", encoding="utf-8") as lines:
        official = {
            row["code"]: row for row in map(json.loads, lines) if row["level"] in ("section", "class")
        }
    print(f"{len(official)} official titles read")
    assert official.keys() <= SHORT_TITLES.keys()
    assert all(symbol_of(code) == code and all(pair) for code, pair in SHORT_TITLES.items())
    long = [c for c, (zh, en) in SHORT_TITLES.items() if len(zh) > 16 or len(en) > 50]
    assert not long


def test_every_prefix_makes_its_proposal() -> None:
    assert PREFIXES.keys() == EMERGING.keys() == set("123456789")
    for code, prefixes in PREFIXES.items():
        for prefix in prefixes:
            assert proposed([f"{prefix}"])[code] == prefix
    assert proposed(["G06T7/00", "C02F1/28", "14-02"]) == {"1": "G06T7/00", "7": "C02F1/28", "8": "G06T7/00"}
    assert proposed(["B01D5/00", "A01B1/00"]) == {}


def test_rows_of_title_files() -> None:
    row = {"code": "A01B1/02", "title_zh": " 锹  铲 ", "title_en": None, "level": "subgroup"}
    assert read_title(row, "2026.01") == TitleRow("A01B1/02", "锹 铲", "", "2026.01")
    assert read_title({"code": "A01B 1/00", "title": "Hand tools"}) == TitleRow("A01B1", "", "Hand tools")
    assert read_title({"code": "A", "title": "农业"}) == TitleRow("A", "农业", "")
    for cells, code in (
        ({"title_zh": "无"}, "code"),
        ({"code": 7, "title_zh": "无"}, "code"),
        ({"code": "果汁", "title_zh": "无"}, "code"),
        ({"code": "A"}, "untitled"),
        ({"code": "A", "title_en": "x" * 2001}, "too_long"),
        ({"code": "A", "title_en": ["x"]}, "not_text"),
        ({"code": "A", "title_en": "a\x00b"}, "control"),
        ({"code": "A", "title_en": "\u202eevil"}, "control"),
        ({"code": "A", "title_en": "x", "edition": "9" * 30}, "edition"),
    ):
        with pytest.raises(TitleFault) as fault:
            read_title(cells)
        assert fault.value.code == code
        assert all(WORDS[code])
