"""Listings for the search benchmark, one after the other, so that a million of them need no memory.

Generated ones: Zipfian and clustered by topic, three fifths Chinese, titles of about 12 words, abstracts of about 120.
The commonest words are those of the demonstration's patents, rarer ones are made up of syllables and characters. Real
ones: the records with an abstract that lie beside the project (../shared/data), fees and other business facts drawn.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice, product
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.report import ROOT, SEED
from marketplace.demo.content import rows
from marketplace.domain.patents.numbers import cn_check_digit
from marketplace.search.normalise import fold
from marketplace.search.tokens import STOP_WORDS, words_of
from marketplace.store.listings.search_rows import ListingRow, OptionRow, Owner, Party, PatentRow

SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}
REAL = ("real-zh", "real-en")
DATA = ROOT.parent / "shared" / "data"
SITE = 1

_BATCH = 1_000
_VOCABULARY = 60_000  # words of each language
_TOPICS, _TOPIC_WORDS, _TOPIC_SHARE = 300, 400, 0.4
_ZIPF = 1.05
_NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
_HAN = re.compile("[\u4e00-\u9fff]")
_REGIONS = "110000 120000 310000 320000 330000 370000 420000 430000 440000 500000 510000 610000".split()
_MODELS = "free lump_sum royalty deferred zero_entry_staged_royalty instalments trial_then_choice".split()


class Text(NamedTuple):
    title: str
    abstract: str
    topic: int
    number: str = ""
    classes: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    inventors: tuple[str, ...] = ()


def listings(corpus: str) -> Iterator[ListingRow]:
    """The listings of a corpus: 10k, 100k, 1m (or any number), real-zh, real-en."""
    texts = _real(corpus) if corpus in REAL else islice(_generated(), SIZES.get(corpus) or int(corpus))
    source = random.Random(SEED)  # repeatable on purpose
    for number, text in enumerate(texts, 1):
        yield _listing(number, text, source)


def _listing(number: int, text: Text, source: random.Random) -> ListingRow:
    licensor = _owners()[min(int(source.paretovariate(0.8)) - 1, len(_owners()) - 1)]
    owners = [Owner(name, None) for name in text.owners] or [Owner(licensor.name_zh, licensor)]
    zh = bool(_HAN.search(text.title))
    filed = date(source.randint(2008, 2022), source.randint(1, 12), source.randint(1, 28))
    body = f"{filed.year}1{number % 10_000_000:07}"
    patent = PatentRow(
        public_id=f"p{number:09}",
        number=text.number or f"CN{body}.{cn_check_digit(body)}",
        publication_number="",
        kind=source.choice(["invention", "invention", "utility_model", "design"]),
        status=source.choice(["granted", "granted", "late_fee", "restored"]),
        industry=f"{13 + text.topic % 40}",
        trl=source.choice([None, *range(1, 10)]),
        term_end=filed + timedelta(days=7305),
        title_zh=text.title if zh else "",
        title_en="" if zh else text.title,
        abstract_zh=text.abstract if zh else "",
        abstract_en="" if zh else text.abstract,
        owners=owners,
        inventors=list(text.inventors) or [source.choice(_names()) for _ in range(source.randint(1, 3))],
        classes=list(text.classes) or _symbols(text.topic, source),
        emerging=[f"{1 + text.topic % 9}"] if source.random() < 0.5 else [],
    )
    return ListingRow(
        id=number,
        public_id=f"l{number:09}",
        kind=source.choice(["statutory", "platform", "platform", "negotiated"]),
        licensor=licensor,
        title_zh=patent.title_zh,
        title_en=patent.title_en,
        summary_zh="",
        summary_en="",
        programme_zh="",
        programme_en="",
        announcement_number="",
        published_at=_NOW - timedelta(minutes=source.randint(0, 500_000)),
        sites=[SITE],
        options=[_option(source) for _ in range(source.randint(1, 2))],
        patents=[patent],
    )


def _option(source: random.Random) -> OptionRow:
    fixed = source.choice([0, 50_000, 100_000, 250_000, 1_000_000, 5_000_000, 20_000_000])
    term, trial = source.choice([12, 36, 60, 120, 240]), source.choice([0, 0, 3, 6])
    return OptionRow(
        source.choice(_MODELS), "CNY", fixed, term, trial, source.choice(["CN", "CN", "CN\nHK", "420000"])
    )


def _symbols(topic: int, source: random.Random) -> list[str]:
    subclass = f"{'ABCDEFGH'[topic % 8]}{topic % 60 + 1:02}{'BCDFGHKL'[topic // 8 % 8]}"
    return [
        f"{subclass}{source.randint(1, 40)}/{source.choice(['00', '02', '10', '30'])}"
        for _ in range(source.randint(1, 3))
    ]


@cache
def _owners() -> list[Party]:
    return [
        Party(
            f"o{n:09}", f"江澜第{n}理工大学", f"Jianglan Polytechnic {n}", _REGIONS[n % len(_REGIONS)], "CN"
        )
        for n in range(1, 2001)
    ]


@cache
def _names() -> list[str]:
    given = [one + two for one, two in product("知远文博子涵雨轩思齐明哲", "宁安然华清越川峰")]
    return [family + name for family, name in product("沈周李张王陈赵黄吴徐孙胡朱高林", given)]


def _generated() -> Iterator[Text]:
    """Without end."""
    draw = np.random.default_rng(SEED)
    chinese, english = (
        _Language(draw, *_vocabularies()[0], "", 6),
        _Language(draw, *_vocabularies()[1], " ", 10),
    )
    while True:
        topics = draw.integers(0, _TOPICS, _BATCH)
        is_chinese = draw.random(_BATCH) < 0.6
        written = {True: chinese.texts(topics), False: english.texts(topics)}
        for place in range(_BATCH):
            title, abstract = written[bool(is_chinese[place])][place]
            yield Text(title, abstract, int(topics[place]))


class _Language:
    """Writes texts in one language."""

    def __init__(
        self,
        draw: np.random.Generator,
        words: NDArray[Any],
        little: NDArray[Any],
        between: str,
        title_words: int,
    ) -> None:
        self._draw, self._words, self._little, self._between, self._title = (
            draw,
            words,
            little,
            between,
            title_words,
        )
        self._common = _cumulated(np.arange(1, len(words) + 1) ** -_ZIPF)
        self._inside = _cumulated(np.arange(1, _TOPIC_WORDS + 1) ** -0.8)
        self._topics = np.searchsorted(self._common, draw.random((_TOPICS, _TOPIC_WORDS)))

    def texts(self, topics: NDArray[np.int64]) -> list[tuple[str, str]]:
        """A title and an abstract for each of these topics."""
        lengths = self._draw.integers(80, 161, len(topics))
        found = []
        for topic, length in zip(topics.tolist(), lengths.tolist(), strict=True):
            chosen = np.searchsorted(self._common, self._draw.random(length))
            clustered = self._draw.random(length) < _TOPIC_SHARE
            inside = np.searchsorted(self._inside, self._draw.random(int(clustered.sum())))
            chosen[clustered] = self._topics[topic][inside]
            words = self._words[chosen].tolist()
            title = self._between.join(words[: self._title] + words[-6:])
            found.append((title, self._sentences(words)))
        return found

    def _sentences(self, words: list[str]) -> str:
        pieces = [self._between.join(words[start : start + 11]) for start in range(0, len(words), 11)]
        little = self._little[self._draw.integers(0, len(self._little), len(pieces))].tolist()
        mark = ", " if self._between else "，"
        return mark.join(self._between.join(pair) for pair in zip(little, pieces, strict=True)) + (
            "." if self._between else "。"
        )


def _cumulated(weights: NDArray[Any]) -> NDArray[np.float64]:
    return np.cumsum(weights / weights.sum()) - 1e-12


@cache
def _vocabularies() -> tuple[tuple[NDArray[Any], NDArray[Any]], tuple[NDArray[Any], NDArray[Any]]]:
    """Chinese and English words, commonest first, and the words that say little."""
    counts: dict[str, int] = {}
    for row in rows("patents"):
        for name in ("title_zh", "abstract_zh", "title_en", "abstract_en"):
            for word in words_of(fold(row[name])):
                if word not in STOP_WORDS and not word.isdecimal():
                    counts[word] = counts.get(word, 0) + 1
    known = sorted(counts, key=lambda word: (-counts[word], word))
    chinese = [word for word in known if _HAN.search(word)]
    english = [word for word in known if word.isascii()]
    draw = random.Random(SEED)
    characters = [
        bytes((high, low)).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xF9)
    ]
    syllables = [
        one + two + three for one, two, three in product("bcdfglmnprstv", "aeiou", ("", "n", "r", "s", "t"))
    ]
    more_zh = ("".join(draw.choices(characters, k=2)) for _ in iter(int, 1))
    more_en = ("".join(draw.choices(syllables, k=draw.randint(2, 4))) for _ in iter(int, 1))
    little_zh, little_en = (
        np.array(["所述", "一种", "用于", "其"], object),
        np.array(["the", "of the", "a", "for"], object),
    )
    return (
        (_filled(chinese, more_zh), little_zh),
        (_filled(english, more_en), little_en),
    )


def _filled(known: list[str], more: Iterator[str]) -> NDArray[Any]:
    found = dict.fromkeys(known)
    while len(found) < _VOCABULARY:
        found[next(more)] = None
    return np.array(list(found), object)


def _real(corpus: str) -> Iterator[Text]:
    """Records with an abstract. Nothing where the data does not lie beside the project."""
    pattern = "patents_cn_*.jsonl.gz" if corpus == "real-zh" else "patents_en_*.jsonl.gz"
    for path in sorted(DATA.glob(pattern)):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                title, abstract = record.get("title") or "", record.get("abstract") or ""
                if abstract:
                    classes = tuple(
                        code
                        for code in record.get("ipc") or ()
                        if re.fullmatch(r"[A-H]\d\d[A-Z]\d+/\d+", code)
                    )
                    people = (tuple(record.get(name) or ())[:5] for name in ("applicants", "inventors"))
                    topic = sum(map(ord, classes[0][:4])) if classes else 0
                    yield Text(title, abstract, topic, str(record.get("number") or ""), classes, *people)
