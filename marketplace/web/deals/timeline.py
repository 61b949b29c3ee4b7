"""What has happened in a deal, from its event log, newest first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from marketplace.domain.events import sentence
from marketplace.store.deals.deals import Deal
from marketplace.store.deals.lists import Happening, happenings
from marketplace.usecases.recording import subject_of
from marketplace.web.deals.finding import side
from marketplace.web.locale import lang
from marketplace.web.session import current_actor

#: how the office works is its own business
OFFICE_ONLY = frozenset({"deal.assigned", "deal.reminder_set", "deal.reminder_cleared", "deal.reminded"})


def timeline_of(deal: Deal) -> list[dict[str, Any]]:
    """The events the reader's side may read, for the macro `history`."""
    return [{"at": at, "text": text, "who": who} for at, text, who in timeline_rows(deal)]


def timeline_rows(deal: Deal) -> list[tuple[datetime, str, str]]:
    """When, what, who."""
    found = happenings(subject_of(deal))
    return [
        (one.event.at, _what(one), _who(one))
        for one in found
        if _is_readable(one, side(deal))
    ]


def _is_readable(happening: Happening, reader: str) -> bool:
    event = happening.event
    if event.kind in OFFICE_ONLY:
        return reader == "office"
    return event.kind != "deal.noted" or event.values["audience"] == reader


def _what(happening: Happening) -> str:
    """What happened, as a line of its own."""
    text = sentence(happening.event.kind, happening.event.values, lang())
    return text[:1].upper() + text[1:]


def _who(happening: Happening) -> str:
    """The organisation; of one's own also the person."""
    if happening.organisation is None:
        return ""
    name = happening.organisation.name(lang())
    own = happening.organisation.id == current_actor().organisation_id
    person = happening.event.actor.name if own and happening.event.actor else ""
    return f"{name} · {person}" if person else name
