"""Runs migrations on the application's own engine, in one write transaction for each revision."""

from __future__ import annotations

from alembic import context
from flask import current_app

extension = current_app.extensions["migrate"]
database = extension.db


def empty_is_nothing(_context: object, _revision: object, directives: list) -> None:
    """Do not write a migration that changes nothing."""
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []


def run() -> None:
    with database.engine.connect().execution_options(writes=True) as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:  # batch operations rebuild tables; not possible inside a transaction, hence past SQLAlchemy
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")
        options = {"process_revision_directives": empty_is_nothing, **extension.configure_args}
        context.configure(
            connection=connection, target_metadata=database.metadata, transaction_per_migration=True, **options
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
        if sqlite:
            connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=ON")


run()
