"""A site as it is run, gunicorn with two workers, and eight clients that ask as fast as they are answered."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection

from bench.report import ROOT

WORKERS, THREADS, CLIENTS = "2", "16", 8


@contextmanager
def gunicorn(target: str, settings: Mapping[str, str]) -> Iterator[int]:
    """The port of `target` (module:application)."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", "-w", WORKERS, "-k", "gthread"]
    more = ["--threads", THREADS, "--no-control-socket", "--log-level", "error", target]
    server = subprocess.Popen([*command, *more], cwd=ROOT, env={**os.environ, **settings})
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait()


def requests_per_second(
    port: int, path_of: Callable[[], str], headers: Mapping[str, str], seconds: float
) -> float:
    """Pages a second. Any answer but 200 stops the benchmark."""
    _load(port, path_of, headers, 0.5)  # both workers open their files
    return _load(port, path_of, headers, seconds)


def _load(port: int, path_of: Callable[[], str], headers: Mapping[str, str], seconds: float) -> float:
    answered: list[int] = []
    faults: list[str] = []
    start = time.perf_counter()

    def work() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        while time.perf_counter() - start < seconds and not faults:
            path = path_of()
            connection.request("GET", path, headers=dict(headers))
            response = connection.getresponse()
            response.read()
            answered.append(response.status)
            if response.status != 200:
                faults.append(f"{response.status} for {path}")

    threads = [threading.Thread(target=work) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults or not answered:
        raise RuntimeError(faults[0] if faults else "no answer")
    return len(answered) / (time.perf_counter() - start)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError("the server ended")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")
