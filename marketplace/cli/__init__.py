"""Commands under `flask --app wsgi`."""

from __future__ import annotations

from flask import Flask

from marketplace.cli.admin import admin_commands
from marketplace.cli.classifications import classifications_commands
from marketplace.cli.demo import demo_commands
from marketplace.cli.doctor import doctor_command
from marketplace.cli.index import index_commands
from marketplace.cli.patents import patents_commands
from marketplace.cli.reference import reference_commands
from marketplace.cli.site import site_commands
from marketplace.cli.terms import terms_commands


def register(app: Flask) -> None:
    """Add the command groups to the application."""
    app.cli.add_command(admin_commands)
    app.cli.add_command(terms_commands)
    app.cli.add_command(patents_commands)
    app.cli.add_command(demo_commands)
    app.cli.add_command(reference_commands)
    app.cli.add_command(classifications_commands)
    app.cli.add_command(index_commands)
    app.cli.add_command(site_commands)
    app.cli.add_command(doctor_command)
