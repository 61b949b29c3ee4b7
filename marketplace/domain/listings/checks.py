"""The checks before publication, as data: what each rests on, how grave it is for each kind of listing, which
document answers it, and whether it may be set aside with a reason. Their sentences are in `words`.

A statutory open licence must meet all that CNIPA asks of a declaration; a platform offer or a negotiated one is an
ordinary contract, where the law blocks less and the rest is told to the reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

BLOCK, WARN, NOT_ASKED = "block", "warn", ""

EVIDENCE_KINDS = (
    "evaluation_report",
    "pledgee_consent",
    "co_owner_consent",
    "fee_receipt",
    "register_extract",
    "announcement",
)
"""Documents that can answer a check; a register extract shows status, fee and encumbrances at once."""

CEILING_FINDINGS = frozenset({"fixed_above_ceiling", "rate_above_ceiling"})
"""Findings of the term sheets that belong to the ceilings; all others belong to the terms as such."""

ADVERTISING_WORDS = (
    "最先进", "国际领先", "国内领先", "世界领先", "全球领先", "首创", "独家", "绝对领先", "绝对优势", "绝对安全",
    "绝对可靠", "第一品牌", "顶级", "最佳选择", "行业唯一", "全国唯一", "唯一一家", "史无前例", "填补空白",
    "颠覆性", "革命性", "包赚", "稳赚", "world-leading", "world leading", "best-in-class",
    "revolutionary", "unrivalled", "number one", "guaranteed profit",
)  # fmt: skip
"""Commercial advertising language, which a declaration may not contain (Implementing Rules, Rule 85).

Words that engineers need (绝对编码器, 最优潮流, 唯一标识) only count in the phrases of advertisers."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `severity` is by listing kind: block, warn, or "" where it is not asked."""

    code: str
    severity: Mapping[str, str]
    basis: tuple[str, str]
    evidence: str = ""
    overridable: bool = False
    per_patent: bool = field(default=True)


def _by_kind(statutory: str, platform: str, negotiated: str) -> dict[str, str]:
    return {"statutory": statutory, "platform": platform, "negotiated": negotiated}


_RULE_85 = ("《专利法实施细则》第八十五条", "Implementing Rules of the Patent Law, Rule 85")
_RULE_86 = ("《专利法实施细则》第八十六条", "Implementing Rules of the Patent Law, Rule 86")
_ART_50 = ("《专利法》第五十条", "Patent Law Art. 50")
_ART_51 = ("《专利法》第五十一条、《专利法实施细则》第八十六条", "Patent Law Art. 51; Implementing Rules, Rule 86")
_LIFE = (
    "《专利法》第四十四条、第四十七条，《民法典》第八百六十五条",
    "Patent Law Arts. 44 and 47; Civil Code Art. 865",
)
_PLEDGE = ("《专利法实施细则》第八十六条，《民法典》第四百四十四条", "Implementing Rules, Rule 86; Civil Code Art. 444")
_CO_OWNERS = ("《专利法》第十四条", "Patent Law Art. 14")
_CEILINGS = ("国知发运字〔2024〕19号", "CNIPA notice on open licence fees, 国知发运字〔2024〕19号")
_DISCLOSURE = ("诚实信用与如实告知", "Good faith and disclosure")
_SECRET = ("《专利法实施细则》第七条、第六十一条", "Implementing Rules, Rules 7 and 61")
_APPROVAL = (
    "《促进科技成果转化法》第十八条",
    "Law on Promoting the Transformation of Scientific Achievements, Art. 18",
)
_EXPORT = ("《技术进出口管理条例》", "Regulations on Technology Import and Export")
_DUAL = ("《专利法实施细则》第四十七条", "Implementing Rules of the Patent Law, Rule 47")

CHECKS: dict[str, Check] = {
    check.code: check
    for check in (
        Check("OL01", _by_kind(BLOCK, WARN, WARN), _RULE_85, "register_extract"),
        Check("OL02", _by_kind(BLOCK, BLOCK, BLOCK), _LIFE, "register_extract"),
        Check("OL03", _by_kind(BLOCK, WARN, WARN), _RULE_86, "fee_receipt"),
        Check("OL04", _by_kind(BLOCK, BLOCK, BLOCK), _ART_51, "register_extract"),
        Check("OL05", _by_kind(BLOCK, BLOCK, WARN), _RULE_86, "register_extract"),
        Check("OL06", _by_kind(BLOCK, BLOCK, BLOCK), _PLEDGE, "pledgee_consent"),
        Check("OL07", _by_kind(BLOCK, WARN, WARN), _CO_OWNERS, "co_owner_consent"),
        Check("OL08", _by_kind(BLOCK, WARN, WARN), _ART_50, "evaluation_report"),
        Check("OL09", _by_kind(BLOCK, BLOCK, WARN), _RULE_85, per_patent=False),
        Check("OL10", _by_kind(BLOCK, WARN, WARN), _CEILINGS, overridable=True, per_patent=False),
        Check("OL11", _by_kind(BLOCK, WARN, WARN), _RULE_85, overridable=True, per_patent=False),
        Check("OL12", _by_kind(WARN, WARN, WARN), _DISCLOSURE),
        Check("OL13", _by_kind(BLOCK, BLOCK, BLOCK), _SECRET),
        Check("OL14", _by_kind(BLOCK, BLOCK, BLOCK), _APPROVAL, per_patent=False),
        Check("OL15", _by_kind(WARN, WARN, WARN), _EXPORT),
        Check("OL16", _by_kind(WARN, WARN, WARN), _DUAL),
        Check("OL17", _by_kind(BLOCK, NOT_ASKED, NOT_ASKED), _ART_50, "announcement", per_patent=False),
    )
}
