"""Numbers of law and policy: a new dated row for a known parameter; what was in force is never edited."""

from __future__ import annotations

import json
import re
from datetime import date, datetime

from marketplace.domain.access import Actor
from marketplace.domain.faults import Invalid
from marketplace.store.db import db, transaction
from marketplace.store.office import parameters
from marketplace.store.office.parameters import Parameter
from marketplace.store.sites import Site
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", re.ASCII)


@transaction
def add_parameter(
    site: Site,
    *,
    key: str,
    scope: str,
    valid_from: date,
    value: str,
    source: str,
    actor: Actor,
    now: datetime,
) -> Parameter:
    """Have a parameter take another value from a day on. The rows before it stay as they are.

    Args:
        value: as JSON, or a plain number where the present value is one; it must look like the present value.
        source: the law, notice or decision it rests on.

    Raises:
        Invalid: `parameter.unknown`, `parameter.value_wrong`, `parameter.day_taken`, `parameter.in_past`,
            `field.required`.
    """
    require(actor, "site.edit", site.operator)
    rows = parameters.history(key, scope)
    if not rows:
        raise Invalid("parameter.unknown", field="value")
    newest = rows[0]
    if valid_from == newest.valid_from:
        raise Invalid("parameter.day_taken", field="valid_from")
    if valid_from < newest.valid_from:
        raise Invalid("parameter.in_past", field="valid_from", latest=newest.valid_from.isoformat())
    if not source.strip():
        raise Invalid("field.required", field="source")
    row = Parameter(
        key=key, scope=scope, valid_from=valid_from, value=like(newest.value, value), source=source.strip()
    )
    db.session.add(row)
    record("site.parameter_added", site, actor=actor, now=now, key=key, scope=scope, valid_from=valid_from.isoformat())
    return row


def like(present: str, written: str) -> str:
    """A written value as JSON of the same shape as the present one: number, decimal string, list or object.

    Raises:
        Invalid: `parameter.value_wrong`.
    """
    known, text = json.loads(present), written.strip()
    wrong = Invalid("parameter.value_wrong", field="value", example=shown(present))
    if isinstance(known, int | str) and not isinstance(known, bool):
        if isinstance(known, str) and not _NUMBER.fullmatch(known):
            return json.dumps(text, ensure_ascii=False)
        if not _NUMBER.fullmatch(text) or (isinstance(known, int) and "." in text):
            raise wrong
        return text if isinstance(known, int) else json.dumps(text)
    try:
        found = json.loads(text, parse_float=_refuse_float)
    except ValueError as fault:
        raise wrong from fault
    if _shape(found) != _shape(known):
        raise wrong
    return json.dumps(found, ensure_ascii=False)


def shown(value: str) -> str:
    """A value as a person writes it: a decimal string without its quotation marks."""
    known = json.loads(value)
    return known if isinstance(known, str) else value


def _shape(value: object) -> object:
    """What makes two values alike: types, and the keys of objects."""
    if isinstance(value, dict):
        return {key: _shape(member) for key, member in value.items()}
    return type(value)


def _refuse_float(text: str) -> None:
    raise ValueError(f"{text}: write decimals in quotation marks")
