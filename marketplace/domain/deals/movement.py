"""What an event changes in an account: the lines before and after, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from marketplace.domain.terms.statement import Contingent, Line, Statement

FIELDS = ("amount", "interest", "paid", "waived", "held", "outstanding", "due_on", "arose_on")


@dataclass(frozen=True, slots=True)
class Movement:
    """One line that moves. `before` None: it arises; `after` None: it is no longer foreseen."""

    before: Line | None
    after: Line | None

    @property
    def line(self) -> Line:
        """The line as it is afterwards, else as it was."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Movements:
    """The lines that move, the waiting sums that wait no longer, and the licence's state before and after."""

    lines: tuple[Movement, ...]
    settled: tuple[Contingent, ...]
    state_before: str
    state_after: str
    before: Statement
    after: Statement

    @property
    def any(self) -> bool:
        """Whether anything moves at all."""
        return bool(self.lines or self.settled) or self.state_before != self.state_after


def movements(before: Statement, after: Statement) -> Movements:
    """What lies between two statements of one agreement."""
    was = {line.id: line for line in before.lines}
    now = {line.id: line for line in after.lines}
    moved = [Movement(was.get(key), line) for key, line in now.items() if _differs(was.get(key), line)]
    moved += [Movement(line, None) for key, line in was.items() if key not in now]
    waiting = {sum_.id for sum_ in after.contingent}
    settled = [sum_ for sum_ in before.contingent if sum_.id not in waiting and sum_.id not in now]
    return Movements(tuple(moved), tuple(settled), before.state, after.state, before, after)


def _differs(before: Line | None, after: Line) -> bool:
    if before is None or before.has_arisen != after.has_arisen:
        return True
    if (before.status == "cancelled") != (after.status == "cancelled"):
        return True
    return any(getattr(before, name) != getattr(after, name) for name in FIELDS)


def paid_by(movements: Sequence[Movement]) -> list[tuple[Line, int]]:
    """The lines on which something more is paid afterwards, with how much (minor units, without tax)."""
    found = []
    for movement in movements:
        if movement.after is not None:
            more = movement.after.paid - (movement.before.paid if movement.before else 0)
            if more:
                found.append((movement.after, more))
    return found
