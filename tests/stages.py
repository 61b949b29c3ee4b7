"""Databases that many tests start from: each is made once for a run and copied for each test."""

from __future__ import annotations

import fcntl
import pickle
import secrets
import shutil
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import make_url

from tests.postgresql import Cluster


class SqliteStore:
    """Templates are closed database files; a copy is a file copy."""

    def __init__(self, shared: Path) -> None:
        self.shared = shared

    def template(self, name: str, of: str) -> str:
        """The address of a new template, empty or a copy of another one."""
        if of:
            shutil.copyfile(self.shared / f"{of}.db", self.shared / f"{name}.db")
        return f"sqlite:///{self.shared / name}.db"

    def copy(self, template: str, folder: Path) -> str:
        """The address of a test's own copy."""
        target = folder / "marketplace.db"
        shutil.copyfile(self.shared / f"{template}.db", target)
        return f"sqlite:///{target}"

    def drop(self, url: str) -> None:
        """Nothing: pytest removes the folder."""

    def close(self) -> None:
        """Nothing is open."""


class PostgresqlStore:
    """Templates are databases of the throw-away cluster."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.connection = cluster.connect()

    def template(self, name: str, of: str) -> str:
        """The address of a new template, empty or a copy of another one."""
        self._create(name, of or "template1")
        return self.cluster.url(name)

    def copy(self, template: str, folder: Path) -> str:
        """The address of a test's own copy."""
        name = f"test_{secrets.token_hex(6)}"
        self._create(name, template)
        return self.cluster.url(name)

    def drop(self, url: str) -> None:
        """Remove a test's own copy."""
        self.connection.execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def close(self) -> None:
        """End the administrator's connection."""
        self.connection.close()

    def _create(self, name: str, of: str) -> None:
        self.connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{of}" STRATEGY FILE_COPY')


class Stages:
    """Databases that many tests start from, each made once for a whole run: `migrated`, and what conftest adds."""

    def __init__(self, store: SqliteStore | PostgresqlStore, shared: Path) -> None:
        self.store = store
        self.shared = shared

    def made(self, name: str, *, of: str, build: Callable[[str], Any]) -> Any:
        """Make a stage unless a worker has made it, and give what its builder gave.

        `build` gets the address of a copy of the stage `of` and fills it; it leaves no connection open. What it
        returns is pickled for the other workers. If it fails, every test that needs the stage fails with its reason.
        """
        verdict = self.shared / f"{name}.pickle"
        with _locked(self.shared / f"{name}.lock"):
            if not verdict.exists():
                try:
                    result = ("", build(self.store.template(name, of)))
                except Exception:  # the other workers must hear of it too
                    result = (traceback.format_exc(), None)
                verdict.write_bytes(pickle.dumps(result))
        fault, value = pickle.loads(verdict.read_bytes())
        if fault:
            pytest.fail(f"the database {name} could not be made:\n{fault}", pytrace=False)
        return value


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
