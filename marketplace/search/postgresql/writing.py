"""Writing to the index in the database: as `writer.py` does in a folder, but every commit is one transaction.

The segments are read and made outside the transaction; it then only counts if nobody else has committed meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np

from marketplace.search.building import Part, SegmentBuilder, segment_of
from marketplace.search.codec import FlatSegment
from marketplace.search.flat_file import FlatFile, Torn
from marketplace.search.folder import Busy
from marketplace.search.postgresql.stored_file import as_bytes, whole
from marketplace.search.postgresql.stored_snapshot import described
from marketplace.search.segments import Damaged
from marketplace.search.snapshot import INDEX_NAME
from marketplace.search.telling import Tell
from marketplace.search.writer import built, live, to_merge
from marketplace.store.db import db
from marketplace.store.listings import search_rows
from marketplace.store.listings.search_rows import ListingRow
from marketplace.store.office import search_index
from marketplace.store.office.outbox import Position
from marketplace.store.office.search_index import Change, Described, Outrun, SearchIndex

_ids: dict[str, np.ndarray] = {}  # segment → the listings in it; segments never change


def replace(
    index_id: int, listing_ids: Sequence[int], rows: Iterable[ListingRow], position: Position, tell: Tell
) -> None:
    """Put `rows` in the place of the documents of these listings and note the position reached, in one transaction.

    Raises:
        Damaged: the index cannot be read.
        Busy: somebody else writes to it.
    """
    added = built(rows, tell)
    db.session.rollback()
    index, listed = _read(index_id)
    segments = {described(one): one for one in listed}
    _forget_others(listed)
    changed = [segment for segment, one in segments.items() if _delete(segment, one, listing_ids)]
    taken = to_merge(list(segments)) if added.size or changed else []
    change = Change(
        added=_segment(added, [(segment, segments[segment]) for segment in taken]),
        deleted={segments[segment].id: _numbers(segment) for segment in changed if segment not in taken},
        gone=[segments[segment].id for segment in taken],
    )
    _commit(index_id, index.commits, change, position)


def append(index_id: int, rows: Iterator[ListingRow], limit: int, tell: Tell) -> int:
    """Add the next `limit` listings, which the index does not hold yet, as a segment of their own; how many they were.

    Raises:
        Busy: somebody else writes to it.
    """
    added = built(islice(rows, limit), tell)
    if added.size:
        db.session.rollback()
        index = search_index.found(index_id)
        _commit(index_id, index.commits, Change(added=_segment(added, [])), (index.xid, index.outbox_id))
    return added.size


def note(index_id: int, position: Position) -> None:
    """Note the position reached, where it stands with no commit yet."""
    db.session.rollback()
    index = search_index.found(index_id)
    if (index.xid, index.outbox_id) != position or not index.mark:
        _commit(index_id, index.commits, Change(), position)


def _read(index_id: int) -> tuple[SearchIndex, list[Described]]:
    index = search_index.found(index_id)
    try:
        return index, search_index.segments_of(index_id)
    except LookupError as fault:
        raise Damaged(repr(fault)) from fault


def _commit(index_id: int, seen: int, change: Change, position: Position) -> None:
    mark = search_rows.outbox_mark(position)
    try:
        search_index.commit(index_id, seen, change, position=position, mark=mark)
    except Outrun:
        raise Busy("indexer") from None


def _delete(segment: FlatSegment, one: Described, listing_ids: Sequence[int]) -> bool:
    """Mark the documents of these listings as deleted; whether there were any that were not yet."""
    before = segment.deleted_count()
    for number in np.flatnonzero(np.isin(_ids_of(one), listing_ids)).tolist():
        segment.delete_document(number)
    return segment.deleted_count() > before


def _ids_of(one: Described) -> np.ndarray:
    if one.name not in _ids:
        _ids[one.name] = _whole(one)["id"].copy()
    return _ids[one.name]


def _forget_others(listed: Sequence[Described]) -> None:
    for name in set(_ids).difference(one.name for one in listed):
        del _ids[name]


def _segment(
    added: SegmentBuilder, taken: Sequence[tuple[FlatSegment, Described]]
) -> tuple[str, int, bytes] | None:
    """One segment of the documents added and those that are left of segments taken; None where there is no document."""
    parts: list[Part] = [(_whole(one), live(segment)) for segment, one in taken]
    size = added.size + sum(int(kept.sum()) for _, kept in parts)
    if not size:
        return None
    return FlatSegment(INDEX_NAME, size).segment_id(), size, as_bytes(segment_of(added, parts))


def _whole(one: Described) -> FlatFile:
    try:
        return whole(one.id, one.size)
    except (LookupError, Torn) as fault:
        raise Damaged(repr(fault)) from fault


def _numbers(segment: FlatSegment) -> bytes:
    return np.array(sorted(segment.deleted_docs()), "<u4").tobytes()
