"""Which column of a file gives which field of a patent: the suggestion that a person then corrects."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from marketplace.domain.patents import words
from marketplace.domain.patents.cells import field_name
from marketplace.domain.patents.headers import FIELD_HEADERS

FIELDS: tuple[str, ...] = tuple(name for name in FIELD_HEADERS if ":" not in name)
"""All fields that a column can be mapped to."""

_NUMBER_FIELDS = frozenset({"number", "application_number", "publication_number", "grant_number"})
_TITLE_FIELDS = frozenset({"title", "title_zh", "title_en"})
_SAME_SENSE = {"id": _NUMBER_FIELDS, "name": _TITLE_FIELDS}
_WEAK = frozenset(_SAME_SENSE)
"""Headers that mean a number or a title only where no clearer column does."""
_BLANKS = re.compile(r"[\s_:：*.]+")
_EXPLAINED = re.compile(r"\([^()]*\)$")
_OFTEN_EXPLAINED = frozenset({"industries", "emerging", "trl"})
_MARK = re.compile(r"^\[标\]|\((?:必填|选填|可选|required|optional)\)$")


class MappingSuggestion(NamedTuple):
    """`mapping` is header -> field in the file's order; `unmapped` are headers without a field; `missing` says what
    no column gives although no row can do without it: `number`, `title`."""

    mapping: dict[str, str]
    unmapped: tuple[str, ...]
    missing: tuple[str, ...]


def suggest_mapping(headers: Sequence[str]) -> MappingSuggestion:
    """Map headers by their known names. Several columns may give one field; the first filled one then counts,
    except for lists of classes and names, which are added up."""
    mapping = {header: target for header in headers if (target := field_of(header))}
    for header in [header for header in mapping if _fold(header) in _WEAK]:
        others = {target for other, target in mapping.items() if other != header}
        if others & _SAME_SENSE[_fold(header)]:
            del mapping[header]
    unmapped = tuple(header for header in headers if header not in mapping)
    return MappingSuggestion(mapping, unmapped, missing_fields(mapping))


def field_of(header: str) -> str:
    """The field a header names (with a mark: names separated by commas, main class), or "".

    What offices explain in brackets behind industries and readiness is left aside: 技术成熟度（1-9级）.
    """
    folded = _fold(header)
    plain = _FIELD_OF.get(_EXPLAINED.sub("", folded), "")
    return _FIELD_OF.get(folded) or (plain if plain in _OFTEN_EXPLAINED else "")


def missing_fields(mapping: dict[str, str]) -> tuple[str, ...]:
    """What a mapping lacks so that no row could be read: `number`, `title`."""
    targets = {field_name(target) for target in mapping.values()}
    missing = []
    if not targets & _NUMBER_FIELDS:
        missing.append("number")
    if not targets & _TITLE_FIELDS:
        missing.append("title")
    return tuple(missing)


def _fold(header: str) -> str:
    text = unicodedata.normalize("NFKC", header).lower().strip()
    return _BLANKS.sub("", _MARK.sub("", text))


_FIELD_OF = {_fold(label): field for field, pair in words.FIELDS.items() for label in pair}
_FIELD_OF |= {_fold(header): field for field, headers in FIELD_HEADERS.items() for header in headers}
