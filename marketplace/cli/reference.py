"""`flask --app wsgi reference import FILE`: statistics of licence fees as CSV, checked as a whole before it is kept."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import click
from flask.cli import with_appcontext

from marketplace import clock
from marketplace.domain.access import SYSTEM
from marketplace.domain.office.site_words import words
from marketplace.domain.terms.reference import COLUMNS, MOST_ROWS, Band, RowFault, read_row
from marketplace.domain.terms.words_reference import row_fault_words
from marketplace.store import sites
from marketplace.usecases.terms.reference import import_statistics


@click.group("reference")
def reference_commands() -> None:
    """Reference statistics of licence fees."""


@reference_commands.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option("--demonstration", is_flag=True, help="The figures are made up and are marked so.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the answer.")
@with_appcontext
def import_file(file: Path, demonstration: bool, lang: str) -> None:
    """Take in a CSV with the columns measure, field, year, sample_size, lower, median, upper, source."""
    bands = _bands(file.read_bytes(), lang)
    site = sites.first()
    if site is None:
        raise click.ClickException(words("no_site", lang))
    taken = import_statistics(site, bands, demonstration=demonstration, actor=SYSTEM, now=clock.now())
    click.echo(str(taken))


def _bands(data: bytes, lang: str) -> list[Band]:
    try:
        rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    except UnicodeDecodeError:
        raise _refusal(RowFault("not_utf8", ""), 0, lang) from None
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise _refusal(RowFault("columns", ", ".join(missing)), 1, lang)
    bands: list[Band] = []
    for row in rows:
        if len(bands) >= MOST_ROWS:
            raise _refusal(RowFault("too_many", ""), rows.line_num, lang)
        try:
            bands.append(read_row(row))
        except RowFault as fault:
            raise _refusal(fault, rows.line_num, lang) from None
    return bands


def _refusal(fault: RowFault, line: int, lang: str) -> click.ClickException:
    said = row_fault_words(fault.code, fault.column)
    return click.ClickException(f"{line}: {said.zh if lang == 'zh' else said.en}")
