"""Names of what an import goes through and what becomes of its rows: (zh, en) for every code."""

from __future__ import annotations

STATES: dict[str, tuple[str, str]] = {
    "reading": ("正在读取", "Being read"),
    "ready": ("待确认", "To be checked"),
    "queued": ("等待导入", "Waiting"),
    "running": ("正在导入", "Being imported"),
    "done": ("已完成", "Finished"),
    "failed": ("导入失败", "Failed"),
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


# why the worker gave up; why a file is not read at all is worded where files are read
FAULTS: dict[str, tuple[str, str]] = {
    "reading_gave_up": (
        "多次尝试后仍未能读完该文件，已停止，未导入任何内容。请另存为 CSV 或拆分后重新上传；如仍失败，请联系平台运营方。",
        "The file could not be read to its end in several attempts, and nothing was imported. Save it as CSV or split it "
        "and upload that; if it fails again, tell the operator of the site.",
    ),
    "intake_gave_up": (
        "导入多次中断，已停止。此前导入的各行均已保存；选择“继续导入”将从中断处接着进行，不会重复。如再次中断，请联系平台运营方。",
        "The import broke off several times and was stopped. The rows taken in so far are kept; “Go on with the import” "
        "continues where it stopped and repeats nothing. If it breaks off again, tell the operator of the site.",
    ),
}


def word(table: dict[str, tuple[str, str]], code: str, lang: str) -> str:
    """The word of a code for a reader of `lang`."""
    return table[code][0 if lang == "zh" else 1]
