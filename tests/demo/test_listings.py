"""Each listing of the demo could have been made: the gate lets it through on its day, and its terms may be offered."""

from __future__ import annotations

import pytest

from marketplace.demo import content
from marketplace.domain.listings.facts import ListingFacts, OverlayFact, PatentFacts
from marketplace.domain.listings.gate import blocking, run_gate
from marketplace.domain.terms.checks import check_terms
from marketplace.domain.terms.model import Royalty
from marketplace.domain.terms.naming import model_name
from marketplace.domain.terms.reading import read_terms
from tests.demo.world import LISTINGS, LOADED_ON, ORGANISATIONS, PATENTS, both_languages, on


@pytest.mark.parametrize("listing", LISTINGS.values(), ids=LISTINGS)
def test_a_listing_could_have_been_made(listing):
    patents = [PATENTS[serial] for serial in listing["patents"]]
    assert {patent["licensor"] for patent in patents} == {listing["licensor"]}
    both_languages(listing, ("title",))
    assert bool(listing["summary_zh"]) == bool(listing["summary_en"])
    steps = [listing[key] for key in ("drafted", "submitted", "approved", "published", "confirmed")]
    known = [offset for offset in steps if offset is not None]
    assert known == sorted(known) and known[-1] < 0
    assert known[0] > ORGANISATIONS[listing["licensor"]]["registered"]
    assert listing["kind"] == "negotiated" or listing["options"]
    if listing["options"]:
        both_languages(listing, ("fee_basis",))
    if listing["state"] not in ("published", "filed", "suspended", "withdrawn"):
        return
    moment = on(listing["published"] or listing["approved"])
    outcomes = blocking(run_gate(_facts(listing, patents, moment), today=moment, kind=listing["kind"]))
    if listing["state"] == "filed":  # CNIPA has not announced it yet
        outcomes = [outcome for outcome in outcomes if outcome.code != "OL17"]
    assert not outcomes


@pytest.mark.parametrize("listing", LISTINGS.values(), ids=LISTINGS)
def test_terms_may_be_offered_and_end_before_the_patents(listing):
    expires_on = min(content.patent_term_end(PATENTS[serial], LOADED_ON) for serial in listing["patents"])
    for option in listing["options"]:
        facts = {
            "patent_expires_on": expires_on.isoformat(),
            "effective_on": LOADED_ON.isoformat(),
            "offer_type": listing["kind"],
            "loan_prime_rate": "3.00",
        }
        found = check_terms(read_terms(option["terms"]), facts)
        assert not [one.code for one in found if one.severity == "block"]
        assert option["label_zh"] and option["label_en"]


def test_all_payment_models_are_offered():
    sheets = [read_terms(option["terms"]) for listing in LISTINGS.values() for option in listing["options"]]
    models = {model_name(sheet) for sheet in sheets}
    assert models >= {
        "trial_then_choice", "free", "zero_entry_staged_royalty", "entry_plus_royalty", "deferred", "lump_sum",
        "instalments", "royalty", "composite",
    }  # fmt: skip
    bases = {part.base for sheet in sheets for part in sheet.components if isinstance(part, Royalty)}
    assert {"net_sales", "units", "saving"} <= {str(base) for base in bases}


def _facts(listing, patents, moment):
    return ListingFacts(
        patents=tuple(_patent_facts(patent, moment) for patent in patents),
        sheets=len(listing["options"]),
        fee_basis=listing["fee_basis_zh"],
        texts=(listing["title_zh"], listing["title_en"], listing["summary_zh"], listing["summary_en"]),
        announcement_number=(listing["announcement"] or {}).get("number", ""),
        announced_on=on(listing["announcement"]["on"]) if listing["announcement"] else None,
    )


def _patent_facts(patent, moment):
    overlays = (
        OverlayFact(one["kind"], on(one["starts"]), one["ends"] and on(one["ends"]))
        for one in patent["overlays"]
    )
    return PatentFacts(
        reference=patent["serial"],
        kind=patent["kind"],
        grant_date=on(patent["granted"]),
        status=patent["status"],
        status_as_of=moment,
        term_end=content.patent_term_end(patent, LOADED_ON),
        fee_paid_until=content.fee_paid_until(patent, LOADED_ON),
        overlays=tuple(overlays),
        encumbrances_as_of=moment,
        owners=len(patent["owners"]),
        evidence={one["kind"]: one["positive"] for one in patent["evidence"] if on(one["issued"]) <= moment},
    )
