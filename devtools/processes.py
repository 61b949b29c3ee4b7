"""The three processes of the site as children of `dev.py run`: started together, watched, ended together."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from devtools.places import PYTHON, ROOT, child_environment
from devtools.terminal import say

COMMANDS = {
    "web": ["-m", "gunicorn", "--config", "gunicorn.conf.py"],
    "worker": ["-m", "marketplace.jobs"],
    "indexer": ["-m", "marketplace.search"],
}
LONGEST_PAUSE = 30
GRACE = 25  # a little more than gunicorn's own graceful time-out
KEPT_LOG = 5_000_000


@dataclass
class Child:
    """One process. A pause doubles with each unexpected end and is forgotten after a minute of work."""

    name: str
    log: Path
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: int = 0
    due: float = field(default=0.0)

    def start(self) -> None:
        """Start it in a session of its own: Ctrl-C reaches only dev.py, which ends its children in order."""
        with _opened(self.log) as log:
            self.process = subprocess.Popen(
                [str(PYTHON), *COMMANDS[self.name]],
                cwd=ROOT,
                env=child_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.started = time.monotonic()

    def ended(self) -> int | None:
        """Its exit code, or None while it runs or waits for its restart."""
        return self.process.poll() if self.process else None

    def restart_later(self, code: int) -> None:
        """Note that it died and when it is to be started again."""
        lived = time.monotonic() - self.started
        self.pause = 1 if lived > 60 or not self.pause else min(2 * self.pause, LONGEST_PAUSE)
        self.due = time.monotonic() + self.pause
        self.process = None
        say("restarted", name=self.name, code=code, seconds=self.pause, log=self.log)


def all_children(folder: Path) -> dict[str, Child]:
    """Every process, none of them started; their output goes to `folder`/<name>.log."""
    folder.mkdir(parents=True, exist_ok=True)
    return {name: Child(name, folder / f"{name}.log") for name in COMMANDS}


def watch(children: dict[str, Child]) -> int:
    """Restart worker and indexer when they die, until the web process ends; returns its exit code."""
    while (code := children["web"].ended()) is None:
        for child in children.values():
            if child.process is None and time.monotonic() >= child.due:
                child.start()
            elif child.name != "web" and (ended := child.ended()) is not None:
                child.restart_later(ended)
        time.sleep(0.2)
    return code


def stop_all(children: dict[str, Child]) -> None:
    """End every process: asked first, killed with all its own children after the grace."""
    running = [child.process for child in children.values() if child.process and child.process.poll() is None]
    for process in running:
        process.send_signal(signal.SIGTERM)
    until = time.monotonic() + GRACE
    for process in running:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            _kill_session(process)


def _kill_session(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _opened(log: Path) -> IO[bytes]:
    if log.exists() and log.stat().st_size > KEPT_LOG:
        log.replace(log.with_suffix(".log.1"))
    return log.open("ab")
