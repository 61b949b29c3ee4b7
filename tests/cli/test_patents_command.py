"""`patents import`: from a shell, to its end, in the language asked for; what is wrong is a sentence and exit 1."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import Result
from flask import Flask

from marketplace.domain.patents.command_words import WORDS
from marketplace.store.db import db
from marketplace.store.patents.patents import Patent
from tests.make.cast import Cast
from tests.make.patent_files import many, twelve


def run(app: Flask, path: Path, owner: str = "WEST", lang: str = "en") -> Result:
    return app.test_cli_runner().invoke(args=["patents", "import", str(path), "--owner", owner, "--lang", lang])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "清单.csv"
    path.write_bytes(twelve().encode("gb18030"))
    return path


@pytest.mark.parametrize(
    ("lang", "counts", "line", "report"),
    [
        ("zh", "新增: 10  未导入: 2", "第 6 行：", "逐行报告：http"),
        ("en", "Added: 10  Not imported: 2", "Row 6: ", "Report row by row: http"),
    ],
)
def test_what_became_of_the_rows(
    app: Flask, world: Cast, file: Path, lang: str, counts: str, line: str, report: str
) -> None:
    result = run(app, file, lang=lang)
    assert result.exit_code == 0, result.output
    assert counts in result.output and line in result.output and report in result.output
    again = run(app, file, lang=lang)
    assert ("未变: 10" if lang == "zh" else "Unchanged: 10") in again.output
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Patent)) == 10


def test_a_long_report_is_cut_and_says_so(app: Flask, world: Cast, tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_text(many(60, faulty_every=2), encoding="utf-8")
    result = run(app, path)
    assert result.output.count("\nRow ") == 20 and "10 more rows were not imported." in result.output


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_cannot_be_imported_is_a_sentence(app: Flask, world: Cast, tmp_path: Path, file: Path, lang: str) -> None:
    page = tmp_path / "page.xlsx"
    page.write_text("<html><body>no</body></html>", encoding="utf-8")
    headless = tmp_path / "headless.csv"
    headless.write_text("甲,乙\n一,二\n三,四\n", encoding="utf-8")
    side = 0 if lang == "zh" else 1
    told = [
        (run(app, file, "NOBODY", lang), WORDS["no_owner"][side].format(owner="NOBODY")),
        (run(app, file, "CITY", lang), WORDS["no_licensor"][side].format(owner="CITY")),
        (run(app, page, lang=lang), "XLSX"),
        (run(app, headless, lang=lang), "专利号" if lang == "zh" else "number"),
    ]
    for result, sentence in told:
        assert result.exit_code == 1 and sentence in result.output, result.output
        assert "Traceback" not in result.output
