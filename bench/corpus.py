"""Generated catalogues of 1,000 to 1,000,000 listings in the demo's vocabulary, written in bulk."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa

from bench.report import SEED
from marketplace.demo.content import rows
from marketplace.domain.patents.kinds import PatentKind, term_end
from marketplace.domain.patents.numbers import cn_check_digit
from marketplace.domain.terms.canonical import canonical, terms_hash
from marketplace.store.columns import new_public_id
from marketplace.store.db import db, transaction
from marketplace.store.listings.listings import (
    Listing,
    ListingOption,
    ListingPatent,
    ListingSite,
    ListingVersion,
)
from marketplace.store.office import outbox
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents.patents import (
    Patent,
    PatentCard,
    PatentClass,
    PatentInventor,
    PatentKey,
    PatentOwner,
)
from marketplace.usecases.listings.listings import content_of
from marketplace.usecases.listings.options import Proposal, option_of
from marketplace.usecases.office.sites import open_site

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
BATCH = 2_000
LICENSORS = 40
DIGITS = {"invention": "1", "utility_model": "2", "design": "3"}


def write_catalogue(count: int) -> None:
    """Fill an empty, migrated database with `count` published listings of one patent each."""
    open_site(name_zh="测试目录", name_en="Generated catalogue")
    licensors = write_licensors()
    source = random.Random(SEED)  # noqa: S311 - repeatable on purpose
    serials = itertools.count(8_000_000 - 1)
    for start in range(0, count, BATCH):
        write_batch([next(serials) + 1 for _ in range(min(BATCH, count - start))], licensors, source)


@transaction
def write_licensors() -> list[int]:
    """Universities in the demo's manner."""
    regions = ["420700", "420100", "440300", "330100", "610100"]
    made = [
        Organisation(
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
    return [organisation.id for organisation in made]


@transaction
def write_batch(serials: list[int], licensors: list[int], source: random.Random) -> None:
    """One batch of patents with their listings."""
    told = [next(texts(source)) for _ in serials]
    owners = [source.choice(licensors) for _ in serials]
    patents = [
        patent_row(n, text, owner, source) for n, text, owner in zip(serials, told, owners, strict=True)
    ]
    patent_ids = list(
        db.session.scalars(sa.insert(Patent).returning(Patent.id, sort_by_parameter_order=True), patents)
    )
    names = {o.id: o.name_zh for o in db.session.scalars(sa.select(Organisation))}
    parts: dict[type, list[dict[str, object]]] = {}
    for patent_id, text, owner, row in zip(patent_ids, told, owners, patents, strict=True):
        for table, part in patent_parts(text, owner, names[owner], str(row["number"]), source):
            parts.setdefault(table, []).append({"patent_id": patent_id, **part})
    for table, table_rows in parts.items():
        db.session.execute(sa.insert(table), table_rows)
    write_listings(patent_ids, patents, source)


def texts(source: random.Random) -> Iterator[dict[str, str]]:
    """Titles and abstracts put together from sentences of the demo's patents."""
    known = rows("patents")
    while True:
        one, two = source.choice(known), source.choice(known)
        number = source.randint(1, 9999)
        yield {
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


def patent_row(serial: int, text: dict[str, str], owner: int, source: random.Random) -> dict[str, object]:
    year = 2004 + serial // 1_000_000 % 8 + source.randint(0, 12)
    filed = date(year, source.randint(1, 12), source.randint(1, 28))
    body = f"{filed.year}{DIGITS[text['kind']]}{serial % 10_000_000:07d}"
    return {
        "public_id": new_public_id(),
        "number": f"CN{body}.{cn_check_digit(body)}",
        "kind": text["kind"],
        "country": "CN",
        "licensor_id": owner,
        **{name: text[name] for name in ("title_zh", "title_en", "abstract_zh", "abstract_en", "industry")},
        "filing_date": filed,
        "grant_date": filed + timedelta(days=700),
        "term_end": term_end(PatentKind(text["kind"]), filed),
        "status": "granted",
        "status_as_of": NOW.date(),
        "status_source": "generated",
        "trl": source.randint(3, 9),
        "created_at": NOW,
        "updated_at": NOW,
    }


def patent_parts(
    text: dict[str, str], owner: int, owner_name: str, number: str, source: random.Random
) -> Iterator[tuple[type, dict[str, object]]]:
    yield PatentKey, {"key": number}
    yield PatentOwner, {"position": 1, "name": owner_name, "organisation_id": owner}
    for position, name in enumerate(text["inventors"], 1):
        yield PatentInventor, {"position": position, "name": name}
    for position, code in enumerate(text["classes"], 1):
        yield PatentClass, {"scheme": text["scheme"], "position": position, "code": code}
    if text["card"] and source.random() < 0.4:
        yield PatentCard, dict(text["card"])


def write_listings(patent_ids: list[int], patents: list[dict[str, object]], source: random.Random) -> None:
    """A published listing for each patent, with one or two ways to pay of the demo's listings."""
    made = []
    for patent_id, patent in zip(patent_ids, patents, strict=True):
        listing = Listing(
            kind=source.choice(["platform", "platform", "negotiated"]),
            licensor_id=patent["licensor_id"],
            title_zh=patent["title_zh"],
            title_en=patent["title_en"],
            state="published",
            edition=1,
            published_at=NOW - timedelta(minutes=source.randint(0, 500_000)),
            confirmed_at=NOW,
            created_at=NOW,
            updated_at=NOW,
        )
        listing.options = [
            copy_of(option, n) for n, option in enumerate(source.sample(options(), source.randint(1, 2)), 1)
        ]
        made.append((listing, patent_id))
    db.session.add_all(listing for listing, _ in made)
    db.session.flush()
    db.session.execute(
        sa.insert(ListingPatent), [{"listing_id": one.id, "patent_id": p, "position": 1} for one, p in made]
    )
    db.session.execute(sa.insert(ListingSite), [{"listing_id": one.id, "site_id": 1} for one, _ in made])
    contents = [(one.id, content_of(one)) for one, _ in made]
    versions = [
        {
            "listing_id": listing_id,
            "edition": 1,
            "content": canonical(content).decode(),
            "content_hash": terms_hash(content),
            "published_at": NOW,
        }
        for listing_id, content in contents
    ]
    db.session.execute(sa.insert(ListingVersion), versions)
    outbox.announce([listing.id for listing, _ in made], now=NOW)


_OPTIONS: list[ListingOption] = []


def options() -> list[ListingOption]:
    """The ways to pay of the demo, evaluated once."""
    if not _OPTIONS:
        for listing in rows("listings")[:60]:
            for option in listing["options"]:
                proposal = Proposal(option["terms"], option["label_zh"], option["label_en"])
                _OPTIONS.append(option_of(1, proposal))
    return _OPTIONS


def copy_of(option: ListingOption, position: int) -> ListingOption:
    columns = [
        column.name for column in ListingOption.__table__.columns if column.name not in {"id", "listing_id"}
    ]
    return ListingOption(**{name: getattr(option, name) for name in columns} | {"position": position})
