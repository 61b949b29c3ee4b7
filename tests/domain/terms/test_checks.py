from __future__ import annotations

from typing import Any

import pytest

from marketplace.domain.terms.check_facts import CheckFacts
from marketplace.domain.terms.checks import check_json, check_terms
from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.findings import BASES, may_be_offered
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.templates import TEMPLATES, template_sheet
from marketplace.domain.terms.void_clauses import VOID_CLAUSES
from tests.domain.terms.offers import ENTRY, MILESTONE, ROYALTY, STATUTORY, found, royalty, sheet

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
