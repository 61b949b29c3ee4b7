from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from string import Formatter
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from marketplace.domain.terms import case, model, reading, reading_royalty, reading_triggers
from marketplace.domain.terms.faults import SENTENCES, Fault
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.statement import Line
from marketplace.domain.terms.templates import TEMPLATES, template_sheet
from marketplace.domain.terms.words import TABLES, fault_words, label
from marketplace.domain.terms.words_figures import CURRENCIES, amount_words, ordinal, unit_price_words
from marketplace.domain.terms.words_places import PLACES
from marketplace.domain.terms.words_sheet import sheet_sentences
from marketplace.domain.terms.words_summary import chip, summary
from marketplace.domain.terms.words_triggers import MILESTONES, trigger_words, waiting_words
from tests.domain.terms.sheets import Sheet, everything, leaves, with_value

Path = tuple[str | int, ...]


def texts(sheet: Sheet) -> tuple[str, str]:
    clauses = sheet_sentences(read_terms(sheet))
    return "\n".join(clause.zh for clause in clauses), "\n".join(clause.en for clause in clauses)


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


# --- the sheet in words -----------------------------------------------------------------------------------------------


def test_every_clause_has_an_id_of_its_own_both_languages_and_a_full_stop() -> None:
    sheets = [everything(), *(template_sheet(key, late_rate="4.5") for key in TEMPLATES)]
    for sheet in sheets:
        clauses = sheet_sentences(read_terms(sheet))
        assert len({clause.id for clause in clauses}) == len(clauses)
        for clause in clauses:
            assert clause.zh.endswith("。")
            assert clause.en.endswith(".")
            assert clause.path.startswith("$.terms")
            assert not any(sign in clause.zh for sign in ("None", "。。", "，。", " ，", ";", "{"))
            assert not any(sign in clause.en for sign in ("None", "..", "  ", " ,", "。", "，", "{"))


CONSEQUENCES: dict[str, Any] = {
    "ordinary": "sole",
    "net_sales": "gross_profit",
    "quarter": "year",
    "half_year": "year",
    "contract": "calendar",
    "calendar": "contract",
    "year": "life",
    "first_revenue": "product_registered",
    "product_registered": "first_revenue",
    "financing": "trial_end",
    "trial_end": "financing",
    "effective": "first_revenue",
    "CNY": "USD",
    "R": "U",
    "2031-05-06": "2031-05-07",
}

# Alone these cannot change: ids are referred to, a type or kind decides which fields stand beside it, the parts of
# instalments add up, the first band starts at 0, and `after` and `of` have one value only.
TIED = (
    *("id", "type", "after", "of", "total", "choices"),
    *("parts.0.amount", "parts.1.amount", "parts.0.percent", "parts.1.percent", "bands.0.over", "3.0.over"),
)


def other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if value in CONSEQUENCES:
        return CONSEQUENCES[value]
    try:
        return str(Decimal(value) + Decimal("0.01"))
    except ArithmeticError:
        return value + "x"


def changes(sheet: Sheet) -> Iterator[tuple[Path, Sheet]]:
    for path, value in leaves(sheet):
        dotted = ".".join(map(str, path))
        if any(dotted.endswith(f".{tied}") or f".{tied}." in dotted for tied in TIED):
            continue
        if path[-1] in ("kind", "base") and value not in CONSEQUENCES:
            continue
        yield path, with_value(sheet, path, other(value))


def test_changing_any_one_field_changes_both_texts() -> None:
    sheet = everything()
    before = texts(sheet)
    tried = 0
    for path, changed in changes(sheet):
        after = texts(changed)
        own_language = path[-1] if path[-1] in ("zh", "en") else None
        assert own_language == "en" or after[0] != before[0], path
        assert own_language == "zh" or after[1] != before[1], path
        tried += 1
    assert tried > 80


@pytest.mark.parametrize("key", TEMPLATES)
def test_changing_any_one_field_of_a_template_changes_both_texts(key: str) -> None:
    sheet = template_sheet(key, late_rate="4.5")
    before = texts(sheet)
    for path, changed in changes(sheet):
        try:
            after = texts(changed)
        except Fault:
            continue
        own_language = path[-1] if path[-1] in ("zh", "en") else None
        assert own_language == "en" or after[0] != before[0], path
        assert own_language == "zh" or after[1] != before[1], path


def test_what_is_tied_together_changes_both_texts_too() -> None:
    before = texts(everything())

    def differs(change: Any) -> bool:
        sheet = everything()
        change(sheet)
        after = texts(sheet)
        return after[0] != before[0] and after[1] != before[1]

    def component(sheet: Sheet, name: str) -> Any:
        return next(part for part in sheet["components"] if part["id"] == name)

    assert differs(
        lambda sheet: (
            component(sheet, "I").update(total="60000.01")
            or component(sheet, "I")["parts"][0].update(amount="13000.02")
        )
    )
    assert differs(
        lambda sheet: (
            component(sheet, "P")["parts"][0].update(percent="33.4")
            or component(sheet, "P")["parts"][1].update(percent="66.6")
        )
    )
    assert differs(lambda sheet: component(sheet, "F4").update(id="F9"))
    assert differs(lambda sheet: sheet["options"]["choices"].update(B=["R", "U"]))
    assert differs(lambda sheet: sheet["options"]["choices"].update(C=sheet["options"]["choices"].pop("A")))
    assert differs(lambda sheet: sheet["components"].reverse())
    assert differs(
        lambda sheet: component(sheet, "F1")["trigger"].update(
            latest_of=component(sheet, "F1")["trigger"].pop("earliest_of")
        )
    )
    for optional in ("late", "exit", "buyout", "options", "licence"):
        assert differs(lambda sheet, key=optional: sheet.pop(key))


NUMBERS = [
    (path, value)
    for path, value in leaves(everything())
    if path[-1]
    in (
        "amount",
        "annual_cap",
        "cap",
        "total_cap",
        "floor",
        "rate",
        "annual_rate",
        "per_unit",
        "plus_days",
        "due_days",
        "report_days",
        "grace_days",
        "sell_off_days",
        "choose_by_days_before",
        "months",
        "plus_months",
        "by_months",
        "term_months",
        "units",
        "over",
        "free_allowance",
    )
    and ".".join(map(str, path)).count("parts") == 0
]


@given(st.sampled_from(NUMBERS), st.data())
def test_every_amount_rate_and_count_stands_in_both_texts(
    leaf: tuple[Path, Any], data: st.DataObject
) -> None:
    path, value = leaf
    if isinstance(value, int):
        number: Any = data.draw(st.integers(1, 36500))
        written = f"{number:,}"
    elif path[-1] in ("rate", "annual_rate", "per_unit"):
        number = data.draw(st.decimals("0.000001", "99", places=6))
        plain = f"{number.normalize():f}"
        whole, _, places = plain.partition(".")
        written = f"¥{whole}.{places.ljust(2, '0')}" if path[-1] == "per_unit" else f"{plain}%"
        number = plain
    else:
        number = data.draw(st.decimals("0.01", "99999999999", places=2))
        written = f"¥{number:,.2f}"
        number = f"{number:.2f}"
    try:
        zh, en = texts(with_value(everything(), path, number))
    except Fault:
        assume(False)
        return
    assert written in zh
    assert written in en


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
