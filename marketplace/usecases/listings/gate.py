"""The publication gate of a listing: rows to plain facts, facts to outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date

from marketplace.domain.listings.facts import GateLimits, ListingFacts, OverlayFact, PatentFacts
from marketplace.domain.listings.gate import Outcome, run_gate
from marketplace.domain.listings.gate_parameters import FEE_BASIS_CHARACTERS, STATUS_MAX_AGE_DAYS
from marketplace.domain.patents.status import Overlay
from marketplace.domain.terms.checks import Finding, check_terms
from marketplace.domain.terms.model import TermSheet
from marketplace.domain.terms.reading import read_terms
from marketplace.store.listings.listings import Listing
from marketplace.store.listings.taken import declared_since
from marketplace.store.office.parameters import value
from marketplace.store.patents.patents import Patent

LOAN_PRIME_RATE = "lpr_1y"
GATE_TEXTS = ("title", "summary", "programme")


def gate_of(listing: Listing, *, today: date) -> list[Outcome]:
    """What every check says of a listing as it stands today, in the order of the codes."""
    return run_gate(listing_facts(listing, today), today=today, kind=listing.kind, limits=gate_limits(today))


def gate_previews(
    patents: Sequence[Patent], sheet: Mapping[str, object], *, kind: str, texts: Mapping[str, str], today: date
) -> list[tuple[list[Outcome], Sequence[Finding]]]:
    """What the checks would say of a listing of each patent alone under one term sheet, before there is a draft.

    With the outcomes come the findings about the sheet as it would be offered for that patent. An announcement cannot
    be there yet and is not asked for. Raises Fault for a sheet that is not well-formed.
    """
    terms, limits = read_terms(sheet), gate_limits(today)
    running = declared_since([patent.id for patent in patents])
    known: dict[tuple[date | None, bool], list[Finding]] = {}  # all that a sheet's checks are told of a patent
    answers: list[tuple[list[Outcome], Sequence[Finding]]] = []
    for patent in patents:
        told = (patent.term_end, patent.id in running)
        if told not in known:
            known[told] = check_terms(terms, terms_facts([patent], kind, today, declared=told[1]))
        facts = ListingFacts(
            patents=(patent_facts(patent, running.get(patent.id)),),
            licence_kind=terms.licence.kind,
            sheets=1,
            currencies=frozenset({terms.currency}),
            findings=_codes(known[told]),
            fee_basis=texts.get("fee_basis_zh") or texts.get("fee_basis_en") or "",
            texts=(patent.title_zh, patent.title_en, *texts.values()),
        )
        outcomes = run_gate(facts, today=today, kind=kind, limits=limits)
        answers.append(([outcome for outcome in outcomes if outcome.code != "OL17"], known[told]))
    return answers


def _codes(findings: Iterable[Finding]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(finding.severity, finding.code) for finding in findings}))


def gate_limits(today: date) -> GateLimits:
    """The numbers of the gate that are in force today."""
    return GateLimits(
        fee_basis_characters=int(str(value(FEE_BASIS_CHARACTERS, today))),
        status_max_age_days=int(str(value(STATUS_MAX_AGE_DAYS, today))),
    )


def findings_of(listing: Listing, today: date) -> list[tuple[int, Finding]]:
    """(position of the option, finding) for every term sheet of a listing."""
    facts = sheet_facts(listing, today)
    return [
        (option.position, finding)
        for option in listing.options
        for finding in check_terms(read_terms(option.terms), facts)
    ]


def sheet_facts(listing: Listing, today: date) -> dict[str, object]:
    """What the checks of a sheet need to know if it is offered under a listing."""
    declared = bool(declared_since([patent.id for patent in listing.patents], leave_out=listing.id))
    return terms_facts(listing.patents, listing.kind, today, declared=declared)


def terms_facts(patents: Sequence[Patent], kind: str, today: date, *, declared: bool) -> dict[str, object]:
    """What the checks of a term sheet need to know of the offer it stands in.

    Args:
        declared: whether an open-licence declaration for one of the patents is in force elsewhere on this site.
    """
    ends = [patent.term_end for patent in patents if patent.term_end is not None]
    facts: dict[str, object] = {
        "offer_type": kind,
        "effective_on": today.isoformat(),
        "running_declaration": declared,
    }
    with suppress(LookupError):  # before the first rate on file late interest is not judged
        facts["loan_prime_rate"] = str(value(LOAN_PRIME_RATE, today))
    if ends:
        facts["patent_expires_on"] = min(ends).isoformat()
    return facts


def listing_facts(listing: Listing, today: date) -> ListingFacts:
    findings = findings_of(listing, today)
    sheets: list[TermSheet] = [read_terms(option.terms) for option in listing.options]
    kinds = {sheet.licence.kind for sheet in sheets}
    running = declared_since([patent.id for patent in listing.patents], leave_out=listing.id)
    texts = [getattr(listing, f"{name}_{lang}") for name in GATE_TEXTS for lang in ("zh", "en")]
    return ListingFacts(
        patents=tuple(patent_facts(patent, running.get(patent.id)) for patent in listing.patents),
        licence_kind=next((kind for kind in ("exclusive", "sole") if kind in kinds), "ordinary"),
        sheets=len(sheets),
        currencies=frozenset(sheet.currency for sheet in sheets),
        findings=_codes(finding for _, finding in findings),
        fee_basis=listing.fee_basis_zh or listing.fee_basis_en,
        texts=(*texts, listing.fee_basis_en),
        announcement_number=listing.announcement_number,
        announced_on=listing.announced_on,
        withdrawn_on=listing.withdrawn_on,
        overridden=frozenset(override.code for override in listing.overrides),
    )


def patent_facts(patent: Patent, declared_on: date | None = None) -> PatentFacts:
    """A patent as the gate sees it. `declared_on`: since when another listing of it is an announced open licence."""
    overlays = [OverlayFact(overlay.kind, overlay.starts_on, overlay.ends_on) for overlay in patent.overlays]
    if declared_on is not None:
        overlays.append(OverlayFact(Overlay.OPEN_LICENCE, declared_on))
    return PatentFacts(
        reference=patent.number,
        kind=patent.kind,
        grant_date=patent.grant_date,
        status=patent.status,
        status_as_of=patent.status_as_of,
        term_end=patent.term_end,
        fee_paid_until=patent.fee_paid_until,
        overlays=tuple(overlays),
        encumbrances_as_of=patent.encumbrances_as_of,
        owners=len(patent.owners),
        evidence={evidence.kind: evidence.positive for evidence in patent.evidence},
        secret=patent.secret,
        export_restricted=patent.export_restricted,
    )
