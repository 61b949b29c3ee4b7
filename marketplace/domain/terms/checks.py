"""What must be right before terms may be offered. A check that lacks its facts is not made.

Faults of the numbers (band limits, sums of parts, a minimum above the cap, a royalty without base or period) come as
the doubts of a draft; everything else is judged here from the sheet and the facts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from marketplace.domain import dates
from marketplace.domain.money import format_rate
from marketplace.domain.terms.check_facts import CheckFacts, facts_of
from marketplace.domain.terms.checks_payment import PAYMENT_CHECKS
from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.fields import Doubts, Fields
from marketplace.domain.terms.findings import BLOCK, WARN, Finding, finding, findings_json, may_be_offered
from marketplace.domain.terms.model import TermSheet
from marketplace.domain.terms.naming import model_name
from marketplace.domain.terms.price import last_day_to_choose
from marketplace.domain.terms.reading import read_draft
from marketplace.domain.terms.void_clauses import VOID_CLAUSES, void_clauses_in
from marketplace.domain.terms.walking import reference_day
from marketplace.domain.terms.words import LICENCE_KINDS
from marketplace.domain.terms.words_components import title
from marketplace.domain.terms.words_figures import Words, day_words, percent_words

__all__ = ["Finding", "check_json", "check_terms", "findings_json", "may_be_offered"]

Check = Callable[[TermSheet, CheckFacts], Iterator[Finding]]

#: Late interest up to this multiple of the loan prime rate is usually upheld.
MOST_OF_PRIME_RATE = Decimal("1.5")


def check_terms(
    terms: TermSheet, facts: Mapping[str, Any] | CheckFacts | None = None, doubts: Sequence[Fault] = ()
) -> list[Finding]:
    """Everything found, what blocks first.

    :param facts: as decoded JSON (keys of :class:`CheckFacts`) or as values. Raises Fault where they cannot be read.
    :param doubts: the doubts of the draft that ``terms`` was read from.
    """
    known = facts_of(facts)
    found = [_doubt(doubt, terms) for doubt in doubts]
    for check in _CHECKS:
        found += check(terms, known)
    return sorted(found, key=lambda one: one.severity != BLOCK)


def check_json(obj: Any) -> tuple[dict[str, Any], bool]:
    """The printed result for ``{"terms": {…}, "facts": {…}}`` and whether the terms may be offered. Raises Fault."""
    fields = Fields(obj, "$", frozenset({"terms", "facts"}), Doubts())
    draft = read_draft(fields.value("terms"))
    facts = facts_of(fields.value("facts") if "facts" in fields else None)
    found = check_terms(draft.terms, facts, draft.doubts)
    model = model_name(draft.terms, facts.effective_on)
    return {"model": model, "findings": findings_json(found)}, may_be_offered(found)


def _doubt(doubt: Fault, terms: TermSheet) -> Finding:
    place = re.match(r"\$\.terms\.components\[(\d+)\]", doubt.path)
    name = title(terms.components[int(place.group(1))]) if place else Words("条款", "The sheet")
    member = doubt.path.rpartition(".")[2]
    code = f"royalty_without_{member}" if doubt.code == "missing" else doubt.code
    if code in _DOUBTS:
        words = Words(_DOUBTS[code].zh.format(name=name.zh), _DOUBTS[code].en.format(name=name.en))
    else:
        words = Words(
            f"{name.zh}中的 {member} {doubt.sentence('zh')}。", f"{name.en}: {member} {doubt.sentence('en')}."
        )
    return finding(code, BLOCK, doubt.path, words, "fees" if doubt.code == "missing" else "arithmetic")


_DOUBTS = {
    "royalty_without_base": Words(
        "{name}没有约定提成基数，请选择净销售额、毛利、节约额或者产品数量。",
        "{name} has no base: choose net sales, gross profit, saving or units.",
    ),
    "royalty_without_period": Words(
        "{name}没有约定结算周期，请选择季度、半年度或者年度。",
        "{name} has no period: choose quarter, half-year or year.",
    ),
    "bands_not_rising": Words(
        "{name}的各段起点应当逐段递增，请按从小到大的顺序填写。",
        "The band limits of {name} must rise: enter them in ascending order.",
    ),
    "first_band_not_zero": Words(
        "{name}的第一段应当从零起算。", "The first band of {name} must start at zero."
    ),
    "minimum_above_cap": Words(
        "{name}的保底金额高于年度上限，请调低保底金额或者调高年度上限。",
        "The annual minimum of {name} is above its annual cap: lower the one or raise the other.",
    ),
    "parts_not_total": Words(
        "{name}的各期金额之和不等于总额，请核对各期金额。",
        "The parts of {name} do not add up to its total: check the amounts.",
    ),
    "percents_not_hundred": Words(
        "{name}的各期比例之和不等于100%，请核对各期比例。",
        "The parts of {name} do not add up to 100%: check the percentages.",
    ),
    "trial_too_long": Words(
        "{name}的试用期应当短于许可期限，请缩短试用期或者延长许可期限。",
        "{name} must be shorter than the term: shorten the one or extend the other.",
    ),
}


def _term_beyond_patent(terms: TermSheet, facts: CheckFacts) -> Iterator[Finding]:
    if facts.patent_expires_on is None or facts.effective_on is None:
        return
    last = dates.last_day(facts.effective_on, terms.term_months)
    if last <= facts.patent_expires_on:
        return
    ends, expires = day_words(last), day_words(facts.patent_expires_on)
    yield finding(
        "term_beyond_patent",
        BLOCK,
        "$.terms.term_months",
        Words(
            f"许可期限至{ends.zh}止，晚于许可专利最早的期满日{expires.zh}，请缩短许可期限。",
            f"The term ends on {ends.en}, after the first patent expires on {expires.en}: shorten the term.",
        ),
        "term",
    )


def _only_ordinary(terms: TermSheet, facts: CheckFacts) -> Iterator[Finding]:
    kind = terms.licence.kind
    if kind == "ordinary" or not (facts.running_declaration or facts.offer_type == "statutory"):
        return
    name = LICENCE_KINDS[kind]
    yield finding(
        "not_ordinary",
        BLOCK,
        "$.terms.licence.kind",
        Words(
            f"专利处于开放许可实施期间，不得给予{name.zh}，请改为普通许可。",
            f"While the open licence runs no {name.en.lower()} may be given: choose an ordinary licence.",
        ),
        "obtaining",
    )


def _territory(terms: TermSheet, facts: CheckFacts) -> Iterator[Finding]:
    if facts.offer_type == "statutory" and terms.licence.territory != ("CN",):
        yield finding(
            "territory_not_china",
            WARN,
            "$.terms.licence.territory",
            Words(
                "法定开放许可的效力及于中国境内，建议将许可地域填写为中国境内。",
                "A statutory open licence covers the mainland of China: state this territory.",
            ),
            "fee_standard",
        )


def _void_clauses(terms: TermSheet, facts: CheckFacts) -> Iterator[Finding]:
    for index, text in enumerate(facts.clauses):
        for code, sentence in void_clauses_in(text):
            clause = VOID_CLAUSES[code]
            quoted = ("", "") if sentence == code else (f"“{sentence}”", f" in “{sentence}”")
            yield finding(
                f"void_clause_{code}",
                BLOCK,
                f"$.facts.clauses[{index}]",
                Words(
                    f"条款{quoted[0]}属于非法垄断技术的无效条款：{clause.zh}。请删除或者修改。",
                    f"A clause{quoted[1]} {clause.en}, which is void: delete or change it.",
                ),
                "monopoly",
            )


def _late_rate(terms: TermSheet, facts: CheckFacts) -> Iterator[Finding]:
    if terms.late is None or facts.loan_prime_rate is None:
        return
    most = facts.loan_prime_rate * MOST_OF_PRIME_RATE
    if terms.late.annual_rate <= most:
        return
    rate, limit = percent_words(terms.late.annual_rate), f"{format_rate(most)}%"
    yield finding(
        "late_rate_high",
        WARN,
        "$.terms.late.annual_rate",
        Words(
            f"逾期年利率{rate}高于一年期贷款市场报价利率的1.5倍（{limit}），可能被法院调低。",
            f"The late rate of {rate} is above one and a half times the one-year loan prime rate ({limit}); a court may"
            " reduce it.",
        ),
        "late",
    )


def _no_day_to_choose(terms: TermSheet, facts: CheckFacts) -> Iterator[Finding]:
    if (
        terms.options is None
        or last_day_to_choose(terms, facts.effective_on or reference_day(terms)) is not None
    ):
        return
    yield finding(
        "no_day_to_choose",
        BLOCK,
        "$.terms.options.choose_by_days_before",
        Words(
            "选择付费方案的最后期限早于试用期开始，被许可人无从选择，请减少提前的天数。",
            "The last day to choose lies before the trial starts, so nobody could choose: ask for fewer days.",
        ),
        "arithmetic",
    )


_CHECKS: tuple[Check, ...] = (
    _term_beyond_patent,
    _only_ordinary,
    _territory,
    *PAYMENT_CHECKS,
    _no_day_to_choose,
    _late_rate,
    _void_clauses,
)
