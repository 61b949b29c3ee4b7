"""The working of a line can be followed in both languages."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from marketplace.domain.terms.case import Deduction
from marketplace.domain.terms.model import Royalty
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.words_basis import STEPS, basis_words
from tests.domain.terms.deals import royalty, sheet


def of(raw: dict[str, Any]) -> Royalty:
    component = read_terms(sheet(raw)).components[0]
    assert isinstance(component, Royalty)
    return component


MONEY = of(royalty(("0", "3"), ("1000", "1.5")))
UNITS = of(royalty((0, "1.5"), (100, "0.012345"), base="units"))
RETURNS = (Deduction("returns", 40_000),)

SAMPLES: list[tuple[str, tuple[Any, ...], str, str]] = [
    ("fixed", (2_000_000,), "一次性款项¥20,000.00。", "One sum of ¥20,000.00."),
    (
        "instalment",
        (2, 3, Decimal("33.333333"), 6_000_000, 2_000_000),
        "总额¥60,000.00，共3期，第2期占33.333333%，计¥20,000.00。",
        "Part 2 of 3 of a total of ¥60,000.00, 33.333333% of it: ¥20,000.00.",
    ),
    (
        "instalment",
        (1, 2, None, 6_000_000, 2_000_000),
        "总额¥60,000.00，共2期，第1期¥20,000.00。",
        "Part 1 of 2 of a total of ¥60,000.00: ¥20,000.00.",
    ),
    ("annual", (3, 100), "第3个合同年度的年费¥1.00。", "Annual fee of contract year 3: ¥1.00."),
    ("scheduled", (), "届时发生，现仅预告。", "Arises on its day; shown ahead."),
    ("cancelled", (), "已取消，不再发生。", "Cancelled; it does not arise any more."),
    (
        "share",
        (Decimal("2.5"), 1_000_000, 25_000),
        "融资额¥10,000.00×2.5%=¥250.00。",
        "2.5% of the financing of ¥10,000.00 is ¥250.00.",
    ),
    (
        "share_cap",
        (40_000, 25_000, 15_000),
        "本项累计上限¥400.00，此前已计¥250.00，本笔以¥150.00为限。",
        "All lines of this fee are limited to ¥400.00; ¥250.00 came before, so ¥150.00 is left.",
    ),
    (
        "base",
        ("net_sales", 100_000, RETURNS, 60_000),
        "本期销售总额¥1,000.00，扣减¥400.00，净销售额¥600.00。",
        "Gross sales of the period ¥1,000.00, less deductions of ¥400.00: net sales ¥600.00.",
    ),
    ("base", ("units", None, (), 1), "本期报告的数量：1件。", "Reported for the period, units: 1 unit."),
    (
        "base",
        ("gross_profit", None, (), -5),
        "本期报告的毛利：-¥0.05。",
        "Reported for the period, gross profit: -¥0.05.",
    ),
    (
        "correction",
        ("saving", 100, 200),
        "更正：本期由¥1.00改为¥2.00，仅计差额。",
        "Correction: the period changes from ¥1.00 to ¥2.00; only the difference counts.",
    ),
    (
        "chargeable",
        ("units", 2, 3_000, 2_000, 1_000),
        "第2年度累计报告3,000件，扣除免提成额2,000件，应计提成的为1,000件。",
        "Reported in year 2 so far: 3,000 units; less the free allowance of 2,000 units; chargeable: 1,000 units.",
    ),
    (
        "chargeable",
        ("net_sales", 1, 100, 0, 100),
        "第1年度累计报告¥1.00，计费¥1.00。",
        "Reported in year 1 so far: ¥1.00; chargeable: ¥1.00.",
    ),
    (
        "bands",
        (MONEY, 1, 150_010, 3_750),
        "分档计算：¥1,000.00×3%=¥30.00，¥500.10×1.5%=¥7.5015；年度合计¥37.5015，取整为¥37.50。",
        "By bands: ¥1,000.00 × 3% = ¥30.00, ¥500.10 × 1.5% = ¥7.5015; the year comes to ¥37.5015, rounded to ¥37.50.",
    ),
    (
        "bands",
        (UNITS, 1, 101, 15_001),
        "分档计算：100件×¥1.50=¥150.00，1件×¥0.012345=¥0.012345；年度合计¥150.012345，取整为¥150.01。",
        "By bands: 100 units × ¥1.50 = ¥150.00, 1 unit × ¥0.012345 = ¥0.012345; "
        "the year comes to ¥150.012345, rounded to ¥150.01.",
    ),
    (
        "bands",
        (MONEY, 1, 0, 0),
        "分档计算：¥0.00；年度合计¥0.00，取整为¥0.00。",
        "By bands: ¥0.00; the year comes to ¥0.00, rounded to ¥0.00.",
    ),
    (
        "life_bands",
        (MONEY, 2, 90_000, 110_000, 450),
        "许可期内累计计费由¥900.00变为¥1,100.00，分档计算：¥100.00×3%=¥3.00，¥100.00×1.5%=¥1.50；"
        "本年度变动¥4.50，年度合计取整为¥4.50。",
        "Chargeable since the start goes from ¥900.00 to ¥1,100.00; by bands: ¥100.00 × 3% = ¥3.00, "
        "¥100.00 × 1.5% = ¥1.50; this changes the year by ¥4.50, the year comes to ¥4.50 rounded.",
    ),
    (
        "life_bands",
        (MONEY, 2, 110_000, 105_000, 375),
        "许可期内累计计费由¥1,100.00变为¥1,050.00，分档计算：¥50.00×1.5%=¥0.75；"
        "本年度变动-¥0.75，年度合计取整为¥3.75。",
        "Chargeable since the start goes from ¥1,100.00 to ¥1,050.00; by bands: ¥50.00 × 1.5% = ¥0.75; "
        "this changes the year by -¥0.75, the year comes to ¥3.75 rounded.",
    ),
    (
        "annual_cap",
        (15_000, 20_000),
        "年度上限¥150.00，按分档计算的年度合计为¥200.00。",
        "The year is limited to ¥150.00; by bands it comes to ¥200.00.",
    ),
    (
        "accrued",
        (15_000, 12_000, 3_000),
        "年度合计¥150.00，减本年度此前已计¥120.00，本期¥30.00。",
        "Year total ¥150.00, less ¥120.00 accrued before in the year: ¥30.00.",
    ),
    (
        "true_up_used",
        (10_000, 3_000, 2_000),
        "该年度已按保底¥100.00结算，本期提成¥30.00先由保底差额抵用，计¥20.00。",
        "The year has been settled at its minimum of ¥100.00; the royalty of ¥30.00 is first used up by the true-up, "
        "which leaves ¥20.00.",
    ),
    (
        "true_up_used",
        (10_000, -9_000, -2_000),
        "该年度已按保底¥100.00结算，更正后年度应付不低于保底，本期-¥90.00按-¥20.00计。",
        "The year has been settled and owes its minimum of ¥100.00 at least, so -¥90.00 counts as -¥20.00.",
    ),
    (
        "minimum",
        (3, 3_000_000, None, 3_000_000, 2_100_000, 900_000),
        "第3年度保底¥30,000.00，已计提成¥21,000.00，补足¥9,000.00。",
        "Minimum of year 3: ¥30,000.00; accrued royalty ¥21,000.00; missing ¥9,000.00.",
    ),
    (
        "minimum",
        (1, 10_000, 90, 2_466, 0, 2_466),
        "第1年度保底¥100.00，按90天折算（÷365）为¥24.66，已计提成¥0.00，补足¥24.66。",
        "Minimum of year 1: ¥100.00, for 90 of 365 days ¥24.66; accrued royalty ¥0.00; missing ¥24.66.",
    ),
    (
        "credits",
        (7_000, 5_000, 2_000),
        "¥70.00，以其他款项的已付金额抵扣¥50.00，余¥20.00。",
        "¥70.00, less ¥50.00 paid on other items that are set off: ¥20.00.",
    ),
    (
        "credits",
        (-3_000, -1_000, -2_000),
        "-¥30.00，退回此前多抵扣的¥10.00，为-¥20.00。",
        "-¥30.00; ¥10.00 set off before is given back: -¥20.00.",
    ),
    (
        "total_cap",
        (25_001, 25_000, 3_333, 1),
        "许可费总额上限¥250.01，此前计入¥250.00，本笔¥33.33按¥0.01计。",
        "All payments are limited to ¥250.01; ¥250.00 came before, so ¥33.33 counts as ¥0.01.",
    ),
    (
        "discount",
        (Decimal("20"), 4_800_000, 960_000),
        "提前结清：未付且无争议的¥48,000.00优惠20%，减¥9,600.00。",
        "Early settlement: 20% off the ¥48,000.00 that is unpaid and not in dispute, ¥9,600.00 less.",
    ),
    (
        "buyout",
        (40_000, 18_000, 22_000, 15_000, 22_000),
        "总额上限¥400.00减已计入¥180.00，余¥220.00；不低于¥150.00，买断价¥220.00。",
        "Total cap ¥400.00 less ¥180.00 counted so far: ¥220.00; at least ¥150.00; price ¥220.00.",
    ),
    ("buyout_floor", (15_000,), "买断价¥150.00。", "Buy-out price ¥150.00."),
]


@pytest.mark.parametrize(("step", "values", "zh", "en"), SAMPLES)
def test_a_step_is_worded(step: str, values: tuple[Any, ...], zh: str, en: str) -> None:
    assert basis_words(step, values, "CNY") == (zh, en)


def test_every_step_has_a_sample() -> None:
    assert {step for step, *_ in SAMPLES} == set(STEPS)
