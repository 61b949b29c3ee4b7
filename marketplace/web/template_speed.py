"""Jinja, without the steps that a page of results would take a thousand times for nothing.

* What is printed is looked at in place, and escaped only where there is anything to escape; no Markup is made of what
  is joined into the page at once.
* Macros and the functions named by `without_context` are called at once, those known by name straight from the
  template: Jinja asks before each call in ten steps whether what is called wants the context, and at each import
  whether the page has globals that the imported template lacks. Here macros want nothing, and all templates have the
  same globals.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from keyword import iskeyword
from typing import Any, TypeVar

from flask import Flask
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Call, Expr, FromImport, Macro, Name, Template
from jinja2.runtime import Context
from jinja2.runtime import Macro as ReadyMacro
from markupsafe import escape

F = TypeVar("F", bound=Callable[..., Any])

_unsafe = re.compile("[&<>'\"]").search


def printed(value: object) -> str:
    """A value as it stands in HTML."""
    if type(value) is str:
        return value if not _unsafe(value) else escape(value)
    return escape(value)


class QuickCode(CodeGenerator):
    """Templates as Python, with what `printed` does in the place of `escape`, and macros called as they are."""

    called_at_once: frozenset[str] = frozenset()

    def visit_Template(self, node: Template, frame: Frame | None = None) -> None:
        imported = [name for one in node.find_all(FromImport) for name in one.names]
        names = {name if isinstance(name, str) else name[1] for name in imported}
        self.called_at_once = frozenset({"caller"} | names | {macro.name for macro in node.find_all(Macro)})
        super().visit_Template(node, frame)

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:
        if not self._is_called_at_once(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for named in node.kwargs:
            self.visit(named, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def _is_called_at_once(self, node: Call) -> bool:
        if not isinstance(node.node, Name) or node.dyn_args or node.dyn_kwargs:
            return False
        if any(iskeyword(named.key) for named in node.kwargs):
            return False
        name = node.node.name
        found = self.environment.globals.get(name)
        return name in self.called_at_once or getattr(found, "wants_no_context", False)

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if _escapes(frame):
            self.write("(q_value if (q_type := type(q_value := ")
            self.write(finalize.src or "")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if _escapes(frame):
            self.write(")" if finalize.src else "")
            self.write(
                ")) is Markup or q_type is str and not environment.unsafe(q_value) else escape(q_value))"
            )
        else:
            super()._output_child_post(node, frame, finalize)


def _escapes(frame: Frame) -> bool:
    return bool(frame.eval_ctx.autoescape and not frame.eval_ctx.volatile)


class QuickContext(Context):
    """The context of every template."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.globals_keys: set[str] = set()

    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        if type(called) is not ReadyMacro and not getattr(called, "wants_no_context", False):
            return super().call(called, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(*args, **kwargs)


def without_context(function: F) -> F:
    """Mark a function that templates call often as one that wants no context."""
    function.wants_no_context = True  # type: ignore[attr-defined]
    return function


def install(app: Flask) -> None:
    app.jinja_env.context_class = QuickContext
    app.jinja_env.code_generator_class = QuickCode
    app.jinja_env.unsafe = _unsafe  # type: ignore[attr-defined]
