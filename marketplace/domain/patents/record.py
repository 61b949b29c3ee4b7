"""One patent as an import or a form gives it: plain values, not yet stored."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from marketplace.domain.patents.kinds import PatentKind
from marketplace.domain.patents.numbers import NumberScheme, PatentNumber
from marketplace.domain.patents.status import Overlay, PatentStatus

CARD_QUESTIONS = ("benefit", "problem", "users", "replaces", "gain", "needs", "first_product")
"""The plain-language card: the benefit in a line, the problem, who has it, what the invention replaces, the measured
gain, what is needed to use it, and the time to a first product. Each exists as `card_<question>_zh` and `…_en`."""

MOST_INDUSTRIES = 3
"""Divisions that a patent can have, the main one among them."""

CARD_FIELDS = tuple(f"card_{question}_{language}" for question in CARD_QUESTIONS for language in ("zh", "en"))


class Level(StrEnum):
    """`ERROR` keeps the row out; `WARNING` lets it in with a note."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one row.

    `field` is the field of the record, `column` the header it was read from (empty when there is none), `value`
    an excerpt of the cell. The sentence is in `problem_words`.
    """

    level: Level
    code: str
    field: str
    column: str = ""
    value: str = ""
    params: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Owner:
    """A holder or applicant as named; `share` in percent, None when the source gives none."""

    name: str
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PatentRecord:
    """A patent as read from one row. Texts exist in zh, en or both; missing values are None, "" or ().

    `number` identifies the patent: its application number when known, else its grant or publication number.
    `term_end` is computed from kind and filing date unless the row gave one. `industries` are divisions of GB/T 4754,
    the main one first, `emerging` strategic emerging industries: named by whoever wrote the list, not proposed.
    `trl` is the technology readiness level, 1 to 9.
    """

    number: PatentNumber
    kind: PatentKind
    country: str
    application_number: PatentNumber | None = None
    publication_number: PatentNumber | None = None
    grant_number: PatentNumber | None = None
    title_zh: str = ""
    title_en: str = ""
    abstract_zh: str = ""
    abstract_en: str = ""
    claims: tuple[str, ...] = ()
    owners: tuple[Owner, ...] = ()
    applicants: tuple[str, ...] = ()
    inventors: tuple[str, ...] = ()
    ipc: tuple[str, ...] = ()
    cpc: tuple[str, ...] = ()
    locarno: tuple[str, ...] = ()
    filing_date: date | None = None
    priority_date: date | None = None
    publication_date: date | None = None
    grant_date: date | None = None
    term_end: date | None = None
    fee_paid_until: date | None = None
    status: PatentStatus | None = None
    status_text: str = ""
    status_as_of: date | None = None
    overlays: frozenset[Overlay] = frozenset()
    region: str = ""
    agency: str = ""
    source: str = ""
    card: Mapping[str, str] = dataclasses.field(default_factory=dict)
    industries: tuple[str, ...] = ()
    emerging: tuple[str, ...] = ()
    trl: int | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """Under what the same patent may already be known: canonical application number and publication stems."""
        numbers = (self.application_number, self.grant_number, self.publication_number)
        return tuple(dict.fromkeys(number.stem for number in numbers if number))

    @property
    def documents(self) -> tuple[str, ...]:
        """The canonical publication numbers, by which two rows of one patent may still differ (A and B)."""
        numbers = (self.publication_number, self.grant_number)
        return tuple(dict.fromkeys(number.canonical for number in numbers if number))


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one row: a record unless a problem is an error, and all problems."""

    record: PatentRecord | None
    problems: tuple[Problem, ...] = ()


def is_application_number(number: PatentNumber) -> bool:
    """Whether a number is that of an application (or of a patent, which in China keeps it)."""
    return number.scheme in (
        NumberScheme.CN_APPLICATION,
        NumberScheme.PCT_APPLICATION,
        NumberScheme.FOREIGN_APPLICATION,
    )
