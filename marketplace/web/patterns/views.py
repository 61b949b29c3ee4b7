"""The pattern page."""

from __future__ import annotations

from flask import Blueprint, render_template
from werkzeug.datastructures import MultiDict
from wtforms import SelectChoice

from marketplace import clock
from marketplace.web.locale import gettext, lang
from marketplace.web.patterns.figures import charts
from marketplace.web.patterns.forms import SampleForm
from marketplace.web.patterns.samples import samples

blueprint = Blueprint("patterns", __name__)


def sample_form(data: dict[str, str] | None, prefix: str) -> SampleForm:
    """The form as it was sent with `data`; empty without."""
    form = SampleForm(
        MultiDict({f"{prefix}-{key}": value for key, value in data.items()}) if data else None, prefix=prefix
    )
    form.size.choices = _choices(MICRO=gettext("Micro"), SMALL=gettext("Small"), MEDIUM=gettext("Medium"))
    form.kind.choices = _choices(
        staged=gettext("No entry fee, stages and royalty"), lump=gettext("One lump sum")
    )
    form.industries.choices = _choices(
        metal=gettext("Metal products"), equipment=gettext("General equipment")
    )
    return form


def _choices(**labels: str) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in labels.items()]


def page(language: str) -> str:
    """The page in a language."""
    refused = sample_form({"email": "office@example.org", "fee": "two thousand", "size": "SMALL"}, "refused")
    refused.validate()
    return render_template(
        "patterns.html",
        empty_form=sample_form(None, "empty"),
        refused_form=refused,
        today=clock.today(),
        page_url=lambda number: f"?page={number}",
        charts=charts(language),
        **samples(language, clock.today()),
    )


@blueprint.get("/patterns")
def show() -> str:
    return page(lang())
