"""The publication gate of a listing: rows to plain facts, facts to outcomes."""

from __future__ import annotations

from datetime import date

from marketplace.domain.listings.facts import GateLimits, ListingFacts, OverlayFact, PatentFacts
from marketplace.domain.listings.gate import Outcome, run_gate
from marketplace.domain.listings.gate_parameters import FEE_BASIS_CHARACTERS, STATUS_MAX_AGE_DAYS
from marketplace.domain.terms.checks import Finding, check_terms
from marketplace.domain.terms.reading import read_terms
from marketplace.store.listings.listings import Listing
from marketplace.store.office.parameters import value
from marketplace.store.patents.patents import Patent


def gate_of(listing: Listing, *, today: date) -> list[Outcome]:
    """What every check says of a listing as it stands today, in the order of the codes."""
    limits = GateLimits(
        fee_basis_characters=int(str(value(FEE_BASIS_CHARACTERS, today))),
        status_max_age_days=int(str(value(STATUS_MAX_AGE_DAYS, today))),
    )
    return run_gate(listing_facts(listing, today), today=today, kind=listing.kind, limits=limits)


def findings_of(listing: Listing, today: date) -> list[tuple[int, Finding]]:
    """(position of the option, finding) for every term sheet of a listing."""
    facts = terms_facts(listing, today)
    return [
        (option.position, finding)
        for option in listing.options
        for finding in check_terms(read_terms(option.terms), facts)
    ]


def terms_facts(listing: Listing, today: date) -> dict[str, object]:
    """What the checks of a term sheet need to know of the listing it is offered under."""
    ends = [patent.term_end for patent in listing.patents if patent.term_end is not None]
    facts: dict[str, object] = {"offer_type": listing.kind, "effective_on": today.isoformat()}
    if ends:
        facts["patent_expires_on"] = min(ends).isoformat()
    return facts


def listing_facts(listing: Listing, today: date) -> ListingFacts:
    findings = findings_of(listing, today)
    kinds = {read_terms(option.terms).licence.kind for option in listing.options}
    return ListingFacts(
        patents=tuple(patent_facts(patent) for patent in listing.patents),
        licence_kind=next((kind for kind in ("exclusive", "sole") if kind in kinds), "ordinary"),
        sheets=len(listing.options),
        currencies=frozenset(option.currency for option in listing.options),
        findings=tuple(sorted({(finding.severity, finding.code) for _, finding in findings})),
        fee_basis=listing.fee_basis_zh or listing.fee_basis_en,
        texts=(listing.title_zh, listing.title_en, listing.summary_zh, listing.summary_en),
        announcement_number=listing.announcement_number,
        announced_on=listing.announced_on,
        withdrawn_on=listing.withdrawn_on,
        overridden=frozenset(override.code for override in listing.overrides),
    )


def patent_facts(patent: Patent) -> PatentFacts:
    return PatentFacts(
        reference=patent.number,
        kind=patent.kind,
        grant_date=patent.grant_date,
        status=patent.status,
        status_as_of=patent.status_as_of,
        term_end=patent.term_end,
        fee_paid_until=patent.fee_paid_until,
        overlays=tuple(
            OverlayFact(overlay.kind, overlay.starts_on, overlay.ends_on) for overlay in patent.overlays
        ),
        encumbrances_as_of=patent.encumbrances_as_of,
        owners=len(patent.owners),
        evidence={evidence.kind: evidence.positive for evidence in patent.evidence},
        secret=patent.secret,
        export_restricted=patent.export_restricted,
    )
