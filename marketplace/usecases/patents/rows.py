"""New patents as rows, inserted in bulk: a file of 100,000 patents must not take all night."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa

from marketplace.domain.days import day_of
from marketplace.domain.patents.merging import fact_values
from marketplace.domain.patents.record import PatentRecord
from marketplace.store.columns import new_public_id
from marketplace.store.db import db
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents.patents import (
    Patent,
    PatentCard,
    PatentClass,
    PatentFact,
    PatentIndustry,
    PatentInventor,
    PatentKey,
    PatentOverlay,
    PatentOwner,
)

Row = dict[str, object]


def insert_patents(
    told: Sequence[tuple[PatentRecord, list[str]]],
    licensor: Organisation,
    *,
    source: str,
    import_id: int | None,
    now: datetime,
) -> list[int]:
    """Insert patents nobody knew yet (each with its keys), with all their parts; returns their ids in order."""
    if not told:
        return []
    today = day_of(now)
    statement = sa.insert(Patent).returning(Patent.id, sort_by_parameter_order=True)
    rows = [patent_row(record, licensor.id, source, today, now) for record, _ in told]
    ids = list(db.session.scalars(statement, rows))
    parts: dict[type, list[Row]] = {}
    for patent_id, (record, keys) in zip(ids, told, strict=True):
        parts.setdefault(PatentKey, []).extend({"patent_id": patent_id, "key": key} for key in keys)
        for table, part in _parts(record, licensor, source=source, today=today, import_id=import_id):
            parts.setdefault(table, []).append({"patent_id": patent_id, **part})
    for table, table_rows in parts.items():
        db.session.execute(sa.insert(table), table_rows)
    return ids


def patent_row(record: PatentRecord, licensor_id: int, source: str, today: date, now: datetime) -> Row:
    """The columns of `patent` that a record fills."""
    publication = record.grant_number or record.publication_number
    return {
        "public_id": new_public_id(),
        "number": record.number.canonical,
        "publication_number": publication.canonical if publication else "",
        "country": record.country,
        "kind": str(record.kind),
        "licensor_id": licensor_id,
        "title_zh": record.title_zh,
        "title_en": record.title_en,
        "abstract_zh": record.abstract_zh,
        "abstract_en": record.abstract_en,
        "filing_date": record.filing_date,
        "publication_date": record.publication_date,
        "grant_date": record.grant_date,
        "term_end": record.term_end,
        "status": str(record.status) if record.status else "unknown",
        "status_source": source if record.status else "",
        "status_as_of": (record.status_as_of or today) if record.status else None,
        "fee_paid_until": record.fee_paid_until,
        "industry": next(iter(record.industries), ""),
        "trl": record.trl,
        "created_at": now,
        "updated_at": now,
    }


def owner_rows(record: PatentRecord, licensor: Organisation) -> list[Row]:
    """The owners in order; the licensor is recognised by its name. Shares in hundredths of a percent."""
    named = [(owner.name, owner.share) for owner in record.owners] or [(name, None) for name in record.applicants]
    return [
        {
            "position": position,
            "name": name[:300],
            "organisation_id": licensor.id if name in (licensor.name_zh, licensor.name_en) else None,
            "share": int(share * Decimal(100)) if share else None,
        }
        for position, (name, share) in enumerate(named, 1)
    ]


def _parts(
    record: PatentRecord, licensor: Organisation, *, source: str, today: date, import_id: int | None
) -> list[tuple[type, Row]]:
    as_of = record.status_as_of or today
    parts: list[tuple[type, Row]] = [(PatentOwner, row) for row in owner_rows(record, licensor)]
    parts += [
        (PatentInventor, {"position": position, "name": name[:200]})
        for position, name in enumerate(record.inventors, 1)
    ]
    for scheme in ("ipc", "cpc", "locarno"):
        parts += [
            (PatentClass, {"scheme": scheme, "position": position, "code": code[:30]})
            for position, code in enumerate(getattr(record, scheme), 1)
        ]
    parts += [(PatentIndustry, row) for row in industry_rows(record)]
    parts += [(PatentOverlay, {"kind": str(kind), "source": source, "as_of": as_of}) for kind in record.overlays]
    parts += [
        (PatentFact, {"field": name, "value": value, "source": source, "as_of": as_of, "import_id": import_id})
        for name, value in fact_values(record).items()
    ]
    if record.card:
        parts.append((PatentCard, {**card_texts(record)}))
    return parts


def industry_rows(record: PatentRecord) -> list[Row]:
    """The industries beside the main one, which stands in the patent itself."""
    named = [("division", code) for code in record.industries[1:]] + [("emerging", code) for code in record.emerging]
    return [{"scheme": scheme, "code": code} for scheme, code in named]


def card_texts(record: PatentRecord) -> dict[str, str]:
    """The texts of the plain-language card by column, no longer than their column takes."""
    columns = PatentCard.__table__.columns
    texts = {name.removeprefix("card_"): text for name, text in record.card.items()}
    return {name: text[: getattr(columns[name].type, "length", None)] for name, text in texts.items()}
