"""What the check of an installation prints, zh and en: the checks, their findings, the closing line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

CHECKS: dict[str, tuple[str, str]] = {
    "chains": ("事件链", "Event chains"),
    "subjects": ("事件所指的记录", "Rows that events speak of"),
    "references": ("记录之间的引用", "References between rows"),
    "agreements": ("许可合同与账目", "Agreements and accounts"),
    "receipts": ("收款", "Receipts"),
    "options": ("付费方案的价格", "Prices of ways to pay"),
    "editions": ("已发布版本", "Published editions"),
    "mandates": ("委托", "Mandates"),
    "files": ("文件", "Files"),
    "index": ("检索索引", "Search index"),
}

FINDINGS: dict[str, tuple[str, str]] = {
    "chain_broken": ("{subject} 的事件链在第 {event} 号事件处断开", "the chain of {subject} is broken at event {event}"),
    "subject_missing": ("事件指向的 {subject} 不存在", "events speak of {subject}, which is not there"),
    "reference_dangling": (
        "表 {table} 第 {row} 行引用了 {parent} 中不存在的记录",
        "row {row} of {table} refers to a row that {parent} does not have",
    ),
    "sheet_hash": ("{number} 的条款与其散列值不符", "{number}: the terms do not have their hash"),
    "facts_hash": ("{number} 的事实记录与其散列值不符", "{number}: the facts do not have their hash"),
    "not_evaluated": ("{number} 已生效，但没有账目", "{number} is in effect but has no account"),
    "account_early": ("{number} 尚未生效，却已有账目或事件", "{number} is not in effect but has an account or events"),
    "event_refused": ("{number} 的事件无法重新计算：{path}", "{number}: the engine refuses an event at {path}"),
    "line_differs": ("{number} 的账目 {line} 与重新计算的结果不符", "{number}: line {line} differs from what the engine finds"),
    "line_missing": ("{number} 缺少账目 {line}", "{number}: line {line} is missing"),
    "line_extra": ("{number} 多出账目 {line}", "{number}: line {line} is one too many"),
    "statement_differs": ("{number} 的结算单与重新计算的结果不符", "{number}: the statement differs from what the engine finds"),
    "state_differs": ("{number} 的状态与重新计算的结果不符", "{number}: the state differs from what the engine finds"),
    "deal_state": ("事务 {deal} 的状态与许可合同 {number} 不一致", "deal {deal}: its state does not fit agreement {number}"),
    "receipts_sum": (
        "{number} 的收款净额合计 {receipts} 与付款事件合计 {events} 不一致",
        "{number}: receipts come to {receipts} net, payment events to {events}",
    ),
    "receipt_event": ("{number} 的一笔收款（{reference}）对应的付款事件不符", "{number}: receipt {reference} has another payment event"),
    "option_differs": ("项目 {listing} 的付费方案 {position} 与重新计算的结果不符（{fields}）", "listing {listing}, way to pay {position}: {fields} differ from what the engine finds"),
    "option_unreadable": ("项目 {listing} 的付费方案 {position} 无法读取：{path}", "listing {listing}, way to pay {position} cannot be read: {path}"),
    "edition_missing": ("项目 {listing} 缺少第 {edition} 版的存档", "listing {listing}: edition {edition} is not kept"),
    "edition_hash": ("项目 {listing} 第 {edition} 版的内容与其散列值不符", "listing {listing}: edition {edition} does not have its hash"),
    "mandates_overlap": ("{licensor} 同时有两份生效的委托（自 {first} 起与自 {second} 起）", "{licensor} has two mandates at once, from {first} and from {second}"),
    "file_missing": ("文件 {digest} 不在存储目录中", "file {digest} is not there"),
    "file_changed": ("文件 {digest} 的内容已改变", "file {digest} has been changed"),
    "index_unusable": ("检索索引不可用", "the search index is not usable"),
    "index_missing": ("索引中缺少 {count} 个许可项目", "the index lacks {count} listings"),
    "index_extra": ("索引中多出 {count} 个许可项目", "the index has {count} listings too many"),
    "index_different": ("索引中有 {count} 个许可项目与数据库不一致", "{count} listings differ in the index"),
}

CLEAN: tuple[str, str] = ("{check}：检查 {examined} 项，未发现问题", "{check}: {examined} examined, nothing wrong")
FAULTY: tuple[str, str] = ("{check}：检查 {examined} 项，发现 {count} 处问题", "{check}: {examined} examined, {count} wrong")
MORE: tuple[str, str] = ("  ……另有 {count} 处", "  … {count} more")
ALL_WELL: tuple[str, str] = ("全部检查完毕，未发现问题。", "All checks are done; nothing is wrong.")
TROUBLE: tuple[str, str] = ("全部检查完毕，共发现 {count} 处问题。", "All checks are done; {count} things are wrong.")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: a code of FINDINGS with the values of its sentence."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checked:
    """What one check came to: how many things it looked at, and what is wrong."""

    check: str
    examined: int
    findings: tuple[Finding, ...]


def say(pair: tuple[str, str], lang: str, **values: object) -> str:
    return pair[0 if lang == "zh" else 1].format(**values)


def report(results: list[Checked], lang: str, *, most: int) -> list[str]:
    """The lines of a report; of each check at most `most` findings are named."""
    lines = []
    for result in results:
        check, count = say(CHECKS[result.check], lang), len(result.findings)
        lines.append(say(FAULTY if count else CLEAN, lang, check=check, examined=result.examined, count=count))
        lines += [f"  {say(FINDINGS[found.code], lang, **found.values)}" for found in result.findings[:most]]
        if count > most:
            lines.append(say(MORE, lang, count=count - most))
    total = sum(len(result.findings) for result in results)
    lines.append(say(TROUBLE if total else ALL_WELL, lang, count=total))
    return lines
