"""Documents that people upload: checked, kept under their digest, then given a row."""

from __future__ import annotations

from datetime import datetime
from typing import IO

from marketplace.domain.access import Actor
from marketplace.domain.uploads import HEAD, media_type_of
from marketplace.store.db import db, in_transaction, transaction
from marketplace.store.office import files
from marketplace.store.office.files import StoredFile


def take_document(stream: IO[bytes], name: str, *, actor: Actor, now: datetime) -> StoredFile:
    """Check and keep an uploaded document. Before the use case that refers to it, never inside one.

    Raises:
        Invalid: `file.empty`, `file.too_large`, `file.type`.
    """
    if in_transaction():
        raise RuntimeError("uploads are never written while a write transaction is open")
    head = stream.read(HEAD)
    size = stream.seek(0, 2)
    stream.seek(0)
    media_type = media_type_of(name, head, size)
    digest, kept = files.keep(stream)
    return _add_row(digest, kept, name, media_type, actor=actor, now=now)


@transaction
def _add_row(digest: str, size: int, name: str, media_type: str, *, actor: Actor, now: datetime) -> StoredFile:
    file = StoredFile(
        digest=digest,
        size=size,
        media_type=media_type,
        name=name[-200:],
        organisation_id=actor.organisation_id,
        uploaded_by_id=actor.person_id,
        created_at=now,
    )
    db.session.add(file)
    return file
