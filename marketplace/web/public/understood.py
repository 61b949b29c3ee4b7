"""What the search page says of a query: what was looked for beside and instead of the words typed, likelier spellings,
and for each result in one line why it is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from marketplace.search import engine
from marketplace.search.clauses import Also
from marketplace.search.query import Query
from marketplace.search.reasons import TYPED, Reason
from marketplace.search.results import Hint, Results
from marketplace.search.spelling import POOR
from marketplace.web.locale import gettext, lang

MOST_SAID = 12  # words or pairs of words in one sentence
_BETWEEN = {"zh": "、", "en": ", "}


@dataclass(frozen=True, slots=True)
class Said:
    """What is said above the results; empty parts are left out.

    `some`: results hold some of the words, `holding_all` of them all. `spellings`: text, address, number of results.
    """

    also: str
    left_out: str
    words: str
    some: bool
    holding_all: int
    given_up: int
    exact_url: str
    loose_url: str
    spellings: Sequence[tuple[str, str, int]]


def said(query: Query, results: Results, url_of: Callable[[Query], str]) -> Said:
    """What is said of the words of a query."""
    found = results.understood
    holding_all = found.holding_all if results.any_word else results.total
    poor = holding_all < POOR and query.text and query.page == 1 and not results.degraded
    spellings: Sequence[Hint] = engine.suggest_spelling(query, holding_all) if poor else ()
    return Said(
        also=_listed([_also(word, terms) for word, terms in found.also]),
        left_out=_listed(found.left_out),
        words=_listed(found.words) if results.any_word or found.given_up else "",
        some=results.any_word,
        holding_all=holding_all,
        given_up=found.given_up,
        exact_url=url_of(replace(query, exact=True, page=1)) if found.changed and not query.exact else "",
        loose_url=url_of(replace(query, exact=False, page=1)) if query.exact else "",
        spellings=[(hint.subject, url_of(hint.query), hint.count) for hint in spellings],
    )


def why(results: Results) -> Mapping[int, str]:
    """For each result the words by which it was found, with the places where they stand."""
    language = lang()
    return {
        listing: _found_by(reasons, language)
        for listing, reasons in zip(results.ids, results.reasons, strict=False)
        if reasons
    }


@lru_cache(maxsize=1024)
def _found_by(reasons: Sequence[Reason], _lang: str) -> str:
    """A line in the language of the reader; most results of a page have the same."""
    return gettext("Found by: %(words)s", words=_listed([_reason(one) for one in reasons]))


def _also(word: str, terms: Sequence[Also]) -> str:
    if all(term.kind == "sound" for term in terms):
        return gettext("names that sound like “%(word)s”", word=word)
    others = dict.fromkeys(term.text for term in terms if term.kind != "sound")
    return gettext("%(terms)s (for “%(word)s”)", terms=_listed(list(others)), word=word)


@cache
def _places(_lang: str) -> dict[str, str]:
    """Where a word stands, in the language of the reader."""
    return {
        "title": gettext("title"),
        "summary": gettext("summary"),
        "abstract": gettext("abstract"),
        "owner": gettext("owner"),
        "alias": gettext("short or former name of the owner"),
        "inventor": gettext("inventor"),
        "number": gettext("number"),
        "class": gettext("class"),
    }


def _reason(reason: Reason) -> str:
    places = _places(lang())
    words = (
        reason.asked if reason.kind == TYPED or reason.kind == "sound" else f"{reason.asked} → {reason.found}"
    )
    place = places.get(reason.field)
    return gettext("%(words)s [%(place)s]", words=words, place=place) if place else words


def _listed(words: Sequence[str]) -> str:
    shown = list(words[:MOST_SAID])
    return _BETWEEN["zh" if lang() == "zh" else "en"].join([*shown, "…"] if len(words) > MOST_SAID else shown)
