"""The demo world played into a database: once for a run, copied for each test that asks for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask

from marketplace import clock
from marketplace.demo import loading
from marketplace.domain.access import ANY_ROLE
from marketplace.store.db import db
from marketplace.store.deals.agreements import Agreement
from marketplace.store.parties import organisations, people
from tests.demo.world import LOADED_AT, LOADED_ON, Licence
from tests.stages import Stages
from tests.where import Where


@pytest.fixture(scope="session")
def licences(application: Flask, stages: Stages, tmp_path_factory: pytest.TempPathFactory) -> list[Licence]:
    """The stage `demo`: everything that the first start loads; its deals that have an agreement."""

    def build(url: str) -> list[Licence]:
        Where.move(application, url)
        folder = tmp_path_factory.mktemp("demo")
        application.config["DATA_DIR"], application.config["FILES_DIR"] = folder, folder / "files"
        with clock.fixed(LOADED_AT), application.app_context():
            loading.load(folder, now=LOADED_AT, progress=lambda _done, _of: None)
            made = [_licence(one) for one in db.session.scalars(sa.select(Agreement).order_by(Agreement.id))]
        Where.leave(application)
        return made

    found: list[Licence] = stages.made("demo", of="migrated", build=build)
    return found


def _licence(agreement: Agreement) -> Licence:
    deal = agreement.deal
    office = organisations.acting_office_id(deal.licensor_id, LOADED_ON)
    return Licence(
        deal.public_id,
        licensee=people.members_with(deal.licensee_id, ANY_ROLE)[0].id,
        office=people.members_with(office, ANY_ROLE)[0].id,
    )


@pytest.fixture
def database_stage(request: pytest.FixtureRequest) -> str:
    """The demo where the test asks for its licences, else empty."""
    if "licences" not in request.fixturenames:
        return "migrated"
    request.getfixturevalue("licences")
    return "demo"


@pytest.fixture
def day_of_loading(standing_clock: None) -> Iterator[None]:
    """Look at the demo on the day it was loaded."""
    with clock.fixed(LOADED_AT):
        yield
