"""What the term-sheet editor is made of: rows (one field each), groups of rows and buttons, plain values all.

A row is named by its place in the sheet (`components[0].amount`). A place with `#` turns something into another form
(`components[0].trigger#kind`) and takes effect after all other rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9_]+")


def anchor_of(place: str) -> str:
    """The id of the field at a place."""
    return f"at-{_NOT_IN_IDS.sub('-', place).strip('-')}"


def group_anchor_of(place: str) -> str:
    """The id of the group at a place."""
    return f"in-{_NOT_IN_IDS.sub('-', place).strip('-')}"


@dataclass(frozen=True, slots=True)
class Row:
    """One field. `kind`: amount | count | percent | unit_price | text | day | choice | flag | ids | places.

    `default` is what an absent value means; a row left empty removes `clears`, else its own place.
    """

    place: str
    kind: str
    label: str
    value: Any = None
    default: Any = None
    choices: Sequence[tuple[str, str]] = ()
    unit: str = ""
    hint: str = ""
    optional: bool = False
    clears: str = ""
    width: int = 0
    suggestions: Sequence[tuple[str, str]] = ()
    errors: Sequence[str] = ()

    @property
    def anchor(self) -> str:
        return anchor_of(self.place)

    @property
    def shown(self) -> str:
        """The value as it stands in the field."""
        value = self.default if self.value is None else self.value
        if value is None or isinstance(value, bool):
            return ""
        if isinstance(value, list | tuple):
            return ", ".join(str(one) for one in value)
        return str(value)

    @property
    def checked(self) -> bool:
        return bool(self.default if self.value is None else self.value)


@dataclass(frozen=True, slots=True)
class Button:
    """A round trip: `action` is what the form asks for, `about` what it concerns where several share a label."""

    action: str
    label: str
    about: str = ""
    icon: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together, with groups inside."""

    place: str
    title: str
    rows: Sequence[Row] = ()
    groups: Sequence[Group] = ()
    buttons: Sequence[Button] = ()
    note: str = ""
    errors: Sequence[str] = field(default_factory=tuple)
    prominent: bool = False

    @property
    def anchor(self) -> str:
        return group_anchor_of(self.place)

    def every_row(self) -> Iterator[Row]:
        yield from self.rows
        for group in self.groups:
            yield from group.every_row()

    def anchors(self) -> Iterator[tuple[str, str]]:
        """Every place within with the id that stands there; of one place a field comes after its group."""
        yield self.place, self.anchor
        for group in self.groups:
            yield from group.anchors()
        yield from ((row.place, row.anchor) for row in self.rows)


Part = Mapping[str, Any]
Built = tuple[list[Row], list[Group], list[Button]]


def inside(part: Part, key: str, name: str) -> Any:
    """A member of an object within a part of a sheet; None where there is none."""
    inner = part.get(key)
    return inner.get(name) if isinstance(inner, dict) else None


def entries(raw: Any) -> list[tuple[int, Part]]:
    """The objects of a list with their positions."""
    return [(index, one) for index, one in enumerate(raw) if isinstance(one, dict)] if isinstance(raw, list) else []


def with_errors(group: Group, errors: dict[str, list[str]]) -> Group:
    """The group with the sentences of `errors` (by place) at their rows and groups."""
    return replace(
        group,
        errors=tuple(errors.get(group.place, ())),
        rows=[replace(row, errors=tuple(errors.get(row.place, ()))) for row in group.rows],
        groups=[with_errors(inner, errors) for inner in group.groups],
    )
