"""The publication gate: what each check finds, and how grave it is for each kind of listing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from string import Formatter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.domain.listings import gate_parameters, words
from marketplace.domain.listings.checks import BLOCK, CHECKS, EVIDENCE_KINDS
from marketplace.domain.listings.facts import GateLimits, ListingFacts, OverlayFact, PatentFacts
from marketplace.domain.listings.gate import Outcome, blocking, run_gate
from marketplace.domain.listings.states import LISTING_KINDS
from marketplace.domain.patents.status import PatentStatus

TODAY = date(2026, 11, 22)
PATENT = PatentFacts(
    reference="CN201710601862.3",
    kind="invention",
    grant_date=date(2019, 3, 15),
    status="granted",
    status_as_of=date(2026, 11, 1),
    term_end=date(2037, 7, 20),
    fee_paid_until=date(2027, 7, 20),
    encumbrances_as_of=date(2026, 11, 1),
    owners=1,
)
LISTING = ListingFacts(
    patents=(PATENT,),
    sheets=1,
    fee_basis="按同类许可的平均费率确定。",
    announcement_number="2026-118",
    announced_on=date(2026, 10, 9),
)


def found(
    code: str, listing_kind: str = "statutory", *, listing: dict[str, Any] | None = None, **patent: Any
) -> Outcome:
    """The outcome of one check after a change of the patent or the listing."""
    facts = replace(LISTING, patents=(replace(PATENT, **patent),), **(listing or {}))
    [outcome] = [one for one in run_gate(facts, today=TODAY, kind=listing_kind) if one.code == code]
    return outcome


def lying(kind: str, starts: date | None = None, ends: date | None = None) -> tuple[OverlayFact, ...]:
    return (OverlayFact(kind, starts, ends),)


@pytest.mark.parametrize("kind", LISTING_KINDS)
def test_a_sound_listing_passes_every_check(kind: str) -> None:
    outcomes = run_gate(LISTING, today=TODAY, kind=kind)
    assert {outcome.state for outcome in outcomes} == {"pass"}
    assert not blocking(outcomes)
    asked = {outcome.code for outcome in outcomes}
    assert asked == set(CHECKS) - (set() if kind == "statutory" else {"OL17"})


#: check, change of the patent → (statutory, platform, negotiated) state, and the reason
PATENT_CASES: list[tuple[str, dict[str, Any], tuple[str, str, str], str]] = [
    ("OL01", {"grant_date": None}, ("unknown", "unknown", "unknown"), "grant_unknown"),
    ("OL01", {"grant_date": None, "status": "pending_exam"}, ("block", "warn", "warn"), "not_granted"),
    ("OL01", {"grant_date": date(2026, 11, 23)}, ("block", "warn", "warn"), "grant_to_come"),
    ("OL01", {"grant_date": TODAY}, ("pass", "pass", "pass"), ""),
    ("OL02", {"status": "lapsed_fee"}, ("block", "block", "block"), "not_in_force"),
    ("OL02", {"status": "surrendered"}, ("block", "block", "block"), "not_in_force"),
    ("OL02", {"status": "invalid"}, ("block", "block", "block"), "not_in_force"),
    ("OL02", {"status": "expired"}, ("block", "block", "block"), "not_in_force"),
    ("OL02", {"status": "partly_invalid"}, ("pass", "pass", "pass"), ""),
    ("OL02", {"status": "restored"}, ("pass", "pass", "pass"), ""),
    ("OL02", {"term_end": date(2026, 11, 21)}, ("block", "block", "block"), "term_over"),
    ("OL02", {"term_end": TODAY}, ("pass", "pass", "pass"), ""),
    ("OL02", {"status": "unknown"}, ("unknown", "unknown", "unknown"), "status_unknown"),
    ("OL02", {"status_as_of": None}, ("unknown", "unknown", "unknown"), "status_undated"),
    ("OL02", {"status_as_of": date(2026, 5, 1)}, ("warn", "warn", "warn"), "status_old"),
    ("OL02", {"status_as_of": date(2026, 5, 26)}, ("pass", "pass", "pass"), ""),
    ("OL03", {"fee_paid_until": date(2026, 11, 21)}, ("pass", "pass", "pass"), ""),  # due today, a Sunday
    ("OL03", {"fee_paid_until": date(2026, 11, 18)}, ("block", "warn", "warn"), "fee_late"),
    ("OL03", {"fee_paid_until": date(2026, 5, 1)}, ("block", "warn", "warn"), "fee_lapsing"),
    ("OL03", {"fee_paid_until": None}, ("unknown", "unknown", "unknown"), "fee_unknown"),
    ("OL03", {"status": "late_fee"}, ("block", "warn", "warn"), "fee_late_status"),
    ("OL04", {"overlays": lying("exclusive_licence")}, ("block", "block", "block"), "exclusive_licence_open"),
    (
        "OL04",
        {"overlays": lying("sole_licence", None, TODAY)},
        ("block", "block", "block"),
        "exclusive_licence",
    ),
    ("OL04", {"overlays": lying("sole_licence", None, date(2026, 11, 21))}, ("pass", "pass", "pass"), ""),
    ("OL04", {"overlays": lying("exclusive_licence", date(2026, 11, 23))}, ("pass", "pass", "pass"), ""),
    ("OL04", {"overlays": lying("licence_recorded")}, ("pass", "pass", "pass"), ""),
    ("OL04", {"encumbrances_as_of": None}, ("unknown", "unknown", "unknown"), "encumbrances_unknown"),
    ("OL05", {"overlays": lying("suspended")}, ("block", "block", "warn"), "suspended_open"),
    ("OL05", {"overlays": lying("preserved", None, TODAY)}, ("block", "block", "warn"), "suspended"),
    ("OL06", {"overlays": lying("pledged")}, ("block", "block", "block"), "pledged_open"),
    ("OL06", {"overlays": lying("pledged", None, date(2027, 1, 1))}, ("block", "block", "block"), "pledged"),
    (
        "OL06",
        {"overlays": lying("pledged"), "evidence": {"pledgee_consent": True}},
        ("pass", "pass", "pass"),
        "",
    ),
    ("OL07", {"owners": 2}, ("block", "warn", "warn"), "co_owners"),
    ("OL07", {"owners": 2, "evidence": {"co_owner_consent": True}}, ("pass", "pass", "pass"), ""),
    ("OL07", {"owners": 0}, ("unknown", "unknown", "unknown"), "owners_unknown"),
    ("OL08", {"kind": "utility_model"}, ("block", "warn", "warn"), "report_missing"),
    (
        "OL08",
        {"kind": "design", "evidence": {"evaluation_report": False}},
        ("block", "warn", "warn"),
        "report_negative",
    ),
    ("OL08", {"kind": "design", "evidence": {"evaluation_report": True}}, ("pass", "pass", "pass"), ""),
    ("OL12", {"overlays": lying("invalidation_pending")}, ("warn", "warn", "warn"), "invalidation_open"),
    ("OL13", {"secret": True}, ("block", "block", "block"), "secret"),
    ("OL15", {"export_restricted": True}, ("warn", "warn", "warn"), "export_restricted"),
    (
        "OL16",
        {"kind": "utility_model", "overlays": lying("dual_filing")},
        ("warn", "warn", "warn"),
        "dual_filing",
    ),
    ("OL16", {"overlays": lying("dual_filing")}, ("pass", "pass", "pass"), ""),
]

LISTING_CASES: list[tuple[str, dict[str, Any], tuple[str, str, str], str]] = [
    ("OL09", {"sheets": 0}, ("block", "block", "warn"), "no_terms"),
    ("OL09", {"currencies": frozenset({"CNY", "USD"})}, ("block", "block", "warn"), "currency"),
    ("OL09", {"findings": (("block", "term_beyond_expiry"),)}, ("block", "block", "block"), "findings"),
    ("OL09", {"findings": (("warn", "no_long_stop"),)}, ("warn", "warn", "warn"), "findings"),
    ("OL09", {"findings": (("block", "fixed_above_ceiling"),)}, ("pass", "pass", "pass"), ""),
    ("OL10", {"findings": (("block", "fixed_above_ceiling"),)}, ("block", "warn", "warn"), "above_ceiling"),
    ("OL10", {"findings": (("warn", "rate_above_ceiling"),)}, ("block", "warn", "warn"), "above_ceiling"),
    ("OL11", {"fee_basis": " "}, ("block", "warn", "warn"), "fee_basis_missing"),
    ("OL11", {"fee_basis": "长" * 2_001}, ("block", "warn", "warn"), "fee_basis_long"),
    ("OL11", {"fee_basis": "长" * 2_000}, ("pass", "pass", "pass"), ""),
    ("OL11", {"texts": ("本技术国际领先",)}, ("block", "warn", "warn"), "advertising"),
    ("OL11", {"texts": ("A World-Leading process",)}, ("block", "warn", "warn"), "advertising"),
    ("OL11", {"texts": ("绝对安全",)}, ("block", "warn", "warn"), "advertising"),
    ("OL11", {"texts": ("基于绝对式编码器的最优控制",)}, ("pass", "pass", "pass"), ""),
    ("OL14", {"approval": "pending"}, ("block", "block", "block"), "approval_pending"),
    ("OL14", {"approval": "finished"}, ("pass", "pass", "pass"), ""),
]


@pytest.mark.parametrize(("code", "change", "states", "reason"), PATENT_CASES)
def test_checks_of_a_patent(
    code: str, change: dict[str, Any], states: tuple[str, str, str], reason: str
) -> None:
    for kind, state in zip(LISTING_KINDS, states, strict=True):
        outcome = found(code, kind, **change)
        assert (outcome.state, outcome.reason) == (state, reason), kind
        assert outcome.patent == PATENT.reference


@pytest.mark.parametrize(("code", "change", "states", "reason"), LISTING_CASES)
def test_checks_of_a_listing(
    code: str, change: dict[str, Any], states: tuple[str, str, str], reason: str
) -> None:
    for kind, state in zip(LISTING_KINDS, states, strict=True):
        outcome = found(code, kind, listing=change)
        assert (outcome.state, outcome.reason) == (state, reason), kind


def test_the_announcement_is_asked_of_statutory_licences_only() -> None:
    assert found("OL17", listing={"announcement_number": ""}).blocks
    assert found("OL17", listing={"announced_on": None}).blocks
    assert found("OL17", listing={"announced_on": date(2026, 11, 23)}).reason == "announcement_to_come"
    assert found("OL17", listing={"withdrawn_on": TODAY}).reason == "withdrawn"
    assert not found("OL17", listing={"withdrawn_on": date(2026, 12, 1)}).blocks


def test_what_nobody_knows_blocks_where_a_failure_would() -> None:
    assert found("OL03", "statutory", fee_paid_until=None).blocks
    assert not found("OL03", "platform", fee_paid_until=None).blocks
    assert not found("OL04", "statutory", encumbrances_as_of=None).blocks


def test_sole_and_exclusive_licences_need_more() -> None:
    exclusive = {"licence_kind": "exclusive"}
    assert found("OL07", "negotiated", owners=2, listing=exclusive).blocks
    assert not found("OL07", "negotiated", owners=2).blocks
    assert (
        found("OL04", "negotiated", overlays=lying("open_licence"), listing=exclusive).reason
        == "open_licence_runs"
    )
    assert found("OL04", "negotiated", overlays=lying("open_licence")).state == "pass"


def test_only_some_checks_may_be_set_aside_with_a_reason() -> None:
    over = {"findings": (("block", "fixed_above_ceiling"),)}
    assert found("OL10", listing=over).overridable
    set_aside = found("OL10", listing={**over, "overridden": frozenset({"OL10"})})
    assert set_aside.overridden and not set_aside.blocks and set_aside.state == BLOCK
    assert found("OL02", status="expired", listing={"overridden": frozenset({"OL02"})}).blocks


def test_every_patent_of_a_pool_is_checked_and_a_listing_needs_one() -> None:
    second = replace(PATENT, reference="CN201610895413.X", status="expired")
    outcomes = run_gate(replace(LISTING, patents=(PATENT, second)), today=TODAY, kind="statutory")
    assert [outcome.patent for outcome in blocking(outcomes)] == ["CN201610895413.X"]
    [empty] = blocking(run_gate(replace(LISTING, patents=()), today=TODAY, kind="platform"))
    assert (empty.code, empty.reason) == ("OL01", "no_patent")


def test_limits_and_holidays_are_handed_in() -> None:
    late = replace(LISTING, patents=(replace(PATENT, fee_paid_until=date(2026, 11, 18)),))
    rest = GateLimits(holidays=frozenset({date(2026, 11, 19), date(2026, 11, 20)}))
    by_code = {one.code: one.state for one in run_gate(late, today=TODAY, kind="statutory", limits=rest)}
    assert by_code["OL03"] == "pass"
    assert {key for key, *_ in gate_parameters.DEFAULT_PARAMETERS} >= {"listings.fee_basis_characters"}


def test_a_failed_check_names_the_document_that_would_answer_it() -> None:
    assert found("OL06", overlays=lying("pledged")).evidence == "pledgee_consent"
    assert found("OL06").evidence == ""
    assert {check.evidence for check in CHECKS.values()} - {""} <= set(EVIDENCE_KINDS)


def test_every_check_and_reason_is_worded() -> None:
    assert set(words.CHECKS_TITLES) == set(words.REMEDIES) == set(CHECKS)
    assert set(words.EVIDENCE) == set(EVIDENCE_KINDS)
    assert set(words.LISTING_KINDS) == set(LISTING_KINDS)
    used = {case[3] for case in (*PATENT_CASES, *LISTING_CASES)} - {""}
    assert used <= set(words.REASONS)
    assert set(words.REMEDIES_OF_REASONS) <= set(words.REASONS)
    remedies = (words.REMEDIES, words.REMEDIES_OF_REASONS)
    for table in (words.CHECKS_TITLES, *remedies, words.REASONS, words.EVIDENCE, words.STATES):
        for code, (zh, en) in table.items():
            assert re.search(r"[\u4e00-\u9fff]", zh) and not re.search(r"[\u4e00-\u9fff]", en), code
            assert not re.search(r"[\u4e00-\u9fff][,;:!()]", zh), f"{code}: full-width marks in Chinese"
            assert _values(zh) == _values(en), code


def _values(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


overlays = st.lists(
    st.builds(
        OverlayFact,
        st.sampled_from(
            ["pledged", "preserved", "exclusive_licence", "open_licence", "dual_filing", "unheard_of"]
        ),
        st.none() | st.dates(),
        st.none() | st.dates(),
    ),
    max_size=3,
).map(tuple)
days = st.none() | st.dates(date(2000, 1, 1), date(2060, 1, 1))
patents = st.builds(
    PatentFacts,
    st.just("CN201710601862.3"),
    st.sampled_from(["invention", "utility_model", "design"]),
    days,
    st.sampled_from([*PatentStatus, "unknown", ""]),
    days,
    days,
    days,
    overlays,
    days,
    st.integers(0, 3),
    st.dictionaries(st.sampled_from(EVIDENCE_KINDS), st.booleans()),
    st.booleans(),
    st.booleans(),
)


@settings(deadline=None)
@given(
    st.lists(patents, max_size=2),
    st.sampled_from(LISTING_KINDS),
    st.sampled_from(["ordinary", "sole", "exclusive"]),
)
def test_every_outcome_can_be_told_in_both_languages(
    found: list[PatentFacts], kind: str, licence: str
) -> None:
    facts = replace(LISTING, patents=tuple(found), licence_kind=licence)
    for outcome in run_gate(facts, today=TODAY, kind=kind):
        assert (outcome.state == "pass") == (outcome.reason == "")
        for lang in ("zh", "en"):
            assert "{" not in words.reason_sentence(outcome, lang)
            assert words.check_title(outcome.code, lang) and words.remedy(outcome, lang)
            assert words.check_basis(outcome.code, lang)


@settings(deadline=None)
@given(patents, st.sampled_from(LISTING_KINDS))
def test_a_statutory_licence_is_never_judged_more_mildly(patent: PatentFacts, kind: str) -> None:
    facts = replace(LISTING, patents=(patent,))
    milder = {one.code for one in blocking(run_gate(facts, today=TODAY, kind=kind))}
    assert milder <= {one.code for one in blocking(run_gate(facts, today=TODAY, kind="statutory"))}
