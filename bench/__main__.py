"""`python -m bench [PART …] [--quick] [--size N …]`: terms, import, index, pages; `report` only writes the page."""

from __future__ import annotations

import argparse
from importlib import import_module

from bench.page import write_page
from bench.report import keep, show

PARTS = {
    "terms": "bench.terms",
    "import": "bench.imports",
    "index": "bench.indexing",
    "pages": "bench.pages",
    "search-page": "bench.search_page",
}
SIZES = (1_000, 10_000, 100_000)
QUICK = {"pages": (1_000,), "search-page": (1_000,)}
QUICK_SIZES = (300, 1_000)


def main() -> None:
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join([*PARTS, "report"]))
    parser.add_argument("--quick", action="store_true", help="smaller sizes, two minutes at the most")
    parser.add_argument("--size", type=int, action="append", help="only this size; shown, but not kept")
    asked = parser.parse_args()
    unknown = set(asked.parts) - set(PARTS) - {"report"}
    if unknown:
        parser.error(f"no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}, report")
    for part in asked.parts or PARTS:
        if part == "report":
            continue
        print(f"== {part}", flush=True)
        sizes = tuple(asked.size or (QUICK.get(part, QUICK_SIZES) if asked.quick else SIZES))
        tables = import_module(PARTS[part]).run(sizes, quick=asked.quick)
        show(tables)
        if not asked.size:
            keep(part, tables, quick=asked.quick)
    write_page()


if __name__ == "__main__":
    main()
