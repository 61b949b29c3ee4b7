"""`flask --app wsgi doctor`: compare everything that is written twice; exit code 1 where something is wrong."""

from __future__ import annotations

import sys

import click
from flask.cli import with_appcontext

from marketplace.domain.office.doctor_words import report
from marketplace.usecases.office.doctor import examine

MOST_SHOWN = 20  # findings of each check


@click.command("doctor")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the report.")
@click.option("--sample", default=500, show_default=True, help="How many search documents are compared in full.")
@with_appcontext
def doctor_command(lang: str, sample: int) -> None:
    """Check event chains, accounts, receipts, prices, editions, mandates, files, references and the search index."""
    results = examine(sample=sample)
    for line in report(results, lang, most=MOST_SHOWN):
        click.echo(line)
    if any(result.findings for result in results):
        sys.exit(1)
