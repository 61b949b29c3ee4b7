"""What can happen to the site as a whole: kind → (data keys, zh, en), and the words of codes in their data."""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.domain.office.job_words import JOBS
from marketplace.domain.office.parameter_words import PARAMETERS

EVENTS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "site.parameter_added": (
        ("key", "scope", "valid_from"),
        "新增参数“{key}”自 {valid_from} 起的数值",
        "added a value of “{key}” from {valid_from}",
    ),
    "site.statistics_imported": (
        ("count",),
        "导入许可费用统计数据 {count} 条",
        "imported {count} lines of licence statistics",
    ),
    "site.class_titles_loaded": (
        ("scheme", "added", "changed", "refused"),
        "导入 {scheme} 分类标题：新增 {added}，更新 {changed}，未导入 {refused}",
        "loaded titles of {scheme}: {added} added, {changed} changed, {refused} refused",
    ),
    "site.job_retried": (("job", "kind"), "重新执行任务 {job}（{kind}）", "tried job {job} again ({kind})"),
}

VALUES: dict[str, Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "site.parameter_added": {"key": PARAMETERS},
    "site.job_retried": {"kind": JOBS},
}
