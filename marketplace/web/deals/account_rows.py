"""The lines of an account as pages and spreadsheets show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from marketplace.domain.deals.line_words import line_words, waiting_line_words
from marketplace.domain.deals.vat import gross_of, vat_on
from marketplace.domain.terms.model import TermSheet
from marketplace.domain.terms.statement import Line, Statement
from marketplace.domain.terms.words import label
from marketplace.domain.terms.words_basis import basis_words
from marketplace.domain.terms.words_triggers import waiting_words
from marketplace.web.deals.wording import line_status, say
from marketplace.web.locale import lang

BANKABLE = str.maketrans({":": "-", "_": "-", "#": "-"})


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line. `net`, `interest`, `paid`, `waived`, `held`, `outstanding` are the engine's; `to_pay` includes tax.

    `cap`: the limit that changed it, in words.
    """

    id: str
    what: str
    arose_on: date
    due_on: date
    computed: int
    net: int
    interest: int
    vat: int
    gross: int
    paid: int
    waived: int
    held: int
    outstanding: int
    to_pay: int
    status: str
    status_word: str
    basis: Sequence[str]
    cap: str
    attention: bool

    @property
    def reference(self) -> str:
        """The line's id in characters that a bank takes in a payment's reference."""
        return self.id.translate(BANKABLE)

    @property
    def arisen(self) -> bool:
        return self.status not in ("scheduled", "cancelled")


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A sum that waits for an event."""

    id: str
    what: str
    cause: str
    latest: date | None
    net: int
    vat: int
    gross: int


def line_rows(terms: TermSheet, statement: Statement, vat_rate: str) -> list[LineRow]:
    return [line_row(terms, line, vat_rate) for line in statement.lines]


def line_row(terms: TermSheet, line: Line, vat_rate: str) -> LineRow:
    charged = line.amount + line.interest
    payable = line.outstanding - line.held
    return LineRow(
        id=line.id,
        what=say(line_words(terms, line)),
        arose_on=line.arose_on,
        due_on=line.due_on,
        computed=line.computed,
        net=line.amount,
        interest=line.interest,
        vat=vat_on(charged, vat_rate),
        gross=gross_of(charged, vat_rate),
        paid=line.paid,
        waived=line.waived,
        held=line.held,
        outstanding=line.outstanding,
        to_pay=gross_of(payable, vat_rate) if line.has_arisen and payable > 0 else 0,
        status=line.status,
        status_word=line_status(line.status),
        basis=[say(basis_words(step, values, terms.currency)) for step, values in line.basis],
        cap=label("cap", line.capped_by, lang()) if line.capped_by else "",
        attention=line.status == "overdue",
    )


def waiting_rows(terms: TermSheet, statement: Statement, vat_rate: str) -> list[WaitingRow]:
    return [
        WaitingRow(
            id=waiting.id,
            what=say(waiting_line_words(terms, waiting.component, waiting.id)),
            cause=say(waiting_words(terms, waiting.id, waiting.waits_for)),
            latest=waiting.latest,
            net=waiting.amount,
            vat=vat_on(waiting.amount, vat_rate),
            gross=gross_of(waiting.amount, vat_rate),
        )
        for waiting in statement.contingent
    ]
