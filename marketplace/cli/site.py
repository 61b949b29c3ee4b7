"""`flask --app wsgi site …`: what a site in China must show, for whoever sets an installation up by script."""

from __future__ import annotations

import json

import click
from flask.cli import with_appcontext

from marketplace import clock
from marketplace.domain.access import SYSTEM
from marketplace.domain.faults import Refused
from marketplace.domain.office.site_words import words
from marketplace.domain.refusals import sentence
from marketplace.store import sites
from marketplace.store.sites import Site
from marketplace.usecases.office.sites import SETTINGS, edit_site

LANGUAGE = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the answer.")


@click.group("site")
def site_commands() -> None:
    """Names, contact and record numbers of the site."""


@site_commands.command("show")
@LANGUAGE
@with_appcontext
def show(lang: str) -> None:
    """Print the settings as JSON."""
    site = _site(lang)
    values = {name: getattr(site, name) for name in SETTINGS}
    values["operator"] = site.operator.name(lang) if site.operator else ""
    click.echo(json.dumps(values, ensure_ascii=False, indent=1))


@site_commands.command("set")
@click.option("--name-zh", help="Name in Chinese.")
@click.option("--name-en", help="Name in English.")
@click.option("--contact", help="Telephone, e-mail, office hours.")
@click.option("--icp-number", help="ICP number; an empty text removes it.")
@click.option("--psb-number", help="Public security number; an empty text removes it.")
@LANGUAGE
@with_appcontext
def change(lang: str, **given: str | None) -> None:
    """Change the settings that are given."""
    site = _site(lang)
    changes = {name: value for name, value in given.items() if value is not None}
    try:
        changed = edit_site(site, changes=changes, actor=SYSTEM, now=clock.now())
    except Refused as refusal:
        raise click.ClickException(sentence(refusal, lang)) from refusal
    click.echo(words("changed" if changed else "unchanged", lang, fields=changed))


def _site(lang: str) -> Site:
    site = sites.first()
    if site is None:
        raise click.ClickException(words("no_site", lang))
    return site
