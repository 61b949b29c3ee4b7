"""Every licence of the demo: the page, the case it offers, the command `terms evaluate` and the database say the same.

The figures are read off the page as a reader sees them and compared with what the command prints for the file that
the page offers; tax is worked out here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from bs4 import Tag
from click.testing import CliRunner
from flask import Flask

from marketplace.cli.terms import terms_commands
from marketplace.domain.terms.words import LINE_STATUSES
from marketplace.store.db import db
from marketplace.store.deals.agreements import Agreement, Charge
from marketplace.store.deals.deals import Deal
from tests.client import CheckedClient
from tests.demo.world import Licence

pytestmark = [
    pytest.mark.sqlite,
    pytest.mark.timeout(600),  # the first test waits until the demo is played
    pytest.mark.usefixtures("day_of_loading"),
]
FEN = Decimal("0.01")
FIGURE = re.compile(r"[-−]?[\d,]+\.\d\d")
TILES = ("charged", "paid", "outstanding", "overdue", "credit", "counted_toward_cap")
KEPT = ("amount", "interest", "paid", "waived", "outstanding")


@pytest.mark.parametrize("side", ["licensee", "office"])
def test_page_command_and_database_agree(
    app: Flask, client: Callable[..., CheckedClient], licences: list[Licence], tmp_path: Path, side: str
) -> None:
    lang = {"licensee": "zh", "office": "en"}[side]
    lines = waiting = 0
    for licence in licences:
        page = client(person_id=getattr(licence, side), lang=lang)
        result = evaluated(page, licence, tmp_path)
        page.get(f"/deals/{licence.public_id}/account")
        kept = stored(app, licence)
        for row, line in zip(table_rows(page, ("账目明细", "Lines of the account")), result["lines"], strict=True):
            compare_line(row, line, kept.rate, lang)
            lines += 1
        rows = table_rows(page, ("待条件成就的款项", "Payments that wait for an event"))
        for row, sum_ in zip(rows, result["contingent"], strict=True):
            assert row[2].get_text(strip=True) == (sum_["latest"] or "–")
            assert figures(row[3]) == [Decimal(sum_["amount"])]
            assert figures(row[4]) == [with_tax(Decimal(sum_["amount"]), kept.rate)]
            waiting += 1
        if kept.first_payment is None:
            assert tiles(page) == {name: Decimal(result["totals"][name]) for name in TILES}, licence
            assert kept.lines == [line_figures(line) for line in result["lines"]], licence
            compare_what_is_due(page, result, kept.rate)
        else:
            first = [] if kept.closed else [with_tax(kept.first_payment, kept.rate)]
            assert kept.lines == [], licence
            assert figures(page.page.find(id="pay")) == first, licence
            assert set(next_figures(page)) == set(first), licence  # told in the title and in the sentence below it
    print(f"{len(licences)} licences, {lines} lines, {waiting} sums that wait")
    assert len(licences) >= 30 and lines >= 60 and waiting


def evaluated(page: CheckedClient, licence: Licence, folder: Path) -> dict[str, Any]:
    """What the command prints for the file that the deal offers."""
    answer = page.http.get(f"/deals/{licence.public_id}/case.json")
    assert answer.status_code == 200
    (folder / "case.json").write_bytes(answer.data)
    done = CliRunner().invoke(terms_commands, ["evaluate", str(folder / "case.json")])
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout_bytes)
    return found


def compare_line(row: list[Tag], line: dict[str, Any], rate: Decimal, lang: str) -> None:
    """One row of the account, cell by cell. Figures that are nought are not printed below others."""
    _, arose, due, net, vat, gross, paid, open_, status = row
    assert arose.get_text(strip=True) == line["arose_on"] and due.get_text(strip=True) == line["due_on"]
    charged = Decimal(line["amount"]) + Decimal(line["interest"])
    limited = [line["computed"]] if "capped_by" in line else []
    assert figures(net) == [Decimal(line["amount"]), *positive(line["interest"]), *map(Decimal, limited)], line
    assert figures(gross) == [with_tax(charged, rate)], line
    assert figures(vat) == [with_tax(charged, rate) - charged], line
    assert figures(paid) == [Decimal(line["paid"]), *positive(line["waived"])], line
    assert figures(open_) == [
        Decimal(line["outstanding"]), *positive(line["held"]), *positive(to_pay(line, rate))
    ], line  # fmt: skip
    word = LINE_STATUSES[line["status"]]
    assert status.get_text(strip=True) == (word.zh if lang == "zh" else word.en)


def compare_what_is_due(page: CheckedClient, result: dict[str, Any], rate: Decimal) -> None:
    """Every open sum stands where it is told how to pay, and the one that is due first in what happens next."""
    open_lines = [line for line in result["lines"] if to_pay(line, rate)]
    assert figures(page.page.find(id="pay")) == [to_pay(line, rate) for line in open_lines]
    if open_lines:
        first = min(open_lines, key=lambda line: str(line["due_on"]))
        assert to_pay(first, rate) in next_figures(page), first
        days = [time["datetime"] for time in page.page.find(class_="next").find_all("time")]
        assert not days or days[0] <= first["due_on"], first


def to_pay(line: dict[str, Any], rate: Decimal) -> Decimal:
    """What is to be paid on a line today, tax included: what is open and not on hold."""
    if line["status"] in ("scheduled", "cancelled"):
        return Decimal(0)
    return with_tax(max(Decimal(line["outstanding"]) - Decimal(line["held"]), Decimal(0)), rate)


def with_tax(net: Decimal, rate: Decimal) -> Decimal:
    """Half up, away from nought."""
    return net + (net * rate / 100).quantize(FEN, ROUND_HALF_UP)


def positive(figure: str | Decimal) -> list[Decimal]:
    return [Decimal(figure)] if Decimal(figure) else []


def table_rows(page: CheckedClient, captions: tuple[str, ...]) -> list[list[Tag]]:
    """The cells of a table, row by row; none where the page has no such table."""
    for table in page.page.find_all("table"):
        if table.caption.get_text(" ", strip=True).startswith(captions):
            return [row.find_all(["th", "td"]) for row in table.tbody.find_all("tr")]
    return []


def tiles(page: CheckedClient) -> dict[str, Decimal]:
    found = page.page.find(class_="tiles").find_all(class_="tile-figure")
    return {name: figures(tile)[0] for name, tile in zip(TILES, found, strict=True)}


def next_figures(page: CheckedClient) -> list[Decimal]:
    """The sums told in what happens next and in what follows it."""
    box = page.page.find(class_="next")
    after = box.find_next_sibling()
    return figures(box) + (figures(after) if after.name == "details" else [])


def figures(part: Tag) -> list[Decimal]:
    """The amounts in a piece of a page, in the order in which they are read."""
    return [Decimal(text.replace(",", "").replace("−", "-")) for text in FIGURE.findall(part.get_text(" "))]


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database keeps. `first_payment`: what is asked before the licence takes effect, None after that."""

    rate: Decimal
    first_payment: Decimal | None
    closed: bool
    lines: list[dict[str, str]]


def stored(app: Flask, licence: Licence) -> Stored:
    with app.app_context():
        query = sa.select(Agreement).join(Deal).where(Deal.public_id == licence.public_id)
        agreement = db.session.scalars(query).one()
        waits = agreement.effective_on is None
        found = Stored(
            Decimal(agreement.vat_rate),
            Decimal(agreement.asks_on_day_one) * FEN if waits else None,
            agreement.deal.state == "closed",
            [kept_figures(charge) for charge in agreement.charges],
        )
        db.session.remove()
    return found


def kept_figures(charge: Charge) -> dict[str, str]:
    named = {"id": charge.line, "status": charge.status, "kind": charge.kind}
    days = {"arose_on": charge.arose_on.isoformat(), "due_on": charge.due_on.isoformat()}
    return {**named, **days, **{name: str(getattr(charge, name) * FEN) for name in KEPT}}


def line_figures(line: dict[str, Any]) -> dict[str, str]:
    return {name: line[name] for name in ("id", "status", "kind", "arose_on", "due_on", *KEPT)}
