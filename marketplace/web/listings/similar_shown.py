"""Offers like the one a page is about: told by words and classes they share, the same ones every time."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g, url_for

from marketplace.domain.patents.class_tree import NoSymbol, path_to, printed, symbol_of
from marketplace.search import exploring
from marketplace.search.normalise import is_han
from marketplace.search.similar import Similar
from marketplace.store.listings.cards import CardTitle, card_titles
from marketplace.store.listings.listings import Listing
from marketplace.web.formats import TextInLanguage, lang_text
from marketplace.web.locale import gettext, lang

MOST = 4
MOST_WORDS = 4  # shared words that are named
TITLE, SUMMARY, ABSTRACT = 3.0, 2.0, 1.0  # what a word of each counts


@dataclass(frozen=True, slots=True)
class LikeThis:
    """An offer like the one shown. `title` stands below the benefit, if there is one; `shared` says what both have."""

    public_id: str
    url: str
    headline: TextInLanguage
    title: TextInLanguage | None
    licensor: str
    shared: str


def similar_listings(listing: Listing) -> list[LikeThis]:
    """The offers of this site most like a listing; none without an index."""
    found = exploring.similar_to(listing.id, _texts(listing), _places(listing), site_id=g.site.id, most=MOST)
    rows = {row.id: row for row in card_titles([one.listing_id for one in found])}
    return [_shown(rows[one.listing_id], one) for one in found if one.listing_id in rows]


def _texts(listing: Listing) -> list[tuple[str, float]]:
    texts = [(listing.title_zh, TITLE), (listing.title_en, TITLE)]
    texts += [(listing.summary_zh, SUMMARY), (listing.summary_en, SUMMARY)]
    for patent in listing.patents:
        texts += [(patent.title_zh, TITLE), (patent.title_en, TITLE)]
        texts += [(patent.abstract_zh, ABSTRACT), (patent.abstract_en, ABSTRACT)]
        if patent.card:
            texts += [(patent.card.benefit_zh, SUMMARY), (patent.card.benefit_en, SUMMARY)]
    return [(text, weight) for text, weight in texts if text]


def _places(listing: Listing) -> set[str]:
    """The places of the class tree at which a listing stands, from the subclass down."""
    places: set[str] = set()
    for patent in listing.patents:
        for one in patent.classes:
            try:
                places.update(path_to(symbol_of(one.code))[2:])
            except NoSymbol:  # a design
                continue
    return places


def _shown(row: CardTitle, found: Similar) -> LikeThis:
    zh = lang() == "zh"
    title = lang_text(row.title_zh, row.title_en)
    benefit = lang_text(row.benefit_zh, row.benefit_en)
    return LikeThis(
        public_id=row.public_id,
        url=url_for("listings.show", public_id=row.public_id),
        headline=benefit if benefit.text else title,
        title=title if benefit.text else None,
        licensor=(row.licensor_zh or row.licensor_en) if zh else (row.licensor_en or row.licensor_zh),
        shared=_shared(found),
    )


def _shared(found: Similar) -> str:
    """The deepest class both stand at, and the most telling words of the reader's language that both have."""
    parts = [gettext("both in class %(symbol)s", symbol=printed(found.classes[0]))] if found.classes else []
    words = [word for word in found.words if any(map(is_han, word)) == (lang() == "zh")][:MOST_WORDS]
    if words:
        joint = "、" if lang() == "zh" else ", "
        parts.append(gettext("both speak of %(words)s", words=joint.join(words)))
    return ("；" if lang() == "zh" else "; ").join(parts)
