"""The fast search, Whoosh's own searcher and SQLite FTS5 find and count the same, before and after every change.

On PostgreSQL the index in the database gives what the one in a folder gives, to the last result; the three engines over
the folder do not look at the database and are compared on SQLite only.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from marketplace import config
from marketplace.search import engine, facet_table, flat_postings, folder, indexer, rebuilding
from marketplace.search.parsing import parse
from marketplace.search.query import Query
from marketplace.search.results import Results
from marketplace.search.snapshot import open_snapshot
from marketplace.store.db import db
from marketplace.store.listings import search_rows
from tests.search.conftest import Make, Shop
from tests.search.other_engine import Fts5

ZH = "钢管 焊缝 打磨 装置 检测 深度学习 机器人 电池 磁流变液 传感器 噪音 工业 方法 节能 注塑 LED灯具 5G通信".split()
EN = "machine learning welding battery sensor robot noise grinding steel pipes energy saving of the mould LED".split()
CLASSES = ["B24B9/00", "B24B27/033", "B23K37/00", "G06F17/30", "14-02"]
PEOPLE = ["沈知远", "周一", "Wei Zhang", "李雷"]
FILTERS: list[dict[str, tuple[str, ...]]] = [
    {"kind": ("platform",)},
    {"patent_type": ("design", "invention")},
    {"model": ("free",), "status": ("granted",)},
    {"section": ("B",), "readiness": ("6-7", "8-9")},
    {"ipc": ("B24B", "G06F17")},
    {"life": ("3-5", "10-"), "trial": ("yes",)},
    {"emerging": ("2", "7"), "term": ("37-60",)},
    {"territory": ("CN", "DE"), "life": ("5-10",)},
]
TODAY = date(2026, 3, 2)
LISTINGS = 160
QUERIES = 220


def given(draw: random.Random) -> tuple[str, Make]:
    number = f"CN20{draw.randrange(10, 24)}1{draw.randrange(10**7):07}"
    patent = {
        "number": f"{number}.{draw.randrange(10)}",
        "kind": draw.choice(["invention", "utility_model", "design"]),
        "status": draw.choice(["granted", "late_fee"]),
        "industry": draw.choice(["33", "34", ""]),
        "abstract_zh": "，".join("".join(draw.choices(ZH, k=3)) for _ in range(3)) + "。",
        "abstract_en": f"{' '.join(draw.choices(EN, k=8))}. {' '.join(draw.choices(EN, k=4))}",
        "owners": draw.sample(["甲公司", "乙 研究院", "江澜大学"], draw.randrange(3)),
        "inventors": draw.sample(PEOPLE, draw.randrange(3)),
        "classes": draw.sample(CLASSES, draw.randrange(3)),
        "division": draw.sample(["35", "38"], draw.randrange(3)),
        "emerging": draw.sample(["1", "2", "7"], draw.randrange(3)),
        "trl": draw.choice([None, 2, 5, 6, 9]),
        "term_end": draw.choice([None, TODAY, date(2028, 5, 1), date(2030, 3, 2), date(2034, 1, 1), date(2041, 6, 30)]),
    }
    terms = {
        "term_months": draw.choice([12, 60, 61, 200]),
        "trial_months": draw.choice([0, 0, 6]),
        "territory": draw.choice(["CN", "CN\nDE", "武汉城市圈"]),
    }
    options = [(draw.choice(["free", "lump_sum"]), draw.randrange(0, 90_000, 10_000)) for _ in range(draw.randrange(3))]
    title_en = " ".join(draw.choices(EN, k=3)) if draw.random() < 0.5 else ""
    return "".join(draw.choices(ZH, k=3)), {
        "title_en": title_en,
        "patents": [patent],
        "options": options,
        "terms": terms,
    }


CLASSES_OF_QUERIES = {
    "everything": lambda draw: "",
    "one word": lambda draw: draw.choice(ZH + EN),
    "two words": lambda draw: " ".join(draw.choices(ZH + EN, k=2)),
    "three words": lambda draw: " ".join(draw.choices(ZH + EN, k=3)),
    "run together": lambda draw: "".join(draw.choices(ZH[:14], k=3)),
    "part of a word": lambda draw: draw.choice(["流变", "磁流", "管焊", "缝打磨", "学习检"]),
    "one character": lambda draw: draw.choice("钢焊磨测灯"),
    "phrase": lambda draw: '"' + "".join(draw.choices(ZH, k=2)) + '"',
    "English phrase": lambda draw: '"' + " ".join(draw.choices(EN, k=2)) + '"',
    "mixed phrase": lambda draw: '"LED灯"' if draw.random() < 0.5 else '"检测LED灯具"',
    "without": lambda draw: f"{draw.choice(ZH)} -{draw.choice(ZH + EN)}",
    "only without": lambda draw: f"-{draw.choice(ZH + EN)}",
    "without a phrase": lambda draw: f'{draw.choice(ZH)} -"{"".join(draw.choices(ZH, k=2))}"',
    "class": lambda draw: "ipc:" + draw.choice(["B", "B24", "B24B", "B24B9/00", "B24B27/0", "G06F17/3"]),
    "Locarno": lambda draw: draw.choice(["loc:14", "loc:14-02", "loc:1"]),
    "class and word": lambda draw: f"B24B {draw.choice(ZH)}",
    "number": lambda draw: f"20{draw.randrange(10, 24)}1{draw.randrange(10**7):07}",
    "beginning of a number": lambda draw: f"20{draw.randrange(10, 24)}1{draw.randrange(10**5):05}",
    "owner": lambda draw: "owner:" + draw.choice(["甲公司", "研究院", "Dongwan", "江澜"]),
    "inventor": lambda draw: "inventor:" + draw.choice(["沈知远", "zhang", "李雷"]),
    "unknown word": lambda draw: f"{draw.choice(ZH)} 咖啡",
    "nothing known": lambda draw: "咖啡 茶叶",
    "a sentence": lambda draw: "我想找一种" + "".join(draw.choices(ZH, k=2)) + "的" + draw.choice(ZH),
    "a long sentence": lambda draw: "".join(f"我们的{draw.choice(ZH)}总是{draw.choice(ZH)}，" for _ in range(9)),
    "a need in English": lambda draw: "We need " + " for the ".join(draw.choices(EN, k=7)),
    "another language": lambda draw: draw.choice(["battery", "噪声", "polishing", "蓄电池", "steel tube"]),
    "pinyin": lambda draw: draw.choice(["shenzhiyuan", "shen zhi yuan", "lilei", "jianglan daxue", "owner:jianglan"]),
    "initials": lambda draw: draw.choice(["szy", "inventor:ll", "jldx", "owner:jldx", "inventor:zy"]),
    "spelt nearly": lambda draw: draw.choice(["batery~", "wellding~ noise", "sensro~", "robot~"]),
    "beginning of a word": lambda draw: draw.choice(["weld*", "gri* noise", "xyz*"]),
    "field": lambda draw: f"{draw.choice(['title', '摘要', 'abstract'])}:{draw.choice(ZH + EN)} {draw.choice(ZH)}",
    "phrase in a field": lambda draw: f'{draw.choice(["title", "摘要"])}:"{draw.choice(ZH)}{draw.choice(ZH)}"',
    "number field": lambda draw: f"number:20{draw.randrange(10, 24)}1",
    "words that say little": lambda draw: draw.choice(["的", "of the", "一种"]),
}


def queries(draw: random.Random, site_id: int) -> list[tuple[str, Query]]:
    found = []
    for number in range(QUERIES):
        kind = list(CLASSES_OF_QUERIES)[number % len(CLASSES_OF_QUERIES)]
        options: dict[str, Any] = {}
        if draw.random() < 0.4:
            options["filters"] = draw.choice(FILTERS)
        if draw.random() < 0.2:
            options["price_max"] = draw.randrange(10_000, 90_000, 10_000)
        if draw.random() < 0.1:
            options["price_min"] = 20_000
        found.append((kind, Query(CLASSES_OF_QUERIES[kind](draw), site_id=site_id, today=TODAY, **options)))
    return found


def told(found: Results) -> tuple[int, dict[str, dict[str, int]], bool]:
    facets = {f: {c.value: c.count for c in counts if c.count} for f, counts in found.facets.items()}
    return found.total, facets, found.any_word


def compare(app: Flask, monkeypatch: pytest.MonkeyPatch, asked: list[tuple[str, Query]]) -> int:
    """Ask all of them; how many queries found something."""
    if db.engine.dialect.name == "postgresql":
        return compare_places(app, monkeypatch, asked)
    db.session.rollback()
    fts5 = Fts5(search_rows.findable_rows(search_rows.findable_ids(limit=10_000)))
    found = 0
    for kind, query in asked:
        engine.look_again()
        monkeypatch.setitem(app.config, "SEARCH_ENGINE", "flat")
        fast = engine.find(query)
        monkeypatch.setitem(app.config, "SEARCH_ENGINE", "whoosh-stock")
        stock = engine.find(query)
        assert not fast.degraded and not stock.degraded
        with engine.reading() as snapshot:
            parsed = engine._searcher.understood(snapshot, parse(query.text, exact=query.exact))
        expected = fts5.answer(query, parsed)
        assert told(fast) == expected, f"{kind}: {query}"
        assert told(stock) == expected, f"stock Whoosh, {kind}: {query}"
        found += fast.total > 0
    monkeypatch.setitem(app.config, "SEARCH_ENGINE", "flat")
    return found


def compare_places(app: Flask, monkeypatch: pytest.MonkeyPatch, asked: list[tuple[str, Query]]) -> int:
    """Ask the index in the folder and the one in the database; how many queries found something."""
    engine.look_again()
    answers = [engine.find(query) for _, query in asked]
    monkeypatch.setitem(app.config, "SEARCH_BACKEND", "postgresql")
    for (kind, query), answer in zip(asked, answers, strict=True):
        assert not answer.degraded
        assert engine.find(query) == answer, f"the index in the database, {kind}: {query}"
    monkeypatch.setitem(app.config, "SEARCH_BACKEND", "whoosh")
    return sum(answer.total > 0 for answer in answers)


def everywhere(app: Flask, monkeypatch: pytest.MonkeyPatch, do: Callable[[], int]) -> None:
    """Do this to the index in every place there is."""
    if db.engine.dialect.name == "postgresql":
        monkeypatch.setitem(app.config, "SEARCH_BACKEND", "postgresql")
        do()
        monkeypatch.setitem(app.config, "SEARCH_BACKEND", "whoosh")
    do()


@pytest.mark.timeout(300)
def test_all_engines_give_the_same_answers(
    shop: Shop, place: Path, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(5)
    asked = queries(draw, shop.site)
    ids = shop.list_many([given(draw) for _ in range(LISTINGS)])
    everywhere(app, monkeypatch, indexer.catch_up)
    assert compare(app, monkeypatch, asked) > QUERIES / 2

    for listing_id in draw.sample(ids, 25):  # updates, several commits, so that segments are merged
        shop.change(listing_id, title_zh="".join(draw.choices(ZH, k=3)), summary_en=" ".join(draw.choices(EN, k=3)))
        everywhere(app, monkeypatch, indexer.catch_up)
    snapshot = open_snapshot(folder.current(place))
    assert 1 < len(snapshot.segments) < 12 and snapshot.size > snapshot.document_count
    assert compare(app, monkeypatch, asked) > QUERIES / 2

    for listing_id in draw.sample(ids, 90):
        shop.change(listing_id, state="withdrawn") if draw.random() < 0.5 else shop.delete(listing_id)
    everywhere(app, monkeypatch, indexer.catch_up)
    assert compare(app, monkeypatch, asked) > QUERIES / 3

    monkeypatch.setattr(rebuilding, "SEGMENT", 40)
    monkeypatch.setattr(flat_postings, "_TERMS_AT_ONCE", 30)
    monkeypatch.setattr(facet_table, "_AT_ONCE", 16)
    everywhere(app, monkeypatch, rebuilding.rebuild)
    assert len(open_snapshot(folder.current(place)).segments) == 1, "written in pieces, then joined"
    assert compare(app, monkeypatch, asked) > QUERIES / 3


def test_only_engines_that_exist_can_be_set(tmp_path: Path) -> None:
    for name in ("flat", "whoosh-stock"):
        assert config.settings({"SEARCH_ENGINE": name, "DATA_DIR": str(tmp_path)})["SEARCH_ENGINE"] == name
    with pytest.raises(RuntimeError, match="whoosh-stock"):
        config.settings({"SEARCH_ENGINE": "solr", "DATA_DIR": str(tmp_path)})


def test_only_places_that_exist_can_be_set(tmp_path: Path) -> None:
    postgresql = {"SEARCH_BACKEND": "postgresql", "DATA_DIR": str(tmp_path)}
    with pytest.raises(RuntimeError, match="DATABASE_URL"):
        config.settings(postgresql)
    found = config.settings({**postgresql, "DATABASE_URL": "postgresql+psycopg://127.0.0.1/marketplace"})
    assert found["SEARCH_BACKEND"] == "postgresql"
    with pytest.raises(RuntimeError, match="postgresql"):
        config.settings({"SEARCH_BACKEND": "mongodb", "DATA_DIR": str(tmp_path)})
