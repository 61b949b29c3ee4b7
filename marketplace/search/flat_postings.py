"""The posting lists of one field in one segment as flat arrays, made from tokens or from other segments.

T terms, P postings (pairs of term and document), N documents. `uint` is the smallest unsigned type that will do.

    text         u1    [bytes]  the terms in UTF-8, ascending, one behind the other
    ends         uint  [T + 1]  term t is text[ends[t]:ends[t + 1]]
    heads        u8    [T]      the first 8 bytes of each term as a number, most significant first, to look terms up by
    first        uint  [T + 1]  its postings are rows first[t] … first[t + 1] - 1 of `documents` and `counts`
    documents    u4    [P]      numbers of documents within the segment, ascending within a term
    counts       uint  [P]      how often the term occurs in the document
    first_place  uint  [T + 1]  where the positions of term t begin in `places`      (positional fields only)
    places       uint  [sum of counts]  positions in the document, ascending within a posting      (the same)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from marketplace.search.flat_file import FlatFile, narrow

Numbers = NDArray[Any]
PARTS = ("text", "ends", "heads", "first", "documents", "counts")
PLACED_PARTS = (*PARTS, "first_place", "places")


class FieldPostings(NamedTuple):
    """See above; `first_place` and `places` are empty where the field keeps no positions."""

    text: Numbers
    ends: Numbers
    heads: Numbers
    first: Numbers
    documents: Numbers
    counts: Numbers
    first_place: Numbers
    places: Numbers

    @classmethod
    def read(cls, file: FlatFile | dict[str, Numbers], field: str) -> FieldPostings:
        parts = PLACED_PARTS if f"{field}/places" in file else PARTS
        found = [file[f"{field}/{part}"] for part in parts]
        return cls(*found, *[_NONE] * (len(PLACED_PARTS) - len(found)))

    def arrays(self, field: str) -> dict[str, Numbers]:
        """What is written of the field, by name."""
        parts = PLACED_PARTS if len(self.first_place) else PARTS
        return {f"{field}/{part}": getattr(self, part) for part in parts}

    def terms(self) -> list[bytes]:
        text, ends = self.text.tobytes(), self.ends.tolist()
        return [text[start:end] for start, end in zip(ends, ends[1:], strict=False)]


_NONE: Numbers = np.empty(0, np.uint8)


def head_bytes(term: bytes) -> bytes:
    """What `heads` keeps of a term, as bytes."""
    return term[:8].ljust(8, b"\0")


def gather(
    keys: Numbers,
    documents: Numbers,
    terms_of: Callable[[NDArray[np.int64]], list[bytes]],
    places: Numbers | None = None,
) -> FieldPostings:
    """Postings of tokens.

    `keys`: for each token a number for its term, in the order of terms; `documents`: its document; `places`: its
    position. Those of one term must ascend by document, then position. `terms_of` gives the terms of ascending keys.
    """
    order = _stable(keys)
    of_token, of_document = keys[order].astype(np.int64), documents[order]
    new_term = np.ones(len(order), bool)
    new_term[1:] = of_token[1:] != of_token[:-1]
    new = new_term.copy()
    new[1:] |= of_document[1:] != of_document[:-1]
    starts = np.flatnonzero(new)
    counts = np.diff(starts, append=len(order))
    ranks = np.cumsum(new_term)[starts] - 1
    terms = terms_of(of_token[new_term])
    return _laid_out(terms, ranks, of_document[starts], counts, None if places is None else places[order])


def join(parts: Sequence[tuple[FieldPostings, NDArray[np.int64]]]) -> FieldPostings:
    """Postings of several segments as those of one.

    Beside each stand the new numbers of its documents, -1 for those that are left out; they ascend over all parts.
    """
    listed = [part.terms() for part, _ in parts]
    terms = sorted(set().union(*listed))
    ranks_by_term = {term: rank for rank, term in enumerate(terms)}
    placed = any(len(part.first_place) for part, _ in parts)
    ranks, documents, counts, places = [], [], [], []
    for (part, renumbered), names in zip(parts, listed, strict=True):
        of_term = np.fromiter(map(ranks_by_term.__getitem__, names), np.int64, len(names))
        document = renumbered[part.documents]
        kept = document >= 0
        first = part.first.astype(np.int64)
        ranks.append(np.repeat(of_term, first[1:] - first[:-1])[kept])
        documents.append(document[kept])
        counts.append(part.counts[kept].astype(np.int64))
        places.append(part.places[np.repeat(kept, part.counts)] if placed else _NONE)
    order = _stable(all_ranks := _joined(ranks))
    all_counts = _joined(counts)
    moved = _joined(places)[_spread(all_counts, order)] if placed else None
    return _laid_out(terms, all_ranks[order], _joined(documents)[order], all_counts[order], moved)


def _laid_out(
    terms: list[bytes], ranks: Numbers, documents: Numbers, counts: Numbers, places: Numbers | None
) -> FieldPostings:
    """The arrays of postings in order; terms without any are left out."""
    per_term = np.bincount(ranks, minlength=len(terms))
    if not per_term.all():
        terms = [term for term, count in zip(terms, per_term.tolist(), strict=True) if count]
        per_term = per_term[per_term > 0]
    first = _begins(per_term)
    return FieldPostings(
        text=np.frombuffer(b"".join(terms), np.uint8),
        ends=narrow(_begins(list(map(len, terms)))),
        heads=np.frombuffer(b"".join(map(head_bytes, terms)), ">u8").astype(np.uint64),
        first=narrow(first),
        documents=documents.astype(np.uint32),
        counts=narrow(counts),
        first_place=_NONE if places is None else narrow(_begins(counts)[first]),
        places=_NONE if places is None else narrow(places),
    )


def _stable(ranks: Numbers) -> NDArray[np.int64]:
    """The order by rank that keeps equals as they are. Sorting rank and place as one number is by far the fastest."""
    bits = max(1, len(ranks)).bit_length()
    keys = (ranks.astype(np.int64) << bits) | np.arange(len(ranks))
    keys.sort()
    return keys & ((1 << bits) - 1)


def _spread(counts: NDArray[np.int64], order: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where the elements of groups of these sizes stand when the groups are taken in this order."""
    begins, sizes = _begins(counts)[:-1][order], counts[order]
    return np.repeat(begins - _begins(sizes)[:-1], sizes) + np.arange(sizes.sum())


def _begins(sizes: Iterable[int] | Numbers) -> NDArray[np.int64]:
    """Where groups of these sizes begin that stand one behind the other, and where the last one ends."""
    return np.concatenate(([0], np.cumsum(np.asarray(sizes, np.int64)))).astype(np.int64)


def _joined(parts: list[Numbers]) -> Numbers:
    return np.concatenate(parts) if parts else np.empty(0, np.int64)
