"""Which column of a file gives which field: one list of choices for each column."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from marketplace.domain.patents.cells import field_name
from marketplace.domain.patents.record import CARD_FIELDS
from marketplace.store.patents.imports import PatentImport
from marketplace.web.locale import gettext
from marketplace.web.patents.wording import field_label

NUMBERS = ("number", "application_number", "publication_number", "grant_number")
TITLES = ("title", "title_zh", "title_en")
PEOPLE = ("owners", "shares", "applicants", "inventors")
DATES = ("filing_date", "publication_date", "grant_date", "priority_date", "term_end")
STATUS = ("status", "status_as_of", "fee_paid_until")
CONTENT = ("abstract", "abstract_zh", "abstract_en", "ipc", "cpc", "locarno", "patent_type")
INDUSTRY = ("industries", "emerging", "trl")
READING = ("country", "kind_code", "language")
NOT_KEPT = ("claims", "region", "agency", "source")
LEFT_OUT = ""


def groups() -> list[tuple[str, Sequence[str]]]:
    """The fields a column can give, in groups."""
    return [
        (gettext("Number (one is needed)"), NUMBERS),
        (gettext("Title (one is needed)"), TITLES),
        (gettext("Owners and inventors"), PEOPLE),
        (gettext("Dates"), DATES),
        (gettext("Status and fee"), STATUS),
        (gettext("Content and classes"), CONTENT),
        (gettext("Industry and readiness, as the owner names them"), INDUSTRY),
        (gettext("Plain-language card"), CARD_FIELDS),
        (gettext("Help in reading the numbers and texts"), READING),
        (gettext("Checked, but not kept here"), NOT_KEPT),
    ]


class FileColumn(NamedTuple):
    """A column of the file and the name of its field in the form."""

    name: str
    field: str


class MappingForm(FlaskForm):
    """Made for one file by `mapping_form`; its fields are `column_0`, `column_1` …"""

    columns: Sequence[FileColumn] = ()

    @property
    def mapping(self) -> dict[str, str]:
        return {column.name: self[column.field].data for column in self.columns if self[column.field].data}


def mapping_form(upload: PatentImport) -> MappingForm:
    """The form of a file's columns with what is chosen now."""
    mapping = json.loads(upload.mapping)
    columns = [FileColumn(name, f"column_{index}") for index, name in enumerate(json.loads(upload.headers))]
    wrong = gettext("Choose a field from the list.")
    fields: dict[str, object] = {
        one.field: SelectField(
            one.name, default=mapping.get(one.name, LEFT_OUT), invalid_choice_message=wrong
        )
        for one in columns
    }
    form: MappingForm = type("MappingFormOfFile", (MappingForm,), {**fields, "columns": columns})()
    shown = groups()
    for one in columns:
        form[one.field].choices = _choices(shown, mapping.get(one.name, LEFT_OUT))
    return form


def _choices(shown: list[tuple[str, Sequence[str]]], target: str) -> list[SelectChoice]:
    """All fields; the one chosen now keeps the mark that says how the column writes it."""
    chosen = field_name(target)
    return [SelectChoice(LEFT_OUT, gettext("Leave this column out"))] + [
        SelectChoice(target if name == chosen else name, field_label(name), optgroup=group)
        for group, names in shown
        for name in names
    ]
