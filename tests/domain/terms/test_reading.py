"""What is no term sheet and no case is refused with the path of the fault, quickly, and never half read."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from marketplace.domain.terms.faults import SENTENCES, Fault
from marketplace.domain.terms.reading import read_draft, read_terms
from tests.domain.terms.deals import fixed, on, royalty, sheet

DELETE = object()

SHARE = {"id": "S", "type": "share", "rate": "1"}
TRIAL = {"id": "T", "type": "trial", "months": 6}
ANNUAL = {"id": "N", "type": "annual", "amount": "1"}
PARTS = [{"percent": "50", "trigger": on("effective")}, {"percent": "50", "trigger": on("first_revenue")}]
INSTALMENTS = {"id": "I", "type": "instalments", "total": "100", "parts": PARTS}
UNITS = royalty((0, "1.5"), (10, "1"), base="units", component_id="U", free_allowance=5)
WHOLE = sheet(
    fixed("F", "1", {"earliest_of": [on("first_revenue", plus_days=1), on("date", on="2027-01-01")]}),
    INSTALMENTS | {"early_settlement": {"percent": "20", "by_months": 12}},
    ANNUAL | {"label": {"zh": "年费", "en": "Annual fee"}},
    royalty(
        ("0", "3"),
        ("10", "2"),
        annual_cap="100",
        annual_minimum=[{"from_year": 1, "amount": "5"}],
        bands_from_year={"3": [{"over": "0", "rate": "1"}]},
        starts=on("trial_end"),
    ),
    UNITS,
    SHARE,
    TRIAL,
    schema=1,
    licence={"kind": "sole", "territory": ["CN"], "field": "", "sublicence": False},
    total_cap="1000",
    late={"annual_rate": "4.5", "grace_days": 3},
    exit={"free_before_first_charge": True, "sell_off_days": 90},
    buyout={"floor": "10", "of_total_cap": True},
    options={"choose_by_days_before": 10, "after": "trial", "choices": {"A": ["F"], "B": []}},
)


def changed(whole: dict[str, Any], path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    """A copy with one member set or deleted."""
    copy = deepcopy(whole)
    place: Any = copy
    for step in path[:-1]:
        place = place[step]
    if value is DELETE:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return copy


def fault_of(obj: Any) -> Fault:
    with pytest.raises(Fault) as caught:
        read_terms(obj)
    fault = caught.value
    for language in ("zh", "en"):
        assert "{" not in fault.sentence(language)
    return fault


def test_a_whole_sheet_is_read() -> None:
    terms = read_terms(WHOLE)
    assert [component.id for component in terms.components] == ["F", "I", "N", "R", "U", "S", "T"]
    assert terms.total_cap == 100_000


C = "components"


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("currency",), DELETE, "missing"),
        (("currency",), "AUD", "currency_unknown"),
        (("currency",), 5, "not_text"),
        (("schema",), 2, "schema_unknown"),
        (("schema",), True, "schema_unknown"),
        (("term_months",), DELETE, "missing"),
        (("term_months",), 0, "out_of_range"),
        (("term_months",), 1201, "out_of_range"),
        (("term_months",), "60", "not_whole"),
        (("term_months",), 60.0, "not_whole"),
        (("term_months",), True, "not_whole"),
        ((C,), DELETE, "missing"),
        ((C,), [], "too_few"),
        ((C,), {}, "not_list"),
        (("extra",), 1, "unknown_key"),
        (("total_cap",), "-1", "below_zero"),
        (("total_cap",), 600000, "not_text"),
        (("total_cap",), "600000.001", "too_many_decimals"),
        (("total_cap",), "1" + "0" * 30, "too_large"),
        (("licence", "kind"), "free", "not_one_of"),
        (("licence", "territory"), "CN", "not_list"),
        (("licence", "territory", 0), 1, "not_text"),
        (("licence", "sublicence"), 0, "not_boolean"),
        (("licence", "extra"), 0, "unknown_key"),
        (("late", "annual_rate"), DELETE, "missing"),
        (("late", "annual_rate"), "100.1", "out_of_range"),
        (("late", "annual_rate"), "-1", "out_of_range"),
        (("late", "annual_rate"), "1.1234567", "too_many_decimals"),
        (("late", "grace_days"), -1, "out_of_range"),
        (("exit", "sell_off_days"), 36501, "out_of_range"),
        (("buyout", "floor"), DELETE, "missing"),
        (("buyout",), [], "not_object"),
        (("options", "after"), "term", "not_one_of"),
        (("options", "choices"), DELETE, "missing"),
        (("options", "choices"), {}, "too_few"),
        (("options", "choices"), [], "not_object"),
        (("options", "choices", "A"), "F", "not_list"),
        (("options", "choices", "A", 0), "X", "component_unknown"),
        (("options", "choices", "A", 0), "T", "component_not_payable"),
        (("options", "choices", "A"), ["F", "F"], "component_repeated"),
        (("options", "choose_by_days_before"), DELETE, "missing"),
        ((C, 0), "F", "not_object"),
        ((C, 0, "id"), DELETE, "missing"),
        ((C, 0, "id"), "F 1", "not_identifier"),
        ((C, 0, "id"), "费", "not_identifier"),
        ((C, 0, "id"), "x" * 65, "not_identifier"),
        ((C, 0, "id"), "buyout", "id_reserved"),
        ((C, 1, "id"), "F", "id_repeated"),
        ((C, 0, "type"), DELETE, "missing"),
        ((C, 0, "type"), "gift", "not_one_of"),
        ((C, 0, "amount"), DELETE, "missing"),
        ((C, 0, "amount"), "-1", "below_zero"),
        ((C, 0, "amount"), "1e3", "not_decimal"),
        ((C, 0, "amount"), 1, "not_text"),
        ((C, 0, "rate"), "1", "unknown_key"),
        ((C, 0, "due_days"), 36501, "out_of_range"),
        ((C, 0, "counts_toward_cap"), 1, "not_boolean"),
        ((C, 0, "credit_against"), "N", "not_a_royalty"),
        ((C, 0, "credit_against"), "X", "not_a_royalty"),
        ((C, 3, "credit_against"), "U", "unknown_key"),
        ((C, 0, "trigger"), DELETE, "missing"),
        ((C, 0, "trigger"), {}, "missing"),
        ((C, 0, "trigger"), {"kind": "moon"}, "not_one_of"),
        ((C, 0, "trigger"), {"kind": "effective", "on": "2027-01-01"}, "unknown_key"),
        ((C, 0, "trigger"), {"kind": "date"}, "missing"),
        ((C, 0, "trigger"), {"kind": "date", "on": "2027-02-29"}, "not_date"),
        ((C, 0, "trigger"), {"kind": "date", "on": "20270201"}, "not_date"),
        ((C, 0, "trigger"), {"kind": "months_after_effective", "months": 1201}, "out_of_range"),
        ((C, 0, "trigger"), {"kind": "milestone_accepted", "milestone": ""}, "empty_text"),
        ((C, 0, "trigger"), {"kind": "cumulative_sales_ge", "amount": "-1"}, "below_zero"),
        ((C, 0, "trigger"), {"kind": "cumulative_units_ge", "units": "5"}, "not_whole"),
        ((C, 0, "trigger"), {"kind": "effective", "plus_days": 1, "plus_months": 1}, "not_both"),
        ((C, 0, "trigger"), {"kind": "effective", "plus_days": 36501}, "out_of_range"),
        ((C, 0, "trigger", "earliest_of"), [], "too_few"),
        ((C, 0, "trigger", "plus_days"), 1, "unknown_key"),
        ((C, 0, "trigger", "earliest_of", 0), 1, "not_object"),
        ((C, 1, "parts"), [], "too_few"),
        ((C, 1, "parts", 1, "percent"), "49", "percents_not_hundred"),
        ((C, 1, "parts", 1), {"amount": "50", "trigger": on("effective")}, "parts_mixed"),
        ((C, 1, "parts"), [{"amount": "99", "trigger": on("effective")}], "parts_not_total"),
        ((C, 1, "parts", 1, "percent"), DELETE, "missing"),
        ((C, 1, "early_settlement", "percent"), DELETE, "missing"),
        ((C, 1, "early_settlement", "by_months"), 1201, "out_of_range"),
        ((C, 2, "from_year"), 0, "out_of_range"),
        ((C, 2, "to_year"), 101, "out_of_range"),
        ((C, 2, "label"), {}, "too_few"),
        ((C, 2, "label"), "Annual fee", "not_object"),
        ((C, 3, "base"), DELETE, "missing"),
        ((C, 3, "period"), DELETE, "missing"),
        ((C, 3, "period"), "month", "not_one_of"),
        ((C, 3, "bands"), [], "too_few"),
        ((C, 3, "bands", 0, "over"), "1", "first_band_not_zero"),
        ((C, 3, "bands", 1, "over"), "0", "bands_not_rising"),
        ((C, 3, "bands", 0, "rate"), "101", "out_of_range"),
        ((C, 3, "bands", 0, "per_unit"), "1", "unknown_key"),
        ((C, 4, "bands", 1, "over"), "10", "not_whole"),
        ((C, 4, "bands", 0, "per_unit"), "1.1234567", "too_many_decimals"),
        ((C, 3, "bands_from_year"), [], "not_object"),
        ((C, 3, "bands_from_year"), {"0": [{"over": "0", "rate": "1"}]}, "not_whole"),
        ((C, 3, "bands_from_year"), {"101": [{"over": "0", "rate": "1"}]}, "out_of_range"),
        ((C, 3, "band_scope"), "month", "not_one_of"),
        ((C, 3, "year"), "tax", "not_one_of"),
        ((C, 3, "annual_minimum", 0, "amount"), "100.01", "minimum_above_cap"),
        (
            (C, 3, "annual_minimum"),
            [{"from_year": 2, "amount": "1"}, {"from_year": 2, "amount": "2"}],
            "years_not_rising",
        ),
        ((C, 3, "starts"), on("cumulative_sales_ge", amount="1"), "no_cumulative_start"),
        ((C, 3, "starts"), {"latest_of": [on("cumulative_units_ge", units=1)]}, "no_cumulative_start"),
        ((C, 3, "report_days"), -1, "out_of_range"),
        ((C, 5, "rate"), "100.000001", "out_of_range"),
        ((C, 5, "of"), "profit", "not_one_of"),
        ((C, 6, "months"), 60, "trial_too_long"),
        ((C, 6, "months"), 0, "out_of_range"),
        ((C, 6, "due_days"), 1, "unknown_key"),
    ],
)
def test_what_is_wrong_with_a_sheet_is_named(path: tuple[str | int, ...], value: Any, code: str) -> None:
    fault = fault_of(changed(WHOLE, path, value))
    assert fault.code == code
    wanted = "$.terms" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    assert fault.path.startswith(wanted.removesuffix(".trigger")) or wanted.startswith(fault.path)


@pytest.mark.parametrize(
    ("terms", "path", "code"),
    [
        (sheet(TRIAL, TRIAL | {"id": "T2"}), "$.terms.components[1].type", "second_trial"),
        (sheet(fixed("F", "1", on("trial_end"))), "$.terms.components[0].trigger", "needs_trial"),
        (sheet(ANNUAL, options=WHOLE["options"]), "$.terms.options", "needs_trial"),
        (
            sheet(ANNUAL, buyout={"floor": "1", "of_total_cap": True}),
            "$.terms.buyout.of_total_cap",
            "needs_total_cap",
        ),
        (
            sheet(ANNUAL | {"from_year": 3, "to_year": 2}),
            "$.terms.components[0].to_year",
            "to_year_before_from_year",
        ),
        ([], "$.terms", "not_object"),
        (sheet(ANNUAL) | {"a b": 1}, '$.terms["a b"]', "unknown_key"),
    ],
)
def test_rules_between_members(terms: Any, path: str, code: str) -> None:
    fault = fault_of(terms)
    assert (fault.path, fault.code) == (path, code)


def test_a_missing_member_is_named_itself() -> None:
    assert fault_of(changed(WHOLE, ("term_months",), DELETE)).path == "$.terms.term_months"
    assert fault_of(changed(WHOLE, (C, 3, "base"), DELETE)).path == "$.terms.components[3].base"


def nested(levels: int) -> dict[str, Any]:
    trigger = on("effective")
    for _ in range(levels):
        trigger = {"earliest_of": [trigger]}
    return trigger


def test_triggers_nest_but_not_without_end() -> None:
    read_terms(sheet(fixed("F", "1", nested(8))))
    assert fault_of(sheet(fixed("F", "1", nested(9)))).code == "too_deep"


# --- drafts -----------------------------------------------------------------------------------------------------------


def test_a_draft_collects_what_is_wrong_with_its_numbers() -> None:
    terms = changed(WHOLE, (C, 3, "bands", 1, "over"), "0")
    terms = changed(terms, (C, 3, "period"), DELETE)
    terms = changed(terms, (C, 3, "annual_minimum", 0, "amount"), "1000")
    terms = changed(terms, (C, 1, "parts", 1, "percent"), "49")
    terms = changed(terms, (C, 6, "months"), 70)
    assert {
        (doubt.path.removeprefix("$.terms.components"), doubt.code) for doubt in read_draft(terms).doubts
    } == {
        ("[1].parts", "percents_not_hundred"),
        ("[3].annual_minimum[0].amount", "minimum_above_cap"),
        ("[3].bands[1].over", "bands_not_rising"),
        ("[3].period", "missing"),
        ("[6].months", "trial_too_long"),
    }


def test_a_draft_of_wrong_shape_is_refused() -> None:
    with pytest.raises(Fault):
        read_draft(changed(WHOLE, (C, 3, "bands"), "3 %"))


def test_every_fault_is_worded_in_both_languages() -> None:
    for code, (zh, en) in SENTENCES.items():
        assert zh and en and zh != en, code
        assert any("\u4e00" <= character <= "\u9fff" for character in zh), code
        assert en.isascii(), code
        assert not en.endswith("."), code
        names = {part.split("}")[0] for part in en.split("{")[1:]}
        assert names == {part.split("}")[0] for part in zh.split("{")[1:]}, code
