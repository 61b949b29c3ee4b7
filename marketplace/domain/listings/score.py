"""How well a listing's plain-language card serves a factory: points out of 100 and what would add more.

The score is advice. It never blocks a publication.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

WEIGHTS: Mapping[str, int] = {
    "benefit": 20,
    "gain": 20,
    "replaces": 15,
    "needs": 15,
    "problem": 10,
    "first_product": 10,
    "users": 5,
}
"""What each text is worth; the other five points are for texts in both languages."""

BOTH_LANGUAGES = 5
LONGEST_BENEFIT = {"zh": 60, "en": 140}
"""A benefit line beyond this does not fit one line of a search result."""

PATENT_LANGUAGE = (
    "所述", "其特征在于", "本发明", "本实用新型", "实施例", "权利要求", "said ", "wherein", "characterised in that",
    "characterized in that", "embodiment", "according to claim",
)  # fmt: skip
"""Words of claims and descriptions, which a workshop does not read."""

_FIGURE = re.compile(r"[0-9０-９]|[一二两三四五六七八九十百千万半]成|[一二两三四五六七八九十]倍")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Hint:
    """What would make the card better. `field` is the text it concerns, `points` what it would add."""

    code: str
    field: str
    points: int


@dataclass(frozen=True, slots=True)
class Score:
    """`points` of 100 with the hints that lead to the rest, the most worthwhile first."""

    points: int
    hints: tuple[Hint, ...]


def score_of(card: Mapping[str, Pair]) -> Score:
    """The score of a card.

    Args:
        card: the Chinese and the English text of each field of WEIGHTS; a field that is missing counts as empty.
    """
    written = {field: (zh.strip(), en.strip()) for field, (zh, en) in card.items()}
    hints: list[Hint] = []
    for field, weight in WEIGHTS.items():
        texts = written.get(field, ("", ""))
        if any(texts):
            hints += _flaws(field, texts, weight)
        else:
            hints.append(Hint("missing", field, weight))
    there = [written[field] for field in WEIGHTS if any(written.get(field, ("", "")))]
    if not there or not all(all(texts) for texts in there):
        hints.append(Hint("one_language", "", BOTH_LANGUAGES))
    lost = sum(hint.points for hint in hints)
    return Score(100 - lost, tuple(sorted(hints, key=lambda hint: -hint.points)))


def _flaws(field: str, texts: Pair, weight: int) -> list[Hint]:
    """What is wrong with a text that is there: together at most its weight."""
    found = []
    if field == "gain" and not any(_FIGURE.search(text) for text in texts):
        found.append(Hint("no_figure", field, weight // 2))
    if field == "benefit" and any(
        len(text) > LONGEST_BENEFIT[lang] for lang, text in zip(("zh", "en"), texts, strict=True)
    ):
        found.append(Hint("too_long", field, weight // 4))
    if any(word in text.lower() for word in PATENT_LANGUAGE for text in texts):
        found.append(Hint("patent_language", field, weight // 4))
    return found
