"""Headers of real exports find the field they mean."""

from __future__ import annotations

from marketplace.domain.patents.mapping import field_of, suggest_mapping
from marketplace.domain.patents.words import FIELDS


def test_headers_of_many_programs_find_their_field() -> None:
    found = suggest_mapping(
        [
            "公开（公告）号",
            "[标]当前申请(专利权)人",
            "출원번호",
            "Publication  Number",
            "filing/creation date",
            "序号",
        ]
    )
    assert list(found.mapping.values()) == [
        "publication_number",
        "owners",
        "application_number",
        "publication_number",
        "filing_date",
    ]
    assert found.unmapped == ("序号",)
    assert found.missing == ("title",)


def test_vague_headers_only_count_where_no_clear_one_stands() -> None:
    assert suggest_mapping(["id", "name"]).mapping == {"id": "number", "name": "title"}
    assert suggest_mapping(["id", "name", "专利号", "标题"]).mapping == {"专利号": "number", "标题": "title"}


def test_every_key_of_our_own_lines_is_a_field_of_its_name() -> None:
    own = (
        "number country application_number publication_number title title_en abstract abstract_en claims applicants "
        "inventors ipc cpc filing_date publication_date grant_date language source"
    ).split()
    assert suggest_mapping(own).mapping == {key: key for key in own}


def test_our_own_names_of_the_fields_are_understood_as_headers() -> None:
    assert {(name, label): field_of(label) for name, pair in FIELDS.items() for label in pair} == {
        (name, label): name for name, pair in FIELDS.items() for label in pair
    }
