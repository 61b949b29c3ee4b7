"""The migrations and the tables say the same, on both databases, there and back."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask

from marketplace.store.db import db
from tests.databases import migrate


def checks_in_database() -> set[str]:
    inspector = sa.inspect(db.engine)
    return {
        str(check["name"]) for table in inspector.get_table_names() for check in inspector.get_check_constraints(table)
    }


@pytest.mark.usefixtures("context")
def test_the_migrated_database_has_the_tables_and_columns_of_the_models() -> None:
    with db.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), db.metadata) == []


@pytest.mark.usefixtures("context")
def test_every_condition_on_a_column_reached_the_database() -> None:
    wanted = {
        str(constraint.name)
        for table in db.metadata.sorted_tables
        for constraint in table.constraints
        if isinstance(constraint, sa.CheckConstraint)
    }
    assert wanted == checks_in_database() and len(wanted) > 40
    unreached = [column for table in db.metadata.sorted_tables for column in table.c if column.constraints]
    assert unreached == []  # `checked` of store/columns.py puts a condition on the table


def test_down_to_nothing_and_up_again(app: Flask, database_url: str) -> None:
    migrate(app, database_url, down_to="base")
    with app.app_context():
        assert sa.inspect(db.engine).get_table_names() == ["alembic_version"]
    migrate(app, database_url)
    with app.app_context():
        assert set(db.metadata.tables) <= set(sa.inspect(db.engine).get_table_names())
