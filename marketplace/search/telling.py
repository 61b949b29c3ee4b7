"""How the indexer says what it does: codes of `domain.search.words`, worded by whoever listens."""

from __future__ import annotations

from typing import Protocol


class Tell(Protocol):
    """Takes a code with its parameters."""

    def __call__(self, code: str, **params: object) -> None: ...


def silent(code: str, **params: object) -> None:
    """Tell nobody."""
