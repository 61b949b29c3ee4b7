"""The page of one need: what was said, what was found, what comes next and who acts by when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for

from marketplace import clock
from marketplace.domain.demand.states import VERDICTS, possible
from marketplace.domain.events import sentence
from marketplace.search import engine
from marketplace.search.query import Query
from marketplace.store.demand.needs import Need, NeedListing
from marketplace.store.listings.listings import Listing, for_cards, seen_among
from marketplace.store.office import events
from marketplace.web.access import may
from marketplace.web.demand.need_forms import AnswerForm, PromiseForm
from marketplace.web.demand.wording import asker, need_word, sector_word
from marketplace.web.locale import lang
from marketplace.web.session import current_actor

CANDIDATES = 5  # of the search that an office may tick


@dataclass(frozen=True, slots=True)
class Shown:
    """A listing found for a need. `visible`: the reader may open its page now."""

    row: NeedListing
    listing: Listing
    visible: bool


def need_page(
    need: Need,
    *,
    answer_form: AnswerForm | None = None,
    promise_form: PromiseForm | None = None,
    status: int = 200,
) -> tuple[str, int]:
    """The page as its reader may see it: the office with what it can do, the asker with what they can say."""
    works = may("need.work", need)
    page = render_template(
        "demand/needs_show.html",
        need=need,
        asker=asker(need),
        sector=sector_word(need.sector),
        word=need_word,
        found=_found(need),
        verdicts=VERDICTS,
        judges=may("need.judge", need),
        erases=may("need.erase", need),
        works=works,
        answers_now=works and possible(need.state, "answer"),
        takes_now=works and possible(need.state, "take"),
        goes_on=possible(need.state, "go_on"),
        answer_form=answer_form or AnswerForm(formdata=None),
        promise_form=promise_form or PromiseForm(formdata=None, due_on=need.due_on),
        candidates=_candidates(need) if works and need.open else [],
        history=_history(need),
        today=clock.today(),
        search_url=url_for("search.show", q=need.sentence),
        form=answer_form or promise_form,
    )
    return page, status


def _found(need: Need) -> list[Shown]:
    visible = seen_among(current_actor(), [row.listing_id for row in need.found])
    return [Shown(row, row.listing, row.listing_id in visible) for row in reversed(need.found)]


def _candidates(need: Need) -> list[Listing]:
    """What the search finds today and nobody has proposed yet."""
    known = {row.listing_id for row in need.found}
    query = Query(text=need.sentence, site_id=need.site_id, lang=lang(), per_page=CANDIDATES + len(known))
    return [listing for listing in for_cards(engine.find(query).ids) if listing.id not in known][:CANDIDATES]


def _history(need: Need) -> list[dict[str, Any]]:
    """What happened, newest first. The office is named; who asked is not named in lines an office may copy."""
    return [
        {
            "at": event.at,
            "text": sentence(event.kind, event.values, lang()),
            "who": event.organisation.name(lang())
            if event.organisation is not None and event.organisation_id != need.organisation_id
            else "",
        }
        for event in reversed(events.of_subject(f"need:{need.public_id}"))
    ]
