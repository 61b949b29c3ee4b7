"""A PostgreSQL cluster that lives as long as the process that started it: own folder, own socket, no port.

A watching process holds the cluster and sees its starter end, however it ends, because their pipe closes; then it
stops the server and removes the folder.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg

SERVER = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "96MB",
    "autovacuum": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "timezone": "UTC",
}
PATIENCE = 30


class NoPostgreSQL(Exception):
    """There is no PostgreSQL server on this machine, or it does not start."""


class Cluster:
    """The running server of this process. `url(name)` addresses one of its databases; `stop()` ends it before the
    process does. `kept` is a folder that `stop` has kept of another one.
    """

    def __init__(self, kept: Path | None = None) -> None:
        programs = find_programs()
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir=_place()))
        if kept:
            shutil.copytree(kept, self.folder / "data")
        command = [sys.executable, str(Path(__file__).resolve()), str(self.folder), str(programs)]
        self._watcher = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise

    def url(self, database: str) -> str:
        """The SQLAlchemy address of a database."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def connect(self) -> psycopg.Connection[Any]:
        """An administrator's connection, for CREATE and DROP DATABASE."""
        return psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True)

    def stop(self, keep: Path | None = None) -> None:
        """Stop the server and remove its folder; `keep`: a new folder that gets all that is in its databases."""
        assert self._watcher.stdin
        self._watcher.stdin.write(str(keep or "").encode())
        self._watcher.stdin.close()
        self._watcher.wait()

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self._watcher.poll() is None:
            try:
                self.connect().close()
                return
            except psycopg.OperationalError:
                time.sleep(0.05)
        log = self.folder / "log"
        raise NoPostgreSQL(log.read_text() if log.exists() else "PostgreSQL did not start.")


def _place() -> str:
    """The folder of temporary files, unless a socket's path would be too long there or the server's user kept out."""
    place = tempfile.gettempdir()
    return place if len(place) < 60 and os.stat(place).st_mode & stat.S_IXOTH else "/tmp"


def find_programs() -> Path:
    """The folder of the newest PostgreSQL server programs on this machine.

    Raises:
        NoPostgreSQL: there is none.
    """
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda path: [int(n) for n in path.parent.name.split(".")],
    )
    on_path = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    for folder in [*reversed(installed), *on_path]:
        if all((folder / program).exists() for program in ("initdb", "postgres")):
            return folder.resolve()
    raise NoPostgreSQL("There is no PostgreSQL server here: install the package postgresql.")


def _as_nobody_special() -> dict[str, Any]:
    """PostgreSQL refuses root: then its own user runs it, or else `nobody`."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _watch(folder: Path, programs: Path) -> None:
    """Make the cluster, run the server until standard input closes, remove everything."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)  # the end of the pipe is the one reason to stop
    identity: dict[str, Any] = {
        **_as_nobody_special(),
        "cwd": folder,
        "env": {"LC_ALL": "C", "PATH": os.defpath},
    }
    data = folder / "data"
    kept = data.exists()
    if "user" in identity:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, identity["user"], identity["group"])
    initdb = [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    initdb += ["--no-locale", "--no-sync"]
    server = [programs / "postgres", "-D", data, "-k", folder]
    server += [word for name, value in SERVER.items() for word in ("-c", f"{name}={value}")]
    process = None
    keep = ""
    try:
        with (folder / "log").open("wb") as log:
            output: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log}
            if kept or subprocess.run(initdb, **identity, **output).returncode == 0:
                process = subprocess.Popen(server, restore_signals=True, **identity, **output)
        keep = sys.stdin.read()
    finally:
        if process:
            process.send_signal(signal.SIGINT if keep else signal.SIGQUIT)  # SIGINT: databases are closed in order
            try:
                process.wait(120 if keep else 10)
            except subprocess.TimeoutExpired:
                process.kill()
        if keep:
            shutil.copytree(data, keep)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    _watch(Path(sys.argv[1]), Path(sys.argv[2]))
