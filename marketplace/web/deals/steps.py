"""A step of a deal as its page shows it: what, who, by when, why, and the buttons of the one who reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from marketplace import clock
from marketplace.domain.deals.next_step import Step
from marketplace.domain.parties.waiting import usual_days
from marketplace.domain.terms.words_figures import amount_words
from marketplace.store.db import db
from marketplace.store.deals.deals import Deal
from marketplace.store.parties import organisations, verifications
from marketplace.store.parties.organisations import Organisation
from marketplace.usecases.deals.confirmations import payee_of
from marketplace.web.access import may
from marketplace.web.deals.wording import actor_word, say, title_of
from marketplace.web.formats import long_date
from marketplace.web.locale import gettext, lang, ngettext


@dataclass(frozen=True, slots=True)
class Button:
    url: str
    label: str
    kind: str = "secondary"


@dataclass(frozen=True, slots=True)
class Next:
    """Ready to print by the macro `next_step`."""

    code: str
    title: str
    who: str
    by: date | None
    text: str
    buttons: tuple[Button, ...]


def next_of(step: Step, deal: Deal, currency: str) -> Next:
    return Next(
        code=step.code,
        title=title_of(step, currency),
        who=_who(step, deal),
        by=step.due,
        text=_text(step, deal, currency),
        buttons=_buttons(step, deal),
    )


def _who(step: Step, deal: Deal) -> str:
    if step.side == "licensee":
        name = deal.licensee.name(lang())
    elif step.side == "office":
        office = organisations.acting_office_id(deal.licensor_id, clock.today())
        name = db.session.get_one(Organisation, office).name(lang())
    else:
        return actor_word(step.side)
    return gettext("%(name)s (%(side)s)", name=name, side=actor_word(step.side))


def _text(step: Step, deal: Deal, currency: str) -> str:
    """Why, and what follows; "" where the title says it all."""
    match step.code:
        case "first_payment":
            return first_payment_sentence(step, deal, currency)
        case "waits":
            return _waits(step)
        case "nothing_due" if step.day:
            return gettext("The licence runs until %(day)s.", day=long_date(step.day))
        case "verification":
            return _verification()
        case "judge_report":
            return gettext("Once the report is accepted the account moves at once.")
        case "record_patent_end":
            return gettext("With the last patent of a licence royalties stop. Until it is recorded they go on.")
        case "settle_dispute":
            return gettext("It is neither overdue nor asked for until the office releases it, whole or in part.")
        case "report_later":
            return gettext("A period in which nothing was sold is reported too, as nil.")
        case "send" if not may("deal.send", deal):
            return gettext("A signatory of the licensee checks and sends it.")
    return ""


def _verification() -> str:
    """What becomes of a deal that is held, and how long that usually takes."""
    held = gettext(
        "Everything is frozen as it was sent. As soon as the licensee is verified it reaches the licensor's "
        "office by itself; nothing has to be sent again."
    )
    usual = usual_days(verifications.answered_cases())
    if usual is None:
        return held
    time = ngettext(
        "The office usually answers within %(num)s day (median of the last cases).",
        "The office usually answers within %(num)s days (median of the last cases).",
        usual,
    )
    return f"{held}{'' if lang() == 'zh' else ' '}{time}"


def _waits(step: Step) -> str:
    cause = gettext("It arises on %(cause)s.", cause=say(step.cause))
    if step.day is None:
        return cause
    latest = gettext("At the latest on %(day)s.", day=long_date(step.day))
    return f"{cause}{'' if lang() == 'zh' else ' '}{latest}"


def first_payment_sentence(step: Step, deal: Deal, currency: str) -> str:
    """What both sides read until the first payment is confirmed."""
    assert deal.agreement is not None
    payee = payee_of(deal.agreement)
    values = {"amount": amount_words(step.amount or 0, currency), "day": long_date(step.due)}
    if payee is None:
        return gettext(
            "Waiting for the first payment of %(amount)s by %(day)s. The licensor has not entered a bank account yet; "
            "ask its office where to pay. The licence takes effect on the day the office confirms the payment.",
            **values,
        )
    return gettext(
        "Waiting for the first payment of %(amount)s by %(day)s, to account %(number)s (%(holder)s, %(bank)s), payment "
        "reference %(reference)s. The licence takes effect on the day the licensor's office confirms it.",
        **values,
        **payee,
    )


def _buttons(step: Step, deal: Deal) -> tuple[Button, ...]:
    """What the reader can do about a step."""
    maker = MAKERS.get(step.code)
    return maker(step, deal) if maker else ()


def _url(endpoint: str, deal: Deal, **values: Any) -> str:
    return url_for(endpoint, public_id=deal.public_id, **values)


def _complete(step: Step, deal: Deal) -> tuple[Button, ...]:
    if not may("deal.edit", deal):
        return ()
    return (Button(_url("deals.edit", deal), gettext("Fill in the statement of use"), "primary"),)


def _send(step: Step, deal: Deal) -> tuple[Button, ...]:
    found = [Button(_url("deals.review", deal), gettext("Check the answers"), "primary")]
    if may("deal.edit", deal):
        found.append(Button(_url("deals.edit", deal), gettext("Change")))
    return tuple(found)


def _answer_request(step: Step, deal: Deal) -> tuple[Button, ...]:
    found = []
    if may("offer.make", deal) and _mine(step, deal):
        found.append(Button(_url("offers.new", deal), gettext("Make an offer"), "primary"))
    if may("deal.close", deal):
        found.append(Button(_url("closings.edit", deal), gettext("Close without an offer")))
    return tuple(found)


def _answer_offer(step: Step, deal: Deal) -> tuple[Button, ...]:
    newest = deal.offers[-1].number
    label = gettext("Read and answer") if _mine(step, deal) else gettext("Read the offer")
    return (Button(_url("offers.show", deal, number=newest), label, "primary"),)


def _renew(step: Step, deal: Deal) -> tuple[Button, ...]:
    if not may("offer.make", deal):
        return ()
    return (Button(_url("offers.new", deal), gettext("Make a new offer"), "primary"),)


def _pay(step: Step, deal: Deal) -> tuple[Button, ...]:
    if may("payment.confirm", deal):
        return (Button(_url("payments.new", deal), gettext("Confirm a payment"), "primary"),)
    return (Button(f"{_url('accounts.show', deal)}#pay", gettext("Where to pay")),)


def _judge(step: Step, deal: Deal) -> tuple[Button, ...]:
    assert deal.agreement is not None
    report = next(report for report in deal.agreement.reports if report.state == "submitted")
    label = gettext("Accept or reject") if may("report.judge", deal) else gettext("Read the report")
    kind = "primary" if may("report.judge", deal) else "secondary"
    return (Button(_url("reports.show", deal, report=report.public_id), label, kind),)


def _patent_end(step: Step, deal: Deal) -> tuple[Button, ...]:
    if not may("patent_end.record", deal):
        return ()
    return (Button(_url("patent_ends.new", deal), gettext("Record that a patent ended"), "primary"),)


def _dispute(step: Step, deal: Deal) -> tuple[Button, ...]:
    if not may("line.hold", deal):
        return ()
    return (Button(_url("line_facts.new", deal, way="releases"), gettext("Release a payment from hold"), "primary"),)


def _report(step: Step, deal: Deal) -> tuple[Button, ...]:
    if not may("report.submit", deal):
        return ()
    kinds = {"report": "sales", "choose": "choose"}
    if step.code == "waits":
        return (Button(_url("reports.index", deal), gettext("Report that it happened")),)
    label = gettext("Report sales") if step.code == "report" else gettext("Choose")
    return (Button(_url("reports.new", deal, kind=kinds[step.code]), label, "primary"),)


def _mine(step: Step, deal: Deal) -> bool:
    return may("deal.edit" if step.side == "licensee" else "deal.work", deal)


MAKERS = {
    "complete": _complete,
    "send": _send,
    "answer_request": _answer_request,
    "answer_offer": _answer_offer,
    "offer_lapsed": _renew,
    "first_payment": _pay,
    "pay": _pay,
    "pay_overdue": _pay,
    "judge_report": _judge,
    "record_patent_end": _patent_end,
    "settle_dispute": _dispute,
    "report": _report,
    "choose": _report,
    "waits": _report,
}
