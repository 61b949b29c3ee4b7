"""What one would build instead of this search in an afternoon: a page over FTS5, a page over Whoosh. Both find titles.

They get the texts cut by the same tokeniser, ask for all words, and show the number of hits and twenty titles. No
facets, filters, prices, highlights, sites, languages or rights.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from flask import Flask, render_template_string, request
from whoosh import index as whoosh_index
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, TEXT, Schema
from whoosh.qparser import MultifieldParser

from marketplace.search.tokens import tokenise
from marketplace.store.db import sqlite

SHOWN = 20
PAGE = """<!doctype html><title>{{ total }}</title><h1>{{ total }} found</h1>
<form><input name="q" value="{{ request.args.q }}"><button>Search</button></form>
<ul>{% for name, title in found %}<li><a href="/listings/{{ name }}">{{ title }}</a></li>{% endfor %}</ul>"""

Text = tuple[str, str, str, str]  # public id, title, tokens of the titles, tokens of the abstracts
Found = tuple[int, list[tuple[str, str]]]


def tokens(text: str) -> str:
    return " ".join(tokenise(text))


def build_fts5(place: Path, found: Iterator[Text]) -> None:
    base = sqlite.connect(place / "fts5.db")
    base.execute("CREATE VIRTUAL TABLE listing USING fts5(name UNINDEXED, shown UNINDEXED, title, text)")
    base.executemany("INSERT INTO listing VALUES (?, ?, ?, ?)", found)
    base.commit()
    base.close()


def build_whoosh(place: Path, found: Iterator[Text]) -> None:
    words = TEXT(analyzer=SpaceSeparatedTokenizer())
    schema = Schema(name=ID(stored=True), shown=ID(stored=True), title=words, text=words)
    writer = whoosh_index.create_in(place, schema).writer(limitmb=256)
    for name, shown, title, text in found:
        writer.add_document(name=name, shown=shown, title=title, text=text)
    writer.commit()


def fts5_page() -> Flask:
    """The application over the folder `TEXTBOOK`."""
    place = Path(os.environ["TEXTBOOK"]) / "fts5.db"

    def find(words: str) -> Found:
        base = sqlite.connect(place)
        match = " ".join(f'"{word}"' for word in words.split())
        total = base.execute("SELECT count(*) FROM listing WHERE listing MATCH ?", (match,)).fetchone()[0]
        ranked = "SELECT name, shown FROM listing WHERE listing MATCH ? ORDER BY rank LIMIT ?"
        rows = base.execute(ranked, (match, SHOWN)).fetchall()
        base.close()
        return total, rows

    return page(find)


def whoosh_page() -> Flask:
    """The application over the folder `TEXTBOOK`."""
    opened = whoosh_index.open_dir(os.environ["TEXTBOOK"])
    parser = MultifieldParser(["title", "text"], opened.schema)

    def find(words: str) -> Found:
        with opened.searcher() as searcher:
            hits = searcher.search(parser.parse(words), limit=SHOWN)
            return len(hits), [(hit["name"], hit["shown"]) for hit in hits]

    return page(find)


def page(find: Callable[[str], Found]) -> Flask:
    app = Flask("textbook")

    @app.get("/search")
    def search() -> str:
        total, found = find(tokens(request.args["q"]))
        return render_template_string(PAGE, total=total, found=found)

    return app


BUILDERS = {"fts5": build_fts5, "whoosh": build_whoosh}
PAGES = {"fts5": fts5_page, "whoosh": whoosh_page}
