"""Statistics of licence fees: the operator looks at a file line by line, then takes it in as a whole."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from flask import Flask

from marketplace.store.listings.reference import known_statistics
from marketplace.web.office.statistics import LARGEST
from tests.client import CheckedClient
from tests.make.cast import Cast

Client = Callable[..., CheckedClient]
HEAD = "measure,field,year,sample_size,lower,median,upper,source\n"
GOOD = HEAD + "rate,,2024,120,1.5,2.5,4,统计甲\nfixed,26,2024,300,20000,60000.00,150000,统计甲\n"


def sent(text: str | bytes) -> dict[str, object]:
    data = text if isinstance(text, bytes) else text.encode("gb18030")
    return {"file": (io.BytesIO(data), "figures.csv")}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_file_is_looked_at_and_then_taken_in(app: Flask, world: Cast, client: Client, lang: str) -> None:
    operator = client(world.operator, lang=lang)
    operator.get("/site/statistics")
    operator.post("/site/statistics", sent(GOOD), status=200)
    assert "2.5%" in operator.page.select_one("table").get_text()
    with app.app_context():
        assert known_statistics(1, 25) == ([], 0), "looking keeps nothing"
    text = operator.page.find(attrs={"name": "text"})["value"]
    operator.follow(operator.post("/site/statistics", {"action": "take", "text": text, "demonstration": "y"}))
    assert len(operator.page.select("tbody tr")) == 2
    assert ("演示数据" if lang == "zh" else "Demonstration data") in operator.page.select_one("table").get_text()
    with app.app_context():
        bands, total = known_statistics(1, 25)
    assert total == 2 and {(one.measure, one.field, one.source) for one in bands} == {
        ("rate", "", "统计甲"),
        ("fixed", "26", "统计甲"),
    }
    assert operator.http.get("/site/statistics/list.xlsx").data.startswith(b"PK")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_wrong_line_is_told_and_nothing_is_taken(app: Flask, world: Cast, client: Client, lang: str) -> None:
    operator = client(world.operator, lang=lang)
    wrong = GOOD + "rate,,1900,5,1,2,3,B\nrate,,2024,5,1,2,3,\n"
    operator.get("/site/statistics")
    operator.post("/site/statistics", sent(wrong), status=422)
    faults, good = operator.page.select("table")
    assert [row.select_one("th, td").get_text(strip=True) for row in faults.select("tbody tr")] == ["4", "5"]
    assert len(good.select("tbody tr")) == 2 and not operator.page.find(attrs={"name": "text"})
    operator.post("/site/statistics", {"action": "take", "text": wrong}, status=422)
    with app.app_context():
        assert known_statistics(1, 25) == ([], 0)


@pytest.mark.parametrize("data", [b"", b"\x89PNG\xff\xff", "a,b\n1,2\n", b"a" * (LARGEST + 1), HEAD])
def test_what_is_no_such_file_is_refused(world: Cast, client: Client, data: str | bytes) -> None:
    operator = client(world.operator)
    operator.post("/site/statistics", sent(data), status=422)
    assert operator.page.select(".field--error, tbody tr")
