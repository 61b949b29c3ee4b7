"""Facts about the database an installation runs on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from marketplace.store.db import db


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """`size`: bytes; `migration`: the revision of the schema, "" where there is none."""

    name: str
    version: str
    size: int
    migration: str


def database_facts() -> DatabaseFacts:
    bind = db.session.get_bind()
    migration = ""
    if sa.inspect(db.session.connection()).has_table("alembic_version"):
        migration = db.session.scalar(sa.text("SELECT version_num FROM alembic_version")) or ""
    if bind.dialect.name == "postgresql":
        version = db.session.scalar(sa.text("SHOW server_version")) or ""
        size = db.session.scalar(sa.text("SELECT pg_database_size(current_database())")) or 0
        return DatabaseFacts("PostgreSQL", str(version).split()[0], int(size), migration)
    version = str(db.session.scalar(sa.text("SELECT sqlite_version()")))
    path = db.session.scalar(sa.text("SELECT file FROM pragma_database_list WHERE name = 'main'"))
    size = Path(path).stat().st_size if path and Path(path).exists() else 0
    return DatabaseFacts("SQLite", version, size, migration)
