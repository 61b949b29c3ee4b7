"""What is found: words, phrases, numbers, names, classes, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marketplace.search.results import Results
from tests.search.conftest import Shop

Search = Callable[..., Results]


def test_words_are_found_in_every_text(shop: Shop, search: Search) -> None:
    texts = [
        shop.list("一种焊缝打磨装置"),
        shop.list(summary_zh="用于焊缝打磨的机器人"),
        shop.list(patents=[{"abstract_zh": "本发明公开了焊缝打磨方法。"}]),
        shop.list(patents=[{"title_zh": "管道焊缝打磨机"}]),
        shop.list(patents=[{"card": {"problem_zh": "人工焊缝打磨噪音大"}}]),
    ]
    shop.list("一种钢管切割装置")
    assert set(search("焊缝打磨").ids) == set(texts)
    assert search("焊缝打磨").ids[0] == texts[0], "what stands in the title comes first"


def test_english_is_found_whatever_its_number_and_case(shop: Shop, search: Search) -> None:
    one = shop.list(title_en="Battery with Sensors")
    assert search("SENSOR batteries").ids == [one]
    assert search("sensor battle").any_word


def test_every_word_must_occur_else_some(shop: Shop, search: Search) -> None:
    both, one = shop.list("钢管焊缝检测"), shop.list("钢管切割")
    assert search("钢管 检测").ids == [both]
    found = search("钢管 咖啡")
    assert found.any_word and set(found.ids) == {both, one}
    assert search("咖啡").total == 0 and not search("咖啡").any_word


def test_traditional_and_wide_forms_find_the_plain_ones(shop: Shop, search: Search) -> None:
    one = shop.list("基于神经网络的LED检测")
    assert search("神經網路").ids == [one]
    assert search("ＬＥＤ").ids == [one]


def test_a_phrase_is_found_as_it_stands(shop: Shop, search: Search) -> None:
    together, apart = shop.list("深度学习检测装置"), shop.list("深度检测与学习装置")
    assert search("“深度学习”").ids == [together]
    assert set(search("深度 学习").ids) == {together, apart}
    english = shop.list(title_en="Machine learning for welding")
    shop.list(title_en="A machine for learning welding")
    assert search('"machine learning"').ids == [english]
    assert search('"machine-learning"').ids == [english]


def test_phrases_mix_languages_and_do_not_cross_texts(shop: Shop, search: Search) -> None:
    one = shop.list("一种LED灯具", summary_zh="照明")
    assert search('"LED灯具"').ids == [one] and search('"LED 灯"').ids == [one]
    assert search('"灯具照明"').total == 0 and search('"灯具 照明"').total == 0


def test_what_the_dictionary_cuts_apart_is_found_by_its_characters(shop: Shop, search: Search) -> None:
    words = ["磁流变液阻尼器", "新型磁流变液配方", "自磁流变液体"]
    ids = {shop.list(f"一种{word}的制备") for word in words}
    assert set(search("磁流变液").ids) == ids
    assert set(search("流变").ids) == ids
    assert set(search("阻").ids) == {min(ids)}


def test_words_can_be_excluded(shop: Shop, search: Search) -> None:
    quiet, _ = shop.list("钢管打磨装置"), shop.list("钢管打磨装置，带噪音检测")
    assert search("钢管 -噪音").ids == [quiet]
    assert search('钢管 -"噪音检测"').ids == [quiet]
    assert search("-噪音").ids == [quiet]


@pytest.mark.parametrize(
    "typed",
    [
        "CN201710601862.3",
        "ZL201710601862.3",
        "ZL 2017 1 0601862.3",
        "2017106018623",
        "201710601862",
        "201710601862.9",  # mistyped check digit
        "２０１７１０６０１８６２．３",
        "2017106018",
        "CN107123456B",
        "107123456",
        "cn 107123456 b",
    ],
)
def test_numbers_in_any_form(shop: Shop, search: Search, typed: str) -> None:
    one = shop.list(patents=[{"number": "CN201710601862.3", "publication_number": "CN107123456B"}])
    shop.list(patents=[{"number": "CN201810601862.0", "publication_number": "CN108123456B"}])
    assert search(typed).ids == [one]


def test_owners_and_inventors(shop: Shop, search: Search) -> None:
    west = shop.organisation("西岭科技大学", "Xiling University")
    one = shop.list(patents=[{"owners": [("西岭科技大学", west)], "inventors": ["沈知远", "Wei Zhang"]}])
    other = shop.list("西岭地区沈知远纪念装置")
    assert set(search("沈知远").ids) == {one, other}
    assert search("发明人：沈知远").ids == [one]
    assert search("inventor:zhang").ids == [one]
    assert search("owner:西岭科技大学").ids == [one]
    assert search("Xiling University").ids == [one]
    assert set(search("owner:Dongwan").ids) == {one, other}, "the licensor counts among the owners"


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("ipc:B24B", {0, 1}),
        ("B24B", {0, 1}),
        ("ipc:B24B9/00", {0}),
        ("B24B 9/00", {0}),
        ("ipc:B24B9", {0}),
        ("ipc:b", {0, 1, 2}),
    ],
)
def test_classes_by_their_beginning(shop: Shop, search: Search, typed: str, hits: set[int]) -> None:
    codes = ["B24B9/00", "B24B27/033", "B23K37/00", "G06F17/30"]
    ids = [shop.list(patents=[{"classes": [code]}]) for code in codes]
    assert set(search(typed).ids) == {ids[hit] for hit in hits}


def test_part_of_a_class_symbol_and_locarno(shop: Shop, search: Search) -> None:
    one = shop.list(patents=[{"classes": ["B24B27/033", "14-02"]}])
    shop.list(patents=[{"classes": ["B24B9/00", "09-03"]}])
    assert search("ipc:B24B27/0").ids == [one]
    assert search("loc:14-02").ids == [one] and search("loc:14").ids == [one]


def test_only_what_is_public_on_this_site(shop: Shop, search: Search) -> None:
    shown = shop.list("钢管甲")
    both = shop.list("钢管乙", sites=[shop.site, shop.other_site])
    elsewhere = shop.list("钢管丙", sites=[shop.other_site])
    shop.list("钢管丁", sites=[])
    for state in ("draft", "review", "filed", "suspended", "withdrawn"):
        shop.list("钢管", state=state)
    for text in ("钢管", '"钢管"', "-咖啡", ""):
        found = search(text)
        assert set(found.ids) == {shown, both} and found.total == 2
        assert [count.count for count in found.facets["kind"]] == [2]
    assert set(search("钢管", site_id=shop.other_site).ids) == {both, elsewhere}
    assert search("钢管丙").any_word and elsewhere not in search("钢管丙").ids
