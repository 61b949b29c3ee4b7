"""Ways out of an empty result, answers without an index, the commands."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from flask import Flask

from marketplace.domain.search.words import WORDS, sentence
from marketplace.search import engine
from marketplace.search.backends import backend
from marketplace.search.query import Query
from marketplace.search.results import Results
from tests.search.conftest import Shop
from tests.search.test_facets import World

Search = Callable[..., Results]


def test_ways_out_of_an_empty_result(shop: Shop, search: Search) -> None:
    shop.list("钢管焊缝打磨", kind="platform", options=[("lump_sum", 900)])
    shop.list("钢管焊缝", kind="statutory", options=[("free", 0)])
    query = Query("钢管 打磨", filters={"kind": ("statutory",)}, price_max=500, site_id=shop.site)
    assert search(query.text, filters=query.filters, price_max=500).total == 0
    hints = {(hint.code, hint.subject): hint.count for hint in engine.suggest_help(query)}
    assert hints == {("drop_word", "打磨"): 1, ("drop_filters", ""): 1, ("drop_text", ""): 1}
    for hint in engine.suggest_help(query):
        assert engine.find(hint.query).total == hint.count


def test_each_filter_and_the_price_can_be_the_one_too_many(shop: Shop, search: Search) -> None:
    shop.list("钢管", kind="platform", options=[("lump_sum", 900)])
    search()
    by_kind = Query("钢管", filters={"kind": ("statutory",)}, site_id=shop.site)
    by_price = Query("钢管", price_max=500, site_id=shop.site)
    assert [(h.code, h.subject, h.count) for h in engine.suggest_help(by_kind)] == [
        ("drop_filter", "kind", 1)
    ]
    assert [(h.code, h.count) for h in engine.suggest_help(by_price)] == [("drop_price", 1)]


def test_words_written_together_can_be_dropped_one_by_one(shop: Shop, search: Search) -> None:
    shop.list("钢管焊缝打磨")
    assert search("钢管咖啡打磨").any_word
    hints = engine.suggest_help(Query("钢管咖啡打磨", site_id=shop.site))
    assert [(hint.code, hint.subject, hint.query.text) for hint in hints] == [
        ("drop_word", "咖啡", "钢管 打磨")
    ]


def test_an_excluded_word_can_be_the_one_too_many(shop: Shop, search: Search) -> None:
    shop.list("钢管打磨")
    assert search("钢管 -打磨").total == 0
    hints = engine.suggest_help(Query("钢管 -打磨", site_id=shop.site))
    assert ("drop_word", "-打磨", 1) in {(hint.code, hint.subject, hint.count) for hint in hints}


@pytest.mark.parametrize("seed", range(3))
def test_the_database_answers_the_same_without_an_index(shop: Shop, seed: int) -> None:
    world = World(shop)
    draw = random.Random(seed)
    for _ in range(4):
        filters = {"kind": ("platform",)} if draw.random() < 0.5 else {"model": ("free", "royalty")}
        price = {"price_max": 300_000} if draw.random() < 0.5 else {}
        answer = engine.find(Query("焊缝", filters=filters, site_id=shop.site, per_page=100, **price))
        assert answer.degraded and set(answer.ids) == world.meeting("焊缝", filters, **price)
        for facet in ("kind", "model", "owner"):
            told = {count.value: count.count for count in answer.facets[facet] if count.count}
            assert told == world.counts(world.meeting("焊缝", filters, without=facet, **price), facet)
    assert engine.suggest_help(Query("咖啡")) == []


def test_the_database_finds_numbers_names_and_classes(shop: Shop) -> None:
    one = shop.list(
        patents=[{"number": "CN201710601862.3", "inventors": ["沈知远"], "classes": ["B24B9/00"]}]
    )
    shop.list(patents=[{"classes": ["B23K9/00"]}])
    hidden = shop.list("钢管", state="withdrawn")
    for text in ("ZL201710601862.3", "沈知远", "ipc:B24B", "201710601862", "东湾 沈知远"):
        answer = engine.find(Query(text, site_id=shop.site))
        assert answer.degraded and answer.ids[:1] == [one], text
    assert hidden not in engine.find(Query(site_id=shop.site)).ids
    assert engine.find(Query("100%_'", site_id=shop.site)).total == 0


def test_the_commands(shop: Shop, app: Flask) -> None:
    run = app.test_cli_runner().invoke
    shop.list("钢管")
    before = run(args=["index", "status"])
    assert before.exit_code == 1 and "索引不存在" in before.output
    assert run(args=["index", "check", "--lang", "en"]).exit_code == 1
    built = run(args=["index", "rebuild"])
    assert built.exit_code == 0 and "共 1 个许可项目" in built.output
    after = run(args=["index", "status", "--lang", "en"])
    assert after.exit_code == 0 and "Every change is applied" in after.output
    assert "agrees" in run(args=["index", "check", "--lang", "en"]).output
    one = shop.list("木材")
    assert "1 changes are still to be applied" in run(args=["index", "status", "--lang", "en"]).output
    shop.change_quietly(one, state="draft")
    with backend().locked("rebuild"):
        busy = run(args=["index", "rebuild", "--lang", "en"])
    assert busy.exit_code == 1 and "try again later" in busy.output


def test_every_sentence_has_both_languages() -> None:
    for code, (zh, en) in WORDS.items():
        assert zh and en and zh != en, code
        assert sorted(_names(zh)) == sorted(_names(en)), code
    assert sentence("rebuilding", "zh", reason="reason.missing") == "正在重建检索索引（索引不存在）……"


def _names(text: str) -> list[str]:
    from string import Formatter

    return [name for _, name, _, _ in Formatter().parse(text) if name]
