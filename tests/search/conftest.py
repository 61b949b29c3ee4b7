"""A small world for the search: rows written directly, so that every field of a document can be chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from marketplace.search import engine, indexer
from marketplace.search.postgresql import stored_snapshot
from marketplace.search.query import Query
from marketplace.search.results import Results
from marketplace.store.db import db, transaction
from marketplace.store.listings.listings import Listing, ListingOption, ListingPatent, ListingSite
from marketplace.store.office import outbox
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents.patents import (
    Patent,
    PatentCard,
    PatentClass,
    PatentIndustry,
    PatentInventor,
    PatentOwner,
)
from marketplace.store.sites import Site
from tests.make.cast import NOW

Make = dict[str, Any]


class Shop:
    """Writes listings and changes them, each in one transaction with its outbox row."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.site = self._found(Site(name_zh="江澜", name_en="Jianglan"))
        self.other_site = self._found(Site(name_zh="云溪", name_en="Yunxi", host="yunxi.example"))
        self.licensor = self.organisation("东湾工业大学", "Dongwan University of Technology")

    def organisation(
        self, name_zh: str, name_en: str = "", *, region: str = "420700", country: str = "CN"
    ) -> int:
        return self._found(
            Organisation(
                kind="university",
                name_zh=name_zh,
                name_en=name_en,
                region=region,
                country=country,
                created_at=NOW,
            )
        )

    @transaction
    def list(self, title_zh: str = "", **given: Any) -> int:
        """One published listing with one patent; `given` names what is special about it."""
        return self._list(title_zh, given)

    @transaction
    def list_many(self, wanted: list[tuple[str, Make]]) -> list[int]:
        return [self._list(title, given) for title, given in wanted]

    @transaction
    def change(self, listing_id: int, **values: Any) -> None:
        listing = db.session.get_one(Listing, listing_id)
        for name, value in values.items():
            setattr(listing, name, value)
        outbox.announce([listing_id], now=NOW)

    @transaction
    def change_quietly(self, listing_id: int, **values: Any) -> None:
        """A change that nobody announces."""
        db.session.execute(sa.update(Listing).where(Listing.id == listing_id).values(**values))

    @transaction
    def delete(self, listing_id: int) -> None:
        db.session.execute(sa.delete(ListingSite).where(ListingSite.listing_id == listing_id))
        db.session.execute(sa.delete(ListingOption).where(ListingOption.listing_id == listing_id))
        db.session.execute(sa.delete(ListingPatent).where(ListingPatent.listing_id == listing_id))
        db.session.execute(sa.delete(Listing).where(Listing.id == listing_id))
        outbox.announce([listing_id], now=NOW)

    @transaction
    def _found(self, row: Any) -> int:
        db.session.add(row)
        db.session.flush()
        return int(row.id)

    def _list(self, title_zh: str, given: Make) -> int:
        number = next(self._numbers)
        published = NOW + timedelta(minutes=number)
        listing = Listing(
            kind=given.get("kind", "platform"),
            licensor_id=given.get("licensor_id", self.licensor),
            title_zh=title_zh or ("" if given.get("title_en") else f"项目{number}"),
            title_en=given.get("title_en", ""),
            summary_zh=given.get("summary_zh", ""),
            summary_en=given.get("summary_en", ""),
            state=given.get("state", "published"),
            announcement_number="2026-1",
            announced_on=NOW.date(),
            withdrawn_on=NOW.date(),
            published_at=given.get("published_at", published),
            created_at=NOW,
            updated_at=NOW,
        )
        db.session.add(listing)
        db.session.flush()
        for place, patent in enumerate(given.get("patents", [{}]), 1):
            patent_id = self._patent(number * 10 + place, title_zh, patent)
            db.session.add(ListingPatent(listing_id=listing.id, patent_id=patent_id, position=place))
        for place, (model, fixed, *currency) in enumerate(given.get("options", []), 1):
            terms = given.get("terms", {})
            db.session.add(
                ListingOption(
                    listing_id=listing.id,
                    position=place,
                    sheet="{}",
                    sheet_hash=f"{number}-{place}",
                    model=model,
                    currency=(currency or ["CNY"])[0],
                    price_sure=fixed,
                    price_fixed=fixed,
                    term_months=terms.get("term_months", 60),
                    trial_months=terms.get("trial_months", 0),
                    territory=terms.get("territory", "CN"),
                )
            )
        for site_id in given.get("sites", [self.site]):
            db.session.add(ListingSite(listing_id=listing.id, site_id=site_id))
        outbox.announce([listing.id], now=NOW)
        return int(listing.id)

    def _patent(self, number: int, title_zh: str, given: Make) -> int:
        patent = Patent(
            number=given.get("number", f"CN2020{number:08d}"),
            publication_number=given.get("publication_number", ""),
            kind=given.get("kind", "invention"),
            licensor_id=self.licensor,
            title_zh=given.get("title_zh", title_zh or f"专利{number}"),
            title_en=given.get("title_en", ""),
            abstract_zh=given.get("abstract_zh", ""),
            abstract_en=given.get("abstract_en", ""),
            status=given.get("status", "granted"),
            industry=given.get("industry", ""),
            trl=given.get("trl"),
            term_end=given.get("term_end"),
            created_at=NOW,
            updated_at=NOW,
        )
        db.session.add(patent)
        db.session.flush()
        rows: list[Any] = []
        for place, owner in enumerate(given.get("owners", []), 1):
            name, organisation_id = owner if isinstance(owner, tuple) else (owner, None)
            rows.append(
                PatentOwner(patent_id=patent.id, position=place, name=name, organisation_id=organisation_id)
            )
        for place, name in enumerate(given.get("inventors", []), 1):
            rows.append(PatentInventor(patent_id=patent.id, position=place, name=name))
        for place, code in enumerate(given.get("classes", []), 1):
            scheme = "locarno" if "-" in code else "ipc"
            rows.append(PatentClass(patent_id=patent.id, scheme=scheme, position=place, code=code))
        for scheme in ("division", "emerging"):
            for code in given.get(scheme, []):
                rows.append(PatentIndustry(patent_id=patent.id, scheme=scheme, code=code))
        if card := given.get("card"):
            rows.append(PatentCard(patent_id=patent.id, **card))
        db.session.add_all(rows)
        return int(patent.id)


FED = {"test_indexer", "test_killing", "test_damage"}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """On PostgreSQL the index is in the database, unless a test looks into its folder."""
    names = metafunc.fixturenames
    if "search_backend" in names and "place" not in names and metafunc.config.getoption("database") == "postgresql":
        only_this = metafunc.definition.get_closest_marker("postgresql")
        # what a folder answers is proved on SQLite; here only that it is fed rightly from the other database
        folder_too = metafunc.module.__name__.rsplit(".", 1)[-1] in FED and not only_this
        names = ["whoosh", "postgresql"] if folder_too else ["postgresql"]
        metafunc.parametrize("search_backend", names, indirect=True)


@pytest.fixture
def search_backend(request: pytest.FixtureRequest, app: Flask, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where the index is kept: `whoosh` or `postgresql`."""
    name: str = getattr(request, "param", "whoosh")
    monkeypatch.setitem(app.config, "SEARCH_BACKEND", name)
    monkeypatch.setattr(stored_snapshot, "SMALL", 60_000)  # so that some are read whole, others slice by slice
    return name


@pytest.fixture
def shop(app: Flask, context: None, search_backend: str) -> Shop:
    return Shop()


@pytest.fixture
def search(shop: Shop) -> Callable[..., Results]:
    """Bring the index up to date and search the first site."""

    def ask(text: str = "", **options: Any) -> Results:
        indexer.catch_up()
        return engine.find(Query(text, site_id=options.pop("site_id", shop.site), **options))

    return ask


@pytest.fixture
def place(app: Flask) -> Path:
    """The folder of the index."""
    return Path(app.config["SEARCH_INDEX_DIR"])


def found(text: str = "", site_id: int = 1) -> Results:
    """Search as a page does, without bringing the index up to date; never more than a moment old."""
    engine.look_again()
    return engine.find(Query(text, site_id=site_id, per_page=100))
