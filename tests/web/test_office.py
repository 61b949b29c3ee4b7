"""The office's page: tiles, lists, filters and spreadsheets, in both languages."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from flask import Flask

from marketplace import clock
from marketplace.domain.office.work_words import LISTS
from marketplace.store.db import db
from marketplace.store.parties.people import Person
from marketplace.usecases.parties.members import set_members_roles
from tests.client import CheckedClient
from tests.make.cast import Cast
from tests.make.office import MORNING, make_busy_office, request

Client = Callable[..., CheckedClient]


@pytest.fixture
def morning(app: Flask, world: Cast) -> dict[str, int]:
    """The busy office of `city`, forty days later; how many items each list has."""
    with app.app_context():
        expected = make_busy_office(world)
    with clock.fixed(MORNING):
        yield expected


def tile_counts(page: CheckedClient) -> dict[str, int]:
    """Path of a list → the number its tile shows."""
    links = page.page.select(".work-lists a")
    return {link["href"].split("?")[0]: int(link.select_one(".work-count").get_text()) for link in links}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_tile_opens_as_many_rows_as_it_says(
    world: Cast, morning: dict[str, int], client: Client, lang: str
) -> None:
    office = client(world.city, lang=lang)
    office.get("/office")
    counts = tile_counts(office)
    assert counts == {f"/office/{work}": number for work, number in morning.items()}
    assert len(office.page.select("tbody tr")) == sum(counts.values())
    for path, number in counts.items():
        office.get(path)
        assert len(office.page.select("tbody tr")) == number, path
        sheet = openpyxl.load_workbook(io.BytesIO(office.get(f"{path}/list.xlsx").data)).active
        assert sheet.max_row == number + 1, path
    everything = openpyxl.load_workbook(io.BytesIO(office.get("/office/list.xlsx").data)).active
    assert everything.max_row == sum(counts.values()) + 1


def test_the_latest_deadline_stands_on_top_and_is_marked(world: Cast, morning: dict[str, int], client: Client) -> None:
    office = client(world.city)
    office.get("/office")
    first = office.page.select("tbody tr")[0]
    assert "row-attention" in first["class"] and "50 天前" in first.get_text()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_choice_of_whose_work_narrows_tiles_and_rows_alike(
    world: Cast, morning: dict[str, int], client: Client, lang: str
) -> None:
    office = client(world.city, lang=lang)
    counts = {}
    for whose in ("all", "mine", "nobodys"):
        office.get(f"/office?whose={whose}")
        counts[whose] = tile_counts(office)["/office/answers"]
        office.get(f"/office/answers?whose={whose}")
        assert len(office.page.select("tbody tr")) == counts[whose]
    assert counts == {"all": 1, "mine": 1, "nobodys": 0}


def test_a_row_leads_to_where_it_is_done(world: Cast, morning: dict[str, int], client: Client, app: Flask) -> None:
    office = client(world.city)
    office.get("/office")
    adapter = app.url_map.bind("localhost")
    endpoints = {adapter.match(link["href"])[0] for link in office.page.select("tbody th a")}
    assert endpoints >= {"deals.show", "listings.show", "verification.show"}


def test_long_lists_are_paged(app: Flask, world: Cast, client: Client) -> None:
    with app.app_context():
        for _ in range(26):
            request(world)
    office = client(world.city)
    office.get("/office/answers")
    assert len(office.page.select("tbody tr")) == 25
    office.get("/office/answers?page=2")
    assert len(office.page.select("tbody tr")) == 1
    office.get("/office/answers?page=99")
    assert len(office.page.select("tbody tr")) == 1


def test_who_acts_for_nobody_has_no_such_page(world: Cast, client: Client) -> None:
    client(world.east).get("/office", status=404)  # its mandated office does the work
    client(person_id=world.inventor_id).get("/office", status=302)
    client().get("/office", status=302)
    client(world.west).get("/office")


def test_organisations_to_verify_are_for_those_who_verify(world: Cast, client: Client) -> None:
    client(world.west).get("/office/verifications", status=404)
    client(world.city).get("/office/verifications")
    client(world.city).get("/office/nothing", status=404)


def test_a_reader_sees_no_list_of_decisions_it_may_not_make(app: Flask, world: Cast, client: Client) -> None:
    with app.app_context():
        person = db.session.get_one(Person, world.inventor_id)
        roles = frozenset({"reader"})
        set_members_roles(world.city.organisation, person, roles, actor=world.city.actor, now=clock.now())
    reading = client(person_id=world.inventor_id)
    reading.get("/office")
    hidden = {"reviews", "unconfirmed-listings", "reports", "verifications"}
    assert set(tile_counts(reading)) == {f"/office/{work}" for work in LISTS if work not in hidden}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_office_says_so(world: Cast, client: Client, lang: str) -> None:
    office = client(world.city, lang=lang)
    office.get("/office")
    assert office.page.select(".empty") and set(tile_counts(office).values()) == {0}
