"""Prints the worked examples, sheet and account in words, as docs/terms/examples.md, so that people can read them.

Run ``python -m tests.domain.terms.printed_examples`` after a change of wording and read the difference.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from marketplace.domain.terms.naming import MODELS, model_name
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.words_sheet import sheet_sentences
from tests.domain.terms.deals import event, fixed, on, royalty, run, sales, sheet
from tests.domain.terms.test_worked_examples import (
    TIERS,
    ZERO_ENTRY,
    ZERO_ENTRY_EVENTS,
    deferred_fee,
    instalments,
)

PAGE = Path(__file__).parents[3] / "docs" / "terms" / "examples.md"

HEAD = """# Worked examples

Nine small licences, all effective on 1 March 2026: the sheet in words, what happens, and the account as
`flask --app wsgi terms evaluate` prints it (page printed by `python -m tests.domain.terms.printed_examples`). A test
compares it with what the program says today. What every sheet says alike is left out (see `templates.md`).
"""

YEAR_THREE = [
    sales("2028-06-10", "2028-03-01", "2028-05-31", "100000"),
    sales("2028-09-10", "2028-06-01", "2028-08-31", "200000"),
    sales("2028-12-10", "2028-09-01", "2028-11-30", "300000"),
    sales("2029-03-10", "2028-12-01", "2029-02-28", "100000"),
]
CALENDAR = royalty(
    ("0", "3"),
    ("1000000", "2"),
    ("5000000", "1"),
    year="calendar",
    annual_minimum=[{"from_year": 2, "amount": "15000.00"}],
)

#: Name, title, sheet, events, as_of.
EXAMPLES: list[tuple[str, str, dict[str, Any], list[dict[str, Any]], str]] = [
    ("E1", "Zero entry, stages and royalty", ZERO_ENTRY, ZERO_ENTRY_EVENTS, "2031-12-31"),
    ("E2", "Deferred fee", deferred_fee(), [event("2026-11-20", "first_revenue")], "2027-02-18"),
    ("E3", "Tiers and minimum", sheet(TIERS), YEAR_THREE, "2029-04-30"),
    (
        "E4",
        "Units",
        sheet(royalty((0, "1.50"), (100_000, "1.00"), base="units", free_allowance=2000)),
        [sales("2027-03-10", "2026-03-01", "2027-02-28", units=130_000)],
        "2027-03-10",
    ),
    (
        "E5",
        "Instalments, settled early",
        sheet(instalments()),
        [event("2027-03-15", "payment", amount="12000.00"), event("2028-03-01", "settle_early", component="I")],
        "2028-03-01",
    ),
    (
        "E6",
        "Buy-out",
        sheet(royalty(("0", "2.5")), total_cap="400000.00", buyout={"floor": "150000.00", "of_total_cap": True}),
        [sales("2027-03-10", "2026-03-01", "2027-02-28", "7200000"), event("2027-04-01", "buyout")],
        "2027-04-01",
    ),
    (
        "E7",
        "Interest",
        sheet(fixed("fee", "40000.00", on("effective")), late={"annual_rate": "3.65"}),
        [event("2026-04-30", "payment", amount="10000.00")],
        "2026-04-30",
    ),
    (
        "E8",
        "Calendar years, three tiers",
        sheet(CALENDAR),
        [
            sales("2027-01-20", "2026-03-01", "2026-12-31", "800000"),
            sales("2028-01-20", "2027-01-01", "2027-12-31", "300000"),
            sales("2029-01-20", "2028-01-01", "2028-12-31", "6200000"),
        ],
        "2029-01-31",
    ),
    (
        "E9",
        "Rounding",
        sheet(royalty(("0", "1.5"))),
        [sales("2027-03-10", "2026-03-01", "2027-02-28", "3456789.12")],
        "2027-03-10",
    ),
]

COLUMNS = ("id", "kind", "arose_on", "due_on", "computed", "amount", "interest", "paid", "outstanding", "status")


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(_example(*example) for example in EXAMPLES)])


def _example(name: str, title: str, terms: dict[str, Any], events: list[dict[str, Any]], as_of: str) -> str:
    read = read_terms(terms)
    model = MODELS[model_name(read)]
    own = [clause for clause in sheet_sentences(read) if not clause.path.startswith("$.terms.licence")]
    said = "".join(f"* {clause.zh}\n  {clause.en}\n" for clause in own)
    happened = "".join(f"* {_event(one)}\n" for one in events) or "* nothing\n"
    result = run(terms, events, as_of)
    rows = "".join(f"| {' | '.join(str(line[column]) for column in COLUMNS)} |\n" for line in result["lines"])
    working = "".join(
        f"* `{line['id']}`: {''.join(step['zh'] for step in line['basis'])}\n"
        f"  {' '.join(step['en'] for step in line['basis'])}\n"
        for line in result["lines"]
    )
    totals = ", ".join(f"{key} {value}" for key, value in result["totals"].items() if value != "0.00")
    head = f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}\n"
    return (
        f"## {name} · {title}\n\n{model.zh} / {model.en}\n\n{said}\nWhat happens:\n\n{happened}\n"
        f"The account on {as_of} ({result['state']}):\n\n{head}{rows}\nTotals: {totals}.\n\n{working}"
    )


def _event(one: dict[str, Any]) -> str:
    rest = ", ".join(f"{key} {value}" for key, value in one.items() if key not in ("on", "kind"))
    return f"{one['on']} `{one['kind']}`{f' {rest}' if rest else ''}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
