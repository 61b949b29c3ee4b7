"""What a search document consists of: text fields with their weights, look-up fields, facet and sorting columns.

Text is not stored in the index. `document.py` fills the fields, `clauses.py` names those that a query looks into.
"""

from __future__ import annotations

from array import array

import numpy as np
from whoosh import columns, fields
from whoosh.formats import Format

#: changes whenever fields or their contents change; an index of another version is rebuilt
SCHEMA_VERSION = 5

#: field → (weight, how much a long text counts less: 0 not at all, 1 fully)
TEXT_FIELDS: dict[str, tuple[float, float]] = {
    "title_zh": (2.0, 0.6),
    "title_en": (2.0, 0.6),
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
NAMES = "names"  # whole names of owners and inventors, see `names.py`

#: what results can be narrowed by; a document may have several values of each
FACETS = (
    "kind",
    "model",
    "trial",
    "territory",
    "term",
    "industry",
    "emerging",
    "readiness",
    "section",
    "class",
    "patent_type",
    "owner",
    "region",
    "status",
)
SITES = "sites"
SEPARATOR = "\x1f"  # between the values of one document

NO_PRICE = -1
NO_DAY = -1
TITLE_KEY = 32  # bytes; about 16 Chinese characters decide the order of titles

#: fixed-width columns → dtype: the listing's id, a hash of all that is indexed of it, minor units, seconds since 1970,
#: days from 1970 to the end of the patent that ends first
COLUMNS = {
    "id": "<i8",
    "digest": "<u8",
    "price": "<i8",
    "published": "<i8",
    "protected_until": "<i8",
    "title_key_zh": f"S{TITLE_KEY}",
    "title_key_en": f"S{TITLE_KEY}",
}
#: columns of sets of values, joined by SEPARATOR
SET_COLUMNS = (SITES, *(f"facet_{facet}" for facet in FACETS))


class Counts(Format):
    """How often a word occurs, which is the weight of the posting."""

    posting_size = 0


class Places(Format):
    """The positions of a token, as unsigned 32-bit integers of this machine."""

    posting_size = -1

    def decode_positions(self, value: bytes) -> list[int]:
        return array("I", value).tolist()


class Words(fields.FieldType):
    """Terms that occur so and so often. Text arrives as tokens, so there is nothing to analyse."""

    def __init__(self, *, scorable: bool = True) -> None:
        super().__init__(format=Counts(), analyzer=None, scorable=scorable)


class Bigrams(fields.FieldType):
    """Tokens with their positions."""

    def __init__(self) -> None:
        super().__init__(format=Places(), analyzer=None, scorable=False)


def make_schema() -> fields.Schema:
    """The schema as Whoosh knows it."""
    schema = fields.Schema(bigrams=Bigrams())
    for name in (NUMBERS, CLASSES, NAMES):
        schema.add(name, Words(scorable=False))
    for name in TEXT_FIELDS:
        schema.add(name, Words())
    for name, dtype in COLUMNS.items():
        kind = np.dtype(dtype)
        column = (
            columns.FixedBytesColumn(kind.itemsize)
            if kind.kind == "S"
            else columns.NumericColumn("Q" if kind.kind == "u" else "q")
        )
        schema.add(name, fields.COLUMN(column))
    for name in SET_COLUMNS:
        schema.add(name, fields.COLUMN(columns.VarBytesColumn()))
    return schema
