"""The commands of `dev.py` and the sentences they end with when something is wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable

from devtools import environment, locking, running, testing
from devtools.places import PYTHON, ROOT, SHOTS
from devtools.terminal import CommandFailed, Trouble, say, show

Command = Callable[[list[str]], int]


def main(arguments: list[str]) -> int:
    """Run one command; the exit code is 0 where it did what was asked, 2 where nothing could be done."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    command = COMMANDS.get("help" if name in {"-h", "--help"} else name)
    try:
        if command is None:
            raise Trouble("unknown_command", command=name)
        return command(rest)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 2
    except CommandFailed as failure:
        print(failure.output, file=sys.stderr)
        say("command_failed", code=failure.code, command=" ".join(failure.command))
        return 2
    except (KeyboardInterrupt, running.Interrupted):
        print()
        return 130


def _run(rest: list[str]) -> int:
    _only(rest, "--empty")
    return running.run(empty="--empty" in rest)


def _demo_reset(rest: list[str]) -> int:
    _only(rest, "--yes", "--empty")
    return running.demo_reset(sure="--yes" in rest, empty="--empty" in rest)


def _setup(rest: list[str]) -> int:
    _only(rest)
    environment.prepare()
    return 0


def _check(rest: list[str]) -> int:
    _only(rest)
    return testing.check()


def _bench(rest: list[str]) -> int:
    if not (ROOT / "bench" / "__main__.py").exists():
        raise Trouble("not_there", path="bench/__main__.py")
    environment.prepare(for_tests=True, for_bench=True)
    return show([str(PYTHON), "-m", "bench", *rest]).code


def _shots(rest: list[str]) -> int:
    testing.need_for_browser()
    code = show([str(PYTHON), "-m", "tests.browser.shots", str(SHOTS), *rest]).code
    say("shots_done", folder=SHOTS)
    return code


def _lock(rest: list[str]) -> int:
    _only(rest)
    return locking.lock()


def _help(_rest: list[str]) -> int:
    say("help")
    return 0


def _only(rest: list[str], *known: str) -> None:
    for word in rest:
        if word not in known:
            raise Trouble("unknown_option", option=word)


COMMANDS: dict[str, Command] = {
    "setup": _setup,
    "run": _run,
    "demo-reset": _demo_reset,
    "test": testing.test,
    "check": _check,
    "bench": _bench,
    "deep": testing.deep,
    "shots": _shots,
    "lock": _lock,
    "help": _help,
}
