"""Triggers in the term-sheet editor: when a sum arises, single or as the earliest or latest of several days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marketplace.domain.terms.editing import COMBINED
from marketplace.domain.terms.reading_triggers import FIELD_OF, MOST_LEVELS
from marketplace.domain.terms.words import label
from marketplace.domain.terms.words_triggers import MILESTONES
from marketplace.web.listings.sheet_rows import Button, Group, Row
from marketplace.web.locale import gettext, lang

KINDS = (*FIELD_OF, *COMBINED)
KNOWN_AHEAD = ("effective", "date", "months_after_effective")  # a delay of these is said by the day itself


def trigger_group(
    raw: Any, place: str, title: str, *, optional: str = "", removable: bool = False, level: int = 1
) -> Group:
    """The group of one trigger. `optional`: what it means that there is none."""
    trigger: Mapping[str, Any] = raw if isinstance(raw, dict) else {}
    combined = next((name for name in COMBINED if name in trigger), "") if level <= MOST_LEVELS else ""
    kind = combined or str(trigger.get("kind", ""))
    none = [("", optional)] if optional else []
    kinds = [name for name in KINDS if name not in COMBINED or level < MOST_LEVELS]
    choices = [*none, *((name, label("trigger_kind", name, lang())) for name in kinds)]
    chosen = Row(f"{place}#kind", "choice", gettext("Arises on"), kind, choices=choices, width=5)
    buttons = [Button(f"remove:{place}", gettext("Remove this day"), icon="trash", target=place)] if removable else []
    if combined:
        members = trigger[combined] if isinstance(trigger[combined], list) else []
        inside = f"{place}.{combined}"
        groups = [
            trigger_group(
                member,
                f"{inside}[{index}]",
                gettext("Day %(number)s", number=index + 1),
                removable=len(members) > 1,
                level=level + 1,
            )
            for index, member in enumerate(members)
        ]
        more = Button(f"add:{inside}", gettext("Add a day"), icon="plus", target=place)
        return Group(place, title, [chosen], groups, [*buttons, more])
    rows = [chosen, *_rows_of(trigger, kind, place)] if kind in FIELD_OF else [chosen]
    return Group(place, title, rows, (), buttons)


def _rows_of(trigger: Mapping[str, Any], kind: str, place: str) -> list[Row]:
    rows = []
    needed = FIELD_OF[kind]
    if needed is not None:
        rows.append(_needed_row(needed, trigger.get(needed), f"{place}.{needed}"))
    for name, unit in (("plus_days", gettext("days")), ("plus_months", gettext("months"))):
        other = "plus_months" if name == "plus_days" else "plus_days"
        if name not in trigger and (other in trigger or kind in KNOWN_AHEAD):
            continue
        later = gettext("and then later by")
        rows.append(
            Row(f"{place}.{name}", "count", later, trigger.get(name), unit=unit, optional=True, width=3)
        )
    return rows


def _needed_row(name: str, value: Any, place: str) -> Row:
    if name == "on":
        return Row(place, "day", gettext("Date"), value, width=4)
    if name == "months":
        return Row(place, "count", gettext("After"), value, unit=gettext("months"), width=3)
    if name == "milestone":
        at = 0 if lang() == "zh" else 1
        known = [(code, words[at]) for code, words in MILESTONES.items()]
        hint = gettext("A name both sides will recognise, for example prototype or pilot.")
        return Row(place, "text", gettext("Milestone"), value, hint=hint, width=5, suggestions=known)
    if name == "amount":
        return Row(place, "amount", gettext("Cumulative net sales"), value)
    return Row(place, "count", gettext("Cumulative quantity"), value, unit=gettext("units"), width=4)


