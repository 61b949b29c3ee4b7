"""The demo's content is whole, well-formed and consistent with law, terms and engine, on whatever day it is loaded."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from datetime import timedelta

import pytest

from marketplace.demo import content
from marketplace.demo.content import rows
from marketplace.domain.parties.kinds import ORGANISATION_KINDS, ROLES, VERIFICATIONS
from marketplace.domain.parties.sizes import size_class
from marketplace.domain.parties.uscc import check_uscc
from marketplace.domain.patents.classes import parse_class, parse_locarno
from marketplace.domain.patents.numbers import parse_number
from marketplace.domain.patents.status import Overlay, PatentStatus
from tests.demo.world import DAYS, LISTINGS, LOADED_ON, ORGANISATIONS, PATENTS, both_languages, size_on
from tests.real_data import shared_data

PATENT_TEXTS = ("title", "abstract")
CARD_TEXTS = ("benefit", "problem", "users", "replaces", "gain", "needs", "first_product")


def test_there_is_as_much_as_promised():
    kinds = Counter(row["kind"] for row in ORGANISATIONS.values())
    assert kinds["university"] + kinds["institute"] >= 6
    assert kinds["enterprise"] >= 20
    assert len(rows("patents")) == len(PATENTS) >= 150
    assert len({serial for listing in LISTINGS.values() for serial in listing["patents"]}) >= 100
    assert sum("card" in patent for patent in PATENTS.values()) >= 60
    assert {listing["state"] for listing in LISTINGS.values()} == {
        "draft", "review", "filed", "published", "suspended", "withdrawn",
    }  # fmt: skip
    assert {listing["kind"] for listing in LISTINGS.values()} == {"statutory", "platform", "negotiated"}
    assert len(rows("deals")) >= 30
    offices = {mandate["office"] for mandate in rows("mandates") if mandate["ends"] is None}
    assert {ORGANISATIONS[code]["kind"] for code in offices} == {"office"}
    assert {"verified", "pending"} <= {row["verification"] for row in ORGANISATIONS.values()}
    classes = {
        row["size_declarations"][-1]["size_class"]
        for row in ORGANISATIONS.values()
        if row["size_declarations"]
    }
    assert {"MEDIUM", "SMALL", "MICRO", "UNKNOWN"} <= classes
    expired = [
        row for row in ORGANISATIONS.values() if size_on(row, LOADED_ON) is None and row["size_declarations"]
    ]
    assert expired


def test_keys_and_serials_occur_once():
    for name, key in (
        ("patents", "serial"),
        ("organisations", "code"),
        ("listings", "key"),
        ("deals", "key"),
    ):
        values = [row[key] for row in rows(name)]
        assert len(values) == len(set(values)), name
    for values in (
        [row["uscc"] for row in rows("organisations") if row["uscc"]],
        [row["email"] for row in rows("people")],
        [row["title_zh"] for row in rows("patents")],
        [row["abstract_zh"] for row in rows("patents")],
        [row["account"]["number"] for row in rows("organisations") if row["account"]],
    ):
        assert len(values) == len(set(values))


@pytest.mark.parametrize("loaded_on", DAYS)
def test_patent_numbers_are_right_and_none_can_be_real(loaded_on):
    numbers = set()
    for patent in PATENTS.values():
        assert content.FIRST_SERIAL <= int(patent["serial"]) <= content.LAST_SERIAL
        number = parse_number(content.patent_number(patent, loaded_on), this_year=loaded_on.year)
        assert number.check_supplied and number.kind == patent["kind"]
        assert number.year == (loaded_on + timedelta(days=patent["filed"])).year
        numbers.add(number.canonical)
    assert len(numbers) == len(PATENTS)


@pytest.mark.parametrize("patent", PATENTS.values(), ids=PATENTS)
def test_a_patent_is_whole(patent):
    assert patent["licensor"] == patent["owners"][0]["organisation"]
    shares = [owner["share"] for owner in patent["owners"]]
    assert shares == [None] or sum(shares) == 10_000
    assert {owner["organisation"] for owner in patent["owners"]} <= ORGANISATIONS.keys()
    assert patent["inventors"] and len(set(patent["inventors"])) == len(patent["inventors"])
    parse = parse_locarno if patent["scheme"] == "locarno" else parse_class
    assert patent["classes"] == [parse(code) for code in patent["classes"]]
    assert (patent["scheme"] == "locarno") == (patent["kind"] == "design")
    assert re.fullmatch(r"\d\d", patent["industry"]) and 1 <= patent["trl"] <= 9
    PatentStatus(patent["status"])
    assert {overlay["kind"] for overlay in patent["overlays"]} <= set(Overlay)
    days = [patent["filed"], patent["published"], patent["granted"]]
    known = [offset for offset in days if offset is not None]
    assert known == sorted(known) and known[-1] < 0
    assert (patent["granted"] is None) == patent["status"].startswith("pending")
    both_languages(patent, PATENT_TEXTS)
    assert 60 <= len(patent["abstract_zh"]) <= 170 and len(patent["abstract_en"].split()) >= 30
    if "card" in patent:
        both_languages(patent["card"], CARD_TEXTS)
        assert len(patent["card"]["benefit_zh"]) <= 60 and re.search(r"\d", patent["card"]["gain_zh"])


@pytest.mark.parametrize("loaded_on", DAYS)
def test_fees_agree_with_the_status(loaded_on):
    for patent in PATENTS.values():
        paid = content.fee_paid_until(patent, loaded_on)
        if patent["granted"] is None:
            assert paid is None
        elif patent["status"] == "late_fee":
            assert loaded_on - timedelta(days=180) < paid < loaded_on
        elif patent["status"] == "lapsed_fee":
            assert paid < loaded_on - timedelta(days=184)
        else:
            assert paid >= loaded_on
            assert content.patent_term_end(patent, loaded_on) > loaded_on


def test_classification_symbols_exist():
    known = {row["code"] for name in ("ipc_subgroups_zh", "ipc_titles") for row in records(name)}
    print(f"{len(known)} IPC symbols read")
    used = {code for patent in PATENTS.values() if patent["scheme"] == "ipc" for code in patent["classes"]}
    assert used <= known


def test_no_institution_bears_a_real_name():
    real = {
        name for row in records("universities_cn") for name in (row["name_zh"], row.get("name_en")) if name
    }
    print(f"{len(real)} names of real universities read")
    ours = {row[key] for row in ORGANISATIONS.values() for key in ("name_zh", "name_en") if row[key]}
    assert not ours & real


@pytest.mark.parametrize("organisation", ORGANISATIONS.values(), ids=ORGANISATIONS)
def test_an_organisation_is_whole(organisation):
    assert organisation["kind"] in ORGANISATION_KINDS and organisation["verification"] in VERIFICATIONS
    if organisation["country"] == "CN" and organisation["kind"] != "individual":
        code = check_uscc(organisation["uscc"])
        assert code.check_ok and code.province == "42" and organisation["region"].startswith("42")
    else:
        assert organisation["uscc"] is None and organisation["registry_number"]
    assert organisation["name_zh"] or organisation["name_en"]
    if organisation["country"] == "CN":
        both_languages(organisation, ("name", "about"))
    assert organisation["contact_email"].endswith(".example.org")
    assert (organisation["verified"] is not None) == (organisation["verification"] == "verified")
    for declared in organisation["size_declarations"]:
        assert organisation["registered"] < declared["on"] < 0
        figures = declared["staff"], declared["revenue"], declared["assets"]
        assert size_class(declared["sector"], *figures) == declared["size_class"]
    if organisation["account"]:
        assert organisation["account"]["number"].startswith("0000 8000")  # no bank has such numbers


def test_people_can_do_the_work_of_their_organisations():
    roles: dict[str, set[str]] = {}
    for person in rows("people"):
        assert person["email"].endswith(".example.org") and person["language"] in ("zh", "en")
        for membership in person["memberships"]:
            assert set(membership["roles"]) <= set(ROLES)
            roles.setdefault(membership["organisation"], set()).update(membership["roles"])
    assert roles.keys() == ORGANISATIONS.keys()
    acting = {
        mandate["licensor"]: mandate["office"] for mandate in rows("mandates") if mandate["ends"] is None
    }
    for code in {patent["licensor"] for patent in PATENTS.values()}:
        assert {"administrator", "editor", "approver", "signatory", "finance"} <= roles[
            acting.get(code, code)
        ], code
    for deal in rows("deals"):
        assert roles[deal["licensee"]] & {"signatory"}, deal["key"]
    inventors = {name for patent in PATENTS.values() for name in patent["inventors"]}
    assert {person["name"] for person in rows("people") if person["inventor"]} <= inventors
    assert sum(person["inventor"] for person in rows("people")) >= 7


def records(name):
    with gzip.open(shared_data(f"{name}.jsonl.gz"), "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
