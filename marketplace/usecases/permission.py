"""The guard of every use case."""

from __future__ import annotations

from marketplace.domain.access import Actor, allowed
from marketplace.domain.faults import Forbidden
from marketplace.store.relations import relations_to


def require(actor: Actor, permission: str, thing: object = None) -> None:
    """Refuse unless the actor holds the permission for the thing.

    Raises:
        Forbidden: `access.refused`.
    """
    if not allowed(permission, actor, relations_to(actor, thing)):
        raise Forbidden("access.refused")
