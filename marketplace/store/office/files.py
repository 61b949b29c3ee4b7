"""Stored files: kept by SHA-256 under FILES_DIR, each upload with a row. Only this module opens them."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.store.columns import instant, public_id, reference
from marketplace.store.db import db

CHUNK = 1024 * 1024
SETTLED = 10  # seconds after which a content has its row, if it ever gets one


class StoredFile(db.Model):
    """One upload or generated document. Two rows may share one content."""

    __tablename__ = "stored_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = public_id()
    digest: Mapped[str] = mapped_column(sa.String(64), index=True)
    size: Mapped[int] = mapped_column(sa.BigInteger)
    media_type: Mapped[str] = mapped_column(sa.String(100))
    name: Mapped[str] = mapped_column(sa.String(200))
    organisation_id: Mapped[int | None] = reference("organisation.id")
    uploaded_by_id: Mapped[int | None] = reference("person.id")
    created_at: Mapped[datetime] = instant()


def keep(stream: IO[bytes]) -> tuple[str, int]:
    """Write a stream under its digest (before the transaction that adds the row); returns digest and size."""
    folder = Path(current_app.config["FILES_DIR"])
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as draft:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            draft.write(chunk)
        draft.flush()
        os.fsync(draft.fileno())
    place = path_of(digest.hexdigest())
    place.parent.mkdir(exist_ok=True)
    os.replace(draft.name, place)
    return digest.hexdigest(), size


def path_of(digest: str) -> Path:
    return Path(current_app.config["FILES_DIR"]) / digest[:2] / digest


def forget(digest: str, *, now: datetime) -> None:
    """Remove a content that no row names any more. One written a moment ago may be about to get its row and stays."""
    path = path_of(digest)
    if db.session.scalar(sa.select(StoredFile.id).filter_by(digest=digest).limit(1)) is not None:
        return
    with suppress(FileNotFoundError):
        if now.timestamp() - path.stat().st_mtime > SETTLED:
            path.unlink()


def content_of(file: StoredFile) -> bytes:
    """The bytes of a stored file."""
    return path_of(file.digest).read_bytes()


def spool_of(name: str) -> Path:
    """Where rows read from an upload wait to be taken in; can be made again from the upload."""
    return Path(current_app.config["DATA_DIR"]) / "spool" / f"{name}.jsonl"


def by_public_id(public_id: str) -> StoredFile | None:
    return db.session.scalar(sa.select(StoredFile).filter_by(public_id=public_id))
