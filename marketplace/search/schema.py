"""What a search document consists of: text fields with their weights, look-up fields, facet and sorting columns.

Text is not stored in the index. `document.py` fills the fields, `clauses.py` names those that a query looks into.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator

from whoosh import columns, fields
from whoosh.formats import Format

#: changes whenever fields or their contents change; an index of another version is rebuilt
SCHEMA_VERSION = 1

#: field → (weight, how much a long text counts less: 0 not at all, 1 fully)
TEXT_FIELDS: dict[str, tuple[float, float]] = {
    "title_zh": (5.0, 0.6),
    "title_en": (5.0, 0.6),
    "summary_zh": (2.0, 0.7),  # summary of the listing and the patents' cards in plain words
    "summary_en": (2.0, 0.7),
    "abstract_zh": (1.0, 0.75),
    "abstract_en": (1.0, 0.75),
    "owner": (2.0, 0.3),
    "inventor": (2.0, 0.3),
}
BIGRAMS = "bigrams"  # of every text, for phrases and for what the dictionary cuts apart
NUMBERS = "numbers"
CLASSES = "classes"

#: what results can be narrowed by; a document may have several values of each
FACETS = ("kind", "model", "owner", "industry", "patent_type", "region", "status")
SITES = "sites"
SEPARATOR = "\x1f"  # between the values of one document

NO_PRICE = -1
TITLE_KEY = 32  # bytes; about 16 Chinese characters decide the order of titles

Posting = tuple[bytes, int, float, bytes]


class Counts(Format):
    """Nothing but how often a word occurs, kept as the weight of the posting."""

    posting_size = 0


class Places(Format):
    """The positions of a token, as unsigned 32-bit integers of this machine."""

    posting_size = -1

    def decode_positions(self, value: bytes) -> list[int]:
        return array("I", value).tolist()


class Words(fields.FieldType):
    """A bag of words, handed over as a list."""

    def __init__(self, *, scorable: bool = True) -> None:
        super().__init__(format=Counts(), analyzer=None, scorable=scorable)

    def index(self, value: list[str], **_options: object) -> Iterator[Posting]:
        for word, count in Counter(value).items():
            yield word.encode(), count, float(count), b""


class Bigrams(fields.FieldType):
    """Tokens with their positions, handed over as a list of pairs."""

    def __init__(self) -> None:
        super().__init__(format=Places(), analyzer=None, scorable=False)

    def index(self, value: list[tuple[str, int]], **_options: object) -> Iterator[Posting]:
        places: dict[str, list[int]] = {}
        for token, place in value:
            places.setdefault(token, []).append(place)
        for token, found in places.items():
            yield token.encode(), len(found), float(len(found)), array("I", found).tobytes()


def make_schema() -> fields.Schema:
    """The Whoosh schema."""
    schema = fields.Schema(
        id=fields.COLUMN(columns.NumericColumn("q")),  # of the listing; one document each
        digest=fields.COLUMN(
            columns.NumericColumn("Q")
        ),  # of the whole document, to compare with the database
        price=fields.COLUMN(columns.NumericColumn("q", default=NO_PRICE)),
        published=fields.COLUMN(columns.NumericColumn("q")),  # seconds since 1970
        title_key_zh=fields.COLUMN(columns.FixedBytesColumn(TITLE_KEY)),
        title_key_en=fields.COLUMN(columns.FixedBytesColumn(TITLE_KEY)),
        bigrams=Bigrams(),
        numbers=Words(scorable=False),
        classes=Words(scorable=False),
        sites=fields.COLUMN(columns.RefBytesColumn()),
    )
    for name in TEXT_FIELDS:
        schema.add(name, Words())
    for facet in FACETS:
        # a column of references holds 65,536 different values at most; there may be more sets of owners
        column = columns.VarBytesColumn() if facet == "owner" else columns.RefBytesColumn()
        schema.add(f"facet_{facet}", fields.COLUMN(column))
    return schema
