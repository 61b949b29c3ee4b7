"""What somebody may be about to type: words of the index and whole names that begin so, the most frequent first.

Words begin like the last one typed. They come from the sorted terms of the text fields, where those with a common
beginning lie side by side, so that the number of documents of each is a difference of two neighbouring offsets.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from marketplace.search.counting import documents_with, held
from marketplace.search.names import INVENTOR, OWNER, beginning, named, spoken_beginnings
from marketplace.search.normalise import fold, is_han
from marketplace.search.number_forms import asked_form
from marketplace.search.schema import NAMES, NUMBERS, TEXT_FIELDS
from marketplace.search.segments import Segment
from marketplace.search.snapshot import Snapshot
from marketplace.search.tokens import coarse_words

LONGEST_TYPED = 100  # characters that are looked at
_FIELDS = tuple(field for field in TEXT_FIELDS if field not in ("owner", "inventor"))
_LOOKED_AT = 40  # terms of one kind, before those that the site does not have are left out
_BEHIND_ALL = b"\xff"


class Suggested(NamedTuple):
    """Whole query texts, names as printed, and documents whose number begins so."""

    texts: list[str]
    owners: list[str]
    inventors: list[str]
    documents: list[int]


def suggest(snapshot: Snapshot, site_id: int, typed: str, most: int) -> Suggested:
    """At most `most` of each kind; all of them lead to listings of the site."""
    allowed = snapshot.on_site(site_id)
    folded = fold(typed[:LONGEST_TYPED]).strip()
    if not folded:
        return Suggested([], [], [], [])
    return Suggested(
        _texts(snapshot, allowed, folded, most),
        _names(snapshot, allowed, OWNER, typed, most),
        _names(snapshot, allowed, INVENTOR, typed, most),
        _numbered(snapshot, allowed, folded, most),
    )


def _texts(snapshot: Snapshot, allowed: NDArray[np.bool_], folded: str, most: int) -> list[str]:
    """What was typed with its last word completed: as it stands, then as the dictionary cuts it."""
    head, space, last = folded.rpartition(" ")
    found = [head + space + word for word in _words(snapshot, allowed, last, most)]
    pieces = coarse_words(last) if len(found) < most and any(map(is_han, last)) else []
    if pieces and pieces[-1] != last and last.endswith(pieces[-1]):
        head += space + last.removesuffix(pieces[-1])
        found += [head + word for word in _words(snapshot, allowed, pieces[-1], most)]
    return [text for text in dict.fromkeys(found) if text != folded][:most]


def _words(snapshot: Snapshot, allowed: NDArray[np.bool_], prefix: str, most: int) -> list[str]:
    frequent: Counter[bytes] = Counter()
    for segment in snapshot.segments:
        for field in _FIELDS:
            for term, count in _frequent(segment, field, prefix.encode()):
                frequent[term] = max(frequent[term], count)
    found = sorted(frequent, key=lambda term: (-frequent[term], term))[:_LOOKED_AT]
    there = (term for term in map(bytes.decode, found) if _held(snapshot, allowed, _FIELDS, term))
    return [term for term, _ in zip(there, range(most), strict=False)]


def _frequent(segment: Segment, field: str, prefix: bytes) -> list[tuple[bytes, int]]:
    """The terms of a field with that beginning that most documents hold, and how many do."""
    terms, lists = segment.field(field)
    first, end = terms.place(prefix), terms.place(prefix + _BEHIND_ALL)
    if first >= end:
        return []
    counts = np.diff(lists.first[first : end + 1].astype(np.int64))
    places = (
        np.argpartition(-counts, _LOOKED_AT)[:_LOOKED_AT] if len(counts) > _LOOKED_AT else range(len(counts))
    )
    return [(terms[first + int(place)], int(counts[place])) for place in places]


def _names(snapshot: Snapshot, allowed: NDArray[np.bool_], kind: str, typed: str, most: int) -> list[str]:
    words = fold(typed).split()
    begins = [beginning(kind, typed.strip()), *spoken_beginnings(kind, words, unfinished=True)]
    found: dict[str, None] = {}
    for term in (term for one in begins for term in snapshot.terms_with(NAMES, one, _LOOKED_AT)):
        if named(term).name not in found and _held(snapshot, allowed, (NAMES,), term):
            found[named(term).name] = None
            if len(found) == most:
                break
    return list(found)


def _numbered(snapshot: Snapshot, allowed: NDArray[np.bool_], folded: str, most: int) -> list[int]:
    form = asked_form(folded)
    if not form:
        return []
    found: dict[int, None] = {}
    for term in snapshot.terms_with(NUMBERS, form, _LOOKED_AT):
        documents = documents_with(snapshot, NUMBERS, term)
        found |= dict.fromkeys(documents[allowed[documents]].tolist())
    return list(found)[:most]


def _held(snapshot: Snapshot, allowed: NDArray[np.bool_], fields: tuple[str, ...], term: str) -> bool:
    return any(held(snapshot, allowed, field, term) for field in fields)
