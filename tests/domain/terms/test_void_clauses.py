from __future__ import annotations

import pytest

from marketplace.domain.terms.void_clauses import VOID_CLAUSES, void_clauses_in

VOID = [
    ("improvement_ban", "未经许可人同意，被许可人不得对许可技术进行任何改进。"),
    ("improvement_ban", "The Licensee shall not improve or modify the licensed process."),
    ("grant_back", "被许可人作出的改进成果应当无偿许可给许可人使用。"),
    ("grant_back", "后续改进归许可人所有。"),
    ("grant_back", "All improvements are to be licensed to the Licensor free of charge."),
    ("competing_technology_ban", "合同期内被许可人不得使用与许可技术竞争的技术。"),
    ("competing_technology_ban", "The Licensee shall not use any competing technology."),
    ("unreasonable_limits", "被许可人不得向境外出口许可产品。"),
    ("unreasonable_limits", "许可产品的销售价格不得低于每件100元。"),
    ("unreasonable_limits", "The Licensee may not export the licensed products."),
    ("tie_in", "被许可人应同时购买许可人的配套设备。"),
    ("tie_in", "The Licensee must also purchase the Licensor's service package."),
    ("sourcing_limits", "关键原材料只能从许可人处采购。"),
    ("sourcing_limits", "Raw materials are to be bought only from the Licensor."),
    ("no_challenge", "被许可人不得请求宣告许可专利无效。"),
    ("no_challenge", "被许可人承诺不对专利权的有效性提出异议。"),
    ("no_challenge", "The Licensee agrees not to challenge the validity of the patent."),
]

LAWFUL = [
    "被许可人在许可技术基础上作出的改进归被许可人所有。",
    "许可人不得限制被许可人对许可专利的有效性提出异议。",
    "本合同不限制被许可人使用其他来源的技术。",
    "许可人不得将许可专利转让给他人。",
    "被许可人应当在每期结束后三十日内提交销售报告。",
    "被许可人不得再许可第三人实施许可专利。",
    "双方对改进成果各自所有，互相以合理条件许可。",
    "被许可人应向许可人支付提成。",
    "Nothing in this agreement shall prevent the Licensee from challenging the validity of the patent.",
    "The Licensee shall report its sales within thirty days of the end of each quarter.",
    "Improvements belong to the party that makes them.",
    "The Licensee shall not grant sublicences.",
]


@pytest.mark.parametrize(("code", "clause"), VOID)
def test_a_void_clause_is_recognised_with_its_sentence(code: str, clause: str) -> None:
    found = void_clauses_in(f"第一条 许可方式为普通许可。{clause}")
    assert code in [found_code for found_code, _ in found]
    assert all("普通许可" not in sentence for _, sentence in found)


@pytest.mark.parametrize("clause", LAWFUL)
def test_a_lawful_clause_is_left_alone(clause: str) -> None:
    assert void_clauses_in(clause) == []


def test_a_code_stands_for_its_clause() -> None:
    for code, clause in VOID_CLAUSES.items():
        assert void_clauses_in(code) == [(code, code)]
        assert clause.zh
        assert clause.en


def test_every_head_of_the_list_has_an_example_here() -> None:
    assert {code for code, _ in VOID} == set(VOID_CLAUSES)
