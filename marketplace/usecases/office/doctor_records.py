"""Checks of records: the event log, what refers to what, editions, mandates, files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import sqlalchemy as sa

from marketplace.domain.office.doctor_words import Finding
from marketplace.domain.terms.canonical import terms_hash
from marketplace.store.db import db
from marketplace.store.listings.listings import Listing, ListingVersion
from marketplace.store.office.events import FIRST, Event, link_hash
from marketplace.store.office.files import StoredFile, path_of
from marketplace.store.parties.organisations import Mandate, Organisation

AT_ONCE = 1000
CHUNK = 1024 * 1024

Seen = Iterator[Finding | None]


def chains() -> Seen:
    """Every event has its hash and continues the one before it in its subject's chain."""
    query = sa.select(*Event.__table__.columns).order_by(Event.subject, Event.id)
    subject, before = "", FIRST
    for row in db.session.execute(query.execution_options(yield_per=AT_ONCE)):
        if row.subject != subject:
            subject, before = row.subject, FIRST
        yield None
        if row.prev_hash != before or row.hash != link_hash(row):
            yield Finding("chain_broken", {"subject": row.subject, "event": row.id})
        before = row.hash


def subjects() -> Seen:
    """Every chain belongs to a row."""
    wanted: dict[str, list[str]] = {}
    for subject in db.session.scalars(sa.select(Event.subject).distinct()):
        table, _, public_id = subject.partition(":")
        wanted.setdefault(table, []).append(public_id)
    for table, public_ids in sorted(wanted.items()):
        known: set[str] = set()
        if table in db.metadata.tables:
            known = set(db.session.scalars(sa.select(db.metadata.tables[table].c.public_id)))
        for public_id in public_ids:
            yield None
            if public_id not in known:
                yield Finding("subject_missing", {"subject": f"{table}:{public_id}"})


def references() -> Seen:
    """No row refers to one that is not there. PostgreSQL holds this itself at every moment; SQLite is asked."""
    for _ in db.metadata.tables:
        yield None
    if db.session.get_bind().dialect.name != "sqlite":
        return
    for table, row, parent, _ in db.session.execute(sa.text("PRAGMA foreign_key_check")):
        yield Finding("reference_dangling", {"table": table, "row": row, "parent": parent})


def editions() -> Seen:
    """What was public is kept, edition by edition, with its hash."""
    names: dict[int, tuple[str, int]] = {
        listing_id: (public_id, edition)
        for listing_id, public_id, edition in db.session.execute(
            sa.select(Listing.id, Listing.public_id, Listing.edition).where(Listing.edition > 0)
        )
    }
    missing = {(listing_id, number) for listing_id, (_, last) in names.items() for number in range(1, last + 1)}
    columns = (ListingVersion.listing_id, ListingVersion.edition, ListingVersion.content, ListingVersion.content_hash)
    query = sa.select(*columns).execution_options(yield_per=AT_ONCE)
    for listing_id, edition, content, content_hash in db.session.execute(query):
        yield None
        missing.discard((listing_id, edition))
        if terms_hash(json.loads(content)) != content_hash:
            public_id = names.get(listing_id, ("", 0))[0]
            yield Finding("edition_hash", {"listing": public_id, "edition": edition})
    for listing_id, edition in sorted(missing):
        yield Finding("edition_missing", {"listing": names[listing_id][0], "edition": edition})


def mandates() -> Seen:
    """A licensor is looked after by one office at a time."""
    query = (
        sa.select(Mandate, Organisation)
        .join(Organisation, Organisation.id == Mandate.licensor_id)
        .order_by(Mandate.licensor_id, Mandate.starts_on, Mandate.id)
    )
    rows = [(mandate, licensor) for mandate, licensor in db.session.execute(query)]
    for _ in rows:
        yield None
    for (first, licensor), (second, _) in pairwise(rows):
        same = first.licensor_id == second.licensor_id
        if same and (first.ends_on is None or first.ends_on >= second.starts_on):
            days = {"first": first.starts_on.isoformat(), "second": second.starts_on.isoformat()}
            yield Finding("mandates_overlap", {"licensor": licensor.name("zh"), **days})


def files() -> Seen:
    """Every content is where its digest says, and is what it was."""
    for digest in db.session.scalars(sa.select(StoredFile.digest).distinct()):
        yield None
        path = path_of(digest)
        if not path.is_file():
            yield Finding("file_missing", {"digest": digest})
        elif _digest_of(path) != digest:
            yield Finding("file_changed", {"digest": digest})


def _digest_of(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            found.update(chunk)
    return found.hexdigest()
