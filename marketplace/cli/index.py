"""`flask --app wsgi index …`: build the search index anew, say how it is, compare it with the database."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from marketplace.domain.search.words import sentence
from marketplace.search import doctor, folder, rebuilding
from marketplace.search.segments import Damaged

MOST_IDS = 20  # that are printed

language = click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the answer."
)


@click.group("index")
def index_commands() -> None:
    """The search index."""


@index_commands.command()
@language
@with_appcontext
def rebuild(lang: str) -> None:
    """Build the index anew from the database; the site may run meanwhile."""

    def tell(code: str, **params: object) -> None:
        click.echo(sentence(code, lang, **params))

    try:
        rebuilding.rebuild(tell)
    except folder.Busy:
        raise click.ClickException(sentence("rebuild_busy", lang)) from None


@index_commands.command()
@language
@with_appcontext
def status(lang: str) -> None:
    """Say whether the index can be used and whether it is up to date; exit code 1 if it cannot be used."""
    found = doctor.status()
    running = sentence("status.running" if found.running else "status.not_running", lang)
    if not found.usable:
        raise click.ClickException(
            sentence("status.unusable", lang, reason=f"reason.{found.reason}") + "\n" + running
        )
    click.echo(sentence("status.usable", lang, folder=found.name, documents=found.documents))
    click.echo(sentence("status.behind" if found.behind else "status.up_to_date", lang, count=found.behind))
    click.echo(running)


@index_commands.command()
@click.option("--sample", default=500, show_default=True, help="How many listings are compared in full.")
@language
@with_appcontext
def check(sample: int, lang: str) -> None:
    """Compare the index with the database; exit code 1 if they differ."""
    try:
        report = doctor.check(sample)
    except (folder.NoIndex, Damaged) as fault:
        reason = fault.code if isinstance(fault, folder.NoIndex) else "damaged"
        raise click.ClickException(sentence("status.unusable", lang, reason=f"reason.{reason}")) from None
    click.echo(
        sentence(
            "check.compared", lang, listings=report.listings, documents=report.documents, sample=report.sample
        )
    )
    for code, ids in (("missing", report.missing), ("extra", report.extra), ("different", report.different)):
        if ids:
            shown = ", ".join(map(str, ids[:MOST_IDS])) + (" …" if len(ids) > MOST_IDS else "")
            click.echo(sentence(f"check.{code}", lang, ids=shown))
    if not report.right:
        raise click.ClickException(sentence("check.wrong", lang))
    click.echo(sentence("check.right", lang))
