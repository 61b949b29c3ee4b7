"""What some letters say beyond one sentence: the listings that were found, and how to stop such letters."""

from __future__ import annotations

import sqlalchemy as sa

from marketplace.domain.keeping.signed import token_of
from marketplace.store.db import db
from marketplace.store.demand import needs
from marketplace.store.listings.listings import Listing
from marketplace.store.office.events import Event

LINE = {"zh": "\n· {title}（{licensor}）\n  {url}\n", "en": "\n· {title} ({licensor})\n  {url}\n"}
AGREEING = {"zh": "  相符的词：{words}\n", "en": "  Words that agree: {words}\n"}

#: events whose readers can stop the letters by a link, without signing in
STOPPABLE = ("saved_search.found", "need.publication_found")


def further_lines(event: Event, lang: str, public_url: str) -> str:
    """The listings an event names that are open still, each with its page; empty for other events."""
    if event.kind == "saved_search.found":
        return "".join(
            _line(listing, lang, public_url) for listing in _listings(str(event.values["listings"]))
        )
    if event.kind == "need.publication_found":
        found = _listings(str(event.values["listing"]))
        return "".join(_line(listing, lang, public_url) + _words(event, listing, lang) for listing in found)
    return ""


def stopping_url(event: Event, public_url: str, secret: str) -> str:
    """The page on which letters about the subject of an event can be stopped; empty where they cannot."""
    if event.kind not in STOPPABLE:
        return ""
    table, public_id = event.subject.split(":")
    return f"{public_url}/unsubscribe/{token_of(table, public_id, secret)}"


def _listings(public_ids: str) -> list[Listing]:
    """Those that are open, in the order of their ids."""
    wanted = public_ids.split(",")
    rows = db.session.scalars(
        sa.select(Listing).where(Listing.public_id.in_(wanted), Listing.state == "published")
    )
    found = {listing.public_id: listing for listing in rows}
    return [found[public_id] for public_id in wanted if public_id in found]


def _line(listing: Listing, lang: str, public_url: str) -> str:
    url = f"{public_url}/listings/{listing.public_id}"
    return LINE[lang].format(title=listing.title(lang), licensor=listing.licensor.name(lang), url=url)


def _words(event: Event, listing: Listing, lang: str) -> str:
    need = needs.by_public_id(event.subject.split(":")[1])
    found = needs.found_for(need.id, listing.id) if need else None
    if found is None or not found.matched_words:
        return ""
    return AGREEING[lang].format(words=("、" if lang == "zh" else ", ").join(found.matched_words))
