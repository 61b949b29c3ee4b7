"""Titles, abstracts, industry, readiness and the plain-language card of a patent."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, SelectField, SelectMultipleField, StringField, TextAreaField, widgets
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from marketplace import clock
from marketplace.domain.faults import Refused
from marketplace.domain.industries import DIVISIONS
from marketplace.domain.listings.score_words import field_name
from marketplace.domain.patents.classes import format_class
from marketplace.domain.patents.emerging import EMERGING, proposed
from marketplace.domain.patents.record import CARD_QUESTIONS
from marketplace.store.patents.patents import Patent
from marketplace.usecases.patents.patents import CARD_TEXTS, TEXTS, describe_patent
from marketplace.web.locale import gettext, lang
from marketplace.web.patents.blueprint import blueprint
from marketplace.web.patents.finding import visible_patent
from marketplace.web.patents.text_fields import LONGEST_ABSTRACT, LONGEST_TITLE, VersionField, text_area
from marketplace.web.refused_forms import put_refusal
from marketplace.web.session import current_actor

LONGEST_BENEFIT = 200
LONGEST_ANSWER = 2_000
TOO_LONG = _l("This is too long; at most %(max)d characters.")
IN_CHINESE, IN_ENGLISH = _l("In Chinese"), _l("In English")


def readiness_words() -> list[str]:
    """What each of the nine technology readiness levels means."""
    return [
        gettext("1 – basic principles observed"),
        gettext("2 – concept formulated"),
        gettext("3 – proof of concept"),
        gettext("4 – works in the laboratory"),
        gettext("5 – works in a relevant environment"),
        gettext("6 – pilot shown in a relevant environment"),
        gettext("7 – prototype shown in operation"),
        gettext("8 – complete and qualified"),
        gettext("9 – proven in use"),
    ]


def examples() -> dict[str, str]:
    """One example for each question of the card."""
    return {
        "benefit": gettext("For example: Grinds pipe welds 14 dB quieter on the existing machine."),
        "problem": gettext(
            "For example: Grinding pipe welds is so loud that workers need double ear protection."
        ),
        "users": gettext("For example: Makers of welded steel pipe with 50 to 500 staff."),
        "replaces": gettext("For example: The open grinding station and its noise cabin."),
        "gain": gettext("For example: From 92 dB to 78 dB at 1 m, measured on pipes of 219 mm."),
        "needs": gettext("For example: A damped wheel and a hood, about 20,000 yuan for each machine."),
        "first_product": gettext("For example: Three months, one of them for trial runs."),
    }


class TextsForm(FlaskForm):
    version = VersionField()
    title_zh = StringField(
        _l("Name of the patent in Chinese"), [Optional(), Length(max=LONGEST_TITLE, message=TOO_LONG)]
    )
    title_en = StringField(
        _l("Name of the patent in English"), [Optional(), Length(max=LONGEST_TITLE, message=TOO_LONG)]
    )
    abstract_zh = text_area(_l("Abstract in Chinese"), LONGEST_ABSTRACT)
    abstract_en = text_area(_l("Abstract in English"), LONGEST_ABSTRACT)
    industry = SelectField(
        _l("Industry in which it is used"),
        description=_l("Divisions of GB/T 4754-2017; searchers filter by them."),
        invalid_choice_message=_l("Choose an industry from the list."),
    )
    industry_2 = SelectField(
        _l("Second industry"), invalid_choice_message=_l("Choose an industry from the list.")
    )
    industry_3 = SelectField(
        _l("Third industry"), invalid_choice_message=_l("Choose an industry from the list.")
    )
    emerging = SelectMultipleField(
        _l("Strategic emerging industries"),
        description=_l("What the class symbols suggest is marked as a proposal. It counts once you tick it and save."),
        option_widget=widgets.CheckboxInput(),
        widget=widgets.ListWidget(),
    )
    trl = SelectField(
        _l("Technology readiness level"), invalid_choice_message=_l("Choose a readiness level from the list.")
    )

    def fit(self, suggested: Mapping[str, str]) -> None:
        """Put in the choices; `suggested`: strategic industries that class symbols suggest, and by which symbol."""
        unsaid, at = SelectChoice("", gettext("Not stated")), 0 if lang() == "zh" else 1
        divisions = [SelectChoice(code, f"{code} {pair[at]}") for code, pair in DIVISIONS.items()]
        for field in (self.industry, self.industry_2, self.industry_3):
            field.choices = [unsaid, *divisions]
        self.emerging.choices = [
            SelectChoice(code, emerging_label(pair[at], suggested.get(code, ""))) for code, pair in EMERGING.items()
        ]
        self.trl.choices = [unsaid] + [
            SelectChoice(str(n), text) for n, text in enumerate(readiness_words(), 1)
        ]


def emerging_label(name: str, symbol: str) -> str:
    """A strategic industry, with the class symbol that suggests it."""
    if not symbol:
        return name
    return gettext("%(name)s (proposal, from class %(symbol)s)", name=name, symbol=symbol)


def _answer(name: str, label: Field) -> Field:
    limit = LONGEST_BENEFIT if name == "benefit" else LONGEST_ANSWER
    return TextAreaField(label, [Optional(), Length(max=limit, message=TOO_LONG)])


for _question in CARD_QUESTIONS:  # two fields for each question of the card
    setattr(TextsForm, f"{_question}_zh", _answer(_question, IN_CHINESE))
    setattr(TextsForm, f"{_question}_en", _answer(_question, IN_ENGLISH))


@blueprint.get("/patents/<patent>/edit")
def edit(patent: str) -> ResponseReturnValue:
    found = visible_patent(patent, "patent.edit")
    return _page(found, _form(found))


@blueprint.post("/patents/<patent>/edit")
def update(patent: str) -> ResponseReturnValue:
    found = visible_patent(patent, "patent.edit")
    form = _form(found)
    if not form.validate_on_submit():
        return _page(found, form), 422
    try:
        describe_patent(
            found,
            texts={name: _text(form, name) for name in TEXTS},
            industry=form.industry.data,
            industries=[form.industry_2.data, form.industry_3.data],
            emerging=form.emerging.data,
            trl=int(form.trl.data) if form.trl.data else None,
            card={name: _text(form, name) for name in CARD_TEXTS},
            version=form.version.data,
            actor=current_actor(),
            now=clock.now(),
        )
    except Refused as refusal:
        status = put_refusal(form, refusal)
        return _page(found, form), status
    flash(gettext("Saved."), "success")
    return redirect(url_for("patents.show", patent=patent))


def _text(form: TextsForm, name: str) -> str:
    text = str(form[name].data or "").strip()
    return " ".join(text.split()) if name.startswith(("title", "benefit")) else text


def _form(patent: Patent) -> TextsForm:
    kept = {name: getattr(patent, name) for name in TEXTS}
    kept |= {name: getattr(patent.card, name, "") for name in CARD_TEXTS}
    further = [row.code for row in patent.industries if row.scheme == "division"]
    named = [row.code for row in patent.industries if row.scheme == "emerging"]
    form = TextsForm(
        **kept,
        industry=patent.industry,
        industry_2=next(iter(further), ""),
        industry_3=next(iter(further[1:]), ""),
        emerging=named,
        trl=str(patent.trl or ""),
        version=patent.version,
    )
    suggested = proposed(one.code for one in patent.classes)
    form.fit({code: format_class(symbol) for code, symbol in suggested.items() if code not in named})
    return form


def _page(patent: Patent, form: TextsForm) -> str:
    questions = [(name, field_name(name, lang()), examples()[name]) for name in CARD_QUESTIONS]
    return render_template("patents/patents_edit.html", patent=patent, form=form, questions=questions)
