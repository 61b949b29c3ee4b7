"""Browse by where patents are used: the industries that owners have named, each with its open offers."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, g, render_template, url_for

from marketplace.search import engine
from marketplace.search.query import Query
from marketplace.search.results import FacetCount
from marketplace.web.locale import lang
from marketplace.web.public.facet_words import label_of, value_names

blueprint = Blueprint("applications", __name__)

Line = tuple[str, int, str]  # name, open offers, address of them


@blueprint.get("/industries")
def index() -> str:
    results = engine.find(Query(site_id=g.site.id, lang=lang(), per_page=1))
    shown = {facet: results.facets.get(facet, []) for facet in ("industry", "emerging")}
    names = value_names(shown, lang())
    return render_template(
        "search/applications.html",
        strategic=_lines("emerging", shown["emerging"], names),
        divisions=_lines("industry", sorted(shown["industry"], key=lambda one: one.value), names),
        total=results.total,
        degraded=results.degraded,
    )


def _lines(facet: str, counts: Sequence[FacetCount], names: dict[tuple[str, str], str]) -> list[Line]:
    return [
        (label_of(facet, one.value, names), one.count, url_for("search.show", **{facet: one.value}))  # type: ignore[arg-type]
        for one in counts
    ]
