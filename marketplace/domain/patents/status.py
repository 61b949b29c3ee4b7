"""Legal status of a patent and the overlays that lie on it, read from the words of real exports.

Status says whether the right lives; overlays (pledge, preservation, recorded licence …) may lie on any status,
several at once. A word that is not known is reported and never guessed at.
Source of the events: Implementing Rules of the Patent Law, Rules 106 and 107.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class PatentStatus(StrEnum):
    """The one current status. `PENDING` and `ENDED` are for sources that do not say which stage or which cause."""

    PENDING = "pending"
    PENDING_PUBLISHED = "pending_published"
    PENDING_EXAM = "pending_exam"
    WITHDRAWN = "withdrawn"
    DEEMED_WITHDRAWN = "deemed_withdrawn"
    REJECTED = "rejected"
    ABANDONED = "abandoned"
    GRANTED = "granted"
    LATE_FEE = "late_fee"
    LAPSED_FEE = "lapsed_fee"
    SURRENDERED = "surrendered"
    ABANDONED_DUAL = "abandoned_dual"
    EXPIRED = "expired"
    INVALID = "invalid"
    PARTLY_INVALID = "partly_invalid"
    RESTORED = "restored"
    ENDED = "ended"


IN_FORCE = frozenset(
    {PatentStatus.GRANTED, PatentStatus.LATE_FEE, PatentStatus.PARTLY_INVALID, PatentStatus.RESTORED}
)
PENDING = frozenset({PatentStatus.PENDING, PatentStatus.PENDING_PUBLISHED, PatentStatus.PENDING_EXAM})


class Overlay(StrEnum):
    """What can lie on a patent besides its status."""

    PLEDGED = "pledged"
    PRESERVED = "preserved"
    SUSPENDED = "suspended"
    EXCLUSIVE_LICENCE = "exclusive_licence"
    SOLE_LICENCE = "sole_licence"
    LICENCE_RECORDED = "licence_recorded"
    OPEN_LICENCE = "open_licence"
    COMPULSORY_LICENCE = "compulsory_licence"
    TRANSFERRED = "transferred"
    INVALIDATION_PENDING = "invalidation_pending"
    REEXAMINATION = "reexamination"
    TERM_COMPENSATED = "term_compensated"
    DUAL_FILING = "dual_filing"
    LITIGATION = "litigation"


class StatusReading(NamedTuple):
    """What a status cell says. `unknown` lists the words that were not understood, as written."""

    status: PatentStatus | None = None
    overlays: frozenset[Overlay] = frozenset()
    unknown: tuple[str, ...] = ()


_S = PatentStatus
_STATUS_WORDS: dict[PatentStatus, str] = {
    _S.PENDING: "审中|审查中|在审|待审|未决|pending",
    _S.PENDING_PUBLISHED: "公开|公布|申请公布|发明专利申请公布|发明公开|published|published application",
    _S.PENDING_EXAM: "实质审查|实质审查的生效|实质审查生效|进入实质审查|实审|under examination",
    _S.WITHDRAWN: "撤回|主动撤回|撤回-主动撤回|撤回-未指定类型|发明专利申请公布后的撤回|withdrawn",
    _S.DEEMED_WITHDRAWN: "视为撤回|视撤|撤回-视为撤回|发明专利申请公布后的视为撤回|deemed withdrawn",
    _S.REJECTED: "驳回|发明专利申请公布后的驳回|rejected|refused",
    _S.ABANDONED: "放弃-视为放弃|视为放弃|视为放弃取得专利权|视为放弃专利权|abandoned",
    _S.GRANTED: (
        "授权|有权|有效|专利权有效|专利权维持|维持有效|审定授权|发明专利权授予|实用新型专利权授予|外观设计专利权授予|发明授权"
        "|实用新型授权|外观设计授权|granted|active|in force|有效专利"
    ),
    _S.LATE_FEE: "滞纳期|年费滞纳期|等年费滞纳金|late fee period",
    _S.LAPSED_FEE: "未缴年费|未缴年费终止|未缴年费专利权终止|因费用终止|欠费终止|expired - fee related|lapsed",
    _S.SURRENDERED: "放弃|主动放弃|放弃专利权|放弃-主动放弃|放弃-未指定类型|surrendered",
    _S.ABANDONED_DUAL: "避免重复授权|避免重复授权放弃|避免重复授予专利权|避重放弃",
    _S.EXPIRED: "期限届满|期满|届满|专利权有效期届满|有效期届满|期满终止|expired - lifetime|expired",
    _S.INVALID: "全部无效|宣告无效|全部撤销|专利权全部无效|invalidated|revoked",
    _S.PARTLY_INVALID: "部分无效|专利权部分无效|partly invalidated",
    _S.RESTORED: "权利恢复|恢复|专利权恢复|权利的恢复|active - reinstated|reinstated",
    _S.ENDED: "权利终止|申请终止|专利权终止|专利权的终止|终止|失效|无权|not-in-force|ceased|not in force|dead|inactive",
}
_OVERLAY_WORDS: dict[Overlay, str] = {
    Overlay.PLEDGED: "质押|质押合同登记生效|专利权质押|专利权质押合同登记的生效|pledged",
    Overlay.PRESERVED: "保全|专利权保全|专利权的保全|财产保全|preserved",
    Overlay.SUSPENDED: "中止|专利权中止|程序中止|suspended",
    Overlay.EXCLUSIVE_LICENCE: "独占许可|exclusive licence|exclusive license",
    Overlay.SOLE_LICENCE: "排他许可|sole licence|sole license",
    Overlay.LICENCE_RECORDED: "许可|许可备案|许可合同备案生效|专利实施许可合同备案的生效|licensed|普通许可",
    Overlay.OPEN_LICENCE: "开放许可|开放许可声明|专利开放许可|open licence|open license",
    Overlay.COMPULSORY_LICENCE: "强制许可|compulsory licence|compulsory license",
    Overlay.TRANSFERRED: "权利转移|转让|转移|专利申请权、专利权的转移|专利权的转移|专利权转移|transferred",
    Overlay.INVALIDATION_PENDING: "无效审理中|无效宣告请求审理中|无效程序|口头审理|invalidation pending",
    Overlay.REEXAMINATION: "复审|复审请求|re-examination",
    Overlay.TERM_COMPENSATED: "期限补偿|专利权期限补偿|term compensated",
    Overlay.LITIGATION: "诉讼|litigation",
    Overlay.DUAL_FILING: "一案双申|同日申请|dual filing",
}
_NO_STATUS = frozenset(
    "专利权人的姓名或者名称、地址的变更|著录事项变更|著录变更|文件的公告送达|其他有关事项|质押合同登记注销|专利权保全解除"
    "|专利权质押合同登记的注销|专利权保全的解除|专利实施许可合同备案的注销".split("|")
)
"""Published events that say nothing of the present status and lay no overlay."""

_STATUS_OF = {word: status for status, words in _STATUS_WORDS.items() for word in words.split("|")}
_OVERLAY_OF = {word: overlay for overlay, words in _OVERLAY_WORDS.items() for word in words.split("|")}

_SHORT = 100
_PARTS = re.compile(r"[|;,\n]+")
_COARSE = re.compile(r"(有权|无权|有效|失效|审中|在审)\s*[-_:/\s(]\s*(.+?)\)?")
_KIND_FIRST = re.compile(r"(?:发明公开|发明公布|发明授权|发明|实用新型|外观设计)\s+(.+)")


def read_status(text: str) -> StatusReading:
    """Read a status cell such as `授权 | 质押`, `有权-审定授权`, `实用新型 有权` or `Expired - Fee Related`.

    Of several statuses in one cell the first counts.
    """
    return _read_short(text) if len(text) <= _SHORT else _read_cell(text)


@lru_cache(maxsize=4096)
def _read_short(text: str) -> StatusReading:
    return _read_cell(text)


def _read_cell(text: str) -> StatusReading:
    status: PatentStatus | None = None
    overlays: set[Overlay] = set()
    unknown: list[str] = []
    for part in _PARTS.split(unicodedata.normalize("NFKC", text)):
        word = part.strip()
        if not word:
            continue
        found, overlay, known = _read_word(word)
        status = status or found
        if overlay:
            overlays.add(overlay)
        if not known:
            unknown.append(word)
    return StatusReading(status, frozenset(overlays), tuple(unknown))


def _read_word(word: str) -> tuple[PatentStatus | None, Overlay | None, bool]:
    key = word.lower()
    if key in _STATUS_OF or key in _OVERLAY_OF or key in _NO_STATUS:
        return _STATUS_OF.get(key), _OVERLAY_OF.get(key), True
    if found := _COARSE.fullmatch(word):
        status, overlay, known = _read_word(found[2])
        return status or _STATUS_OF[found[1]], overlay, known
    if found := _KIND_FIRST.fullmatch(word):
        if found[1] == "无效":  # of an application that was only published this means "dead", not "invalidated"
            return None, None, False
        return _read_word(found[1])
    return None, None, False
