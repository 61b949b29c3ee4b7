"""The cast itself: mandates decide who acts, and the event log is a chain that nobody can rewrite."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from marketplace.store.db import db, transaction
from marketplace.store.office import events
from tests.make.cast import Cast


def test_mandated_office_acts_for_its_licensor_and_nobody_else_does(cast: Cast) -> None:
    east, west = cast.east.organisation_id, cast.west.organisation_id
    assert cast.city.actor.office_for == {east, cast.city.organisation_id}
    assert cast.east.actor.office_for == set()
    assert cast.west.actor.office_for == {west}
    assert east not in cast.park.actor.office_for


def test_every_chain_of_the_event_log_holds(cast: Cast) -> None:
    subjects = set(db.session.scalars(sa.select(events.Event.subject)))
    assert len(subjects) > 10
    assert [events.broken_links(subject) for subject in subjects] == [[]] * len(subjects)


@pytest.mark.parametrize("statement", ["UPDATE event SET kind = 'x'", "DELETE FROM event"])
def test_the_database_refuses_to_rewrite_events(cast: Cast, statement: str) -> None:
    @transaction
    def rewrite() -> None:
        db.session.execute(sa.text(statement))

    with pytest.raises(DatabaseError, match="append-only"):
        rewrite()


def test_a_read_cannot_write(cast: Cast) -> None:
    with pytest.raises(DatabaseError):
        db.session.execute(sa.text("DELETE FROM notice"))
        db.session.commit()
    db.session.rollback()
