"""`run` and `demo-reset`: set up what is missing, start, watch, end. `run` never removes anything."""

from __future__ import annotations

import fcntl
import http.client
import os
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
from devtools.places import data_dir, index_dir, port
from devtools.program import Answer, Program
from devtools.terminal import Trouble, say, step
from devtools.words import language, sentence

PATIENCE = 60
DATABASE = "marketplace.db"


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
            with Program() as program:
                greeting = _fill_database(program, empty=empty)
            return _serve(number, greeting)
        except Interrupted:
            return 0


def demo_reset(*, sure: bool = False, empty: bool = False) -> int:
    """Remove the demo, after asking, and load it anew unless `empty`. Real data are never touched."""
    folder = data_dir()
    with _ending_cleanly(), _sole_user_of(folder):
        environment.prepare()
        if not (folder / DATABASE).exists() and not os.environ.get("DATABASE_URL"):
            raise Trouble("no_demo", folder=folder)
        with Program() as program:
            _migrate(program)
            _require_demo(program, folder)
            if not sure and not _confirmed(folder):
                say("kept")
                return 1
            if os.environ.get("DATABASE_URL"):  # not a file that could be removed
                _must(program.ask("db", "downgrade", "base"))
        with step("step_remove"):
            _remove_demo(folder)
        if empty:
            say("reset_empty")
            return 0
        with Program() as program:
            _fill_database(program, empty=False)
    say("reset_done")
    return 0


def _fill_database(program: Program, *, empty: bool) -> str:
    """Migrate, load the demo unless `empty`, build the search index where it is not usable as it is.

    Returns what to tell the person: the sign-ins of the demo, or the link for the first administrator, or nothing.
    """
    _migrate(program)
    accounts = program.ask("demo", "accounts")
    if empty and not accounts.refused:
        raise Trouble("demo_present", folder=data_dir())
    if not empty and accounts.refused:
        with step("step_demo"):
            loaded = program.ask("demo", "load")
        accounts = program.ask("demo", "accounts")
        if loaded.refused:
            print(f"  {loaded.output}", flush=True)
        elif accounts.refused:
            raise Trouble("demo_unfinished")
    if program.ask("index", "status").refused:
        with step("step_index"):
            _must(program.ask("index", "rebuild"))
    if not accounts.refused:
        return f"{sentence('sign_ins')}\n{accounts.output}"
    link = program.ask("admin", "link", "--lang", language())
    return "" if link.refused else link.output


def _require_demo(program: Program, folder: Path) -> None:
    """Let nothing but a demo pass: a whole one has sign-ins, an unfinished one counts as loaded without them."""
    if program.ask("demo", "accounts").refused:
        with step("step_demo"):
            loaded = program.ask("demo", "load")
        if loaded.refused:
            raise Trouble("no_demo", folder=folder)


def _migrate(program: Program) -> None:
    with step("step_database"):
        _must(program.ask("db", "upgrade"))


def _must(answer: Answer) -> None:
    if answer.refused:
        raise Trouble("refused", answer=answer.output)


def _serve(number: int, greeting: str) -> int:
    """Start the processes, the web first, and watch them until it ends."""
    logs = data_dir() / "logs"
    children = processes.all_children(logs)
    try:
        with step("step_start"):
            children["web"].start()
            _wait_until_it_answers(number, children["web"])
            for name in ("worker", "indexer"):
                children[name].start()
        print(f"\n{greeting}\n" if greeting else "")
        say("logs", folder=logs)
        say("running", url=f"http://127.0.0.1:{number}")
        code = processes.watch(children)
        say("web_ended", code=code, log=children["web"].log)
        return 1
    finally:
        with step("step_stop"):
            processes.stop_all(children)


def _remove_demo(folder: Path) -> None:
    """Remove what the demo brought; the installation's keys and logs stay."""
    index = [path for path in index_dir().glob("*") if path.name != "README.md"]
    for place in (*folder.glob(f"{DATABASE}*"), folder / "files", *folder.glob("demo*"), *index):
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)


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
