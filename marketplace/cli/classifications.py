"""`flask --app wsgi classifications load FILE`: official titles of IPC or CPC symbols for the class tree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import click
from flask.cli import with_appcontext

from marketplace import clock
from marketplace.domain.access import SYSTEM
from marketplace.domain.office import site_words
from marketplace.domain.patents.class_title_rows import TitleFault, TitleRow, read_title, words
from marketplace.domain.patents.class_tree import SCHEMES
from marketplace.domain.patents.problem_words import problem_sentence
from marketplace.readers.faults import ReaderFault
from marketplace.readers.files import open_rows
from marketplace.readers.source import RowSource
from marketplace.readers.words import fault_sentence
from marketplace.store import sites
from marketplace.usecases.patents.class_titles import Loaded, load_titles, note_loaded

AT_ONCE = 1_000  # rows of one transaction
MOST_SHOWN = 20  # refused rows that are printed


@click.group("classifications")
def classifications_commands() -> None:
    """Titles of classification symbols."""


@classifications_commands.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option("--scheme", type=click.Choice(SCHEMES), default="ipc", help="What the symbols belong to.")
@click.option("--edition", default="", help="Edition of rows that do not name one, for example 2026.01.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the answer.")
@with_appcontext
def load_file(file: Path, scheme: str, edition: str, lang: str) -> None:
    """Take in CSV or JSON Lines (gzip too) with the columns code, title_zh, title_en, edition."""
    site = sites.first()
    if site is None:
        raise click.ClickException(site_words.words("no_site", lang))
    done = Loaded()
    refusals = Refusals(lang)
    try:
        source = open_rows(file, name=file.name)
        if "code" not in source.headers or not {"title", "title_zh", "title_en"} & set(source.headers):
            raise click.ClickException(words("columns", lang))
        titles = _readable(source, edition, refusals)
        while batch := list(islice(titles, AT_ONCE)):
            done.add(load_titles(site, batch, scheme=scheme, actor=SYSTEM))
    except ReaderFault as fault:
        raise click.ClickException(fault_sentence(fault, lang)) from fault
    finally:
        refusals.close()
    done.refused = refusals.count
    if done.rows == done.refused:
        raise click.ClickException(words("nothing", lang))
    if done.added or done.changed:
        note_loaded(site, done, scheme=scheme, actor=SYSTEM, now=clock.now())
    click.echo(
        words(
            "done",
            lang,
            rows=done.rows,
            added=done.added,
            changed=done.changed,
            unchanged=done.unchanged,
            refused=done.refused,
        )
    )


class Refusals:
    """Says why rows were refused, the first ones one by one."""

    def __init__(self, lang: str) -> None:
        self.count = 0
        self.lang = lang

    def tell(self, row: int, reason: str) -> None:
        self.count += 1
        if self.count <= MOST_SHOWN:
            click.echo(words("line", self.lang, row=row, reason=reason), err=True)

    def tell_fault(self, row: int, fault: TitleFault) -> None:
        self.tell(row, words(fault.code, self.lang, value=fault.value))

    def close(self) -> None:
        if self.count > MOST_SHOWN:
            click.echo(words("more", self.lang, count=self.count - MOST_SHOWN), err=True)


def _readable(source: RowSource, edition: str, refusals: Refusals) -> Iterator[TitleRow]:
    for row in source.rows:
        if row.problems:
            refusals.tell(row.number, problem_sentence(row.problems[0], refusals.lang))
            continue
        try:
            yield read_title(row.cells, edition)
        except TitleFault as fault:
            refusals.tell_fault(row.number, fault)
