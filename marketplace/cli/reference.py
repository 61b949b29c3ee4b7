"""`flask --app wsgi reference import FILE`: statistics of licence fees as CSV, checked as a whole before it is kept."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from marketplace import clock
from marketplace.domain.access import SYSTEM
from marketplace.domain.office.site_words import words
from marketplace.domain.terms.reference_file import LineFault, read_statistics
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
    found = read_statistics(file.read_bytes())
    if found.faults:
        raise click.ClickException("\n".join(_told(one, lang) for one in found.faults))
    site = sites.first()
    if site is None:
        raise click.ClickException(words("no_site", lang))
    taken = import_statistics(site, found.bands, demonstration=demonstration, actor=SYSTEM, now=clock.now())
    click.echo(str(taken))


def _told(found: LineFault, lang: str) -> str:
    said = row_fault_words(found.fault.code, found.fault.column)
    return f"{found.line}: {said.zh if lang == 'zh' else said.en}"
