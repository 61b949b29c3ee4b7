"""Why the engine does not take a fact, said to whoever reported it: code of the Fault → (zh, en)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from marketplace.domain.terms.faults import Fault

SENTENCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "before_effective": (
            "日期早于许可生效日，请填写生效日或之后的日期",
            "the day lies before the licence took effect; enter that day or a later one",
        ),
        "after_as_of": ("日期不能晚于今天", "the day cannot be later than today"),
        "not_date": ("日期应写作 2026-12-01 的形式", "write the day like 2026-12-01"),
        "not_decimal": ("金额应写作 20000.00 的形式", "write the amount like 20000.00"),
        "too_many_decimals": ("小数位最多 {places} 位", "there may be at most {places} decimals"),
        "too_large": ("数值过大，请核对", "the figure is too large; check it"),
        "below_zero": ("该数值不得小于零", "the figure must not be below zero"),
        "not_above_zero": ("金额应大于零", "the amount must be above zero"),
        "milestone_unknown": ("合同中没有这一阶段节点", "the agreement knows no such milestone"),
        "write_off_above_release": (
            "核销金额不得大于解除争议的金额",
            "no more can be written off than is released",
        ),
        "no_options": ("合同没有约定试用后的选择", "the agreement leaves no choice after the trial"),
        "choice_unknown": ("合同中没有该付费方案", "the agreement has no such way to pay"),
        "component_unknown": ("合同中没有该款项", "the agreement has no such payment"),
        "no_early_settlement": ("该款项没有约定提前结清", "this payment cannot be settled early"),
        "no_royalty": ("合同没有约定提成，无须报告销售", "the agreement asks no royalty and no sales reports"),
        "line_unknown": ("所选款项尚未发生，请重新选择", "the chosen sum has not arisen yet; choose another one"),
        "more_than_open": (
            "该笔款项尚未支付且无争议的金额只有 {most}",
            "only {most} of that sum is open and undisputed",
        ),
        "more_than_held": ("该笔款项的争议金额只有 {most}", "only {most} of that sum is on hold"),
        "licence_ended": ("许可已经结束", "the licence has ended"),
        "choice_made": ("付费方案已经选定", "the choice has been made already"),
        "choice_too_late": (
            "选择付费方案的最后一日是 {last}，现已超过",
            "the last day to choose was {last}",
        ),
        "not_chosen": ("该项目不在所选付费方案之内", "this item is not part of the chosen way to pay"),
        "settled_already": ("该款项已经提前结清", "this payment has been settled early already"),
        "settlement_too_late": (
            "提前结清的最后一日是 {last}，现已超过",
            "the last day to settle early was {last}",
        ),
        "no_buyout": ("合同没有约定买断", "the agreement knows no buy-out"),
        "not_active": ("许可目前不在履行期内，不能买断", "the licence is not in effect at present, so it cannot be bought out"),
        "after_buyout": ("许可已被买断，无须再报告", "the licence has been bought out; no more reports are needed"),
        "not_a_period_start": (
            "所填期间不是合同约定的提成期间",
            "this is not one of the royalty periods of the agreement",
        ),
        "not_a_period_end": (
            "该提成期间的最后一日应为 {last}",
            "this royalty period ends on {last}",
        ),
        "period_not_over": (
            "该期间尚未结束，请在期间届满后报告",
            "the period is not over yet; report it once it has ended",
        ),
        "figure_missing": ("缺少计算提成所依据的数额", "the figure that the royalty is measured by is missing"),
        "reported_already": (
            "该期间已经报告，如有变动请提交更正报告",
            "this period is reported already; if figures change, send a correction",
        ),
        "not_reported": ("该期间尚未报告，无从更正", "this period is not reported yet, so there is nothing to correct"),
        "not_the_base": ("所填数额不是该项提成的计费基数", "this figure is not what the royalty is measured by"),
    }
)


def field_of(fault: Fault) -> str:
    """The member of the event that the fault is about: `amount` of `$.events[3].amount`; "" where it is the whole."""
    _, dot, name = fault.path.rpartition(".")
    return name if dot and name.isidentifier() else ""


def fault_sentence(fault: Fault, lang: str) -> str:
    """A Fault about an event as a clause without a full stop; what is not worded here is said as the engine does."""
    known = SENTENCES.get(fault.code)
    if known is not None:
        params = {key: _grouped(value) if key == "most" else value for key, value in fault.params.items()}
        return known[0 if lang == "zh" else 1].format(**params)
    return fault.sentence(lang) if lang == "zh" else f"an entry {fault.message}"


def _grouped(amount: object) -> str:
    """An amount in the major unit with its thousands apart: ``20,155.34``."""
    whole, point, fraction = str(amount).partition(".")
    return f"{int(whole):,}{point}{fraction}"
