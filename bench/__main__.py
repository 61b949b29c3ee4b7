"""`python -m bench [PART …] [--quick] [--size N …] [--engine NAME …]`; `report` only writes the page."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Any

from bench.page import write_page
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
CORPORA = ("10k", "100k", "1m", "real-zh", "real-en")  # of the search beside other engines
QUICK = {"pages": (1_000,), "search-page": (1_000,), "search": ("10k",)}
QUICK_SIZES = (300, 1_000)


def main() -> None:
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join([*PARTS, "report"]))
    parser.add_argument("--quick", action="store_true", help="smaller sizes, two minutes at the most")
    parser.add_argument(
        "--size", action="append", help="only this size (of `search` a corpus); shown, but not kept"
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
        more = {"engines": _listed(asked.engine)} if part == "search" and asked.engine else {}
        tables = import_module(PARTS[part]).run(sizes, quick=asked.quick, **more)
        show(tables)
        if not asked.size and not more:
            keep(part, tables, quick=asked.quick)
    write_page()


def asked_sizes(part: str, sizes: list[str], *, quick: bool) -> tuple[Any, ...]:
    """Numbers of listings, or names of corpora."""
    if part == "search":
        return tuple(sizes) or (QUICK[part] if quick else CORPORA)
    return tuple(map(int, sizes)) or (QUICK.get(part, QUICK_SIZES) if quick else SIZES)


def _listed(given: list[str] | None) -> list[str]:
    return [one for several in given or () for one in several.split(",")]


if __name__ == "__main__":
    main()
