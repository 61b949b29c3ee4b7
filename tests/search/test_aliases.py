"""Short and former names of an organisation lead to its listings, to its name while typing, and are told as such."""

from __future__ import annotations

from marketplace.search import engine, exploring, indexer
from marketplace.search.query import Query
from marketplace.search.reasons import Reason
from marketplace.store.db import db, transaction
from marketplace.store.listings import search_rows
from marketplace.store.office import outbox
from marketplace.store.parties.organisations import Organisation
from tests.make.cast import NOW
from tests.search.conftest import Shop

ALIASES = "东工大\n东湾工学院\nDWUT"


@transaction
def call(organisation_id: int, aliases: str) -> None:
    db.session.get_one(Organisation, organisation_id).aliases = aliases
    outbox.announce(search_rows.naming(organisation_id), now=NOW)


def found(text: str, **asked: object) -> list[int]:
    indexer.catch_up()
    engine.look_again()
    return sorted(engine.find(Query(text, **asked)).ids)  # type: ignore[arg-type]


def test_listings_are_found_by_other_names_of_licensor_and_owner_and_no_longer_once_they_are_gone(
    shop: Shop,
) -> None:
    own = shop.list("钢管打磨装置")
    shop.list("打包机", licensor_id=shop.organisation("西岭科技大学"), patents=[{"owners": ["西岭科技大学"]}])
    assert found('"东工大"') == []
    call(shop.licensor, ALIASES)
    for typed in (
        '"东工大"',
        "东工大",
        "東工大",
        "东湾工学院",
        "dwut",
        "ＤＷＵＴ",
        "东工大 打磨",
        'owner:"东工大"',
    ):
        assert found(typed) == [own], typed
    assert found("donggongda") == [own] and found("dongwangongxueyuan") == [own]
    call(shop.licensor, "")
    assert found('"东工大"') == [] and found("dwut") == []


def test_the_organisation_is_offered_while_its_other_name_is_typed(shop: Shop) -> None:
    shop.list("钢管打磨装置")
    call(shop.licensor, ALIASES)
    indexer.catch_up()
    for typed, name in {
        "东工": "东湾工业大学",
        "donggongd": "东湾工业大学",
        "dgd": "东湾工业大学",
        "dwu": "Dongwan University of Technology",
    }.items():
        assert exploring.suggest(typed, site_id=shop.site, most=2).owners == [name], typed


def test_the_reason_says_whose_name_it_is(shop: Shop) -> None:
    shop.list("钢管打磨装置")
    call(shop.licensor, ALIASES)
    indexer.catch_up()
    engine.look_again()
    (told,) = engine.find(Query("东工大")).reasons
    assert told == (Reason("东工大", "东湾工业大学", "alias", "alias"),)
    (told,) = engine.find(Query("东工大 打磨")).reasons
    assert told == (Reason("东工大", "东湾工业大学", "alias", "alias"), Reason("打磨", "打磨", "title"))
    assert engine.find(Query("东工大")).understood.also[0][0] == "东工大"
    (told,) = engine.find(Query("东湾")).reasons
    assert told == (Reason("东湾", "东湾", "owner"),)


def test_the_database_finds_them_where_the_index_cannot_be_read(shop: Shop) -> None:
    own = shop.list("钢管打磨装置")
    call(shop.licensor, ALIASES)
    assert search_rows.like(["东工大"], 10) == [own]
