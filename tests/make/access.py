"""One of everything, for the access tables: what the placeholders of their paths stand for."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.store.db import db, transaction
from marketplace.store.patents.patents import Patent
from tests.make.access_kept import kept_places
from tests.make.access_patents import patent_places
from tests.make.cast import Cast
from tests.make.deals import prepare_deal, send
from tests.make.listings import DEFERRED, LUMP, make_listing, make_patent

# the actors of the tables, in the order of their columns
ACTORS = (
    "nobody",
    "stranger",
    "inventor",
    "licensor",
    "licensee",
    "own_office",
    "other_office",
    "public_body",
    "operator",
)


@dataclass(frozen=True)
class Places:
    """`paths`: placeholder → value; `people`: actor → id of the person who acts, None for a visitor."""

    paths: dict[str, str]
    people: dict[str, int | None]

    def person(self, actor: str) -> int | None:
        return self.people[actor]

    @staticmethod
    def samples() -> _Anything:
        """Values of the right shape for matching a path with its endpoint."""
        return _Anything()


class _Anything(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "1" if name in {"number", "n", "position", "report_number"} else "k7m2xq9tdw"


def make_places(cast: Cast) -> Places:
    """A patent of East University with its inventor, listings of each stage, a deal with an agreement, a request."""
    patent = make_patent(cast.east)
    _name_inventor(patent, cast.inventor_id)
    listing = make_listing([patent], DEFERRED, LUMP)
    draft = make_listing([patent], DEFERRED, state="draft")
    negotiated = make_listing([patent], DEFERRED, kind="negotiated")
    deal = send(prepare_deal(listing, cast.maker), cast.maker)
    request = send(prepare_deal(negotiated, cast.maker, option=None), cast.maker)
    paths = {
        "patent": patent.public_id,
        "listing": listing.public_id,
        "draft": draft.public_id,
        "negotiated": negotiated.public_id,
        "deal": deal.public_id,
        "request": request.public_id,
        "licensee": cast.maker.public_id,
        "licensee_member": cast.maker.person.public_id,
        "licensor": cast.east.public_id,
        "handle": "nothing-such-as-this",
        "verification_code": deal.agreement.verification_code,
        "secret": "nothing-such-as-this",
        "number": "1",
        **patent_places(cast, patent),
        **kept_places(cast, listing),
    }
    people = {
        "nobody": None,
        "stranger": cast.stranger.person_id,
        "inventor": cast.inventor_id,
        "licensor": cast.east.person_id,
        "licensee": cast.maker.person_id,
        "own_office": cast.city.person_id,
        "other_office": cast.park.person_id,
        "public_body": cast.body.person_id,
        "operator": cast.operator.person_id,
    }
    return Places(paths, people)


@transaction
def _name_inventor(patent: Patent, person_id: int) -> None:
    db.session.add(patent)
    patent.inventors[0].person_id = person_id
