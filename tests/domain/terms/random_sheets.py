"""Random term sheets as JSON: every component, trigger and option, in sizes where things still happen."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

MILESTONES = ("m1", "m2")


def cents(most: int, least: int = 0) -> st.SearchStrategy[str]:
    """Amounts as decimal strings."""
    return st.integers(least, most).map(lambda value: f"{value // 100}.{value % 100:02d}")


RATES = st.sampled_from(["0", "1", "2.5", "3.333333", "10", "40", "99.999999"])

_DELAYS = st.one_of(
    st.just({}),
    st.integers(0, 200).map(lambda days: {"plus_days": days}),
    st.integers(0, 6).map(lambda months: {"plus_months": months}),
)


def _single(has_trial: bool, cumulative: bool) -> st.SearchStrategy[dict[str, Any]]:
    kinds: list[st.SearchStrategy[dict[str, Any]]] = [
        st.sampled_from(["effective", "first_revenue", "product_registered", "financing"]).map(
            lambda kind: {"kind": kind}
        ),
        st.dates(min_value=date(2025, 6, 1), max_value=date(2029, 12, 31)).map(
            lambda day: {"kind": "date", "on": day.isoformat()}
        ),
        st.integers(0, 40).map(lambda months: {"kind": "months_after_effective", "months": months}),
        st.sampled_from(MILESTONES).map(lambda name: {"kind": "milestone_accepted", "milestone": name}),
    ]
    if has_trial:
        kinds.append(st.just({"kind": "trial_end"}))
    if cumulative:
        kinds.append(cents(300_000).map(lambda amount: {"kind": "cumulative_sales_ge", "amount": amount}))
        kinds.append(st.integers(0, 300).map(lambda units: {"kind": "cumulative_units_ge", "units": units}))
    return st.builds(lambda kind, delay: kind | delay, st.one_of(kinds), _DELAYS)


def triggers(has_trial: bool, cumulative: bool = True) -> st.SearchStrategy[dict[str, Any]]:
    """Single and nested triggers."""
    return st.recursive(
        _single(has_trial, cumulative),
        lambda inner: st.builds(
            lambda name, members: {name: members},
            st.sampled_from(["earliest_of", "latest_of"]),
            st.lists(inner, min_size=1, max_size=3),
        ),
        max_leaves=4,
    )


@st.composite
def bands(draw: st.DrawFn, base: str) -> list[dict[str, Any]]:
    limits = [0, *sorted(draw(st.sets(st.integers(1, 3000), max_size=3)))]
    if base == "units":
        return [{"over": limit, "per_unit": draw(RATES)} for limit in limits]
    return [{"over": str(limit), "rate": draw(RATES)} for limit in limits]


@st.composite
def royalties(draw: st.DrawFn, component_id: str, has_trial: bool) -> dict[str, Any]:
    base = draw(st.sampled_from(["net_sales", "net_sales", "gross_profit", "saving", "units"]))
    royalty: dict[str, Any] = {
        "id": component_id,
        "type": "royalty",
        "base": base,
        "bands": draw(bands(base)),
        "period": draw(st.sampled_from(["quarter", "half_year", "year"])),
        "year": draw(st.sampled_from(["contract", "calendar"])),
        "band_scope": draw(st.sampled_from(["year", "year", "life"])),
        "report_days": draw(st.sampled_from([0, 30, 400])),
    }
    if draw(st.booleans()):
        royalty["bands_from_year"] = {"2": draw(bands(base))}
    if draw(st.booleans()):
        royalty["free_allowance"] = draw(st.integers(0, 500)) if base == "units" else draw(cents(50_000))
    if draw(st.booleans()):
        royalty["annual_cap"] = draw(cents(40_000, 10_000))
    if draw(st.booleans()):
        first = {"from_year": 1, "amount": draw(cents(10_000))}
        royalty["annual_minimum"] = [first, {"from_year": 3, "amount": draw(cents(10_000))}]
    if draw(st.sampled_from([False, False, True])):
        royalty["starts"] = draw(triggers(has_trial, cumulative=False))
    return royalty


@st.composite
def payables(draw: st.DrawFn, component_id: str, has_trial: bool, royalty_ids: list[str]) -> dict[str, Any]:
    """A component that is no royalty."""
    kind = draw(st.sampled_from(["fixed", "fixed", "instalments", "annual", "share"]))
    component: dict[str, Any] = {"id": component_id, "type": kind}
    if draw(st.booleans()):
        component["due_days"] = draw(st.sampled_from([0, 10, 90]))
    if draw(st.booleans()):
        component["counts_toward_cap"] = draw(st.booleans())
    if royalty_ids and draw(st.booleans()):
        component["credit_against"] = draw(st.sampled_from(royalty_ids))
    if kind == "fixed":
        return component | {"amount": draw(cents(50_000)), "trigger": draw(triggers(has_trial))}
    if kind == "annual":
        return component | {"amount": draw(cents(10_000)), "from_year": draw(st.integers(1, 3))}
    if kind == "share":
        cap = {"cap": draw(cents(10_000))} if draw(st.booleans()) else {}
        return component | {"rate": draw(RATES), "of": "financing"} | cap
    return component | draw(_instalments(has_trial))


@st.composite
def _instalments(draw: st.DrawFn, has_trial: bool) -> dict[str, Any]:
    fire = draw(st.lists(triggers(has_trial), min_size=1, max_size=4))
    early = {"early_settlement": {"percent": draw(RATES), "by_months": draw(st.integers(0, 36))}}
    members = early if draw(st.booleans()) else {}
    if draw(st.booleans()):
        amounts = [draw(st.integers(0, 20_000)) for _ in fire]
        parts = [
            {"amount": f"{amount // 100}.{amount % 100:02d}", "trigger": trigger}
            for amount, trigger in zip(amounts, fire, strict=True)
        ]
        total = sum(amounts)
        return members | {"total": f"{total // 100}.{total % 100:02d}", "parts": parts}
    shares = draw(st.lists(st.integers(0, 99), min_size=len(fire) - 1, max_size=len(fire) - 1).map(sorted))
    steps = [high - low for low, high in zip([0, *shares], [*shares, 100], strict=True)]
    parts = [{"percent": str(step), "trigger": trigger} for step, trigger in zip(steps, fire, strict=True)]
    return members | {"total": draw(cents(50_000)), "parts": parts}


@st.composite
def sheets(draw: st.DrawFn) -> dict[str, Any]:
    """A whole sheet."""
    term = draw(st.integers(4, 40))
    has_trial = draw(st.sampled_from([False, False, True]))
    royalty_ids = draw(st.sampled_from([["R1"], ["R1"], ["R1", "R2"], []]))
    components = [draw(royalties(component_id, has_trial)) for component_id in royalty_ids]
    others = [f"P{place}" for place in range(draw(st.integers(0 if components else 1, 4)))]
    components += [draw(payables(component_id, has_trial, royalty_ids)) for component_id in others]
    components = draw(st.permutations(components))
    sheet: dict[str, Any] = {"currency": "CNY", "term_months": term, "components": components}
    if has_trial:
        trial = {"id": "T", "type": "trial", "months": draw(st.integers(1, min(6, term - 1)))}
        sheet["components"] = [trial, *components]
        if draw(st.booleans()):
            sheet["options"] = draw(_options([component["id"] for component in components]))
    if draw(st.booleans()):
        sheet["total_cap"] = draw(cents(80_000))
    if draw(st.booleans()):
        sheet["late"] = {"annual_rate": draw(RATES), "grace_days": draw(st.sampled_from([0, 0, 15]))}
    if draw(st.booleans()):
        sheet["exit"] = {
            "free_before_first_charge": draw(st.booleans()),
            "sell_off_days": draw(st.sampled_from([0, 45, 200])),
        }
    if draw(st.booleans()):
        sheet["buyout"] = {"floor": draw(cents(50_000)), "of_total_cap": "total_cap" in sheet}
    return sheet


@st.composite
def _options(draw: st.DrawFn, component_ids: list[str]) -> dict[str, Any]:
    some = st.lists(st.sampled_from(component_ids), unique=True, max_size=3)
    return {
        "choose_by_days_before": draw(st.sampled_from([0, 10])),
        "after": "trial",
        "choices": {"A": draw(some), "B": draw(some)},
    }
