"""Short and former names of an organisation, kept by its editors or the office that acts for it."""

from __future__ import annotations

from datetime import datetime

from marketplace.domain.access import Actor
from marketplace.domain.faults import Stale
from marketplace.domain.parties.aliases import read_aliases
from marketplace.store.db import lock, transaction
from marketplace.store.listings import search_rows
from marketplace.store.office import outbox
from marketplace.store.parties.organisations import Organisation
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record


@transaction
def name_aliases(
    organisation: Organisation, *, aliases: str, version: int, actor: Actor, now: datetime
) -> None:
    """Have the search find an organisation's listings by exactly these names too.

    Args:
        aliases: one on each line.
        version: of the row that the actor looked at.

    Raises:
        Stale: `record.stale`.
        Invalid: see `read_aliases`.
    """
    require(actor, "organisation.aliases", organisation)
    lock(organisation)
    if organisation.version != version:
        raise Stale("record.stale")
    told = "\n".join(read_aliases(aliases, (organisation.name_zh, organisation.name_en)))
    if told == organisation.aliases:
        return
    organisation.aliases = told
    outbox.announce(search_rows.naming(organisation.id), now=now)
    record("organisation.changed", organisation, actor=actor, now=now, fields="aliases")
