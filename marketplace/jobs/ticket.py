"""A job in the hands of a worker: its values, and the one transaction in which it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from marketplace import clock
from marketplace.store.db import transaction
from marketplace.store.office.jobs import finish, renew

LEASE = timedelta(minutes=5)


class LeaseLost(Exception):  # noqa: N818 - another worker has the job now; not an error
    """The worker was silent for too long and must not finish the job."""


@dataclass(frozen=True, slots=True)
class Ticket:
    job_id: int
    owner: str
    kind: str
    values: dict[str, object]
    created_at: datetime

    def number(self, name: str) -> int:
        """A whole number among the values."""
        value = self.values[name]
        if not isinstance(value, int):
            raise TypeError(f"{self.kind}: {name} is not a whole number")
        return value

    def done(self, effect: Callable[[], None] | None = None) -> None:
        """Commit the last effect of a job together with its end.

        Raises:
            LeaseLost: nothing was changed.
        """
        _settle(self.job_id, self.owner, effect)

    def renew(self) -> None:
        """Say that the work goes on. Long jobs call it between their steps.

        Raises:
            LeaseLost: another worker has taken over.
        """
        if not renew(self.job_id, self.owner, clock.now() + LEASE):
            raise LeaseLost


@transaction
def _settle(job_id: int, owner: str, effect: Callable[[], None] | None) -> None:
    if not finish(job_id, owner):
        raise LeaseLost
    if effect is not None:
        effect()
