"""Whether a listing can be taken now: its own state and what is known of its patents today; who is told if not."""

from __future__ import annotations

from datetime import date, datetime

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.patents.status import IN_FORCE, Overlay, PatentStatus
from marketplace.store.listings.listings import Listing
from marketplace.store.office import events
from marketplace.store.patents.patents import Patent
from marketplace.usecases.recording import record, subject_of

# an overlay that hinders a new licence → refusal code
HINDERING = {
    Overlay.EXCLUSIVE_LICENCE: "listing.patent_exclusive",
    Overlay.SOLE_LICENCE: "listing.patent_exclusive",
    Overlay.SUSPENDED: "listing.patent_suspended",
    Overlay.PRESERVED: "listing.patent_suspended",
}


def hindrance(listing: Listing, *, today: date) -> str | None:
    """Why nobody can take or request a listing now, as a refusal code; None where they can."""
    if listing.state != "published":
        return "listing.not_open"
    for patent in listing.patents:
        reason = patent_hindrance(patent, today)
        if reason is not None:
            return reason
    return None


def patent_hindrance(patent: Patent, today: date) -> str | None:
    """Why a patent cannot be licensed today (Patent Law Arts. 44, 47, 51; Implementing Rules, Rule 86)."""
    if patent.status not in IN_FORCE:
        return "listing.patent_not_in_force"
    if patent.term_end is not None and patent.term_end < today:
        return "listing.patent_not_in_force"
    if patent.status == PatentStatus.LATE_FEE or (patent.fee_paid_until and patent.fee_paid_until < today):
        return "listing.patent_fee_unpaid"
    for overlay in patent.overlays:
        begun = overlay.starts_on is None or overlay.starts_on <= today
        lasting = overlay.ends_on is None or overlay.ends_on >= today
        if begun and lasting and overlay.kind in HINDERING:
            return HINDERING[Overlay(overlay.kind)]
    return None


def tell_if_stopped(listing: Listing, *, actor: Actor, now: datetime) -> None:
    """Within a transaction: tell who looks after a published listing that nobody can take it any more, once."""
    reason = hindrance(listing, today=day_of(now)) if listing.state == "published" else None
    if reason is not None and not _told(listing, reason):
        record("listing.blocked", listing, actor=actor, now=now, code=reason)


def _told(listing: Listing, reason: str) -> bool:
    """Whether the last word on this listing since it was published is that it stopped for this reason."""
    for event in reversed(events.of_subject(subject_of(listing))):
        if event.kind == "listing.blocked":
            return event.values["code"] == reason
        if event.kind == "listing.published":
            return False
    return False
