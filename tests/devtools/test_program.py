"""The program's commands, carried out by one loaded process: answers, refusals and breakdowns are told apart."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from devtools import program
from devtools.terminal import CommandFailed

WSGI = """
import os, sys
import click
from flask import Flask

app = Flask("small")
print("loading")  # disturbs nobody
os.write(1, b"not an answer\\n")

@app.cli.command("greet")
@click.argument("name")
def greet(name):
    print("noise", file=sys.stderr)
    click.echo(f"您好 {name}\\nBye")

@app.cli.command("refuse")
def refuse():
    raise click.ClickException("Not today.")

@app.cli.command("leave")
def leave():
    click.echo("Half done.")
    sys.exit(3)

@app.cli.command("break")
def break_down():
    raise LookupError("a bug")

@app.cli.command("talk")
def talk():
    os.write(2, b"x" * 1_000_000)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "wsgi.py").write_text(WSGI)
    (tmp_path / "devtools").symlink_to(Path(program.__file__).parent)
    monkeypatch.setattr(program, "ROOT", tmp_path)
    monkeypatch.setattr(program, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(
        program, "child_environment", lambda: {"PYTHONUTF8": "1", "PYTHONPATH": str(tmp_path)}
    )
    return tmp_path


@pytest.fixture
def running(folder: Path) -> Iterator[program.Program]:
    with program.Program() as loaded:
        yield loaded


def test_commands_are_answered_one_after_another(running: program.Program) -> None:
    answer = running.ask("greet", "王")
    assert "您好 王\nBye" in answer.output
    assert not answer.refused
    assert running.ask("refuse") == program.Answer("Not today.", True)
    assert running.ask("leave") == program.Answer("Half done.", True)
    assert running.ask("talk") == program.Answer("", False), "what nobody reads does not stop it"
    assert running.ask("no-such-command").refused


def test_a_bug_is_no_refusal(running: program.Program) -> None:
    with pytest.raises(CommandFailed) as failure:
        running.ask("break")
    assert "LookupError: a bug" in failure.value.output
    assert not running.ask("greet", "again").refused, "the next command works"


def test_a_program_that_does_not_load_says_why(folder: Path) -> None:
    (folder / "wsgi.py").write_text("raise RuntimeError('no such setting')")
    with program.Program() as loaded, pytest.raises(CommandFailed, match="db upgrade") as failure:
        loaded.ask("db", "upgrade")
    assert "no such setting" in failure.value.output
