"""Reads an upload in a child process with bounded memory and time, so that no file can harm the worker."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from marketplace.readers.faults import ReaderFault
from marketplace.readers.limits import DEFAULT, Limits
from marketplace.readers.spool import Spooled

_ROOT = Path(__file__).resolve().parents[2]


def run_guarded(
    path: Path,
    out_path: Path,
    *,
    name: str = "",
    limits: Limits = DEFAULT,
    progress: Callable[[int], None] | None = None,
) -> Spooled:
    """Read `path` in a child and leave its rows in `out_path` (see `spool.read_spool`).

    `progress` is called with the number of rows read so far. Raises ReaderFault: what the reader found, or
    `memory`, `time`, `reader_died` when the child was stopped; no spool file remains then.
    """
    command = [sys.executable, "-P", "-m", "marketplace.readers.child", str(path), str(out_path), name]
    environment = {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "PATH": os.environ.get("PATH", "")}
    child = subprocess.Popen(  # noqa: S603 - our own module under our own interpreter; the paths are the program's
        [*command, json.dumps(asdict(limits))],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    answer = None
    try:
        answer = _listen(child, limits, progress)
    finally:
        child.kill()
        child.wait()
        if child.stdout:
            child.stdout.close()
        if answer is None:
            out_path.unlink(missing_ok=True)
    return answer


def _listen(child: subprocess.Popen[bytes], limits: Limits, progress: Callable[[int], None] | None) -> Spooled:
    """Follow the child's messages, one JSON value a line: a number of rows, or at the end what came of it."""
    assert child.stdout
    deadline = time.monotonic() + limits.seconds
    buffer = b""
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while True:
            if not selector.select(timeout=max(0.0, deadline - time.monotonic())):
                raise ReaderFault("time", limit=str(limits.seconds))
            chunk = os.read(child.stdout.fileno(), 1 << 16)
            if not chunk:
                raise _death(child.wait(), limits)
            *messages, buffer = (buffer + chunk).split(b"\n")
            for message in map(json.loads, messages):
                if isinstance(message, dict):
                    return _result(message)
                if progress:
                    progress(message)


def _result(message: dict[str, object]) -> Spooled:
    if fault := message.get("fault"):
        raise ReaderFault(str(fault), **message["params"])  # type: ignore[arg-type]
    return Spooled(**{key: tuple(value) if isinstance(value, list) else value for key, value in message.items()})  # type: ignore[arg-type]


def _death(code: int, limits: Limits) -> ReaderFault:
    """Why a child ended without a word: the processor-time limit, or something nobody foresaw."""
    if code in (-24, -9):
        return ReaderFault("time", limit=str(limits.seconds))
    return ReaderFault("reader_died")
