"""What a search document is made of, read for many listings in few statements, and the search's side of the outbox."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from marketplace.store.db import db, transaction
from marketplace.store.listings.listings import Listing, ListingOption, ListingPatent, ListingSite
from marketplace.store.office.outbox import Position, SearchOutbox
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents.patents import (
    Patent,
    PatentCard,
    PatentClass,
    PatentIndustry,
    PatentInventor,
    PatentOwner,
)
from marketplace.store.sites import Site

FOUND_STATES = ("published",)  # suspended and withdrawn listings keep their page but are not found

_CARD_FIELDS = ("benefit", "problem", "users", "replaces", "gain", "needs", "first_product")


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation as the search knows it; the region is empty where it is unknown or abroad.

    `aliases`: its short and former names, one a line.
    """

    public_id: str
    name_zh: str
    name_en: str
    region: str
    country: str
    aliases: str = ""


@dataclass(frozen=True, slots=True)
class Owner:
    """A registered owner: the name as printed, and the organisation where it is known here."""

    name: str
    party: Party | None


class OptionRow(NamedTuple):
    """A way to pay; the fixed amount in minor units, places of the territory a line each."""

    model: str
    currency: str
    fixed: int
    term_months: int
    trial_months: int
    territory: str


@dataclass(slots=True)
class PatentRow:
    """A patent. `industries` and `emerging` are those the owner has named, `industry` is the main one."""

    public_id: str
    number: str
    publication_number: str
    kind: str
    status: str
    industry: str
    trl: int | None
    term_end: date | None
    title_zh: str
    title_en: str
    abstract_zh: str
    abstract_en: str
    card_zh: list[str] = field(default_factory=list)
    card_en: list[str] = field(default_factory=list)
    owners: list[Owner] = field(default_factory=list)
    inventors: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    industries: list[str] = field(default_factory=list)
    emerging: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ListingRow:
    """One findable listing."""

    id: int
    public_id: str
    kind: str
    licensor: Party
    title_zh: str
    title_en: str
    summary_zh: str
    summary_en: str
    programme_zh: str
    programme_en: str
    announcement_number: str
    published_at: datetime
    sites: list[int] = field(default_factory=list)
    options: list[OptionRow] = field(default_factory=list)
    patents: list[PatentRow] = field(default_factory=list)


def findable_ids(after: int = 0, limit: int = 500) -> list[int]:
    """Ids of findable listings behind `after`, ascending."""
    query = sa.select(Listing.id).where(_findable(), Listing.id > after)
    return list(db.session.scalars(query.order_by(Listing.id).limit(limit)))


def naming(organisation_id: int) -> list[int]:
    """Ids of the findable listings whose licensor, or an owner of whose patents, is this organisation."""
    owned = sa.select(ListingPatent.listing_id).join(
        PatentOwner, PatentOwner.patent_id == ListingPatent.patent_id
    )
    its = sa.or_(
        Listing.licensor_id == organisation_id,
        Listing.id.in_(owned.where(PatentOwner.organisation_id == organisation_id)),
    )
    return list(db.session.scalars(sa.select(Listing.id).where(_findable(), its).order_by(Listing.id)))


def findable_rows(listing_ids: Sequence[int]) -> list[ListingRow]:
    """The findable ones among these listings with all that can be searched, ascending by id: twelve statements."""
    columns = (
        "id public_id kind licensor_id title_zh title_en summary_zh summary_en programme_zh programme_en"
        " announcement_number published_at"
    )
    query = _columns(Listing, columns).where(Listing.id.in_(listing_ids), Listing.state.in_(FOUND_STATES))
    found = {row.id: row for row in db.session.execute(query)}
    sites = _pairs(sa.select(ListingSite.listing_id, ListingSite.site_id), ListingSite.listing_id, found)
    found = {listing_id: row for listing_id, row in sorted(found.items()) if listing_id in sites}
    options = _options(found)
    patent_ids = _pairs(
        sa.select(ListingPatent.listing_id, ListingPatent.patent_id).order_by(ListingPatent.position),
        ListingPatent.listing_id,
        found,
    )
    patents = _patents({patent_id for listed in patent_ids.values() for patent_id in listed})
    parties = _parties({row.licensor_id for row in found.values()})
    return [
        ListingRow(
            row.id,
            row.public_id,
            row.kind,
            parties[row.licensor_id],
            *row[4:],
            sites=sites[listing_id],
            options=options.get(listing_id, []),
            patents=[patents[patent_id] for patent_id in patent_ids.get(listing_id, [])],
        )
        for listing_id, row in found.items()
    ]


def like(words: Sequence[str], limit: int) -> list[int]:
    """Newest findable listings that hold every word in a title, summary, abstract, number or name; without an index."""
    conditions: list[Any] = [_findable()]
    for word in words:
        conditions.append(
            sa.or_(*(column.icontains(word, autoescape=True) for column in _LISTING_TEXTS), _in_patents(word))
        )
    query = (
        sa.select(Listing.id).join(Organisation, Organisation.id == Listing.licensor_id).where(*conditions)
    )
    return list(
        db.session.scalars(query.order_by(Listing.published_at.desc(), Listing.id.desc()).limit(limit))
    )


def outbox_mark(position: Position) -> str:
    """What identifies a database and its outbox row at a position: another one, or an older copy, gives another."""
    first_site = db.session.scalar(sa.select(Site.public_id).order_by(Site.id).limit(1)) or ""
    query = sa.select(SearchOutbox.listing_id, SearchOutbox.created_at).filter_by(
        xid=position[0], id=position[1]
    )
    row = db.session.execute(query).first()
    return f"{first_site} {row.listing_id} {row.created_at.isoformat()}" if row else first_site


@transaction
def forget_applied(position: Position) -> int:
    """Delete the outbox rows before a position and keep the one at it, so that its id is never given again."""
    here = sa.tuple_(SearchOutbox.xid, SearchOutbox.id)
    gone = db.session.scalars(sa.delete(SearchOutbox).where(here < position).returning(SearchOutbox.id))
    return len(gone.all())


_LISTING_TEXTS = (
    Listing.title_zh,
    Listing.title_en,
    Listing.summary_zh,
    Listing.summary_en,
    Organisation.name_zh,
    Organisation.name_en,
    Organisation.aliases,
)


def _findable() -> sa.ColumnElement[bool]:
    on_a_site = sa.select(ListingSite.listing_id).where(ListingSite.listing_id == Listing.id)
    return sa.and_(Listing.state.in_(FOUND_STATES), on_a_site.exists())


def _in_patents(word: str) -> sa.ColumnElement[bool]:
    texts = (Patent.title_zh, Patent.title_en, Patent.abstract_zh, Patent.abstract_en, Patent.number)
    named = sa.or_(
        Patent.owners.any(PatentOwner.name.icontains(word, autoescape=True)),
        Patent.inventors.any(PatentInventor.name.icontains(word, autoescape=True)),
    )
    held = sa.or_(*(text.icontains(word, autoescape=True) for text in texts), named)
    joined = sa.select(ListingPatent.patent_id).join(Patent, Patent.id == ListingPatent.patent_id)
    return joined.where(ListingPatent.listing_id == Listing.id, held).exists()


def _columns(model: Any, names: str) -> sa.Select[Any]:
    return sa.select(*(getattr(model, name) for name in names.split()))


def _pairs(query: Any, key: Any, among: Iterable[int]) -> dict[int, list[Any]]:
    """The second column of a query grouped by the first."""
    grouped: dict[int, list[Any]] = defaultdict(list)
    for owner, value in db.session.execute(query.where(key.in_(list(among)))):
        grouped[owner].append(value)
    return grouped


def _options(listing_ids: Iterable[int]) -> dict[int, list[OptionRow]]:
    grouped: dict[int, list[OptionRow]] = defaultdict(list)
    names = "listing_id model currency price_fixed term_months trial_months territory"
    query = _columns(ListingOption, names).order_by(ListingOption.position)
    for listing_id, *option in db.session.execute(
        query.where(ListingOption.listing_id.in_(list(listing_ids)))
    ):
        grouped[listing_id].append(OptionRow(*option))
    return grouped


def _parties(ids: Iterable[int]) -> dict[int, Party]:
    query = _columns(Organisation, "id public_id name_zh name_en region country aliases")
    rows = db.session.execute(query.where(Organisation.id.in_(list(ids))))
    return {identity: Party(*rest) for identity, *rest in rows}


def _patents(ids: set[int]) -> dict[int, PatentRow]:
    names = (
        "id public_id number publication_number kind status industry trl term_end"
        " title_zh title_en abstract_zh abstract_en"
    )
    listed = list(ids)
    found = {
        identity: PatentRow(*rest)
        for identity, *rest in db.session.execute(_columns(Patent, names).where(Patent.id.in_(listed)))
    }
    texts = " ".join(f"{name}_{lang}" for lang in ("zh", "en") for name in _CARD_FIELDS)
    cards = _columns(PatentCard, f"patent_id {texts}").where(PatentCard.patent_id.in_(listed))
    for patent_id, *card in db.session.execute(cards):
        found[patent_id].card_zh = [text for text in card[: len(_CARD_FIELDS)] if text]
        found[patent_id].card_en = [text for text in card[len(_CARD_FIELDS) :] if text]
    inventors = sa.select(PatentInventor.patent_id, PatentInventor.name).order_by(PatentInventor.position)
    for patent_id, listed_names in _pairs(inventors, PatentInventor.patent_id, listed).items():
        found[patent_id].inventors = listed_names
    classes = sa.select(PatentClass.patent_id, PatentClass.code)
    for patent_id, codes in _pairs(classes, PatentClass.patent_id, listed).items():
        found[patent_id].classes = codes
    _add_industries(found)
    _add_owners(found)
    return found


def _add_industries(found: dict[int, PatentRow]) -> None:
    named = _columns(PatentIndustry, "patent_id scheme code").where(PatentIndustry.patent_id.in_(list(found)))
    for patent_id, scheme, code in db.session.execute(named):
        patent = found[patent_id]
        (patent.emerging if scheme == "emerging" else patent.industries).append(code)


def _add_owners(found: dict[int, PatentRow]) -> None:
    query = _columns(PatentOwner, "patent_id name organisation_id").where(
        PatentOwner.patent_id.in_(list(found))
    )
    rows = list(db.session.execute(query.order_by(PatentOwner.position)))
    parties = _parties({row.organisation_id for row in rows if row.organisation_id is not None})
    for patent_id, name, organisation_id in rows:
        found[patent_id].owners.append(Owner(name, parties.get(organisation_id)))
