"""Inventors: people named on patents, linked by an editor of the office that runs the patent's affairs."""

from __future__ import annotations

from datetime import datetime

from marketplace.domain.access import Actor
from marketplace.domain.faults import Invalid
from marketplace.store.db import lock, transaction
from marketplace.store.parties.people import Person
from marketplace.store.patents.patents import PatentInventor
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record


@transaction
def link_inventor(patent_inventor: PatentInventor, person: Person, *, actor: Actor, now: datetime) -> None:
    """Say that an inventor named on a patent is this person, who then sees the patent and is told so.

    Raises:
        Invalid: `inventor.linked_already` where the person is another inventor of the patent.
    """
    patent = patent_inventor.patent
    require(actor, "patent.edit", patent)
    lock(patent_inventor)
    if any(other.person_id == person.id for other in patent.inventors if other.id != patent_inventor.id):
        raise Invalid("inventor.linked_already", field="name")
    if patent_inventor.person_id == person.id:
        return
    _unlink(patent_inventor, actor, now)
    patent_inventor.person_id = person.id
    data = {"person": person.public_id, "position": patent_inventor.position}
    record("inventor.linked", patent, actor=actor, now=now, **data)


@transaction
def unlink_inventor(patent_inventor: PatentInventor, *, actor: Actor, now: datetime) -> None:
    """Take the link back; the name on the patent stays."""
    require(actor, "patent.edit", patent_inventor.patent)
    lock(patent_inventor)
    _unlink(patent_inventor, actor, now)


def _unlink(patent_inventor: PatentInventor, actor: Actor, now: datetime) -> None:
    if patent_inventor.person is None:
        return
    data = {"person": patent_inventor.person.public_id, "position": patent_inventor.position}
    patent_inventor.person_id = None
    record("inventor.unlinked", patent_inventor.patent, actor=actor, now=now, **data)
