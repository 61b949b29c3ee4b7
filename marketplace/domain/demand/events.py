"""What can happen to needs: kind → (data keys, zh, en), and the words of codes in their data."""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.domain.demand import words

EVENTS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "need.left": (("kind",), "留下了需求（{kind}）", "left the need ({kind})"),
    "need.taken": (
        ("due_on",),
        "受理了需求，承诺于 {due_on} 前答复",
        "took the need up and promised an answer by {due_on}",
    ),
    "need.answered": (
        ("number", "listings"),
        "作出第 {number} 次答复，推荐许可项目 {listings} 个",
        "gave answer {number} and proposed {listings} listings",
    ),
    "need.judged": (
        ("listing", "verdict"),
        "对推荐的许可项目作出评价：{verdict}",
        "judged a proposed listing: {verdict}",
    ),
    "need.continued": ((), "请办理机构继续寻找", "asked the office to go on looking"),
    "need.publication_found": (
        ("listing",),
        "新发布的许可项目与需求相符",
        "a listing published later fits the words of the need",
    ),
    "need.watched": (("watch",), "新发布项目提醒：{watch}", "turned notices of later publications {watch}"),
    "need.closed": (("outcome",), "需求已办结：{outcome}", "closed the need: {outcome}"),
    "need.erased": ((), "删除了需求内容", "erased the text of the need"),
}

VALUES: dict[str, Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "need.left": {"kind": words.KINDS},
    "need.judged": {"verdict": words.VERDICTS},
    "need.watched": {"watch": words.WATCH},
    "need.closed": {"outcome": words.OUTCOMES},
}
"""Event kind → data key → code → (zh, en)."""
