"""Small enough to read at one sitting: modules of at most 300 lines, functions of at most 40."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULE_LINES = 300
FUNCTION_LINES = 40


def _modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def test_no_module_is_longer_than_300_lines() -> None:
    long = []
    for path in [ROOT / "dev.py", *_modules("marketplace", "devtools", "tests", "bench")]:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > MODULE_LINES:
            long.append(f"{path.relative_to(ROOT)}: {lines}")
    assert not long, f"split these modules, none may have more than {MODULE_LINES} lines:\n" + "\n".join(long)


def test_no_function_is_longer_than_40_lines() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {lines}"
        for path in _modules("marketplace", "devtools")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := _length(node)) > FUNCTION_LINES
    ]
    assert not long, f"split these functions, none may have more than {FUNCTION_LINES} lines:\n" + "\n".join(
        long
    )


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring and without the functions defined in it."""
    assert node.end_lineno
    docstring = node.body[0] if ast.get_docstring(node) is not None else None
    inner = [child for child in _functions_in(node)]
    return node.end_lineno - node.lineno + 1 - _span(docstring) - sum(_span(child) for child in inner)


def _functions_in(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child
        else:
            yield from _functions_in(child)


def _span(node: ast.AST | None) -> int:
    return node.end_lineno - node.lineno + 1 if node is not None else 0  # type: ignore[attr-defined]
