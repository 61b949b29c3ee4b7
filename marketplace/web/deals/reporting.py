"""Which reports an agreement can use today, and the form of each with its choices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from wtforms import SelectChoice

from marketplace import clock
from marketplace.domain.deals.line_words import component_words, period_words
from marketplace.domain.deals.reportable import Reportable, reportable
from marketplace.domain.deals.words import REPORT_KINDS
from marketplace.domain.terms.evaluate import evaluate
from marketplace.domain.terms.model import CUMULATIVE_KINDS, Royalty, TermSheet
from marketplace.domain.terms.reading_events import triggers_of
from marketplace.domain.terms.reporting import ReportPeriod
from marketplace.domain.terms.words_triggers import milestone_words
from marketplace.store.deals.agreements import Agreement, Report
from marketplace.usecases.deals.cases import read_case_of
from marketplace.web.deals.report_forms import (
    FORMS,
    ChoiceForm,
    MilestoneForm,
    ReportForm,
    SalesForm,
    SettlementForm,
    period_value,
)
from marketplace.web.deals.wording import say
from marketplace.web.locale import gettext, lang

FIGURE_OF = {"net_sales": "gross", "units": "units", "gross_profit": "profit", "saving": "saving"}


@dataclass(frozen=True, slots=True)
class Offered:
    """A report the licensee can make now. `due`: of a sales report; `late`: that day is over."""

    label: str
    note: str
    url: str
    due: Any = None
    late: bool = False


def reportable_now(agreement: Agreement) -> Reportable:
    today = clock.today()
    case = read_case_of(agreement, today)
    state = evaluate(case.terms, case.effective_on, case.events, case.as_of).state
    return reportable(case.terms, case.effective_on, case.events, state=state, today=today)


def offered_reports(agreement: Agreement) -> dict[str, Any]:
    """What the page of reports offers: periods to report, other facts, rights; and the period that runs."""
    asked, terms = reportable_now(agreement), read_case_of(agreement, clock.today()).terms
    waiting = {_period_key(report.values, terms) for report in agreement.reports if report.state == "submitted"}
    several = len(terms.royalties) > 1
    periods = [p for p in asked.periods if (p.component, p.first.isoformat()) not in waiting]
    return {
        "periods": [_period(agreement, period, terms, several=several) for period in periods],
        "facts": [_offer(agreement, kind) for kind in asked.kinds if kind in FACTS],
        "rights": [_offer(agreement, kind) for kind in asked.kinds if kind in RIGHTS],
        "corrections": [_correction(agreement, period, terms, several=several) for period in asked.reported],
        "upcoming": asked.upcoming,
    }


FACTS = ("first_revenue", "milestone_accepted", "product_registered", "financing")
RIGHTS = ("choose", "settle_early", "buyout", "terminate")


def report_form(kind: str, agreement: Agreement, asked: Reportable, **options: Any) -> ReportForm:
    """The form of a kind with its choices; a kind with one thing to choose has it chosen."""
    form = FORMS[kind](**options)
    form.kind, form.currency = kind, agreement.currency
    terms = read_case_of(agreement, clock.today()).terms
    if isinstance(form, MilestoneForm):
        form.milestone.choices = [SelectChoice(name, say(milestone_words(name))) for name in asked.milestones]
        _choose_only(form.milestone, asked.milestones)
    elif isinstance(form, ChoiceForm):
        form.choice.choices = [SelectChoice(name, _choice_label(terms, name)) for name in asked.choices]
    elif isinstance(form, SettlementForm):
        form.component.choices = [SelectChoice(name, say(component_words(terms, name))) for name in asked.settle]
        _choose_only(form.component, asked.settle)
    elif isinstance(form, SalesForm):
        _fit_sales(form, asked, terms)
    if "amount" in form:
        form["amount"].currency = agreement.currency
    return form


def _fit_sales(form: SalesForm, asked: Reportable, terms: TermSheet) -> None:
    """The periods of one royalty, and the figures its base and the triggers need."""
    form.corrects = request.values.get("corrects") == "1"
    periods = asked.reported if form.corrects else asked.periods
    component = request.values.get("component") or (periods[0].component if periods else terms.royalties[0].id)
    royalty = next((one for one in terms.royalties if one.id == component), terms.royalties[0])
    form.base = royalty.base
    form.asked = _figures(royalty, terms)
    form.period.choices = [
        SelectChoice(period_value(p.component, p.first, p.last), say(period_words(p.first, p.last)))
        for p in periods
        if p.component == royalty.id
    ]
    for name in ("gross", "net", "profit", "saving"):
        form[name].currency = form.currency
    for entry in form.deductions:
        entry.form.amount.currency = form.currency
    values = [choice.value for choice in form.period.choices]
    first = request.values.get("first", "")
    named = next((value for value in values if value.split("|")[1] == first), values[0] if values else None)
    if not form.period.data and named:
        form.period.data = named


def _figures(royalty: Royalty, terms: TermSheet) -> tuple[str, ...]:
    cumulative = {trigger.kind for trigger in triggers_of(terms)} & CUMULATIVE_KINDS
    needed = [FIGURE_OF[royalty.base]]
    if "cumulative_sales_ge" in cumulative and royalty.base != "net_sales":
        needed.append("net")
    if "cumulative_units_ge" in cumulative and royalty.base != "units":
        needed.append("units")
    return tuple(needed)


def _choose_only(field: Any, values: Sequence[str]) -> None:
    if not field.data and len(values) == 1:
        field.data = values[0]


def _choice_label(terms: TermSheet, name: str) -> str:
    assert terms.options is not None
    components = next(choice.components for choice in terms.options.choices if choice.name == name)
    names = ("、" if lang() == "zh" else ", ").join(say(component_words(terms, one)) for one in components)
    return gettext("%(what)s: %(text)s", what=name, text=names or gettext("nothing of what is listed"))


def _period_key(body: dict[str, object], terms: TermSheet) -> tuple[str, str]:
    if body["kind"] != "sales":
        return "", ""
    return str(body.get("component") or terms.royalties[0].id), str(body["period_start"])


def _period(agreement: Agreement, period: ReportPeriod, terms: TermSheet, *, several: bool) -> Offered:
    what = say(period_words(period.first, period.last))
    name = say(component_words(terms, period.component))
    url = _url(agreement, "sales", component=period.component, first=period.first.isoformat())
    return Offered(what, name if several else "", url, period.due_on, period.due_on < clock.today())


def _correction(agreement: Agreement, period: ReportPeriod, terms: TermSheet, *, several: bool) -> Offered:
    what = say(period_words(period.first, period.last))
    name = say(component_words(terms, period.component))
    url = _url(agreement, "sales", component=period.component, first=period.first.isoformat(), corrects="1")
    return Offered(what, name if several else "", url)


def _offer(agreement: Agreement, kind: str) -> Offered:
    return Offered(say(REPORT_KINDS[kind]), explanation_of(kind, agreement), _url(agreement, kind))


def _url(agreement: Agreement, kind: str, **values: Any) -> str:
    return url_for("reports.new", public_id=agreement.deal.public_id, kind=kind, **values)


def again_url(agreement: Agreement, report: Report) -> str:
    """Where a rejected report is made again; "" where it cannot be reported now."""
    if report.kind not in reportable_now(agreement).kinds:
        return ""
    body = report.values
    named = {"component": body.get("component"), "first": body.get("period_start")} if report.kind == "sales" else {}
    if body.get("corrects"):
        named["corrects"] = "1"
    return _url(agreement, report.kind, **{name: value for name, value in named.items() if value})


def explanation_of(kind: str, agreement: Agreement) -> str:
    """What a report of a kind is for, in a sentence."""
    return {
        "first_revenue": gettext("The licensed product or service has earned money for the first time."),
        "milestone_accepted": gettext(
            "A stage of the project is reached. The licensor's office looks at the evidence and accepts it; the sum "
            "arises on the day of acceptance."
        ),
        "product_registered": gettext("The product has been filed as a patented product."),
        "financing": gettext("You have received financing."),
        "sales": gettext("The figures of a period, from which the engine works out the royalty."),
        "choose": gettext("The trial is to go on as a licence: choose how to pay. This takes effect at once."),
        "settle_early": gettext(
            "Pay all parts that are left now, at the discount the terms promise. Takes effect at once."
        ),
        "buyout": gettext("Pay the buy-out price once and owe no royalty any more. Takes effect at once."),
        "terminate": gettext("Give the licence up. What has arisen stays owed. Takes effect at once."),
    }[kind]
