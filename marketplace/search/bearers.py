"""Short and former names of owners in the index: whose they are, and in which documents."""

from __future__ import annotations

from marketplace.search.counting import documents_with
from marketplace.search.names import borne_by, named
from marketplace.search.normalise import fold
from marketplace.search.schema import NAMES
from marketplace.search.snapshot import Snapshot

MOST = 10  # organisations of one short name


def bearers(snapshot: Snapshot, alias: str) -> dict[int, str]:
    """The documents of owners that are also called so, each with the name that its owner bears."""
    found: dict[int, str] = {}
    for term in snapshot.terms_with(NAMES, borne_by(fold(alias)), MOST):
        found |= dict.fromkeys(documents_with(snapshot, NAMES, term).tolist(), named(term).name)
    return found
