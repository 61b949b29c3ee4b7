"""Names of what an import goes through and what becomes of its rows: (zh, en) for every code."""

from __future__ import annotations

STATES: dict[str, tuple[str, str]] = {
    "uploaded": ("已上传", "Uploaded"),
    "reading": ("正在读取", "Being read"),
    "ready": ("待确认", "To be checked"),
    "queued": ("等待导入", "Waiting"),
    "running": ("正在导入", "Being imported"),
    "done": ("已完成", "Finished"),
    "failed": ("读取失败", "Not readable"),
}

OUTCOMES: dict[str, tuple[str, str]] = {
    "added": ("新增", "Added"),
    "updated": ("更新", "Updated"),
    "unchanged": ("未变", "Unchanged"),
    "refused": ("未导入", "Not imported"),
    "skipped": ("已跳过", "Skipped"),
}

DELIMITERS: dict[str, tuple[str, str]] = {
    ",": ("逗号", "comma"),
    ";": ("分号", "semicolon"),
    "\t": ("制表符", "tab"),
    "|": ("竖线", "vertical bar"),
}


def word(table: dict[str, tuple[str, str]], code: str, lang: str) -> str:
    """The word of a code for a reader of `lang`."""
    return table[code][0 if lang == "zh" else 1]
