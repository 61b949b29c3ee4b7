"""The confirmation: all facts are on paper in both languages, and no text is ever read as markup."""

from __future__ import annotations

import io
import json
import re

import pytest
from pypdf import PdfReader

from marketplace.documents.confirmation import confirmation_pdf
from marketplace.domain.deals.confirmation_words import CONFIRMATION, CURRENCY_NAMES
from marketplace.domain.money import DECIMALS
from tests.documents.confirmation_facts import MADE_AT, facts


def printed(pdf: bytes) -> str:
    """The text of all pages without blanks and line ends, which depend on where lines break."""
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return re.sub(r"[\s\u200b\u00a0]+", "", text)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_fact_is_printed(lang):
    given = facts()
    text = printed(confirmation_pdf(given, lang=lang, made_at=MADE_AT))
    expected = [
        {"zh": "专利实施许可确认书", "en": "Confirmation of patent licence"}[lang],
        "JLUT-2026-0007",
        "12420000MB8A000014",
        "Example Grinding Pte. Ltd.",  # has no Chinese name
        "SG-0000817",
        "ZL 2021 1 8000123.4",
        "KF2026008123",
        "2021-06-03", "2023-02-14", "2041-06-02", "2026-11-20", "2026-06-10", "2026-07-10", "2028-04-02",
        "20,000.00", "12,345.67", "30,000.00", "7,654.33",
        "江澜示范银行", "0000 8000 0017", "K7M2",
        given["terms_hash"], given["facts_hash"], given["verification_url"], given["verification_code"],
        {"zh": "2026年11月22日", "en": "22 November 2026"}[lang],
        {"zh": "2031年4月1日", "en": "1 April 2031"}[lang],
        {"zh": "按报告计算", "en": "by report"}[lang],
        {"zh": "第1页，共2页", "en": "Page 1 of 2"}[lang],
        *(given[key][lang] for key in ("issuer", "model", "state")),
        given["parties"][0]["name"][lang],
        given["patents"][0]["title"][lang],
        given["clauses"][1][lang],
        given["charges"][0]["status"][lang],
    ]  # fmt: skip
    missing = [value for value in expected if squeezed(value) not in text]
    assert not missing


def test_same_input_gives_the_same_bytes_and_another_instant_others():
    first = confirmation_pdf(facts(), lang="zh", made_at=MADE_AT)
    assert confirmation_pdf(json.loads(json.dumps(facts())), lang="zh", made_at=MADE_AT) == first
    assert confirmation_pdf(facts(), lang="zh", made_at=MADE_AT.replace(day=23)) != first


def test_title_language_and_tags_are_set_for_assistive_technology():
    reader = PdfReader(io.BytesIO(confirmation_pdf(facts(), lang="en", made_at=MADE_AT)))
    assert reader.metadata.title == "Confirmation of patent licence JLUT-2026-0007"
    assert reader.trailer["/Root"]["/Lang"].startswith("en")
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


@pytest.mark.parametrize("demonstration", [True, False])
def test_demonstration_data_say_so_on_every_page(demonstration):
    pdf = confirmation_pdf(facts(demonstration=demonstration), lang="zh", made_at=MADE_AT)
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) > 1
    assert [("演示数据" in squeezed(page.extract_text())) for page in pages] == [demonstration] * len(pages)


HOSTILE = [
    '#panic("x")',
    '#read("/etc/passwd")',
    "$ x^2 $ *bold* _it_ `raw` <label> @ref \\ // comment /* */",
    "= heading\n- list\n+ list\n/ term: x",
    '"quoted" \\u{41} #[ { ( ] } )',
    "{effective_on} {0} {unknown} %s %(x)s",
    "<script>alert(1)</script> &amp; ' OR 1=1 --",
    "=cmd|' /C calc'!A0",
    "x" * 400,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_printed_as_they_are(text):
    given = facts(number=text, issuer=text, model=text, clauses=[text])
    given["parties"][0] |= {"name": text, "code": text, "address": text}
    given["payee"] |= {"holder": text}
    result = printed(confirmation_pdf(given, lang="zh", made_at=MADE_AT))
    assert result.count(squeezed(text)) >= 6


def test_a_character_outside_the_font_is_flagged_and_the_text_around_it_kept():
    given = facts()
    given["parties"][0]["name"] = {"zh": "甲😀乙\u202e丙\x00丁", "en": ""}
    text = printed(confirmation_pdf(given, lang="zh", made_at=MADE_AT))
    assert "甲[U+1F600]乙[U+202E]丙[U+0000]丁" in text
    assert "以方括号内的编码代替：U+1F600,U+202E,U+0000" in text
    assert "以方括号内的编码代替" not in printed(confirmation_pdf(facts(), lang="zh", made_at=MADE_AT))


def test_rare_characters_of_names_are_printed():
    given = facts()
    given["parties"][0]["name"] = "䶮堃龘喆𬭎玥"
    text = printed(confirmation_pdf(given, lang="zh", made_at=MADE_AT))
    assert "䶮堃龘喆𬭎玥" in text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"effective_on": None, "last_day": None}, "许可自首笔款项付清并经许可方确认之日起生效"),
        ({"ended": True}, "该许可已于2031年4月1日结束"),
        ({"charges": []}, "目前没有已确定的应付款项"),
        ({"vat_rate": "0"}, "免征增值税"),
    ],
)
def test_the_document_follows_the_state_of_the_licence(changes, sentence):
    assert sentence in printed(confirmation_pdf(facts(**changes), lang="zh", made_at=MADE_AT))


def test_optional_parts_can_be_absent():
    text = printed(
        confirmation_pdf(facts(payee=None, announcement=None, contingent=[]), lang="en", made_at=MADE_AT)
    )
    absent = ("Wheretopay", "Announcementoftheopenlicence", "Sumsthatwaitforanevent")
    assert not [part for part in absent if part in text]


def test_many_patents_and_lines_repeat_the_head_of_their_tables():
    given = facts()
    given["patents"] = given["patents"] * 60
    pages = PdfReader(io.BytesIO(confirmation_pdf(given, lang="en", made_at=MADE_AT))).pages
    heads = [page for page in pages if "Patent number" in page.extract_text()]
    assert len(heads) >= 2


def test_a_naive_instant_is_refused():
    with pytest.raises(ValueError, match="aware"):
        confirmation_pdf(facts(), lang="zh", made_at=MADE_AT.replace(tzinfo=None))


def test_every_word_is_in_both_languages_with_the_same_places():
    for code, (zh, en) in {**CONFIRMATION, **CURRENCY_NAMES}.items():
        assert zh and en, code
        assert set(re.findall(r"\{\w+\}", zh)) == set(re.findall(r"\{\w+\}", en)), code
    assert set(CURRENCY_NAMES) == set(DECIMALS)
