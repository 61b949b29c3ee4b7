"""Writing the index: batches of changed listings in one commit each, through Whoosh's own writer and lock."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any

from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import NO_MERGE, SegmentWriter

from marketplace.search.codec import Codec
from marketplace.search.document import document
from marketplace.search.mapped import IndexFiles
from marketplace.search.schema import make_schema
from marketplace.search.segments import Damaged
from marketplace.search.snapshot import INDEX_NAME, open_snapshot
from marketplace.search.telling import Tell, silent
from marketplace.store.listings.search_rows import ListingRow

MERGED_TOGETHER = 4  # segments of about one size become one
LARGEST_MERGED = 50_000  # documents; larger segments are only rewritten by a rebuild
_SORTING_MEMORY = 256  # megabytes; postings beyond that are sorted on disk
_PATIENCE = 30.0  # seconds to wait for another writer


def create_index(path: Path) -> None:
    """Make an empty index in an empty folder."""
    FileIndex.create(IndexFiles(path), make_schema(), INDEX_NAME)


def replace(path: Path, listing_ids: Sequence[int], rows: Iterable[ListingRow], tell: Tell = silent) -> None:
    """Put `rows` in the place of the documents of these listings, in one commit. Each listing at most once.

    Raises:
        Damaged: the index cannot be read or written.
    """
    snapshot = open_snapshot(path)
    try:
        gone = snapshot.documents_of(list(listing_ids))
    finally:
        snapshot.close()
    documents = list(_documents(rows, tell))
    if not documents and not len(gone):
        return
    with _writing(path, _merge) as writer:
        with _damage_told():
            for number in gone.tolist():
                writer.delete_document(number)
            for fields in documents:
                writer.add_document(**fields)


def append(path: Path, rows: Iterator[ListingRow], limit: int, tell: Tell = silent) -> int:
    """Add the next `limit` listings, which the index does not hold yet, as a segment of their own; how many they were.

    Raises:
        Damaged: the index cannot be read or written.
    """
    count = 0
    with _writing(path, NO_MERGE) as writer:
        for fields in _documents(islice(rows, limit), tell):
            with _damage_told():
                writer.add_document(**fields)
            count += 1
    return count


def _documents(rows: Iterable[ListingRow], tell: Tell) -> Iterator[dict[str, Any]]:
    """The documents of these listings. One that cannot be made is told and left out, so that the others are found."""
    for row in rows:
        try:
            yield document(row)
        except Exception as fault:
            tell("skipped", listing_id=row.id, fault=repr(fault))


@contextmanager
def _writing(path: Path, merge: Callable[[SegmentWriter, list[Any]], list[Any]]) -> Iterator[SegmentWriter]:
    """One commit; nothing is written if the block fails."""
    with _damage_told():
        writer = _writer(path)
    try:
        yield writer
        with _damage_told():
            writer.commit(mergetype=merge)
    except BaseException:
        with suppress(Exception):  # it failed already, and leaves files that the next commit removes
            writer.cancel()
        with suppress(Exception):
            writer.writelock.release()
        raise


@contextmanager
def _damage_told() -> Iterator[None]:
    """Whatever Whoosh says of files it cannot read or write."""
    try:
        yield
    except Exception as fault:
        raise Damaged(repr(fault)) from fault


def _writer(path: Path) -> SegmentWriter:
    index = FileIndex(IndexFiles(path), schema=make_schema(), indexname=INDEX_NAME)
    return SegmentWriter(index, timeout=_PATIENCE, delay=0.01, limitmb=_SORTING_MEMORY, codec=Codec())


def _merge(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
    """Whoosh's hook at a commit: take up small segments of one size, and those that are mostly deleted."""
    tiers: dict[int, list[Any]] = defaultdict(list)
    taken = []
    for segment in segments:
        size = segment.doc_count_all()
        if size > LARGEST_MERGED:
            continue
        if 2 * segment.deleted_count() > size:
            taken.append(segment)
        else:
            tiers[int(math.log(max(size, 1), MERGED_TOGETHER))].append(segment)
    for tier in tiers.values():
        if len(tier) >= MERGED_TOGETHER:
            taken += tier
    for segment in taken:
        if segment.doc_count() > 0:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
    return [segment for segment in segments if segment not in taken]
