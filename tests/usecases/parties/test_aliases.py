"""Short and former names: who may keep them, what is kept, and that the search is told."""

from __future__ import annotations

import pytest

from marketplace.domain.faults import Forbidden, Invalid, Stale
from marketplace.store.office import events, outbox
from marketplace.store.parties.organisations import Organisation
from marketplace.usecases.parties.aliases import name_aliases
from marketplace.usecases.recording import subject_of
from tests.make.cast import NOW, Cast, Member
from tests.make.listings import LUMP, make_listing, make_patent


def name(organisation: Organisation, aliases: str, by: Member, version: int | None = None) -> None:
    seen = organisation.version if version is None else version
    name_aliases(organisation, aliases=aliases, version=seen, actor=by.actor, now=NOW)


def test_its_editors_and_the_office_that_acts_for_it_name_it_and_nobody_else(cast: Cast) -> None:
    east = cast.east.organisation
    name(east, "东工大", cast.east)
    name(east, "东工大\nDWUT", cast.city)
    assert east.listed_aliases == ["东工大", "DWUT"]
    for stranger in (cast.west, cast.stranger, cast.operator, cast.body):
        with pytest.raises(Forbidden):
            name(east, "清华", stranger)
    assert [
        event.values["fields"] for event in events.of_subject(subject_of(east)) if "fields" in event.values
    ] == [
        "aliases",
        "aliases",
    ]


def test_the_search_documents_of_its_listings_are_renewed_once_for_each_change(cast: Cast) -> None:
    listing, east = make_listing([make_patent(cast.east)], LUMP), cast.east.organisation
    before = outbox.head(reachable=False)
    name(east, "东工大", cast.east)
    name(east, " 东工大 \n\n", cast.east)
    assert [row.listing_id for row in outbox.after(before)] == [listing.id]


def test_what_is_said_twice_or_is_its_name_already_is_kept_once(cast: Cast) -> None:
    east = cast.east.organisation
    name(east, f"DWUT；ｄｗｕｔ\r\n{east.name_zh}\n  Dongwan   Tech ", cast.east)
    assert east.listed_aliases == ["DWUT", "Dongwan Tech"]


@pytest.mark.parametrize(
    ("aliases", "code"),
    [
        ("东", "organisation.alias_length"),
        ("东" * 41, "organisation.alias_length"),
        ("——", "organisation.alias_length"),
        ("\n".join(f"东工大{n}" for n in range(21)), "organisation.aliases_many"),
    ],
)
def test_too_short_too_long_too_many(cast: Cast, aliases: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        name(cast.east.organisation, aliases, cast.east)
    assert (refused.value.code, refused.value.field) == (code, "aliases")
    name(cast.east.organisation, "\n".join(f"东工大{n}" for n in range(20)), cast.east)


def test_somebody_elses_change_is_not_overwritten(cast: Cast) -> None:
    east = cast.east.organisation
    seen = east.version
    name(east, "东工大", cast.city)
    with pytest.raises(Stale):
        name(east, "东大", cast.east, seen)
    assert east.listed_aliases == ["东工大"]
