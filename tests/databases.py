"""The databases of the tests: migrated once for each run, copied for each test, on SQLite or PostgreSQL.

A pytest plugin: `--database sqlite|postgresql`, the markers `sqlite` and `postgresql`, the fixtures `database_kind`,
`stages`, `database_stage` and `database_url`. Workers of one run share the stages of SQLite; each has a PostgreSQL
server of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask

from tests.postgresql import Cluster, NoPostgreSQL, find_programs
from tests.stages import PostgresqlStore, SqliteStore, Stages
from tests.where import Where

SETTINGS = (
    "DATABASE_URL",
    "FILES_URL",
    "MAIL_SMTP_URL",
    "PORT",
    "PUBLIC_URL",
    "SEARCH_INDEX_DIR",
    "SECRET_KEY",
)
CLUSTER = pytest.StashKey[Cluster]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database", choices=("sqlite", "postgresql"), default="sqlite", help="what the tests store in"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Start a server for each process that runs tests.

    One for all would let the open transaction of one test hold back the search outbox of another: what PostgreSQL
    calls settled is settled for the whole cluster.
    """
    if config.getoption("database") != "postgresql":
        return
    only_hands_out = bool(config.getoption("numprocesses", None)) and not hasattr(config, "workerinput")
    try:
        if only_hands_out:
            find_programs()
        else:
            config.stash[CLUSTER] = Cluster()
    except NoPostgreSQL as reason:
        raise pytest.UsageError(str(reason)) from reason


def pytest_unconfigure(config: pytest.Config) -> None:
    if CLUSTER in config.stash:
        config.stash[CLUSTER].stop()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked for the other database; begin with what takes long, so that nobody waits for it last."""
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[config.getoption("database")]
    left_out = [item for item in items if item.get_closest_marker(other)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
    kept = [item for item in items if not item.get_closest_marker(other)]
    items[:] = sorted(kept, key=_patience, reverse=True)


def _patience(item: pytest.Item) -> float:
    """The seconds a test asks for if it asks for more than others."""
    marker = item.get_closest_marker("timeout")
    return float(marker.args[0]) if marker else 0.0


@pytest.fixture(scope="session", autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The tests neither obey nor touch the installation they run beside."""
    with pytest.MonkeyPatch.context() as patch:
        for name in SETTINGS:
            patch.delenv(name, raising=False)
        patch.setenv("DATA_DIR", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session")
def database_kind(request: pytest.FixtureRequest) -> str:
    """`sqlite` or `postgresql`."""
    return str(request.config.getoption("database"))


@pytest.fixture(scope="session")
def stages(
    request: pytest.FixtureRequest, application: Flask, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stages]:
    """The databases that tests start from. `migrated` has every migration applied and no row of a test."""
    own = tmp_path_factory.getbasetemp()
    cluster = request.config.stash.get(CLUSTER, None)
    shared = own if cluster or not hasattr(request.config, "workerinput") else own.parent
    store = PostgresqlStore(cluster) if cluster else SqliteStore(shared)
    made = Stages(store, shared)
    made.made("migrated", of="", build=lambda url: migrate(application, url))
    yield made
    store.close()


@pytest.fixture
def database_stage() -> str:
    """The stage that the test starts from; conftest may override it."""
    return "migrated"


@pytest.fixture
def database_url(stages: Stages, database_stage: str, tmp_path: Path) -> Iterator[str]:
    """The address of a database of this test's own. Its connections are closed before the test ends."""
    url = stages.store.copy(database_stage, tmp_path)
    yield url
    stages.store.drop(url)


def migrate(application: Flask, url: str, *, down_to: str = "") -> None:
    """Run the migrations as the command `db upgrade` does, or `db downgrade` to a revision."""
    Where.move(application, url)
    with application.app_context():
        flask_migrate.downgrade(revision=down_to) if down_to else flask_migrate.upgrade()
    Where.leave(application)
