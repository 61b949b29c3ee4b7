"""Who may do what: one table. What is not in it is refused.

A permission is granted to a relation between the actor and the thing, for some roles in the actor's organisation:

* `anyone`    – visitors too
* `person`    – whoever is signed in
* `member`    – acts for an organisation (any)
* `self`      – the thing is the actor's own organisation, or an import, a patent … of it
* `licensor`  – acts for the licensor itself, also where a mandated office does the work
* `office`    – acts for the organisation that runs the licensor's affairs: its mandated office, else the licensor
* `licensee`  – acts for the licensee
* `inventor`  – is named as inventor
* `holder`    – left or keeps the thing as a person: a need, a saved search, a collection
* `operator`  – acts for the operator of the installation
* `verifier`  – acts for the operator or a transfer office that verifies parties on this site
* `body`      – acts for a public body that runs the site
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

ANY_ROLE = frozenset({"administrator", "editor", "approver", "signatory", "finance", "reader"})
ADMINISTRATORS = frozenset({"administrator"})
EDITORS = frozenset({"administrator", "editor"})
APPROVERS = frozenset({"administrator", "approver"})
SIGNATORIES = frozenset({"administrator", "signatory"})
FINANCE = frozenset({"administrator", "finance"})

Grant = tuple[str, frozenset[str]]

PERMISSIONS: dict[str, tuple[Grant, ...]] = {
    # parties
    "organisation.found": (("person", ANY_ROLE),),
    "organisation.see": (("self", ANY_ROLE), ("verifier", ANY_ROLE), ("operator", ANY_ROLE)),
    "organisation.edit": (("self", ADMINISTRATORS),),
    "organisation.aliases": (("self", EDITORS), ("office", EDITORS)),
    "organisation.account": (("self", FINANCE),),
    "organisation.members": (("self", ADMINISTRATORS),),
    "organisation.size": (("self", EDITORS | FINANCE),),
    "organisation.mandate": (("self", ADMINISTRATORS),),
    "party.list": (("verifier", ANY_ROLE),),
    "party.verify": (("verifier", APPROVERS),),
    "party.code": (("verifier", EDITORS), ("self", ADMINISTRATORS)),
    # patents
    "patent.list": (("member", ANY_ROLE),),
    "patent.see": (("office", ANY_ROLE), ("licensor", ANY_ROLE), ("inventor", ANY_ROLE)),
    "patent.work": (("office", ANY_ROLE), ("licensor", ANY_ROLE)),
    "patent.edit": (("office", EDITORS),),
    "patent.import": (("office", EDITORS),),
    "inventor.see": (("person", ANY_ROLE),),
    # listings
    "listing.work": (("office", ANY_ROLE), ("licensor", ANY_ROLE)),
    "listing.edit": (("office", EDITORS),),
    "listing.approve": (("office", APPROVERS),),
    # deals
    "deal.start": (("member", EDITORS | SIGNATORIES),),
    "deal.see": (("licensee", ANY_ROLE), ("office", ANY_ROLE), ("licensor", ANY_ROLE)),
    "deal.edit": (("licensee", EDITORS | SIGNATORIES),),
    "deal.send": (("licensee", SIGNATORIES),),
    "deal.withdraw": (("licensee", SIGNATORIES),),
    "deal.close": (("office", APPROVERS),),
    "deal.end": (("office", APPROVERS),),
    "deal.work": (("office", EDITORS | APPROVERS | FINANCE),),
    "offer.make": (("licensee", SIGNATORIES), ("office", SIGNATORIES)),
    "offer.accept": (("licensee", SIGNATORIES), ("office", SIGNATORIES)),
    "report.submit": (("licensee", EDITORS | SIGNATORIES | FINANCE),),
    "report.judge": (("office", EDITORS | FINANCE),),
    "payment.confirm": (("office", FINANCE),),
    "line.hold": (("office", FINANCE | APPROVERS),),
    "line.waive": (("office", APPROVERS),),
    "patent_end.record": (("office", EDITORS | APPROVERS),),
    # demand
    "need.leave": (("person", ANY_ROLE),),
    "need.see": (("holder", ANY_ROLE), ("self", ANY_ROLE), ("verifier", ANY_ROLE)),
    "need.judge": (("holder", ANY_ROLE), ("self", EDITORS | SIGNATORIES)),
    "need.erase": (("holder", ANY_ROLE), ("self", ADMINISTRATORS)),
    "need.list": (("verifier", ANY_ROLE),),
    "need.work": (("verifier", EDITORS | APPROVERS),),
    "need.rows": (("body", ANY_ROLE), ("verifier", ANY_ROLE)),
    # what people keep
    "kept.keep": (("person", ANY_ROLE),),
    "kept.change": (("holder", ANY_ROLE),),
    # office and site
    "office.see": (("member", ANY_ROLE),),
    "site.edit": (("operator", ADMINISTRATORS),),
    "site.rows": (("body", ANY_ROLE), ("operator", ANY_ROLE)),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """On whose behalf something is done. `office_for`: ids of the licensors whose affairs this organisation runs."""

    person_id: int | None = None
    organisation_id: int | None = None
    organisation_kind: str = ""
    roles: frozenset[str] = frozenset()
    office_for: frozenset[int] = field(default_factory=frozenset)
    site_id: int = 1
    operator: bool = False
    verifier: bool = False
    body: bool = False
    system: bool = False  # the clock or a command of the installation's administrator

    def relations(
        self,
        *,
        licensor_id: int | None = None,
        licensee_id: int | None = None,
        organisation_id: int | None = None,
        inventor_ids: Collection[int] = (),
        holder_id: int | None = None,
    ) -> frozenset[str]:
        """The relations of this actor to a thing with these parties."""
        held = {"anyone"}
        if self.person_id is not None:
            held.add("person")
            if self.person_id in inventor_ids:
                held.add("inventor")
            if self.person_id == holder_id:
                held.add("holder")
        if self.organisation_id is not None:
            tests = {
                "member": True,
                "self": organisation_id == self.organisation_id,
                "licensor": licensor_id == self.organisation_id,
                "office": licensor_id in self.office_for and licensee_id != self.organisation_id,  # never both sides
                "licensee": licensee_id == self.organisation_id,
                "operator": self.operator,
                "verifier": self.verifier or self.operator,
                "body": self.body,
            }
            held.update(relation for relation, holds in tests.items() if holds)
        return frozenset(held)


def allowed(permission: str, actor: Actor, relations: Collection[str]) -> bool:
    """Whether an actor with these relations to a thing holds a permission.

    Raises:
        KeyError: no such permission; a misspelt one is a fault of the program, not a refusal.
    """
    grants = PERMISSIONS[permission]
    if actor.system:
        return True
    personal = {"anyone", "person", "inventor", "holder"}  # need no role in an organisation
    return any(
        relation in relations and (relation in personal or bool(roles & actor.roles)) for relation, roles in grants
    )


SYSTEM = Actor(system=True)
