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
from itertools import compress, repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from marketplace.search.flat_file import FlatFile, Target, narrow

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

    def terms(self, first: int = 0, behind: int | None = None) -> list[bytes]:
        """The terms from one place to before another."""
        ends = self.ends[first : len(self.ends) if behind is None else behind + 1].tolist()
        text = self.text[ends[0] : ends[-1]].tobytes()
        return [text[start - ends[0] : end - ends[0]] for start, end in zip(ends, ends[1:], strict=False)]


_NONE: Numbers = np.empty(0, np.uint8)
_HEAD = 8  # bytes of a term
_TERMS_AT_ONCE = 50_000  # of the part that has most


def head_bytes(term: bytes) -> bytes:
    """What `heads` keeps of a term, as bytes."""
    return term[:_HEAD].ljust(_HEAD, b"\0")


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


def join(parts: Sequence[tuple[FieldPostings, NDArray[np.int64]]], field: str, target: Target) -> None:
    """Put the postings of a field in several segments into the target as those of one.

    Beside each part stand the new numbers of its documents, -1 for those that are left out; they ascend over all parts.
    The postings of a term lie together in each part, and go as they are behind those of the parts before it.
    """
    kept = [renumbered[part.documents] >= 0 for part, renumbered in parts]
    sizes = [_per_group(taken, part.first) for taken, (part, _) in zip(kept, parts, strict=True)]
    terms, ranks = _all_terms([part for part, _ in parts], sizes)
    for name, array in terms.items():
        target.put(f"{field}/{name}", array)
    first, begins = _behind_each_other(ranks, sizes, len(terms["heads"]))
    target.put(f"{field}/first", narrow(first))
    documents = target.room(f"{field}/documents", np.uint32, int(first[-1]))
    counts = target.room(f"{field}/counts", _widest([part.counts for part, _ in parts]), int(first[-1]))
    for (part, renumbered), taken, begin, size in zip(parts, kept, begins, sizes, strict=True):
        to = _spread(begin, size)
        documents[to] = renumbered[part.documents[taken]]
        counts[to] = part.counts[taken]
    if any(len(part.first_place) for part, _ in parts):
        taken_places = [np.repeat(one, part.counts) for one, (part, _) in zip(kept, parts, strict=True)]
        _join_places([part for part, _ in parts], taken_places, ranks, f"{field}/", target)


def _join_places(
    parts: Sequence[FieldPostings],
    kept: Sequence[NDArray[np.bool_]],
    ranks: Sequence[NDArray[np.int64]],
    prefix: str,
    target: Target,
) -> None:
    """The positions, which lie together for a term as its postings do."""
    sizes = [_per_group(taken, part.first_place) for taken, part in zip(kept, parts, strict=True)]
    first, begins = _behind_each_other(ranks, sizes, 1 + max(int(rank.max(initial=-1)) for rank in ranks))
    target.put(f"{prefix}first_place", narrow(first))
    places = target.room(f"{prefix}places", _widest([part.places for part in parts]), int(first[-1]))
    for part, taken, begin, size in zip(parts, kept, begins, sizes, strict=True):
        places[_spread(begin, size)] = part.places[taken]


def _all_terms(
    parts: Sequence[FieldPostings], sizes: Sequence[NDArray[np.int64]]
) -> tuple[dict[str, Numbers], list[NDArray[np.int64]]]:
    """The arrays of the terms that keep postings in any part; for the terms of each part the place there, or -1.

    Terms are compared some thousand at a time: those whose first bytes lie between two bounds, in all parts.
    """
    largest = max((part.heads for part in parts), key=len)
    bounds = largest[::_TERMS_AT_ONCE][1:]
    cuts = [[0, *np.searchsorted(part.heads, bounds).tolist(), len(part.heads)] for part in parts]
    ranks = [np.full(len(part.heads), -1, np.int64) for part in parts]
    told: list[_Told] = []
    count = 0
    for chunk in range(len(bounds) + 1):
        listed = [part.terms(cut[chunk], cut[chunk + 1]) for part, cut in zip(parts, cuts, strict=True)]
        used: set[bytes] = set()
        for names, cut, size in zip(listed, cuts, sizes, strict=True):
            used.update(compress(names, (size[cut[chunk] : cut[chunk + 1]] > 0).tolist()))
        terms = sorted(used)
        places = dict(zip(terms, range(count, count + len(terms)), strict=True))
        for rank, names, cut in zip(ranks, listed, cuts, strict=True):
            found = map(places.get, names, repeat(-1))
            rank[cut[chunk] : cut[chunk + 1]] = np.fromiter(found, np.int64, len(names))
        told.append(_told(terms))
        count += len(terms)
    return _arrays_of(told), ranks


def _behind_each_other(
    ranks: Sequence[NDArray[np.int64]], sizes: Sequence[NDArray[np.int64]], terms: int
) -> tuple[NDArray[np.int64], list[NDArray[np.int64]]]:
    """Where the group of each term begins, and the end; and for each part where what it has of each group begins."""
    held = [np.flatnonzero(size) for size in sizes]
    whole = np.zeros(terms, np.int64)
    for rank, size, some in zip(ranks, sizes, held, strict=True):
        whole[rank[some]] += size[some]
    first = _begins(whole)
    free = first[:-1].copy()
    begins = []
    for rank, size, some in zip(ranks, sizes, held, strict=True):
        begin = np.zeros(len(size), np.int64)
        begin[some] = free[rank[some]]
        free[rank[some]] += size[some]
        begins.append(begin)
    return first, begins


def _per_group(kept: NDArray[np.bool_], first: Numbers) -> NDArray[np.int64]:
    """How many of each group are kept; group g is first[g] … first[g + 1] - 1."""
    return np.diff(first.astype(np.int64) if kept.all() else _begins(kept)[first])


def _spread(begins: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where the elements of groups of these sizes go that are to begin at these places."""
    return np.repeat(begins - _begins(sizes)[:-1], sizes) + np.arange(sizes.sum())


def _widest(arrays: Sequence[Numbers]) -> np.dtype[Any]:
    return np.result_type(*arrays)


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
        **_arrays_of([_told(terms)]),
        first=narrow(first),
        documents=documents.astype(np.uint32),
        counts=narrow(counts),
        first_place=_NONE if places is None else narrow(_begins(counts)[first]),
        places=_NONE if places is None else narrow(places),
    )


class _Told(NamedTuple):
    """Some terms in their order: their bytes one behind the other, how many each has, `heads`."""

    text: Numbers
    lengths: Numbers
    heads: Numbers


def _told(terms: list[bytes]) -> _Told:
    text = np.frombuffer(b"".join([*terms, bytes(_HEAD)]), np.uint8)
    lengths = np.fromiter(map(len, terms), np.int64, len(terms))
    letters = np.arange(_HEAD)
    beginnings = text[_begins(lengths)[:-1, None] + letters]
    beginnings *= lengths[:, None] > letters
    return _Told(text[:-_HEAD], lengths, beginnings.view(">u8").ravel().astype(np.uint64))


def _arrays_of(told: list[_Told]) -> dict[str, Numbers]:
    """The arrays that tell all of these terms."""
    text, lengths, heads = (np.concatenate(parts) for parts in zip(*told, strict=True))
    return {"text": text, "ends": narrow(_begins(lengths)), "heads": heads}


def _stable(ranks: Numbers) -> NDArray[np.int64]:
    """The order by rank that keeps equals as they are. Sorting rank and place as one number is by far the fastest."""
    bits = max(1, len(ranks)).bit_length()
    keys = (ranks.astype(np.int64) << bits) | np.arange(len(ranks))
    keys.sort()
    return keys & ((1 << bits) - 1)


def _begins(sizes: Iterable[int] | Numbers) -> NDArray[np.int64]:
    """Where groups of these sizes begin that stand one behind the other, and where the last one ends."""
    each = np.asarray(sizes)
    begins = np.zeros(len(each) + 1, np.int64)
    np.cumsum(each, out=begins[1:])
    return begins
