"""Fixtures of all tests: one application for each worker, a database of its own for each test, a clock that stands."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_socket
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis.database import InMemoryExampleDatabase
from sqlalchemy.pool import QueuePool

from marketplace import clock
from marketplace.app import create_app
from marketplace.store.db import db, sqlite
from tests.client import CheckedClient
from tests.deep.share import share_of
from tests.make.cast import NOW, Cast, make_cast
from tests.stages import Stages
from tests.where import Where

pytest_plugins = ["tests.databases"]

# how properties are searched: every day the same examples, so that nothing fails by chance and nothing is shrunk for
# minutes; `dev.py deep` explores at random, shrinks what it finds and prints how to see it again
settings.register_profile(
    "usual",
    max_examples=100,
    derandomize=True,
    phases=[phase for phase in Phase if phase not in (Phase.shrink, Phase.explain)],
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "deep",
    parent=settings.get_profile("usual"),
    max_examples=share_of(2000, least=20),
    derandomize=False,
    database=InMemoryExampleDatabase(),
    phases=list(Phase),
    print_blob=True,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))


@pytest.fixture(autouse=True)
def stay_on_this_machine() -> Iterator[None]:
    """No test reaches beyond the loopback."""
    pytest_socket.socket_allow_hosts(["127.0.0.1", "localhost", "::1"], allow_unix_socket=True)
    yield
    pytest_socket._remove_restrictions()


@pytest.fixture(autouse=True)
def standing_clock() -> Iterator[None]:
    with clock.fixed(NOW):
        yield


@pytest.fixture(scope="session")
def application(database_kind: str, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    options: dict[str, Any] = {
        "poolclass": QueuePool,
        "pool_size": 20,
        "pool_use_lifo": True,
        "creator": Where.connect,
    }
    if database_kind == "sqlite":
        options["module"] = sqlite
    return create_app(
        {
            "TESTING": True,
            "SECRET_KEY": "test " * 8,
            "SQLALCHEMY_DATABASE_URI": "sqlite:////creator/decides.db"
            if database_kind == "sqlite"
            else "postgresql+psycopg://",
            "SQLALCHEMY_ENGINE_OPTIONS": options,
            "ARGON2_MEMORY_KIB": 8,
            "ARGON2_TIME_COST": 1,
            "RATELIMIT_ENABLED": False,
            "PUBLIC_URL": "http://localhost",
        }
    )


@pytest.fixture(scope="session")
def peopled(application: Flask, stages: Stages) -> Cast:
    """The cast in the stage `peopled`; its ids are the same in every copy."""

    def build(url: str) -> Cast:
        Where.move(application, url)
        with clock.fixed(NOW), application.app_context():
            cast = make_cast()
        Where.leave(application)
        return cast

    made: Cast = stages.made("peopled", of="migrated", build=build)
    return made


@pytest.fixture
def database_stage(request: pytest.FixtureRequest) -> str:
    """With the cast where the test asks for it, else empty."""
    if {"cast", "world"} & set(request.fixturenames):
        request.getfixturevalue("peopled")
        return "peopled"
    return "migrated"


@pytest.fixture
def app(application: Flask, database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database and folders of this test's own."""
    Where.move(application, database_url)
    application.config["DATA_DIR"] = tmp_path
    application.config["FILES_DIR"] = tmp_path / "files"
    application.config["SEARCH_INDEX_DIR"] = tmp_path / "index"
    yield application
    Where.leave(application)


@pytest.fixture
def context(app: Flask) -> Iterator[None]:
    """An application context, for tests below the web. Never together with the client."""
    with app.app_context():
        yield
        db.session.remove()


@pytest.fixture
def cast(app: Flask, context: None, peopled: Cast) -> Cast:
    """The cast, inside an application context (use cases and queries)."""
    return peopled


@pytest.fixture
def world(app: Flask, peopled: Cast) -> Cast:
    """The cast, without an open context (pages)."""
    return peopled


@pytest.fixture
def client(app: Flask) -> Callable[..., CheckedClient]:
    """`client()` for a visitor, `client(world.maker)` for a member, `client(person_id=…)`; every page is checked."""

    def sign_in(member: Any = None, *, person_id: int | None = None, lang: str = "zh") -> CheckedClient:
        return CheckedClient(app, member.person_id if member else person_id, lang)

    return sign_in
