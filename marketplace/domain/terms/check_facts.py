"""The facts that checks of a sheet may need, beside the sheet itself. All are optional; unknown keys are refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from marketplace.domain.dates import parse_date
from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.fields import Doubts, Fields, list_at, text_at

OFFER_TYPES = ("statutory", "platform", "negotiated")
LONGEST_CLAUSE = 100_000
MOST_CLAUSES = 500
MOST_PATENTS = 1000

_KEYS = frozenset(
    {
        "patent_expires_on",
        "effective_on",
        "offer_type",
        "running_declaration",
        "clauses",
        "override_reason",
        "loan_prime_rate",
    }
)


@dataclass(frozen=True, slots=True)
class CheckFacts:
    """Facts about an offer; None (or empty) where a fact is not known, and then no check is made that needs it.

    ``patent_expires_on``: the last day on which the first of the patents to expire is in force. ``effective_on``: the
    day the licence takes, or would take, effect. ``offer_type``: statutory | platform | negotiated.
    ``running_declaration``: whether an open-licence declaration is in force for one of the patents. ``clauses``: texts
    of further clauses, or codes of ``VOID_CLAUSES``. ``override_reason``: why a ceiling may be passed.
    ``loan_prime_rate``: the one-year rate in percent a year on the day of the offer.
    """

    patent_expires_on: date | None = None
    effective_on: date | None = None
    offer_type: str | None = None
    running_declaration: bool | None = None
    clauses: tuple[str, ...] = ()
    override_reason: str = ""
    loan_prime_rate: Decimal | None = None


def read_facts(obj: Any, path: str = "$.facts") -> CheckFacts:
    """The facts that decoded JSON gives; ``patent_expires_on`` may be one date or a list. Raises Fault."""
    fields = Fields(obj, path, _KEYS, Doubts())
    return CheckFacts(
        patent_expires_on=_first_expiry(fields) if "patent_expires_on" in fields else None,
        effective_on=fields.day("effective_on") if "effective_on" in fields else None,
        offer_type=fields.one_of("offer_type", OFFER_TYPES) if "offer_type" in fields else None,
        running_declaration=fields.flag("running_declaration") if "running_declaration" in fields else None,
        clauses=_clauses(fields) if "clauses" in fields else (),
        override_reason=fields.text("override_reason").strip() if "override_reason" in fields else "",
        loan_prime_rate=fields.percent("loan_prime_rate") if "loan_prime_rate" in fields else None,
    )


def facts_of(facts: Mapping[str, Any] | CheckFacts | None) -> CheckFacts:
    """Facts in either form as values."""
    if facts is None:
        return CheckFacts()
    return facts if isinstance(facts, CheckFacts) else read_facts(facts)


def _first_expiry(fields: Fields) -> date:
    raw = fields.value("patent_expires_on")
    path = fields.at("patent_expires_on")
    if type(raw) is not list:
        return fields.day("patent_expires_on")
    days = []
    for index, entry in enumerate(list_at(raw, path, MOST_PATENTS, least=1)):
        here = f"{path}[{index}]"
        try:
            days.append(parse_date(text_at(entry, here)))
        except ValueError:
            raise Fault(here, "not_date") from None
    return min(days)


def _clauses(fields: Fields) -> tuple[str, ...]:
    path = fields.at("clauses")
    return tuple(
        text_at(entry, f"{path}[{index}]", longest=LONGEST_CLAUSE)
        for index, entry in enumerate(list_at(fields.value("clauses"), path, MOST_CLAUSES))
    )
