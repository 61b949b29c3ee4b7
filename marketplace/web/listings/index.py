"""The work list of listings: by state, licensor and words, with the checks of each, to move many at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.documents.tables import Column, xlsx
from marketplace.domain.faults import Refused
from marketplace.domain.listings import names
from marketplace.domain.listings.score import score_of
from marketplace.domain.listings.states import LISTING_KINDS, STATES
from marketplace.domain.refusals import sentence
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.words_summary import chip
from marketplace.store.listings import work_list
from marketplace.store.listings.listings import Listing
from marketplace.usecases.listings.bulk import approve_many, submit_many
from marketplace.usecases.listings.gate import gate_of
from marketplace.web.access import may
from marketplace.web.downloads import spreadsheet
from marketplace.web.listings.blueprint import blueprint
from marketplace.web.listings.gate_shown import tally
from marketplace.web.listings.offers import say
from marketplace.web.listings.patents_shown import card_of, number_words
from marketplace.web.locale import gettext, lang, ngettext
from marketplace.web.session import current_actor

PAGE_SIZE = 25
MOST_AT_ONCE = 200  # listings moved by one press
MOST_TOLD = 5  # refusals told one by one: messages travel in a cookie
GATED = ("draft", "review", "filed", "published", "suspended")


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A listing of the work list. `lights`: its checks, counted; None for a withdrawn one. `points`: of its card."""

    listing: Listing
    number: str
    chips: Sequence[str]
    lights: Mapping[str, int] | None
    points: int


@blueprint.get("/listings/mine")
def index() -> ResponseReturnValue:
    actor, filters = current_actor(), _filters()
    page = max(request.args.get("page", default=1, type=int), 1)
    query = work_list.work_list(actor, state=_state(), **filters)
    rows, total = work_list.page_of(query, page, PAGE_SIZE)
    counts = work_list.counts_by_state(actor, **filters)
    licensors = work_list.licensors_run_by(actor)
    return render_template(
        "listings/listings_index.html",
        rows=[_row(listing) for listing in rows],
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE_SIZE)),
        first=(page - 1) * PAGE_SIZE + 1,
        state=_state(),
        states=STATES,
        kinds=LISTING_KINDS,
        counts=counts,
        filters=filters,
        licensors=licensors,
        page_url=partial(_url, filters),
        writes=any(may("listing.edit", one) for one in licensors),
        approves=any(may("listing.approve", one) for one in licensors),
        most=MOST_AT_ONCE,
    )


@blueprint.get("/listings/mine/list.xlsx")
def table() -> Response:
    query = work_list.work_list(current_actor(), state=_state(), **_filters())
    rows = (_row(listing) for listing in work_list.everything_of(query))
    content = xlsx(gettext("Listings"), _columns(), _cells(rows), made_at=clock.now())
    return spreadsheet(content, f"listings-{clock.today().isoformat()}.xlsx")


@blueprint.post("/listings/submissions")
def submissions() -> ResponseReturnValue:
    listings = _meant("draft")
    answers = submit_many(listings, actor=current_actor(), now=clock.now())
    summary = ngettext("%(num)s listing submitted.", "%(num)s listings submitted.", _done(answers))
    return _told(listings, answers, summary)


@blueprint.post("/listings/approvals")
def approvals() -> ResponseReturnValue:
    listings = _meant("review")
    answers = approve_many(listings, actor=current_actor(), now=clock.now())
    summary = ngettext("%(num)s listing approved.", "%(num)s listings approved.", _done(answers))
    return _told(listings, answers, summary)


def _meant(state: str) -> list[Listing]:
    """The ticked listings; with "all" those in a state that the filters leave, as many as one press moves."""
    if "all" not in request.form:
        return work_list.by_public_ids(current_actor(), request.form.getlist("listing"))
    query = work_list.work_list(current_actor(), state=state, **_filters(request.form))
    return work_list.page_of(query, 1, MOST_AT_ONCE)[0]


def _done(answers: Sequence[Refused | None]) -> int:
    return sum(answer is None for answer in answers)


def _told(listings: Sequence[Listing], answers: Sequence[Refused | None], summary: str) -> ResponseReturnValue:
    """Say what went through and, listing by listing, why the rest did not."""
    if not listings:
        flash(gettext("Tick at least one listing."), "warning")
    elif _done(answers):
        flash(summary, "success")
    refused = [(listing, why) for listing, why in zip(listings, answers, strict=True) if why is not None]
    for listing, refusal in refused[:MOST_TOLD]:
        why = sentence(refusal, lang())
        flash(gettext("%(title)s: %(reason)s", title=listing.title(lang()), reason=why), "warning")
    if len(refused) > MOST_TOLD:
        rest = ngettext(
            "%(num)s more was refused and stays as it was; see its checks.",
            "%(num)s more were refused and stay as they were; see their checks.",
            len(refused) - MOST_TOLD,
        )
        flash(rest, "warning")
    return redirect(_url(_filters(request.form), page=1, state=request.form.get("state", "")))


def _row(listing: Listing) -> WorkRow:
    return WorkRow(
        listing=listing,
        number=number_words(listing.patents[0]),
        chips=[say(chip(read_terms(option.terms))) for option in listing.options],
        lights=tally(gate_of(listing, today=clock.today())) if listing.state in GATED else None,
        points=score_of(card_of(listing.patents[0])).points,
    )


def _state() -> str:
    state = request.args.get("state", "")
    return state if state in STATES else ""


def _filters(given: Mapping[str, Any] | None = None) -> dict[str, str]:
    values = request.args if given is None else given
    kind = str(values.get("kind", ""))
    return {
        "licensor": str(values.get("licensor", ""))[:20],
        "kind": kind if kind in LISTING_KINDS else "",
        "words": str(values.get("q", "")).strip()[:100],
    }


def _url(filters: Mapping[str, str], page: int = 1, state: str | None = None) -> str:
    kept: dict[str, Any] = {"licensor": filters["licensor"], "kind": filters["kind"], "q": filters["words"]}
    kept["state"] = _state() if state is None else state
    kept["page"] = str(page) if page > 1 else ""
    return url_for("listings.index", **{name: value for name, value in kept.items() if value})


def _columns() -> list[Column]:
    return [
        Column(gettext("Patent"), "text"),
        Column(gettext("Title"), "text"),
        Column(gettext("Licensor"), "text"),
        Column(gettext("Kind"), "text"),
        Column(gettext("State"), "text"),
        Column(gettext("Ways to pay"), "text"),
        Column(gettext("Passed checks"), "number"),
        Column(gettext("Warnings"), "number"),
        Column(gettext("Blocking checks"), "number"),
        Column(gettext("Score of the card"), "number"),
        Column(gettext("Edition"), "number"),
        Column(gettext("Address"), "text"),
    ]


def _cells(rows: Iterator[WorkRow]) -> Iterator[list[Any]]:
    for row in rows:
        listing = row.listing
        lights: Mapping[str, int | None] = row.lights or {"good": None, "warn": None, "bad": None}
        yield [
            row.number,
            listing.title(lang()),
            listing.licensor.name(lang()),
            names.word(names.KINDS, listing.kind, lang()),
            names.word(names.STATES, listing.state, lang()),
            "; ".join(row.chips),
            lights["good"],
            lights["warn"],
            lights["bad"],
            row.points,
            listing.edition,
            current_app.config["PUBLIC_URL"] + url_for("listings.show", public_id=listing.public_id),
        ]
