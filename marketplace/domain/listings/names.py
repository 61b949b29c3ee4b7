"""What the kinds and states of a listing are called, zh and en. The words of the checks stand in `words.py`."""

from __future__ import annotations

from marketplace.domain.listings.words import LISTING_KINDS as KINDS

KIND_EXPLANATIONS: dict[str, tuple[str, str]] = {
    "statutory": (
        "依据专利法第五十条向国家知识产权局声明并公告，面向任何单位和个人，条件对所有人一致；书面通知并按公告付费即获得许可。",
        "Declared to and announced by CNIPA under Patent Law Art. 50. Open to anybody on equal terms: "
        "a written notice and payment as announced give the licence.",
    ),
    "platform": (
        "许可方在本站作出的长期有效的普通许可要约，条件公开、对符合条件的单位一致；发出通知即成立。",
        "A standing offer of an ordinary licence made on this site. Its terms are public and equal for all who are admitted; "
        "a notice concludes it.",
    ),
    "negotiated": (
        "由双方协商条件的许可。先提出申请，许可方答复后逐版报价，直至一方接受。",
        "Terms are negotiated. You send a request, the licensor answers, and offers follow until one is accepted.",
    ),
}
STATES: dict[str, tuple[str, str]] = {
    "draft": ("草稿", "Draft"),
    "review": ("待审核", "In review"),
    "filed": ("已提交声明，待公告", "Filed, not yet announced"),
    "published": ("受理中", "Open"),
    "suspended": ("暂停受理", "Suspended"),
    "withdrawn": ("已撤回", "Withdrawn"),
}


__all__ = ["KINDS", "KIND_EXPLANATIONS", "STATES", "word"]


def word(table: dict[str, tuple[str, str]], code: str, lang: str) -> str:
    """The word of a code for a reader of `lang`."""
    return table[code][0 if lang == "zh" else 1]
