"""The patents of one's own organisation and of the licensors it acts for: list, filters, spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.documents.tables import Column, xlsx
from marketplace.domain.patents.fees import FeePosition, fee_state
from marketplace.domain.patents.industry_words import named
from marketplace.domain.patents.kinds import PatentKind
from marketplace.domain.patents.numbers import NumberFault, parse_number
from marketplace.domain.patents.status import IN_FORCE, PatentStatus
from marketplace.store.listings.listings import Listing
from marketplace.store.patents import portfolio
from marketplace.store.patents.patents import Patent
from marketplace.web.access import demand
from marketplace.web.downloads import spreadsheet
from marketplace.web.locale import gettext, lang
from marketplace.web.patents.blueprint import blueprint
from marketplace.web.patents.finding import managed_licensors
from marketplace.web.patents.wording import UNKNOWN, field_label, patent_kind, patent_status, written
from marketplace.web.session import current_actor

PAGE_SIZE = 25
BATCH = 500
LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; anything it cannot mean is left out."""

    words: str
    kind: str
    status: str
    licensor: str
    place: str

    @classmethod
    def asked(cls) -> Filters:
        def one_of(name: str, known: Any) -> str:
            value = request.args.get(name, "")
            return value if value in set(known) else ""

        return cls(
            words=" ".join(request.args.get("q", "").split())[:LONGEST_SEARCH],
            kind=one_of("kind", PatentKind),
            status=one_of("status", [*PatentStatus, UNKNOWN]),
            licensor=request.args.get("licensor", "")[:10],
            place=one_of("place", portfolio.PLACES),
        )

    def as_query(self) -> dict[str, Any]:
        told = {
            "q": self.words,
            "kind": self.kind,
            "status": self.status,
            "licensor": self.licensor,
            "place": self.place,
        }
        return {name: value for name, value in told.items() if value}


@blueprint.get("/patents")
def index() -> ResponseReturnValue:
    demand("patent.list")
    filters, page = Filters.asked(), max(request.args.get("page", default=1, type=int), 1)
    rows, total = portfolio.page_of(_query(filters), page, PAGE_SIZE)
    licensors = portfolio.organisations_of(current_actor())
    return render_template(
        "patents/patents_index.html",
        rows=rows,
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE_SIZE)),
        first=(page - 1) * PAGE_SIZE + 1,
        filters=filters,
        page_url=lambda number: url_for("patents.index", page=number, **filters.as_query()),
        list_url=url_for("patents.table", **filters.as_query()),
        licensors=licensors,
        listings=portfolio.listings_by_patent([patent.id for patent in rows]),
        place_tabs=_place_tabs(filters),
        kinds=PatentKind,
        statuses=[*PatentStatus, UNKNOWN],
        fee_positions={patent.id: fee_position(patent) for patent in rows},
        can_edit=bool(managed_licensors("patent.edit")),
    )


@blueprint.get("/patents/list.xlsx")
def table() -> ResponseReturnValue:
    demand("patent.list")
    content = xlsx(gettext("Patents"), _columns(), _table_rows(_query(Filters.asked())), made_at=clock.now())
    return spreadsheet(content, f"patents-{clock.today().isoformat()}.xlsx")


def place_words() -> dict[str, str]:
    return {
        "open": gettext("On offer"),
        "prepared": gettext("Offer being prepared"),
        "none": gettext("Not offered"),
    }


def _place_tabs(filters: Filters) -> list[dict[str, Any]]:
    others = {name: value for name, value in filters.as_query().items() if name != "place"}
    return [
        {
            "label": label,
            "url": url_for("patents.index", place=place, **others),
            "current": place == filters.place,
        }
        for place, label in place_words().items()
    ]


def place_of(listings: list[Listing]) -> str:
    """Which of the places a patent with these listings is in."""
    states = {listing.state for listing in listings}
    if states & set(portfolio.OPEN_STATES):
        return "open"
    return "prepared" if states & {"draft", "review", "filed"} else "none"


def fee_position(patent: Patent) -> str:
    """late or lapsing where the annual fee is overdue, "" otherwise."""
    if patent.status not in IN_FORCE or patent.fee_paid_until is None:
        return ""
    position = fee_state(patent.fee_paid_until, clock.today()).position
    return str(position) if position in (FeePosition.LATE, FeePosition.LAPSING) else ""


def _query(filters: Filters) -> Any:
    return portfolio.portfolio(
        current_actor(),
        words=filters.words,
        keys=_keys(filters.words),
        kind=filters.kind,
        status=filters.status,
        licensor=filters.licensor,
        place=filters.place,
    )


def _keys(text: str) -> set[str]:
    """The known numbers that a search text means, in whatever form it is written."""
    try:
        number = parse_number(text)
    except NumberFault:
        return set()
    return set(portfolio.known_by_keys({number.stem, number.canonical}))


def _table_rows(query: Any) -> Iterator[list[Any]]:
    places = place_words()
    for batch in portfolio.in_batches(query, BATCH):
        listings = portfolio.listings_by_patent([patent.id for patent in batch])
        yield from (_cells(patent, places[place_of(listings.get(patent.id, []))]) for patent in batch)


def _columns() -> list[Column]:
    return [
        Column(gettext("Patent number")),
        Column(gettext("Name of the patent in Chinese")),
        Column(gettext("Name of the patent in English")),
        Column(gettext("Kind")),
        Column(gettext("Licensor")),
        Column(gettext("Owners")),
        Column(gettext("Inventors")),
        Column(gettext("Filing date"), "date"),
        Column(gettext("Grant date"), "date"),
        Column(gettext("End of term"), "date"),
        Column(gettext("Legal status")),
        Column(gettext("Status as of"), "date"),
        Column(gettext("Annual fee paid until"), "date"),
        *(Column(field_label(name)) for name in ("industries", "emerging")),
        Column(field_label("trl"), "number"),
        Column(gettext("Listing")),
    ]


def _cells(patent: Patent, place: str) -> list[Any]:
    return [
        written(patent),
        patent.title_zh,
        patent.title_en,
        patent_kind(patent.kind),
        patent.licensor.name(lang()),
        "; ".join(owner.name for owner in patent.owners),
        "; ".join(inventor.name for inventor in patent.inventors),
        patent.filing_date,
        patent.grant_date,
        patent.term_end,
        patent_status(patent.status),
        patent.status_as_of,
        patent.fee_paid_until,
        named("industries", "; ".join(patent.divisions), lang()),
        named("emerging", "; ".join(patent.emerging), lang()),
        patent.trl,
        place,
    ]
