"""What the person at the terminal sees: progress with seconds, one sentence for each trouble."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from devtools.places import ROOT, child_environment
from devtools.words import sentence


class Trouble(Exception):
    """Something a person must decide or mend; its text is the sentence to print."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(sentence(code, **params))


class CommandFailed(Exception):
    """A child command ended with an error. `output` is what it printed."""

    def __init__(self, command: list[str], code: int, output: str) -> None:
        super().__init__(f"{' '.join(command)}: {code}")
        self.command, self.code, self.output = command, code, output


@dataclass(frozen=True)
class Ended:
    """How a command ended, after how many seconds, and how many seconds of processor time it and its children took."""

    code: int
    seconds: float
    processor: float


def say(code: str, /, **params: object) -> None:
    """Print one of the sentences of `words`."""
    print(sentence(code, **params), flush=True)


@contextmanager
def step(code: str, /, **params: object) -> Iterator[None]:
    """Print what is being done and, when it is done, how many seconds it took: all of it then, if done aside."""
    started = time.monotonic()
    told = f"  {sentence(code, **params)} …"
    aside = threading.current_thread() is not threading.main_thread()
    if not aside:
        print(told, end="", flush=True)
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f"{chr(10) + told if aside else ''} {time.monotonic() - started:.1f} s", flush=True)


def call(command: list[str], *, environment: Mapping[str, str] | None = None, cwd: Path = ROOT) -> str:
    """Run a command quietly and return what it printed on standard output.

    Raises:
        CommandFailed: it ended with an error.
    """
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**child_environment(), **(environment or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
    )
    if done.returncode:
        raise CommandFailed(command, done.returncode, (done.stdout + done.stderr).strip())
    return done.stdout


def show(
    command: list[str], *, environment: Mapping[str, str] | None = None, output: IO[bytes] | None = None
) -> Ended:
    """Run a command with its output on this terminal, or in a file."""
    sys.stdout.flush()
    started = time.monotonic()
    process = subprocess.Popen(
        command, cwd=ROOT, env={**child_environment(), **(environment or {})}, stdout=output, stderr=output
    )
    try:
        _, status, used = os.wait4(process.pid, 0)
    except BaseException:
        process.kill()
        process.wait()
        raise
    process.returncode = os.waitstatus_to_exitcode(status)
    return Ended(process.returncode, time.monotonic() - started, used.ru_utime + used.ru_stime)
