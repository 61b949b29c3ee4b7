"""Pages without a text: what single filters hold and count is kept, and right on every site and after changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

from marketplace.search import engine
from marketplace.search.query import Query
from marketplace.search.results import Results
from tests.search.conftest import Shop

Search = Callable[..., Results]

TODAY = date(2026, 3, 2)
KINDS = ("statutory", "platform", "negotiated")


def test_kept_figures_are_those_of_the_site_and_the_day(shop: Shop, search: Search) -> None:
    wanted = [
        (kind, price, end, sites)
        for kind in KINDS
        for price in (0, 2_000_000)
        for end in (date(2027, 1, 1), date(2044, 1, 1))
        for sites in ([shop.site], [shop.other_site], [shop.site, shop.other_site])
    ][:-5]
    facts = {
        shop.list(kind=kind, options=[("lump_sum", price)], patents=[{"term_end": end}], sites=sites): (
            kind,
            price,
            "0-3" if end.year < 2029 else "10-",
            sites,
        )
        for kind, price, end, sites in wanted
    }

    def check() -> None:
        for _ in range(2):  # the second time from what was kept
            for site in (shop.site, shop.other_site):
                here = {i: fact for i, fact in facts.items() if site in fact[3]}
                for kind in (None, *KINDS):
                    for life in (None, "0-3", "10-"):
                        _compare(search, site, here, kind, life)

    check()
    gone, moved = list(facts)[0], list(facts)[4]
    shop.delete(gone)
    del facts[gone]
    shop.change(moved, kind="negotiated")
    facts[moved] = ("negotiated", *facts[moved][1:])
    check()


def _compare(
    search: Search,
    site: int,
    here: dict[int, tuple[str, int, str, list[int]]],
    kind: str | None,
    life: str | None,
) -> None:
    filters = {**({"kind": (kind,)} if kind else {}), **({"life": (life,)} if life else {})}
    found = search("", site_id=site, filters=filters, today=TODAY, per_page=100)
    of_kind = {i for i, fact in here.items() if kind in (None, fact[0])}
    of_life = {i for i, fact in here.items() if life in (None, fact[2])}
    assert set(found.ids) == of_kind & of_life
    assert found.total == found.understood.holding_all == len(found.ids)
    kinds = {one.value: one.count for one in found.facets["kind"] if one.count}
    assert kinds == Counter(here[i][0] for i in of_life), "a facet's own choice does not narrow it"
    lives = {one.value: one.count for one in found.facets["life"] if one.count}
    assert lives == Counter(here[i][2] for i in of_kind)
    prices = Counter(here[i][1] for i in of_kind & of_life)
    assert [one.count for one in found.facets["price"]] == [prices[0], 0, prices[2_000_000], 0, 0]
    query = Query("", site_id=site, filters=filters, today=TODAY, per_page=100)
    assert engine.first_ids(query) == found.ids
