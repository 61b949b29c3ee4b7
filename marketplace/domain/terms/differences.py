"""What has changed from one term sheet to another, in words: the sentences that were added, dropped or rewritten."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from marketplace.domain.terms.model import TermSheet
from marketplace.domain.terms.words_components import Clause, title
from marketplace.domain.terms.words_figures import Words
from marketplace.domain.terms.words_sheet import sheet_sentences

ADDED, REMOVED, CHANGED = "added", "removed", "changed"

_SENTENCE_ZH = re.compile(r"[^。]+。")
_SENTENCE_EN = re.compile(r".+?\.(?= [A-Z]|$)")
_COMPONENT = re.compile(r"\$\.terms\.components\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ``kind``: added | removed | changed; ``path``: in the new sheet, for what was removed in the old."""

    kind: str
    path: str
    zh: str
    en: str


def differences(old: TermSheet, new: TermSheet) -> list[Change]:
    """The changes from ``old`` to ``new`` in the order of the new sheet, what was removed last."""
    before = {clause.id: clause for clause in sheet_sentences(old)}
    after = {clause.id: clause for clause in sheet_sentences(new)}
    changes = [
        _rewritten(before[key], clause, old, new) if key in before else _stated(ADDED, clause)
        for key, clause in after.items()
        if key not in before or (before[key].zh, before[key].en) != (clause.zh, clause.en)
    ]
    changes += [_stated(REMOVED, clause) for key, clause in before.items() if key not in after]
    return [*_order(old, new), *changes]


def _stated(kind: str, clause: Clause) -> Change:
    lead = Words("新增：", "Added: ") if kind == ADDED else Words("删除：", "Removed: ")
    return Change(kind, clause.path, lead.zh + clause.zh, lead.en + clause.en)


def _rewritten(before: Clause, after: Clause, old: TermSheet, new: TermSheet) -> Change:
    """Only the sentences that differ, under the name of the component they belong to."""
    lead_old, lead_new = _lead(before, old), _lead(after, new)
    was_zh, is_zh = _only_different(
        _SENTENCE_ZH.findall(before.zh.removeprefix(lead_old.zh)),
        _SENTENCE_ZH.findall(after.zh.removeprefix(lead_new.zh)),
    )
    was_en, is_en = _only_different(
        _SENTENCE_EN.findall(before.en.removeprefix(lead_old.en)),
        _SENTENCE_EN.findall(after.en.removeprefix(lead_new.en)),
    )
    name_zh, name_en = lead_new
    if lead_old.zh != lead_new.zh:
        name_zh = f"{lead_old.zh.removesuffix('：')}更名为{lead_new.zh}"
    if lead_old.en != lead_new.en:
        name_en = f"{lead_old.en.removesuffix(': ')} is now called {lead_new.en}"
    return Change(
        CHANGED, after.path, name_zh + _changed_zh(was_zh, is_zh), name_en + _changed_en(was_en, is_en)
    )


def _changed_zh(was: str, now: str) -> str:
    if was and now:
        return f"原为“{was}”，现改为“{now}”"
    return f"删去“{was}”" if was else f"增加“{now}”" if now else "其余文字不变。"


def _changed_en(was: str, now: str) -> str:
    if was and now:
        return f"“{was}” becomes “{now}”"
    return (
        f"“{was}” is dropped" if was else f"“{now}” is added" if now else "the rest of the text is unchanged."
    )


def _only_different(before: Sequence[str], after: Sequence[str]) -> tuple[str, str]:
    was = [sentence.strip() for sentence in before if sentence not in after]
    now = [sentence.strip() for sentence in after if sentence not in before]
    joint = "" if any("。" in sentence for sentence in (*was, *now)) else " "
    return joint.join(was), joint.join(now)


def _lead(clause: Clause, terms: TermSheet) -> Words:
    place = _COMPONENT.match(clause.path)
    if place is None or not clause.id.startswith("component."):
        return Words("", "")
    name = title(terms.components[int(place.group(1))])
    return Words(f"{name.zh}：", f"{name.en}: ")


def _order(old: TermSheet, new: TermSheet) -> list[Change]:
    """Charges that arise together do so in the order of components, so that a new order is a change of its own."""
    kept = {component.id for component in old.components} & {component.id for component in new.components}
    before = [component for component in old.components if component.id in kept]
    after = [component for component in new.components if component.id in kept]
    if [component.id for component in before] == [component.id for component in after]:
        return []
    names: Mapping[str, Words] = {component.id: title(component) for component in after}
    return [
        Change(
            CHANGED,
            "$.terms.components",
            f"各项的先后顺序改为：{'、'.join(name.zh for name in names.values())}。",
            f"The order of the items is now: {', '.join(name.en for name in names.values())}.",
        )
    ]
