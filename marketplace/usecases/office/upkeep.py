"""What a database needs from time to time besides its contents."""

from __future__ import annotations

import sqlalchemy as sa

from marketplace.store.db import db, transaction

ROWS_LOOKED_AT = 1000  # of each index; enough to tell a column with three values from one with a thousand
EVERY_TABLE = 0x10002  # also those that no query of this connection has touched


@transaction
def refresh_statistics() -> None:
    """Have SQLite look afresh at how its values are spread, by which it chooses its indexes. Daily.

    Without it any equality counts as telling, and a page of twenty listings reads all that are published.
    PostgreSQL does the same by itself (autovacuum).
    """
    if db.session.get_bind().dialect.name == "sqlite":
        db.session.execute(sa.text(f"PRAGMA analysis_limit={ROWS_LOOKED_AT}"))
        db.session.execute(sa.text(f"PRAGMA optimize={EVERY_TABLE}"))
