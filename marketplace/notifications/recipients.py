"""Which event concerns whom. Notices are rows written with the event; mail follows from the job queue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa

from marketplace.domain.access import ADMINISTRATORS, ANY_ROLE, APPROVERS, EDITORS, FINANCE, SIGNATORIES
from marketplace.domain.days import day_of
from marketplace.store.db import db
from marketplace.store.deals.deals import Deal
from marketplace.store.demand.needs import Need
from marketplace.store.keeping.searches import SavedSearch
from marketplace.store.listings.listings import Listing
from marketplace.store.office.events import Event
from marketplace.store.office.jobs import enqueue
from marketplace.store.office.notices import Notice
from marketplace.store.parties import organisations, people
from marketplace.store.parties.organisations import Organisation
from marketplace.store.parties.people import Person
from marketplace.store.patents.imports import PatentImport
from marketplace.store.sites import Site, SiteOffice

# event → whose inboxes: (side, roles). Sides: office, licensor, licensee, self, verifiers, mandated (the office of a
# mandate), person (whom the event is about; without roles), assignee (who works the deal, else the office), holder (who
# left a need or keeps a search; without roles), handlers (who works the need, else its office, else the site's offices)
AUDIENCES: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {
    "organisation.asked": (("verifiers", APPROVERS),),
    "organisation.verified": (("self", ANY_ROLE),),
    "organisation.rejected": (("self", ANY_ROLE),),
    "organisation.verification_withdrawn": (("self", ANY_ROLE),),
    "organisation.account_set": (("self", FINANCE),),
    "member.joined": (("self", ADMINISTRATORS), ("person", ANY_ROLE)),
    "member.changed": (("person", ANY_ROLE),),
    "member.removed": (("person", ANY_ROLE),),
    "mandate.given": (("self", ANY_ROLE), ("mandated", ANY_ROLE)),
    "mandate.ended": (("self", ANY_ROLE), ("mandated", ANY_ROLE)),
    "person.code_issued": (("person", ANY_ROLE),),
    "inventor.linked": (("person", ANY_ROLE),),
    "import.finished": (("office", EDITORS),),
    "import.failed": (("office", EDITORS),),
    "listing.submitted": (("office", APPROVERS),),
    "listing.returned": (("office", EDITORS),),
    "listing.filed": (("office", EDITORS | APPROVERS), ("licensor", ANY_ROLE)),
    "listing.published": (("office", EDITORS | APPROVERS), ("licensor", ANY_ROLE)),
    "listing.suspended": (("office", EDITORS | APPROVERS), ("licensor", ANY_ROLE)),
    "listing.blocked": (("office", EDITORS | APPROVERS), ("licensor", ANY_ROLE)),
    "listing.withdrawn": (("office", EDITORS | APPROVERS), ("licensor", ANY_ROLE)),
    "deal.arrived": (("office", EDITORS | APPROVERS | SIGNATORIES), ("licensee", SIGNATORIES)),
    "deal.held": (("licensee", SIGNATORIES),),
    "deal.reminded": (("assignee", EDITORS | APPROVERS),),
    "deal.assigned": (("person", ANY_ROLE),),
    "deal.message_sent": (("office", EDITORS | APPROVERS | FINANCE), ("licensee", EDITORS | SIGNATORIES | FINANCE)),
    "deal.closed": (("office", EDITORS | APPROVERS), ("licensee", ANY_ROLE)),
    "offer.made": (("office", EDITORS | SIGNATORIES), ("licensee", EDITORS | SIGNATORIES)),
    "offer.expired": (("office", EDITORS | SIGNATORIES), ("licensee", EDITORS | SIGNATORIES)),
    "agreement.concluded": (("office", ANY_ROLE), ("licensee", ANY_ROLE), ("licensor", ANY_ROLE)),
    "agreement.effective": (("office", ANY_ROLE), ("licensee", ANY_ROLE), ("licensor", ANY_ROLE)),
    "agreement.ended": (("office", ANY_ROLE), ("licensee", ANY_ROLE), ("licensor", ANY_ROLE)),
    "report.submitted": (("office", EDITORS | FINANCE),),
    "report.accepted": (("licensee", EDITORS | SIGNATORIES | FINANCE),),
    "report.rejected": (("licensee", EDITORS | SIGNATORIES | FINANCE),),
    "line.held": (("office", FINANCE | APPROVERS), ("licensee", EDITORS | SIGNATORIES | FINANCE)),
    "line.released": (("office", FINANCE | APPROVERS), ("licensee", EDITORS | SIGNATORIES | FINANCE)),
    "line.waived": (
        ("office", FINANCE | APPROVERS),
        ("licensor", FINANCE),
        ("licensee", EDITORS | SIGNATORIES | FINANCE),
    ),
    "patent.end_seen": (("office", EDITORS | APPROVERS),),
    "patent.end_recorded": (("office", EDITORS | APPROVERS), ("licensor", ANY_ROLE), ("licensee", ANY_ROLE)),
    "need.left": (("verifiers", EDITORS | APPROVERS),),
    "need.taken": (("holder", ANY_ROLE),),
    "need.answered": (("holder", ANY_ROLE),),
    "need.publication_found": (("holder", ANY_ROLE),),
    "need.judged": (("handlers", EDITORS | APPROVERS),),
    "need.continued": (("handlers", EDITORS | APPROVERS),),
    "need.closed": (("holder", ANY_ROLE), ("handlers", EDITORS | APPROVERS)),
    "saved_search.found": (("holder", ANY_ROLE),),
    "payment.confirmed": (("licensee", EDITORS | SIGNATORIES | FINANCE),),
}


def notify(event: Event, subject: object, *, now: datetime) -> None:
    """Put a notice of an event into the inbox of everybody it concerns, but not of the actor.

    Inside the event's transaction. Mail is one job for each notice whose reader has a channel.
    """
    seen = {event.actor_id}
    for side, roles in AUDIENCES.get(event.kind, ()):
        for organisation_id, person in _readers(side, roles, subject, event):
            if person.id in seen:
                continue
            seen.add(person.id)
            notice = Notice(person_id=person.id, organisation_id=organisation_id, event_id=event.id, created_at=now)
            db.session.add(notice)
            db.session.flush()
            if any(channel.active for channel in person.channels):
                enqueue("deliver_notice", {"notice_id": notice.id}, now=now)


def _readers(
    side: str, roles: frozenset[str], subject: object, event: Event
) -> Iterator[tuple[int | None, Person]]:
    """The people of a side, each with the organisation in whose inbox the notice lies."""
    if side == "person":
        person = subject if isinstance(subject, Person) else people.by_public_id(str(event.values["person"]))
        if person is not None:
            yield (_office(subject, event) if isinstance(subject, Deal) else None), person
        return
    if side == "assignee" and isinstance(subject, Deal) and subject.assignee is not None:
        yield _office(subject, event), subject.assignee
        return
    if side == "holder" and isinstance(subject, Need | SavedSearch):
        if subject.person is not None:
            yield (subject.organisation_id if isinstance(subject, Need) else None), subject.person
        return
    if side == "handlers" and isinstance(subject, Need) and subject.assignee is not None:
        yield subject.office_id, subject.assignee
        return
    for organisation_id in _organisations(side, subject, event):
        for person in people.members_with(organisation_id, roles):
            yield organisation_id, person


def _organisations(side: str, subject: object, event: Event) -> list[int]:
    """The organisations that a side means for a subject."""
    match side, subject:
        case "self", Organisation():
            return [subject.id]
        case "office", PatentImport():
            return [organisations.acting_office_id(subject.organisation_id, day_of(event.at))]
        case "mandated", Organisation():
            office = organisations.by_public_id(str(event.values["office"]))
            return [office.id] if office else []
        case "handlers", Need() if subject.office_id is not None:
            return [subject.office_id]
        case "verifiers" | "handlers", _:
            offices = db.session.scalars(sa.select(SiteOffice.organisation_id).filter_by(site_id=event.site_id))
            operator = db.session.scalar(sa.select(Site.operator_id).filter_by(id=event.site_id))
            return [*offices, *([operator] if operator else [])]
        case "office" | "assignee", Listing() | Deal():
            return [_office(subject, event)]
        case "licensor", Listing() | Deal():
            return [subject.licensor_id]
        case "licensee", Deal():
            return [subject.licensee_id]
    raise TypeError(f"no {side} for {type(subject).__name__}")


def _office(subject: Listing | Deal, event: Event) -> int:
    """The organisation that acted for the licensor when it happened."""
    return organisations.acting_office_id(subject.licensor_id, day_of(event.at))
