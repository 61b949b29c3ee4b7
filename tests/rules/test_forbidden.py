"""What must not be written, each with the reason why."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = {
    ".py",
    ".html",
    ".txt",
    ".md",
    ".js",
    ".css",
    ".toml",
    ".typ",
    ".po",
    ".xml",
    ".ini",
    ".mako",
    ".csv",
    ".json",
}
#: these read the reference data beside the repository, and may say where they are
SEE_REFERENCE = ("tests/", "bench/", ".ci/")

#: name: (files, pattern, why not)
IN_TEMPLATES = {
    "safe": (r"\|\s*safe\b", "what people write must stay escaped"),
    "autoescape": (r"{%-?\s*autoescape", "what people write must stay escaped"),
    "inline style": (r"<style\b|<[a-z][^<>]*\sstyle\s*=", "the content security policy forbids it"),
    "inline script": (r"<script(?![^>]*\bsrc=)[^>]*>|javascript:", "the content security policy forbids it"),
    "inline handler": (r"<[a-z][^<>]*\son[a-z]+\s*=|\bhx-on\b", "the content security policy forbids it"),
}
IN_CODE = {
    "populate_obj": (r"\bpopulate_obj\b", "a form's fields are copied by name, so that none slips in"),
    "Model.query": (
        r"\b[A-Z]\w*\.query\b|\bdb\.session\.query\(",
        "plain select statements keep Flask-SQLAlchemy replaceable",
    ),
    "template from text": (r"\brender_template_string\b|\.from_string\(", "no template is built from input"),
}


def tracked(*folders: str) -> list[Path]:
    """Files that git knows or would add, so that what the set-up makes is not judged."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *folders]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [path for name in names if (path := ROOT / name).suffix in TEXT and path.is_file()]


def findings(paths: list[Path], pattern: str) -> list[str]:
    found = []
    for path in paths:
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(pattern, text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(f"{path.relative_to(ROOT)}:{line} {match.group().strip()[:80]}")
    return found


@pytest.mark.parametrize("name", IN_TEMPLATES)
def test_no_template_has(name: str) -> None:
    pattern, reason = IN_TEMPLATES[name]
    paths = [path for path in tracked("templates") if path.suffix in {".html", ".xml", ".svg"}]
    found = findings([path for path in paths if "templates/documents" not in path.as_posix()], pattern)
    assert not found, f"{name}: {reason}\n" + "\n".join(found)


@pytest.mark.parametrize("name", IN_CODE)
def test_no_code_has(name: str) -> None:
    pattern, reason = IN_CODE[name]
    found = findings([path for path in tracked("marketplace") if path.suffix == ".py"], pattern)
    assert not found, f"{name}: {reason}\n" + "\n".join(found)


def test_nothing_depends_on_what_lies_beside_the_repository() -> None:
    paths = [p for p in tracked(".") if not p.relative_to(ROOT).as_posix().startswith(SEE_REFERENCE)]
    found = findings(paths, r"\.\./shared|\bshared/(?:data|\w+\.md)|(?<![\w.])/(?:root|home/\w+|work)/")
    assert not found, "the project explains itself and runs anywhere:\n" + "\n".join(found)


def test_nothing_is_left_to_do() -> None:
    found = findings(
        [p for p in tracked(".") if p.name != Path(__file__).name], r"\b(?:TODO|FIXME|XXX)\b(?!X)"
    )
    assert not found, "finish it or file it:\n" + "\n".join(found)


def test_the_domain_knows_no_binary_fractions() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{name.lineno}"
        for path in tracked("marketplace/domain")
        if path.suffix == ".py"
        for node in ast.walk(ast.parse(path.read_bytes()))
        for part in (getattr(node, field, None) for field in ("annotation", "returns", "func"))
        for name in (
            ast.walk(part) if isinstance(part, ast.expr) and not isinstance(part, ast.Attribute) else ()
        )
        if isinstance(name, ast.Name) and name.id == "float"
    ]
    assert not found, "money and rates are whole numbers and decimals, never float:\n" + "\n".join(found)


def test_the_clock_is_asked_in_one_place() -> None:
    paths = [p for p in tracked("marketplace") if p.suffix == ".py" and p.name != "clock.py"]
    found = findings(paths, r"\bdatetime\.now\(|\bdate\.today\(|\butcnow\(")
    assert not found, "ask marketplace.clock at the edge and hand the answer down:\n" + "\n".join(found)
