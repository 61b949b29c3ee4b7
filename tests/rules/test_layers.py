"""Data travel one way: the contract of pyproject.toml, and what it cannot say about installed packages."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "marketplace"

#: package: the only floors (or files) that may import it, and why
CONFINED = {
    "whoosh": (("search",), "the rest of the program must not notice when the search library changes"),
    "rjieba": (("search",), "how Chinese is cut into words is the search's business"),
    "smtplib": (("notifications",), "mail leaves the program in one place"),
    "flask_sqlalchemy": (("store/db.py",), "leaving Flask-SQLAlchemy must be a change of one file"),
    "sqlite3": (("store/db.py",), "a second SQLite library on the same file can damage it"),
    "pysqlite3": (("store/db.py",), "the choice of the SQLite library is made once"),
    "typst": (("documents",), "documents are rendered in one place"),
    "xlsxwriter": (("documents",), "spreadsheets are written in one place"),
    "openpyxl": (("readers",), "uploaded spreadsheets are read in one place, behind its guards"),
    "xlrd": (("readers",), "uploaded spreadsheets are read in one place, behind its guards"),
    "wtforms": (("web",), "a form is a matter of pages"),
    "flask_wtf": (("web",), "a form is a matter of pages"),
}

#: floor: packages it never imports, and why
FORBIDDEN = {
    "documents": (("sqlalchemy", "flask"), "a document is made of plain facts"),
    "readers": (("sqlalchemy", "flask"), "a reader turns bytes into plain rows"),
    "web": (("sqlalchemy",), "pages ask the named queries of the store"),
    "cli": (("sqlalchemy",), "commands ask the named queries of the store"),
    "jobs": (("sqlalchemy",), "jobs ask the named queries of the store"),
}


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.lineno, node.module


def _all_imports() -> Iterator[tuple[str, int, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for line, module in _imports(path):
            yield path.relative_to(PACKAGE).as_posix(), line, module


def test_the_floors_import_downwards_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    code = lint_imports(config_filename="pyproject.toml", no_cache=True)
    assert code == 0, capsys.readouterr().out


def test_the_domain_needs_nothing_installed() -> None:
    own = ("marketplace.domain", "marketplace")
    strangers = [
        f"{file}:{line} imports {module}"
        for file, line, module in _all_imports()
        if file.startswith("domain/")
        and module.split(".")[0] not in sys.stdlib_module_names
        and not module.startswith(own)
    ]
    assert not strangers, "the domain is values and functions of the standard library alone:\n" + "\n".join(
        strangers
    )


def test_a_library_is_used_on_its_own_floor_only() -> None:
    leaks = [
        f"{file}:{line} imports {module}: {CONFINED[top][1]}"
        for file, line, module in _all_imports()
        if (top := module.split(".")[0]) in CONFINED and not file.startswith(CONFINED[top][0])
    ]
    assert not leaks, "\n".join(leaks)


def test_no_floor_reaches_past_the_next_one() -> None:
    reaches = [
        f"{file}:{line} imports {module}: {FORBIDDEN[floor][1]}"
        for file, line, module in _all_imports()
        if (floor := file.split("/")[0]) in FORBIDDEN
        and module.split(".")[0] in FORBIDDEN[floor][0]
        and not module.endswith(".exc")  # what may go wrong has to be caught somewhere
    ]
    assert not reaches, "\n".join(reaches)


def test_use_cases_know_no_request() -> None:
    knowing = []
    for path in sorted((PACKAGE / "usecases").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.ImportFrom) and node.module in {"flask", "flask_login"}:
                knowing.append(f"{path.name}:{node.lineno} imports {', '.join(a.name for a in node.names)}")
    assert not knowing, "a use case gets all it needs as arguments:\n" + "\n".join(knowing)
