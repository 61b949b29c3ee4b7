"""The newest listings of any query as an Atom feed (RFC 4287), for readers that ask again and again (RFC 9110, 13)."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

from flask import Blueprint, Response, current_app, g, render_template, request, url_for

from marketplace.domain.listings.names import KINDS, word
from marketplace.search import engine
from marketplace.store.listings.exported import for_export
from marketplace.store.listings.listings import Listing
from marketplace.web.keeping.export_rows import address_of
from marketplace.web.keeping.links import query_string
from marketplace.web.locale import HTML_LANG, lang
from marketplace.web.public.search import read_query
from marketplace.web.public.search_address import url_of

blueprint = Blueprint("search_feed", __name__)

ENTRIES = 50
FRESH = 300  # seconds for which a reader need not ask again
NEVER = datetime(2000, 1, 1, tzinfo=UTC)  # when a feed without entries changed last


@blueprint.get("/search.atom")
def show() -> Response:
    """The listings published last, whatever order the page has. Identifiers and dates never change; a listing's
    date is that of its publication."""
    query = replace(read_query().query, sort="newest", page=1, per_page=ENTRIES)
    results = engine.find(query)
    listings = for_export(results.ids)
    updated = max((listing.published_at for listing in listings if listing.published_at), default=NEVER)
    base = current_app.config["PUBLIC_URL"]
    asked = query_string(replace(query, sort="relevance"))
    language = f"{'&' if asked else '?'}lang={lang()}"
    text = render_template(
        "keeping/feed.xml",
        title=query.text,
        site_name=g.site.name(lang()),
        language=HTML_LANG[lang()],
        self_url=f"{base}{url_for('search_feed.show')}{asked}{language}",
        page_url=base + url_of(replace(query, sort="relevance")),
        updated=updated,
        total=results.total,
        entries=[(listing, address_of(listing), _summary(listing)) for listing in listings],
        kind_word=lambda kind: word(KINDS, kind, lang()),
    )
    answer = Response(text, content_type="application/atom+xml; charset=utf-8")
    answer.set_etag(hashlib.sha256(text.encode()).hexdigest()[:32])
    answer.last_modified = updated
    answer.cache_control.public = True
    answer.cache_control.max_age = FRESH
    return answer.make_conditional(request)  # type: ignore[return-value]


def _summary(listing: Listing) -> str:
    """The benefit in one line, else the summary, in the reader's language where there is one."""
    card = listing.patents[0].card if listing.patents else None
    pairs = [(card.benefit_zh, card.benefit_en)] if card is not None else []
    pairs.append((listing.summary_zh, listing.summary_en))
    zh = lang() == "zh"
    return next((text for one, other in pairs if (text := (one or other) if zh else (other or one))), "")
