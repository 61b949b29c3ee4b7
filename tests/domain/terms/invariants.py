"""What must be true of every account, whatever the deal. The royalty of a year is computed again here, in fractions."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from fractions import Fraction
from typing import Any

from marketplace.domain.money import minor_units, rounded
from marketplace.domain.terms.case import Case, Payment, Sales
from marketplace.domain.terms.model import Royalty, Share
from marketplace.domain.terms.periods import Grid
from marketplace.domain.terms.statement import Line, Statement

MONEY_MEMBERS = ("interest", "paid", "waived", "held", "outstanding", "status")


def check_account(case: Case, statement: Statement) -> None:
    """All invariants of one account."""
    arisen = [line for line in statement.lines if line.has_arisen]
    _lines(arisen, case)
    _foreseen(statement, case)
    _totals(statement, arisen, case)
    _caps(statement, arisen, case)
    for royalty in case.terms.royalties:
        _royalty(royalty, arisen, case)
    _printed(statement)


def _lines(arisen: list[Line], case: Case) -> None:
    assert len({line.id for line in arisen}) == len(arisen)
    days = [line.arose_on for line in arisen]
    assert days == sorted(days)
    assert all(day <= case.as_of for day in days)
    for line in arisen:
        assert line.outstanding == line.amount + line.interest - line.paid - line.waived
        assert line.due_on >= line.arose_on
        if line.amount < 0:
            assert line.kind in ("credit", "correction", "discount")
            assert (line.paid, line.interest, line.waived, line.held) == (line.amount, 0, 0, 0)
        else:
            assert min(line.paid, line.waived, line.held, line.interest) >= 0
            assert line.outstanding >= line.held
        if line.kind not in ("charge", "correction", "credit", "true_up"):
            assert line.credited == 0
        if line.capped_by != "total_cap" and not any(step == "true_up_used" for step, _ in line.basis):
            assert line.amount == line.computed - line.credited
        if line.interest:
            assert case.terms.late is not None
            assert (case.as_of - line.due_on).days > case.terms.late.grace_days


def _foreseen(statement: Statement, case: Case) -> None:
    expected = [line for line in statement.lines if not line.has_arisen]
    assert list(statement.lines[len(statement.lines) - len(expected) :]) == expected
    for line in expected:
        assert line.amount == (line.computed if line.status == "scheduled" else 0)
        assert line.outstanding == line.paid == line.interest == line.waived == line.held == 0
        if line.status == "scheduled":
            assert line.arose_on > case.as_of
    for waiting in statement.contingent:
        assert waiting.latest is None or waiting.latest > case.as_of
        assert waiting.waits_for
    if statement.state in ("lapsed", "bought_out"):
        assert not statement.contingent
        assert all(line.status == "cancelled" for line in expected)


def _totals(statement: Statement, arisen: list[Line], case: Case) -> None:
    totals = statement.totals
    for name, member in (("charged", "amount"), ("interest",) * 2, ("paid",) * 2, ("waived",) * 2):
        assert getattr(totals, name) == sum(getattr(line, member) for line in arisen)
    assert totals.outstanding == sum(line.outstanding for line in arisen)
    past = [line for line in arisen if case.as_of > line.due_on]
    assert totals.overdue == sum(line.outstanding - line.held for line in past)
    received = sum(event.amount for event in case.events if isinstance(event, Payment))
    assert received == totals.paid + totals.credit
    assert totals.credit >= 0


def _caps(statement: Statement, arisen: list[Line], case: Case) -> None:
    terms = case.terms
    counts = {component.id: getattr(component, "counts_toward_cap", False) for component in terms.components}
    counting = [
        line.amount
        for line in arisen
        if line.component is not None and counts[line.component] and line.kind != "discount"
    ]
    assert statement.totals.counted_toward_cap == sum(counting)
    if terms.total_cap is not None:
        assert sum(counting) <= terms.total_cap
    for component in terms.components:
        if isinstance(component, Share) and component.cap is not None:
            assert sum(line.computed for line in arisen if line.component == component.id) <= component.cap


def _royalty(royalty: Royalty, arisen: list[Line], case: Case) -> None:
    own = [line for line in arisen if line.component == royalty.id]
    grid = Grid(case.effective_on, royalty.year, royalty.period)
    computed: dict[int, int] = defaultdict(int)
    charged: dict[int, int] = defaultdict(int)
    settled: dict[int, int] = {}
    for line in own:
        assert line.period is not None
        year = grid.year_number(line.period[0])
        if line.kind == "true_up":
            assert line.computed > 0
            settled[year] = computed[year] + line.computed
        else:
            computed[year] += line.computed
        charged[year] += line.amount + line.credited
    assert sum(line.credited for line in own) >= 0
    for year, total in year_totals(royalty, case, grid).items():
        assert computed[year] == (total if royalty.annual_cap is None else min(total, royalty.annual_cap))
    if not any(line.capped_by == "total_cap" for line in own):
        for year, owed in settled.items():
            assert charged[year] == max(owed, computed[year])


def year_totals(royalty: Royalty, case: Case, grid: Grid) -> dict[int, int]:
    """The rounded total of each reported year from the reports in force, where each year stands for itself."""
    if royalty.band_scope != "year":
        return {}
    in_force: dict[date, Sales] = {}
    for event in case.events:
        if isinstance(event, Sales) and event.component == royalty.id:
            in_force[event.period_start] = event
    reported: dict[int, int] = defaultdict(int)
    member = {"net_sales": "net", "gross_profit": "profit", "saving": "saving", "units": "units"}[
        royalty.base
    ]
    for report in in_force.values():
        reported[grid.year_number(report.period_start)] += getattr(report, member)
    totals = {}
    for year, figure in reported.items():
        bands = royalty.bands_in(year)
        unit = 100 if royalty.base == "units" else Fraction(1, 100)
        exact = Fraction(0)
        for place, band in enumerate(bands):
            upper = bands[place + 1].over if place + 1 < len(bands) else max(figure, 0)
            piece = min(max(figure - royalty.free_allowance, 0), upper) - band.over
            exact += max(piece, 0) * Fraction(band.rate) * unit
        totals[year] = rounded(exact)
    return totals


def _printed(statement: Statement) -> None:
    printed = statement.to_json()
    assert json.loads(json.dumps(printed)) == printed
    for line, shown in zip(statement.lines, printed["lines"], strict=True):
        assert minor_units(shown["amount"], statement.currency) == line.amount
        assert ("credited" in shown) == bool(line.credited)
        assert ("capped_by" in shown) == (line.capped_by is not None)
        assert shown["basis"]
        for step in shown["basis"]:
            assert step["zh"].endswith("。") and step["en"].endswith("."), step
            assert "None" not in step["zh"] + step["en"]


def check_prefix(before: Statement, after: Statement, *, added_on: date | None = None) -> None:
    """What arose by a day looks the same on any later day but for money; what was settled stays as it is.

    `added_on`: the day of an event that was added; true-ups of that day come after it and may turn out otherwise.
    """
    arisen, later_lines = (
        [
            line
            for line in statement.lines
            if line.has_arisen and not (line.kind == "true_up" and line.arose_on == added_on)
        ]
        for statement in (before, after)
    )
    assert [line.id for line in later_lines[: len(arisen)]] == [line.id for line in arisen]
    for earlier, later in zip(arisen, later_lines, strict=False):
        same: dict[str, Any] = {name: getattr(earlier, name) for name in MONEY_MEMBERS}
        assert later._replace(**same) == earlier
        if earlier.outstanding == 0:
            assert later == earlier
    if before.state not in ("trial", "active"):
        assert after.state == before.state


assert set(Line._fields) >= set(MONEY_MEMBERS)
