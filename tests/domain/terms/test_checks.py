from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from marketplace.domain.terms.check_facts import CheckFacts
from marketplace.domain.terms.checks import check_json, check_terms
from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.findings import BASES, may_be_offered
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.templates import TEMPLATES, template_sheet
from marketplace.domain.terms.void_clauses import VOID_CLAUSES

ROYALTY: dict[str, Any] = {
    "id": "R",
    "type": "royalty",
    "base": "net_sales",
    "bands": [{"over": "0", "rate": "2"}],
    "period": "year",
}
ENTRY: dict[str, Any] = {"id": "E", "type": "fixed", "amount": "100.00", "trigger": {"kind": "effective"}}
MILESTONE = {"kind": "milestone_accepted", "milestone": "pilot"}
STATUTORY = {"offer_type": "statutory"}


def sheet(*components: dict[str, Any], **rest: Any) -> dict[str, Any]:
    return {
        "currency": "CNY",
        "term_months": 60,
        "components": [deepcopy(part) for part in components],
        **rest,
    }


def found(terms: dict[str, Any], facts: dict[str, Any] | None = None) -> dict[str, tuple[str, str]]:
    """Code -> (severity, path) of what is found."""
    case = {"terms": terms} if facts is None else {"terms": terms, "facts": facts}
    findings: list[dict[str, Any]] = check_json(case)[0]["findings"]
    return {finding["code"]: (finding["severity"], finding["path"]) for finding in findings}


def royalty(**changes: Any) -> dict[str, Any]:
    return {**deepcopy(ROYALTY), **changes}


# --- the numbers of the sheet -----------------------------------------------------------------------------------------


def test_a_sound_sheet_without_facts_has_no_findings() -> None:
    result, offered = check_json({"terms": sheet(ENTRY, ROYALTY)})
    assert result == {"model": "entry_plus_royalty", "findings": []}
    assert offered


@pytest.mark.parametrize(
    ("component", "code", "path"),
    [
        (
            royalty(
                bands=[
                    {"over": "0", "rate": "3"},
                    {"over": "10.00", "rate": "2"},
                    {"over": "10.00", "rate": "1"},
                ]
            ),
            "bands_not_rising",
            "bands[2].over",
        ),
        (royalty(bands=[{"over": "1.00", "rate": "3"}]), "first_band_not_zero", "bands[0].over"),
        (
            {key: value for key, value in ROYALTY.items() if key != "period"},
            "royalty_without_period",
            "period",
        ),
        ({key: value for key, value in ROYALTY.items() if key != "base"}, "royalty_without_base", "base"),
        (
            royalty(annual_cap="99.99", annual_minimum=[{"from_year": 2, "amount": "100.00"}]),
            "minimum_above_cap",
            "annual_minimum[0].amount",
        ),
        (
            {
                "id": "I",
                "type": "instalments",
                "total": "100.00",
                "parts": [{"amount": "99.99", "trigger": {"kind": "effective"}}],
            },
            "parts_not_total",
            "parts",
        ),
        (
            {
                "id": "I",
                "type": "instalments",
                "total": "100.00",
                "parts": [{"percent": "99", "trigger": {"kind": "effective"}}],
            },
            "percents_not_hundred",
            "parts",
        ),
        (royalty(bands=[{"over": "0", "rate": "100.5"}]), "out_of_range", "bands[0].rate"),
    ],
)
def test_wrong_numbers_block_and_name_their_place(component: dict[str, Any], code: str, path: str) -> None:
    findings = found(sheet(component))
    assert findings[code] == ("block", f"$.terms.components[0].{path}")
    assert not check_json({"terms": sheet(component)})[1]


def test_wrong_shape_is_no_finding() -> None:
    with pytest.raises(Fault) as fault:
        check_json({"terms": sheet({**ROYALTY, "bonus": 1})})
    assert fault.value.path == "$.terms.components[0].bonus"
    with pytest.raises(Fault) as fault:
        check_json({"terms": sheet(ENTRY), "facts": {"patent_expires": "2030-01-01"}})
    assert fault.value.path == "$.facts.patent_expires"


def test_minimum_equal_to_the_annual_cap_is_allowed() -> None:
    both = royalty(annual_cap="100.00", annual_minimum=[{"from_year": 2, "amount": "100.00"}])
    assert found(sheet(both)) == {}


# --- term and kind of licence -----------------------------------------------------------------------------------------


def test_the_term_may_end_on_the_last_day_of_the_patent_but_not_after() -> None:
    terms = sheet(ENTRY)  # 60 months from 1 March 2026 end on 28 February 2031
    begin = {"effective_on": "2026-03-01"}
    assert found(terms, {**begin, "patent_expires_on": "2031-02-28"}) == {}
    late = found(terms, {**begin, "patent_expires_on": "2031-02-27"})
    assert late == {"term_beyond_patent": ("block", "$.terms.term_months")}
    assert "term_beyond_patent" in found(terms, {**begin, "patent_expires_on": ["2040-01-01", "2031-02-27"]})
    assert found(terms, {"patent_expires_on": "2020-01-01"}) == {}


@pytest.mark.parametrize("kind", ["sole", "exclusive"])
def test_only_an_ordinary_licence_goes_with_a_running_declaration(kind: str) -> None:
    terms = sheet(ENTRY, licence={"kind": kind})
    place = ("block", "$.terms.licence.kind")
    assert found(terms, {"running_declaration": True}) == {"not_ordinary": place}
    assert found(terms, STATUTORY)["not_ordinary"] == place
    assert found(terms, {"running_declaration": False}) == {}
    assert found(terms) == {}
    assert found(sheet(ENTRY, licence={"kind": "ordinary"}), {"running_declaration": True}) == {}


def test_a_statutory_licence_is_in_renminbi_and_for_china() -> None:
    assert found(sheet(ENTRY, currency="USD"), STATUTORY)["currency_not_cny"][0] == "block"
    abroad = sheet(ENTRY, licence={"territory": ["CN", "VN"]})
    assert found(abroad, STATUTORY)["territory_not_china"][0] == "warn"
    assert found(abroad, {"offer_type": "platform"}) == {}


# --- what is paid -----------------------------------------------------------------------------------------------------


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


# --- form -------------------------------------------------------------------------------------------------------------


def test_every_finding_is_worded_in_both_languages_and_names_its_rule() -> None:
    trial = {"id": "T", "type": "trial", "months": 60}
    rich = {**ENTRY, "amount": "30000000.00", "trigger": MILESTONE}
    steep = royalty(bands=[{"over": "0", "rate": "50"}, {"over": "0", "rate": "200"}], annual_cap="-1.00")
    wrong = sheet(
        trial, rich, steep, total_cap="1.00", licence={"kind": "sole", "territory": []}, currency="CNY"
    )
    facts = {
        **STATUTORY,
        "effective_on": "2026-03-01",
        "patent_expires_on": "2027-01-01",
        "clauses": list(VOID_CLAUSES),
    }
    findings: list[dict[str, Any]] = check_json({"terms": wrong, "facts": facts})[0]["findings"]
    assert len(findings) > 14
    for finding in findings:
        assert finding["zh"].endswith("。")
        assert finding["en"].endswith(".")
        assert finding["basis"]["zh"] and finding["basis"]["en"]
        assert "{" not in finding["zh"] + finding["en"]
    severities = [finding["severity"] for finding in findings]
    assert severities == sorted(severities)
    assert all(basis.zh and basis.en for basis in BASES.values())


def test_facts_may_be_given_as_values() -> None:
    terms = read_terms(sheet(ROYALTY, licence={"kind": "sole"}))
    findings = check_terms(terms, CheckFacts(running_declaration=True))
    assert [finding.code for finding in findings] == ["not_ordinary"]
    assert not may_be_offered(findings)


@pytest.mark.parametrize("key", TEMPLATES)
def test_every_template_may_be_offered_as_what_it_is_meant_for(key: str) -> None:
    for offer_type in TEMPLATES[key].offer_types:
        facts = {"offer_type": offer_type, "effective_on": "2026-12-01", "patent_expires_on": "2040-01-01"}
        result, offered = check_json({"terms": template_sheet(key, late_rate="4.5"), "facts": facts})
        assert offered, result
        assert {finding["code"] for finding in result["findings"]} <= {"gratuitous", "nothing_on_day_one"}
