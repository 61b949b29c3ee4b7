"""What the publication gate found, ready to print: one line a check, green, amber or red."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from marketplace.domain.listings import words
from marketplace.domain.listings.gate import Outcome
from marketplace.web.locale import lang

GREEN, AMBER, RED = "good", "warn", "bad"
LIGHTS = (GREEN, AMBER, RED)


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """One check. `finding`: code of its reason; `evidence`: kind of document that would answer it, with its name."""

    code: str
    patent: str
    light: str
    state: str
    title: str
    finding: str
    reason: str
    basis: str
    remedy: str
    evidence: str
    evidence_name: str
    overridable: bool
    overridden: bool


def light_of(outcome: Outcome) -> str:
    """Red where it blocks, amber where something is left to say, else green."""
    if outcome.blocks:
        return RED
    return GREEN if outcome.state == "pass" else AMBER


def tally(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """How many checks are green, amber and red."""
    counted = Counter(light_of(outcome) for outcome in outcomes)
    return {light: counted[light] for light in LIGHTS}


def shown_checks(outcomes: Sequence[Outcome], findings: Sequence[str] = ()) -> list[ShownCheck]:
    """The checks in words. `findings`: sentences about the term sheets, which stand in place of their codes."""
    return [_shown(outcome, findings) for outcome in outcomes]


def _shown(outcome: Outcome, findings: Sequence[str]) -> ShownCheck:
    at = lang()
    passed = outcome.state == "pass"
    evidence = outcome.evidence if not passed else ""
    return ShownCheck(
        code=outcome.code,
        patent=outcome.patent,
        light=light_of(outcome),
        state=words.word(words.STATES[outcome.state], at),
        title=words.check_title(outcome.code, at),
        finding=outcome.reason,
        reason=" ".join(findings) if outcome.reason == "findings" else words.reason_sentence(outcome, at),
        basis=words.check_basis(outcome.code, at),
        remedy="" if passed else words.remedy(outcome, at),
        evidence=evidence,
        evidence_name=words.word(words.EVIDENCE[evidence], at) if evidence else "",
        overridable=outcome.overridable,
        overridden=outcome.overridden,
    )
