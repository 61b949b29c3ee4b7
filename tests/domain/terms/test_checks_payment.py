from __future__ import annotations

from typing import Any

import pytest

from marketplace.domain.terms.void_clauses import VOID_CLAUSES
from tests.domain.terms.offers import ENTRY, MILESTONE, ROYALTY, STATUTORY, found, royalty, sheet


def test_a_statutory_licence_without_any_payment_standard_is_blocked() -> None:
    trial = {"id": "T", "type": "trial", "months": 6}
    assert found(sheet(trial), STATUTORY)["no_payment_standard"] == ("block", "$.terms.components")
    assert "no_payment_standard" not in found(sheet(trial), {"offer_type": "platform"})
    zero = {**ENTRY, "amount": "0.00"}
    assert "no_payment_standard" not in found(sheet(zero), STATUTORY)


@pytest.mark.parametrize(
    ("component", "code", "path"),
    [
        ({**ENTRY, "amount": "20000000.01"}, "fixed_above_ceiling", "$.terms.components[1]"),
        (royalty(id="X", bands=[{"over": "0", "rate": "20.000001"}]), "rate_above_ceiling", "bands[0].rate"),
        (
            royalty(id="X", base="gross_profit", bands=[{"over": "0", "rate": "40.5"}]),
            "rate_above_ceiling",
            "bands[0].rate",
        ),
        (
            royalty(id="X", bands_from_year={"3": [{"over": "0", "rate": "21"}]}),
            "rate_above_ceiling",
            'bands_from_year["3"][0].rate',
        ),
    ],
)
def test_ceilings_bind_statutory_offers_unless_a_reason_is_given(
    component: dict[str, Any], code: str, path: str
) -> None:
    terms = sheet({**ENTRY, "id": "E0", "amount": "0.01"}, component)
    place = path if path.startswith("$") else f"$.terms.components[1].{path}"
    assert found(terms, STATUTORY)[code] == ("block", place)
    assert found(terms, {**STATUTORY, "override_reason": "  "})[code][0] == "block"
    assert found(terms, {**STATUTORY, "override_reason": "已经论证"})[code] == ("warn", place)
    for facts in (None, {"offer_type": "platform"}, {"offer_type": "negotiated"}):
        assert found(terms, facts)[code] == ("warn", place)


def test_what_lies_on_a_ceiling_passes() -> None:
    twenty_million = {**ENTRY, "amount": "20000000.00"}
    most = [
        royalty(bands=[{"over": "0", "rate": "20"}]),
        royalty(id="P", base="gross_profit", bands=[{"over": "0", "rate": "40"}]),
    ]
    assert found(sheet(twenty_million, *most), STATUTORY) == {}
    assert found(sheet(royalty(base="saving", bands=[{"over": "0", "rate": "50"}]))) == {}


def test_fixed_sums_are_added_up_before_they_are_held_against_the_ceiling() -> None:
    parts = [{**ENTRY, "id": name, "amount": "12000000.00"} for name in ("A", "B")]
    assert found(sheet(*parts), STATUTORY)["fixed_above_ceiling"] == ("block", "$.terms.components")
    yearly = {"id": "Y", "type": "annual", "amount": "4000000.01"}
    assert found(sheet(yearly))["fixed_above_ceiling"] == ("warn", "$.terms.components[0]")
    assert found(sheet({**yearly, "to_year": 4})) == {}


def test_a_waiting_sum_needs_a_long_stop_or_an_exit() -> None:
    waiting = {**ENTRY, "trigger": MILESTONE}
    place = ("warn", "$.terms.components[0].trigger")
    assert found(sheet(waiting)) == {"contingent_without_end": place}
    assert found(sheet(waiting, exit={"sell_off_days": 90})) == {"contingent_without_end": place}
    assert found(sheet(waiting, exit={"free_before_first_charge": True})) == {}
    stop = {"kind": "months_after_effective", "months": 24}
    assert found(sheet({**ENTRY, "trigger": {"earliest_of": [MILESTONE, stop]}})) == {}
    assert found(sheet({**ENTRY, "trigger": {"latest_of": [MILESTONE, stop]}})) == {
        "contingent_without_end": place
    }
    assert found(sheet({**waiting, "amount": "0.00"}, {**ENTRY, "id": "F"})) == {}
    parts = [{"percent": "50", "trigger": stop}, {"percent": "50", "trigger": MILESTONE}]
    staged = {"id": "I", "type": "instalments", "total": "100.00", "parts": parts}
    assert found(sheet(staged)) == {
        "contingent_without_end": ("warn", "$.terms.components[0].parts[1].trigger")
    }


def test_statutory_terms_that_ask_nothing_at_once_must_say_when_they_take_effect() -> None:
    assert found(sheet(ROYALTY), STATUTORY) == {"nothing_on_day_one": ("warn", "$.terms.components")}
    assert found(sheet(ENTRY, ROYALTY), STATUTORY) == {}
    assert found(sheet({"id": "A", "type": "annual", "amount": "5.00"}), STATUTORY) == {}
    later = sheet({"id": "A", "type": "annual", "amount": "5.00", "from_year": 2})
    assert "nothing_on_day_one" in found(later, STATUTORY)


def test_sums_after_the_end_and_caps_below_the_sums_are_pointed_out() -> None:
    after = {**ENTRY, "trigger": {"kind": "months_after_effective", "months": 60}}
    assert found(sheet(after)) == {"after_the_end": ("warn", "$.terms.components[0].trigger")}
    dated = {**ENTRY, "trigger": {"kind": "date", "on": "2031-03-01"}}
    assert found(sheet(dated)) == {}
    assert "after_the_end" in found(sheet(dated), {"effective_on": "2026-03-01"})
    assert found(sheet(dated), {"effective_on": "2026-03-02"}) == {}
    assert found(sheet(ENTRY, total_cap="99.99")) == {"cap_below_sums": ("warn", "$.terms.total_cap")}
    assert found(sheet(ENTRY, total_cap="100.00")) == {}


def test_a_free_licence_and_a_free_trial_raise_the_tax_question() -> None:
    assert "gratuitous" in found(sheet({**ENTRY, "amount": "0.00"}))
    assert "gratuitous" in found(sheet({"id": "T", "type": "trial", "months": 6}, ENTRY))
    assert "gratuitous" not in found(sheet(ENTRY))


def test_there_must_be_a_day_to_choose() -> None:
    trial = {"id": "T", "type": "trial", "months": 2}
    options = {"choose_by_days_before": 70, "after": "trial", "choices": {"A": ["E"]}}
    place = ("block", "$.terms.options.choose_by_days_before")
    assert found(sheet(trial, ENTRY, options=options))["no_day_to_choose"] == place
    assert "no_day_to_choose" not in found(
        sheet(trial, ENTRY, options={**options, "choose_by_days_before": 30})
    )


def test_late_interest_is_held_against_the_loan_prime_rate() -> None:
    terms = sheet(ENTRY, late={"annual_rate": "4.5"})
    assert found(terms, {"loan_prime_rate": "3.0"}) == {}
    assert found(terms, {"loan_prime_rate": "2.9"}) == {
        "late_rate_high": ("warn", "$.terms.late.annual_rate")
    }
    assert found(terms) == {}


def test_void_clauses_block_by_code_and_by_text() -> None:
    for code in VOID_CLAUSES:
        assert found(sheet(ENTRY), {"clauses": [code]}) == {
            f"void_clause_{code}": ("block", "$.facts.clauses[0]")
        }
    text = {"clauses": ["双方应当保密。", "被许可人不得请求宣告许可专利无效。"]}
    assert found(sheet(ENTRY), text) == {"void_clause_no_challenge": ("block", "$.facts.clauses[1]")}
