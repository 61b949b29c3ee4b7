"""Form fields get the control, the hints and the error links that their kind asks for."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DecimalField,
    EmailField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms.validators import InputRequired, Length

from marketplace.web.controls import control, error_links, has_errors
from marketplace.web.money_fields import MoneyField


class Part(Form):
    label = StringField("Label", [InputRequired("Enter a label.")])


class Sample(Form):
    name = StringField("Name?", [InputRequired("Enter a name.")], description="As printed.")
    email = EmailField("E-mail")
    rate = DecimalField("Rate")
    fee = MoneyField("Fee")
    use = TextAreaField("Use", [Length(max=200)])
    way = RadioField("Way", choices=[SelectChoice("a", "A")], validators=[InputRequired("Choose a way.")])
    fields = SelectMultipleField(
        "Fields", choices=[SelectChoice("a", "A")], option_widget=widgets.CheckboxInput()
    )
    size = SelectField("Size", choices=[SelectChoice("a", "A")])
    agreed = BooleanField("Agreed")
    secret = HiddenField("Secret", [InputRequired("Load the page again.")])
    parts = FieldList(FormField(Part), min_entries=1)


def refused() -> Sample:
    form = Sample(MultiDict({"rate": "x", "size": "a"}))
    form.validate()
    return form


def test_each_kind_of_field_has_its_control() -> None:
    form = Sample()
    kinds = {item.short_name: control(item).kind for item in form if item.short_name != "parts"}
    assert kinds == {
        "name": "text",
        "email": "text",
        "rate": "text",
        "fee": "money",
        "use": "area",
        "way": "choices",
        "fields": "choices",
        "size": "select",
        "agreed": "box",
        "secret": "hidden",
    }


def test_hints_and_errors_are_tied_to_the_control() -> None:
    form = refused()
    found = control(form.name).attributes
    assert found["aria-describedby"] == "name-hint name-error" and found["aria-invalid"] == "true"
    assert "aria-describedby" not in control(form.email).attributes
    assert control(form.use).attributes["aria-describedby"] == "use-count" and control(form.use).limit == 200


def test_keyboards_and_widths_follow_the_type() -> None:
    form = Sample()
    rate = control(form.rate).attributes
    assert (rate["inputmode"], rate["type"], rate["class"]) == (
        "decimal",
        "text",
        "input width-4 input--figure",
    )
    assert control(form.email).attributes["autocomplete"] == "email"
    assert control(form.rate, width=0, extra={"inputmode": "numeric"}).attributes["inputmode"] == "numeric"


def test_what_may_be_left_out_is_marked() -> None:
    form = Sample()
    optional = {item.short_name for item in form if item.short_name != "parts" and control(item).optional}
    assert optional == {"email", "rate", "fee", "use"}


def test_every_error_leads_to_its_field() -> None:
    links = error_links(refused())
    assert ("name", "Name", "Enter a name.") in links
    assert ("way-0", "Way", "Choose a way.") in links
    assert ("parts-0-label", "Label", "Enter a label.") in links
    assert ("", "", "Load the page again.") in links
    assert {link.anchor for link in links} == {"name", "rate", "way-0", "", "parts-0-label"}


def test_anything_may_be_asked_for_errors() -> None:
    assert has_errors(refused()) and not has_errors(Sample()) and not has_errors(None)
