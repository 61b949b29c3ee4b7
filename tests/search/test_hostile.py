"""Whatever is typed gets a quick and civil answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.search import engine, indexer
from marketplace.search.parsing import LONGEST_TEXT, MOST_CLAUSES, MOST_WORDS, parse
from marketplace.search.query import Query
from marketplace.search.results import Results
from tests.search.conftest import Shop
from tests.search.test_tokens import ANY_TEXT

Search = Callable[..., Results]

HOSTILE = {
    "long": "钢管" * 5000,
    "long without spaces": "a" * 10_000,
    "many words": "钢管 " * 5000,
    "many different words": " ".join(f"w{number}" for number in range(3000)),
    "unbalanced quote": '钢管 "焊缝',
    "quotes": '"' * 9999,
    "empty phrases": '"" "" “” ""',
    "stars": "*" * 1000 + " 钢*管? ???",
    "control characters": "钢管\x00\x01\x1b[31m\u202e",
    "lone surrogate": "钢管\ud800",
    "operators": "AND OR NOT ( ) [ ] { } ~ ^ : \\ / && || !",
    "regular expression": "(a+)+$ [[:alpha:]]* .{1,99999}",
    "SQL": "'; DROP TABLE listing; --",
    "markup": "<script>alert(1)</script>",
    "fields": "ipc: owner: inventor: ipc:: title_zh:钢管 sites:1 id:1",
    "minuses": '---- -- - -- -"" -" -ipc: -',
    "only minus": "-钢管",
    "percent": "100% %s %(x)s {0} {}",
    "combining": "e" + "\u0301" * 5000,
    "emoji": "🔧🔩👩‍🔬 钢管",
    "right to left": "مرحبا עברית",
    "need of 10,000 characters": "我们工厂的钢管打磨噪音太大，希望找到安静又便宜的办法。" * 400,
    "English need": "we need a quiet grinding machine for the steel pipes of our plant " * 150,
    "open words": "abc~ abcd* " * 180,
    "open everything": '~ * a~ b* *a ~b %~ "~" "*"',
    "syllables": "xianxianxianxianxianxianxianxianxianxian " * 40,
    "syllables apart": "xi an " * 300,
    "initials": "hzkjdx " * 250,
    "many special parts": " ".join(f"b24b{number}" for number in range(99)),
    "one run": "钢焊打磨管缝" * 300,
    "spaces": " \u3000\u00a0\t\n\r ",
    "one letter": "a",
    "one character": "管",
    "class": "ipc:" + "B" * 200,
    "number": "1" * 5000,
    "spaced number": "CN " + "2 0 1 7 " * 1000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_queries(shop: Shop, search: Search, name: str) -> None:
    shop.list("钢管焊缝打磨", patents=[{"classes": ["B24B9/00"], "abstract_en": "a welding seam"}])
    search()
    started = time.process_time()
    answer = search(HOSTILE[name])
    assert time.process_time() - started < 1
    assert not answer.degraded
    assert answer.shortened == (len(HOSTILE[name]) > LONGEST_TEXT or name == "many special parts")
    engine.suggest_spelling(Query(HOSTILE[name], site_id=shop.site), answer.total)
    assert time.process_time() - started < 2
    engine.suggest_help(Query(HOSTILE[name], site_id=shop.site, filters={"kind": ("statutory",)}))


@given(st.lists(ANY_TEXT, max_size=6).map(" ".join))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_a_query(shop: Shop, text: str) -> None:
    if not engine.find(Query(site_id=shop.site)).total:
        shop.list("钢管焊缝打磨", patents=[{"classes": ["B24B9/00"]}])
        indexer.catch_up()
    answer = engine.find(Query(text, site_id=shop.site))
    assert not answer.degraded and answer.total in (0, 1)


@given(ANY_TEXT)
@settings(max_examples=200, deadline=None)
def test_reading_a_query_has_bounds(text: str) -> None:
    parsed = parse(text * 20)
    assert len(parsed.required) + len(parsed.excluded) <= MOST_CLAUSES + MOST_WORDS


def test_many_threads_at_once(shop: Shop, app: Flask) -> None:
    ids = shop.list_many([(f"钢管{number}焊缝", {"options": [("free", number)]}) for number in range(30)])
    indexer.catch_up()
    faults: list[object] = []

    def ask(number: int) -> None:
        with app.app_context():
            for turn in range(15):
                engine.look_again()
                answer = engine.find(
                    Query("焊缝", site_id=shop.site, sort="price", per_page=30, price_min=number)
                )
                if answer.ids != ids[number:] or answer.degraded:
                    faults.append((number, turn, answer))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for number in range(3):
        shop.change(ids[number], summary_zh="改")
        indexer.catch_up()
    for thread in threads:
        thread.join()
    assert faults == []
