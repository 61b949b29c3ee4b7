"""Titles of classification symbols: taken in batch by batch; the same file again changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from marketplace.domain.access import Actor
from marketplace.domain.patents.class_title_rows import TitleRow
from marketplace.domain.patents.class_tree import parent_of
from marketplace.store.db import db, transaction
from marketplace.store.patents.class_titles import ClassTitle, known_titles
from marketplace.store.sites import Site
from marketplace.usecases.permission import require
from marketplace.usecases.recording import record


@dataclass(slots=True)
class Loaded:
    """How many rows of a file did what."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0

    def add(self, other: Loaded) -> None:
        self.added += other.added
        self.changed += other.changed
        self.unchanged += other.unchanged

    @property
    def rows(self) -> int:
        return self.added + self.changed + self.unchanged + self.refused


@transaction
def load_titles(site: Site, titles: Sequence[TitleRow], *, scheme: str, actor: Actor) -> Loaded:
    """Keep the titles of one batch. A language that a row does not give keeps the title it has."""
    require(actor, "site.edit", site.operator)
    known = known_titles(scheme, {title.symbol for title in titles})
    done = Loaded()
    for title in titles:
        row = known.get(title.symbol)
        if row is None:
            row = ClassTitle(
                scheme=scheme,
                code=title.symbol,
                parent=parent_of(title.symbol),
                title_zh="",
                title_en="",
                edition="",
            )
            known[title.symbol] = row
            db.session.add(row)
            _fill(row, title)
            done.added += 1
        elif _fill(row, title):
            done.changed += 1
        else:
            done.unchanged += 1
    return done


@transaction
def note_loaded(site: Site, done: Loaded, *, scheme: str, actor: Actor, now: datetime) -> None:
    """Record that a file has been taken in."""
    require(actor, "site.edit", site.operator)
    record(
        "site.class_titles_loaded",
        site,
        actor=actor,
        now=now,
        scheme=scheme.upper(),
        added=done.added,
        changed=done.changed,
        refused=done.refused,
    )


def _fill(row: ClassTitle, title: TitleRow) -> bool:
    """Put in what the row of the file says; whether anything is new."""
    before = row.title_zh, row.title_en, row.edition
    row.title_zh = title.title_zh or row.title_zh
    row.title_en = title.title_en or row.title_en
    row.edition = title.edition or row.edition
    return before != (row.title_zh, row.title_en, row.edition)
