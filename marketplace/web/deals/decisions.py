"""What the office has decided about an account, with its reasons; both sides read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from marketplace.domain.deals.line_words import line_words
from marketplace.domain.deals.patent_ends import patent_number
from marketplace.domain.deals.words import END_REASONS, LINE_FACTS, PATENT_ENDS
from marketplace.domain.money import minor_units
from marketplace.domain.terms.model import TermSheet
from marketplace.domain.terms.statement import Line
from marketplace.store.deals.agreements import Agreement, AgreementEvent, PatentEnd
from marketplace.web.deals.wording import say
from marketplace.web.locale import gettext

LINE_KINDS = ("hold", "release", "waive")


@dataclass(frozen=True, slots=True)
class Decision:
    """One row. `amount`: minor units without tax, None where it is about no sum."""

    at: datetime
    on: date
    what: str
    about: str
    amount: int | None
    reason: str


def decisions(agreement: Agreement, terms: TermSheet, lines: Sequence[Line]) -> list[Decision]:
    """Holds, releases, waivers, ends of patents and an end by the office, the newest first."""
    names = {line.id: say(line_words(terms, line)) for line in lines}
    reported = {report.event_id for report in agreement.reports}
    found = [
        _entered(event, names, agreement.currency)
        for event in agreement.events
        if event.kind in LINE_KINDS or (event.kind == "terminate" and event.id not in reported)
    ]
    found += [_patent_end(end) for end in agreement.patent_ends]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _entered(event: AgreementEvent, names: dict[str, str], currency: str) -> Decision:
    body, what = event.values, say(LINE_FACTS[event.kind])
    if event.kind == "terminate":
        return Decision(event.entered_at, event.happened_on, what, say(END_REASONS[str(body["reason"])]), None, "")
    line, reason = str(body["line"]), event.reason
    if "write_off" in body:
        reason = gettext("Of it written off: %(amount)s. %(reason)s", amount=body["write_off"], reason=reason)
    amount = minor_units(str(body["amount"]), currency)
    return Decision(event.entered_at, event.happened_on, what, names.get(line, line), amount, reason)


def _patent_end(end: PatentEnd) -> Decision:
    cause = say(PATENT_ENDS[end.cause])
    reason = f"{cause} · {end.source}" if end.source else cause
    what = say(LINE_FACTS["patent_ended"])
    return Decision(end.recorded_at, end.ended_on, what, patent_number(end.patent), None, reason)
