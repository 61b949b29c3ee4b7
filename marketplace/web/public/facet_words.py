"""The words of facets and their values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flask_babel import gettext

from marketplace.domain import industries, regions
from marketplace.domain.listings.names import KINDS
from marketplace.domain.patents import words as patent_words
from marketplace.domain.terms.naming import MODELS
from marketplace.search.results import FacetCount
from marketplace.store.parties.organisations import by_public_ids
from marketplace.web.parties.wording import country_word

FACET_NAMES: dict[str, Callable[[], str]] = {
    "kind": lambda: gettext("Kind of licence"),
    "model": lambda: gettext("Payment model"),
    "industry": lambda: gettext("Industry"),
    "patent_type": lambda: gettext("Patent type"),
    "owner": lambda: gettext("Owner"),
    "region": lambda: gettext("Region"),
    "status": lambda: gettext("Patent status"),
}


def facet_name(facet: str) -> str:
    return FACET_NAMES[facet]()


def label_of(facet: str, value: str, names: Mapping[tuple[str, str], str]) -> str:
    """The word of a value; an owner who is not registered here goes by the printed name."""
    return names.get((facet, value)) or (value if facet == "owner" else gettext("Not stated"))


def value_names(facets: Mapping[str, Sequence[FacetCount]], lang: str) -> dict[tuple[str, str], str]:
    """(facet, value) → word. Values that name themselves (an owner not registered here) are not in it."""
    side = 0 if lang == "zh" else 1
    tables: dict[str, Mapping[str, tuple[str, str]]] = {
        "kind": KINDS,
        "model": {code: (model.zh, model.en) for code, model in MODELS.items()},
        "industry": industries.DIVISIONS,
        "patent_type": {str(kind): pair for kind, pair in patent_words.KINDS.items()},
        "status": {str(status): pair for status, pair in patent_words.STATUSES.items()},
        "region": regions.PROVINCES,
    }
    names = {
        (facet, count.value): tables[facet][count.value][side]
        for facet in tables
        for count in facets.get(facet, ())
        if count.value in tables[facet]
    }
    for count in facets.get("region", ()):
        if count.value.isalpha():  # abroad: the code of a country
            names["region", count.value] = country_word(count.value)
    owners = [count.value for count in facets.get("owner", ())]
    if owners:
        for row in by_public_ids(owners):
            names["owner", row.public_id] = row.name(lang)
    return names
