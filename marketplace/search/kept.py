"""A query as values that can be kept and asked again later, by whoever reads which page of it in which language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from marketplace.search.query import Query

#: what belongs to one look at the results, not to the question
OF_ONE_LOOK = frozenset({"page", "per_page", "site_id", "lang", "today"})


def values_of(query: Query) -> dict[str, Any]:
    """What a query asks, as JSON can hold it; what it leaves open is not in it."""
    found: dict[str, Any] = {}
    empty = Query()
    for field in fields(Query):
        value = getattr(query, field.name)
        if field.name in OF_ONE_LOOK or value == getattr(empty, field.name):
            continue
        found[field.name] = {k: list(v) for k, v in value.items()} if isinstance(value, Mapping) else value
    return found


def query_of(
    values: Mapping[str, Any],
    *,
    site_id: int,
    lang: str,
    today: date,
    page: int = 1,
    per_page: int = 20,
    sort: str | None = None,
) -> Query:
    """The query of kept values. What this version of the search does not know any more is passed over."""
    known = {field.name for field in fields(Query)} - OF_ONE_LOOK
    asked = {name: _frozen(value) for name, value in values.items() if name in known}
    if sort is not None:
        asked["sort"] = sort
    return Query(**asked, site_id=site_id, lang=lang, today=today, page=page, per_page=per_page)


def _frozen(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: tuple(inner) for key, inner in value.items()}
    return tuple(value) if isinstance(value, list) else value
