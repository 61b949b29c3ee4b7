"""The form by which one patent is entered: read by the same rules as a row of a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from marketplace.domain.patents.problem_words import remark
from marketplace.domain.patents.reading import read_record
from marketplace.domain.patents.record import Level, PatentRecord, Problem
from marketplace.store.parties.organisations import Organisation
from marketplace.web.locale import lang
from marketplace.web.patents.text_fields import LONGEST_ABSTRACT, LinesField, day_field, text_area

READ = (
    "number",
    "title_zh",
    "title_en",
    "filing_date",
    "publication_date",
    "grant_date",
    "owners",
    "inventors",
    "ipc",
    "cpc",
    "locarno",
    "abstract_zh",
    "abstract_en",
)
STRICT = frozenset(
    {"class", "damaged_text", "name_cut"}
)  # a file may leave these out, a person mends them at once
FIELD_OF = {"title": "title_zh", "abstract": "abstract_zh", "applicants": "owners"}


class EntryForm(FlaskForm):
    licensor = SelectField(_l("Licensor"), invalid_choice_message=_l("Choose a licensor."))
    number = StringField(
        _l("Patent number"),
        [DataRequired(_l("Enter the patent number."))],
        description=_l(
            "In any form: ZL 2017 1 0601862.3, 201710601862.3, CN103478755B or PCT/CN2017/123456. "
            "The check digit is verified and the kind of patent read from the number."
        ),
    )
    title_zh = StringField(_l("Name of the patent in Chinese"))
    title_en = StringField(
        _l("Name of the patent in English"), description=_l("One of the two names is enough.")
    )
    filing_date = day_field(_l("Filing date"), _l("Term and annual fees are counted from this day."))
    publication_date = day_field(_l("Publication date"))
    grant_date = day_field(_l("Date of the grant announcement"))
    owners = LinesField(_l("Owners"), description=_l("One on each line, in the order of the register."))
    inventors = LinesField(_l("Inventors or designers"), description=_l("One on each line, as printed."))
    ipc = StringField(
        _l("IPC classes"), description=_l("The main class first, for example B24B 9/04; B24B 55/00.")
    )
    cpc = StringField(_l("CPC classes"))
    locarno = StringField(_l("Locarno classes"), description=_l("Of designs, for example 09-03."))
    abstract_zh = text_area(_l("Abstract in Chinese"), LONGEST_ABSTRACT)
    abstract_en = text_area(_l("Abstract in English"), LONGEST_ABSTRACT)

    def fit(self, licensors: Sequence[Organisation]) -> None:
        """Offer the licensors whose patents the person may enter."""
        self.licensor.choices = [SelectChoice(one.public_id, one.name(lang())) for one in licensors]

    def read(self, today: date) -> tuple[PatentRecord | None, list[str]]:
        """The patent as typed and remarks worth reading, or None with the reasons beside their fields."""
        cells: dict[str, Any] = {name: self[name].data for name in READ if self[name].data}
        reading = read_record(cells, {name: name for name in READ}, today=today)
        remarks: list[str] = []
        faulty = False
        for problem in reading.problems:
            sentence = remark(problem, lang())
            if problem.level is Level.ERROR or problem.code in STRICT:
                faulty = True
                self._put(problem, sentence)
            else:
                remarks.append(sentence)
        return (None if faulty else reading.record), remarks

    def _put(self, problem: Problem, sentence: str) -> None:
        name = FIELD_OF.get(problem.field, problem.field)
        if name in self._fields:
            self[name].errors = [*self[name].errors, sentence]
        else:
            self.form_errors.append(sentence)
