"""Titles, abstracts, claims, names, classes, industries and readiness of one row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from marketplace.domain.patents.cells import Cells, as_text
from marketplace.domain.patents.classes import read_symbols
from marketplace.domain.patents.industry_reading import DIVISION, STRATEGIC, read_industries
from marketplace.domain.patents.languages import language_of
from marketplace.domain.patents.names import split_names
from marketplace.domain.patents.numbers import NumberFault, parse_number
from marketplace.domain.patents.readiness import read_readiness
from marketplace.domain.patents.record import CARD_FIELDS, MOST_INDUSTRIES, Owner

MAX_TITLE = 1_000
MAX_ABSTRACT = 50_000
MAX_CLAIM = 200_000
MAX_NAME = 200
_SHOWN_FAULTS = 5
_SHARE = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,2})?")


def read_titles(cells: Cells) -> dict[str, str]:
    """`zh` and `en` title; an error when there is neither or one is too long."""
    titles = _by_language(cells, "title", MAX_TITLE)
    if not titles["zh"] and not titles["en"]:
        if titles["foreign"]:
            cells.error("title_language", "title", titles["foreign"])
        else:
            cells.error("title_missing", "title")
    return titles


def read_abstracts(cells: Cells) -> dict[str, str]:
    """`zh` and `en` abstract; one in another language is left out with a warning."""
    abstracts = _by_language(cells, "abstract", MAX_ABSTRACT)
    if abstracts["foreign"] and not abstracts["zh"] and not abstracts["en"]:
        cells.warn("abstract_language", "abstract", abstracts["foreign"])
    return abstracts


def _by_language(cells: Cells, name: str, limit: int) -> dict[str, str]:
    texts = {"zh": cells.text(f"{name}_zh"), "en": cells.text(f"{name}_en"), "foreign": ""}
    stated = cells.text("language")
    for _, value in cells.filled(name):
        text = as_text(value)
        if name == "title" and _is_number(text):
            continue
        language = language_of(text, stated)
        key = language if language in ("zh", "en") else "foreign"
        texts[key] = texts[key] or text
    for text in texts.values():
        if len(text) > limit:
            cells.error("text_too_long", name, text, limit=str(limit))
    return {key: " ".join(text.split()) if name == "title" else text.strip() for key, text in texts.items()}


def _is_number(title: str) -> bool:
    """Some databases print the document number where the title is missing."""
    if len(title) > 20 or not title.isascii() or not title[-1:].isalnum() or title[:1].islower():
        return False
    try:
        parse_number(title)
    except NumberFault:
        return False
    return True


def read_claims(cells: Cells) -> tuple[str, ...]:
    """The claims, one a list item; a single text stays one."""
    claims = tuple(text.strip() for text in _items(cells, "claims") if text.strip())
    if any(len(claim) > MAX_CLAIM for claim in claims):
        cells.error("text_too_long", "claims", claims[0], limit=str(MAX_CLAIM))
    return claims


def read_names(cells: Cells, name: str) -> tuple[str, ...]:
    """The names of a field, each once, in order."""
    found: dict[str, None] = {}
    for column, value in cells.filled(name):
        by_comma = column in cells.columns.comma
        if isinstance(value, list | tuple) and len(value) > 1:
            names = [as_text(item).strip() for item in value]
        else:
            names = split_names(as_text(value), by_comma=by_comma)
        found.update(dict.fromkeys(filter(None, names)))
    long = [one for one in found if len(one) > MAX_NAME]
    if long:
        cells.warn("name_cut", name, long[0], limit=str(MAX_NAME))
    return tuple(one[:MAX_NAME] for one in found)


def read_owners(cells: Cells) -> tuple[Owner, ...]:
    """The owners (else the applicants) with their shares; shares that do not fit the names are an error."""
    names = read_names(cells, "owners") or read_names(cells, "applicants")
    text = cells.text("shares")
    if not text:
        return tuple(Owner(name) for name in names)
    parts = [part.strip().rstrip("%％").strip() for part in text.replace("；", ";").split(";") if part.strip()]
    shares = [Decimal(part) for part in parts if _SHARE.fullmatch(part)]
    if len(shares) != len(names) or sum(shares) != 100 or any(share <= 0 for share in shares):
        cells.error("shares", "shares", text, owners=str(len(names)))
        return tuple(Owner(name) for name in names)
    return tuple(Owner(name, share) for name, share in zip(names, shares, strict=True))


def read_classes(cells: Cells) -> dict[str, tuple[str, ...]]:
    """`ipc`, `cpc` and `locarno` symbols; what is no symbol is left out with one warning a field.

    Locarno symbols in an IPC column, as Chinese exports print them for designs, go to `locarno`.
    """
    found: dict[str, dict[str, None]] = {"ipc": {}, "cpc": {}, "locarno": {}}
    for name in found:
        faulty: list[str] = []
        for text in _items(cells, name):
            classes, locarno, unread = read_symbols(text)
            found["cpc" if name == "cpc" else "ipc"].update(dict.fromkeys(classes))
            found["locarno"].update(dict.fromkeys(locarno))
            faulty += unread
        if faulty:
            cells.warn("class", name, "; ".join(faulty[:_SHOWN_FAULTS]), count=str(len(faulty)))
    return {name: tuple(symbols) for name, symbols in found.items()}


def read_industry_cells(cells: Cells) -> dict[str, tuple[str, ...]]:
    """`industries` and `emerging` codes; what is neither is left out with one warning a field, as are divisions beyond
    the third. A name of the one kind in a column of the other goes where it belongs."""
    found: dict[str, dict[str, None]] = {"industries": {}, "emerging": {}}
    for name, scheme in (("industries", DIVISION), ("emerging", STRATEGIC)):
        faulty: list[str] = []
        for text in _items(cells, name):
            read = read_industries(text, scheme)
            found["industries"].update(dict.fromkeys(read.divisions))
            found["emerging"].update(dict.fromkeys(read.emerging))
            faulty += read.unread
        if faulty:
            code = "industry" if scheme == DIVISION else "emerging_industry"
            cells.warn(code, name, "; ".join(faulty[:_SHOWN_FAULTS]), count=str(len(faulty)))
    divisions = tuple(found["industries"])
    if len(divisions) > MOST_INDUSTRIES:
        cells.warn("industries_many", "industries", "; ".join(divisions[MOST_INDUSTRIES:]), limit=str(MOST_INDUSTRIES))
    return {"industries": divisions[:MOST_INDUSTRIES], "emerging": tuple(found["emerging"])}


def read_level(cells: Cells) -> int | None:
    """The technology readiness level; left out with a warning where the cell names none or several."""
    text = cells.text("trl")
    level = read_readiness(text) if text else None
    if text and level is None:
        cells.warn("readiness", "trl", text)
    return level


def read_card(cells: Cells) -> dict[str, str]:
    """The answers of the plain-language card that the row gives, by field name."""
    return {name: text for name in CARD_FIELDS if (text := cells.text(name))}


def _items(cells: Cells, name: str) -> Iterator[str]:
    for _, value in cells.filled(name):
        if isinstance(value, list | tuple):
            yield from (as_text(item) for item in value)
        else:
            yield as_text(value)
