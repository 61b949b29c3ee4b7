"""The scripted deals fit their listings, the licensees and the engine, on whatever day the demo is loaded."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from marketplace.demo import content
from marketplace.domain.deals.eligibility import ineligible
from marketplace.domain.deals.states import DEAL_KINDS, STATES
from marketplace.domain.deals.vat import net_of, vat_on
from marketplace.domain.money import minor_units
from marketplace.domain.terms.evaluate import evaluate_case
from marketplace.domain.terms.reading import read_case, read_terms
from tests.demo.deal_case import case_of
from tests.demo.world import DAYS, DEALS, LISTINGS, LOADED_ON, ORGANISATIONS, PATENTS, size_on


@pytest.mark.parametrize("deal", DEALS.values(), ids=DEALS)
def test_a_deal_could_have_been_started(deal):
    listing, licensee = LISTINGS[deal["listing"]], ORGANISATIONS[deal["licensee"]]
    begun = deal["steps"][0]
    assert begun["do"] == "start" and listing["licensor"] != deal["licensee"]
    assert listing["state"] == "published" and listing["published"] < begun["on"]
    assert licensee["registered"] < begun["on"] and deal["expect"]["state"] in STATES
    reason = ineligible(
        kind=licensee["kind"],
        sizes=listing["limit_sizes"],
        regions=listing["limit_regions"],
        size_class=size_on(licensee, LOADED_ON + timedelta(days=begun["on"])),
        region=licensee["region"],
    )
    assert reason is None
    if deal["expect"]["state"] == "held":
        assert licensee["verification"] != "verified"
    elif any(step["do"] == "send" for step in deal["steps"]):
        assert licensee["verified"] < begun["on"]
        assert deal["product"] and deal["place"]


@pytest.mark.parametrize("deal", DEALS.values(), ids=DEALS)
def test_steps_are_in_order_and_over(deal):
    days = [step["on"] for step in deal["steps"]]
    assert days == sorted(days) and days[-1] < 0
    for step, following in zip(deal["steps"], [*deal["steps"][1:], {"on": 0}], strict=True):
        if step["do"] == "report" and step["judged"] is not None:
            assert step["on"] <= step["judged"] <= following["on"]  # a line is paid after it has arisen
        if step["do"] == "report" and step["outcome"] == "rejected":
            assert step["reason"]
        if step["do"] == "offer":
            read_terms(step["terms"])
            assert step["expires"] > step["on"]


@pytest.mark.parametrize("loaded_on", DAYS)
def test_the_engine_accepts_every_event_and_gives_the_expected_account(loaded_on: date):
    for key, deal in DEALS.items():
        case = case_of(deal, LISTINGS[deal["listing"]], loaded_on)
        assert (case is not None) == (deal["expect"]["licence"] is not None), key
        if case is None:
            continue
        result = evaluate_case(read_case(case)).to_json()
        assert result["state"] == deal["expect"]["licence"], key
        assert set(deal["expect"]["statuses"]) <= {line["status"] for line in result["lines"]}, key


def test_waiting_and_rejected_reports_would_be_read_too():
    for deal in DEALS.values():
        listing = LISTINGS[deal["listing"]]
        case = case_of(deal, listing, LOADED_ON)
        for step in deal["steps"]:
            if step["do"] == "report" and step["outcome"] != "accepted":
                on = LOADED_ON + timedelta(days=step["on"])
                effective_on = date.fromisoformat(case["effective_on"])
                event = content.event_of(step["event"], case["terms"], on, effective_on)
                read_case({**case, "events": [event]})
                evaluate_case(
                    read_case({**case, "events": sorted([*case["events"], event], key=lambda e: e["on"])})
                )


def test_licences_end_before_the_patents():
    for key, deal in DEALS.items():
        listing = LISTINGS[deal["listing"]]
        case = case_of(deal, listing, LOADED_ON)
        if case is not None:
            terms = read_terms(case["terms"])
            last = date.fromisoformat(case["effective_on"]) + timedelta(days=31 * terms.term_months)
            ends = [content.patent_term_end(PATENTS[serial], LOADED_ON) for serial in listing["patents"]]
            assert min(ends) > last - timedelta(days=31 * terms.term_months // 60), key


def test_all_stages_and_line_statuses_occur():
    assert {deal["expect"]["state"] for deal in DEALS.values()} == set(STATES)
    kinds = {
        "request" if LISTINGS[deal["listing"]]["kind"] == "negotiated" else "notice"
        for deal in DEALS.values()
    }
    assert kinds == set(DEAL_KINDS)
    licences, statuses = Counter(), Counter()
    waiting = 0
    for deal in DEALS.values():
        case = case_of(deal, LISTINGS[deal["listing"]], LOADED_ON)
        if case is not None:
            result = evaluate_case(read_case(case)).to_json()
            licences[result["state"]] += 1
            statuses.update(line["status"] for line in result["lines"])
            waiting += len(result["contingent"])
    assert licences.keys() >= {"trial", "active", "lapsed", "terminated", "expired", "bought_out"}
    assert statuses.keys() >= {"paid", "part_paid", "due", "overdue", "held", "waived", "scheduled"}
    assert waiting


def test_payments_come_back_from_their_gross_sum():
    """What is received includes tax; the office enters the gross sum and the engine must get the scripted one."""
    for deal in DEALS.values():
        rate = ORGANISATIONS[LISTINGS[deal["listing"]]["licensor"]]["vat_rate"]
        for step in deal["steps"]:
            if step["do"] == "pay":
                net = minor_units(step["net"], "CNY")
                assert net_of(net + vat_on(net, rate), rate) == net


def test_a_firm_has_one_open_deal_on_a_listing():
    counted = Counter((deal["listing"], deal["licensee"]) for deal in DEALS.values())
    assert max(counted.values()) == 1


def test_the_citys_office_has_something_to_answer_and_to_judge():
    """Every list of the work page that a visitor opens first has a row for a licensor with a mandate."""
    entrusted = {row["licensor"] for row in content.rows("mandates") if row["ends"] is None}
    theirs = [deal for deal in DEALS.values() if LISTINGS[deal["listing"]]["licensor"] in entrusted]
    assert any(deal["expect"]["state"] == "requested" for deal in theirs)
    offers = [deal["steps"][-1] for deal in theirs if deal["expect"]["state"] == "offered"]
    assert any(step["side"] == "licensee" and step["expires"] > 0 for step in offers)
    assert any(step.get("outcome") == "waiting" for deal in theirs for step in deal["steps"])
