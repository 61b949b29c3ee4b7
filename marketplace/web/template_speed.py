"""Jinja, without the steps that a page of results would take a thousand times for nothing.

* What is printed is escaped by `printed`, which looks first whether there is anything to escape, and makes no Markup of
  what is joined into the page at once.
* Macros and the functions named by `without_context` are called at once: Jinja asks before each call in ten steps
  whether what is called wants the context, and at each import whether the page has globals that the imported template
  lacks. Here macros want nothing, and all templates have the same globals.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

F = TypeVar("F", bound=Callable[..., Any])

_unsafe = re.compile("[&<>'\"]").search


def printed(value: object) -> str:
    """A value as it stands in HTML."""
    if isinstance(value, Markup) or (type(value) is str and not _unsafe(value)):
        return value
    return escape(value)


class QuickCode(CodeGenerator):
    """Templates as Python, with `printed` in the place of `escape`."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
            return
        self.write("environment.printed(")
        if finalize.src is not None:
            self.write(finalize.src)


class QuickContext(Context):
    """The context of every template."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.globals_keys: set[str] = set()

    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        if type(called) is not Macro and not getattr(called, "wants_no_context", False):
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
    app.jinja_env.printed = printed  # type: ignore[attr-defined]
