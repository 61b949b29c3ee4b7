"""The forms of collections and saved searches."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from marketplace.domain.keeping import words
from marketplace.web.locale import lang


def name_field() -> StringField:
    return StringField(
        _l("Name"),
        [DataRequired(_l("Enter a name.")), Length(max=120, message=_l("At most 120 characters."))],
        render_kw={"autocomplete": "off"},
    )


class CollectionForm(FlaskForm):
    name = name_field()
    about = TextAreaField(
        _l("Description"), [Length(max=500, message=_l("At most 500 characters."))], render_kw={"rows": 2}
    )


class NoteForm(FlaskForm):
    note = TextAreaField(
        _l("Note"), [Length(max=500, message=_l("At most 500 characters."))], render_kw={"rows": 2}
    )


class SavedSearchForm(FlaskForm):
    name = name_field()
    digest = RadioField(
        _l("Tell me of new listings"), [InputRequired(_l("Choose how often."))], default="weekly"
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.digest.choices = [
            (code, words.word(words.FREQUENCIES, code, lang())) for code in words.FREQUENCIES
        ]
