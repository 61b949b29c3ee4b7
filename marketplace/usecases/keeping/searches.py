"""Saved searches: kept, looked at, told of by digest, deleted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from marketplace.domain.access import Actor
from marketplace.domain.faults import Invalid, Refused
from marketplace.domain.keeping.digests import FREQUENCIES, MOST_SEARCHES
from marketplace.store.db import db, lock, transaction
from marketplace.store.keeping import searches
from marketplace.store.keeping.searches import SavedSearch
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record

LONGEST_NAME = 120


@transaction
def save_search(
    *, name: str, values: Mapping[str, Any], digest: str, language: str, actor: Actor, now: datetime
) -> SavedSearch:
    """Keep a query under a name. Listings published from now on are new.

    Args:
        values: of the query (`search.kept.values_of`).

    Raises:
        Invalid: `field.required`.
        Refused: `kept.too_many`.
    """
    require(actor, "kept.keep")
    assert actor.person_id is not None
    if digest not in FREQUENCIES:
        raise Invalid("field.required", field="digest")
    if searches.count_of(actor.person_id) >= MOST_SEARCHES:
        raise Refused("kept.too_many", limit=MOST_SEARCHES)
    search = SavedSearch(
        site_id=actor.site_id,
        person_id=actor.person_id,
        name=_named(name),
        query=json.dumps(values, ensure_ascii=False, sort_keys=True),
        language=language,
        digest=digest,
        looked_at=now,
        told_at=now,
        saved_at=now,
    )
    db.session.add(search)
    db.session.flush()
    record("saved_search.saved", search, actor=actor, now=now)
    return search


@transaction
def change_search(search: SavedSearch, *, name: str, digest: str, actor: Actor, now: datetime) -> None:
    """Give it another name, or be told more or less often.

    Raises:
        Invalid: `field.required`.
        Refused: `kept.gone`.
    """
    _begin(search, actor)
    if digest not in FREQUENCIES:
        raise Invalid("field.required", field="digest")
    search.name = _named(name)
    _set_digest(search, digest, actor=actor, now=now)


@transaction
def look_at_search(search: SavedSearch, *, actor: Actor, now: datetime) -> None:
    """Its owner opens it: what is there now is not new any more."""
    _begin(search, actor)
    search.looked_at = now


@transaction
def stop_digest(search: SavedSearch, *, actor: Actor, now: datetime) -> None:
    """No more mails, from the link in one of them, whose bearer need not sign in."""
    lock(search)
    if search.deleted_at is None:
        _set_digest(search, "off", actor=actor, now=now)


@transaction
def delete_search(search: SavedSearch, *, actor: Actor, now: datetime) -> None:
    """Delete name and query; the row remains, because the log names it."""
    _begin(search, actor)
    record("saved_search.deleted", search, actor=actor, now=now)
    search.name, search.query, search.digest, search.deleted_at = "", "{}", "off", now


def _begin(search: SavedSearch, actor: Actor) -> None:
    require(actor, "kept.change", search)
    lock(search)
    if search.deleted_at is not None:
        raise Refused("kept.gone")


def _set_digest(search: SavedSearch, digest: str, *, actor: Actor, now: datetime) -> None:
    if search.digest == digest:
        return
    if search.digest == "off":
        search.told_at = now  # the digest begins with what is published from now on
    search.digest = digest
    record("saved_search.digest_set", search, actor=actor, now=now, digest=digest)


def _named(name: str) -> str:
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name:
        raise Invalid("field.required", field="name")
    return name
