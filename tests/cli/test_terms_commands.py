"""`flask terms` as an auditor uses it: exit codes, one line of JSON, nothing on stdout when something is wrong."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from marketplace.cli.terms import terms_commands

SHEET = {
    "currency": "CNY",
    "term_months": 24,
    "components": [{"id": "F", "type": "fixed", "amount": "20.5", "trigger": {"kind": "effective"}}],
}
CASE = {"terms": SHEET, "effective_on": "2026-03-01", "events": [], "as_of": "2026-03-01"}


def call(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(terms_commands, arguments, input=stdin)


def file(folder: Path, content: Any) -> str:
    place = folder / "input.json"
    place.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return str(place)


def refusal(result: Result) -> dict[str, str]:
    assert result.exit_code == 2
    assert result.stdout_bytes == b""
    assert result.stderr_bytes.count(b"\n") == 1
    error: dict[str, str] = json.loads(result.stderr_bytes)["error"]
    assert set(error) == {"path", "message"}
    return error


def test_evaluate_prints_the_account(tmp_path: Path) -> None:
    result = call("evaluate", file(tmp_path, CASE))
    assert result.exit_code == 0
    assert result.stderr_bytes == b""
    account = json.loads(result.stdout_bytes)
    assert account["engine"] == 1
    assert account["lines"][0]["amount"] == "20.50"
    assert "一次性款项" in result.stdout_bytes.decode("utf-8")


def test_evaluate_reads_stdin() -> None:
    assert (
        json.loads(call("evaluate", "-", stdin=json.dumps(CASE).encode()).stdout_bytes)["state"] == "active"
    )


@pytest.mark.parametrize(
    ("content", "path", "message"),
    [
        (CASE | {"as_of": "2026-02-01"}, "$.as_of", "is before effective_on"),
        (
            CASE | {"events": [{"on": "2026-03-02", "kind": "first_revenue"}]},
            "$.events[0].on",
            "is after as_of",
        ),
        ({key: value for key, value in CASE.items() if key != "events"}, "$.events", "is missing"),
        (CASE | {"note": ""}, "$.note", "is not a known key"),
        (b'{"terms":{},"terms":{}}', "$.terms", "is given twice"),
        (b"\xff", "$", "is not valid UTF-8"),
        (b"[" * 5000, "$", "is nested too deeply"),
        (b"", "$", "is not valid JSON (line 1, column 1)"),
    ],
)
def test_evaluate_refuses_with_the_path_of_the_fault(
    tmp_path: Path, content: Any, path: str, message: str
) -> None:
    assert refusal(call("evaluate", file(tmp_path, content))) == {"path": path, "message": message}


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    gone = str(tmp_path / "gone.json")
    for arguments in (("evaluate", gone), ("evaluate", "--lines", gone), ("check", gone), ("hash", gone)):
        assert refusal(call(*arguments)) == {"path": "$", "message": "cannot be read"}


def test_evaluate_wants_one_source(tmp_path: Path) -> None:
    assert call("evaluate").exit_code == 2
    assert call("evaluate", "-", "--lines", "-").exit_code == 2


def test_lines_are_answered_in_order(tmp_path: Path) -> None:
    later = CASE | {"as_of": "2026-04-01"}
    rows = [json.dumps(CASE), '{"terms":1.5}', "", "\udcff", json.dumps(later)]
    content = "\n".join(rows).encode("utf-8", "surrogateescape")
    for result in (
        call("evaluate", "--lines", file(tmp_path, content)),
        call("evaluate", "--lines", "-", stdin=content + b"\n"),
    ):
        assert result.exit_code == 0
        answers = [json.loads(row) for row in result.stdout_bytes.splitlines()]
        assert len(answers) == 5
        assert answers[0]["lines"][0]["status"] == "due"
        assert [answer["error"]["path"] for answer in answers[1:4]] == ["$.terms", "$", "$"]
        assert answers[4]["lines"][0]["status"] == "overdue"


def test_check_passes_what_may_be_offered(tmp_path: Path) -> None:
    result = call("check", file(tmp_path, {"terms": SHEET}))
    assert result.exit_code == 0
    assert json.loads(result.stdout_bytes) == {"model": "lump_sum", "findings": []}


def test_check_finds_what_blocks(tmp_path: Path) -> None:
    royalty = {
        "id": "R",
        "type": "royalty",
        "base": "net_sales",
        "bands": [{"over": "0", "rate": "3"}, {"over": "0", "rate": "2"}],
    }
    result = call("check", file(tmp_path, {"terms": SHEET | {"components": [royalty]}}))
    assert result.exit_code == 1
    found = {
        (finding["code"], finding["severity"]) for finding in json.loads(result.stdout_bytes)["findings"]
    }
    assert found >= {("bands_not_rising", "block"), ("royalty_without_period", "block")}


@pytest.mark.parametrize(
    ("content", "path"),
    [
        ({}, "$.terms"),
        ({"terms": SHEET, "more": 1}, "$.more"),
        ({"terms": SHEET | {"more": 1}}, "$.terms.more"),
        ({"terms": SHEET, "facts": []}, "$.facts"),
    ],
)
def test_check_refuses_what_is_no_sheet(tmp_path: Path, content: Any, path: str) -> None:
    assert refusal(call("check", file(tmp_path, content)))["path"] == path


def test_hash_is_of_the_sheet_alone(tmp_path: Path) -> None:
    form = (
        b'{"components":[{"amount":"20.5","id":"F","trigger":{"kind":"effective"},"type":"fixed"}],'
        b'"currency":"CNY","term_months":24}'
    )
    digest = hashlib.sha256(form).hexdigest()
    for content in ({"terms": SHEET}, {"terms": SHEET, "facts": {}}, SHEET):
        result = call("hash", file(tmp_path, content))
        assert (result.exit_code, result.stdout_bytes) == (0, digest.encode() + b"\n")
    assert refusal(call("hash", file(tmp_path, {"terms": {}})))["path"] == "$.terms.currency"


def test_a_file_of_any_size_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marketplace.cli.terms.MOST_BYTES", 4000)
    monkeypatch.setattr("marketplace.domain.terms.decoding.MOST_BYTES", 4000)
    good = json.dumps(CASE)
    several = file(tmp_path, f"{good}\n{'[' * 9000}\n{good}\n{'[' * 4001}".encode())
    answers = [json.loads(line) for line in call("evaluate", "--lines", several).stdout_bytes.splitlines()]
    assert ["error" in answer for answer in answers] == [False, True, False, True]
    assert "too big" in answers[1]["error"]["message"]
    assert "too big" in refusal(call("evaluate", several))["message"]
    assert "too big" in refusal(call("hash", "-", stdin=b"[" * 5000))["message"]
