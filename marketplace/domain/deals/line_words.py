"""What a line of an account is called: its component by name, its period, what kind of line it is."""

from __future__ import annotations

from datetime import date

from marketplace.domain.terms.model import Instalments, TermSheet
from marketplace.domain.terms.statement import Line
from marketplace.domain.terms.words import COMPONENT_TYPES, LINE_KINDS
from marketplace.domain.terms.words_figures import Words


def component_words(terms: TermSheet, component_id: str) -> Words:
    """A component's own label, each language standing in for the other; without one its type, with its id if needed."""
    component = terms.component(component_id)
    label = component.label
    if label is not None and (label.zh or label.en):
        return Words(label.zh or label.en, label.en or label.zh)
    plain = COMPONENT_TYPES[component.type]
    if sum(other.type == component.type for other in terms.components) == 1:
        return plain
    return Words(f"{plain.zh}（{component_id}）", f"{plain.en} ({component_id})")


def line_words(terms: TermSheet, line: Line) -> Words:
    """The name of a line: ``样机验收款``, ``提成 2026-03-01 至 2027-02-28``, ``保底补差（提成）…``."""
    if line.component is None:
        return LINE_KINDS[line.kind]
    name = _part_words(terms, line.component, line.id)
    if line.kind in ("true_up", "correction", "credit", "discount"):
        kind = LINE_KINDS[line.kind]
        name = Words(f"{kind.zh}（{name.zh}）", f"{kind.en} ({name.en})")
    return name if line.period is None else _with_period(name, *line.period)


def waiting_line_words(terms: TermSheet, component_id: str, line_id: str) -> Words:
    """The name of a sum that waits for an event."""
    return _part_words(terms, component_id, line_id)


def period_words(first: date, last: date) -> Words:
    """A span of days, both included."""
    return Words(f"{first.isoformat()} 至 {last.isoformat()}", f"{first.isoformat()} to {last.isoformat()}")


def _part_words(terms: TermSheet, component_id: str, line_id: str) -> Words:
    name, component = component_words(terms, component_id), terms.component(component_id)
    _, _, number = line_id.partition("#")
    if isinstance(component, Instalments) and number:
        return Words(f"{name.zh}（第{number}期）", f"{name.en} (part {number} of {len(component.parts)})")
    return name


def _with_period(name: Words, first: date, last: date) -> Words:
    period = period_words(first, last)
    return Words(f"{name.zh}　{period.zh}", f"{name.en}, {period.en}")
