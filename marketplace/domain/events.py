"""The kinds of events, merged from the areas. A kind declares its data keys and its sentence in zh and en."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from marketplace.domain.deals.events import AMOUNTS
from marketplace.domain.deals.events import EVENTS as DEALS
from marketplace.domain.deals.events import VALUES as DEALS_VALUES
from marketplace.domain.demand.events import EVENTS as DEMAND
from marketplace.domain.demand.events import VALUES as DEMAND_VALUES
from marketplace.domain.keeping.events import EVENTS as KEEPING
from marketplace.domain.keeping.events import VALUES as KEEPING_VALUES
from marketplace.domain.listings.events import EVENTS as LISTINGS
from marketplace.domain.listings.events import VALUES as LISTINGS_VALUES
from marketplace.domain.money import minor_units
from marketplace.domain.office.events import EVENTS as OFFICE
from marketplace.domain.office.events import VALUES as OFFICE_VALUES
from marketplace.domain.parties.events import EVENTS as PARTIES
from marketplace.domain.parties.events import VALUES as PARTIES_VALUES
from marketplace.domain.patents.events import EVENTS as PATENTS
from marketplace.domain.patents.events import VALUES as PATENTS_VALUES
from marketplace.domain.terms.words_figures import amount_words


@dataclass(frozen=True, slots=True)
class EventKind:
    """`keys`: exactly the keys of its data. `zh`/`en`: what happened, with `{key}` for values worth reading."""

    keys: frozenset[str]
    zh: str
    en: str


KINDS: dict[str, EventKind] = {
    code: EventKind(frozenset(keys), zh, en)
    for table in (PARTIES, PATENTS, LISTINGS, DEALS, DEMAND, KEEPING, OFFICE)
    for code, (keys, zh, en) in table.items()
}


#: Values that are codes, by kind: data key → code → (zh, en). Several codes stand in one value, comma-separated.
VALUES: dict[str, Mapping[str, Mapping[str, tuple[str, str]]]] = {
    **{code: PARTIES_VALUES for code in PARTIES},
    **PATENTS_VALUES,
    **LISTINGS_VALUES,
    **OFFICE_VALUES,
    **DEALS_VALUES,
    **DEMAND_VALUES,
    **KEEPING_VALUES,
}


def checked(kind: str, data: Mapping[str, object]) -> Mapping[str, object]:
    """The data of an event, as its kind declares it.

    Raises:
        KeyError: unknown kind.
        ValueError: a key too many or too few.
    """
    if set(data) != KINDS[kind].keys:
        raise ValueError(f"{kind} takes {sorted(KINDS[kind].keys)}, not {sorted(data)}")
    return data


def sentence(kind: str, data: Mapping[str, object], lang: str) -> str:
    """One sentence on what happened, without who and when."""
    known = KINDS[kind]
    tables = VALUES.get(kind, {})
    worded = {key: _worded(value, tables[key], lang) if key in tables else value for key, value in data.items()}
    for key in AMOUNTS.get(kind, ()):
        currency = str(data["currency"])
        worded[key] = amount_words(minor_units(str(data[key]), currency), currency)
    return (known.zh if lang == "zh" else known.en).format(**worded)


def _worded(value: object, table: Mapping[str, tuple[str, str]], lang: str) -> str:
    """The words of the codes in a value; what is no code of the table stands as it is."""
    codes = [code.strip() for code in str(value).split(",")]
    words = [table[code][0 if lang == "zh" else 1] if code in table else code for code in codes]
    return ("、" if lang == "zh" else ", ").join(words)
