"""What people type: pinyin, other words for the same, everyday sentences, fields, mistakes; and what is said of it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from marketplace.search import engine, learned, partly
from marketplace.search.query import Query
from marketplace.search.reasons import Reason
from marketplace.search.results import Results
from tests.search.conftest import Shop

Search = Callable[..., Results]


def test_names_in_pinyin_and_by_initials(shop: Shop, search: Search) -> None:
    one = shop.list(patents=[{"owners": ["华中科技大学"], "inventors": ["曾诚", "沈知远"]}])
    two = shop.list(patents=[{"owners": ["重庆大学"], "inventors": ["李雷"]}])
    for typed in (
        "huazhongkejidaxue",
        "huazhongkeji",
        "huazhong keji",
        "hua zhong ke ji",
        "hzkjdx",
        "kejidaxue",
    ):
        assert search(typed).ids == [one], typed
    for typed in (
        "chongqingdaxue",
        "chongqing daxue",
        "cqdx",
        "owner:chongqing",
        "owner:cq",
        "inventor:lilei",
    ):
        assert search(typed).ids == [two], typed
    for typed in ("zengcheng", "inventor:zc", "inventor:szy", "shenzhiyuan", "SHEN ZHIYUAN"):
        assert search(typed).ids == [one], typed
    assert search("owner:szy").total == 0, "an inventor is no owner"
    assert [also.kind for _, terms in search("hzkjdx").understood.also for also in terms] == ["sound"]


def test_a_word_that_the_index_holds_is_no_initials(shop: Shop, search: Search) -> None:
    one = shop.list(title_en="An LCD panel")
    shop.list(patents=[{"inventors": ["李超东"]}])
    assert search("lcd").ids == [one]
    assert search("inventor:lcd").total == 1


def test_words_of_the_same_meaning_come_behind_and_are_told(shop: Shop, search: Search) -> None:
    chinese, english = shop.list("一种蓄电池"), shop.list(title_en="A storage battery")
    other = shop.list("钢管打磨", patents=[{"abstract_en": "grinding of pipes"}])
    found = search("蓄电池")
    assert found.ids == [chinese, english]
    assert [word for word, _ in found.understood.also] == ["蓄电池"]
    assert "storage battery" in found.terms, "pages mark what was found"
    assert search("storage battery").ids == [english, chinese]
    assert search("蓄电池", exact=True).ids == [chinese] == search("“蓄电池”").ids
    assert not search("蓄电池", exact=True).understood.changed
    assert search("grinding 钢管").ids == [other]


def test_a_name_is_not_found_by_what_its_words_mean(shop: Shop, search: Search) -> None:
    shop.list(patents=[{"owners": ["江澜电池有限公司"]}])
    assert search("battery").total == 0


def test_translations_are_learned_from_titles_in_two_languages(shop: Shop, search: Search) -> None:
    pairs = [("一种扑翼飞行装置", "Flapping device for flight"), ("扑翼的机构", "Flapping mechanism")]
    pairs += [
        ("扑翼与传动", "A flapping drive"),
        ("新型扑翼", "Novel flapping structure"),
        ("灌溉", "Watering"),
    ]
    shop.list_many(
        [(zh, {"title_en": en, "patents": [{"title_zh": zh, "title_en": en}]}) for zh, en in pairs]
    )
    only_chinese = shop.list("仿生扑翼骨架")
    found = search("flapping")
    assert only_chinese == found.ids[-1] and found.total == 5
    assert [also.kind for _, terms in found.understood.also for also in terms] == ["learned"]


def test_learning_is_careful_and_the_same_in_any_order() -> None:
    pairs = [(f"扑翼装置{n}甲", f"flapping device {n}") for n in range(6)] + [
        (f"装置{n}乙", f"thing {n}") for n in range(30)
    ]
    found = learned.learn(pairs)
    assert found["flapping"] == ["扑翼"] and "装置" not in found, (
        "what stands in many titles is everybody's neighbour"
    )
    assert learned.learn(reversed(pairs)) == found
    assert learned.learn(pairs[:3]) == {} == learned.learn([])


def test_everyday_words(shop: Shop, search: Search) -> None:
    quiet = shop.list("钢管打磨装置", patents=[{"abstract_zh": "降低噪声。"}])
    shop.list("钢管切割装置")
    shop.list("茶叶烘干")
    found = search("我们厂的钢管打磨噪音太大怎么办")
    assert found.ids == [quiet]
    assert {"我们", "怎么办"} <= set(found.understood.left_out) and "噪音" in found.understood.words
    assert ("噪音", "噪声", "terms") in [(r.asked, r.found, r.kind) for r in found.reasons[0]]


def test_of_several_words_the_telling_ones_must_be_held_as_is_told(shop: Shop, search: Search) -> None:
    three = shop.list("钢管焊缝打磨")
    two = shop.list("钢管焊缝切割")
    one = shop.list("钢管运输")
    found = search("钢管 焊缝 打磨 咖啡")
    assert found.ids == [three, two, one], "nothing holds all, so that little is enough"
    assert found.any_word and (found.understood.holding_all, len(found.understood.words)) == (0, 4)
    found = search("钢管 焊缝 打磨")
    assert found.ids == [three] and not found.any_word, "what the others hold tells little here"
    assert search("钢管 打磨").ids == [three]
    assert search("钢管 焊缝 咖啡", exact=True).total == 0
    assert search("钢管 焊缝 “打磨”").ids == [three], "what is quoted is not given up"


def test_a_rare_word_tells_more_than_common_ones(shop: Shop, search: Search) -> None:
    shop.list_many([(f"钢管运输{n}", {"summary_zh": "打磨"}) for n in range(9)])
    rare, both = shop.list("焊缝检测"), shop.list("钢管焊缝")
    found = search("钢管 焊缝 打磨")
    assert found.ids[:2] == [both, rare] and found.understood.holding_all == 0
    assert search("钢管 焊缝").ids == [both, rare] and search("钢管 焊缝").understood.holding_all == 1
    assert search("钢管 焊缝", exact=True).ids == [both]


def test_a_part_of_a_word_counts_where_the_word_is_not_held(shop: Shop, search: Search) -> None:
    whole = shop.list("洗衣机的振动检测")
    part = shop.list("洗衣用的振动检测")
    shop.list_many([(f"茶叶的烘干{n}", {}) for n in range(9)])
    found = search("洗衣机 振动")
    assert found.ids == [whole, part]
    assert [reason.found for reason in found.reasons[1]] == ["洗衣", "振动"]


def test_words_typed_together_rank_first_where_they_stand_together(shop: Shop, search: Search) -> None:
    together = shop.list("钢管焊缝的检测")
    apart = shop.list("焊缝与钢管的检测")
    for typed in ("钢管焊缝", "钢管 焊缝"):
        assert search(typed).ids == [together, apart], "though the other one is newer"
    assert search("焊缝 检测").ids == [apart, together], "nothing stands together: the newer one"


@pytest.mark.parametrize(("holding", "documents"), [(1, 10), (10, 10), (400, 60_000), (60_000, 60_000)])
def test_a_word_that_is_held_is_worth_something(holding: int, documents: int) -> None:
    assert partly.worth(holding, documents) > 0 == partly.worth(0, documents)
    assert partly.worth(holding, documents + 100) >= partly.worth(holding + 50, documents + 100)


def test_the_best_document_says_what_the_others_must_hold() -> None:
    held = np.array([10, 4, 3, 3, 1, 1, 1], np.float32)
    assert partly.least_worth(held, holding_all=1) == 4
    assert partly.least_worth(held, holding_all=0) == 1, "five at least where none holds all"
    assert partly.least_worth(held[:0], holding_all=0) == 0


def test_a_need_of_two_hundred_words(shop: Shop, search: Search) -> None:
    best = shop.list("钢管焊缝打磨机器人", patents=[{"abstract_zh": "力控打磨，降低粉尘与噪声。"}])
    shop.list_many([("茶叶烘干", {}), ("咖啡研磨", {}), ("路灯", {})])
    need = "我们公司是一家生产钢管的企业，目前车间里的焊缝都由工人手工打磨，粉尘和噪声都很大，" * 6
    found = search(need)
    assert found.ids[0] == best and not found.shortened
    assert {"钢管", "焊缝", "打磨"} <= set(found.understood.words)


def test_of_a_long_text_the_telling_words_are_kept(shop: Shop, search: Search) -> None:
    words = [f"{a}{b}" for a in "铜铁锌镍" for b in "板线带箔管棒丝粉"]
    shop.list_many([(word, {}) for word in words])
    found = search(" ".join([*words, "焊缝"]))
    assert found.understood.given_up > 0 and "焊缝" not in found.understood.words, "nothing holds it"


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("title:打磨", {0}),
        ("标题：打磨", {0}),
        ("abstract:打磨", {1}),
        ("摘要:打磨 title:切割", {1}),
        ("number:201710601862", {1}),
        ("申请号：ZL201710601862.3", {1}),
        ("title:打磨 切割", set()),
        ("-title:打磨", {1}),
    ],
)
def test_fields(shop: Shop, search: Search, typed: str, hits: set[int]) -> None:
    ids = [
        shop.list("打磨"),
        shop.list("切割", patents=[{"number": "CN201710601862.3", "abstract_zh": "打磨。"}]),
    ]
    assert set(search(typed).ids) == {ids[hit] for hit in hits}


def test_quoted_words_in_a_named_field_stand_as_they_were_typed(shop: Shop, search: Search) -> None:
    together = shop.list("钢管焊缝打磨", patents=[{"title_en": "Grinding of steel pipes"}])
    shop.list("焊缝与钢管的打磨", patents=[{"title_en": "Pipes of steel for grinding"}])
    shop.list("打磨装置", patents=[{"abstract_zh": "钢管焊缝。", "abstract_en": "Steel pipes."}])
    assert search("标题：“钢管焊缝”").ids == [together] == search('title:"steel pipes"').ids
    assert search("title:钢管焊缝").total == 2
    assert search('-title:"steel pipes" 打磨').total == 2


def test_words_spelt_nearly_or_beginning_so(shop: Shop, search: Search) -> None:
    one, two = shop.list(title_en="Battery"), shop.list(title_en="Photovoltaic cell")
    assert search("batery").total == 0 and search("batery~").ids == [one]
    assert search("photovol*").ids == [two] and search("photovol").total == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("batery pack", "battery pack"),
        ("accelration", "acceleration"),
        ("钢管汗缝打磨", "钢管焊缝打磨"),
        ("打摩", "打磨"),
        ("hanfeng", "焊缝"),
        ("钢关打摩", "钢管打磨"),
        ("accelration batery", "acceleration battery"),
    ],
)
def test_did_you_mean(shop: Shop, search: Search, typed: str, meant: str) -> None:
    many = [("钢管焊缝打磨装置", {"title_en": "Battery pack with acceleration"})] * 4
    shop.list_many(many)
    found = search(typed)
    assert found.total == 0 or found.any_word, "never replaced unasked"
    offered = engine.suggest_spelling(Query(typed, site_id=shop.site), 0)
    assert offered[0].subject == meant and offered[0].code == "meant"
    assert engine.find(offered[0].query).total == offered[0].count == 4


def test_nothing_is_offered_for_what_is_spelt_right(shop: Shop, search: Search) -> None:
    shop.list_many([("钢管焊缝打磨装置", {"title_en": "Battery"})] * 4)
    total = search("钢管焊缝").total
    assert engine.suggest_spelling(Query("钢管焊缝", site_id=shop.site), total) == []
    assert engine.suggest_spelling(Query("", site_id=shop.site), 4) == []


def test_reasons_name_words_and_fields(shop: Shop, search: Search) -> None:
    shop.list(
        "焊缝检测",
        patents=[
            {
                "abstract_zh": "打磨。",
                "number": "CN201710601862.3",
                "classes": ["B24B9/00"],
                "owners": ["华中科技大学"],
            }
        ],
    )
    for typed, reasons in {
        "焊缝 打磨": [Reason("焊缝", "焊缝", "title"), Reason("打磨", "打磨", "abstract")],
        "201710601862": [Reason("201710601862", "201710601862", "number")],
        "ipc:B24B": [Reason("ipc:b24b", "ipc:b24b", "class")],
        "ipc:B24B9/0": [Reason("ipc:b24b9/0", "ipc:b24b9/0", "class")],  # the beginning of a symbol
        "hzkjdx": [Reason("hzkjdx", "hzkjdx", "owner", "sound")],
        "缝检": [Reason("缝检", "缝检", "")],
        "polishing": [Reason("polishing", "打磨", "abstract", "terms")],
        "“焊缝检测”": [Reason('"焊缝检测"', '"焊缝检测"', "")],
        "": [],
    }.items():
        assert search(typed).reasons == (tuple(reasons),), typed


def test_full_width_and_traditional_typing(shop: Shop, search: Search) -> None:
    one = shop.list("一种电池组的无线充电")
    for typed in ("電池組", "無線充電", "ｂａｔｔｅｒｙ　ｐａｃｋ", "电池组　无线充电", "蓄电池 组"):
        assert one in search(typed).ids, typed


def test_the_database_answers_sensibly_without_an_index(shop: Shop) -> None:
    one = shop.list("钢管打磨装置", patents=[{"owners": ["华中科技大学"]}])
    for typed in ("我们的钢管打磨怎么办", "title:钢管", "钢管"):
        found = engine.find(Query(typed, site_id=shop.site))
        assert found.degraded and found.ids == [one], typed
