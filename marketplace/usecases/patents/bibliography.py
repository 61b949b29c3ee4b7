"""What a patent document prints on its first page, corrected by hand: dates and classes; and what bars its use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from marketplace.domain.access import Actor
from marketplace.domain.days import day_of
from marketplace.domain.faults import Invalid
from marketplace.domain.patents.kinds import PatentKind, term_end
from marketplace.store.db import db, lock, transaction
from marketplace.store.patents.patents import Patent, PatentClass
from marketplace.usecases.patents.patents import BY_HAND, add_fact, require_version, tell_listings
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record

DATES = ("filing_date", "publication_date", "grant_date", "term_end")
SCHEMES = ("ipc", "cpc", "locarno")
FLAGS = ("secret", "export_restricted")


@transaction
def correct_patent(
    patent: Patent,
    *,
    dates: Mapping[str, date | None],
    classes: Mapping[str, Sequence[str]],
    secret: bool,
    export_restricted: bool,
    source: str = BY_HAND,
    version: int | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Correct dates (see DATES) and classes (compact symbols by scheme, the main one first), and state whether the
    patent is secret or its technology may not freely be exported.

    A Chinese patent without a stated end of term gets the lawful one; a lawful one moves with the filing date.

    Raises:
        Invalid: `patent.date_in_future`, `patent.date_before_filing`.
        Stale: somebody else changed it since `version`.
    """
    require(actor, "patent.edit", patent)
    lock(patent)
    require_version(patent, version)
    _check(dates, day_of(now))
    before = _state(patent)
    _set_dates(patent, dates, source, day_of(now))
    _set_classes(patent, classes)
    patent.secret, patent.export_restricted = secret, export_restricted
    changed = [name for name, value in _state(patent).items() if value != before[name]]
    if changed:
        patent.updated_at = now
        record("patent.changed", patent, actor=actor, now=now, fields=", ".join(changed))
        tell_listings({patent.id}, actor=actor, now=now)


def _check(dates: Mapping[str, date | None], today: date) -> None:
    filed = dates["filing_date"]
    for name in DATES:
        day = dates[name]
        if day and name != "term_end" and day > today:
            raise Invalid("patent.date_in_future", field=name)
        if day and filed and name != "filing_date" and day < filed:
            raise Invalid("patent.date_before_filing", field=name)


def _set_dates(patent: Patent, dates: Mapping[str, date | None], source: str, today: date) -> None:
    told = dict(dates)
    moves = told["term_end"] == patent.term_end == _lawful_end(patent, patent.filing_date)
    if told["term_end"] is None or moves:
        told["term_end"] = _lawful_end(patent, told["filing_date"])
    for name, day in told.items():
        if getattr(patent, name) != day:
            setattr(patent, name, day)
            if day:
                add_fact(patent, name, day.isoformat(), source=source, as_of=today)


def _lawful_end(patent: Patent, filed: date | None) -> date | None:
    return term_end(PatentKind(patent.kind), filed) if filed and patent.country == "CN" else None


def _set_classes(patent: Patent, classes: Mapping[str, Sequence[str]]) -> None:
    if _classes(patent) == {scheme: tuple(classes.get(scheme, ())) for scheme in SCHEMES}:
        return
    patent.classes.clear()
    db.session.flush()  # places are unique: the old rows go before the new ones come
    patent.classes.extend(
        PatentClass(scheme=scheme, position=position, code=code)
        for scheme in SCHEMES
        for position, code in enumerate(dict.fromkeys(classes.get(scheme, ())), 1)
    )


def _classes(patent: Patent) -> dict[str, tuple[str, ...]]:
    return {scheme: tuple(one.code for one in patent.classes if one.scheme == scheme) for scheme in SCHEMES}


def _state(patent: Patent) -> dict[str, object]:
    """What this module changes, by the names that the event knows."""
    return {
        "dates": [getattr(patent, name) for name in DATES],
        "classes": _classes(patent),
        "flags": [getattr(patent, name) for name in FLAGS],
    }
