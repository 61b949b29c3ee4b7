"""What the command about patents prints, zh and en side by side."""

from __future__ import annotations

from collections.abc import Sequence

from marketplace.domain.patents.words import FIELDS

WORDS: dict[str, tuple[str, str]] = {
    "no_owner": (
        "没有代码为 {owner} 的单位。单位代码可在该单位的资料页查看。",
        "No organisation has the code {owner}. The code stands on the organisation's page.",
    ),
    "no_licensor": (
        "单位 {owner} 不能作为许可方，专利不能导入到该单位名下。",
        "The organisation {owner} cannot be a licensor; no patents can be imported for it.",
    ),
    "missing": (
        "没有找到以下内容所在的列：{fields}。请打开 {url} 指定各列的含义后开始导入。",
        "No column was found for: {fields}. Open {url}, say what each column holds and start the import there.",
    ),
    "reading": ("正在读取 {name}", "Reading {name}"),
    "taking_in": ("正在导入 {name}", "Taking in {name}"),
    "line": ("第 {row} 行：{reason}", "Row {row}: {reason}"),
    "more": ("另有 {count} 行未导入。", "{count} more rows were not imported."),
    "report": ("逐行报告：{url}", "Report row by row: {url}"),
}


def words(code: str, lang: str, /, **values: object) -> str:
    """A sentence in the language of whoever runs the command."""
    return WORDS[code][0 if lang == "zh" else 1].format(**values)


def field_names(fields: Sequence[str], lang: str) -> str:
    """Fields of a patent in words, listed."""
    side = 0 if lang == "zh" else 1
    return ("、" if lang == "zh" else ", ").join(FIELDS[name][side] for name in fields)
