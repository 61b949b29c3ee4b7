"""A web server of a test's own that can be killed: gunicorn with two workers, the application loaded once."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[2]


class Site:
    """`start`, `kill_worker` and `kill_all` at will; it listens on one port all the time."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.log = folder / "web.log"
        self.environment = {**os.environ, **settings, "PYTHONPATH": str(ROOT)}
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        server = [
            "-m",
            "gunicorn",
            "-b",
            f"127.0.0.1:{self.port}",
            "-w",
            "2",
            "-k",
            "gthread",
            "--threads",
            "8",
        ]
        more = ["--preload", "--no-control-socket", "--log-level", "error", "wsgi:app"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *server, *more],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + 90
        while len(self.workers()) < 2:
            assert self.process.poll() is None and time.monotonic() < deadline, self.log.read_text()[-2000:]
            time.sleep(0.05)

    def workers(self) -> list[int]:
        """The ids of the workers that live now."""
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()] if children.exists() else []

    def kill_worker(self, draw: Random) -> None:
        """kill -9 one worker; the server starts another."""
        found = self.workers()
        if found:
            try:
                os.kill(draw.choice(found), signal.SIGKILL)
            except ProcessLookupError:
                return

    def kill_all(self) -> None:
        """kill -9 the server and its workers at once."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(30)

    def post(self, path: str, form: dict[str, str], cookie: str) -> tuple[int, str] | None:
        """Status and text of the answer; None where none came."""
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded", "Host": "localhost"}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("POST", path, urlencode(form), headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, HTTPException):
            return None
        finally:
            connection.close()
