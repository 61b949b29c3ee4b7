"""`flask terms`: recompute a deal, check a sheet, hash a sheet. Reads files, never the database."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import click

from marketplace.domain.terms.canonical import terms_hash
from marketplace.domain.terms.checks import check_json
from marketplace.domain.terms.decoding import MOST_BYTES, decode
from marketplace.domain.terms.evaluate import evaluate_case
from marketplace.domain.terms.faults import Fault
from marketplace.domain.terms.fields import Doubts, Fields
from marketplace.domain.terms.reading import read_case, read_draft
from marketplace.domain.terms.schema import terms_schema

INVALID = 2
MAY_NOT_BE_OFFERED = 1

_FILE_KEYS = frozenset({"terms", "facts"})


@click.group("terms")
def terms_commands() -> None:
    """Recompute, check and hash licence terms. Opens no database."""


@terms_commands.command("evaluate")
@click.argument("case", required=False)
@click.option(
    "--lines", "lines", metavar="FILE", help="One case a line in, one result a line out; - reads stdin."
)
def evaluate_command(case: str | None, lines: str | None) -> None:
    """Print the account of CASE (a JSON file, - for stdin) as JSON."""
    if (case is None) == (lines is None):
        raise click.UsageError("Give either CASE or --lines FILE.")
    if lines is not None:
        _evaluate_lines(lines)
        return
    try:
        answer = _evaluated(_contents(str(case)))
    except Fault as fault:
        _refuse(fault)
    _print(answer)


@terms_commands.command("check")
@click.argument("terms")
def check_command(terms: str) -> None:
    """Print what speaks against offering TERMS (a JSON file, - for stdin); exit 1 if it may not be offered."""
    try:
        answer, may_be_offered = check_json(decode(_contents(terms)))
    except Fault as fault:
        _refuse(fault)
    _print(answer)
    if not may_be_offered:
        sys.exit(MAY_NOT_BE_OFFERED)


@terms_commands.command("hash")
@click.argument("terms")
def hash_command(terms: str) -> None:
    """Print the SHA-256 of the canonical JSON of the sheet in TERMS (a JSON file, - for stdin).

    TERMS is `{"terms": {…}}` as for `check`, or a sheet alone.
    """
    try:
        sheet = _sheet(decode(_contents(terms)))
        digest = terms_hash(sheet)
    except Fault as fault:
        _refuse(fault)
    click.echo(digest)


@terms_commands.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of a sheet, as kept in docs/terms.schema.json."""
    click.echo(json.dumps(terms_schema(), ensure_ascii=False, indent=2))


def _contents(name: str) -> bytes:
    try:
        if name == "-":
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        with Path(name).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        raise Fault("$", "not_readable") from None


def _evaluated(data: bytes) -> dict[str, Any]:
    return evaluate_case(read_case(decode(data))).to_json()


def _evaluate_lines(name: str) -> None:
    if name == "-":
        _answer_lines(sys.stdin.buffer)
        return
    try:
        cases = Path(name).open("rb")
    except OSError:
        _refuse(Fault("$", "not_readable"))
    with cases:
        _answer_lines(cases)


def _answer_lines(cases: BinaryIO) -> None:
    while line := cases.readline(MOST_BYTES + 1):
        rest = line
        while len(rest) > MOST_BYTES and not rest.endswith(b"\n"):  # to the end of a line that is too long
            rest = cases.readline(MOST_BYTES + 1)
        try:
            answer = _evaluated(line)
        except Fault as fault:
            answer = fault.to_json()
        _print(answer)


def _sheet(obj: Any) -> Any:
    """The sheet in a terms file, its shape checked."""
    if isinstance(obj, dict) and "terms" not in obj and "components" in obj:
        read_draft(obj, "$")
        return obj
    sheet = Fields(obj, "$", _FILE_KEYS, Doubts()).value("terms")
    read_draft(sheet)
    return sheet


def _print(answer: dict[str, Any], *, err: bool = False) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8"), err=err)


def _refuse(fault: Fault) -> NoReturn:
    _print(fault.to_json(), err=True)
    sys.exit(INVALID)
