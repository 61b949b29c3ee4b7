"""The search beside other engines: same listings, tokens and queries; and how soon a change is found.

A page is the ranked first twenty, the exact total, the counts of all facets, and titles and abstracts with what was
asked for marked, before any HTML.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from bench.report import Table, in_child
from bench.search_corpus import REAL, SIZES, listings
from bench.search_engines import Answer, cut_one_by_one, write_tokens
from bench.search_measure import ENGINES, Measured, Places, build, build_rival, measure, pages_a_second
from bench.search_ours import write_texts
from bench.search_read_back import read_back
from bench.search_writing import writing_tables
from bench.workplace import CORPORA, CUT_BY, INDEXED_BY, digest, kept
from marketplace.search.facets import MOST_VALUES

HEADS = (
    *("corpus", "engine", "p50 ms", "p95 ms", "p99 ms", "mean ms", "engine p50", "engine p95", "first p95"),
    *("pages/s", "2 processes", "documents/s", "with tokens", "MB", "own MB"),
)
NOTE = (
    "A page is the first twenty, the exact total, the counts of 14 facets, and marked titles and abstracts; no HTML. "
    "Milliseconds are those of the median of three warm passes of each query (of one, where a pass takes more than a "
    "minute), `first` those of the pass before; the site keeps words it has looked up, but no answers. Engine: without "
    "marking. Documents/s: one process, from tokens to a committed index; with tokens: from listings, cutting their "
    "texts included. FTS5, PostgreSQL and Whoosh hand the ids of all hits to the site's counting of facets, which is "
    "faster than their own; tantivy aggregates. The index of the site is more than the others hold: it has the word "
    "fields one by one. MB: size of the index; own MB: memory that a worker shares with nobody, not "
    "with the server that has loaded the program before it nor with a file. Above 100,000 listings stock Whoosh and "
    "the site's index in PostgreSQL are left out; the others get their tokens from the site's own (`with tokens`: "
    "with reading those)."
)
# above so many listings an engine would take hours to build or to ask
LARGEST = {"whoosh-tuned": 100_000, "ours-in-postgresql": 100_000}
ABOUT = {**SIZES, "real-zh": 111_000, "real-en": 32_000}
CUT_TWICE = 100_000  # listings: the rivals of larger corpora get the tokens that the site's own index holds
STORED_BY = ("bench/search_ours_stored.py", "marketplace/search/postgresql/writing.py", *INDEXED_BY)
TEXTS_BY = ("bench/search_corpus.py", "marketplace/demo/data/patents/*.json")
TOKENS_BY = (*TEXTS_BY, "bench/search_engines.py", *CUT_BY)


def run(sizes: Sequence[str], *, quick: bool, engines: Sequence[str] = ()) -> list[Table]:
    main, kinds, same = Table("search: engines", HEADS, note=NOTE), [], _same_table()
    for corpus in sizes:
        if corpus in REAL and next(listings(corpus), None) is None:
            print(f"{corpus}: the records do not lie beside the project", flush=True)
            continue
        measured: dict[str, Measured] = {}
        for engine in engines or ENGINES:
            if ABOUT.get(corpus, 0) <= LARGEST.get(engine, 1 << 60):
                places = _places(corpus, engine, seconds=2 if quick else 6)
                measured[engine] = in_child(measure, places)
                both = "" if engine.endswith("postgresql") else f"{pages_a_second(places, 2):,.0f}"
                main.add(*_row(corpus, engine, measured[engine], both))
        kinds.append(_kinds_table(corpus, measured))
        for row in _same_rows(corpus, measured):
            same.add(*row)
    written = writing_tables(
        [_places(corpus, "ours", seconds=0) for corpus in sizes if corpus not in REAL], quick=quick
    )
    return [main, *kinds, same, *written] if main.rows else []


def _places(corpus: str, engine: str, seconds: float) -> Places:
    parent = CORPORA / f"search-{corpus}"
    texts = kept(parent, "texts-", digest(TEXTS_BY), write_texts, corpus)
    flat = kept(parent, "ours-", digest((*TEXTS_BY, "bench/search_ours.py", *INDEXED_BY)), build, "ours", corpus)
    if engine == "ours":
        return Places(corpus, engine, flat, flat, texts, texts, seconds)
    if engine == "ours-in-postgresql":
        stored = kept(parent, "stored-", digest((*TEXTS_BY, *STORED_BY)), build, engine, corpus)
        return Places(corpus, engine, stored, flat, texts, texts, seconds)
    tokens = kept(parent, "tokens-", digest(TOKENS_BY), write_tokens_of, corpus, flat)
    made_by = f"{ENGINES[engine].split(':')[0].replace('.', '/')}.py"
    built = kept(parent, f"{engine}-", digest((*TOKENS_BY, made_by)), build_rival, engine, tokens)
    return Places(corpus, engine, built, flat, texts, tokens, seconds)


def write_tokens_of(place: Path, corpus: str, flat: Path) -> None:
    large = SIZES.get(corpus, 0) > CUT_TWICE
    write_tokens(place, read_back(flat) if large else cut_one_by_one(listings(corpus)))


def _row(corpus: str, engine: str, found: Measured, both: str) -> list[object]:
    documents = len_of(corpus, found)
    mean = sum(found.pages) / len(found.pages)
    return [
        corpus,
        engine,
        *(_ms(_quantile(found.pages, q)) for q in (0.5, 0.95, 0.99)),
        _ms(mean),
        *(_ms(_quantile(found.engine, q)) for q in (0.5, 0.95)),
        _ms(_quantile(found.cold, 0.95)),
        f"{found.rate:,.0f}",
        both,
        *(f"{documents / seconds:,.0f}" for seconds in found.built),
        f"{found.size / 1024**2:,.0f}",
        found.memory if engine.startswith(("ours", "tantivy")) else "",
    ]


def len_of(corpus: str, found: Measured) -> int:
    """How many listings a corpus has: everything finds all of them."""
    place = found.kinds.index("everything")
    return SIZES.get(corpus) or found.answers[place].total


def _kinds_table(corpus: str, measured: dict[str, Measured]) -> Table:
    table = Table(f"search: p50 / p95 ms of each kind of query, {corpus}", ["kind", "hits", *measured])
    first = next(iter(measured.values()), None)
    for kind in dict.fromkeys(first.kinds if first else ()):
        places = [place for place, one in enumerate(first.kinds if first else ()) if one == kind]
        hits = sorted(first.answers[place].total for place in places) if first else [0]
        cells = []
        for found in measured.values():
            times = [found.pages[place] for place in places]
            cells.append(f"{_ms(_quantile(times, 0.5))} / {_ms(_quantile(times, 0.95))}")
        table.add(kind, f"{hits[len(hits) // 2]:,}", *cells)
    return table


def _same_table() -> Table:
    note = "How many queries find as many listings, and count the same in every facet, as the site's own search does."
    return Table(
        "search: same answers", ["corpus", "engine", "same totals", "same facets", "queries"], note=note
    )


def _same_rows(corpus: str, measured: dict[str, Measured]) -> list[list[object]]:
    ours = measured.get("ours")
    rows: list[list[object]] = []
    for engine, found in measured.items():
        if ours and engine != "ours":
            pairs = list(zip(ours.answers, found.answers, strict=True))
            totals = sum(one.total == other.total for one, other in pairs)
            facets = sum(_same_facets(one, other) for one, other in pairs)
            rows.append([corpus, engine, totals, facets, len(pairs)])
            for kind, (one, other) in zip(ours.kinds, pairs, strict=True):
                if one.total != other.total and os.environ.get("BENCH_DIFFERENCES"):
                    print(f"{engine}, {kind}: {one.total} {other.total}", flush=True)
    return rows


def _same_facets(ours: Answer, other: Answer) -> bool:
    """The site tells at most MOST_VALUES of a facet."""
    for facet, counts in ours.facets.items():
        theirs = other.facets.get(facet, {})
        if counts != {value: count for value, count in theirs.items() if value in counts}:
            return False
        if len(counts) < MOST_VALUES and len(theirs) != len(counts):
            return False
    return True


def _quantile(times: Sequence[float], q: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * q))]


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.2f}"
