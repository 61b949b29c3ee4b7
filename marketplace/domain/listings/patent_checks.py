"""The checks asked of each patent of a listing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from marketplace.domain.listings.checks import BLOCK, WARN
from marketplace.domain.listings.facts import GateLimits, ListingFacts, OverlayFact, PatentFacts
from marketplace.domain.listings.verdict import PASSED, Verdict, failed, unknown, warned
from marketplace.domain.patents.fees import FeePosition, fee_state
from marketplace.domain.patents.status import IN_FORCE, PENDING, Overlay

_IN_FORCE = frozenset(str(status) for status in IN_FORCE)
_PENDING = frozenset(str(status) for status in PENDING)

PatentCheck = Callable[[PatentFacts, ListingFacts, date, GateLimits], Verdict]


def _lying(patent: PatentFacts, today: date, *kinds: Overlay) -> OverlayFact | None:
    return next((one for one in patent.overlays if one.kind in kinds and one.lies_on(today)), None)


def _free_of(
    patent: PatentFacts, today: date, reason: str, *kinds: Overlay, severity: str = ""
) -> Verdict:
    """Fails while an overlay lies on the patent; without any statement the absence of one is only assumed."""
    if found := _lying(patent, today, *kinds):
        until = found.ends_on.isoformat() if found.ends_on else ""
        return failed(reason if until else f"{reason}_open", severity=severity, kind=found.kind, until=until)
    if patent.encumbrances_as_of is None:
        return unknown("encumbrances_unknown", severity=WARN)
    return PASSED


def granted(patent: PatentFacts, facts: ListingFacts, today: date, limits: GateLimits) -> Verdict:
    """OL01: the grant has been announced."""
    if patent.grant_date is None:
        return failed("not_granted") if patent.status in _PENDING else unknown("grant_unknown")
    if patent.grant_date > today:
        return failed("grant_to_come", day=patent.grant_date.isoformat())
    return PASSED


def in_force(patent: PatentFacts, facts: ListingFacts, today: date, limits: GateLimits) -> Verdict:
    """OL02: the right is alive, by its status, its age and the freshness of what is known."""
    if patent.term_end and patent.term_end < today:
        return failed("term_over", day=patent.term_end.isoformat())
    if patent.status in _PENDING:
        return warned("application_pending")
    if patent.status in ("", "unknown"):
        return unknown("status_unknown")
    if patent.status not in _IN_FORCE:
        return failed("not_in_force", status=patent.status)
    if patent.status_as_of is None:
        return unknown("status_undated")
    if patent.status_as_of + timedelta(days=limits.status_max_age_days) < today:
        return warned("status_old", day=patent.status_as_of.isoformat())
    return PASSED


def fee_paid(patent: PatentFacts, facts: ListingFacts, today: date, limits: GateLimits) -> Verdict:
    """OL03: annual fees are paid to date."""
    if patent.status == "late_fee":
        return failed("fee_late_status")
    state = fee_state(
        patent.fee_paid_until, today, holidays=limits.holidays, working_weekends=limits.working_weekends
    )
    if state.position is FeePosition.UNKNOWN:
        return unknown("fee_unknown")
    if state.position is FeePosition.PAID:
        return PASSED
    assert state.due_on and state.late_until  # known whenever the position is
    reason = "fee_late" if state.position is FeePosition.LATE else "fee_lapsing"
    return failed(reason, due=state.due_on.isoformat(), until=state.late_until.isoformat())


def no_exclusive_licence(patent: PatentFacts, facts: ListingFacts, today: date, limits: GateLimits) -> Verdict:
    """OL04: no sole or exclusive licence; nor may one be offered while a declared open licence runs."""
    if facts.licence_kind != "ordinary" and _lying(patent, today, Overlay.OPEN_LICENCE):
        return failed("open_licence_runs", severity=BLOCK)
    return _free_of(patent, today, "exclusive_licence", Overlay.EXCLUSIVE_LICENCE, Overlay.SOLE_LICENCE)


def not_suspended(patent: PatentFacts, facts: ListingFacts, today: date, limits: GateLimits) -> Verdict:
    """OL05: neither an ownership dispute nor a court's preservation suspends the patent."""
    return _free_of(patent, today, "suspended", Overlay.SUSPENDED, Overlay.PRESERVED)


def pledgee_agrees(patent: PatentFacts, facts: ListingFacts, today: date, limits: GateLimits) -> Verdict:
    """OL06: not pledged, or the pledgee's consent is on file."""
    verdict = _free_of(patent, today, "pledged", Overlay.PLEDGED)
    return PASSED if verdict.reason.startswith("pledged") and patent.evidence.get("pledgee_consent") else verdict


def co_owners_agree(patent: PatentFacts, facts: ListingFacts, today: date, limits: GateLimits) -> Verdict:
    """OL07: all co-owners agree; for a sole or exclusive licence this is never left to a warning."""
    severity = BLOCK if facts.licence_kind != "ordinary" else ""
    if patent.owners == 0:
        return unknown("owners_unknown", severity=severity)
    if patent.owners == 1 or patent.evidence.get("co_owner_consent"):
        return PASSED
    return failed("co_owners", severity=severity, count=str(patent.owners))


def evaluated(patent: PatentFacts, facts: ListingFacts, today: date, limits: GateLimits) -> Verdict:
    """OL08: utility models and designs have an evaluation report without defects."""
    if patent.kind == "invention":
        return PASSED
    report = patent.evidence.get("evaluation_report")
    if report is None:
        return failed("report_missing")
    return PASSED if report else failed("report_negative")


def not_contested(patent: PatentFacts, facts: ListingFacts, today: date, limits: GateLimits) -> Verdict:
    """OL12: no invalidation request is pending."""
    return _free_of(patent, today, "invalidation", Overlay.INVALIDATION_PENDING)


def not_secret(patent: PatentFacts, facts: ListingFacts, today: date, limits: GateLimits) -> Verdict:
    """OL13: no secret or national-defence patent."""
    return failed("secret") if patent.secret else PASSED


def export_free(patent: PatentFacts, facts: ListingFacts, today: date, limits: GateLimits) -> Verdict:
    """OL15: the technology is on no list of prohibited or restricted exports."""
    return failed("export_restricted") if patent.export_restricted else PASSED


def not_dual(patent: PatentFacts, facts: ListingFacts, today: date, limits: GateLimits) -> Verdict:
    """OL16: no invention of the same day stands behind a utility model."""
    dual = patent.kind == "utility_model" and _lying(patent, today, Overlay.DUAL_FILING)
    return failed("dual_filing") if dual else PASSED


PATENT_CHECKS: dict[str, PatentCheck] = {
    "OL01": granted,
    "OL02": in_force,
    "OL03": fee_paid,
    "OL04": no_exclusive_licence,
    "OL05": not_suspended,
    "OL06": pledgee_agrees,
    "OL07": co_owners_agree,
    "OL08": evaluated,
    "OL12": not_contested,
    "OL13": not_secret,
    "OL15": export_free,
    "OL16": not_dual,
}
