"""Names of patent terms in Chinese and English: (zh, en) for every code."""

from __future__ import annotations

from marketplace.domain.patents.fee_plan import FeeMark
from marketplace.domain.patents.fees import FeePosition
from marketplace.domain.patents.kinds import PatentKind
from marketplace.domain.patents.numbers import NumberScheme, PatentNumber, display
from marketplace.domain.patents.record import Level
from marketplace.domain.patents.status import Overlay, PatentStatus

KINDS: dict[PatentKind, tuple[str, str]] = {
    PatentKind.INVENTION: ("发明", "Invention"),
    PatentKind.UTILITY_MODEL: ("实用新型", "Utility model"),
    PatentKind.DESIGN: ("外观设计", "Design"),
}

STATUSES: dict[PatentStatus, tuple[str, str]] = {
    PatentStatus.PENDING: ("审查中", "Pending"),
    PatentStatus.PENDING_PUBLISHED: ("已公布", "Application published"),
    PatentStatus.PENDING_EXAM: ("实质审查中", "Under substantive examination"),
    PatentStatus.WITHDRAWN: ("撤回", "Withdrawn"),
    PatentStatus.DEEMED_WITHDRAWN: ("视为撤回", "Deemed withdrawn"),
    PatentStatus.REJECTED: ("驳回", "Rejected"),
    PatentStatus.ABANDONED: ("视为放弃", "Abandoned"),
    PatentStatus.GRANTED: ("有效", "In force"),
    PatentStatus.LATE_FEE: ("年费滞纳期", "In the late-fee period"),
    PatentStatus.LAPSED_FEE: ("未缴年费终止", "Lapsed for unpaid annual fee"),
    PatentStatus.SURRENDERED: ("主动放弃", "Surrendered"),
    PatentStatus.ABANDONED_DUAL: ("避免重复授权放弃", "Given up to avoid double patenting"),
    PatentStatus.EXPIRED: ("期限届满", "Expired"),
    PatentStatus.INVALID: ("全部无效", "Wholly invalid"),
    PatentStatus.PARTLY_INVALID: ("部分无效", "Partly invalid"),
    PatentStatus.RESTORED: ("权利恢复", "Restored"),
    PatentStatus.ENDED: ("已终止（原因未载明）", "Ended, cause not stated"),
}

OVERLAYS: dict[Overlay, tuple[str, str]] = {
    Overlay.PLEDGED: ("质押", "Pledged"),
    Overlay.PRESERVED: ("财产保全", "Under court preservation"),
    Overlay.SUSPENDED: ("程序中止", "Proceedings suspended"),
    Overlay.EXCLUSIVE_LICENCE: ("独占许可", "Exclusive licence"),
    Overlay.SOLE_LICENCE: ("排他许可", "Sole licence"),
    Overlay.LICENCE_RECORDED: ("许可备案", "Licence recorded"),
    Overlay.OPEN_LICENCE: ("开放许可", "Open licence"),
    Overlay.COMPULSORY_LICENCE: ("强制许可", "Compulsory licence"),
    Overlay.TRANSFERRED: ("权利转移", "Transferred"),
    Overlay.INVALIDATION_PENDING: ("无效宣告审理中", "Invalidation pending"),
    Overlay.REEXAMINATION: ("复审", "Re-examination"),
    Overlay.TERM_COMPENSATED: ("期限补偿", "Term compensated"),
    Overlay.LITIGATION: ("涉诉", "In litigation"),
    Overlay.DUAL_FILING: ("同日申请（一案双申）", "Dual filing"),
}

SCHEMES: dict[NumberScheme, tuple[str, str]] = {
    NumberScheme.CN_APPLICATION: ("申请号", "Application no."),
    NumberScheme.CN_PUBLICATION: ("公开（公告）号", "Publication no."),
    NumberScheme.PCT_APPLICATION: ("国际申请号", "International application no."),
    NumberScheme.WO_PUBLICATION: ("国际公布号", "International publication no."),
    NumberScheme.FOREIGN_PUBLICATION: ("境外公开号", "Foreign publication no."),
    NumberScheme.FOREIGN_APPLICATION: ("境外申请号", "Foreign application no."),
}

FEE_POSITIONS: dict[FeePosition, tuple[str, str]] = {
    FeePosition.PAID: ("年费已缴", "Annual fee paid"),
    FeePosition.LATE: ("年费逾期（滞纳期内）", "Annual fee late, within the grace period"),
    FeePosition.LAPSING: ("年费逾期已超过六个月", "Annual fee more than six months late"),
    FeePosition.UNKNOWN: ("年费情况未知", "Annual fee position unknown"),
}

FEE_MARKS: dict[FeeMark, tuple[str, str]] = {
    FeeMark.PAID: ("已缴", "Paid"),
    FeeMark.NEXT: ("下一笔", "Next"),
    FeeMark.LATE: ("滞纳期内", "Late, can still be paid"),
    FeeMark.LAPSING: ("滞纳期已过", "Grace period over"),
    FeeMark.LATER: ("未到期", "Later"),
    FeeMark.UNKNOWN: ("不详", "Not known"),
}

SECTIONS: dict[str, tuple[str, str]] = {
    "A": ("生活用品、农业与健康", "Daily life, farming and health"),
    "B": ("加工作业与运输", "Processing, shaping and transport"),
    "C": ("化学与冶金", "Chemistry and metals"),
    "D": ("纺织与造纸", "Textiles and paper"),
    "E": ("建筑、道路与采矿", "Buildings, roads and mining"),
    "F": ("机械、照明、加热与武器", "Engines, lighting, heating and weapons"),
    "G": ("测量、计算与物理", "Measuring, computing and physics"),
    "H": ("电气与电子", "Electricity and electronics"),
    "Y": ("新兴及交叉技术", "New and cross-sectional technology"),
}

LEVELS: dict[Level, tuple[str, str]] = {Level.ERROR: ("未导入", "Not taken in"), Level.WARNING: ("提示", "Note")}

FIELDS: dict[str, tuple[str, str]] = {
    "number": ("专利号", "patent number"),
    "application_number": ("申请号", "application number"),
    "publication_number": ("公开（公告）号", "publication number"),
    "grant_number": ("授权公告号", "grant number"),
    "country": ("国家代码", "country code"),
    "kind_code": ("文献种类代码", "kind code"),
    "patent_type": ("专利类型", "kind of patent"),
    "title": ("名称", "title"),
    "title_zh": ("中文名称", "Chinese title"),
    "title_en": ("英文名称", "English title"),
    "abstract": ("摘要", "abstract"),
    "abstract_zh": ("中文摘要", "Chinese abstract"),
    "abstract_en": ("英文摘要", "English abstract"),
    "claims": ("权利要求", "claims"),
    "applicants": ("申请人", "applicants"),
    "owners": ("专利权人", "owners"),
    "shares": ("权利份额", "shares"),
    "inventors": ("发明人", "inventors"),
    "ipc": ("IPC分类号", "IPC classes"),
    "cpc": ("CPC分类号", "CPC classes"),
    "locarno": ("洛迦诺分类号", "Locarno classes"),
    "filing_date": ("申请日", "filing date"),
    "priority_date": ("优先权日", "priority date"),
    "publication_date": ("公开（公告）日", "publication date"),
    "grant_date": ("授权公告日", "grant date"),
    "term_end": ("期限届满日", "end of term"),
    "status": ("法律状态", "legal status"),
    "status_as_of": ("法律状态日期", "status date"),
    "fee_paid_until": ("年费缴至", "annual fee paid until"),
    "region": ("地区", "region"),
    "agency": ("代理机构", "agency"),
    "language": ("语种", "language"),
    "source": ("数据来源", "source"),
    "industries": ("应用行业", "industries of use"),
    "emerging": ("战略性新兴产业", "strategic emerging industries"),
    "trl": ("技术成熟度", "technology readiness level"),
    "card_benefit_zh": ("一句话好处（中文）", "benefit in one line, in Chinese"),
    "card_benefit_en": ("一句话好处（英文）", "benefit in one line, in English"),
    "card_problem_zh": ("解决的问题（中文）", "problem solved, in Chinese"),
    "card_problem_en": ("解决的问题（英文）", "problem solved, in English"),
    "card_users_zh": ("谁有这个问题（中文）", "who has the problem, in Chinese"),
    "card_users_en": ("谁有这个问题（英文）", "who has the problem, in English"),
    "card_replaces_zh": ("替代什么（中文）", "what it replaces, in Chinese"),
    "card_replaces_en": ("替代什么（英文）", "what it replaces, in English"),
    "card_gain_zh": ("实测效果（中文）", "measured gain, in Chinese"),
    "card_gain_en": ("实测效果（英文）", "measured gain, in English"),
    "card_needs_zh": ("实施条件（中文）", "what is needed, in Chinese"),
    "card_needs_en": ("实施条件（英文）", "what is needed, in English"),
    "card_first_product_zh": ("产品化周期（中文）", "time to first product, in Chinese"),
    "card_first_product_en": ("产品化周期（英文）", "time to first product, in English"),
}


def word(pair: tuple[str, str], lang: str) -> str:
    """One of a pair; every language but Chinese gets the English one."""
    return pair[0] if lang == "zh" else pair[1]


def labelled_number(number: PatentNumber, lang: str, *, granted: bool = False) -> str:
    """The number with what it is：`专利号 ZL 2017 1 0601862.3`，`Publication no. CN 103478755 B`."""
    pair = SCHEMES[number.scheme]
    if granted and number.scheme is NumberScheme.CN_APPLICATION:
        pair = ("专利号", "Patent no.")
    return f"{word(pair, lang)} {display(number, granted=granted)}"
