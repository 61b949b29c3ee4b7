"""Put the reason of a refusal on the form that was sent, beside its field."""

from __future__ import annotations

from flask_wtf import FlaskForm

from marketplace.domain.faults import Refused
from marketplace.domain.refusals import sentence
from marketplace.web.locale import lang


def put_refusal(form: FlaskForm, refusal: Refused) -> int:
    """Show a refusal on its field, or on top of the form where it names none; returns the status to answer with."""
    field = form._fields.get(refusal.field)
    message = sentence(refusal, lang())
    if field is None:
        form.form_errors.append(message)
    else:
        field.errors = [*field.errors, message]
    return refusal.status
