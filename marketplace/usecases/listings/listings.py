"""A listing from its first draft to its withdrawal. What was public is kept, edition by edition."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.faults import Forbidden, Invalid, Refused
from marketplace.domain.listings.states import TRANSITIONS
from marketplace.domain.terms.canonical import canonical, terms_hash
from marketplace.store.db import db, lock, transaction
from marketplace.store.listings.listings import (
    GateOverride,
    Listing,
    ListingPatent,
    ListingSite,
    ListingVersion,
)
from marketplace.store.office import outbox
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents.patents import Patent
from marketplace.usecases.listings.gate import gate_of
from marketplace.usecases.listings.options import Proposal, write_options
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record

TEXTS = ("title", "summary", "fee_basis", "programme")


@transaction
def draft_listing(
    licensor: Organisation,
    patents: Sequence[Patent],
    *,
    kind: str,
    proposals: Sequence[Proposal] = (),
    actor: Actor,
    now: datetime,
    **texts: str,
) -> Listing:
    """Begin a listing of one or several patents of a licensor.

    Args:
        texts: title_zh, title_en, summary_…, fee_basis_…, programme_…; the title defaults to the first patent's.

    Raises:
        Refused: `listing.foreign_patent`, `listing.no_patent`.
    """
    listing = _draft(licensor, patents, kind, texts, actor=actor, now=now)
    if proposals:
        write_options(listing, proposals, now=now)
    return listing


@transaction
def draft_many(
    licensor: Organisation, patents: Sequence[Patent], proposal: Proposal, *, kind: str, actor: Actor, now: datetime
) -> list[Listing]:
    """Put one term sheet on many patents at once: a draft for each patent."""
    drafts = []
    for patent in patents:
        listing = _draft(licensor, [patent], kind, {}, actor=actor, now=now)
        write_options(listing, [proposal], now=now)
        drafts.append(listing)
    return drafts


def _draft(
    licensor: Organisation, patents: Sequence[Patent], kind: str, texts: dict[str, str], *, actor: Actor, now: datetime
) -> Listing:
    listing = Listing(
        kind=kind,
        licensor_id=licensor.id,
        title_zh=texts.pop("title_zh", "") or (patents[0].title_zh if patents else ""),
        title_en=texts.pop("title_en", "") or (patents[0].title_en if patents else ""),
        drafted_by_id=actor.person_id,
        created_at=now,
        updated_at=now,
        **texts,
    )
    require(actor, "listing.edit", listing)
    db.session.add(listing)
    db.session.flush()
    _set_patents(listing, patents)
    db.session.add(ListingSite(listing_id=listing.id, site_id=actor.site_id))
    record("listing.drafted", listing, actor=actor, now=now)
    return listing


@transaction
def change_listing(
    listing: Listing,
    *,
    kind: str,
    patents: Sequence[Patent],
    texts: dict[str, str],
    limit_sizes: Sequence[str] = (),
    limit_regions: Sequence[str] = (),
    actor: Actor,
    now: datetime,
) -> None:
    """Rewrite a draft.

    Raises:
        Invalid: `listing.statutory_is_open_to_all` where a statutory listing would be limited (Patent Law Art. 50).
    """
    require(actor, "listing.edit", listing)
    lock(listing)
    if listing.state != "draft":
        raise Refused("listing.not_a_draft")
    if kind == "statutory" and (limit_sizes or limit_regions):
        raise Invalid("listing.statutory_is_open_to_all", field="limit_sizes")
    for name, text in texts.items():
        if name.rpartition("_")[0] not in TEXTS:
            raise KeyError(name)
        setattr(listing, name, text)
    listing.kind, listing.updated_at = kind, now
    listing.limit_sizes, listing.limit_regions = json.dumps(list(limit_sizes)), json.dumps(list(limit_regions))
    _set_patents(listing, patents)
    record("listing.changed", listing, actor=actor, now=now, fields="texts, patents, limits")


@transaction
def submit_listing(listing: Listing, *, actor: Actor, now: datetime) -> None:
    """Hand a draft to those who approve."""
    _move(listing, "submit", actor=actor, now=now)
    record("listing.submitted", listing, actor=actor, now=now)


@transaction
def return_listing(listing: Listing, *, reason: str, actor: Actor, now: datetime) -> None:
    """Send a listing back to its author with a reason."""
    _move(listing, "return", reason=reason, actor=actor, now=now)
    record("listing.returned", listing, actor=actor, now=now)


@transaction
def approve_listing(listing: Listing, *, actor: Actor, now: datetime) -> None:
    """Approve: it is published, or – statutory and not announced by CNIPA yet – filed.

    Raises:
        Forbidden: `listing.two_persons` where the licensor's rule asks for a second person.
        Refused: `listing.gate_blocks` with the codes of the checks that block.
    """
    if listing.state == "review" and listing.licensor.two_person_rule and listing.drafted_by_id == actor.person_id:
        raise Forbidden("listing.two_persons")
    announced = bool(listing.announcement_number and listing.announced_on)
    if listing.kind == "statutory" and not announced and listing.state == "review":
        _pass_gate(listing, today=day_of(now), leave_out="OL17")
        _move(listing, "file", actor=actor, now=now)
        record("listing.filed", listing, actor=actor, now=now)
        return
    _publish(listing, actor=actor, now=now)


@transaction
def announce_listing(
    listing: Listing, *, number: str, announced_on: date, actor: Actor, now: datetime
) -> None:
    """Enter CNIPA's announcement of a filed statutory listing: it becomes public (Patent Law Art. 50)."""
    require(actor, "listing.approve", listing)
    lock(listing)
    if listing.state != "filed":
        raise Refused("state.not_possible")
    if announced_on > day_of(now):
        raise Invalid("listing.announced_in_future", field="announced_on")
    listing.announcement_number, listing.announced_on = number.strip(), announced_on
    _publish(listing, actor=actor, now=now)


@transaction
def offer_as_platform(listing: Listing, *, actor: Actor, now: datetime) -> None:
    """While CNIPA's announcement is awaited: publish the same offer as a platform open licence instead."""
    require(actor, "listing.approve", listing)
    lock(listing)
    if listing.state != "filed":
        raise Refused("state.not_possible")
    listing.kind = "platform"
    _publish(listing, actor=actor, now=now)


@transaction
def suspend_listing(listing: Listing, *, reason: str, actor: Actor, now: datetime) -> None:
    """Stop taking notices and requests for now."""
    _move(listing, "suspend", reason=reason, actor=actor, now=now)
    record("listing.suspended", listing, actor=actor, now=now)
    outbox.announce([listing.id], now=now)


@transaction
def resume_listing(listing: Listing, *, actor: Actor, now: datetime) -> None:
    """Open a suspended listing again, if it passes the checks today."""
    if listing.state != "suspended":
        raise Refused("state.not_possible")
    _publish(listing, actor=actor, now=now)


@transaction
def withdraw_listing(listing: Listing, *, reason: str, actor: Actor, now: datetime) -> None:
    """End a listing for ever. Licences given before stay as they are (Patent Law Art. 50)."""
    listing.withdrawn_on = day_of(now)
    _move(listing, "withdraw", reason=reason, actor=actor, now=now)
    record("listing.withdrawn", listing, actor=actor, now=now, withdrawn_on=listing.withdrawn_on.isoformat())
    outbox.announce([listing.id], now=now)


@transaction
def revise_listing(listing: Listing, *, reason: str, actor: Actor, now: datetime) -> None:
    """Take a listing back to draft in order to change it; it is not public meanwhile."""
    _move(listing, "revise", reason=reason, actor=actor, now=now)
    record("listing.revised", listing, actor=actor, now=now)
    outbox.announce([listing.id], now=now)


@transaction
def confirm_listing(listing: Listing, *, actor: Actor, now: datetime) -> None:
    """The owner's word that everything on the page still holds."""
    require(actor, "listing.approve", listing)
    if listing.state != "published":
        raise Refused("state.not_possible")
    listing.confirmed_at = now
    record("listing.confirmed", listing, actor=actor, now=now)


@transaction
def override_check(listing: Listing, code: str, *, reason: str, actor: Actor, now: datetime) -> None:
    """Let a blocking check pass that the rules allow to be overridden, with a reason.

    Raises:
        Refused: `listing.not_overridable`.
    """
    require(actor, "listing.approve", listing)
    if not any(outcome.code == code and outcome.overridable for outcome in gate_of(listing, today=day_of(now))):
        raise Refused("listing.not_overridable")
    if actor.person_id is None or any(known.code == code for known in listing.overrides):
        raise Refused("state.not_possible")
    listing.overrides.append(GateOverride(code=code, reason=reason, by_id=actor.person_id, at=now))
    record("listing.overridden", listing, actor=actor, now=now, code=code)


def _publish(listing: Listing, *, actor: Actor, now: datetime) -> None:
    """Pass the gate, keep the edition, let the search know. Inside the use case's transaction."""
    _pass_gate(listing, today=day_of(now))
    listing.published_at = listing.published_at or now
    listing.confirmed_at = now
    listing.edition += 1
    _move(listing, "publish", actor=actor, now=now)
    content = content_of(listing)
    version = ListingVersion(
        listing_id=listing.id,
        edition=listing.edition,
        content=canonical(content).decode(),
        content_hash=terms_hash(content),
        published_by_id=actor.person_id,
        published_at=now,
    )
    listing.editions.append(version)
    db.session.flush()
    record(
        "listing.published",
        listing,
        actor=actor,
        now=now,
        edition=listing.edition,
        content_hash=version.content_hash,
    )
    outbox.announce([listing.id], now=now)


def content_of(listing: Listing) -> dict[str, object]:
    """Everything of a listing that is offered, as plain values."""
    texts = {f"{name}_{lang}": getattr(listing, f"{name}_{lang}") for name in TEXTS for lang in ("zh", "en")}
    return {
        **texts,
        "public_id": listing.public_id,
        "kind": listing.kind,
        "licensor": listing.licensor.public_id,
        "patents": [patent.number for patent in listing.patents],
        "limit_sizes": listing.sizes,
        "limit_regions": listing.regions,
        "announcement_number": listing.announcement_number,
        "announced_on": listing.announced_on.isoformat() if listing.announced_on else None,
        "options": [
            {
                "position": option.position,
                "label_zh": option.label_zh,
                "label_en": option.label_en,
                "sheet": option.terms,
                "sheet_hash": option.sheet_hash,
            }
            for option in listing.options
        ],
    }


def _pass_gate(listing: Listing, *, today: date, leave_out: str = "") -> None:
    blocking = [
        outcome.code for outcome in gate_of(listing, today=today) if outcome.blocks and outcome.code != leave_out
    ]
    if blocking:
        raise Refused("listing.gate_blocks", codes=", ".join(sorted(set(blocking))))


def _move(listing: Listing, action: str, *, reason: str = "", actor: Actor, now: datetime) -> None:
    step = TRANSITIONS.get((listing.state, action))
    if step is None:
        raise Refused("state.not_possible")
    following, permission = step
    require(actor, permission, listing)
    listing.state, listing.state_reason, listing.updated_at = following, reason, now


def _set_patents(listing: Listing, patents: Sequence[Patent]) -> None:
    if not patents:
        raise Refused("listing.no_patent")
    if any(patent.licensor_id != listing.licensor_id for patent in patents):
        raise Refused("listing.foreign_patent")
    db.session.execute(sa.delete(ListingPatent).where(ListingPatent.listing_id == listing.id))
    for position, patent in enumerate(patents, 1):
        db.session.add(ListingPatent(listing_id=listing.id, patent_id=patent.id, position=position))
    db.session.flush()
    db.session.expire(listing, ["patents"])
