"""How well the search ranks: recall, nDCG and MRR of questions made from real patents (`relevance_tasks.py`).

Questions are split into two halves by a hash of the number: weights are chosen on one, both are told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import mean

import numpy as np

from bench import relevance_typing
from bench.relevance_corpus import Record, half, kept_corpus, read
from bench.relevance_measures import HEADS, measures
from bench.relevance_notes import NOTES, TRIED_NOTE, TYPING_NOTE
from bench.relevance_tasks import OTHER_LANGUAGE, Question, questions
from bench.report import Table, in_child
from marketplace.search import matching, scoring
from marketplace.search.learned import Learned, learn
from marketplace.search.normalise import fold
from marketplace.search.parsing import parse
from marketplace.search.schema import TEXT_FIELDS
from marketplace.search.snapshot import open_snapshot
from marketplace.search.spelling import MOST_OFFERED, corrected
from marketplace.search.tokens import words_of
from marketplace.search.understanding import understand
from marketplace.search.vocabulary import Words

MOST, QUICK_MOST = 120, 20  # questions of a task and half
DEPTH = 100
ONE_FIELD = "abstract_zh"  # that holds everything in the index of one text
HALVES = ("chosen on", "held back")

Ranker = Callable[[Question], list[int]]


class Ours:
    """The search of the site over the corpus. Translations are learned from the titles of the other half only."""

    def __init__(
        self, place: Path, records: Sequence[Record], *, exact: bool = False, taught: bool = True
    ) -> None:
        self.snapshot = open_snapshot(place / "fields")
        self._ids = self.snapshot.numbers("id")
        self._exact = exact
        self._languages = {lang: _in_language(records, lang) for lang in ("zh", "en")}
        self._words = {
            name: Words(self.snapshot, taught_by(records, name) if taught else {}) for name in HALVES
        }

    def __call__(self, question: Question) -> list[int]:
        parsed = parse(question.text)
        if not self._exact:
            parsed = understand(parsed, self._words[question.half])
        allowed = np.ones(self.snapshot.size, bool)
        if question.task == OTHER_LANGUAGE:
            sought = next(iter(question.gains))
            allowed = np.isin(self._ids, next(ids for ids in self._languages.values() if sought in ids))
        allowed[self._ids == question.without] = False
        found = matching.match(self.snapshot, parsed, allowed)
        return self._ids[found.documents[best(found.scores, found.documents)]].tolist()


def _in_language(records: Sequence[Record], lang: str) -> np.ndarray:
    """The records that are indexed in a language."""
    return np.array([record.id for record in records if getattr(record, f"abstract_{lang}")])


def taught_by(records: Sequence[Record], name: str) -> Learned:
    """What the titles in two languages teach whose questions are in the other half."""
    pairs = [tuple(record.pair) for record in records if record.pair and half(record.number) != name]
    return learn(pairs)


class StockBM25:
    """Whoosh's BM25F over one field, any word: its formula on arrays, because its own loop takes seconds a question.

    idf · count · (k1 + 1) / (count + k1 · (1 - b + b · length / mean length)), idf = ln(N / (n + 1)) + 1
    """

    def __init__(self, place: Path) -> None:
        self._snapshot = open_snapshot(place / "one")
        self._ids = self._snapshot.numbers("id")

    def __call__(self, question: Question) -> list[int]:
        snapshot, k1, b = self._snapshot, 1.2, 0.75
        scores = np.zeros(snapshot.size)
        for term in dict.fromkeys(words_of(fold(question.text))):
            idf = np.log(snapshot.size / (snapshot.frequency(ONE_FIELD, term) + 1)) + 1
            for segment, start, one in zip(
                snapshot.segments, snapshot.starts, snapshot.postings(ONE_FIELD, term), strict=False
            ):
                lengths = segment.text_lengths(ONE_FIELD)[one.documents] / snapshot.mean_length(ONE_FIELD)
                gained = one.counts * (k1 + 1) / (one.counts + k1 * (1 - b + b * lengths))
                scores[one.documents + start] += idf * gained
        scores[self._ids == question.without] = 0
        found = np.flatnonzero(scores)
        return self._ids[found[best(scores[found], found)]].tolist()


def best(scores: np.ndarray, documents: np.ndarray) -> np.ndarray:
    """The places of the best, equals by the document added last, as the site shows the newest first."""
    places = np.arange(len(scores))
    if len(scores) > DEPTH:
        places = np.flatnonzero(scores >= np.partition(scores, -DEPTH)[-DEPTH])
    return places[np.lexsort((-documents[places], -scores[places]))][:DEPTH]


Weights = dict[str, tuple[float, float]]


@contextmanager
def weighted(weights: Weights, saturation: float) -> Iterator[None]:
    """Other weights of the text fields and another k1 of BM25, for a while."""
    before, k1 = dict(TEXT_FIELDS), scoring.SATURATION
    TEXT_FIELDS.update(weights)
    scoring.SATURATION = saturation
    try:
        yield
    finally:
        TEXT_FIELDS.update(before)
        scoring.SATURATION = k1


def weights(title: float, abstract: float, b: float | None = None) -> Weights:
    """Weights of titles and abstracts; everything else as it is. `b` for both, else each its own."""
    new = {"title": title, "abstract": abstract}
    return {
        name: (new[name.rpartition("_")[0]], TEXT_FIELDS[name][1] if b is None else b)
        for name in TEXT_FIELDS
        if name.rpartition("_")[0] in new
    }


#: name, weights of the text fields, k1
WEIGHTINGS: tuple[tuple[str, Callable[[], Weights], float], ...] = (
    ("as the site has them", dict, scoring.SATURATION),
    *((f"title {t}, abstract 1", partial(weights, t, 1), scoring.SATURATION) for t in (1, 2, 3, 8)),
    *(
        (f"title 5, abstract 1, b {b}", partial(weights, 5, 1, b), scoring.SATURATION)
        for b in (0.3, 0.5, 0.75, 0.9)
    ),
    *((f"title 5, abstract 1, k1 {k1}", partial(weights, 5, 1), k1) for k1 in (0.9, 1.6, 2.0, 3.0)),
)


def evaluate(rank: Ranker, asked: Sequence[Question]) -> dict[tuple[str, str], tuple[float, ...]]:
    """The mean figures for each task and half."""
    figures: dict[tuple[str, str], list[tuple[float, ...]]] = {}
    for question in asked:
        figures.setdefault((question.task, question.half), []).append(
            measures(rank(question), question.gains)
        )
    return {key: tuple(mean(column) for column in zip(*rows, strict=True)) for key, rows in figures.items()}


def run(_sizes: Sequence[int], *, quick: bool) -> list[Table]:
    return in_child(_run, QUICK_MOST if quick else MOST)


def _run(most: int) -> list[Table]:
    place = kept_corpus()
    records = list(read(place))
    asked = questions(records, most)
    return [*ranking(place, records, asked), tried(place, records, asked), mistyped(place, records, most)]


def ranking(place: Path, records: Sequence[Record], asked: Sequence[Question]) -> list[Table]:
    """Each way to search, task by task, on both halves."""
    rankers: dict[str, Ranker] = {
        "stock BM25F, one field": StockBM25(place),
        "this search, only what was typed": Ours(place, records, exact=True),
        "this search, with its glossary": Ours(place, records, taught=False),
        "this search, with learned terms": Ours(place, records),
    }
    figures = {name: evaluate(rank, asked) for name, rank in rankers.items()}
    count = Counter((question.task, question.half) for question in asked)
    tables = []
    for task in dict.fromkeys(question.task for question in asked):
        table = Table(task, ("search", "half", "questions", *HEADS), note=NOTES[task])
        for name, found in figures.items():
            for part in HALVES:
                table.add(name, part, count[task, part], *(f"{figure:.3f}" for figure in found[task, part]))
        tables.append(table)
    return tables


def tried(place: Path, records: Sequence[Record], asked: Sequence[Question]) -> Table:
    """nDCG@10 under other weights: they are compared on the half they are chosen on, the other is held back."""
    tasks = list(dict.fromkeys(question.task for question in asked))
    table = Table("field weights tried, nDCG@10", ("weights", "half", *tasks, "mean"), note=TRIED_NOTE)
    for name, changed, saturation in WEIGHTINGS:
        with weighted(changed(), saturation):
            found = evaluate(Ours(place, records), asked)
        for part in HALVES:
            row = [found[task, part][HEADS.index("nDCG@10")] for task in tasks]
            table.add(name, part, *(f"{figure:.3f}" for figure in (*row, mean(row))))
    return table


def mistyped(place: Path, records: Sequence[Record], most: int) -> Table:
    """How often the word meant is offered for a mistyped one."""
    words = Words(open_snapshot(place / "fields"), {})
    table = Table(
        "typing errors", ("word", "error", "words", "offered first", "among three"), note=TYPING_NOTE
    )
    for script, error, pairs in relevance_typing.errors(records, words, most):
        offered = [
            list(islice(corrected(typed, parse(typed, exact=True), words), MOST_OFFERED))
            for typed, _ in pairs
        ]
        meant = [right for _, right in pairs]
        first = mean(right in texts[:1] for right, texts in zip(meant, offered, strict=True))
        some = mean(right in texts for right, texts in zip(meant, offered, strict=True))
        table.add(script, error, len(pairs), f"{first:.3f}", f"{some:.3f}")
    return table
