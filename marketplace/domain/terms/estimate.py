"""Five ways to estimate a licence fee, each from plain inputs, with a brief explanation for a declaration.

The methods are those that the office's guideline on estimating open-licence fees names (guideline of CNIPA, October
2022); its formulas are not published in full, so that what is computed here is an estimate and says so. Amounts are
yuan as Decimal, percents are Decimal (2.5 % is 2.5). Results are rounded half up: amounts to fen, rates to 0.01 %.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

METHODS = ("own_use", "licences", "statistics", "rates", "valuation")

#: General ceilings of the office's practice: yuan in all, percent of net sales.
HIGHEST_FIXED = Decimal(20_000_000)
HIGHEST_RATE = Decimal(20)

#: What each method asks for; the last two are asked by all.
INPUTS: Mapping[str, tuple[str, ...]] = {
    "own_use": ("sales", "margin", "contribution", "share"),
    "licences": ("fees", "years", "patents", "rate"),
    "statistics": ("fees", "years", "patents", "rate"),
    "rates": ("rate", "sales"),
    "valuation": ("sales", "rate", "years", "discount", "costs"),
}
COMMON = ("licensees", "coefficient")
#: What may be left out, and what then counts.
OPTIONAL: Mapping[str, Decimal] = {"rate": Decimal(0), "costs": Decimal(0)}
LIMITS: Mapping[str, tuple[Decimal, Decimal]] = {
    "sales": (Decimal(0), Decimal(10) ** 12),
    "fees": (Decimal(0), Decimal(10) ** 12),
    "costs": (Decimal(0), Decimal(10) ** 12),
    "margin": (Decimal(0), Decimal(100)),
    "contribution": (Decimal(0), Decimal(100)),
    "share": (Decimal(0), Decimal(100)),
    "rate": (Decimal(0), Decimal(100)),
    "discount": (Decimal(0), Decimal(100)),
    "years": (Decimal(1), Decimal(20)),
    "patents": (Decimal(1), Decimal(1000)),
    "licensees": (Decimal(1), Decimal(1000)),
    "coefficient": (Decimal("0.1"), Decimal(3)),
}


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a method yields. ``fixed``: yuan a year (for ``valuation``: in all); ``rate``: percent of net sales.

    None where the inputs say nothing of it. ``spread``: the coefficient for the number of licensees. ``capped``: whether
    a general ceiling cut a result.
    """

    method: str
    inputs: Mapping[str, Decimal]
    fixed: Decimal | None
    rate: Decimal | None
    spread: Decimal
    capped: bool


def spread_over(licensees: Decimal) -> Decimal:
    """1/√n, to four places: what one of n licensees pays of a fixed fee. A royalty grows by itself."""
    with localcontext() as context:
        context.prec = 30
        return (1 / licensees.sqrt()).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def estimate(method: str, inputs: Mapping[str, Decimal]) -> Estimate:
    """The estimate of a method. Raises KeyError where an input is missing (see INPUTS, OPTIONAL)."""
    given = {**OPTIONAL, **inputs}
    spread, other = spread_over(given["licensees"]), given["coefficient"]
    with localcontext() as context:
        context.prec = 50
        fixed, rate = _EXACT[method](given)
        fixed = None if fixed is None else fixed * spread * other
        rate = None if rate is None else rate * other
        if method == "valuation" and fixed is not None:
            fixed = max(fixed, given["costs"] / given["licensees"])
    most_fixed = None if fixed is None else min(fixed, HIGHEST_FIXED)
    most_rate = None if rate is None else min(rate, HIGHEST_RATE)
    return Estimate(
        method,
        {name: given[name] for name in (*INPUTS[method], *COMMON)},
        None if most_fixed is None else most_fixed.quantize(Decimal("0.01"), ROUND_HALF_UP),
        None if most_rate is None else most_rate.quantize(Decimal("0.01"), ROUND_HALF_UP),
        spread,
        (most_fixed, most_rate) != (fixed, rate),
    )


_Results = tuple[Decimal | None, Decimal | None]


def _own_use(given: Mapping[str, Decimal]) -> _Results:
    rate = given["margin"] * given["contribution"] * given["share"] / 10_000
    return given["sales"] * rate / 100, rate


def _by_licences(given: Mapping[str, Decimal]) -> _Results:
    return given["fees"] / given["years"] / given["patents"], given["rate"] or None


def _by_rates(given: Mapping[str, Decimal]) -> _Results:
    return given["sales"] * given["rate"] / 100, given["rate"]


def _valuation(given: Mapping[str, Decimal]) -> _Results:
    yearly = given["sales"] * given["rate"] / 100
    factor = 1 + given["discount"] / 100
    return sum((yearly / factor**year for year in range(1, int(given["years"]) + 1)), Decimal(0)), None


_EXACT = {
    "own_use": _own_use,
    "licences": _by_licences,
    "statistics": _by_licences,
    "rates": _by_rates,
    "valuation": _valuation,
}
