"""`flask --app wsgi patents import FILE --owner CODE`: the same import as on the page, at once and to its end."""

from __future__ import annotations

import json
from pathlib import Path

import click
from flask.cli import with_appcontext

from marketplace import clock
from marketplace.domain.access import SYSTEM
from marketplace.domain.patents.import_words import OUTCOMES, word
from marketplace.domain.patents.mapping import missing_fields
from marketplace.domain.patents.problem_words import problem_sentence
from marketplace.readers.faults import ReaderFault
from marketplace.readers.words import fault_sentence
from marketplace.store.office import files
from marketplace.store.parties import organisations
from marketplace.store.patents.imports import PatentImport, outcome_counts, rows_with
from marketplace.usecases.patents.imports import begin_import, upload_import
from marketplace.usecases.patents.intake import read_file, take_in

MOST_SHOWN = 20  # rows of the report that are printed


@click.group("patents")
def patents_commands() -> None:
    """Patents."""


@patents_commands.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--owner", required=True, help="Code of the organisation that manages the patents.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the report.")
@with_appcontext
def import_file(file: Path, owner: str, lang: str) -> None:
    """Import patents from CSV, XLSX, XLS or JSON Lines (gzip too) with the mapping the headers suggest."""
    organisation = organisations.by_code(owner)
    if organisation is None:
        raise click.ClickException(f"No organisation has the code {owner}.")
    with file.open("rb") as stream:
        digest, size = files.keep(stream)
    upload = upload_import(
        organisation, digest=digest, size=size, name=file.name, actor=SYSTEM, now=clock.now()
    )
    read_file(upload, now=clock.now)
    if upload.state == "failed":
        fault = json.loads(upload.fault)
        raise click.ClickException(fault_sentence(ReaderFault(fault["code"], **fault["params"]), lang))
    if missing := missing_fields(json.loads(upload.mapping)):
        raise click.ClickException(f"No column gives: {', '.join(missing)}. Import on the page and map the columns.")
    begin_import(upload, actor=SYSTEM, now=clock.now())
    with click.progressbar(length=upload.rows_total, label=file.name) as bar:
        take_in(upload, now=clock.now, after_batch=lambda: bar.update(upload.rows_done - bar.pos))
    _report(upload, lang)


def _report(upload: PatentImport, lang: str) -> None:
    counts = outcome_counts(upload.id)
    named = ((word(OUTCOMES, outcome, lang), count) for outcome, count in sorted(counts.items()))
    click.echo("  ".join(f"{name}: {count}" for name, count in named))
    for row in rows_with(upload.id, "refused", MOST_SHOWN):
        for problem in row.listed_problems:
            click.echo(f"{row.row_number}: {problem_sentence(problem, lang)}")
    if counts.get("refused", 0) > MOST_SHOWN:
        click.echo(f"… {counts['refused'] - MOST_SHOWN} more; the whole report is on the page of the import.")
