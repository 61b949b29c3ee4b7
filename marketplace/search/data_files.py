"""The lists of words and readings that ship with the search: lines of `data/`, without remarks and empty ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


def lines_of(name: str) -> Iterator[str]:
    """The lines of a file, each without the space around it."""
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if line and not line.startswith("#"):
            yield line
