"""The databases of the tests: migrated once for each run, copied for each test, on SQLite or PostgreSQL.

A pytest plugin: `--database sqlite|postgresql`, the markers `sqlite` and `postgresql`, the fixtures `database_kind`,
`migrated_template` and `database_url`. Workers of one run share the template and the PostgreSQL server.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import make_url

from tests.postgresql import Cluster, NoPostgreSQL, OwnCluster

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = "migrated"
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
    """Start the server once, in the process that was started by hand; its workers are told where it is."""
    if config.getoption("database") != "postgresql":
        return
    told = getattr(config, "workerinput", None)
    if told:
        config.stash[CLUSTER] = Cluster(Path(told["postgresql"]))
        return
    try:
        config.stash[CLUSTER] = OwnCluster()
    except NoPostgreSQL as reason:
        raise pytest.UsageError(str(reason)) from reason


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    if CLUSTER in node.config.stash:
        node.workerinput["postgresql"] = str(node.config.stash[CLUSTER].folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    cluster = config.stash.get(CLUSTER, None)
    if isinstance(cluster, OwnCluster):
        cluster.stop()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked for the other database."""
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[config.getoption("database")]
    left_out = [item for item in items if item.get_closest_marker(other)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker(other)]


class SqliteTemplate:
    """A migrated, closed database file; a copy is a file copy."""

    def __init__(self, shared: Path) -> None:
        self.file = shared / f"{TEMPLATE}.db"

    @property
    def url(self) -> str:
        return f"sqlite:///{self.file}"

    def create(self) -> None:
        pass

    def copy(self, folder: Path) -> str:
        target = folder / "marketplace.db"
        shutil.copyfile(self.file, target)
        return f"sqlite:///{target}"

    def drop(self, url: str) -> None:
        pass


class PostgresqlTemplate:
    """A migrated database that is the template of the others."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.connection = cluster.connect()

    @property
    def url(self) -> str:
        return self.cluster.url(TEMPLATE)

    def create(self) -> None:
        self.connection.execute(f"CREATE DATABASE {TEMPLATE}")

    def copy(self, folder: Path) -> str:
        name = f"test_{secrets.token_hex(6)}"
        self.connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY")
        return self.cluster.url(name)

    def drop(self, url: str) -> None:
        name = make_url(url).database
        self.connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


Template = SqliteTemplate | PostgresqlTemplate


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
def migrated_template(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Template]:
    """A database with every migration applied, made by the first worker that needs it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if hasattr(request.config, "workerinput") else own
    cluster = request.config.stash.get(CLUSTER, None)
    template: Template = PostgresqlTemplate(cluster) if cluster else SqliteTemplate(shared)
    with _locked(shared / "template.lock"):
        verdict = shared / "template.verdict"
        if not verdict.exists():
            template.create()
            verdict.write_text(_migrate(template.url, shared))
    if fault := verdict.read_text():
        pytest.fail(f"the migrations failed:\n{fault}")
    yield template
    if isinstance(template, PostgresqlTemplate):
        template.connection.close()


@pytest.fixture
def database_url(migrated_template: Template, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated database of this test's own. Dispose of its engine before the test ends."""
    url = migrated_template.copy(tmp_path)
    yield url
    migrated_template.drop(url)


def _migrate(url: str, folder: Path) -> str:
    """Run the migrations as an operator does; the answer is empty, or what went wrong."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DATA_DIR": str(folder / "template"),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "db", "upgrade"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    return done.stdout + done.stderr if done.returncode else ""


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
