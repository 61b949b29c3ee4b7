"""Suggestions while somebody types: words, owners, inventors, classes, titles and numbers that begin so.

A page does without them: they are links that a small script lays under the search box.
"""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, g, jsonify, request, url_for

from marketplace.domain.patents.class_tree import printed
from marketplace.search import engine, exploring
from marketplace.search.normalise import fold
from marketplace.search.query import Query
from marketplace.store.listings.cards import CardTitle, card_titles
from marketplace.web.locale import gettext, lang
from marketplace.web.public.class_names import short, upper

blueprint = Blueprint("suggestions", __name__)

LONGEST = 60  # characters
MOST = 10
MOST_WORDS, MOST_NAMES, MOST_CLASSES, MOST_TITLES = 4, 2, 2, 3

Suggestion = dict[str, str]


@blueprint.get("/search/suggestions")
def index() -> Response:
    typed = " ".join(
        "".join(one if one.isprintable() else " " for one in request.args.get("q", "")[:LONGEST]).split()
    )
    answer = jsonify(suggestions=list(_suggested(typed))[:MOST] if typed else [])
    answer.headers["Cache-Control"] = "private, max-age=30"
    return answer


def _suggested(typed: str) -> Iterator[Suggestion]:
    """The most useful first: a number leads to its offer, a word to a search, a title to its offer."""
    site_id = g.site.id
    found = exploring.suggest(typed, site_id=site_id, most=MOST_WORDS)
    for row in card_titles(found.documents):
        yield _told(row.number, _title(row), gettext("Patent number"), _page_of(row))
    for text in found.texts[:MOST_WORDS]:
        yield _told(text, "", gettext("Search"), url_for("search.show", q=text))
    for prefix, label, names in (
        ("owner", gettext("Owner"), found.owners),
        ("inventor", gettext("Inventor"), found.inventors),
    ):
        for name in names[:MOST_NAMES]:
            yield _told(name, "", label, url_for("search.show", q=f'{prefix}:"{name}"'))
    yield from _classes(typed)
    if not found.documents:
        query = Query(typed, site_id=site_id, lang=lang(), per_page=MOST_TITLES)
        for row in card_titles(engine.first_ids(query)):
            yield _told(_title(row), "", gettext("Licence offer"), _page_of(row))


def _classes(typed: str) -> Iterator[Suggestion]:
    """Classes whose symbol begins so, or whose title holds what was typed; the upper ones first."""
    side, wanted = (0 if lang() == "zh" else 1), fold(typed)
    if len(wanted) < 2 and not wanted.isalpha():
        return
    symbol = wanted.upper().replace(" ", "")
    found = [code for code, pair in upper().items() if code.startswith(symbol) or wanted in fold(pair[side])]
    for code in sorted(found, key=lambda one: (len(one), one))[:MOST_CLASSES]:
        pair = upper()[code]
        yield _told(
            printed(code),
            short(pair[side] or pair[1 - side]),
            gettext("Class"),
            url_for("search.show", ipc=code),
        )


def _title(row: CardTitle) -> str:
    return (row.title_zh or row.title_en) if lang() == "zh" else (row.title_en or row.title_zh)


def _page_of(row: CardTitle) -> str:
    return url_for("listings.show", public_id=row.public_id)


def _told(text: str, note: str, kind: str, url: str) -> Suggestion:
    return {"text": text, "note": note, "kind": kind, "url": url}
