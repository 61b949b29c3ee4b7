"""Sites as they are run, two processes each, and clients that ask as fast as they are answered."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

from bench.report import ROOT, own_mb

WORKERS, CLIENTS = "2", 8


class Server(NamedTuple):
    """A running site: its port and the process that started its workers."""

    port: int
    process: int

    def worker_mb(self) -> int:
        """Memory that the largest worker has to itself, in MB."""
        children = Path(f"/proc/{self.process}/task/{self.process}/children").read_text().split()
        return max(map(own_mb, children), default=own_mb(self.process))


class Load(NamedTuple):
    """What came of asking: pages a second, seconds of each answer, answers that were not 200."""

    rate: float
    times: list[float]
    faults: list[str]


@contextmanager
def gunicorn(target: str, settings: Mapping[str, str]) -> Iterator[Server]:
    """`target` (module:application) as this project runs its own."""
    command = ["gunicorn", "-c", "gunicorn.conf.py", "-b", "127.0.0.1:{port}", "-w", WORKERS]
    with served([*command, "--log-level", "error", target], settings) as server:
        yield server


@contextmanager
def served(command: Sequence[str], settings: Mapping[str, str]) -> Iterator[Server]:
    """A module run as a server; {port} in its arguments stands for a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = [part.format(port=port) for part in command]
    environment = {**os.environ, **settings}
    process = subprocess.Popen([sys.executable, "-m", *arguments], cwd=ROOT, env=environment)
    try:
        _wait_for(port, process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait()


def requests_per_second(
    port: int, path_of: Callable[[], str], headers: Mapping[str, str], seconds: float
) -> float:
    """Pages a second. Any answer but 200 stops the benchmark."""
    load(port, path_of, headers, 0.5)  # both workers open their files
    found = load(port, path_of, headers, seconds)
    if found.faults or not found.times:
        raise RuntimeError(found.faults[0] if found.faults else "no answer")
    return found.rate


def load(
    port: int, path_of: Callable[[], str], headers: Mapping[str, str], seconds: float, clients: int = CLIENTS
) -> Load:
    """Ask for so many seconds, over so many connections at once."""
    times: list[float] = []
    faults: list[str] = []
    start = time.perf_counter()

    def work() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        while time.perf_counter() - start < seconds:
            path, asked = path_of(), time.perf_counter()
            try:
                connection.request("GET", path, headers=dict(headers))
                response = connection.getresponse()
                response.read()
            except OSError as fault:
                faults.append(f"{fault} for {path}")
                connection.close()
                continue
            times.append(time.perf_counter() - asked)
            if response.status != 200:
                faults.append(f"{response.status} for {path}")

    threads = [threading.Thread(target=work) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Load(len(times) / (time.perf_counter() - start), times, faults)


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
