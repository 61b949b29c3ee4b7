"""`python -m bench [PART …] [--quick]`: terms, import, index, pages."""

from __future__ import annotations

import argparse
from importlib import import_module

PARTS = {"terms": "bench.terms", "import": "bench.imports", "index": "bench.indexing", "pages": "bench.pages"}


def main() -> None:
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--quick", action="store_true", help="smaller sizes, two minutes at the most")
    asked = parser.parse_args()
    unknown = set(asked.parts) - set(PARTS)
    if unknown:
        parser.error(f"no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    for part in asked.parts or PARTS:
        import_module(PARTS[part]).run(quick=asked.quick)


if __name__ == "__main__":
    main()
