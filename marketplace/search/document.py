"""From the rows of a listing to its search document: the values of the fields in `schema.py`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from marketplace.search.names import INVENTOR, OWNER, alias_terms, name_terms
from marketplace.search.normalise import fold
from marketplace.search.number_forms import compact, indexed_forms
from marketplace.search.ranges import days_since_1970
from marketplace.search.schema import (
    CLASSES,
    FACETS,
    NAMES,
    NO_PRICE,
    NUMBERS,
    SEPARATOR,
    SITES,
    TITLE_KEY,
)
from marketplace.store.listings.search_rows import ListingRow, Party, PatentRow

LONGEST_TEXT = 20_000  # characters of one text that can be found
PRICE_CURRENCY = (
    "CNY"  # amounts in other currencies cannot be compared and take no part in price filter and order
)

#: ranges of technology readiness levels, level by level
READINESS = ("1-3", "1-3", "1-3", "4-5", "4-5", "6-7", "6-7", "8-9", "8-9")
#: ranges of licence terms → the most months
TERMS: dict[str, int | None] = {"0-12": 12, "13-36": 36, "37-60": 60, "61-120": 120, "121-": None}


class Document(NamedTuple):
    """A listing's document: its terms and columns by field, and the texts of each text field, as they were written."""

    fields: dict[str, Any]
    texts: dict[str, list[str]]


def document(row: ListingRow) -> Document:
    """The document of one listing."""
    texts = {name: [text[:LONGEST_TEXT] for text in found if text] for name, found in _texts(row).items()}
    names = {*_name_terms(OWNER, texts["owner"]), *_name_terms(INVENTOR, texts["inventor"])}
    texts["owner"].extend(_aliases(row))
    fields = _columns(row)
    told = repr((list(fields.values()), list(texts.values()))).encode("utf-8", "surrogatepass")
    fields["digest"] = int.from_bytes(hashlib.blake2b(told, digest_size=8).digest())
    fields[NAMES] = sorted(names | {term for party in _parties(row) for term in _alias_terms(party)})
    fields["title_key_zh"] = _title_key(row.title_zh or row.title_en)
    fields["title_key_en"] = _title_key(row.title_en or row.title_zh)
    fields["id"] = row.id
    return Document(fields, texts)


def digest_of(row: ListingRow) -> int:
    """The hash of all that a listing's document is made of, as the document holds it."""
    return int(document(row).fields["digest"])


def _name_terms(kind: str, names: Iterable[str]) -> Iterator[str]:
    return (term for name in names for term in _terms_of_name(kind, name))


@lru_cache(maxsize=65_536)
def _terms_of_name(kind: str, name: str) -> tuple[str, ...]:
    return tuple(name_terms(kind, [name]))


def _columns(row: ListingRow) -> dict[str, Any]:
    """All that does not follow from the texts."""
    fields: dict[str, Any] = {
        NUMBERS: sorted(set().union(_public_ids(row), *map(indexed_forms, _numbers(row)))),
        CLASSES: sorted(
            {prefix for patent in row.patents for code in patent.classes for prefix in class_prefixes(code)}
        ),
        "price": cheapest(row),
        "published": int(row.published_at.timestamp()),
        "protected_until": days_since_1970(protected_until(row)),
        SITES: _joined(map(str, row.sites)),
    }
    facets = facet_values(row)
    fields.update((f"facet_{facet}", _joined(facets[facet])) for facet in FACETS)
    return fields


def facet_values(row: ListingRow) -> dict[str, set[str]]:
    """What the listing counts under, facet by facet.

    An owner is the public id of its organisation, or the printed name where it is not known here; a region is the
    province of the licensor (first two digits of GB/T 2260), or the code of its country abroad. Terms, trials and
    territories are those of every way to pay, sections and classes those of every class symbol of IPC and CPC.
    """
    patents = row.patents
    owners = {o.party.public_id if o.party else o.name.strip() for patent in patents for o in patent.owners}
    return {
        "kind": {row.kind},
        "model": {option.model for option in row.options},
        "trial": {"yes"} if any(option.trial_months for option in row.options) else set(),
        "territory": {place for option in row.options for place in option.territory.split("\n")} - {""},
        "term": {_term(option.term_months) for option in row.options if option.term_months},
        "industry": {code for patent in patents for code in (patent.industry, *patent.industries)} - {""},
        "emerging": {code for patent in patents for code in patent.emerging},
        "readiness": {READINESS[patent.trl - 1] for patent in patents if patent.trl},
        "section": {code[:1] for code in _ipc(row)},
        "class": {code[:3] for code in _ipc(row)},
        "patent_type": {patent.kind for patent in patents},
        "owner": (owners - {""}) or {row.licensor.public_id},
        "region": _regions(row.licensor),
        "status": {patent.status for patent in patents},
    }


def cheapest(row: ListingRow) -> int:
    """The fixed amount of the cheapest option in minor units; NO_PRICE where no option names one."""
    amounts = [option.fixed for option in row.options if option.currency == PRICE_CURRENCY]
    return min(amounts, default=NO_PRICE)


def protected_until(row: ListingRow) -> date | None:
    """The last day of the patent that ends first; None where none is known."""
    return min((patent.term_end for patent in row.patents if patent.term_end), default=None)


def owner_names(row: ListingRow) -> list[str]:
    """The names of the licensor and the owners, printed ones and those of organisations known here, each once."""
    owners = [owner for patent in row.patents for owner in patent.owners]
    names = [owner.name for owner in owners]
    for party in _parties(row):
        names += [party.name_zh, party.name_en]
    return list(dict.fromkeys(names))


def _parties(row: ListingRow) -> list[Party]:
    """The licensor and those owners that are known here, each once."""
    owners = (owner.party for patent in row.patents for owner in patent.owners if owner.party)
    return list({party.public_id: party for party in (row.licensor, *owners)}.values())


def _aliases(row: ListingRow) -> Iterator[str]:
    return (alias for party in _parties(row) for alias in party.aliases.splitlines())


@lru_cache(maxsize=4_096)
def _alias_terms(party: Party) -> tuple[str, ...]:
    """The terms by which a party's other names lead to its name in their language."""
    found: list[str] = []
    for alias in party.aliases.splitlines():
        names = (party.name_en, party.name_zh) if alias.isascii() else (party.name_zh, party.name_en)
        found += alias_terms(alias, names[0] or names[1])
    return tuple(found)


def class_prefixes(code: str) -> list[str]:
    """The levels of a class symbol under which it is found: B, B24, B24B, B24B9, B24B9/00; of Locarno 14 and 14-02."""
    code = code.upper()
    if "-" in code:
        return [code.split("-")[0], code]
    return list(dict.fromkeys([code[:1], code[:3], code[:4], code.split("/")[0], code]))


def _texts(row: ListingRow) -> dict[str, list[str]]:
    patents = row.patents
    return {
        "title_zh": [row.title_zh, *_other(row.title_zh, (patent.title_zh for patent in patents))],
        "title_en": [row.title_en, *_other(row.title_en, (patent.title_en for patent in patents))],
        "summary_zh": [row.summary_zh, row.programme_zh, *_cards(patents, "card_zh")],
        "summary_en": [row.summary_en, row.programme_en, *_cards(patents, "card_en")],
        "abstract_zh": [patent.abstract_zh for patent in patents],
        "abstract_en": [patent.abstract_en for patent in patents],
        "owner": owner_names(row),
        "inventor": _inventors(row),
    }


def _inventors(row: ListingRow) -> list[str]:
    return list(dict.fromkeys(name for patent in row.patents for name in patent.inventors))


def _ipc(row: ListingRow) -> Iterator[str]:
    """The class symbols of IPC and CPC."""
    return (code for patent in row.patents for code in patent.classes if "-" not in code)


def _term(months: int) -> str:
    return next((name for name, most in TERMS.items() if most is None or months <= most), "")


def _other(title: str, titles: Iterable[str]) -> list[str]:
    """Titles of the patents that say something else than the listing's."""
    return [found for found in dict.fromkeys(titles) if found != title]


def _cards(patents: list[PatentRow], name: str) -> Iterator[str]:
    for patent in patents:
        yield from getattr(patent, name)


def _public_ids(row: ListingRow) -> Iterator[str]:
    return map(compact, (row.public_id, *(patent.public_id for patent in row.patents)))


def _numbers(row: ListingRow) -> Iterator[str]:
    yield row.announcement_number
    for patent in row.patents:
        yield from (patent.number, patent.publication_number)


def _regions(party: Party) -> set[str]:
    if party.country != "CN":
        return {party.country}
    return {party.region[:2]} if party.region else set()


def _title_key(title: str) -> bytes:
    """Bytes whose order is that of titles: GB 18030 has the common characters in the order of their pinyin."""
    return fold(title).encode("gb18030", "ignore")[:TITLE_KEY].ljust(TITLE_KEY, b"\0")


def _joined(values: Iterable[str]) -> bytes:
    return SEPARATOR.join(sorted(values)).encode()
