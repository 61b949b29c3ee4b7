"""The pages of what people keep: stars, collections and their links, saved searches, letters that can be stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from marketplace import clock
from marketplace.jobs.worker import work_off
from marketplace.store.db import db, transaction
from marketplace.store.keeping import searches
from marketplace.store.listings.listings import Listing
from marketplace.store.office.jobs import Job
from marketplace.usecases.demand.matching import match_needs
from marketplace.usecases.demand.needs import Wanted, leave_need
from marketplace.usecases.keeping.digests import send_digests
from marketplace.usecases.keeping.searches import save_search
from tests.client import CheckedClient
from tests.jobs.postbox import Postbox, open_postbox
from tests.make.cast import NOW, Cast
from tests.make.listings import LUMP, make_listing, make_patent

Client = Callable[..., CheckedClient]


@pytest.fixture
def listing(app: Flask, world: Cast) -> str:
    with app.app_context():
        made = make_listing([make_patent(world.east)], LUMP).public_id
        db.session.remove()
    return made


@pytest.fixture
def postbox(app: Flask, tmp_path: Path) -> Iterator[Postbox]:
    with open_postbox() as box:
        app.config["MAIL_SMTP_URL"] = box.url
        yield box
        app.config["MAIL_SMTP_URL"] = ""


@transaction
def set_state(public_id: str, state: str) -> None:
    listing = db.session.scalars(sa.select(Listing).filter_by(public_id=public_id)).one()
    listing.state, listing.withdrawn_on = state, NOW.date()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_star_goes_on_and_off(client: Client, world: Cast, listing: str, lang: str) -> None:
    member = client(world.maker, lang=lang)
    member.get(f"/listings/{listing}")
    button = member.page.find("button", {"name": "mark"})
    assert button["value"] == listing and member.page.find(id=button["form"])
    back = member.post("/favourites", {"mark": listing, "next": f"/listings/{listing}"})
    assert back.headers["Location"] == f"/listings/{listing}"
    member.follow(back)
    assert member.page.find("button", {"name": "unmark"})["value"] == listing
    member.get("/favourites")
    assert f"/listings/{listing}" in str(member.page)
    member.follow(member.post("/favourites", {"unmark": listing}))
    assert f"/listings/{listing}" not in str(member.page.main)


def test_a_visitor_is_led_to_sign_in_and_back(client: Client, listing: str) -> None:
    visitor = client()
    visitor.get(f"/listings/{listing}")
    links = [a["href"] for a in visitor.page.main.find_all("a") if a["href"].startswith("/sign-in")]
    assert any(f"listings%2F{listing}" in link or f"listings/{listing}" in link for link in links)


def test_a_foreign_address_to_come_back_to_is_passed_over(client: Client, world: Cast, listing: str) -> None:
    answer = client(world.maker).post("/favourites", {"mark": listing, "next": "https://evil.example/"})
    assert answer.headers["Location"] == "/favourites"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_collection_is_shared_and_copied(client: Client, world: Cast, listing: str, lang: str) -> None:
    member, other, visitor = (
        client(world.maker, lang=lang),
        client(world.stranger, lang=lang),
        client(lang=lang),
    )
    member.get(f"/collections/adding?listing={listing}")
    made = member.post(f"/collections/adding?listing={listing}", {"name": "备选", "note": "先看"})
    place = made.headers["Location"]
    member.follow(made)
    assert "先看" in member.text()
    member.get("/collections")
    other.get(place, status=404)
    member.follow(member.post(f"{place}/sharing", {"share": "yes"}))
    link = next(a["href"] for a in member.page.main.find_all("a") if "/collections/shared/" in a["href"])
    path = link.removeprefix("http://localhost")
    shown = visitor.get(path)
    assert shown.headers["X-Robots-Tag"] == "noindex" and "先看" in visitor.text()
    assert not visitor.page.main.find("form")  # to read only
    copy = other.post(f"{path}/copy")
    other.follow(copy)
    assert "先看" in other.text()
    member.post(f"{place}/sharing", {"share": "no"})
    visitor.get(path, status=404)
    other.get(copy.headers["Location"])  # the copy stays
    member.post(f"{place}/deletion")
    member.get(place, status=404)


@pytest.mark.parametrize(("state", "shown"), [("withdrawn", True), ("suspended", True), ("draft", False)])
def test_what_was_kept_says_how_it_stands(
    app: Flask, client: Client, world: Cast, listing: str, state: str, shown: bool
) -> None:
    member = client(world.maker)
    place = member.post(f"/collections/adding?listing={listing}", {"name": "备选"}).headers["Location"]
    member.post("/favourites", {"mark": listing})
    with app.app_context():
        set_state(listing, state)
        db.session.remove()
    for page in (place, "/favourites"):
        member.get(page)
        assert ("打磨装置" in member.text()) is shown
        assert {"withdrawn": "已撤回", "suspended": "暂停受理", "draft": "未公开"}[state] in member.text()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_search_is_saved_with_its_filters(client: Client, world: Cast, listing: str, lang: str) -> None:
    member = client(world.maker, lang=lang)
    member.get("/saved-searches/new?q=打磨&kind=platform&price_max=50000")
    assert "50,000" in member.text()
    saved = member.post(
        "/saved-searches?q=打磨&kind=platform&price_max=50000", {"name": "打磨", "digest": "weekly"}
    )
    member.follow(saved)
    member.get("/saved-searches")
    opened = member.post(f"{saved.headers['Location']}/opening").headers["Location"]
    assert "kind=platform" in opened and "price_max=50000" in opened and "q=" in opened
    member.follow(member.post(saved.headers["Location"], {"name": "另名", "digest": "off"}))
    assert "另名" in member.text()
    member.follow(member.post(f"{saved.headers['Location']}/deletion"))
    member.get(saved.headers["Location"], status=404)


@transaction
def clear_jobs() -> None:
    db.session.execute(sa.delete(Job))


@transaction
def publish_later(public_id: str) -> None:
    db.session.scalars(sa.select(Listing).filter_by(public_id=public_id)).one().published_at = (
        NOW + timedelta(hours=1)
    )


def letters(app: Flask, cast: Cast, postbox: Postbox) -> list[str]:
    """The texts of the letters that the maker gets for a saved search and a need, a day later."""
    with app.app_context():
        clear_jobs()
        save_search(
            name="打磨",
            values={"text": "打磨"},
            digest="daily",
            language="zh",
            actor=cast.maker.actor,
            now=NOW,
        )
        leave_need(Wanted("problem", "焊缝 打磨"), language="zh", actor=cast.maker.actor, now=NOW)
        clear_jobs()
        publish_later(make_listing([make_patent(cast.east)], LUMP).public_id)
        with clock.fixed(NOW + timedelta(days=1)):
            send_digests(now=clock.now)
            match_needs(now=clock.now)
            work_off()
        db.session.remove()
    mine = [message for message in postbox.messages if message["To"] == cast.maker.email]
    assert all(message["List-Unsubscribe"] for message in mine)
    return [message.get_content() for message in mine]


def test_letters_name_the_listings_and_can_be_stopped_without_signing_in(
    app: Flask, world: Cast, client: Client, postbox: Postbox
) -> None:
    digest, match = letters(app, world, postbox)
    assert "一种钢管焊缝低噪声打磨装置" in digest and "http://localhost/listings/" in digest
    assert "相符的词：" in match and "打磨" in match
    for text in (digest, match):
        path = next(line for line in text.splitlines() if "/unsubscribe/" in line).split("http://localhost")[
            1
        ]
        visitor = client()
        visitor.get(path)  # what a mail program does: nothing happens
        with app.app_context():
            (search,) = searches.of_person(world.maker.person_id)
            assert text is match or search.digest == "daily"
            db.session.remove()
        visitor.post(path, status=200)
        visitor.get(path)
        assert not visitor.page.main.find("form")
    with app.app_context():
        (search,) = searches.of_person(world.maker.person_id)
        assert search.digest == "off"
        db.session.remove()


def test_a_forged_link_stops_nothing(client: Client, world: Cast) -> None:
    client().get("/unsubscribe/saved_search.k7m2xq9tdw.aaaaaaaaaaaaaaaaaaaaaaaa", status=404)
