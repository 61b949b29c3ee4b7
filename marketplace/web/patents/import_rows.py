"""Single rows of an import that were left out: corrected in place, or skipped."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField

from marketplace import clock
from marketplace.domain.patents.cells import as_text
from marketplace.domain.patents.problem_words import problem_sentence, remark
from marketplace.domain.patents.record import Problem
from marketplace.store.patents.imports import ImportRow, PatentImport
from marketplace.usecases.patents.mending import mend_row, skip_row
from marketplace.web.locale import gettext, lang
from marketplace.web.patents.finding import open_row, visible_import
from marketplace.web.patents.report import blueprint
from marketplace.web.patents.wording import field_label, import_outcome
from marketplace.web.session import current_actor

SHORT = 80  # characters on one line


class RowForm(FlaskForm):
    """Made for one row by `row_form`; its fields are `cell_0`, `cell_1` … for the columns that give a field."""

    columns: tuple[str, ...] = ()
    original: Mapping[str, object] = {}

    @property
    def cells(self) -> dict[str, object]:
        """The row as it is now; a cell left alone keeps what the file held, be it a number or a list."""
        told = dict(self.original)
        for index, header in enumerate(self.columns):
            text = _plain(self[f"cell_{index}"].data or "")
            if text != _plain(as_text(self.original.get(header))):
                told[header] = text
        return told

    def put(self, problems: list[Problem]) -> None:
        """Show what is wrong beside the columns it was found in."""
        for problem in problems:
            if problem.column in self.columns:
                item = self[f"cell_{self.columns.index(problem.column)}"]
                item.errors = [*item.errors, remark(problem, lang())]
            else:
                self.form_errors.append(problem_sentence(problem, lang()))


@blueprint.get("/patents/imports/<upload>/rows/<int:row_number>")
def edit(upload: str, row_number: int) -> ResponseReturnValue:
    found = visible_import(upload, "patent.import")
    row = open_row(found, row_number)
    form = row_form(found, row)
    form.put(row.listed_problems)
    return _page(found, row, form)


@blueprint.post("/patents/imports/<upload>/rows/<int:row_number>")
def update(upload: str, row_number: int) -> ResponseReturnValue:
    found = visible_import(upload, "patent.import")
    row = open_row(found, row_number)
    form = row_form(found, row)
    if not form.validate_on_submit():
        return _page(found, row, form), 422
    kept = mend_row(found, row, form.cells, actor=current_actor(), now=clock.now())
    if kept.outcome == "refused":
        form.put(kept.problems)
        return _page(found, row, form), 422
    outcome = import_outcome(kept.outcome)
    flash(gettext("Row %(row)s has been taken in: %(outcome)s.", row=row_number, outcome=outcome), "success")
    return redirect(url_for("imports.show", upload=upload))


@blueprint.post("/patents/imports/<upload>/rows/<int:row_number>/omission")
def skip(upload: str, row_number: int) -> ResponseReturnValue:
    found = visible_import(upload, "patent.import")
    skip_row(found, open_row(found, row_number), actor=current_actor(), now=clock.now())
    flash(gettext("Row %(row)s is skipped.", row=row_number), "success")
    return redirect(url_for("imports.show", upload=upload))


def row_form(upload: PatentImport, row: ImportRow) -> RowForm:
    """The form of a row's cells with what they hold now."""
    mapping, cells = json.loads(upload.mapping), row.listed_cells
    columns = tuple(header for header in json.loads(upload.headers) if mapping.get(header))
    fields: dict[str, Any] = {"columns": columns, "original": cells}
    for index, header in enumerate(columns):
        text = as_text(cells.get(header))
        kind = StringField if len(text) <= SHORT and "\n" not in text else TextAreaField
        field = field_label(mapping[header].partition(":")[0])
        hint = "" if field.lower() == header.lower() else gettext("Read as: %(field)s", field=field)
        fields[f"cell_{index}"] = kind(header, default=text, description=hint)
    form: RowForm = type("RowFormOfFile", (RowForm,), fields)()
    return form


def _plain(text: str) -> str:
    """A browser sends line ends its own way."""
    return text.replace("\r\n", "\n").strip()


def _page(upload: PatentImport, row: ImportRow, form: RowForm) -> str:
    return render_template("patents/import_rows_edit.html", upload=upload, row=row, form=form)
