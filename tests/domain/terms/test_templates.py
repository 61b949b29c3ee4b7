from __future__ import annotations

from typing import Any

import pytest

from marketplace.domain.terms.naming import model_name
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.templates import OFFER_TYPES, TEMPLATES, template_sheet
from tests.domain.terms.deals import amounts, event, lines, run, sales
from tests.domain.terms.printed_templates import PAGE, page

LAST = "2040-01-01"


def charged(key: str, events: list[dict[str, Any]], as_of: str = LAST) -> dict[str, str]:
    return {
        name: amount
        for name, amount in amounts(run(template_sheet(key), events, as_of)).items()
        if amount != "0.00"
    }


@pytest.mark.parametrize("key", TEMPLATES)
def test_every_template_is_complete_and_can_be_read(key: str) -> None:
    template = TEMPLATES[key]
    texts = (
        *(template.title_zh, template.title_en, template.serves_zh, template.serves_en),
        *(template.note_zh, template.note_en),
    )
    assert all(texts)
    assert template.key == key
    assert set(template.offer_types) <= set(OFFER_TYPES)
    terms = read_terms(template_sheet(key))
    assert terms.late is None
    assert terms.licence.kind == "ordinary"
    assert all(
        component.label and component.label.zh and component.label.en for component in terms.components
    )


def test_the_models_of_the_templates() -> None:
    assert {key: model_name(read_terms(template_sheet(key))) for key in TEMPLATES} == {
        "zero_entry_staged_royalty": "zero_entry_staged_royalty",
        "deferred": "deferred",
        "trial_then_choice": "trial_then_choice",
        "tiered_minimum": "royalty",
        "per_unit": "royalty",
        "saving_share": "royalty",
        "statutory_open": "entry_plus_royalty",
        "pool_package": "composite",
        "micro_instalments": "instalments",
        "growth_buyout": "composite",
        "lump_sum": "lump_sum",
        "instalments": "instalments",
        "entry_royalty": "entry_plus_royalty",
        "free": "free",
    }


def test_a_sheet_is_a_copy_and_takes_the_late_rate_of_the_day() -> None:
    sheet = template_sheet("lump_sum", late_rate="4.5")
    assert sheet["late"] == {"annual_rate": "4.5", "grace_days": 0}
    sheet["components"][0]["amount"] = "1.00"
    sheet["licence"]["territory"].append("VN")
    assert template_sheet("lump_sum")["components"][0]["amount"] == "150000.00"
    assert template_sheet("entry_royalty")["licence"]["territory"] == ["CN"]


# --- worked numbers ---------------------------------------------------------------------------------------------------


def test_zero_entry_with_two_stages() -> None:
    reports = [
        sales(f"{year + 1}-03-20", f"{year}-03-01", f"{year + 1}-02-{29 if year == 2027 else 28}", net)
        for year, net in zip(
            range(2026, 2031),
            ("0.00", "1200000.00", "4000000.00", "9000000.00", "12000000.00"),
            strict=True,
        )
    ]
    accepted = event("2027-06-15", "milestone_accepted", milestone="prototype")
    assert charged("zero_entry_staged_royalty", [accepted, *reports]) == {
        "M1": "20000.00",
        "M2": "30000.00",
        "R:2027-03-01": "24000.00",
        "R:2028-03-01": "80000.00",
        "R:2029-03-01": "150000.00",
        "R:2030-03-01": "150000.00",
    }
    assert (
        run(template_sheet("zero_entry_staged_royalty"), [accepted, *reports], LAST)["totals"]["charged"]
        == "454000.00"
    )


def test_deferred_fee_by_revenue_or_by_date() -> None:
    def due(events: list[dict[str, Any]]) -> str:
        return str(lines(run(template_sheet("deferred"), events, LAST))["D"]["due_on"])

    assert due([event("2026-11-20", "first_revenue")]) == "2027-02-18"
    assert due([]) == due([event("2028-06-01", "first_revenue")]) == "2028-03-01"
    left = [event("2028-02-29", "terminate", reason="licensee_exit")]
    assert charged("deferred", left) == {}


def test_trial_then_lump_sum_or_royalty_or_nothing() -> None:
    assert charged("trial_then_choice", []) == {}
    assert charged("trial_then_choice", [event("2027-01-30", "choose", choice="A")]) == {"L": "80000.00"}
    royalty = [
        event("2027-01-30", "choose", choice="B"),
        sales("2028-03-20", "2027-03-01", "2028-02-29", "500000.00"),
        sales("2029-03-20", "2028-03-01", "2029-02-28", "1000000.00"),
    ]
    assert charged("trial_then_choice", royalty, "2029-04-01") == {
        "R:2027-03-01": "15000.00",
        "R:true_up:2027-03-01": "5000.00",
        "R:2028-03-01": "30000.00",
    }


def test_falling_tiers_by_quarter() -> None:
    quarters = [
        ("2026-06-20", "2026-03-01", "2026-05-31", "1800000.00"),
        ("2026-09-20", "2026-06-01", "2026-08-31", "2600000.00"),
        ("2026-12-20", "2026-09-01", "2026-11-30", "3100000.00"),
        ("2027-03-20", "2026-12-01", "2027-02-28", "900000.00"),
    ]
    found = charged("tiered_minimum", [sales(*quarter) for quarter in quarters], "2027-04-01")
    assert list(found.values()) == ["54000.00", "78000.00", "68000.00", "18000.00"]
    low = [sales("2028-06-20", "2028-03-01", "2028-05-31", "700000.00")]
    third_year = charged("tiered_minimum", low, "2029-04-01")
    assert third_year == {"R:2028-03-01": "21000.00", "R:true_up:2028-03-01": "9000.00"}


def test_units_with_an_allowance() -> None:
    report = sales("2027-03-20", "2026-03-01", "2027-02-28", units=130_000)
    assert charged("per_unit", [report], "2027-04-01") == {"U:2026-03-01": "178000.00"}
    much = sales("2027-03-20", "2026-03-01", "2027-02-28", units=1_000_000)
    assert charged("per_unit", [much], "2027-04-01") == {"U:2026-03-01": "250000.00"}


def test_share_of_saving() -> None:
    report = sales("2026-09-20", "2026-03-01", "2026-08-31", saving="620000.00")
    assert charged("saving_share", [report], "2026-10-01") == {"S:2026-03-01": "93000.00"}


def test_statutory_open_licence() -> None:
    report = sales("2026-06-20", "2026-03-01", "2026-05-31", "3456789.12")
    assert charged("statutory_open", [report], "2026-07-01") == {"E": "10000.00", "R:2026-03-01": "51851.84"}


def test_pool_package() -> None:
    report = sales("2027-03-20", "2026-03-01", "2027-02-28", "5000000.00")
    assert charged("pool_package", [report], "2027-04-01") == {
        "A:2026-03-01": "30000.00",
        "R:2026-03-01": "40000.00",
        "A:2027-03-01": "30000.00",
    }


def test_instalments_with_nothing_down_and_settled_early() -> None:
    assert charged("micro_instalments", []) == {"I#1": "12000.00", "I#2": "18000.00", "I#3": "30000.00"}
    early = [
        event("2027-03-20", "payment", amount="12000.00", to="I#1"),
        event("2028-03-01", "settle_early", component="I"),
    ]
    found = run(template_sheet("micro_instalments"), early, "2028-03-01")
    assert lines(found)["I:discount"]["amount"] == "-9600.00"
    assert found["totals"]["outstanding"] == "38400.00"


def test_royalty_with_a_share_of_financing_and_a_buy_out() -> None:
    def buyout_after(net: str) -> str:
        report = sales("2026-09-20", "2026-03-01", "2026-08-31", net)
        result = run(template_sheet("growth_buyout"), [report, event("2026-10-01", "buyout")], "2026-10-01")
        return str(lines(result)["buyout"]["amount"])

    assert buyout_after("7200000.00") == "220000.00"
    assert buyout_after("12000000.00") == "150000.00"
    raised = [event("2026-05-01", "financing", amount="30000000.00")]
    assert charged("growth_buyout", raised, "2026-06-01") == {"F#1": "100000.00"}


def test_the_plain_models() -> None:
    assert charged("lump_sum", []) == {"L": "150000.00"}
    assert charged("instalments", []) == {"I#1": "40000.00", "I#2": "30000.00", "I#3": "30000.00"}
    report = sales("2027-03-20", "2026-03-01", "2027-02-28", "7300000.00")
    assert charged("entry_royalty", [report], "2027-04-01") == {"E": "30000.00", "R:2026-03-01": "146000.00"}
    assert charged("free", []) == {}


def test_the_printed_page_says_what_the_program_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "print it again: python -m tests.domain.terms.printed_templates"
    )
