from __future__ import annotations

from decimal import Decimal
from string import Formatter
from typing import Any

import pytest

from marketplace.domain.terms import case, model, reading, reading_royalty, reading_triggers
from marketplace.domain.terms.faults import SENTENCES
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.statement import Line
from marketplace.domain.terms.templates import TEMPLATES, template_sheet
from marketplace.domain.terms.words import TABLES, fault_words, label
from marketplace.domain.terms.words_figures import CURRENCIES, amount_words, ordinal, unit_price_words
from marketplace.domain.terms.words_places import PLACES
from marketplace.domain.terms.words_summary import chip, summary
from marketplace.domain.terms.words_triggers import MILESTONES, trigger_words, waiting_words
from tests.domain.terms.sheets import everything

Path = tuple[str | int, ...]


# --- words of codes ---------------------------------------------------------------------------------------------------


def test_every_code_of_the_engine_has_words_in_both_languages() -> None:
    components = (model.Fixed, model.Instalments, model.Annual, model.Royalty, model.Share, model.Trial)
    events = [kind for kind in case.Event.__subclasses__()]
    doc = Line.__doc__ or ""
    expected = {
        "component_type": {component.type for component in components},
        "event_kind": {event.kind for event in events},
        "trigger_kind": set(reading_triggers.FIELD_OF) | {"earliest_of", "latest_of"},
        "licence_kind": set(reading.LICENCE_KINDS),
        "royalty_base": set(reading_royalty.BASES),
        "period": set(reading_royalty.PERIODS),
        "line_kind": {"charge", "true_up", "correction", "credit", "discount", "buyout"},
        "line_status": {"paid", "waived", "held", "overdue", "part_paid", "due", "scheduled", "cancelled"},
        "licence_state": {"trial", "active", "lapsed", "terminated", "expired", "bought_out"},
        "termination_reason": {"licensee_exit", "breach", "agreement"},
        "cap": {"annual_cap", "cap", "total_cap"},
    }
    for table, codes in expected.items():
        assert set(TABLES[table]) == codes, table
    assert all(code in doc for code in expected["line_kind"] | expected["line_status"])


def test_no_label_is_empty_or_stands_for_two_codes() -> None:
    for name, table in TABLES.items():
        for lang in ("zh", "en"):
            labels = [label(name, code, lang) for code in table]
            assert all(labels), name
            assert len(set(labels)) == len(labels), name


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_fault_is_worded_with_its_values() -> None:
    for code, (zh, en) in SENTENCES.items():
        values = dict.fromkeys(placeholders(zh) | placeholders(en), "7")
        words = fault_words(code, values)
        assert words.zh and words.en
        assert "{" not in words.zh + words.en
    assert (
        fault_words("parts_not_total", {"sum": "1.00", "total": "2.00"}).zh
        == "各期金额之和 1.00 不等于总额 2.00"
    )


def test_places_milestones_and_currencies_have_both_languages() -> None:
    for table in (PLACES, MILESTONES, CURRENCIES):
        assert all(words.zh and words.en for words in table.values())


# --- figures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minor", "currency", "written"),
    [
        (2_000_000, "CNY", "¥20,000.00"),
        (5, "CNY", "¥0.05"),
        (-988_000, "CNY", "-¥9,880.00"),
        (123_456_789, "USD", "USD 1,234,567.89"),
        (20_000, "JPY", "JPY 20,000"),
    ],
)
def test_amounts_are_written_exactly(minor: int, currency: str, written: str) -> None:
    assert amount_words(minor, currency) == written


def test_unit_prices_keep_all_their_decimals() -> None:
    assert unit_price_words(Decimal("1.5"), "CNY") == "¥1.50"
    assert unit_price_words(Decimal("0.012345"), "CNY") == "¥0.012345"
    assert unit_price_words(Decimal("3"), "JPY") == "JPY 3"


def test_ordinals() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 102, 113)] == (
        ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "113th"]
    )


# --- triggers ---------------------------------------------------------------------------------------------------------


def trigger_of(raw: dict[str, Any]) -> model.Trigger:
    component = {"id": "F", "type": "fixed", "amount": "1.00", "trigger": raw}
    trial = {"id": "T", "type": "trial", "months": 3}
    sheet = {"currency": "CNY", "term_months": 60, "components": [component, trial]}
    read = read_terms(sheet).components[0]
    assert isinstance(read, model.Fixed)
    return read.trigger


def test_a_long_stop_reads_as_the_earlier_of_two_days() -> None:
    words = trigger_words(
        trigger_of(
            {
                "earliest_of": [
                    {"kind": "first_revenue", "plus_days": 90},
                    {"kind": "months_after_effective", "months": 24},
                ]
            }
        ),
        "CNY",
    )
    assert words.zh == (
        "下列各日中最早的一日〔甲、被许可人首次取得许可产品或者服务收入之日后第90日；乙、许可生效之日起满24个月之日〕"
    )
    assert words.en == (
        "the earliest of these days [(a) the day 90 days after the day on which the licensee first earns revenue from a"
        " licensed product or service; (b) the day 24 months after the effective date]"
    )


def test_nested_triggers_can_be_read_in_one_way_only() -> None:
    def nested(inner: str, *members: dict[str, Any]) -> dict[str, Any]:
        return {inner: list(members)}

    first, second, third = ({"kind": kind} for kind in ("first_revenue", "financing", "product_registered"))
    left = trigger_words(trigger_of(nested("earliest_of", nested("latest_of", first, second), third)), "CNY")
    right = trigger_words(trigger_of(nested("earliest_of", nested("latest_of", first), second, third)), "CNY")
    assert left.zh != right.zh
    assert left.en != right.en
    assert left.zh.count("〔") == left.zh.count("（") == 1


def test_what_a_waiting_sum_waits_for_is_said_in_words() -> None:
    terms = read_terms(everything())
    assert waiting_words(terms, "F4", "financing").zh == "被许可人首次取得融资款项之日"
    assert (
        waiting_words(terms, "I#2", "months_after_effective 26").en
        == "the day 26 months after the effective date"
    )
    assert waiting_words(terms, "F1", "choose A or B") == (
        "被许可人选择付费方案A或B",
        "the licensee's choice of A or B",
    )


# --- one line ---------------------------------------------------------------------------------------------------------


def test_the_one_line_summary_and_the_chip_of_the_flagship_template() -> None:
    terms = read_terms(template_sheet("zero_entry_staged_royalty"))
    assert summary(terms).zh == (
        "零门槛费+阶段性支付+收入提成：样机验收款¥20,000.00；销售达标款¥30,000.00；净销售额提成2%，按年度结算，"
        "每年不超过¥150,000.00；总额不超过¥600,000.00；期限60个月。"
    )
    assert chip(terms) == ("零门槛费 · 提成2%", "Zero entry fee · 2%")
    assert chip(read_terms(template_sheet("tiered_minimum"))).zh == "纯提成 · 1%–3%"
    assert chip(read_terms(template_sheet("per_unit"))).en == "Royalty only · ¥1.00–¥1.50 per unit"
    assert chip(read_terms(template_sheet("lump_sum"))).zh == "一次总付 · ¥150,000.00"
    assert chip(read_terms(template_sheet("free"))).zh == "免费"


@pytest.mark.parametrize("key", TEMPLATES)
def test_every_template_has_a_summary_and_a_short_chip(key: str) -> None:
    terms = read_terms(template_sheet(key))
    assert summary(terms).zh.endswith("。")
    assert summary(terms).en.endswith(".")
    assert len(chip(terms).zh) <= 24
    assert len(chip(terms).en) <= 42
