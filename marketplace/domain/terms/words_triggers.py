"""Triggers in words: the day on which a sum arises, as a noun phrase in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from marketplace.domain.terms.model import (
    EarliestOf,
    Fixed,
    Instalments,
    SingleTrigger,
    TermSheet,
    Trigger,
)
from marketplace.domain.terms.words_figures import Words, amount_words, counted, day_words

#: Usual milestones by their code; any other text is printed as it was entered.
MILESTONES: Mapping[str, Words] = MappingProxyType(
    {
        "prototype": Words("样机", "prototype"),
        "lab_test": Words("小试", "laboratory test"),
        "pilot": Words("中试", "pilot run"),
        "trial_batch": Words("试制批次", "trial batch"),
        "mass_production": Words("量产", "mass production"),
        "installation": Words("设备安装调试", "installation"),
        "training": Words("人员培训", "training"),
        "clinical_trial": Words("临床试验", "clinical trial"),
        "certification": Words("产品认证", "certification"),
    }
)

# How members are numbered and bracketed, by depth of nesting, so that no reading is left open.
_BRACKETS = (Words("〔〕", "[]"), Words("（）", "()"), Words("｛｝", "{}"))
_MARKS_ZH = ("甲乙丙丁戊己庚辛壬癸", "①②③④⑤⑥⑦⑧⑨⑩")
_MARKS_EN = "abcdefghijklmnopqrstuvwxyz"


def trigger_words(trigger: Trigger, currency: str, depth: int = 0) -> Words:
    """The day a trigger names: ``里程碑“样机（prototype）”验收通过之日``, ``the day on which …``."""
    if isinstance(trigger, SingleTrigger):
        return _delayed(trigger, _single(trigger, currency))
    members = [trigger_words(member, currency, depth + 1) for member in trigger.of]
    zh = "；".join(f"{_mark_zh(depth, index)}、{member.zh}" for index, member in enumerate(members))
    en = "; ".join(f"({_mark_en(depth, index)}) {member.en}" for index, member in enumerate(members))
    bracket = _BRACKETS[depth % len(_BRACKETS)]
    most_zh, most_en = ("最早", "earliest") if isinstance(trigger, EarliestOf) else ("最晚", "latest")
    return Words(
        f"下列各日中{most_zh}的一日{bracket.zh[0]}{zh}{bracket.zh[1]}",
        f"the {most_en} of these days {bracket.en[0]}{en}{bracket.en[1]}",
    )


def waiting_words(terms: TermSheet, line_id: str, waits_for: str) -> Words:
    """What a contingent sum of a statement waits for.

    :param line_id: ``id`` of the entry: a component, or ``component#part`` of instalments.
    :param waits_for: its ``waits_for``; only read to tell a choice that has not been made.
    """
    if waits_for.startswith("choose "):
        names = waits_for.removeprefix("choose ")
        return Words(
            f"被许可人选择付费方案{names.replace(' or ', '或')}", f"the licensee's choice of {names}"
        )
    component_id, _, number = line_id.partition("#")
    component = terms.component(component_id)
    if isinstance(component, Instalments):
        return trigger_words(component.parts[int(number) - 1].trigger, terms.currency)
    if isinstance(component, Fixed):
        return trigger_words(component.trigger, terms.currency)
    raise KeyError(line_id)


def milestone_words(milestone: str) -> Words:
    """A milestone's name; a known code is said in words with the code behind it."""
    known = MILESTONES.get(milestone)
    if known is None:
        return Words(milestone, milestone)
    return Words(
        f"{known.zh}（{milestone}）", known.en if known.en == milestone else f"{known.en} ({milestone})"
    )


def _single(trigger: SingleTrigger, currency: str) -> Words:
    if trigger.kind in _PLAIN:
        return _PLAIN[trigger.kind]
    if trigger.kind == "date" and trigger.on is not None:
        zh, en = day_words(trigger.on)
        return Words(
            f"{zh}（早于许可生效之日的，以许可生效之日为准）",
            f"{en} (or the effective date if that is later)",
        )
    if trigger.kind == "months_after_effective":
        return Words(
            f"许可生效之日起满{trigger.months:,}个月之日",
            f"the day {counted(trigger.months, 'month')} after the effective date",
        )
    if trigger.kind == "milestone_accepted":
        name = milestone_words(trigger.milestone)
        return Words(
            f"里程碑“{name.zh}”验收通过之日", f"the day on which the milestone “{name.en}” is accepted"
        )
    if trigger.kind == "cumulative_sales_ge":
        amount = amount_words(trigger.amount, currency)
        return Words(
            f"使各项报告的累计净销售额合计首次达到{amount}的销售报告提交之日",
            f"the day of the sales report that first brings the cumulative net sales of all reports to {amount}",
        )
    return Words(
        f"使各项报告的累计数量合计首次达到{trigger.units:,}件的销售报告提交之日",
        f"the day of the sales report that first brings the cumulative quantity of all reports to"
        f" {counted(trigger.units, 'unit')}",
    )


_PLAIN: Mapping[str, Words] = MappingProxyType(
    {
        "effective": Words("许可生效之日", "the effective date"),
        "first_revenue": Words(
            "被许可人首次取得许可产品或者服务收入之日",
            "the day on which the licensee first earns revenue from a licensed product or service",
        ),
        "product_registered": Words(
            "许可产品完成注册或者备案之日", "the day on which the licensed product is registered"
        ),
        "financing": Words(
            "被许可人首次取得融资款项之日", "the day on which the licensee first receives financing"
        ),
        "trial_end": Words("试用期届满之日", "the day on which the trial ends"),
    }
)


def _delayed(trigger: SingleTrigger, day: Words) -> Words:
    if trigger.plus_days:
        return Words(
            f"{day.zh}后第{trigger.plus_days:,}日",
            f"the day {counted(trigger.plus_days, 'day')} after {day.en}",
        )
    if trigger.plus_months:
        return Words(
            f"{day.zh}起满{trigger.plus_months:,}个月之日",
            f"the day {counted(trigger.plus_months, 'month')} after {day.en}",
        )
    return day


def _mark_zh(depth: int, index: int) -> str:
    marks = _MARKS_ZH[depth % len(_MARKS_ZH)]
    return marks[index] if index < len(marks) else str(index + 1)


def _mark_en(depth: int, index: int) -> str:
    lettered = depth % 2 == 0 and index < len(_MARKS_EN)
    return _MARKS_EN[index] if lettered else str(index + 1)
