"""Who owns a patent and who made the invention, as the register has it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.faults import Invalid
from marketplace.store.db import db, lock, transaction
from marketplace.store.patents.patents import Patent, PatentInventor, PatentOwner
from marketplace.usecases.patents.patents import BY_HAND, add_fact, require_version, tell_listings
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record

WHOLE = 10_000  # hundredths of a percent

Share = tuple[str, Decimal | None]


@transaction
def change_owners(
    patent: Patent,
    owners: Sequence[Share],
    *,
    source: str = BY_HAND,
    as_of: date | None = None,
    version: int | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Replace the owners, in the order of the register.

    Args:
        owners: name and share in percent with at most two decimals; all shares or none.

    Raises:
        Invalid: `patent.owners_missing`, `patent.owner_twice`, `patent.shares_for_some`, `patent.shares_incomplete`.
        Stale: somebody else changed it since `version`.
    """
    require(actor, "patent.edit", patent)
    lock(patent)
    require_version(patent, version)
    _check(owners)
    before = [(owner.name, owner.share) for owner in patent.owners]
    told = [(name, int(share * 100) if share is not None else None) for name, share in owners]
    if told == before:
        return
    known = {name: patent.licensor_id for name in (patent.licensor.name_zh, patent.licensor.name_en)}
    known |= {owner.name: owner.organisation_id for owner in patent.owners if owner.organisation_id}
    for index, (name, share) in enumerate(told):
        if index == len(patent.owners):
            patent.owners.append(PatentOwner(position=index + 1))
        owner = patent.owners[index]  # rows are written over, since positions are unique
        owner.name, owner.share, owner.organisation_id = name, share, known.get(name)
    del patent.owners[len(told) :]
    patent.updated_at = now
    names = "; ".join(name for name, _ in told)
    add_fact(patent, "owners", names, source=source, as_of=as_of or day_of(now))
    record("patent.changed", patent, actor=actor, now=now, fields="owners")
    tell_listings({patent.id}, actor=actor, now=now)


@transaction
def change_inventors(
    patent: Patent,
    names: Sequence[str],
    *,
    source: str = BY_HAND,
    as_of: date | None = None,
    version: int | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Replace the inventors or designers as printed; who is linked to a person stays linked under the same name.

    Raises:
        Invalid: `patent.owner_twice`.
        Stale: somebody else changed it since `version`.
    """
    require(actor, "patent.edit", patent)
    lock(patent)
    require_version(patent, version)
    _check_once(names, "inventors")
    if list(names) == [inventor.name for inventor in patent.inventors]:
        return
    linked = {inventor.name: inventor.person for inventor in patent.inventors if inventor.person}
    dropped = [(one.position, one.person) for one in patent.inventors if one.person and one.name not in names]
    for index, name in enumerate(names):
        if index == len(patent.inventors):
            patent.inventors.append(PatentInventor(position=index + 1))
        inventor = patent.inventors[index]
        inventor.name, inventor.person = name, linked.get(name)
    del patent.inventors[len(names) :]
    patent.updated_at = now
    db.session.flush()
    add_fact(patent, "inventors", "; ".join(names), source=source, as_of=as_of or day_of(now))
    record("patent.changed", patent, actor=actor, now=now, fields="inventors")
    for position, person in dropped:
        record("inventor.unlinked", patent, actor=actor, now=now, person=person.public_id, position=position)
    tell_listings({patent.id}, actor=actor, now=now)


def _check(owners: Sequence[Share]) -> None:
    if not owners:
        raise Invalid("patent.owners_missing", field="owners")
    _check_once([name for name, _ in owners], "owners")
    shares = [share for _, share in owners if share is not None]
    if not shares:
        return
    if len(shares) != len(owners) or any(share <= 0 for share in shares):
        raise Invalid("patent.shares_for_some", field="owners")
    if sum(shares) * 100 != WHOLE or any(share * 100 != int(share * 100) for share in shares):
        raise Invalid("patent.shares_incomplete", field="owners", total=sum(shares))


def _check_once(names: Sequence[str], field: str) -> None:
    twice = [name for name in names if list(names).count(name) > 1]
    if twice:
        raise Invalid("patent.owner_twice", field=field, name=twice[0])
