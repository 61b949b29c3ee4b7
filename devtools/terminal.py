"""What the person at the terminal sees: progress with seconds, one sentence for each trouble."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

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


def say(code: str, /, **params: object) -> None:
    """Print one of the sentences of `words`."""
    print(sentence(code, **params), flush=True)


@contextmanager
def step(code: str, /, **params: object) -> Iterator[None]:
    """Print what is being done and, when it is done, how many seconds it took."""
    started = time.monotonic()
    print(f"  {sentence(code, **params)} …", end="", flush=True)
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f" {time.monotonic() - started:.1f} s", flush=True)


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


def show(command: list[str], *, environment: Mapping[str, str] | None = None) -> int:
    """Run a command with its output on this terminal and return its exit code."""
    sys.stdout.flush()
    return subprocess.run(command, cwd=ROOT, env={**child_environment(), **(environment or {})}).returncode
