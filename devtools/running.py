"""`run` and `demo-reset`: set up what is missing, start, watch, end. `run` never removes anything."""

from __future__ import annotations

import fcntl
import http.client
import shutil
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from devtools import environment, processes
from devtools.places import data_dir, flask, index_dir, port
from devtools.terminal import CommandFailed, Trouble, call, say, step
from devtools.words import sentence

PATIENCE = 60
OWNED = ("marketplace.db", "marketplace.db-wal", "marketplace.db-shm", "files", "demo")


class Interrupted(BaseException):
    """A signal asked the program to end."""


def run(*, empty: bool = False) -> int:
    """Set up and serve until Ctrl-C: exit code 0 after Ctrl-C, 1 when the web process ended by itself."""
    number = port()
    if number is None:
        raise Trouble("port_wrong")
    _require_free(number)
    with _ending_cleanly(), _sole_user_of(data_dir()):
        try:
            environment.prepare()
            accounts = _fill_database(empty=empty)
            return _serve(number, accounts)
        except Interrupted:
            return 0


def demo_reset(*, sure: bool = False, empty: bool = False) -> int:
    """Remove the demo, after asking, and load it anew unless `empty`. Real data are never touched."""
    folder = data_dir()
    with _sole_user_of(folder):
        environment.prepare()
        if not _demo_accounts():
            raise Trouble("no_demo", folder=folder)
        if not sure and not _confirmed(folder):
            say("kept")
            return 1
        with step("step_remove"):
            _remove_demo(folder)
        if empty:
            say("reset_empty")
            return 0
        _fill_database(empty=False)
    say("reset_done")
    return 0


def _fill_database(*, empty: bool) -> str:
    """Migrate, load the demo unless `empty`, build the search index where it is not usable as it is.

    Returns the sign-ins of the demo, ready to print; nothing where the data are real.
    """
    with step("step_database"):
        call(flask("db", "upgrade"))
    accounts = _demo_accounts()
    if empty and accounts:
        raise Trouble("demo_present", folder=data_dir())
    if not empty and not accounts:
        with step("step_demo"):
            refusal = _refusal("demo", "load")
        if refusal:
            print(f"  {refusal}", flush=True)
        else:
            accounts = _demo_accounts()
    if _refusal("index", "status"):
        with step("step_index"):
            call(flask("index", "rebuild"))
    return accounts


def _serve(number: int, accounts: str) -> int:
    logs = data_dir() / "logs"
    url = f"http://127.0.0.1:{number}"
    with step("step_start"):
        children = processes.start_all(logs)
        try:
            _wait_until_it_answers(number, children["web"])
        except BaseException:
            processes.stop_all(children)
            raise
    try:
        _greet(url, logs, accounts)
        code = processes.watch(children)
        say("web_ended", code=code, log=children["web"].log)
        return 1
    finally:
        with step("step_stop"):
            processes.stop_all(children)


def _greet(url: str, logs: Path, accounts: str) -> None:
    print()
    if accounts:
        say("sign_ins")
        print(accounts, flush=True)
    elif link := _first_administrator():
        say("first_administrator")
        print(f"  {link}\n", flush=True)
    say("logs", folder=logs)
    say("running", url=url)


def _demo_accounts() -> str:
    """The sign-ins of the demo, ready to print, or nothing where the demo is not loaded."""
    return _asked("demo", "accounts")


def _first_administrator() -> str:
    """A one-time link, or nothing once there is an administrator."""
    return _asked("admin", "link")


def _asked(*command: str) -> str:
    """What one of the program's commands answers; nothing where it refuses.

    Raises:
        CommandFailed: it broke down instead of refusing.
    """
    try:
        return call(flask(*command)).strip("\n")
    except CommandFailed as failure:
        if "Traceback" in failure.output:
            raise
        return ""


def _refusal(*command: str) -> str:
    """The sentence with which one of the program's commands refuses, or nothing where it does its work."""
    try:
        call(flask(*command))
    except CommandFailed as failure:
        if "Traceback" in failure.output:
            raise
        return failure.output or str(failure.code)
    return ""


def _remove_demo(folder: Path) -> None:
    if not (folder / "marketplace.db").exists():  # the database is elsewhere: DATABASE_URL
        call(flask("db", "downgrade", "base"))
    for place in (*(folder / name for name in OWNED), *_index_files()):
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)


def _index_files() -> list[Path]:
    return [path for path in index_dir().glob("*") if path.name != "README.md"]


def _confirmed(folder: Path) -> bool:
    if not sys.stdin.isatty():
        raise Trouble("no_answer")
    try:
        return input(sentence("confirm_reset", folder=folder)).strip().lower() == "yes"
    except EOFError:
        return False


def _require_free(number: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
        except OSError as refusal:
            raise Trouble("port_taken", port=number, other=number % 65535 + 1) from refusal


def _wait_until_it_answers(number: int, web: processes.Child) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if (code := web.ended()) is not None:
            raise Trouble("web_ended", code=code, log=web.log)
        if _answers(number):
            return
        time.sleep(0.1)
    raise Trouble("web_silent", seconds=PATIENCE, log=web.log)


def _answers(number: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", number, timeout=10)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


@contextmanager
def _ending_cleanly() -> Iterator[None]:
    """Turn the signals that end a program into one exception; a second one while ending is ignored."""

    def end(_number: int, _frame: FrameType | None) -> None:
        for name in names:
            signal.signal(name, signal.SIG_IGN)
        raise Interrupted

    names = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.signal(name, end) for name in names]
    try:
        yield
    finally:
        for name, handler in zip(names, before, strict=True):
            signal.signal(name, handler)


@contextmanager
def _sole_user_of(folder: Path) -> Iterator[None]:
    """Hold the installation's lock, so that nothing is served twice or removed while it is served."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "dev.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as refusal:
            raise Trouble("already_running", folder=folder) from refusal
        yield
