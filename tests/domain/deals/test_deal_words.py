"""Words of deals: every code in both languages, refused facts as sentences, lines by their names."""

from __future__ import annotations

from typing import Any

import pytest

from marketplace.domain.deals import states, words
from marketplace.domain.deals.event_faults import SENTENCES, fault_sentence
from marketplace.domain.deals.line_words import line_words
from marketplace.domain.deals.movement import movements, paid_by
from marketplace.domain.deals.privacy import party_code
from marketplace.domain.deals.progress import AT, NOTICE, REQUEST, progress
from marketplace.domain.faults import Invalid
from marketplace.domain.refusals import WORDS, reason_words, sentence
from marketplace.domain.terms.evaluate import evaluate_case
from marketplace.domain.terms.faults import SENTENCES as ENGINE
from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.reading import read_case, read_terms
from tests.make.listings import LUMP, STAGED

YEAR = {"kind": "sales", "period_start": "2026-03-01", "period_end": "2027-02-28"}


def case(terms: dict[str, Any], as_of: str, *events: dict[str, Any]) -> Any:
    return read_case({"terms": terms, "effective_on": "2026-03-01", "events": list(events), "as_of": as_of})


def test_every_code_has_both_languages() -> None:
    tables = {
        "STATES": states.STATES,
        "KINDS": states.DEAL_KINDS,
        "REPORT_KINDS": states.REPORT_KINDS,
        "REPORT_STATES": states.REPORT_STATES,
        "STATIONS": {*NOTICE, *REQUEST},
    }
    for name, codes in tables.items():
        table = getattr(words, name)
        assert set(table) == set(codes), name
        assert all(zh and en for zh, en in table.values()), name


@pytest.mark.parametrize(
    ("terms", "event", "zh", "en"),
    [
        (STAGED, {"on": "2026-06-01", **YEAR, "net": "1.00"}, "该期间尚未结束，请在期间届满后报告", "not over yet"),
        (LUMP, {"on": "2026-03-10", "kind": "buyout"}, "合同没有约定买断", "knows no buy-out"),
        (LUMP, {"on": "2026-02-10", "kind": "first_revenue"}, "日期早于许可生效日", "before the licence took effect"),
        (
            LUMP,
            {"on": "2026-03-10", "kind": "payment", "amount": "1.00", "to": "nothing"},
            "所选款项尚未发生",
            "has not arisen yet",
        ),
    ],
)
def test_a_refused_fact_says_why_in_words(terms: dict[str, Any], event: dict[str, Any], zh: str, en: str) -> None:
    with pytest.raises(Fault) as caught:
        evaluate_case(case(terms, "2026-06-05", event))
    refusal = Invalid("deal.event_refused", fault=caught.value, path=caught.value.path)
    assert zh in sentence(refusal, "zh") and sentence(refusal, "zh").endswith("。")
    assert en in sentence(refusal, "en") and "$" not in sentence(refusal, "en") + sentence(refusal, "zh")


def test_the_sentences_know_the_values_of_the_engine() -> None:
    assert set(SENTENCES) <= set(ENGINE)
    values = {"last": "2026-08-02", "most": "5.00", "places": 2}
    for code in SENTENCES:
        for lang in ("zh", "en"):
            assert "{" not in fault_sentence(Fault("$", code, **values), lang)
    assert fault_sentence(Fault("$.events[0].on", "empty_text"), "en") == "an entry must not be empty"


def test_a_reason_is_a_persons_words_or_a_refusal_in_words() -> None:
    assert reason_words("预算不足", "en") == "预算不足"
    assert reason_words("listing.not_open", "zh") == WORDS["listing.not_open"][0]
    assert reason_words("listing.gate_blocks", "zh") == "listing.gate_blocks"  # typed by a person: it needs values


def test_lines_are_called_by_label_period_and_kind() -> None:
    royalty = {**STAGED["components"][2], "annual_minimum": [{"from_year": 1, "amount": "500.00"}]}  # type: ignore[index]
    sheet = {**STAGED, "components": [*STAGED["components"][:2], {**royalty, "label": {"zh": "使用费", "en": ""}}]}  # type: ignore[index]
    first = {"on": "2027-03-05", **YEAR, "net": "1000.00"}
    second = {**first, "on": "2027-03-06", "net": "2000.00", "corrects": True}
    found = case(sheet, "2027-03-10", first, second)
    named = {line.id: line_words(found.terms, line) for line in evaluate_case(found).lines}
    assert named["R:2026-03-01"].zh == "使用费　2026-03-01 至 2027-02-28"
    assert named["R:true_up:2026-03-01"].en.startswith("Top-up to the annual minimum (使用费)")
    assert named["R:2026-03-01#1"].zh.startswith("更正（使用费）")
    plain = case(LUMP, "2026-03-10")
    assert line_words(plain.terms, evaluate_case(plain).lines[0]).zh == "一次性费用"
    two = read_terms({**LUMP, "components": [*LUMP["components"], {**LUMP["components"][0], "id": "F2"}]})  # type: ignore[index,misc]
    assert line_words(two, evaluate_case(plain).lines[0]).en == "Fixed sum (lump)"


def test_what_an_event_moves() -> None:
    before = evaluate_case(case(LUMP, "2026-03-10"))
    after = evaluate_case(case(LUMP, "2026-03-10", {"on": "2026-03-10", "kind": "payment", "amount": "100.00"}))
    moved = movements(before, after)
    assert [(m.line.id, m.line.paid) for m in moved.lines] == [("lump", 10_000)]
    assert [(line.id, more) for line, more in paid_by(moved.lines)] == [("lump", 10_000)]
    assert moved.any and not movements(before, before).any
    waiting = evaluate_case(case(STAGED, "2026-03-10"))
    exit_ = evaluate_case(case(STAGED, "2026-03-10", {"on": "2026-03-10", "kind": "terminate", "reason": "breach"}))
    assert {one.id for one in movements(waiting, exit_).settled} <= {"M1", "M2"}
    assert movements(waiting, exit_).state_after == "terminated"


def test_stations_follow_the_state() -> None:
    unpaid = progress("notice", "awaiting_payment", asks=True)
    assert [station.state for station in unpaid] == ["done", "done", "current", "todo", "todo"]
    assert [s.code for s in progress("notice", "active", asks=False)] == ["send", "arrive", "effect", "end"]
    assert {s.state for s in progress("request", "ended", asks=False)} == {"done"}
    closed = progress("request", "closed", asks=False)
    assert [(s.code, s.state) for s in closed if s.state == "stopped"] == [("offer", "stopped")]
    assert progress("notice", "closed", asks=True, arrived=False)[0].state == "stopped"
    assert progress("notice", "closed", asks=True, concluded=True)[2].state == "stopped"
    assert set(AT) == set(states.STATES) - {"closed"}


def test_an_identity_document_is_not_shown_whole() -> None:
    person = {"kind": "individual", "uscc": "", "registry_number": "E12345678"}
    assert party_code(person) == "…5678"
    assert party_code({**person, "registry_number": "12"}) == ""
    assert party_code({"kind": "enterprise", "uscc": "", "registry_number": "SG-0000817"}) == "SG-0000817"


