"""What a form field needs on the page, worked out from WTForms: kind of control, attributes, links of its errors.

The markup is in `templates/components/forms.html`. Nothing here words an error; forms do that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from flask import Flask
from wtforms import Field, FieldList, Form, FormField

KINDS = {
    "HiddenField": "hidden",
    "MoneyField": "money",
    "CSRFTokenField": "hidden",
    "RadioField": "choices",
    "BooleanField": "box",
    "FileField": "file",
    "MultipleFileField": "file",
    "TextAreaField": "area",
    "SelectFieldBase": "select",
}
INPUT_MODES = {
    "IntegerField": "numeric",
    "DecimalField": "decimal",
    "MoneyField": "decimal",
    "EmailField": "email",
    "TelField": "tel",
    "URLField": "url",
}
AUTOCOMPLETE = {"email": "email", "mobile": "tel", "phone": "tel", "new_password": "new-password"}
FIGURES = {"IntegerField", "DecimalField", "MoneyField"}
WIDTHS = {"DateField": 4, "IntegerField": 3, "DecimalField": 4, "TelField": 4}


@dataclass(frozen=True, slots=True)
class Control:
    """How to print one field. `width` is a class of components.css, 0 for the full line."""

    kind: str  # text | money | area | select | choices | box | file | hidden
    attributes: dict[str, Any] = field(default_factory=dict)
    hint: str = ""
    limit: int | None = None  # characters, of a text area that counts
    optional: bool = False
    width: int = 0


class ErrorLink(NamedTuple):
    """One line of the error summary."""

    anchor: str
    label: str
    message: str


def control(
    item: Field, *, hint: str = "", width: int | None = None, extra: dict[str, Any] | None = None
) -> Control:
    """The control of a field. `extra` are attributes of the page author and win over the ones found here."""
    names = {cls.__name__ for cls in type(item).__mro__}
    kind = _kind(item, names)
    said = str(hint or item.description or "")
    limit = getattr(item.flags, "maxlength", None) if kind == "area" else None
    size = width if width is not None else next((WIDTHS[name] for name in WIDTHS if name in names), 0)
    attributes = {"class": " ".join(_classes(names, size))} | _described(item, bool(said), limit is not None)
    given = getattr(item, "render_kw", None) or {}
    modes = [INPUT_MODES[name] for name in INPUT_MODES if name in names]
    if modes and "inputmode" not in given:
        attributes["inputmode"] = modes[0]
    if FIGURES & names:
        attributes["type"] = "text"  # a number field drops what it cannot read
    if item.short_name in AUTOCOMPLETE and "autocomplete" not in given:
        attributes["autocomplete"] = AUTOCOMPLETE[item.short_name]
    if limit is not None:
        attributes["data-count"] = f"{item.id}-count"
    optional = _is_optional(item, kind)
    return Control(kind, attributes | (extra or {}), said, limit, optional, size)


def error_links(form: Form) -> list[ErrorLink]:
    """Every error of a form and the forms within it, in the order of the fields."""
    return [ErrorLink("", "", str(message)) for message in form.form_errors] + list(_links(form))


def has_errors(form: object) -> bool:
    """Whether something is a form that was sent and refused; anything may be asked."""
    return isinstance(form, Form) and bool(form.errors)


def _is_optional(item: Field, kind: str) -> bool:
    """A list of options always has a value unless its form says otherwise; what is typed may be left out."""
    if kind in ("select", "choices"):
        return bool(getattr(item.flags, "optional", False))
    return kind not in ("box", "hidden") and not getattr(item.flags, "required", False)


def _kind(item: Field, names: set[str]) -> str:
    if getattr(getattr(item, "option_widget", None), "input_type", "") in ("radio", "checkbox"):
        return "choices"
    return next((KINDS[name] for name in KINDS if name in names), "text")


def _classes(names: set[str], size: int) -> Iterator[str]:
    yield "input"
    if size:
        yield f"width-{size}"
    if FIGURES & names:
        yield "input--figure"


def _described(item: Field, has_hint: bool, counts: bool) -> dict[str, Any]:
    parts = (
        [f"{item.id}-hint"] * has_hint
        + [f"{item.id}-error"] * bool(item.errors)
        + [f"{item.id}-count"] * counts
    )
    found: dict[str, Any] = {"aria-describedby": " ".join(parts)} if parts else {}
    return found | ({"aria-invalid": "true"} if item.errors else {})


def _links(form: Form) -> Iterator[ErrorLink]:
    for item in form:
        if isinstance(item, FormField):
            yield from _links(item.form)
        elif isinstance(item, FieldList):
            for entry in item:
                yield from _links(entry.form) if isinstance(entry, FormField) else _own_links(entry)
        else:
            yield from _own_links(item)


def _own_links(item: Field) -> Iterator[ErrorLink]:
    kind = _kind(item, {cls.__name__ for cls in type(item).__mro__})
    for message in item.errors:
        if kind == "hidden":
            yield ErrorLink("", "", str(message))
        else:
            anchor = f"{item.id}-0" if kind == "choices" else item.id
            yield ErrorLink(anchor, str(item.label.text).rstrip("?？.。:："), str(message))


def install(app: Flask) -> None:
    """Give the templates `form_control`, `error_links` and `has_errors`."""
    app.jinja_env.globals.update(form_control=control, error_links=error_links, has_errors=has_errors)
