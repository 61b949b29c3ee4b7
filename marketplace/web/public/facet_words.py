"""The words of facets and their values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from marketplace.domain import industries, regions
from marketplace.domain.listings.names import KINDS
from marketplace.domain.patents import words as patent_words
from marketplace.domain.patents.class_titles import SHORT_TITLES
from marketplace.domain.patents.class_tree import printed
from marketplace.domain.patents.emerging import EMERGING
from marketplace.domain.terms.naming import MODELS
from marketplace.search.results import FacetCount
from marketplace.store.parties.organisations import names_of
from marketplace.web.locale import gettext
from marketplace.web.parties.wording import country_word

#: in the order of the page; `life` and `ipc` are filters of the search that are no facets of the index
FACET_NAMES: dict[str, Callable[[], str]] = {
    "model": lambda: gettext("Payment model"),
    "trial": lambda: gettext("Trial"),
    "industry": lambda: gettext("Industry"),
    "emerging": lambda: gettext("Strategic emerging industry"),
    "readiness": lambda: gettext("Readiness (TRL)"),
    "life": lambda: gettext("Patent still runs for"),
    "term": lambda: gettext("Licence term"),
    "territory": lambda: gettext("Territory"),
    "section": lambda: gettext("Class section"),
    "class": lambda: gettext("Class"),
    "ipc": lambda: gettext("Class symbol"),
    "kind": lambda: gettext("Kind of licence"),
    "patent_type": lambda: gettext("Patent type"),
    "owner": lambda: gettext("Owner"),
    "region": lambda: gettext("Region"),
    "status": lambda: gettext("Patent status"),
}
#: values in the order of their own rather than the most frequent first
ORDERED = {
    "life": ("10-", "5-10", "3-5", "0-3"),
    "term": ("0-12", "13-36", "37-60", "61-120", "121-"),
    "readiness": ("8-9", "6-7", "4-5", "1-3"),
    "section": tuple("ABCDEFGHY"),
    "emerging": tuple(EMERGING),
}
_TABLES: dict[str, Mapping[str, tuple[str, str]]] = {
    "kind": KINDS,
    "model": {code: (model.zh, model.en) for code, model in MODELS.items()},
    "industry": industries.DIVISIONS,
    "emerging": EMERGING,
    "patent_type": {str(kind): pair for kind, pair in patent_words.KINDS.items()},
    "status": {str(status): pair for status, pair in patent_words.STATUSES.items()},
    "region": regions.PROVINCES,
}


def facet_name(facet: str) -> str:
    return FACET_NAMES[facet]() if facet in FACET_NAMES else gettext("Price")


def label_of(facet: str, value: str, names: Mapping[tuple[str, str], str]) -> str:
    """The word of a value; an owner who is not registered here, or a place, goes by the printed name."""
    if found := names.get((facet, value)):
        return found
    if facet == "ipc":
        return printed(value)
    return value if facet in ("owner", "territory") else gettext("Not stated")


def value_names(facets: Mapping[str, Sequence[FacetCount]], lang: str) -> dict[tuple[str, str], str]:
    """(facet, value) → word. Values that name themselves (an owner not registered here) are not in it."""
    side, fixed = 0 if lang == "zh" else 1, fixed_names(lang)
    counted = [(facet, count.value) for facet, counts in facets.items() for count in counts]
    names = {key: fixed[key] for key in counted if key in fixed}
    for facet, value in counted:
        if facet in ("region", "territory") and len(value) == 2 and value.isascii() and value.isalpha():
            names[facet, value] = country_word(value)
        elif facet in ("section", "class"):
            names["class" if value[1:] else "section", value] = class_words(value, side)
    names.update(owner_names((value for facet, value in counted if facet == "owner"), lang))
    return names


@cache
def fixed_names(lang: str) -> Mapping[tuple[str, str], str]:
    """The words of all values that are the same on every page, in the language of the reader, which is `lang`."""
    side = 0 if lang == "zh" else 1
    names = {(facet, value): pair[side] for facet, table in _TABLES.items() for value, pair in table.items()}
    for facet, words in (
        ("readiness", readiness_words()),
        ("life", life_words()),
        ("term", term_words()),
        ("price", price_words()),
    ):
        names.update(((facet, value), word) for value, word in words.items())
    names["trial", "yes"] = gettext("Trial possible")
    return names


def owner_names(values: Iterable[str], lang: str) -> dict[tuple[str, str], str]:
    asked = list(values)
    own, other = (0, 1) if lang == "zh" else (1, 0)
    return {("owner", public_id): pair[own] or pair[other] for public_id, pair in names_of(asked).items()}


def class_words(symbol: str, side: int) -> str:
    """A section or class with its short title: B24 Grinding and polishing."""
    return f"{symbol} {SHORT_TITLES[symbol][side]}" if symbol in SHORT_TITLES else symbol


def readiness_words() -> dict[str, str]:
    return {
        "8-9": gettext("8–9 ready for use"),
        "6-7": gettext("6–7 pilot or prototype"),
        "4-5": gettext("4–5 laboratory"),
        "1-3": gettext("1–3 research"),
    }


def life_words() -> dict[str, str]:
    return {
        "10-": gettext("10 years or more"),
        "5-10": gettext("5 to 10 years"),
        "3-5": gettext("3 to 5 years"),
        "0-3": gettext("less than 3 years"),
    }


def term_words() -> dict[str, str]:
    return {
        "0-12": gettext("up to 1 year"),
        "13-36": gettext("over 1 to 3 years"),
        "37-60": gettext("over 3 to 5 years"),
        "61-120": gettext("over 5 to 10 years"),
        "121-": gettext("over 10 years"),
    }


def price_words() -> dict[str, str]:
    """The ranges of prices, as counted (`search.ranges.PRICES`)."""
    return {
        "0": gettext("no fixed sums"),
        "0-10000": gettext("up to ¥10,000"),
        "10000-50000": gettext("¥10,000 to 50,000"),
        "50000-200000": gettext("¥50,000 to 200,000"),
        "200000-": gettext("over ¥200,000"),
    }
