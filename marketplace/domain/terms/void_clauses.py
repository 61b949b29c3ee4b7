"""Clauses that are void because they monopolise technology unlawfully, and how to recognise them in a text.

Source: Civil Code Arts. 850 and 864; Interpretation of the Supreme People's Court on technology contract
disputes (2020 text), Art. 10. Recognition works on single sentences with patterns in Chinese and English; it
finds the usual wordings and is no substitute for reading the contract.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class VoidClause:
    """One head of the list: its code, what such a clause does, and the patterns that give it away."""

    code: str
    zh: str
    en: str
    patterns: tuple[re.Pattern[str], ...]


def _clause(code: str, zh: str, en: str, *patterns: str) -> VoidClause:
    return VoidClause(code, zh, en, tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns))


# "must not" with the licensee as the one bound, in both languages; [^…] keeps a match within one clause.
_NOT_ZH = r"(?:不得|不可以?|不允许|禁止|无权|承诺不|保证不)"
_NOT_EN = r"(?:shall not|must not|may not|will not|agrees? not to|undertakes? not to|is prohibited from)"
_ONLY_ZH = r"(?:只能|只可|仅能|仅可|仅限|必须|应当?)"

_ALL = (
    _clause(
        "improvement_ban",
        "限制被许可人在许可技术基础上作出改进，或者限制其使用所改进的技术",
        "forbids the licensee to improve the licensed technology or to use the improvement",
        rf"{_NOT_ZH}[^,]*(?:改进|改良|后续研发|二次开发)",
        rf"{_NOT_EN}[^,;]*\b(?:improv|modif|further develop)",
    ),
    _clause(
        "grant_back",
        "要求被许可人将改进成果无偿、非互惠地提供给许可人或者归许可人所有",
        "makes the licensee hand over improvements without payment or without the like in return",
        r"(?:改进|改良|后续研发)[^。;]*(?:无偿|免费)[^。;]*(?:许可人|提供|转让|归)",
        r"(?:无偿|免费)[^。;]*(?:提供|转让|许可|交付)[^。;]*(?:改进|改良)",
        r"(?:改进|改良)[^。;]*(?:归|属于)许可人(?:单独|独自)?(?:所有|享有)",
        r"\b(?:improvement|modification)s?\b[^.;]*\b(?:free of charge|without (?:payment|consideration)|royalty-free)",
        r"\b(?:improvement|modification)s?\b[^.;]*\b(?:belong|vest)s? (?:solely |exclusively )?(?:to|in) the licensor",
    ),
    _clause(
        "competing_technology_ban",
        "限制被许可人从其他来源获得与许可技术类似或者竞争的技术",
        "keeps the licensee from obtaining similar or competing technology elsewhere",
        rf"{_NOT_ZH}[^,]*(?:竞争|类似|同类|替代)(?:性|的)?(?:专利)?技术",
        rf"{_NOT_ZH}[^,]*(?:第三方|他人|其他来源)[^,]*技术",
        rf"{_NOT_EN}[^.;]*\b(?:competing|similar|alternative|third[- ]party) technolog",
    ),
    _clause(
        "unreasonable_limits",
        "明显不合理地限制被许可人产品的数量、品种、价格、销售渠道或者出口市场",
        "limits quantity, variety, price, sales channel or export of the licensee's products beyond reason",
        rf"{_NOT_ZH}[^,]*(?:出口|外销|销往)",
        r"(?:售价|销售价格|价格)[^。;]*不得(?:低于|高于|超过)",
        r"(?:产量|数量|品种)[^。;]*不得(?:超过|高于|多于|增加)",
        rf"{_ONLY_ZH}(?:通过|由|经)[^,。;]*(?:渠道|经销商)[^,。;]*销售",
        rf"{_NOT_EN}[^.;]*\bexport",
        r"\b(?:sell|resale|selling)\b[^.;]*\b(?:below|above) (?:a |the )?(?:minimum |maximum )?price",
        rf"{_NOT_EN}[^.;]*\b(?:produce|manufacture|sell) more than\b",
    ),
    _clause(
        "tie_in",
        "要求被许可人接受实施技术并非必需的附带条件，如购买不需要的技术、原材料、产品、设备、服务或者接收人员",
        "ties the licence to things not needed to use it, such as other technology, materials, equipment or staff",
        r"(?:必须|应当?|须)(?:同时|一并|另行)[^,。;]*(?:购买|采购|接受|取得)[^。;]*",
        r"(?:搭售|捆绑(?:购买|销售))",
        r"\b(?:shall|must) (?:also|additionally|in addition) (?:purchase|buy|acquire|accept|take)\b",
    ),
    _clause(
        "sourcing_limits",
        "不合理地限制被许可人购买原材料、零部件、产品或者设备的渠道或者来源",
        "limits without reason where the licensee may buy materials, parts, products or equipment",
        rf"{_ONLY_ZH}(?:从|向|由)(?:许可人|其指定|指定)[^,。;]*(?:购买|采购|购进|供应)",
        r"\b(?:only|exclusively|solely)\b[^.;]*\bfrom the licensor",
        r"\b(?:shall|must) (?:purchase|buy|source|obtain)\b[^.;]*\b(?:only|exclusively|solely)\b",
    ),
    _clause(
        "no_challenge",
        "禁止被许可人对许可专利的有效性提出异议或者附加条件",
        "forbids the licensee to challenge the validity of the licensed patent, or makes it conditional",
        rf"{_NOT_ZH}[^,]*(?:宣告[^,]*无效|无效宣告|有效性)",
        r"放弃[^,]*(?:宣告[^,]*无效|无效宣告|有效性)",
        rf"{_NOT_EN}[^.;]*\b(?:challeng|contest|disput|oppos|invalidat)",
    ),
)

VOID_CLAUSES: Mapping[str, VoidClause] = MappingProxyType({clause.code: clause for clause in _ALL})

_SENTENCE = re.compile(r"[^。;!?\n]+")
# Full-width punctuation is read as its ASCII twin, one character for one, so that positions stay.
_PLAIN = str.maketrans("，；：！？（）", ",;:!?()")
# A sentence that protects the licensee names the same things, and so does a duty of the licensor.
_PROTECTS = re.compile(
    r"不(?:得|会|应)?(?:限制|禁止|阻止|妨碍|干预)|^\s*(?:\d+[.、])?\s*许可人(?:不得|承诺不|保证不)"
    r"|\b(?:not|nor|nothing)\b[^.]*\b(?:restrict|prevent|prohibit|hinder|limit)|\blicensor (?:shall|may|must) not\b",
    re.IGNORECASE,
)


def void_clauses_in(text: str) -> list[tuple[str, str]]:
    """Find void clauses in a text.

    :param text: a clause or a whole contract, Chinese or English; or one of the codes of :data:`VOID_CLAUSES`.
    :returns: pairs of code and the sentence it was found in, in the order of the text.
    """
    if text.strip() in VOID_CLAUSES:
        return [(text.strip(), text.strip())]
    found = []
    for match in _SENTENCE.finditer(text.translate(_PLAIN)):
        sentence = match.group()
        if _PROTECTS.search(sentence):
            continue
        found += [
            (clause.code, text[match.start() : match.end()].strip())
            for clause in _ALL
            if any(pattern.search(sentence) for pattern in clause.patterns)
        ]
    return found
