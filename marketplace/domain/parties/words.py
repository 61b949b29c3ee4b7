"""Names of the parties' terms in Chinese and English: (zh, en) for every code."""

from __future__ import annotations

from marketplace.domain.parties.size_table import SECTORS
from marketplace.domain.parties.uscc import Uscc, UsccFault

ORGANISATION_KINDS: dict[str, tuple[str, str]] = {
    "university": ("高等学校", "University"),
    "institute": ("科研院所", "Research institute"),
    "enterprise": ("企业", "Enterprise"),
    "agency": ("服务机构", "Service agency"),
    "office": ("技术转移机构", "Technology transfer office"),
    "public_body": ("主管部门", "Public body"),
    "individual": ("个人", "Individual"),
}

ROLES: dict[str, tuple[str, str]] = {
    "administrator": ("管理员", "Administrator"),
    "editor": ("编辑", "Editor"),
    "approver": ("审批人", "Approver"),
    "signatory": ("签约人", "Signatory"),
    "finance": ("财务", "Finance"),
    "reader": ("只读", "Reader"),
}

VERIFICATIONS: dict[str, tuple[str, str]] = {
    "none": ("未认证", "Not verified"),
    "pending": ("认证中", "Verification pending"),
    "verified": ("已认证", "Verified"),
    "rejected": ("认证未通过", "Verification rejected"),
}

SIZE_CLASSES: dict[str, tuple[str, str]] = {
    "LARGE": ("大型企业", "Large enterprise"),
    "MEDIUM": ("中型企业", "Medium enterprise"),
    "SMALL": ("小型企业", "Small enterprise"),
    "MICRO": ("微型企业", "Micro enterprise"),
    "UNKNOWN": ("规模未知", "Size unknown"),
}

INDICATORS: dict[str, tuple[str, str]] = {
    "staff": ("从业人员（人）", "Persons employed"),
    "revenue": ("营业收入（元）", "Operating revenue (yuan)"),
    "assets": ("资产总额（元）", "Total assets (yuan)"),
}

SECTOR_NAMES: dict[str, tuple[str, str]] = {code: sector.name for code, sector in SECTORS.items()}

USCC_FAULTS: dict[str, tuple[str, str]] = {
    "empty": ("请填写统一社会信用代码。", "Enter the unified social credit code."),
    "length": ("统一社会信用代码应为 18 位，现为 {length} 位。请对照营业执照或法人证书填写。", "The unified social credit code has 18 characters, not {length}. Copy it from the licence or certificate."),
    "old_number": ("这是 15 位的旧注册号。请填写新证照上的 18 位统一社会信用代码。", "This is an old 15-digit registration number. Enter the 18-character code of the present certificate."),
    "letter": ("第 {place} 位“{letter}”不会出现在统一社会信用代码中（不使用 I、O、S、V、Z）。请核对是否将数字误作字母。", "Character {place}, “{letter}”, does not occur in these codes (I, O, S, V and Z are not used). Check whether a digit was meant."),
    "region": ("第 3 至 8 位“{region}”不是行政区划码。请对照证照核对。", "Characters 3 to 8, “{region}”, are no administrative division. Compare them with the certificate."),
}

USCC_CHECK = (
    "校验码应为 {expected}，现为 {given}。请先对照证照逐位核对；如证照确系如此，由技术转移机构核验并写明理由后可继续。",
    "The check character should be {expected}, not {given}. Compare every character with the certificate; if the certificate really says so, the office may accept it with a reason.",
)


def word(pair: tuple[str, str], lang: str) -> str:
    """One of a pair; every language but Chinese gets the English one."""
    return pair[0] if lang == "zh" else pair[1]


def uscc_fault_sentence(fault: UsccFault, lang: str) -> str:
    """Why a code was refused, for a form."""
    return word(USCC_FAULTS[fault.code], lang).format_map(fault.params)


def uscc_warning(uscc: Uscc, lang: str) -> str:
    """The strong warning about a failing check character; "" when it fits."""
    if uscc.check_ok:
        return ""
    return word(USCC_CHECK, lang).format(expected=uscc.expected, given=uscc.canonical[17])
