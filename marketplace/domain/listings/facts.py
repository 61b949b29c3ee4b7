"""What the publication gate looks at: plain values of a listing and its patents, without any row of the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class OverlayFact:
    """Something that lies on a patent (`patents.status.Overlay`) from and to a day, both included; None is open."""

    kind: str
    starts_on: date | None = None
    ends_on: date | None = None

    def lies_on(self, day: date) -> bool:
        """Whether it lies on the patent that day."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class PatentFacts:
    """A patent as known. None or "unknown" means nobody has said.

    `fee_paid_until` is the last day covered by annual fees. `encumbrances_as_of` is the day of the last statement
    or register extract on pledges, licences and suspensions. `evidence` maps the kinds on file to whether they
    speak for the patent (an evaluation report may find a defect).
    """

    reference: str
    kind: str
    grant_date: date | None = None
    status: str = "unknown"
    status_as_of: date | None = None
    term_end: date | None = None
    fee_paid_until: date | None = None
    overlays: tuple[OverlayFact, ...] = ()
    encumbrances_as_of: date | None = None
    owners: int = 0
    evidence: Mapping[str, bool] = field(default_factory=dict)
    secret: bool = False
    export_restricted: bool = False


@dataclass(frozen=True, slots=True)
class ListingFacts:
    """A listing as it is to be published.

    `licence_kind` is ordinary, sole or exclusive. `findings` are (severity, code) of the term sheets' checks.
    `fee_basis` is the brief explanation of how the fee was found, `texts` everything else people wrote for it.
    `approval` is not_needed, pending or finished. `overridden` are the codes of checks set aside with a reason.
    """

    patents: tuple[PatentFacts, ...]
    licence_kind: str = "ordinary"
    sheets: int = 0
    currencies: frozenset[str] = frozenset({"CNY"})
    findings: tuple[tuple[str, str], ...] = ()
    fee_basis: str = ""
    texts: tuple[str, ...] = ()
    approval: str = "not_needed"
    announcement_number: str = ""
    announced_on: date | None = None
    withdrawn_on: date | None = None
    overridden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GateLimits:
    """Numbers that the gate needs, from parameter rows; see `gate_parameters`."""

    fee_basis_characters: int = 2_000
    status_max_age_days: int = 180
    holidays: frozenset[date] = frozenset()
    working_weekends: frozenset[date] = frozenset()
