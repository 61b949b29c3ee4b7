"""Reference bands: imported statistics and the site's own licences, never fewer than five."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask

from marketplace.cli.reference import reference_commands
from marketplace.domain.terms.reading import read_terms
from marketplace.domain.terms.reference import LEAST_DEALS, Band, RowFault, band_of_deals, figure_of, read_row
from marketplace.domain.terms.reference_file import read_statistics
from marketplace.domain.terms.templates import TEMPLATES, template_sheet
from marketplace.domain.terms.words_reference import (
    MEASURES,
    ROW_FAULTS,
    band_words,
    row_fault_words,
    too_few_words,
)
from marketplace.store.listings.reference import statistics_for
from tests.client import CheckedClient
from tests.make.cast import Cast
from tests.make.listings import make_listing, make_patent
from tests.make.sheets import PILOT_ENTRY

Client = Callable[..., CheckedClient]
HEAD = "measure,field,year,sample_size,lower,median,upper,source\n"
GOOD = "rate,,2024,120,1.5,2.5,4,Sample statistic A\nfixed,,2024,300,20000,60000.00,150000,Sample statistic A\n"
ROW = dict(zip(HEAD.strip().split(","), GOOD.splitlines()[0].split(","), strict=True))


def test_quartiles_lie_between_the_nearest_figures() -> None:
    assert band_of_deals("rate", "", map(Decimal, ("1", "2", "3", "4"))) is None
    band = band_of_deals("rate", "", map(Decimal, ("5", "1", "3", "2", "4")))
    assert band is not None and (band.lower, band.median, band.upper) == (2, 3, 4)
    band = band_of_deals("rate", "", map(Decimal, ("1", "2", "3", "4", "5", "6")))
    assert band is not None
    assert (band.lower, band.median, band.upper) == (Decimal("2.25"), Decimal("3.5"), Decimal("4.75"))
    assert [band.place_of(Decimal(one)) for one in ("2.24", "2.25", "4.75", "4.76")] == [
        "below", "within", "within", "above",
    ]  # fmt: skip


def test_the_figures_of_a_sheet() -> None:
    found = {
        key: tuple(figure_of(read_terms(template_sheet(key)), measure) for measure in MEASURES) for key in TEMPLATES
    }
    assert found["zero_entry_staged_royalty"] == (2, 50_000)
    assert found["tiered_minimum"] == (3, None)
    assert found["pool_package"] == (Decimal("0.8"), 90_000)
    assert found["saving_share"] == (None, None)
    assert figure_of(read_terms(template_sheet("lump_sum") | {"currency": "USD"}), "fixed") is None


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("measure", "price", "measure"),
        ("field", "C 13", "field"),
        ("year", "1900", "year"),
        ("sample_size", "0", "count"),
        ("lower", "1e3", "figure"),
        ("upper", "101", "figure"),
        ("median", "9", "order"),
        ("source", "", "source"),
    ],
)
def test_a_wrong_line_is_refused(column: str, value: str, code: str) -> None:
    with pytest.raises(RowFault) as caught:
        read_row(ROW | {column: value})
    assert caught.value.code == code


def test_every_sentence_has_both_languages() -> None:
    for code in ROW_FAULTS:
        words = row_fault_words(code, "year")
        assert words.zh and words.en and "{" not in words.zh + words.en
    band = Band("rate", "", 2024, 5, Decimal(1), Decimal("2.345"), Decimal(3), "A")
    assert "2024" in band_words(band).zh and "2.35%" in band_words(band).en
    assert str(LEAST_DEALS) in too_few_words("fixed", 2).zh


def test_a_file_is_taken_as_a_whole_or_not_at_all(app: Flask, world: Cast, tmp_path: Path) -> None:
    file = tmp_path / "statistics.csv"
    runner = app.test_cli_runner()
    file.write_text(HEAD + GOOD + "rate,,2024,x,1,2,3,B\n", encoding="utf-8")
    answer = runner.invoke(reference_commands, ["import", str(file), "--lang", "en"])
    assert answer.exit_code == 1 and "4: the column sample_size" in answer.output
    file.write_text(HEAD + GOOD, encoding="utf-8-sig")
    for _ in range(2):  # again: the same lines
        assert runner.invoke(reference_commands, ["import", str(file)]).exit_code == 0
    with app.app_context():
        assert [band.measure for band in statistics_for(["13"])] == ["fixed", "rate"]
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    assert "measure" in runner.invoke(reference_commands, ["import", str(file)]).output
    file.write_bytes(b"\xff\xff")
    assert "UTF-8" in runner.invoke(reference_commands, ["import", str(file)]).output


def test_every_fault_of_a_file_is_told_with_its_line() -> None:
    text = HEAD + GOOD + GOOD.splitlines()[0] + "\nrate,,2024,x,1,2,3,表\nprice,,2024,5,1,2,3,B\n"
    found = read_statistics(text.encode("gb18030"))
    assert [(one.line, one.fault.code) for one in found.faults] == [(4, "twice"), (5, "count"), (6, "measure")]
    assert len(found.bands) == 2 and found.text == text
    codes = {
        b"": "columns",
        HEAD.encode(): "empty",
        b"\x89PNG\xff\xff": "encoding",
        HEAD.encode() + b'"' + b"a" * 200_000: "csv",
        HEAD.encode() + b"x,,,,,,,\n" * 300: "measure",
    }
    for data, code in codes.items():
        found = read_statistics(data)
        assert not found.bands and found.faults[0].fault.code == code, data[:20]
    assert len(found.faults) == 201 and found.faults[-1].fault.code == "too_many"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_listing_shows_the_band_and_says_when_deals_are_too_few(
    app: Flask, world: Cast, client: Client, tmp_path: Path, lang: str
) -> None:
    file = tmp_path / "statistics.csv"
    file.write_text(HEAD + GOOD, encoding="utf-8")
    app.test_cli_runner().invoke(reference_commands, ["import", str(file), "--demonstration"])
    with app.app_context():
        listing = make_listing([make_patent(world.east)], PILOT_ENTRY, kind="platform").public_id
    visitor = client(lang=lang)
    visitor.get(f"/listings/{listing}/calculator")
    said = visitor.page.select_one("#bands").get_text(" ")
    assert "2.5%" in said and "Sample statistic A" in said
    assert ("演示数据" if lang == "zh" else "Demonstration data") in said
    assert ("不足以给出" if lang == "zh" else "too few for a band") in said
