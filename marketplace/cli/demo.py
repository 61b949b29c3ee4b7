"""`flask --app wsgi demo load` and `… demo accounts`: the demonstration world and its sign-ins."""

from __future__ import annotations

import json
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from marketplace import clock
from marketplace.demo import loading


@click.group("demo")
def demo_commands() -> None:
    """The demonstration world."""


@demo_commands.command("load")
@with_appcontext
def load() -> None:
    """Fill an empty database with the demo; does nothing where the demo is there, refuses where real data are."""
    try:
        if loading.is_loaded():
            click.echo("The demo is loaded already.")
            return
    except loading.NotEmpty as fault:
        raise click.ClickException("This database holds a real site; the demo is never mixed with it.") from fault
    with click.progressbar(length=100, label="demo", show_eta=False) as bar:
        done = 0

        def progress(step: int, steps: int) -> None:
            nonlocal done
            share = 100 * step // steps
            bar.update(share - done)
            done = share

        loading.load(Path(current_app.config["DATA_DIR"]), now=clock.now(), progress=progress)


@demo_commands.command("accounts")
@with_appcontext
def accounts() -> None:
    """Print one sign-in for each role."""
    path = Path(current_app.config["DATA_DIR"]) / loading.ACCOUNTS_FILE
    if not path.exists():
        raise click.ClickException("No demo is loaded in this data folder.")
    for account in json.loads(path.read_text(encoding="utf-8")):
        click.echo(f"{account['sign_in']:<38} {account['password']:<14} {account['role_en']} / {account['role_zh']}")
