"""Writing the index: batches of changed listings in one commit each.

A commit writes one new segment file and then, by renaming it into place, Whoosh's table of contents, which names the
segments that count. Whoever is killed in between leaves a file that nobody reads and the next commit removes.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.index import TOC, FileIndex, LockError, clean_files
from whoosh.util.filelock import try_for

from marketplace.search.building import Part, SegmentBuilder, join_segments, segment_of
from marketplace.search.codec import FlatSegment, IndexFiles
from marketplace.search.document import document
from marketplace.search.flat_file import write_arrays, writing
from marketplace.search.schema import make_schema
from marketplace.search.segments import Damaged, Segment
from marketplace.search.snapshot import INDEX_NAME
from marketplace.search.telling import Tell, silent
from marketplace.store.listings.search_rows import ListingRow

MERGED_TOGETHER = 4  # segments of about one size become one
LARGEST_MERGED = 50_000  # documents; larger segments are only rewritten by a rebuild
_PATIENCE = 30.0  # seconds to wait for another writer


def create_index(path: Path) -> None:
    """Make an empty index in an empty folder."""
    FileIndex.create(IndexFiles(path), make_schema(), INDEX_NAME)


def replace(path: Path, listing_ids: Sequence[int], rows: Iterable[ListingRow], tell: Tell = silent) -> None:
    """Put `rows` in the place of the documents of these listings, in one commit. Each listing at most once.

    Raises:
        Damaged: the index cannot be read or written.
    """
    added = built(rows, tell)
    with _damage_told(), _locked(path) as toc:
        segments = {described: Segment(path, described) for described in toc.segments}
        gone = sum(_delete(described, segment, listing_ids) for described, segment in segments.items())
        if added.size or gone:
            taken = to_merge(toc.segments)
            parts: list[Part] = [(segments[described].arrays, live(described)) for described in taken]
            kept = [described for described in toc.segments if described not in taken]
            _commit(path, toc, kept, parts, added)


def append(path: Path, rows: Iterator[ListingRow], limit: int, tell: Tell = silent) -> int:
    """Add the next `limit` listings, which the index does not hold yet, as a segment of their own; how many they were.

    Raises:
        Damaged: the index cannot be read or written.
    """
    added = built(islice(rows, limit), tell)
    write(path, added)
    return added.size


def write(path: Path, added: SegmentBuilder) -> None:
    """Add documents that the index does not hold yet as a segment of their own.

    Raises:
        Damaged: the index cannot be read or written.
    """
    if added.size:
        with _damage_told(), _locked(path) as toc:
            _commit(path, toc, toc.segments, [], added)


def join(path: Path) -> None:
    """Put all segments together: one posting list for each term instead of many is what makes searches fast.

    Raises:
        Damaged: the index cannot be read or written.
    """
    with _damage_told(), _locked(path) as toc:
        if len(toc.segments) > 1:
            parts: list[Part] = [(Segment(path, one).arrays, live(one)) for one in toc.segments]
            joined = FlatSegment(INDEX_NAME, sum(int(taken.sum()) for _, taken in parts))
            with writing(joined.path_in(path)) as target:
                join_segments(parts, target)
            _name(path, toc, [joined])


def built(rows: Iterable[ListingRow], tell: Tell) -> SegmentBuilder:
    """The documents of these listings. One that cannot be made is told and left out, so that the others are found."""
    builder = SegmentBuilder()
    for row in rows:
        try:
            made = document(row)
        except Exception as fault:
            tell("skipped", listing_id=row.id, fault=repr(fault))
        else:
            builder.add(*made)
    return builder


def _delete(described: FlatSegment, segment: Segment, listing_ids: Sequence[int]) -> int:
    """Mark the documents of these listings as deleted; how many were not yet."""
    before = described.deleted_count()
    for number in np.flatnonzero(np.isin(segment.column("id"), listing_ids)).tolist():
        described.delete_document(number)
    return described.deleted_count() - before


def live(described: FlatSegment) -> NDArray[np.bool_]:
    live = np.ones(described.doc_count_all(), bool)
    live[list(described.deleted_docs())] = False
    return live


def _commit(path: Path, toc: TOC, kept: list[FlatSegment], parts: list[Part], added: SegmentBuilder) -> None:
    """Write the documents of `parts` and the added ones as one segment beside those kept."""
    size = added.size + sum(int(taken.sum()) for _, taken in parts)
    if size:
        segment = FlatSegment(INDEX_NAME, size)
        write_arrays(segment.path_in(path), segment_of(added, parts))
        kept = [*kept, segment]
    _name(path, toc, kept)


def _name(path: Path, toc: TOC, segments: list[FlatSegment]) -> None:
    """Have these segments count from now on and no others."""
    files = IndexFiles(path)
    TOC(toc.schema, segments, toc.generation + 1).write(files, INDEX_NAME)
    clean_files(files, INDEX_NAME, toc.generation + 1, segments)


@contextmanager
def _locked(path: Path) -> Iterator[TOC]:
    """The newest table of contents, while no other process can write one: Whoosh's lock keeps its writers out too."""
    files = IndexFiles(path)
    lock = files.lock(f"{INDEX_NAME}_WRITELOCK")
    if not try_for(lock.acquire, timeout=_PATIENCE, delay=0.01):
        raise LockError
    try:
        yield TOC.read(files, INDEX_NAME, schema=make_schema())
    finally:
        lock.release()


@contextmanager
def _damage_told() -> Iterator[None]:
    """Whatever Whoosh or numpy say of files that they cannot read or write."""
    try:
        yield
    except Exception as fault:
        raise Damaged(repr(fault)) from fault


def to_merge(segments: Sequence[FlatSegment]) -> list[FlatSegment]:
    """Small segments of one size where there are several, and those that are mostly deleted."""
    tiers: dict[int, list[FlatSegment]] = defaultdict(list)
    taken = []
    for segment in segments:
        size = segment.doc_count_all()
        if size > LARGEST_MERGED:
            continue
        if 2 * segment.deleted_count() > size:
            taken.append(segment)
        else:
            tiers[int(math.log(size, MERGED_TOGETHER))].append(segment)
    for tier in tiers.values():
        if len(tier) >= MERGED_TOGETHER:
            taken += tier
    return taken
