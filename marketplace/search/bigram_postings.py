"""The posting lists of the bigram field, from the codes of `cutting.py`.

A code becomes a key, so that keys stand in the order of the terms in UTF-8:

    number of the first character | 1 bit: a word that is not Chinese | number of the second character or of the word

Characters are numbered from 1 on as they ascend, words by their place among the sorted ones; 0 is no character.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from marketplace.search.cutting import WHOLE, Numbers
from marketplace.search.flat_postings import FieldPostings, gather


def bigram_postings(
    codes: Numbers, documents: Numbers, places: Numbers, terms: list[bytes], ranks: NDArray[np.int64]
) -> FieldPostings:
    """`terms`: the sorted words; `ranks`: the place among them of the word with each number."""
    first, second = (codes >> 32).astype(np.int64), (codes & 0xFFFFFFFF).astype(np.int64)
    whole = np.flatnonzero(first == 0)
    words = ranks[second[whole] - WHOLE]
    beginnings = np.array([ord(term.decode()[0]) for term in terms], np.int64)
    first[whole], second[whole] = beginnings[words], 0
    highest = max(int(first.max(initial=0)), int(second.max(initial=0)))
    seen = np.zeros(highest + 1, bool)  # mostly far fewer than all characters there are
    seen[first] = seen[second] = True
    seen[0] = False
    characters = np.append(0, np.flatnonzero(seen))
    numbers = np.cumsum(seen)
    bits = max(len(characters), len(terms)).bit_length()
    keys = (numbers[first] << (bits + 1)) | numbers[second]
    keys[whole] |= (1 << bits) | words

    def terms_of(found: NDArray[np.int64]) -> list[bytes]:
        behind = found & ((1 << bits) - 1)
        is_word = found >> bits & 1 == 1
        pairs = np.stack([characters[found >> (bits + 1)], characters[np.where(is_word, 0, behind)]], axis=1)
        text = pairs.astype("<u4").tobytes().decode("utf-32-le")
        listed = zip(is_word.tolist(), behind.tolist(), strict=True)
        return [
            terms[rank] if word else text[2 * at : 2 * at + (2 if rank else 1)].encode()
            for at, (word, rank) in enumerate(listed)
        ]

    return gather(keys, documents, terms_of, places)
