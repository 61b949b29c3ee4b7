"""Which of the words asked for a listing really holds, looked up in its own texts: for those who are told of it later.

A page may show results that hold a part of the words. Whoever is told by letter wants to know which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from marketplace.search import highlight
from marketplace.search.results import Results
from marketplace.store.listings.listings import Listing
from marketplace.store.patents.patents import Patent

CARD_FIELDS = ("benefit", "problem", "users", "replaces", "gain", "needs", "first_product")


def asked_words(results: Results) -> tuple[str, ...]:
    """The words that were looked for, each once."""
    return tuple(dict.fromkeys(results.understood.words or results.terms))


def words_held(results: Results, listing: Listing) -> tuple[str, ...]:
    """Those of the words that occur in a listing and its patents, themselves or by what was searched beside them."""
    beside = {word: [one.text for one in also] for word, also in results.understood.also}
    texts = list(texts_of(listing))
    held = [word for word in asked_words(results) if _occurs((word, *beside.get(word, ())), texts)]
    if not held and not results.any_word:  # a sentence that was looked for as it stands: told by its words
        held = [term for term in results.terms if _occurs((term,), texts)]
    return tuple(held)


def texts_of(listing: Listing) -> Iterator[str]:
    """What the search knows of a listing: its texts, those of its patents, names of owners and inventors."""
    yield from (listing.title_zh, listing.title_en, listing.summary_zh, listing.summary_en)
    yield from (listing.programme_zh, listing.programme_en)
    for patent in listing.patents:
        yield from _texts_of(patent)


def _texts_of(patent: Patent) -> Iterator[str]:
    yield from (patent.title_zh, patent.title_en, patent.abstract_zh, patent.abstract_en)
    yield from (owner.name for owner in patent.owners)
    yield from (inventor.name for inventor in patent.inventors)
    if patent.card is not None:
        for field in CARD_FIELDS:
            yield from (getattr(patent.card, f"{field}_zh"), getattr(patent.card, f"{field}_en"))


def _occurs(words: Iterable[str], texts: Iterable[str]) -> bool:
    wanted = tuple(words)
    return any(marked for text in texts if text for _, marked in highlight.mark(text, wanted))
