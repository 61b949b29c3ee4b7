"""The database's own upkeep."""

import pytest
import sqlalchemy as sa

from marketplace.store.db import db
from marketplace.usecases.office.upkeep import refresh_statistics


@pytest.mark.sqlite
def test_sqlite_knows_afterwards_how_its_values_are_spread(cast):
    known = sa.text("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'organisation'")
    with pytest.raises(sa.exc.OperationalError, match="no such table"):
        db.session.scalar(known)
    db.session.rollback()
    refresh_statistics()
    assert db.session.scalar(known) > 0


def test_it_may_run_again_on_any_database(cast):
    refresh_statistics()
    refresh_statistics()
