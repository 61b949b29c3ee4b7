"""docs/benchmarks.md, written from the results that are kept."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.report import RESULTS, ROOT, result_name

PAGE = ROOT / "docs" / "benchmarks.md"
SEARCHED = ("10k", "100k", "1m", "real-zh", "real-en")  # the corpora of the search beside other engines


def search_part(corpus: str) -> str:
    """The name under which the results of one corpus are kept."""
    return f"search-{corpus}"


PARTS = ("terms", "import", "index", "pages", *map(search_part, SEARCHED), "search-page", "relevance")
INTRODUCTION = """\
# Benchmarks

This page is written by `python3 dev.py bench` from the files in `bench/results/`; do not edit it. `python3 dev.py
bench PART` measures one part anew, `--quick` at small sizes within two minutes (a quick run stands here only until
there is a full one), `--size N` at one size without keeping it (of `search` one corpus, which is kept). How to read
it: absolute figures hold for the machine named above each part; compare ratios inside one part, which were measured
in one run. Listings and patents are generated from the demonstration's sentences with a fixed seed, so a catalogue of
100,000 has far fewer different words than real ones and long lists of hits for each: hard on a search, easy on its
dictionary. Import runs on real patent records where they lie beside the project. "Peak MB" is the most memory of the
process that did the work. Growth compares the largest size with the smallest; a load far above the number of busy
processes says that the machine did other work too.
"""


def write_page() -> None:
    PAGE.write_text(page_text(), encoding="utf-8")


def page_text() -> str:
    """The page that belongs to the results as they are kept now."""
    return "\n".join([INTRODUCTION, *(section(part) for part in PARTS)])


def section(part: str) -> str:
    """One part: the full results, or the quick ones while there are no others."""
    for quick in (False, True):
        file = RESULTS / result_name(part, quick=quick)
        if file.exists():
            return "\n".join([f"## {part}", "", *lines(file)])
    return f"## {part}\n\nNot measured yet.\n"


def lines(file: Path) -> list[str]:
    result: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    where = (
        f"{'Quick run. ' if result['quick'] else ''}Measured on {result['date']} at commit {result['commit']}: "
        f"{result['cores']} cores, {result['memory_mb']:,} MB, load {result['load']}, Python {result['python']}, "
        f"seed {result['seed']}."
    )
    if pace := result.get("pace"):
        where += f" An empty loop of Python made {pace} million steps a second just then."
    written = [where, ""]
    for table in result["tables"]:
        written += [f"**{table['title']}**", "", *markdown(table["heads"], table["rows"]), ""]
        written += [table["note"], ""] if table["note"] else []
    return written


def markdown(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in (heads, ["---:"] * len(heads), *rows)]
