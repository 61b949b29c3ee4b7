"""How an actor stands to a row: the one place that knows which columns name the parties of a thing."""

from __future__ import annotations

from marketplace.domain.access import Actor
from marketplace.store.deals.agreements import Agreement
from marketplace.store.deals.deals import Deal
from marketplace.store.demand.needs import Need
from marketplace.store.keeping.collections import Collection
from marketplace.store.keeping.searches import SavedSearch
from marketplace.store.listings.listings import Listing
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents.imports import PatentImport
from marketplace.store.patents.patents import Patent


def relations_to(actor: Actor, thing: object) -> frozenset[str]:
    """The relations of an actor to a row; `None` asks for what holds everywhere.

    Raises:
        TypeError: a kind of row that this table does not know.
    """
    match thing:
        case None:
            return actor.relations()
        case Organisation():
            return actor.relations(organisation_id=thing.id, licensor_id=thing.id)
        case PatentImport():
            return actor.relations(licensor_id=thing.organisation_id, organisation_id=thing.organisation_id)
        case Patent():
            inventors = {inventor.person_id for inventor in thing.inventors if inventor.person_id is not None}
            return actor.relations(licensor_id=thing.licensor_id, inventor_ids=inventors)
        case Listing():
            return actor.relations(licensor_id=thing.licensor_id)
        case Deal():
            return actor.relations(licensor_id=thing.licensor_id, licensee_id=thing.licensee_id)
        case Agreement():
            return relations_to(actor, thing.deal)
        case Need():
            held = actor.relations(organisation_id=thing.organisation_id, holder_id=thing.person_id)
            return held if thing.site_id == actor.site_id else held - {"verifier", "operator", "body"}
        case SavedSearch() | Collection():
            return actor.relations(holder_id=thing.person_id)
    raise TypeError(f"no relations defined for {type(thing).__name__}")
