"""The patents and listings of the demo, entered through the use cases."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from marketplace.demo.content import Row, day, fee_paid_until, patent_number, patent_term_end, rows
from marketplace.demo.world import World
from marketplace.domain.access import Actor
from marketplace.domain.patents.emerging import proposed
from marketplace.domain.patents.kinds import PatentKind
from marketplace.domain.patents.numbers import parse_number
from marketplace.domain.patents.record import Owner, PatentRecord
from marketplace.domain.patents.status import PatentStatus
from marketplace.store.db import db
from marketplace.store.parties.people import Person
from marketplace.usecases.listings.drafts import change_listing, draft_listing
from marketplace.usecases.listings.listings import (
    announce_listing,
    approve_listing,
    confirm_listing,
    submit_listing,
    suspend_listing,
    withdraw_listing,
)
from marketplace.usecases.listings.options import Proposal
from marketplace.usecases.parties.inventors import link_inventor
from marketplace.usecases.patents.evidence import add_evidence
from marketplace.usecases.patents.patents import describe_patent, enter_patent, lay_overlay, state_status

SOURCE = "演示数据 / demonstration data"


def enter(world: World, row: Row, now: datetime) -> None:
    """Enter a patent as it stood then: granted and in force unless it was still pending."""
    licensor = world.organisation(row["licensor"])
    actor = world.office(row["licensor"], "editor", now.date())
    patent = enter_patent(licensor, record_of(world, row, now), source=SOURCE, actor=actor, now=now)
    world.patents[row["serial"]] = patent.id
    describe_patent(
        patent,
        texts={},
        industry=row["industry"],
        trl=row["trl"],
        card=row.get("card") or {},
        emerging=proposed(row["classes"]) if int(row["serial"]) % 3 else None,  # the others are still to be confirmed
        actor=actor,
        now=now,
    )
    _state(world, row, "granted" if _granted(world, row, now) else "pending_exam", now)


def grant(world: World, row: Row, now: datetime) -> None:
    """The grant is announced."""
    _state(world, row, "granted", now)


def settle(world: World, row: Row, now: datetime) -> None:
    """The last word on a patent before the loading: its present status, overlays and the day it was known."""
    patent = world.patent(row["serial"])
    actor = world.office(row["licensor"], "editor", now.date())
    for overlay in row["overlays"]:
        lay_overlay(
            patent,
            kind=overlay["kind"],
            starts_on=day(overlay["starts"], world.loaded_on),
            ends_on=day(overlay["ends"], world.loaded_on),
            source=SOURCE,
            actor=actor,
            now=now,
        )
    _state(world, row, row["status"], now)


def prove(world: World, row: Row, evidence: Row, now: datetime) -> None:
    """Add a document to a patent."""
    add_evidence(
        world.patent(row["serial"]),
        kind=evidence["kind"],
        file=world.paper(now),
        positive=evidence["positive"],
        issued_on=day(evidence["issued"], world.loaded_on),
        actor=world.office(row["licensor"], "editor", now.date()),
        now=now,
    )


def link(world: World, row: Row, now: datetime) -> None:
    """Tie inventors to the people of the same name."""
    names = {person["name"]: world.people[person["key"]] for person in rows("people") if person["inventor"]}
    for inventor in world.patent(row["serial"]).inventors:
        if inventor.name in names:
            person = db.session.get_one(Person, names[inventor.name])
            link_inventor(inventor, person, actor=world.office(row["licensor"], "editor", now.date()), now=now)


def record_of(world: World, row: Row, now: datetime) -> PatentRecord:
    number = parse_number(patent_number(row, world.loaded_on))
    owners = tuple(
        Owner(
            owner.get("name") or world.organisation(owner["organisation"]).name_zh,
            Decimal(owner["share"]) / 100 if owner["share"] else None,
        )
        for owner in row["owners"]
    )
    return PatentRecord(
        number=number,
        kind=PatentKind(row["kind"]),
        country="CN",
        application_number=number,
        title_zh=row["title_zh"],
        title_en=row["title_en"],
        abstract_zh=row["abstract_zh"],
        abstract_en=row["abstract_en"],
        owners=owners,
        inventors=tuple(row["inventors"]),
        ipc=tuple(row["classes"]) if row["scheme"] == "ipc" else (),
        locarno=tuple(row["classes"]) if row["scheme"] == "locarno" else (),
        filing_date=day(row["filed"], world.loaded_on),
        publication_date=day(row["published"], world.loaded_on),
        grant_date=day(row["granted"], world.loaded_on),
        term_end=patent_term_end(row, world.loaded_on),
        status=PatentStatus.GRANTED if _granted(world, row, now) else PatentStatus.PENDING_EXAM,
        status_as_of=now.date(),
    )


def draft(world: World, row: Row, now: datetime) -> None:
    actor = world.office(row["licensor"], "editor", now.date())
    texts = {
        name: row[name]
        for stem in ("title", "summary", "fee_basis", "programme")
        for name in (f"{stem}_zh", f"{stem}_en")
    }
    patents = [world.patent(serial) for serial in row["patents"]]
    proposals = [
        Proposal(option["terms"], option["label_zh"], option["label_en"]) for option in row["options"]
    ]
    licensor = world.organisation(row["licensor"])
    listing = draft_listing(
        licensor, patents, kind=row["kind"], proposals=proposals, actor=actor, now=now, **texts
    )
    world.listings[row["key"]] = listing.id
    if row["limit_sizes"] or row["limit_regions"]:
        change_listing(
            listing,
            kind=row["kind"],
            patents=patents,
            texts=texts,
            limit_sizes=row["limit_sizes"],
            limit_regions=row["limit_regions"],
            actor=actor,
            now=now,
        )


def submit(world: World, row: Row, now: datetime) -> None:
    submit_listing(
        world.listing(row["key"]), actor=world.office(row["licensor"], "editor", now.date()), now=now
    )


def approve(world: World, row: Row, now: datetime) -> None:
    approve_listing(world.listing(row["key"]), actor=_approver(world, row, now), now=now)


def announce(world: World, row: Row, now: datetime) -> None:
    announce_listing(
        world.listing(row["key"]),
        number=row["announcement"]["number"],
        announced_on=world.day(row["announcement"]["on"]),
        actor=_approver(world, row, now),
        now=now,
    )


def confirm(world: World, row: Row, now: datetime) -> None:
    listing = world.listing(row["key"])
    if listing.state == "published":
        confirm_listing(listing, actor=_approver(world, row, now), now=now)


def end(world: World, row: Row, now: datetime) -> None:
    """Suspend or withdraw, as the state of the data says."""
    change = suspend_listing if row["state"] == "suspended" else withdraw_listing
    change(world.listing(row["key"]), reason=row["ended"]["reason"], actor=_approver(world, row, now), now=now)


def _approver(world: World, row: Row, now: datetime) -> Actor:
    return world.office(row["licensor"], "approver", now.date())


def _granted(world: World, row: Row, now: datetime) -> bool:
    granted = day(row["granted"], world.loaded_on)
    return granted is not None and granted <= now.date()


def _state(world: World, row: Row, status: str, now: datetime) -> None:
    state_status(
        world.patent(row["serial"]),
        status=status,
        as_of=now.date(),
        source=SOURCE,
        fee_paid_until=fee_paid_until(row, world.loaded_on),
        encumbrances_as_of=now.date(),
        actor=world.office(row["licensor"], "editor", now.date()),
        now=now,
    )
