"""`flask --app wsgi admin …`: the first administrator's link, and a way back in for one who is locked out."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from marketplace import clock
from marketplace.domain.access import SYSTEM
from marketplace.domain.faults import Refused
from marketplace.domain.parties.admin_words import WORDS, words
from marketplace.domain.parties.sign_in_names import fold
from marketplace.domain.refusals import sentence
from marketplace.store import sites
from marketplace.store.parties import people
from marketplace.usecases.office.sites import open_site
from marketplace.usecases.parties.codes import issue_code
from marketplace.usecases.parties.founding import issue_founding_secret
from marketplace.usecases.parties.one_time import LIFETIMES

LANGUAGE = click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the answer."
)


@click.group("admin")
def admin_commands() -> None:
    """Administrators."""


@admin_commands.command("link")
@LANGUAGE
@with_appcontext
def link(lang: str) -> None:
    """Print a one-time link with which the first administrator founds the operator. Opens the site if there is none."""
    site = sites.first()
    if site is None:
        name_zh, name_en = WORDS["site_name"]
        site = open_site(name_zh=name_zh, name_en=name_en)
    try:
        secret = issue_founding_secret(site, now=clock.now())
    except Refused as refusal:
        raise click.ClickException(sentence(refusal, lang)) from refusal
    url = f"{current_app.config['PUBLIC_URL']}/founding/{secret}"
    click.echo(words("link", lang, hours=_hours("administrator"), url=url))


@admin_commands.command("code")
@click.argument("sign_in_name")
@LANGUAGE
@with_appcontext
def code(sign_in_name: str, lang: str) -> None:
    """Print a one-time code with which the person with SIGN_IN_NAME sets a new password."""
    name = fold(sign_in_name)
    person = people.by_sign_in_name(name.value) if name else None
    try:
        if person is None:
            raise Refused("person.unknown")
        made = issue_code(person, actor=SYSTEM, now=clock.now())
    except Refused as refusal:
        raise click.ClickException(sentence(refusal, lang)) from refusal
    url = f"{current_app.config['PUBLIC_URL']}/codes"
    click.echo(words("code", lang, name=person.name, code=made, hours=_hours("office_code"), url=url))


def _hours(kind: str) -> int:
    return int(LIFETIMES[kind].total_seconds()) // 3600
