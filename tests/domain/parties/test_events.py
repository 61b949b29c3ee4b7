"""Events are worded wholly: no code of the program stands in a sentence."""

from __future__ import annotations

import pytest

from marketplace.domain.events import KINDS, sentence
from marketplace.domain.parties.events import EVENTS, FIELDS, VALUES
from marketplace.domain.parties.kinds import ROLES, SIZE_CLASSES

SAMPLES = {
    "roles": "administrator,editor",
    "fields": "name_zh,contact_email",
    "size_class": "MICRO",
    "basis_year": 2025,
    "tail": "0123",
    "office": "k7m2xq9tdw",
    "person": "k7m2xq9tdw",
    "position": 2,
    "starts_on": "2026-03-02",
    "ends_on": "2026-03-02",
}


@pytest.mark.parametrize("kind", EVENTS)
def test_no_code_stands_in_a_sentence(kind: str) -> None:
    data = {key: SAMPLES[key] for key in KINDS[kind].keys}
    zh, en = sentence(kind, data, "zh"), sentence(kind, data, "en")
    assert zh != en
    for raw in ("administrator", "editor", "name_zh", "contact_email", "MICRO", "{"):
        assert raw not in zh
    assert "_" not in en


def test_several_codes_are_an_enumeration() -> None:
    data = {"person": "k7m2xq9tdw", "roles": "administrator,finance"}
    assert sentence("member.changed", data, "zh") == "调整了一名成员的角色（管理员、财务）"
    assert sentence("member.changed", data, "en") == "changed a member's roles (Administrator, Finance)"


def test_every_code_has_its_words() -> None:
    assert set(VALUES["roles"]) == set(ROLES)
    assert set(VALUES["size_class"]) == set(SIZE_CLASSES)
    assert all(zh and en for zh, en in FIELDS.values())
