"""Words of needs, zh and en: code → (zh, en)."""

from __future__ import annotations

KINDS: dict[str, tuple[str, str]] = {
    "problem": ("技术难题", "Technical problem"),
    "licence": ("许可意向", "Licence wanted"),
    "transfer": ("受让意向", "Patent wanted to buy"),
    "development": ("合作开发", "Joint development"),
}
KIND_EXPLANATIONS: dict[str, tuple[str, str]] = {
    "problem": (
        "生产中遇到问题，想找现成的办法。",
        "Something goes wrong in production and a way out is wanted.",
    ),
    "licence": ("想取得某类技术的实施许可。", "A technology is known and a licence to use it is wanted."),
    "transfer": ("想买下专利权。", "The patent itself is to be bought."),
    "development": (
        "现成技术不够，想共同研发。",
        "What exists is not enough and is to be developed together.",
    ),
}
STATES: dict[str, tuple[str, str]] = {
    "new": ("待受理", "New"),
    "in_work": ("办理中", "In work"),
    "answered": ("已答复", "Answered"),
    "matched": ("已匹配", "Matched"),
    "closed": ("已办结", "Closed"),
}
OUTCOMES: dict[str, tuple[str, str]] = {
    "licensed": ("已达成许可或合作", "A licence or co-operation came of it"),
    "solved_elsewhere": ("已通过其他途径解决", "Solved in another way"),
    "nothing_found": ("暂未找到合适的技术", "Nothing suitable was found"),
    "not_ours": ("不属于本站受理范围", "Outside what this site can help with"),
    "duplicate": ("与另一条需求重复", "The same as another need"),
    "no_longer": ("不再需要", "No longer needed"),
}
VERDICTS: dict[str, tuple[str, str]] = {
    "fits": ("合适", "Fits"),
    "too_dear": ("费用过高", "Too expensive"),
    "known": ("已了解", "Already known"),
    "unfit": ("不合适", "Does not fit"),
}
SOURCES: dict[str, tuple[str, str]] = {
    "office": ("办理机构推荐", "Proposed by the office"),
    "publication": ("新发布项目自动匹配", "Published later, found by its words"),
}
WATCH: dict[str, tuple[str, str]] = {"on": ("开启", "on"), "off": ("停止", "off")}

NOT_STATED: tuple[str, str] = ("未说明", "Not stated")


def word(table: dict[str, tuple[str, str]], code: str, lang: str) -> str:
    """The word of a code for a reader of `lang`."""
    return table[code][0 if lang == "zh" else 1]
