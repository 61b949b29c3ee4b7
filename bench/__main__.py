"""`python -m bench [PART …] [--quick] [--size N …] [--engine NAME …]`; `report` only writes the page."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from bench.page import SEARCHED, search_part, write_page
from bench.report import keep, show

PARTS = {
    "terms": "bench.terms",
    "import": "bench.imports",
    "index": "bench.indexing",
    "pages": "bench.pages",
    "relevance": "bench.relevance",
    "search": "bench.search",
    "search-page": "bench.search_page",
}
SIZES = (1_000, 10_000, 100_000)
QUICK = {"pages": (1_000,), "search-page": (1_000,), "search": ("10k",)}
QUICK_SIZES = (300, 1_000)


def main() -> None:
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join([*PARTS, "report"]))
    parser.add_argument("--quick", action="store_true", help="smaller sizes, two minutes at the most")
    parser.add_argument(
        "--size", action="append", help="only this size; shown, but not kept; of `search` a corpus, kept"
    )
    parser.add_argument("--engine", action="append", help="of `search` only this engine; shown, but not kept")
    asked = parser.parse_args()
    unknown = set(asked.parts) - set(PARTS) - {"report"}
    if unknown:
        parser.error(f"no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}, report")
    for part in asked.parts or PARTS:
        if part == "report":
            continue
        print(f"== {part}", flush=True)
        sizes = asked_sizes(part, _listed(asked.size), quick=asked.quick)
        if part == "search":
            measure_searches(sizes, _listed(asked.engine), quick=asked.quick)
            continue
        tables = import_module(PARTS[part]).run(sizes, quick=asked.quick)
        show(tables)
        if not asked.size:
            keep(part, tables, quick=asked.quick)
    write_page()


def measure_searches(corpora: Sequence[str], engines: Sequence[str], *, quick: bool) -> None:
    """Corpus by corpus, because one takes minutes and another an hour; what is measured of all engines is kept."""
    for corpus in corpora:
        tables = import_module(PARTS["search"]).run([corpus], quick=quick, engines=engines)
        show(tables)
        if not engines and tables:
            keep(search_part(corpus), tables, quick=quick)


def asked_sizes(part: str, sizes: list[str], *, quick: bool) -> tuple[Any, ...]:
    """Numbers of listings, or names of corpora."""
    if part == "search":
        return tuple(sizes) or (QUICK[part] if quick else SEARCHED)
    return tuple(map(int, sizes)) or (QUICK.get(part, QUICK_SIZES) if quick else SIZES)


def _listed(given: list[str] | None) -> list[str]:
    return [one for several in given or () for one in several.split(",")]


if __name__ == "__main__":
    main()
