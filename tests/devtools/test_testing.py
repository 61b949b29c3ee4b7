"""`dev.py test` counts what ran, and never takes a run that fell over for a passed one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from devtools import testing
from devtools.testing import Count

REPORT = '<testsuites><testsuite name="pytest" errors="1" failures="2" skipped="3" tests="10" /></testsuites>'


@pytest.fixture
def python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(testing, "PYTHON", Path(sys.executable))


def test_errors_count_as_failures(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT)
    assert testing._counted(report) == Count(passed=4, failed=3, skipped=3)


def test_a_missing_or_broken_report_counts_nothing(tmp_path: Path) -> None:
    assert testing._counted(tmp_path / "missing.xml") == Count()
    (tmp_path / "broken.xml").write_text("<testsuites>")
    assert testing._counted(tmp_path / "broken.xml") == Count()


@pytest.mark.usefixtures("python")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def test_a(): pass\ndef test_b(): assert False", Count(passed=1, failed=1)),
        ("", Count(failed=1)),  # nothing collected
        ("import os\ndef test_a(): os._exit(3)", Count(failed=1)),  # the run fell over
    ],
)
def test_a_run_is_counted(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], text: str, expected: Count
) -> None:
    (tmp_path / "test_example.py").write_text(text)
    (tmp_path / "pytest.ini").write_text("[pytest]")
    count = testing._pytest("example", [str(tmp_path), "-c", str(tmp_path / "pytest.ini")], workers=0)
    count.seconds = count.processor = 0.0
    assert count == expected


@pytest.mark.usefixtures("python")
def test_a_part_run_aside_keeps_what_it_prints(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(testing, "_workers", lambda: 0)
    (tmp_path / "test_one.py").write_text("def test_right(): pass\ndef test_wrong(): assert 2 == 3\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    count, said = testing._part_aside("example", "", {}, [str(tmp_path), "-c", str(tmp_path / "pytest.ini")])
    assert (count.passed, count.failed) == (1, 1)
    assert "assert 2 == 3" in said and "assert 2 == 3" not in capfd.readouterr().out


@pytest.mark.usefixtures("python")
@pytest.mark.parametrize(("ci", "expected"), [("", Count(skipped=1)), ("true", Count(failed=1))])
def test_a_part_that_cannot_run_is_skipped_but_never_in_ci(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ci: str, expected: Count
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(testing, "_workers", lambda: 0)
    found = testing._part("example", "chromium", {"chromium": "not there"}, [str(tmp_path / "none")])
    assert (found.passed, found.failed, found.skipped) == (0, expected.failed, expected.skipped)


def test_the_closing_line_is_what_build_servers_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert testing._close({"a": Count(5, 0, 0, 1.0), "b": Count(2, 1, 0, 1.0)}) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "7 passed, 1 failed"
    assert testing._close({"a": Count(5, 0, 2, 1.0)}) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "5 passed, 0 failed, 2 skipped"


def test_what_deep_runs_is_there_and_lets_the_profile_decide() -> None:
    """A number of examples written into a test would be the same in the long run as every day."""
    for places in testing.SEARCHED_LONGER.values():
        for place in places:
            found = testing.ROOT / place
            modules = sorted(found.glob("test_*.py")) if found.is_dir() else [found]
            assert modules, place
            for module in modules:
                assert "max_examples" not in module.read_text(encoding="utf-8"), module


def test_what_tests_write_is_kept_in_memory_where_there_is_room_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(testing, "MEMORY", tmp_path)
    monkeypatch.setattr(testing, "ROOM", 1)
    with testing._scratch() as environment:
        folder = Path(environment["TMPDIR"])
        assert folder.parent == tmp_path and folder.is_dir()
    assert not folder.exists()
    monkeypatch.setattr(testing, "ROOM", 2**60)
    with testing._scratch() as environment:
        assert environment == {}


def test_checks_run_aside_are_counted_and_say_what_they_found(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = [sys.executable, "-c", "import sys; print('line 7: wrong'); sys.exit(1)"]
    monkeypatch.setattr(testing, "CHECKS", {"broken": broken, "clean": [sys.executable, "-c", ""]})
    results, said = testing._checks_aside()
    assert [(count.passed, count.failed) for count in results.values()] == [(0, 1), (1, 0)]
    assert list(results) == ["check: broken", "check: clean"] and "line 7: wrong" in said
