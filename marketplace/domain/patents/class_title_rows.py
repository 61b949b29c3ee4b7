"""A row of a file of class titles, read and checked; its faults and the command's sentences in Chinese and English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from marketplace.domain.patents.class_tree import NoSymbol, symbol_of

LONGEST_TITLE = 2_000  # characters
LONGEST_EDITION = 20
_CHINESE = re.compile("[\u4e00-\u9fff]")

WORDS: dict[str, tuple[str, str]] = {
    "code": ("“{value}”不是 IPC 或 CPC 分类号。", "“{value}” is no symbol of IPC or CPC."),
    "untitled": ("{value} 没有标题。", "{value} has no title."),
    "too_long": (
        "{value} 的标题过长（最多 2000 字）。",
        "The title of {value} is too long (2,000 characters at most).",
    ),
    "not_text": ("{value} 的标题不是文字。", "The title of {value} is not text."),
    "control": ("{value} 的标题含有控制字符。", "The title of {value} holds control characters."),
    "edition": (
        "{value} 的版本号无效（最多 20 个字符）。",
        "The edition of {value} is not valid (20 characters at most).",
    ),
    "line": ("第 {row} 行：{reason}", "Row {row}: {reason}"),
    "more": ("另有 {count} 行未导入，未逐一列出。", "{count} more rows were refused and are not listed."),
    "done": (
        "已读取 {rows} 行：新增 {added}，更新 {changed}，未变 {unchanged}，未导入 {refused}。",
        "{rows} rows read: {added} added, {changed} changed, {unchanged} unchanged, {refused} refused.",
    ),
    "nothing": (
        "没有可用的行。文件应有 code、title_zh、title_en、edition 等列（至少要有 code 和一种标题）。",
        "No row could be used. The file needs the columns code, title_zh, title_en, edition (code and one title at least).",
    ),
    "columns": (
        "缺少 code 列或标题列（title_zh、title_en 或 title）。",
        "The column code or a column of titles (title_zh, title_en or title) is missing.",
    ),
}


class TitleFault(ValueError):
    """Why a row cannot be used: a code of WORDS and the symbol or text it is about."""

    def __init__(self, code: str, value: str) -> None:
        super().__init__(code, value)
        self.code, self.value = code, value


@dataclass(frozen=True, slots=True)
class TitleRow:
    """The title of a symbol; a language that is not given is empty."""

    symbol: str
    title_zh: str
    title_en: str
    edition: str = ""


def read_title(cells: Mapping[str, object], edition: str = "") -> TitleRow:
    """One row: `code`, `title_zh`, `title_en`, `edition`; a bare `title` counts for the language it is written in.

    Raises:
        TitleFault: it cannot be used.
    """
    code = cells.get("code")
    try:
        symbol = symbol_of(code if isinstance(code, str) else "")
    except NoSymbol as fault:
        raise TitleFault("code", _seen(code)) from fault
    titles = {name: _text(cells.get(name), symbol) for name in ("title_zh", "title_en")}
    if bare := _text(cells.get("title"), symbol):
        language = "title_zh" if _CHINESE.search(bare) else "title_en"
        titles[language] = titles[language] or bare
    if not any(titles.values()):
        raise TitleFault("untitled", symbol)
    named = cells.get("edition") or edition
    if not isinstance(named, str) or len(named) > LONGEST_EDITION or not named.isprintable():
        raise TitleFault("edition", symbol)
    return TitleRow(symbol, **titles, edition=named.strip())


def _text(value: object, symbol: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TitleFault("not_text", symbol)
    if len(value) > LONGEST_TITLE:
        raise TitleFault("too_long", symbol)
    text = " ".join(value.split())
    if not text.isprintable():
        raise TitleFault("control", symbol)
    return text


def _seen(value: object) -> str:
    return "".join(character for character in str(value)[:40] if character.isprintable())


def words(code: str, lang: str, **params: object) -> str:
    """A sentence of the command."""
    return WORDS[code][0 if lang == "zh" else 1].format(**params)
