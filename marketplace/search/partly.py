"""Which documents are results that hold only some of the words asked for.

A word tells the more the fewer documents hold it (its worth). The document whose words are worth most sets the measure:
those of a result are worth at least SHARE of that, or less where no document holds all and hardly any holds so much.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from marketplace.search.clauses import AllWords, Clause

FEW = 20  # documents; where fewer hold many words, or
VERY_FEW = 5  # where fewer hold two, those that hold some are results too
MANY = 3  # words
SHARE = 0.4


def enough_for(parts: int) -> int:
    """How many documents with all of so many words are enough: of many words some will be wrong."""
    return 0 if parts < 2 else VERY_FEW if parts < MANY else FEW


def worth(holding: int, documents: int) -> int:
    """What a word tells that so many of the documents hold, in thousandths; 0 where none does."""
    rarity = math.log(1 + (documents - holding + 0.5) / (holding + 0.5))
    return max(1, round(1000 * rarity)) if holding else 0


def worths(holding: Sequence[int], documents: int) -> list[int]:
    """What a word tells, the first, and what those inside it do: none of them more than the word, if that is held."""
    whole, *inner = (worth(number, documents) for number in holding)
    return [whole, *(min(each, whole) if whole else each for each in inner)]


def least_worth(held: NDArray[np.float32], holding_all: int) -> int:
    """What the words of a result are worth at least; `held`: what those of each document are worth."""
    if not len(held):
        return 0
    share = math.ceil(SHARE * int(held.max()))
    if holding_all:
        return share
    last = max(0, len(held) - VERY_FEW)
    return min(share, int(np.partition(held, last)[last]))


def inner_words(part: Clause) -> Iterator[AllWords]:
    """The words inside a word or term, which count for it where it is not held as a whole."""
    if all(isinstance(wanted, AllWords) for wanted in part.alternatives):
        for wanted in part.alternatives:
            if isinstance(wanted, AllWords) and len(wanted.tokens) > 1:
                several = len(wanted.pieces) > 1
                inside = (token for token in wanted.tokens if several or token not in wanted.pieces)
                yield from (AllWords((token,), (token,), wanted.fields) for token in inside)
