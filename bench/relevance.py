"""How well the search ranks: recall, nDCG and MRR of questions made from real patents (`relevance_tasks.py`).

Questions are split into two halves by a hash of the number: weights are chosen on one, both are told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import mean
from types import ModuleType

import numpy as np

from bench import relevance_typing
from bench.relevance_corpus import Record, half, kept_corpus, read
from bench.relevance_measures import HEADS, interval, measures
from bench.relevance_notes import GAIN_NOTE, NOTES, TRIED_NOTE, TYPING_NOTE
from bench.relevance_tasks import OTHER_LANGUAGE, Question, questions
from bench.report import Table, in_child
from marketplace.search import matching, nearness, partly, scoring
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
STOCK, FINAL = "stock BM25F, one field", "this search, with learned terms"
GAIN_HEADS = ("gained", "95 % from", "to")

Ranker = Callable[[Question], list[int]]
Figures = dict[tuple[str, str], list[tuple[float, ...]]]  # task, half → figures of HEADS of each question


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
def weighted(weights: Weights) -> Iterator[None]:
    """Other weights of the text fields, for a while."""
    before = dict(TEXT_FIELDS)
    TEXT_FIELDS.update(weights)
    try:
        yield
    finally:
        TEXT_FIELDS.update(before)


@contextmanager
def changed(module: ModuleType, name: str, value: float) -> Iterator[None]:
    """Another value of a constant, for a while."""
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)


def weights(title: float, abstract: float, b: float | None = None) -> Weights:
    """Weights of titles and abstracts; everything else as it is. `b` for both, else each its own."""
    new = {"title": title, "abstract": abstract}
    return {
        name: (new[name.rpartition("_")[0]], TEXT_FIELDS[name][1] if b is None else b)
        for name in TEXT_FIELDS
        if name.rpartition("_")[0] in new
    }


TRIED: tuple[tuple[str, Callable[[], AbstractContextManager[None]]], ...] = (
    ("as the site has them", nullcontext),
    *((f"title {t}, abstract 1", lambda t=t: weighted(weights(t, 1))) for t in (1, 3, 5)),
    ("title 2, abstract 1, b 0.4", lambda: weighted(weights(2, 1, 0.4))),
    ("k1 2.0", partial(changed, scoring, "SATURATION", 2.0)),
    *((f"share of the best {share}", partial(changed, partly, "SHARE", share)) for share in (0.2, 0.6)),
    ("words together 0", partial(changed, nearness, "TOGETHER", 0.0)),
)


def evaluate(rank: Ranker, asked: Sequence[Question]) -> Figures:
    """The figures of every question, for each task and half."""
    figures: Figures = {}
    for question in asked:
        figures.setdefault((question.task, question.half), []).append(
            measures(rank(question), question.gains)
        )
    return figures


def means(figures: Figures) -> dict[tuple[str, str], tuple[float, ...]]:
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
        STOCK: StockBM25(place),
        "this search, only what was typed": Ours(place, records, exact=True),
        "this search, with its glossary": Ours(place, records, taught=False),
        FINAL: Ours(place, records),
    }
    ranked = {name: evaluate(rank, asked) for name, rank in rankers.items()}
    figures = {name: means(found) for name, found in ranked.items()}
    count = Counter((question.task, question.half) for question in asked)
    tables = []
    for task in dict.fromkeys(question.task for question in asked):
        table = Table(task, ("search", "half", "questions", *HEADS), note=NOTES[task])
        for name, found in figures.items():
            for part in HALVES:
                table.add(name, part, count[task, part], *(f"{figure:.3f}" for figure in found[task, part]))
        tables.append(table)
    return [*tables, beside_stock(ranked[STOCK], ranked[FINAL])]


def beside_stock(stock: Figures, ours: Figures) -> Table:
    """How much more nDCG@10 than stock, question by question, and how sure that is."""
    table = Table(
        "beside stock BM25F, nDCG@10", ("task", "half", "stock", "ours", *GAIN_HEADS), note=GAIN_NOTE
    )
    column = HEADS.index("nDCG@10")
    for task, part in stock:
        pair = [np.array([row[column] for row in found[task, part]]) for found in (stock, ours)]
        low, high = interval(pair[1] - pair[0])
        cells = (pair[0].mean(), pair[1].mean())
        gained = (cells[1] - cells[0], low, high)
        table.add(task, part, *(f"{cell:.3f}" for cell in cells), *(f"{one:+.3f}" for one in gained))
    return table


def tried(place: Path, records: Sequence[Record], asked: Sequence[Question]) -> Table:
    """nDCG@10 under other weights and rules, chosen on the one half; the other is held back."""
    tasks = list(dict.fromkeys(question.task for question in asked))
    table = Table("weights and rules tried, nDCG@10", ("tried", "half", *tasks, "mean"), note=TRIED_NOTE)
    for name, otherwise in TRIED:
        with otherwise():
            found = means(evaluate(Ours(place, records), asked))
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
