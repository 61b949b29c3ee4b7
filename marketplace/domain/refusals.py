"""The words of every refusal, zh and en. Each area keeps its own table in `<area>/refusals.py`."""

from __future__ import annotations

from marketplace.domain.deals.event_faults import fault_sentence
from marketplace.domain.deals.refusals import REFUSALS as DEALS
from marketplace.domain.demand.refusals import REFUSALS as DEMAND
from marketplace.domain.faults import Refused
from marketplace.domain.keeping.refusals import REFUSALS as KEEPING
from marketplace.domain.listings.refusals import REFUSALS as LISTINGS
from marketplace.domain.office.refusals import REFUSALS as OFFICE
from marketplace.domain.parties.refusals import REFUSALS as PARTIES
from marketplace.domain.patents.refusals import REFUSALS as PATENTS
from marketplace.domain.terms.faults import Fault

GENERAL: dict[str, tuple[str, str]] = {
    "access.refused": (
        "您目前代表的单位或您的角色无权进行这项操作。请切换所代表的单位，或请本单位管理员为您增加角色。",
        "The organisation you act for, or your role in it, does not allow this. "
        "Switch to another organisation or ask its administrator for the role.",
    ),
    "record.stale": (
        "在您打开页面之后，内容已被他人修改。请查看最新内容后再操作。",
        "Somebody changed this after you opened the page. Look at the present content and try again.",
    ),
    "state.not_possible": (
        "当前状态下不能进行这项操作。请刷新页面查看最新状态。",
        "This cannot be done in the present state. Reload the page to see where things stand.",
    ),
    "file.empty": ("文件是空的，请重新选择。", "The file is empty; choose another one."),
    "file.too_large": ("文件过大，每份不超过 {limit} MB。", "The file is too large; at most {limit} MB each."),
    "file.type": (
        "只接受 {formats} 格式的文件，且扩展名须与内容一致。",
        "Only {formats} files are accepted, and the ending must fit the content.",
    ),
    "field.required": ("请填写此项。", "Fill in this field."),
}

WORDS: dict[str, tuple[str, str]] = {**GENERAL, **PARTIES, **PATENTS, **LISTINGS, **DEALS, **DEMAND, **KEEPING, **OFFICE}


def sentence(refusal: Refused, lang: str) -> str:
    """What a refusal says to a reader of `lang`. A Fault among its values is said in words."""
    values = {
        key: fault_sentence(value, lang) if isinstance(value, Fault) else value
        for key, value in refusal.params.items()
    }
    return WORDS[refusal.code][0 if lang == "zh" else 1].format(**values)


def reason_words(reason: str, lang: str) -> str:
    """A reason kept with a row: what a person wrote, or the code of a refusal without values, which is said in words."""
    known = WORDS.get(reason)
    if known is None or "{" in known[0]:
        return reason
    return known[0 if lang == "zh" else 1]
