"""The questions of `bench relevance` and what would answer them. All are made from the records or kept in judgements/.

Gains: 1 for the one document sought; for classes 2 in the same subgroup, 1 in the same main group of the IPC.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.relevance_corpus import Record, half, share
from bench.report import ROOT, SEED

EVERYDAY = ROOT / "bench" / "judgements" / "everyday.txt"
MOST_OF_CLASS = 3_000  # documents; a larger subgroup says nothing of what is sought
WORDS_OF_NEED = 200

OWN_TITLE = "title → own abstract"
OTHER_LANGUAGE = "title → text in the other language"
CLASS = "title → same class"
NEED = "a need of up to 200 words → same class"
EVERYDAY_WORDS = "everyday words → class"


@dataclass(frozen=True)
class Question:
    """`gains`: document → how much finding it is worth; `without`: the document that the question was made from."""

    task: str
    half: str
    text: str
    gains: dict[int, int]
    without: int = 0


def questions(records: Sequence[Record], most: int) -> list[Question]:
    """All of them, at most so many of each task and half."""
    return [
        *_sample(own_titles(records), most),
        *_sample(other_language(records), most),
        *_sample(same_class(records, CLASS), most),
        *_sample(same_class(records, NEED), most // 2),
        *everyday(records),
    ]


def own_titles(records: Iterable[Record]) -> list[Question]:
    return [
        Question(OWN_TITLE, half(record.number), record.hidden, {record.id: 1})
        for record in records
        if record.hidden
    ]


def other_language(records: Iterable[Record]) -> list[Question]:
    return [
        Question(OTHER_LANGUAGE, half(record.number), record.other_language, {record.id: 1})
        for record in records
        if record.other_language
    ]


def same_class(records: Sequence[Record], task: str) -> list[Question]:
    """By the first class, which is the main one. Titles as they are, or the abstract's beginning as a need."""
    of_group: dict[str, dict[int, str]] = defaultdict(dict)
    for record in records:
        if record.classes:
            of_group[record.classes[0].split("/")[0]][record.id] = record.classes[0]
    found = []
    for record in records:
        title, abstract = record.title_zh or record.title_en, record.abstract_zh or record.abstract_en
        if not record.classes or not title or share(record.number, task) >= 15:
            continue
        group = of_group[record.classes[0].split("/")[0]]
        gains = {
            other: 1 + (code == record.classes[0]) for other, code in group.items() if other != record.id
        }
        text = title if task == CLASS else beginning(abstract)
        if gains and len(gains) <= MOST_OF_CLASS:
            found.append(Question(task, half(record.number), text, gains, record.id))
    return found


def beginning(text: str) -> str:
    """The first 200 words, or twice as many Chinese characters."""
    return " ".join(text.split()[:WORDS_OF_NEED])[: WORDS_OF_NEED * (2 if not text.isascii() else 10)]


def everyday(records: Sequence[Record]) -> list[Question]:
    """The questions kept in judgements/, in a fixed order over both halves."""
    found = []
    for line in EVERYDAY.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        text, _, prefixes = line.partition(" = ")
        wanted = tuple(prefixes.split())
        gains = {
            record.id: 1 for record in records if any(code.startswith(wanted) for code in record.classes)
        }
        if gains:
            found.append(Question(EVERYDAY_WORDS, half(text), text, gains))
    return found


def _sample(found: list[Question], most: int) -> list[Question]:
    chosen: list[Question] = []
    for name in ("chosen on", "held back"):
        of_half = [question for question in found if question.half == name]
        chosen += random.Random(SEED).sample(of_half, min(most, len(of_half)))
    return chosen
