"""The page of one patent, for its office, its licensor and its inventors."""

from __future__ import annotations

from typing import Any

from flask import current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.domain.events import sentence
from marketplace.domain.listings.score import WEIGHTS, score_of
from marketplace.domain.listings.score_words import field_name, hint_sentence
from marketplace.domain.patents.emerging import EMERGING
from marketplace.domain.patents.record import CARD_QUESTIONS
from marketplace.domain.patents.words import word
from marketplace.store.listings import listings
from marketplace.store.listings.listings import Listing
from marketplace.store.office import events
from marketplace.store.patents import imports, portfolio
from marketplace.store.patents.patents import Patent, PatentFact
from marketplace.usecases.patents.bibliography import SCHEMES
from marketplace.usecases.recording import subject_of
from marketplace.web.access import may
from marketplace.web.locale import lang
from marketplace.web.patents.blueprint import blueprint
from marketplace.web.patents.fees import fees_of
from marketplace.web.patents.finding import visible_patent
from marketplace.web.patents.industries import proposals_of
from marketplace.web.session import current_actor


@blueprint.get("/patents/<patent>")
def show(patent: str) -> ResponseReturnValue:
    found, today = visible_patent(patent), clock.today()
    works, card = may("patent.work", found), card_texts(found)
    score = score_of(card)
    facts = portfolio.facts_of(found.id) if works else []
    return render_template(
        "patents/patents_show.html",
        patent=found,
        today=today,
        works=works,
        edits=may("patent.edit", found),
        fees=fees_of(found, today),
        lying=[one for one in found.overlays if one.ends_on is None or one.ends_on >= today],
        past=[one for one in found.overlays if one.ends_on is not None and one.ends_on < today],
        classes=[(scheme, [one.code for one in found.classes if one.scheme == scheme]) for scheme in SCHEMES],
        card=[(field_name(name, lang()), *card[name]) for name in CARD_QUESTIONS if any(card[name])],
        score=score.points,
        hints=[hint_sentence(hint, lang()) for hint in score.hints],
        listings=_listings(found),
        facts=by_field(facts),
        import_urls=_import_urls(facts),
        attachments=portfolio.attachments_of(found.id),
        history=_history(found) if works else [],
        offer_url=_offer_url(found),
        further=[row.code for row in found.industries if row.scheme == "division"],
        strategic=[word(EMERGING[row.code], lang()) for row in found.industries if row.scheme == "emerging"],
        proposals=proposals_of(found) if works else [],
    )


def card_texts(patent: Patent) -> dict[str, tuple[str, str]]:
    """The Chinese and the English text of each question of the card."""
    card = patent.card
    return {name: (getattr(card, f"{name}_zh", ""), getattr(card, f"{name}_en", "")) for name in WEIGHTS}


def by_field(facts: list[PatentFact]) -> list[tuple[str, list[PatentFact]]]:
    """What each source said, field by field, newest first."""
    grouped: dict[str, list[PatentFact]] = {}
    for fact in facts:
        grouped.setdefault(fact.field, []).append(fact)
    return list(grouped.items())


def _listings(patent: Patent) -> list[Listing]:
    """The listings the patent is in, as far as the reader may open them."""
    found = portfolio.listings_by_patent([patent.id]).get(patent.id, [])
    open_to_reader = listings.seen_among(current_actor(), [listing.id for listing in found])
    return [listing for listing in found if listing.id in open_to_reader]


def _import_urls(facts: list[PatentFact]) -> dict[int, str]:
    ids = {fact.import_id for fact in facts if fact.import_id is not None}
    names = imports.public_ids(ids)
    return {import_id: url_for("imports.show", upload=name) for import_id, name in names.items()}


def _history(patent: Patent) -> list[dict[str, Any]]:
    chain = events.of_subject(subject_of(patent))
    return [
        {
            "at": event.at,
            "text": sentence(event.kind, event.values, lang()),
            "who": event.actor and event.actor.name,
        }
        for event in reversed(chain)
    ]


def _offer_url(patent: Patent) -> str:
    """Where a listing of the patent is begun; "" for whoever may not."""
    possible = (
        "listings.new" in current_app.view_functions and patent.licensor_id in current_actor().office_for
    )
    return url_for("listings.new", patent=patent.public_id) if possible else ""
