"""The class tree: titles of IPC and CPC symbols, and how many open offers of this site stand at each."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.domain.patents.class_titles import SHORT_TITLES
from marketplace.domain.patents.class_tree import NoSymbol, order_of, parent_of, path_to, printed, symbol_of
from marketplace.search import exploring
from marketplace.search.normalise import fold
from marketplace.store.patents.class_titles import titles_below, titles_with
from marketplace.web.formats import TextInLanguage
from marketplace.web.public.class_names import short, title_of, titles

blueprint = Blueprint("classes", __name__)

MOST_FOUND = 50
MOST_WORDS = 8
LONGEST = 100  # characters of what is looked for


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the tree. `count` is None where nobody can tell; `url` opens it, `search_url` its offers."""

    symbol: str
    name: str
    title: TextInLanguage
    count: int | None
    url: str
    search_url: str


@blueprint.get("/classes")
def index() -> ResponseReturnValue:
    typed = " ".join(request.args.get("q", "")[:LONGEST].split())
    typed = "".join(character for character in typed if character.isprintable())
    try:
        return redirect(url_for("classes.show", symbol=symbol_of(typed)))
    except NoSymbol:
        pass
    words = fold(typed).split()[:MOST_WORDS]
    if words:
        found = _found(words)
        return render_template("search/classes_found.html", typed=typed, places=found, most=MOST_FOUND)
    return _page("")


@blueprint.get("/classes/<path:symbol>")
def show(symbol: str) -> ResponseReturnValue:
    try:
        place = symbol_of(symbol)
    except NoSymbol:
        abort(404)
    if place != symbol:
        return redirect(url_for("classes.show", symbol=place), 301)
    return _page(place)


def _page(symbol: str) -> str:
    """One place with those directly below it; those without offers only if asked for, or if there are no others."""
    counts = exploring.class_counts(symbol, site_id=g.site.id)
    loaded = titles_below(symbol)
    ours = {code for code in SHORT_TITLES if parent_of(code) == symbol}
    below = sorted({*loaded, *ours, *((counts or {}).keys() - {symbol})}, key=order_of)
    held = [code for code in below if counts and counts.get(code)]
    everything = counts is None or not held or bool(request.args.get("all"))
    path = path_to(symbol) if symbol else []
    named = titles(path)
    return render_template(
        "search/classes_show.html",
        symbol=symbol,
        name=printed(symbol),
        title=named[symbol] if symbol else None,
        short=short(named[symbol].text) if symbol else "",
        count=counts.get(symbol) if counts is not None else None,
        counted=counts is not None,
        trail=[
            (f"{printed(one)} {short(named[one].text)}", url_for("classes.show", symbol=one))
            for one in path[:-1]
        ],
        places=[_place(code, title_of(code, loaded), counts) for code in (below if everything else held)],
        everything=everything,
        held=len(held),
        all=len(below),
    )


def _found(words: list[str]) -> list[Place]:
    """Places whose title or symbol holds every word, ours and the loaded ones, from the top of the tree down."""
    rows = titles_with(words, MOST_FOUND)
    loaded = {row.code: row for row in reversed(rows)}
    ours = {
        code
        for code, pair in SHORT_TITLES.items()
        if all(word in fold(f"{code} {' '.join(pair)}") for word in words)
    }
    codes = sorted({*loaded, *ours}, key=lambda code: (len(code), order_of(code)))[:MOST_FOUND]
    counts: dict[str, int] | None = {}
    for code in codes:
        found = exploring.class_counts(code, site_id=g.site.id)
        if found is None or counts is None:
            counts = None
        else:
            counts[code] = found.get(code, 0)
    return [_place(code, title_of(code, loaded), counts) for code in codes]


def _place(code: str, title: TextInLanguage, counts: dict[str, int] | None) -> Place:
    return Place(
        code,
        printed(code),
        title._replace(text=short(title.text)),
        None if counts is None else counts.get(code, 0),
        url_for("classes.show", symbol=code),
        url_for("search.show", ipc=code),
    )
