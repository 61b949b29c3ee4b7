"""The checks asked of a listing as a whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from marketplace.domain.listings.checks import ADVERTISING_WORDS, BLOCK, CEILING_FINDINGS
from marketplace.domain.listings.facts import GateLimits, ListingFacts
from marketplace.domain.listings.verdict import PASSED, Verdict, failed, warned

ListingCheck = Callable[[ListingFacts, date, GateLimits], Verdict]


def terms_stated(facts: ListingFacts, today: date, limits: GateLimits) -> Verdict:
    """OL09: fee mode, standard and licence term are stated, in yuan, and the sheets' own checks are clean."""
    if not facts.sheets:
        return failed("no_terms")
    if facts.currencies - {"CNY"}:
        return failed("currency", currencies=", ".join(sorted(facts.currencies - {"CNY"})))
    others = [(severity, code) for severity, code in facts.findings if code not in CEILING_FINDINGS]
    codes = ", ".join(dict.fromkeys(code for _, code in others))
    if any(severity == BLOCK for severity, _ in others):
        return failed("findings", severity=BLOCK, codes=codes)
    return warned("findings", codes=codes) if others else PASSED


def below_ceilings(facts: ListingFacts, today: date, limits: GateLimits) -> Verdict:
    """OL10: no fee above what open licences generally may ask."""
    codes = dict.fromkeys(code for _, code in facts.findings if code in CEILING_FINDINGS)
    return failed("above_ceiling", codes=", ".join(codes)) if codes else PASSED


def explained_soberly(facts: ListingFacts, today: date, limits: GateLimits) -> Verdict:
    """OL11: the fee is explained, briefly, and nothing in the listing advertises."""
    written = "\n".join((facts.fee_basis, *facts.texts)).lower()
    found = [word for word in ADVERTISING_WORDS if word in written]
    if found:
        return failed("advertising", words="、".join(found))
    if not facts.fee_basis.strip():
        return failed("fee_basis_missing")
    if len(facts.fee_basis) > limits.fee_basis_characters:
        return failed(
            "fee_basis_long", length=str(len(facts.fee_basis)), limit=str(limits.fee_basis_characters)
        )
    return PASSED


def approved(facts: ListingFacts, today: date, limits: GateLimits) -> Verdict:
    """OL14: the owner's internal approval and public notice are finished where they are needed."""
    return failed("approval_pending") if facts.approval == "pending" else PASSED


def announced(facts: ListingFacts, today: date, limits: GateLimits) -> Verdict:
    """OL17: CNIPA has announced the declaration, and it was not withdrawn."""
    if facts.withdrawn_on and facts.withdrawn_on <= today:
        return failed("withdrawn", day=facts.withdrawn_on.isoformat())
    if not facts.announcement_number or facts.announced_on is None:
        return failed("not_announced")
    if facts.announced_on > today:
        return failed("announcement_to_come", day=facts.announced_on.isoformat())
    return PASSED


LISTING_CHECKS: dict[str, ListingCheck] = {
    "OL09": terms_stated,
    "OL10": below_ceilings,
    "OL11": explained_soberly,
    "OL14": approved,
    "OL17": announced,
}
