"""Generated catalogues of 1,000 to 1,000,000 listings in the demo's vocabulary, written in bulk."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa

from bench.report import SEED
from marketplace.demo.content import rows
from marketplace.domain.patents.kinds import PatentKind, term_end
from marketplace.domain.patents.numbers import cn_check_digit
from marketplace.store.columns import ALPHABET, PUBLIC_ID_LENGTH
from marketplace.store.db import db, transaction
from marketplace.store.listings.listings import (
    Listing,
    ListingOption,
    ListingPatent,
    ListingSite,
    ListingVersion,
)
from marketplace.store.office import outbox
from marketplace.store.office.events import FIRST, Event, link_hash
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents.patents import (
    Patent,
    PatentCard,
    PatentClass,
    PatentInventor,
    PatentKey,
    PatentOwner,
)
from marketplace.store.sites import Site
from marketplace.usecases.listings.options import Proposal, option_of
from marketplace.usecases.office.sites import open_site

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
BATCH = 2_000
LICENSORS = 40
FIRST_SERIAL = 8_000_000
DIGITS = {"invention": "1", "utility_model": "2", "design": "3"}

Row = dict[str, Any]


def write_catalogue(count: int) -> None:
    """Fill an empty, migrated database with `count` published listings of one patent each."""
    site = open_site(name_zh="测试目录", name_en="Generated catalogue")
    source = random.Random(SEED)  # repeatable on purpose
    licensors = write_licensors(source)
    for start in range(0, count, BATCH):
        numbers = range(FIRST_SERIAL + start, FIRST_SERIAL + min(start + BATCH, count))
        write_batch(numbers, licensors, source, site)


@transaction
def write_licensors(source: random.Random) -> dict[int, str]:
    """Universities in the demo's manner: id → name."""
    regions = ["420700", "420100", "440300", "330100", "610100"]
    made = [
        Organisation(
            public_id=name_of_row(source),
            kind="university",
            name_zh=f"江澜第{n}理工学院",
            name_en=f"Jianglan Polytechnic {n}",
            region=regions[n % len(regions)],
            verification="verified",
            verified_at=NOW,
            created_at=NOW,
        )
        for n in range(1, LICENSORS + 1)
    ]
    db.session.add_all(made)
    db.session.flush()
    return {organisation.id: organisation.name_zh for organisation in made}


@transaction
def write_batch(serials: range, licensors: dict[int, str], source: random.Random, site: Site) -> None:
    """One batch of patents with their listings."""
    told = [text(source) for _ in serials]
    owners = [source.choice(list(licensors)) for _ in serials]
    patents = [patent_row(n, told[at], owners[at], source) for at, n in enumerate(serials)]
    patent_ids = list(
        db.session.scalars(sa.insert(Patent).returning(Patent.id, sort_by_parameter_order=True), patents)
    )
    parts: dict[Any, list[Row]] = {}
    for patent_id, words, owner, row in zip(patent_ids, told, owners, patents, strict=True):
        for table, part in patent_parts(words, owner, licensors[owner], row["number"], source):
            parts.setdefault(table, []).append({"patent_id": patent_id, **part})
    for table, table_rows in parts.items():
        db.session.execute(sa.insert(table), table_rows)
    write_listings(patent_ids, patents, source, site)


def text(source: random.Random) -> Row:
    """Titles and abstracts put together from sentences of two of the demo's patents."""
    one, two = source.choice(rows("patents")), source.choice(rows("patents"))
    number = source.randint(1, 9999)
    return {
        "title_zh": f"{one['title_zh']}（{number}型）",
        "title_en": f"{one['title_en']}, type {number}",
        "abstract_zh": f"{one['abstract_zh']}{two['abstract_zh']}",
        "abstract_en": f"{one['abstract_en']} {two['abstract_en']}",
        "classes": one["classes"],
        "scheme": one["scheme"],
        "industry": one["industry"],
        "inventors": source.sample([*one["inventors"], *two["inventors"]], 2),
        "kind": one["kind"],
        "card": one.get("card") or {},
    }


def patent_row(serial: int, words: Row, owner: int, source: random.Random) -> Row:
    oldest = 2008 if words["kind"] == "invention" else 2017  # so that all of them are in force
    filed = date(source.randint(oldest, 2022), source.randint(1, 12), source.randint(1, 28))
    body = f"{filed.year}{DIGITS[words['kind']]}{serial}"
    return {
        "public_id": name_of_row(source),
        "number": f"CN{body}.{cn_check_digit(body)}",
        "kind": words["kind"],
        "country": "CN",
        "licensor_id": owner,
        **{name: words[name] for name in ("title_zh", "title_en", "abstract_zh", "abstract_en", "industry")},
        "filing_date": filed,
        "grant_date": filed + timedelta(days=700),
        "term_end": term_end(PatentKind(words["kind"]), filed),
        "status": "granted",
        "status_as_of": NOW.date(),
        "status_source": "generated",
        "trl": source.randint(3, 9),
        "created_at": NOW,
        "updated_at": NOW,
    }


def patent_parts(
    words: Row, owner: int, owner_name: str, number: str, source: random.Random
) -> Iterator[tuple[type, Row]]:
    yield PatentKey, {"key": number}
    yield PatentOwner, {"position": 1, "name": owner_name, "organisation_id": owner}
    for position, name in enumerate(words["inventors"], 1):
        yield PatentInventor, {"position": position, "name": name}
    for position, code in enumerate(words["classes"], 1):
        yield PatentClass, {"scheme": words["scheme"], "position": position, "code": code}
    if words["card"] and source.random() < 0.4:
        yield PatentCard, dict(words["card"])


def write_listings(patent_ids: list[int], patents: list[Row], source: random.Random, site: Site) -> None:
    """A published listing for each patent, with one or two ways to pay of the demo's listings, and its events."""
    made = [listing_row(patent, source) for patent in patents]
    ids = list(
        db.session.scalars(sa.insert(Listing).returning(Listing.id, sort_by_parameter_order=True), made)
    )
    names = db.session.execute(sa.select(Organisation.id, Organisation.public_id))
    licensors = {licensor_id: public_id for licensor_id, public_id in names}
    parts: dict[Any, list[Row]] = {}
    for listing_id, patent_id, row, patent in zip(ids, patent_ids, made, patents, strict=True):
        chosen = source.sample(ways_to_pay(), source.randint(1, 2))
        content = content_row(row, licensors[row["licensor_id"]], patent["number"], chosen)
        event = event_row(row["public_id"], content["content_hash"], site.id)
        rows_of_it: list[tuple[Any, Row]] = [
            (ListingPatent, {"patent_id": patent_id, "position": 1}),
            (ListingSite, {"site_id": site.id}),
            (ListingVersion, content),
            *((ListingOption, {**way.columns, "position": n}) for n, way in enumerate(chosen, 1)),
        ]
        for table, part in rows_of_it:
            parts.setdefault(table, []).append({"listing_id": listing_id, **part})
        parts.setdefault(Event, []).append(event)
    for table, table_rows in parts.items():
        db.session.execute(sa.insert(table), table_rows)
    outbox.announce(ids, now=NOW)


def listing_row(patent: Row, source: random.Random) -> Row:
    return {
        "public_id": name_of_row(source),
        "kind": source.choice(["platform", "platform", "negotiated"]),
        "licensor_id": patent["licensor_id"],
        "title_zh": patent["title_zh"],
        "title_en": patent["title_en"],
        "state": "published",
        "edition": 1,
        "published_at": NOW - timedelta(minutes=source.randint(0, 500_000)),
        "confirmed_at": NOW,
        "created_at": NOW,
        "updated_at": NOW,
    }


def content_row(row: Row, licensor: str, number: str, chosen: list[Way]) -> Row:
    """The edition as `content_of` gives it. Plain `json` writes the canonical bytes here, much faster: all keys are
    ASCII and no number stands in it but small whole ones."""
    content = {
        "summary_zh": "",
        "summary_en": "",
        "fee_basis_zh": "",
        "fee_basis_en": "",
        "programme_zh": "",
        "programme_en": "",
        **{name: row[name] for name in ("title_zh", "title_en", "public_id", "kind")},
        "licensor": licensor,
        "patents": [number],
        "limit_sizes": [],
        "limit_regions": [],
        "announcement_number": "",
        "announced_on": None,
        "options": [{"position": n, **way.content} for n, way in enumerate(chosen, 1)],
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return {"edition": 1, "content": text, "content_hash": digest, "published_at": NOW}


def event_row(public_id: str, content_hash: str, site_id: int) -> Row:
    """The first link of a listing's chain, as if the clock had published it."""
    data = json.dumps({"content_hash": content_hash, "edition": 1}, separators=(",", ":"))
    row: Row = {
        "at": NOW,
        "actor_id": None,
        "organisation_id": None,
        "site_id": site_id,
        "kind": "listing.published",
        "subject": f"listing:{public_id}",
        "data": data,
        "prev_hash": FIRST,
    }
    return {**row, "hash": link_hash(Event(**row))}


def name_of_row(source: random.Random) -> str:
    """A public id that the next run gives again."""
    return "".join(source.choices(ALPHABET, k=PUBLIC_ID_LENGTH))


@dataclass(frozen=True)
class Way:
    """A way to pay: the columns of its row but for the position, and what an edition keeps of it."""

    columns: Row
    content: Row


@cache
def ways_to_pay() -> list[Way]:
    """The ways to pay of the demo, each evaluated once."""
    proposals = [
        Proposal(option["terms"], option["label_zh"], option["label_en"])
        for listing in rows("listings")[:60]
        for option in listing["options"]
    ]
    return [way_of(option_of(1, proposal)) for proposal in proposals]


def way_of(option: ListingOption) -> Way:
    left_out = {"id", "listing_id", "position"}
    names = [column.name for column in ListingOption.__table__.columns if column.name not in left_out]
    content = {
        "label_zh": option.label_zh,
        "label_en": option.label_en,
        "sheet": option.terms,
        "sheet_hash": option.sheet_hash,
        "takes_effect": "first_payment" if option.asks_on_day_one else "arrival",
    }
    return Way({name: getattr(option, name) for name in names}, content)
