"""What the loader knows while it plays the demo's past: who is who, by the names the data use."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO

from marketplace.domain.access import Actor
from marketplace.domain.days import SHANGHAI
from marketplace.store.acting import actor_of
from marketplace.store.db import db
from marketplace.store.deals.deals import Deal
from marketplace.store.listings.listings import Listing
from marketplace.store.office.files import StoredFile
from marketplace.store.parties import organisations
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents.patents import Patent
from marketplace.usecases.office.files import take_document

OFFICE_HOUR = time(10, 0)

# a blank page; documents of the demo have nothing to say
PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


@dataclass
class World:
    """Ids by the data's own names: organisation codes, person keys, patent serials, listing and deal keys."""

    site_id: int
    now: datetime
    loaded_on: date
    organisations: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    members: dict[str, list[tuple[str, frozenset[str]]]] = field(default_factory=dict)  # code → (person, roles)
    patents: dict[str, int] = field(default_factory=dict)
    listings: dict[str, int] = field(default_factory=dict)
    deals: dict[str, int] = field(default_factory=dict)
    needs: dict[str, int] = field(default_factory=dict)
    paper_id: int = 0
    actors: dict[tuple[str, str], Actor] = field(default_factory=dict)  # forgotten when the parties change

    def day(self, offset: int) -> date:
        return self.loaded_on + timedelta(days=offset)

    def at(self, offset: int, minute: int = 0) -> datetime:
        """An instant on a day of the script; today's steps lie just before the loading."""
        moment = datetime.combine(self.day(offset), OFFICE_HOUR, SHANGHAI) + timedelta(minutes=minute)
        return min(moment.astimezone(UTC), self.now)

    def organisation(self, code: str) -> Organisation:
        return db.session.get_one(Organisation, self.organisations[code])

    def patent(self, serial: str) -> Patent:
        return db.session.get_one(Patent, self.patents[serial])

    def listing(self, key: str) -> Listing:
        return db.session.get_one(Listing, self.listings[key])

    def deal(self, key: str) -> Deal:
        return db.session.get_one(Deal, self.deals[key])

    def paper(self, now: datetime) -> StoredFile:
        """The one page that stands for every document of the demo."""
        if not self.paper_id:
            self.paper_id = take_document(BytesIO(PAPER), "演示材料.pdf", actor=Actor(), now=now).id
        return db.session.get_one(StoredFile, self.paper_id)

    def member(self, code: str, role: str, on: date) -> Actor:
        """A member of an organisation with a role (else its administrator)."""
        known = self.actors.get((code, role))
        if known is None:
            known = self.actors[code, role] = self._member(code, role, on)
        return known

    def _member(self, code: str, role: str, on: date) -> Actor:
        for wanted in (role, "administrator"):
            for key, roles in self.members[code]:
                if wanted in roles:
                    return actor_of(self.people[key], self.organisation(code), site_id=self.site_id, on=on)
        raise LookupError(f"nobody in {code} is {role}")

    def office(self, licensor_code: str, role: str, on: date) -> Actor:
        """Somebody of the office that acts for a licensor on a day."""
        office_id = organisations.acting_office_id(self.organisations[licensor_code], on)
        code = next(code for code, known in self.organisations.items() if known == office_id)
        return self.member(code, role, on)
