"""The engines of the search benchmark: what each of them does to build an index and to answer a query.

All of them get the same tokens. The rivals look documents up and rank them in their own way, in the stages of the site
(all words; where fewer than FEW listings hold them, what contains them as plain strings too); tantivy counts facets by
its aggregations, the others hand over the ids of all hits and are given the site's own counting.
"""

from __future__ import annotations

import marshal
import time
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from marketplace.search import folder, ordering
from marketplace.search.building import LISTED
from marketplace.search.clauses import AllWords, Alternative, Clause, Parsed, Phrase
from marketplace.search.cutting import GAP
from marketplace.search.document import document
from marketplace.search.facets import Narrowing
from marketplace.search.matching import FEW
from marketplace.search.normalise import fold
from marketplace.search.parsing import parse
from marketplace.search.query import Query
from marketplace.search.schema import TEXT_FIELDS
from marketplace.search.snapshot import open_snapshot
from marketplace.search.tokens import cut
from marketplace.store.listings.search_rows import ListingRow

_BATCH = 5_000  # listings

Ids = NDArray[np.int64]
Scores = NDArray[np.float32]


class Answer(NamedTuple):
    """Total, counts as the engine has them (after `told`: facet → value → count), ids of the page."""

    total: int
    facets: Mapping[str, Any]
    ids: list[int]


class Built(NamedTuple):
    """How long the engine itself took, without making the tokens; and with it."""

    engine: float
    everything: float


class Engine(Protocol):
    """A rival; `place` is the folder it has filled, `flat` that of the site's own index of the same listings."""

    def build(self, place: Path, batches: Batches) -> Built: ...

    def open(self, place: Path, flat: Path) -> None: ...

    def ask(self, query: Query) -> Answer: ...


class Fields(NamedTuple):
    """A listing's tokens for engines that look into words of four kinds."""

    id: int
    title: list[str]
    text: list[str]
    owner: list[str]
    inventor: list[str]
    bigrams: list[tuple[str, int]]
    listed: dict[str, list[str]]
    columns: dict[str, Any]


#: the site's text fields → the four kinds of words
KIND_OF = {
    name: "title" if name.startswith("title") else name if name in ("owner", "inventor") else "text"
    for name in TEXT_FIELDS
}
WEIGHTS = {"title": 5.0, "text": 1.0, "owner": 2.0, "inventor": 2.0}


def fields_of(row: ListingRow) -> Fields:
    """The tokens of a listing, cut one by one."""
    made = document(row)
    words: dict[str, list[str]] = {kind: [] for kind in WEIGHTS}
    bigrams: list[tuple[str, int]] = []
    start = 0
    for name, texts in made.texts.items():
        for text in texts:
            parts = cut(fold(text))
            words[KIND_OF[name]] += parts.words
            bigrams += [(token, start + at) for token, at in zip(parts.bigrams, parts.places, strict=True)]
            start += parts.end + GAP
    listed = {name: made.fields[name] for name in LISTED}
    return Fields(
        row.id, words["title"], words["text"], words["owner"], words["inventor"], bigrams, listed, made.fields
    )


#: the tokens of some thousand listings, and how many seconds it took to make them
Batches = Iterator[tuple[list[Fields], float]]


def write_tokens(place: Path, batches: Batches) -> None:
    """Keep the tokens of a corpus, so that they are made once for all engines that get them one by one."""
    with (place / "tokens").open("wb") as file:
        for batch, seconds in batches:
            marshal.dump((list(map(tuple, batch)), seconds), file)


def cut_one_by_one(rows: Iterator[ListingRow]) -> Batches:
    """The tokens of listings."""
    while True:
        start = time.perf_counter()
        batch = list(map(fields_of, islice(rows, _BATCH)))
        if not batch:
            return
        yield batch, time.perf_counter() - start


def read_tokens(place: Path) -> Batches:
    """What `write_tokens` has kept."""
    with (place / "tokens").open("rb") as file:
        while file.peek(1):
            batch, seconds = marshal.load(file)
            yield [Fields(*one) for one in batch], seconds


class Stages(ABC):
    """The stages of the site over an engine that can look up expressions of its own."""

    def open_flat(self, flat: Path) -> None:
        self.snapshot = open_snapshot(folder.current(flat))
        self.snapshot.facet_table  # noqa: B018  laid out before the clock runs

    def ask(self, query: Query) -> Answer:
        parsed = parse(query.text, exact=True)
        ids, scores = self.found(parsed)
        documents = ids - 1  # ids are given in the order in which listings are indexed
        narrowing = Narrowing(self.snapshot, query, None if parsed.empty else documents)
        met, kept = narrowing.documents(), narrowing.scores(scores)
        facets = narrowing.counts()
        page = ordering.page_of(self.snapshot, query, met, kept, ranked=bool(parsed.required))
        return Answer(len(met), facets, self.snapshot.numbers("id")[page].tolist())

    def found(self, parsed: Parsed) -> tuple[Ids, Scores]:
        if not parsed.required and not parsed.excluded:
            return np.arange(1, self.snapshot.size + 1), np.zeros(self.snapshot.size, np.float32)
        ids, scores = self.look_up(parsed, strings=False)
        if parsed.required and len(ids) < FEW:
            more, their = self.look_up(parsed, strings=True)
            behind = ~np.isin(more, ids)
            ids, scores = np.append(ids, more[behind]), np.append(scores + 1000, their[behind])
        order = np.argsort(ids)
        return ids[order], scores[order].astype(np.float32)

    @abstractmethod
    def look_up(self, parsed: Parsed, *, strings: bool) -> tuple[Ids, Scores]:
        """Ids and scores of what meets all clauses: by words, or by its pieces as strings."""


def told(answer: Answer) -> Answer:
    """An answer with its counts as all engines tell them; of ranges none."""
    facets = {
        facet: counts if isinstance(counts, dict) else {one.value: one.count for one in counts if one.count}
        for facet, counts in answer.facets.items()
        if facet not in ("life", "price")
    }
    return answer._replace(facets=facets)


def alternatives_of(clause: Clause, *, strings: bool) -> Sequence[Alternative | tuple[Phrase, ...]]:
    """How a clause is looked up: several phrases stand for all of them."""
    if not strings:
        return clause.alternatives
    return [
        tuple(map(Phrase, one.pieces)) if isinstance(one, AllWords) and len(one.fields) > 2 else one
        for one in clause.alternatives
    ]


def kinds_of(fields: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(KIND_OF[name] for name in fields))
