"""Numbers too large for any row are no numbers."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from marketplace.web.asked_numbers import LARGEST, Values, asked_number


@pytest.mark.parametrize("text", ["9223372036854775808", "9" * 5000, "-99999999999", "x", "", "1.5"])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError):
        asked_number(text)
    assert Values(MultiDict({"page": text})).get("page", 7, type=int) == 7


def test_numbers_and_other_types_are_read_as_ever() -> None:
    values = Values(MultiDict({"page": "12", "name": "99999999999"}))
    assert values.get("page", type=int) == 12 and values.get("page") == "12"
    assert values.get("name") == values.get("name", type=str) == "99999999999"
    assert asked_number(str(LARGEST)) == LARGEST


PAGES = ("/deals", "/patents", "/verification", "/notices", "/figures/deals")


@pytest.mark.parametrize("number", ["9223372036854775808", "9999999999", "9" * 5000])
def test_a_page_far_behind_the_last_is_no_error(client, world, number: str) -> None:
    browser = client(world.operator).http
    for path in PAGES:
        assert browser.get(f"{path}?page={number}").status_code in (200, 404), path
    assert browser.get(f"/patents/nothing/overlays/{number}/ending").status_code == 404
