"""The indexer: follows the outbox and keeps the index in step with the database.

A row of the outbox says only that a listing changed. The listing is read afresh and its document replaced, or dropped
where it is not to be found any more, so applying a row twice does no harm. The position reached is noted only after
the index has been made durable; whatever dies in between is applied again.
"""

from __future__ import annotations

import threading
import time

from sqlalchemy.exc import DBAPIError

from marketplace.search import engine, learned
from marketplace.search.backends import Backend, Index, backend
from marketplace.search.folder import Applied, Busy, NoIndex
from marketplace.search.rebuilding import apply_next, rebuild, same_database
from marketplace.search.segments import Damaged
from marketplace.search.telling import Tell, silent
from marketplace.store.db import db
from marketplace.store.listings import search_rows
from marketplace.store.office import outbox

POLL = 0.2  # seconds between two looks at the outbox: a change is found well within a second, an idle site rests
NOTED_EVERY = 2.0  # seconds; making an index durable costs tens of milliseconds
PRUNED_EVERY = 60.0
LEARNED_EVERY = 3600.0  # translations from titles; two seconds at the most
PATIENCE = 10.0  # that `catch_up` has with another indexer
_RETRY = 2.0


def catch_up(tell: Tell = silent) -> int:
    """Apply all that is committed, building the index first where there is none; how many listings were looked at.

    For tests and commands while no indexer runs. Waits for what is committed but out of reach, at most PATIENCE.

    Raises:
        folder.Busy: an indexer runs on this index.
    """
    place = backend()
    with place.locked("indexer", wait=PATIENCE):
        try:
            index, applied = _in_use(place)
            position, total = applied.position, 0
            newest, until = outbox.head(reachable=False), time.monotonic() + PATIENCE
            while True:
                step = apply_next(index, position, tell)
                position, total = step.position, total + step.listings
                if not step.listings:
                    if position >= newest or time.monotonic() > until:
                        break
                    time.sleep(0.01)
            if position != applied.position:
                index.note(position)
        except (NoIndex, Damaged) as reason:
            total = rebuild(tell, reason=_reason(reason))
    engine.look_again()
    return total


def serve(stop: threading.Event, tell: Tell = silent) -> None:
    """Follow the outbox until `stop` is set; waits while another process does, and while the database is away."""
    place = backend()
    told = False
    while not stop.is_set():
        try:
            with place.locked("indexer"):
                tell("following")
                _serve(place, stop, tell)
        except Busy:
            if not told:
                tell("waiting")
            told = True
            stop.wait(1.0)
        except DBAPIError:
            db.session.rollback()
            tell("database_away", seconds=_RETRY)
            stop.wait(_RETRY)
    tell("stopped")


def _serve(place: Backend, stop: threading.Event, tell: Tell) -> None:
    while not stop.is_set():
        try:
            try:
                _follow(place, stop, tell)
            except (NoIndex, Damaged) as reason:
                rebuild(tell, reason=_reason(reason), stopped=stop.is_set)
        except Busy:
            stop.wait(1.0)


def _follow(place: Backend, stop: threading.Event, tell: Tell) -> None:
    """Follow the outbox with the index in use, until another one is in use."""
    index, applied = _in_use(place)
    position = noted = applied.position
    noted_at = pruned_at = learned_at = time.monotonic()
    learned_to = position
    try:
        while not stop.is_set():
            if place.current() != index:
                place.remove_old()
                tell("changed_over")
                return
            step = apply_next(index, position, tell)
            position = step.position
            now = time.monotonic()
            if position != noted and now - noted_at > NOTED_EVERY:
                index.note(position)
                noted, noted_at = position, now
            if now - pruned_at > PRUNED_EVERY:
                _prune(place, index)
                pruned_at = now
            if not step.more and position != learned_to and now - learned_at > LEARNED_EVERY:
                learned.learn_anew()
                learned_to, learned_at = position, now
            if not step.more:
                stop.wait(POLL)
    except Damaged:
        if place.current() == index:
            raise  # else it was replaced and removed while being written
    else:
        if position != noted:
            index.note(position)


def _in_use(place: Backend) -> tuple[Index, Applied]:
    """The index in use and how far it has come.

    Raises:
        NoIndex: there is none, or it does not belong to this database.
    """
    index = place.current()
    applied = index.applied()
    if not same_database(applied):
        raise NoIndex("foreign")
    return index, applied


def _prune(place: Backend, index: Index) -> None:
    """Delete what nobody will ask for any more, rows of the outbox too: not while a new index still follows them."""
    try:
        with place.locked("rebuild"):
            if place.current() == index:
                search_rows.forget_applied(index.applied().position)
                place.remove_old()
    except Busy:
        return


def _reason(fault: Exception) -> str:
    return fault.code if isinstance(fault, NoIndex) else "damaged"
