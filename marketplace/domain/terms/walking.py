"""Going through a sheet: every payable component and every trigger with its path."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from marketplace.domain.terms.model import (
    AnyPayable,
    EarliestOf,
    Fixed,
    Instalments,
    LatestOf,
    Royalty,
    SingleTrigger,
    TermSheet,
    Trial,
    Trigger,
)

#: Stands in for an effective date that is not known yet, where the sheet names no date.
ANY_DAY = date(2027, 1, 1)


def payables(terms: TermSheet) -> list[AnyPayable]:
    """The components that are paid, in order."""
    return [component for component in terms.components if not isinstance(component, Trial)]


def sums(terms: TermSheet) -> Iterator[tuple[str, Fixed | Instalments, int, Trigger]]:
    """Every single sum with a trigger: the trigger's JSON path, its component, the amount and the trigger."""
    for index, component in enumerate(terms.components):
        path = f"$.terms.components[{index}]"
        if isinstance(component, Fixed):
            yield f"{path}.trigger", component, component.amount, component.trigger
        elif isinstance(component, Instalments):
            for number, part in enumerate(component.parts):
                yield f"{path}.parts[{number}].trigger", component, part.amount, part.trigger


def triggers(terms: TermSheet) -> Iterator[tuple[str, Trigger]]:
    """Every trigger of the sheet with its JSON path, the starts of royalties last."""
    for path, _, _, trigger in sums(terms):
        yield path, trigger
    for index, component in enumerate(terms.components):
        if isinstance(component, Royalty) and component.starts is not None:
            yield f"$.terms.components[{index}].starts", component.starts


def singles(trigger: Trigger) -> Iterator[SingleTrigger]:
    """The single triggers that a trigger is made of."""
    if isinstance(trigger, EarliestOf | LatestOf):
        for member in trigger.of:
            yield from singles(member)
    else:
        yield trigger


def reference_day(terms: TermSheet) -> date:
    """The effective date to reckon with where none is known: New Year's Day before the first date named."""
    named = [
        single.on for _, trigger in triggers(terms) for single in singles(trigger) if single.on is not None
    ]
    if not named:
        return ANY_DAY
    first = min(named)
    return date(first.year - 1 if (first.month, first.day) == (1, 1) else first.year, 1, 1)
