"""How segments are stored, told to Whoosh: its own index and searcher read our flat segments through this codec.

Whoosh's generations, tables of contents, locks and deletions are used as they are. A segment is one file of arrays,
`<index>_<id>.seg` (layout: `flat_file.py`, `building.py`), written by `writer.py` alone. The fast search reads it
through `segments.py`; what stands here gives the same postings and columns one by one, as Whoosh's searcher asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Format
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from marketplace.search.building import FIELDS
from marketplace.search.schema import COLUMNS, SET_COLUMNS, TEXT_FIELDS
from marketplace.search.segments import Postings, Segment

Term = tuple[str, bytes]


class IndexFiles(FileStorage):
    """The folder of an index. Its tables of contents are read at once: Whoosh leaves them open when they are torn."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))

    def open_file(self, name: str, **options: Any) -> StructFile:
        if not name.endswith(".toc"):
            return super().open_file(name, **options)
        return StructFile(BytesIO(Path(self.folder, name).read_bytes()), name=name)


class FlatSegment(W3Segment):
    """A segment as the table of contents names it, with its deleted documents."""

    def __init__(self, index_name: str, size: int) -> None:
        super().__init__(None, index_name, doccount=size)

    def codec(self, **_options: object) -> FlatCodec:
        return FlatCodec()

    def path_in(self, folder: Path | str) -> Path:
        return Path(folder, self.make_filename(self.COMPOUND_EXT))


class FlatCodec(base.Codec):
    """Reads flat segments for Whoosh; those `opened` already (by their names) need their files no more."""

    def __init__(self, opened: Mapping[str, Segment] | None = None) -> None:
        self._opened = opened or {}

    def terms_reader(self, storage: FileStorage, segment: FlatSegment) -> FlatTermsReader:
        return FlatTermsReader(self._segment(storage, segment))

    def per_document_reader(self, storage: FileStorage, segment: FlatSegment) -> FlatDocumentsReader:
        return FlatDocumentsReader(self._segment(storage, segment), segment)

    def _segment(self, storage: FileStorage, segment: FlatSegment) -> Segment:
        return self._opened.get(segment.segment_id()) or Segment(Path(storage.folder), segment)


class FlatTermsReader(base.TermsReader):
    """The terms of all fields and their postings."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def __contains__(self, term: Term) -> bool:
        return len(self._segment.postings(*term).documents) > 0

    def indexed_field_names(self) -> tuple[str, ...]:
        return FIELDS

    def terms(self) -> Iterator[Term]:
        return ((field, term) for field in sorted(FIELDS) for term in self._terms_of(field, b""))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        for field in sorted(FIELDS):
            if field >= fieldname:
                start = prefix if field == fieldname else b""
                yield from ((field, term) for term in self._terms_of(field, start))

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        found = self._found(fieldname, text)
        lengths = np.ones(1)
        if fieldname in TEXT_FIELDS:
            lengths = self._segment.text_lengths(fieldname)[found.documents]
        return TermInfo(
            weight=float(found.counts.sum()),
            df=len(found.documents),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(found.counts.max()),
            minid=int(found.documents[0]),
            maxid=int(found.documents[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> int:
        return int(self._segment.postings(fieldname, text).counts.sum())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return len(self._segment.postings(fieldname, text).documents)

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: Any = None) -> ListMatcher:
        found = self._found(fieldname, text)
        places = None
        if len(found.places):
            ends = np.cumsum(found.counts)[:-1]
            places = [part.astype("=u4").tobytes() for part in np.split(found.places, ends)]
        return ListMatcher(
            found.documents.tolist(),
            found.counts.astype(float).tolist(),
            places,
            format_,
            scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def _found(self, field: str, text: bytes) -> Postings:
        found = self._segment.postings(field, text)
        if not len(found.documents):
            raise TermNotFound(f"{field}:{text!r}")
        return found

    def _terms_of(self, field: str, start: bytes) -> Iterator[bytes]:
        terms = self._segment.field(field).terms
        return (terms[place] for place in range(terms.place(start), len(terms)))


class FlatDocumentsReader(base.PerDocumentReader):
    """Columns, text lengths and deletions. Nothing is stored beside them."""

    def __init__(self, segment: Segment, described: FlatSegment) -> None:
        self._segment = segment
        self._described = described

    def doc_count(self) -> int:
        return self._described.doc_count()

    def doc_count_all(self) -> int:
        return self._described.doc_count_all()

    def has_deletions(self) -> bool:
        return self._described.has_deletions()

    def is_deleted(self, docnum: int) -> bool:
        return self._described.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        return iter(self._described.deleted_docs())

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        return fieldname in COLUMNS or fieldname in SET_COLUMNS

    def column_reader(self, fieldname: str, column: Any) -> list[Any]:
        if fieldname in COLUMNS:
            return self._segment.column(fieldname).tolist()
        sets = self._segment.sets(fieldname)
        return [sets[row] for row in self._segment.set_rows(fieldname).tolist()]

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return int(self._segment.text_lengths(fieldname)[docnum]) if fieldname in TEXT_FIELDS else default

    def field_length(self, fieldname: str) -> int:
        return int(self._segment.text_lengths(fieldname).sum()) if fieldname in TEXT_FIELDS else 0

    def min_field_length(self, fieldname: str) -> int:
        return int(self._segment.text_lengths(fieldname).min()) if fieldname in TEXT_FIELDS else 0

    def max_field_length(self, fieldname: str) -> int:
        return int(self._segment.text_lengths(fieldname).max()) if fieldname in TEXT_FIELDS else 0

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        return {}
