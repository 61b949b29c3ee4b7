"""Keep patents that a file or a form told us of: new ones in bulk, known ones field by field.

Nothing is overwritten silently: a value that contradicts what is known is reported with both values; what moves with
time (status, fees) follows the newer date.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from marketplace.domain.days import day_of
from marketplace.domain.patents.kinds import PatentKind
from marketplace.domain.patents.merging import completed, contradictions, fact_values, takes_over
from marketplace.domain.patents.record import Level, PatentRecord, Problem, Reading
from marketplace.store.db import db
from marketplace.store.parties.organisations import Organisation
from marketplace.store.patents import patents
from marketplace.store.patents.patents import Patent
from marketplace.usecases.patents.rows import card_texts, industry_rows, insert_patents, owner_rows

SINGLE = (
    "title_zh",
    "title_en",
    "abstract_zh",
    "abstract_en",
    "filing_date",
    "publication_date",
    "grant_date",
    "term_end",
    "trl",
)
SCHEMES = ("ipc", "cpc", "locarno")
MOVING_COLUMNS = ("status", "fee_paid_until")

# rows of one new patent: what they say together, their numbers, and every key of the patent
Group = tuple[PatentRecord, list[int], set[str]]


@dataclass(slots=True)
class Kept:
    """What became of one row."""

    row_number: int
    outcome: str  # added | updated | unchanged | refused
    number: str = ""
    patent_id: int | None = None
    problems: list[Problem] = field(default_factory=list)

    def problems_json(self) -> str:
        return json.dumps([{**asdict(p), "params": dict(p.params)} for p in self.problems], ensure_ascii=False)

    @property
    def reasons(self) -> str:
        """The codes of the problems, each between blanks."""
        codes = sorted({problem.code for problem in self.problems})
        return f" {' '.join(codes)} " if codes else ""


def keep_records(
    readings: Sequence[tuple[int, Reading]],
    licensor: Organisation,
    *,
    source: str,
    import_id: int | None,
    now: datetime,
) -> tuple[list[Kept], set[int]]:
    """Store what rows of one file say, inside the use case's transaction.

    Args:
        readings: (row number, what came of reading it).

    Returns:
        What became of each row, in order, and the ids of known patents that changed.
    """
    kept = {number: Kept(number, "refused", problems=list(reading.problems)) for number, reading in readings}
    told = [(number, reading.record) for number, reading in readings if reading.record is not None]
    known = patents.ids_by_keys({key for _, record in told for key in record.keys})
    fresh: dict[str, Group] = {}
    known_rows: list[tuple[int, PatentRecord, int]] = []
    for number, record in told:
        kept[number].number = record.number.canonical
        patent_id = next((known[key] for key in record.keys if key in known), None)
        if patent_id is not None:
            known_rows.append((number, record, patent_id))
            continue
        _gather(fresh, record, number)
    _add(fresh, kept, licensor, source=source, import_id=import_id, now=now)
    changed = _update(known_rows, known, kept, licensor, source=source, import_id=import_id, now=now)
    return list(kept.values()), changed


def _gather(fresh: dict[str, Group], record: PatentRecord, number: int) -> None:
    """Join rows of the same new patent (its publication and its grant)."""
    joined: Group = (record, [number], set(record.keys))
    for mine in {id(fresh[key]): fresh[key] for key in record.keys if key in fresh}.values():
        joined = (completed(mine[0], joined[0]), [*mine[1], *joined[1]], mine[2] | joined[2])
    for key in joined[2]:
        fresh[key] = joined


def _add(
    fresh: dict[str, Group],
    kept: dict[int, Kept],
    licensor: Organisation,
    *,
    source: str,
    import_id: int | None,
    now: datetime,
) -> None:
    groups = list({id(group): group for group in fresh.values()}.values())
    told = [(record, sorted(keys)) for record, _, keys in groups]
    ids = insert_patents(told, licensor, source=source, import_id=import_id, now=now)
    for (_, numbers, _), patent_id in zip(groups, ids, strict=True):
        for position, number in enumerate(sorted(numbers)):
            kept[number].patent_id = patent_id
            kept[number].outcome = "updated" if position else "added"


def _update(
    rows: Sequence[tuple[int, PatentRecord, int]],
    known: dict[str, int],
    kept: dict[int, Kept],
    licensor: Organisation,
    *,
    source: str,
    import_id: int | None,
    now: datetime,
) -> set[int]:
    if not rows:
        return set()
    wanted = sa.select(Patent).where(Patent.id.in_({patent_id for _, _, patent_id in rows}))
    parts = (Patent.owners, Patent.inventors, Patent.overlays, Patent.classes, Patent.industries, Patent.card)
    loaded = wanted.options(*(selectinload(part) for part in parts))
    by_id = {patent.id: patent for patent in db.session.scalars(loaded)}
    changed = set()
    for number, record, patent_id in rows:
        patent, row = by_id[patent_id], kept[number]
        if patent.licensor_id != licensor.id:
            row.problems.append(Problem(Level.ERROR, "belongs_elsewhere", "number", "", record.number.canonical))
            continue
        row.patent_id = patent_id
        _remember_keys(record, patent_id, known)
        if _apply(patent, record, row, source=source, import_id=import_id, now=now):
            row.outcome = "updated"
            changed.add(patent_id)
        else:
            row.outcome = "unchanged"
    return changed


def _remember_keys(record: PatentRecord, patent_id: int, known: dict[str, int]) -> None:
    """Further numbers of a known patent, so that a later row with only one of them finds it."""
    for key in record.keys:
        if key not in known:
            known[key] = patent_id
            db.session.add(patents.PatentKey(key=key, patent_id=patent_id))


def _apply(
    patent: Patent, record: PatentRecord, row: Kept, *, source: str, import_id: int | None, now: datetime
) -> bool:
    """Bring a known patent up to date; True where anything changed."""
    today = day_of(now)
    as_of = record.status_as_of or today
    told, known = fact_values(record), fact_values(_as_record(patent, record))
    for name, (before, after) in contradictions(known, told).items():
        params = {"known": before, "told": after}
        row.problems.append(Problem(Level.WARNING, "contradiction", name, "", after[:80], params))
    changes = {
        name: getattr(record, name)
        for name in SINGLE
        if not getattr(patent, name) and getattr(record, name)
    }
    for name in MOVING_COLUMNS:
        now_known = None if getattr(patent, name) == "unknown" else getattr(patent, name)
        said = getattr(record, name)
        if takes_over(name, known=now_known, told=said, known_as_of=patent.status_as_of, told_as_of=as_of):
            changes[name] = said
    for name, value in changes.items():
        setattr(patent, name, str(value) if name == "status" else value)
    if "status" in changes:
        patent.status_source, patent.status_as_of = source, as_of
    added = _add_missing_parts(patent, record, source=source, as_of=as_of)
    if not changes and not added:
        return False
    patent.updated_at = now
    facts = {name: value for name, value in told.items() if name in changes or name in added}
    for name, value in facts.items():
        db.session.add(
            patents.PatentFact(
                patent_id=patent.id, field=name, value=value, source=source, as_of=as_of, import_id=import_id
            )
        )
    return True


def _add_missing_parts(patent: Patent, record: PatentRecord, *, source: str, as_of: date) -> set[str]:
    """Owners, inventors, classes, texts of the card and overlays that were not known at all yet."""
    added = set()
    if not patent.owners and (record.owners or record.applicants):
        patent.owners = [patents.PatentOwner(**owner) for owner in owner_rows(record, patent.licensor)]
        added.add("owners")
    if not patent.inventors and record.inventors:
        patent.inventors = [
            patents.PatentInventor(position=position, name=name[:200])
            for position, name in enumerate(record.inventors, 1)
        ]
        added.add("inventors")
    added |= _add_classes(patent, record) | _add_industries(patent, record) | _add_card(patent, record)
    lying = {overlay.kind for overlay in patent.overlays if overlay.ends_on is None or overlay.ends_on >= as_of}
    for kind in sorted(record.overlays - lying):
        patent.overlays.append(patents.PatentOverlay(kind=str(kind), source=source, as_of=as_of))
        added.add("overlays")
    return added


def _add_classes(patent: Patent, record: PatentRecord) -> set[str]:
    known = {one.scheme for one in patent.classes}
    fresh = [scheme for scheme in SCHEMES if scheme not in known and getattr(record, scheme)]
    for scheme in fresh:
        patent.classes.extend(
            patents.PatentClass(scheme=scheme, position=position, code=code[:30])
            for position, code in enumerate(getattr(record, scheme), 1)
        )
    return set(fresh)


def _add_industries(patent: Patent, record: PatentRecord) -> set[str]:
    """By naming them in a list the owner confirms them; a kind of which some are named already stays as it is."""
    known = {"industries": patent.divisions, "emerging": patent.emerging}
    fresh = {name for name in known if not known[name] and getattr(record, name)}
    if "industries" in fresh:
        patent.industry = record.industries[0]
    for row in industry_rows(record):
        if ("emerging" if row["scheme"] == "emerging" else "industries") in fresh:
            patent.industries.append(patents.PatentIndustry(**row))
    return fresh


def _add_card(patent: Patent, record: PatentRecord) -> set[str]:
    """What a person wrote on the card is never replaced by a file."""
    told = card_texts(record)
    fresh = [name for name in told if not patent.card or not getattr(patent.card, name)]
    if fresh and patent.card is None:
        patent.card = patents.PatentCard(patent_id=patent.id)
    for name in fresh:
        setattr(patent.card, name, told[name])
    return set(fresh)


def _as_record(patent: Patent, like: PatentRecord) -> PatentRecord:
    """What is known of a patent, in the shape of what is told."""
    return replace(
        like,
        title_zh=patent.title_zh,
        title_en=patent.title_en,
        kind=PatentKind(patent.kind),
        filing_date=patent.filing_date,
        publication_date=patent.publication_date,
        grant_date=patent.grant_date,
        term_end=patent.term_end,
        status=None,
        fee_paid_until=None,
        owners=(),
        applicants=tuple(owner.name for owner in patent.owners),
        inventors=tuple(inventor.name for inventor in patent.inventors),
        industries=patent.divisions,
        emerging=patent.emerging,
        trl=patent.trl,
    )
