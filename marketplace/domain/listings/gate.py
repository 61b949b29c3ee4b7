"""The publication gate: runs the checks of `checks` over plain facts and says for each what was found.

Run before publication, every night and after every change of status; what flips shows at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from marketplace.domain.listings.checks import BLOCK, CHECKS, NOT_ASKED, WARN
from marketplace.domain.listings.facts import GateLimits, ListingFacts, PatentFacts
from marketplace.domain.listings.listing_checks import LISTING_CHECKS
from marketplace.domain.listings.patent_checks import PATENT_CHECKS
from marketplace.domain.listings.verdict import FAIL, UNKNOWN, Verdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check found. `patent` is the reference of the patent it concerns, "" for the whole listing.

    `state` is pass, warn, block or unknown; `severity` how grave a failure is here; `reason` with `params` is worded
    in `words`; `evidence` the document that would answer it. A failing check that was set aside has `overridden`.
    """

    code: str
    patent: str
    state: str
    severity: str
    reason: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    evidence: str = ""
    overridable: bool = False
    overridden: bool = False

    @property
    def blocks(self) -> bool:
        """Whether the listing cannot be published because of it; what nobody knows blocks where a failure would."""
        return self.state in (BLOCK, UNKNOWN) and self.severity == BLOCK and not self.overridden


def run_gate(
    facts: ListingFacts, *, today: date, kind: str, limits: GateLimits | None = None
) -> list[Outcome]:
    """Every check asked of a listing of `kind` (statutory, platform, negotiated), passed or not.

    In the order of the codes; checks of patents once a patent. A listing without patents fails OL01.
    """
    limits = limits or GateLimits()
    outcomes: list[Outcome] = []
    for code, check in CHECKS.items():
        severity = check.severity[kind]
        if severity == NOT_ASKED:
            continue
        if not check.per_patent:
            verdict = LISTING_CHECKS[code](facts, today, limits)
            outcomes.append(_outcome(code, "", severity, verdict, facts))
            continue
        outcomes += _of_patents(code, severity, facts, PATENT_CHECKS[code], today, limits)
    return outcomes


def blocking(outcomes: list[Outcome]) -> list[Outcome]:
    """What keeps a listing from being published; empty when it may be."""
    return [outcome for outcome in outcomes if outcome.blocks]


def _of_patents(
    code: str,
    severity: str,
    facts: ListingFacts,
    check: Callable[[PatentFacts, ListingFacts, date, GateLimits], Verdict],
    today: date,
    limits: GateLimits,
) -> list[Outcome]:
    if not facts.patents and code == "OL01":
        return [Outcome(code, "", BLOCK, BLOCK, "no_patent")]
    return [
        _outcome(code, patent.reference, severity, check(patent, facts, today, limits), facts)
        for patent in facts.patents
    ]


def _outcome(code: str, patent: str, severity: str, verdict: Verdict, facts: ListingFacts) -> Outcome:
    check = CHECKS[code]
    severity = verdict.severity or severity
    state = severity if verdict.state == FAIL else verdict.state
    failed = state in (BLOCK, WARN, UNKNOWN)
    return Outcome(
        code,
        patent,
        state,
        severity,
        verdict.reason,
        verdict.params,
        check.evidence if failed else "",
        overridable=check.overridable and state == BLOCK,
        overridden=check.overridable and failed and code in facts.overridden,
    )
