"""`dev.py run` watches its processes, and refuses in one sentence what cannot be."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from devtools import processes, running
from devtools.places import ROOT
from devtools.terminal import Trouble

SLEEP = ["-c", "import time; time.sleep(60)"]
STUBBORN = [
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)",
]


@pytest.fixture
def python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "PYTHON", Path(sys.executable))


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.usefixtures("python")
def test_a_dead_worker_is_started_again_and_all_end_with_the_web(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    once = tmp_path / "died"
    worker = (
        f"import pathlib, sys, time; p = pathlib.Path({str(once)!r})\n"
        "if not p.exists(): p.touch(); sys.exit(3)\ntime.sleep(60)"
    )
    web = "import time; time.sleep(2.5); raise SystemExit(7)"
    monkeypatch.setattr(
        processes, "COMMANDS", {"web": ["-c", web], "worker": ["-c", worker], "indexer": SLEEP}
    )
    children = processes.all_children(tmp_path)
    for child in children.values():
        child.start()
    first = children["worker"].process
    try:
        assert processes.watch(children) == 7
        second = children["worker"].process
        assert first and second and first.pid != second.pid
        assert second.poll() is None, "the second worker lives"
    finally:
        processes.stop_all(children)
    assert not any(_alive(child.process.pid) for child in children.values() if child.process)
    assert "3" in capsys.readouterr().out, "the exit code of the dead worker is told"


@pytest.mark.usefixtures("python")
def test_a_process_that_will_not_end_is_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(processes, "COMMANDS", {"web": STUBBORN})
    monkeypatch.setattr(processes, "GRACE", 0.3)
    children = processes.all_children(tmp_path)
    for child in children.values():
        child.start()
    until = time.monotonic() + 10
    while not (tmp_path / "web.log").read_text() and time.monotonic() < until:
        time.sleep(0.02)
    processes.stop_all(children)
    assert children["web"].ended() == -signal.SIGKILL


def test_a_pause_doubles_and_has_an_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    child = processes.Child("worker", tmp_path / "log", started=time.monotonic())
    pauses = []
    for _ in range(8):
        child.restart_later(1)
        pauses.append(child.pause)
    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30]
    child.started -= 100
    child.restart_later(1)
    assert child.pause == 1, "after some work the process is trusted again"


def test_a_taken_port_is_one_sentence_and_changes_nothing(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        environment = {
            **os.environ,
            "PORT": str(port),
            "DATA_DIR": str(tmp_path / "data"),
            "LC_ALL": "C.UTF-8",
        }
        done = subprocess.run(
            [sys.executable, "dev.py", "run"], cwd=ROOT, env=environment, capture_output=True, text=True
        )
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"Port {port} is already taken. Choose another one: PORT={port + 1} python3 dev.py run"
    ]
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("text", ["", "0", "65536", "80a", "-1", "８０００"])
def test_a_port_is_a_number(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("PORT", text)
    if text:
        with pytest.raises(Trouble, match="65535"):
            running.run()
    else:
        from devtools.places import port

        assert port() == 8000


def test_one_installation_is_used_once(tmp_path: Path) -> None:
    with running._sole_user_of(tmp_path):
        with pytest.raises(Trouble, match=str(tmp_path)), running._sole_user_of(tmp_path):
            pass
    with running._sole_user_of(tmp_path):
        pass


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_run_once(name: signal.Signals) -> None:
    before = signal.getsignal(name)
    with pytest.raises(running.Interrupted), running._ending_cleanly():
        try:
            os.kill(os.getpid(), name)
            time.sleep(1)
        finally:
            os.kill(os.getpid(), name)  # a second Ctrl-C does not disturb the ending
    assert signal.getsignal(name) == before
