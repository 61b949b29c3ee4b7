"""What a check finds: code, severity, place, a sentence in both languages and the rule it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from marketplace.domain.terms.words_figures import Words

BLOCK = "block"
WARN = "warn"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``severity`` is ``block`` (the terms may not be offered) or ``warn``; ``path`` is a JSON path."""

    code: str
    severity: str
    path: str
    zh: str
    en: str
    basis_zh: str
    basis_en: str


#: The rules that findings rest on, as they are cited.
BASES: Mapping[str, Words] = MappingProxyType(
    {
        "term": Words("《民法典》第八百六十五条", "Civil Code Art. 865"),
        "fee_standard": Words(
            "《专利法》第五十条；《专利法实施细则》第八十五条",
            "Patent Law Art. 50; Implementing Regulations Rule 85",
        ),
        "obtaining": Words("《专利法》第五十一条", "Patent Law Art. 51"),
        "ceilings": Words(
            "国家知识产权局关于专利开放许可使用费的通知（国知发运字〔2024〕19号）",
            "CNIPA notice on open licence fees (Guo Zhi Fa Yun Zi [2024] No. 19)",
        ),
        "monopoly": Words(
            "《民法典》第八百五十条、第八百六十四条；《最高人民法院关于审理技术合同纠纷案件适用法律若干问题的解释》第"
            "十条",
            "Civil Code Arts. 850 and 864; Supreme People's Court Interpretation on Technology Contract Disputes"
            " Art. 10",
        ),
        "fees": Words("《民法典》第八百四十六条", "Civil Code Art. 846"),
        "late": Words(
            "《民法典》第五百八十五条；《最高人民法院关于审理买卖合同纠纷案件适用法律问题的解释》第十八条",
            "Civil Code Art. 585; Supreme People's Court Interpretation on Sales Contract Disputes Art. 18",
        ),
        "gratuitous": Words("《增值税法》第五条", "Value Added Tax Law Art. 5"),
        "arithmetic": Words("条款内部一致性要求", "Consistency of the terms themselves"),
        "performance": Words("《民法典》第五百一十一条", "Civil Code Art. 511"),
    }
)


def finding(code: str, severity: str, path: str, words: Words, basis: str) -> Finding:
    """A finding resting on one of :data:`BASES`."""
    rule = BASES[basis]
    return Finding(code, severity, path, words.zh, words.en, rule.zh, rule.en)


def findings_json(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Findings as they are printed: ``code, severity, path, zh, en, basis: {zh, en}``."""
    return [
        {
            "code": found.code,
            "severity": found.severity,
            "path": found.path,
            "zh": found.zh,
            "en": found.en,
            "basis": {"zh": found.basis_zh, "en": found.basis_en},
        }
        for found in findings
    ]


def may_be_offered(findings: Iterable[Finding]) -> bool:
    """Whether none of the findings blocks."""
    return all(found.severity != BLOCK for found in findings)
