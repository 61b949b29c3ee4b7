"""`flask --app wsgi patents import FILE --owner CODE`: the same import as on the page, at once and to its end."""

from __future__ import annotations

import json
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from marketplace import clock
from marketplace.domain.access import SYSTEM
from marketplace.domain.parties.kinds import LICENSOR_KINDS
from marketplace.domain.patents.command_words import field_names, words
from marketplace.domain.patents.import_words import OUTCOMES, word
from marketplace.domain.patents.mapping import missing_fields
from marketplace.domain.patents.problem_words import problem_sentence
from marketplace.readers.faults import ReaderFault
from marketplace.readers.words import fault_sentence
from marketplace.store.office import files
from marketplace.store.parties import organisations
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents.imports import PatentImport, outcome_counts, rows_with
from marketplace.usecases.patents.imports import begin_import, upload_import
from marketplace.usecases.patents.intake import read_file, take_in

MOST_SHOWN = 20  # rows of the report that are printed


@click.group("patents")
def patents_commands() -> None:
    """Patents."""


@patents_commands.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option("--owner", required=True, help="Code of the organisation that manages the patents.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the answer.")
@with_appcontext
def import_file(file: Path, owner: str, lang: str) -> None:
    """Import patents from CSV, XLSX, XLS or JSON Lines (gzip too) with the mapping the headers suggest."""
    licensor = _licensor(owner, lang)
    with file.open("rb") as stream:
        digest, size = files.keep(stream)
    upload = upload_import(licensor, digest=digest, size=size, name=file.name, actor=SYSTEM, now=clock.now())
    click.echo(words("reading", lang, name=file.name), err=True)
    read_file(upload, now=clock.now)
    _stop_if_failed(upload, lang)
    if missing := missing_fields(json.loads(upload.mapping)):
        raise click.ClickException(words("missing", lang, fields=field_names(missing, lang), url=_page(upload)))
    begin_import(upload, actor=SYSTEM, now=clock.now())
    with click.progressbar(length=upload.rows_total, label=words("taking_in", lang, name=file.name)) as bar:
        take_in(upload, now=clock.now, after_batch=lambda: bar.update(upload.rows_done - bar.pos))
    _stop_if_failed(upload, lang)
    _report(upload, lang)


def _licensor(code: str, lang: str) -> Organisation:
    found = organisations.by_code(code)
    if found is None:
        raise click.ClickException(words("no_owner", lang, owner=code))
    if found.kind not in LICENSOR_KINDS:
        raise click.ClickException(words("no_licensor", lang, owner=code))
    return found


def _stop_if_failed(upload: PatentImport, lang: str) -> None:
    if upload.state == "failed":
        fault = json.loads(upload.fault)
        raise click.ClickException(fault_sentence(ReaderFault(fault["code"], **fault["params"]), lang))


def _page(upload: PatentImport) -> str:
    return f"{current_app.config['PUBLIC_URL']}/patents/imports/{upload.public_id}"


def _report(upload: PatentImport, lang: str) -> None:
    counts = outcome_counts(upload.id)
    named = ((word(OUTCOMES, outcome, lang), count) for outcome, count in sorted(counts.items()))
    click.echo("  ".join(f"{name}: {count}" for name, count in named))
    for row in rows_with(upload.id, "refused", MOST_SHOWN):
        for problem in row.listed_problems:
            click.echo(words("line", lang, row=row.row_number, reason=problem_sentence(problem, lang)))
    if counts.get("refused", 0) > MOST_SHOWN:
        click.echo(words("more", lang, count=counts["refused"] - MOST_SHOWN))
    click.echo(words("report", lang, url=_page(upload)))
