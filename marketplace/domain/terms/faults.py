"""What can be wrong with a term sheet or a case: one exception with a path, a code and parameters, worded here.

The English sentence continues the path ("$.events[2].on is after as_of"), so it starts with a verb.
"""

from __future__ import annotations

from types import MappingProxyType

#: code -> (Chinese, English); both are `str.format` patterns over the same parameters.
SENTENCES = MappingProxyType(
    {
        # shape
        "missing": ("缺少该项", "is missing"),
        "unknown_key": ("不是可识别的项目", "is not a known key"),
        "repeated_key": ("出现了两次", "is given twice"),
        "not_json": (
            "不是有效的 JSON（第 {line} 行第 {column} 列）",
            "is not valid JSON (line {line}, column {column})",
        ),
        "not_utf8": ("不是有效的 UTF-8 文本", "is not valid UTF-8"),
        "too_big": ("文件过大，最大 {most} MB", "is too big, at most {most} MB are allowed"),
        "broken_text": ("含有不完整的字符", "holds half a character"),
        "not_json_value": ("不是 JSON 值", "is not a JSON value"),
        "not_readable": ("无法读取该文件", "cannot be read"),
        "too_deep": ("嵌套层次过多", "is nested too deeply"),
        "too_many": ("项目过多，最多 {most} 项", "has too many entries, at most {most} are allowed"),
        "too_few": ("至少需要一项", "needs at least one entry"),
        "number_not_whole": (
            "不得使用小数形式的 JSON 数字，金额和费率须写作字符串",
            "is a JSON number with a fraction or exponent; amounts and rates are strings",
        ),
        "not_object": ("应为 JSON 对象", "must be an object"),
        "not_list": ("应为 JSON 数组", "must be a list"),
        "not_text": ("应为文本", "must be a string"),
        "not_whole": ("应为 JSON 整数", "must be a whole JSON number"),
        "not_boolean": ("应为 true 或 false", "must be true or false"),
        "empty_text": ("不得为空", "must not be empty"),
        "too_long": ("文字过长，最多 {most} 个字符", "is too long, at most {most} characters are allowed"),
        "not_date": (
            "应为 1900 年至 2199 年间的日期，格式为 YYYY-MM-DD",
            "must be a date YYYY-MM-DD of the years 1900 to 2199",
        ),
        "not_decimal": ('应为十进制数字符串，例如 "20000.00"', 'must be a decimal string such as "20000.00"'),
        "too_many_decimals": (
            "小数位过多，最多 {places} 位",
            "has too many decimals, at most {places} are allowed",
        ),
        "too_large": ("数值过大", "is too large"),
        "not_one_of": ("应为以下之一：{choices}", "must be one of {choices}"),
        "not_identifier": (
            "只能由英文字母、数字、下划线和连字符组成，最多 64 个字符",
            "must be made of letters, digits, _ and -, at most 64 characters",
        ),
        "not_both": ("与 {other} 只能填写一项", "cannot stand beside {other}"),
        # numbers and references of the terms
        "out_of_range": ("应在 {least} 至 {most} 之间", "must be from {least} to {most}"),
        "below_zero": ("不得小于零", "must not be below zero"),
        "not_above_zero": ("应大于零", "must be above zero"),
        "currency_unknown": ("不支持该币种", "is not a currency that can be used"),
        "schema_unknown": ("不支持该结构版本，应为 1", "is not a known schema, must be 1"),
        "id_repeated": ("编号重复", "is used by an earlier component"),
        "id_reserved": ("编号“buyout”为系统保留", "is a reserved id"),
        "second_trial": ("试用只能有一项", "is a second trial, only one is allowed"),
        "trial_too_long": ("试用期应短于许可期限", "must be shorter than the term"),
        "needs_trial": ("条款中没有试用期", "needs a trial among the components"),
        "needs_total_cap": ("条款中没有许可费总额上限", "needs a total_cap"),
        "not_a_royalty": ("不是提成项目的编号", "is not the id of a royalty"),
        "component_unknown": ("条款中没有该项目", "is not the id of a component"),
        "component_not_payable": (
            "试用不是付款项目，不能作为选项",
            "is the trial, which is no payment to choose",
        ),
        "component_repeated": ("该项目已列出", "is already listed"),
        "no_cumulative_start": ("提成起算日不能取决于累计销售", "cannot depend on cumulative sales or units"),
        "first_band_not_zero": ("第一档应从零起", "must be 0 in the first band"),
        "bands_not_rising": ("各档起点应逐档递增", "must be above the limit of the band before"),
        "years_not_rising": ("起始年度应逐项递增", "must be later than the year of the entry before"),
        "to_year_before_from_year": ("不得早于起始年度", "is before from_year"),
        "minimum_above_cap": ("保底金额高于年度上限", "is above the annual cap"),
        "parts_mixed": (
            "各期应统一按比例或统一按金额约定",
            "must be given the same way as in the first part",
        ),
        "parts_not_total": (
            "各期金额之和 {sum} 不等于总额 {total}",
            "add up to {sum}, not to the total of {total}",
        ),
        "percents_not_hundred": ("各期比例之和为 {sum}%，应为 100%", "add up to {sum} percent, not to 100"),
        # the case
        "as_of_before_effective": ("早于生效日", "is before effective_on"),
        "before_effective": ("早于生效日", "is before effective_on"),
        "after_as_of": ("晚于计算截止日", "is after as_of"),
        # events that cannot be, as the sheet shows
        "milestone_unknown": ("条款中没有该节点", "is not a milestone that a trigger names"),
        "write_off_above_release": ("核销金额大于解除争议的金额", "is more than what is released"),
        "no_options": ("条款没有约定试用后的选择", "cannot be, the terms have no options"),
        "choice_unknown": ("条款中没有该选项", "is not one of the choices"),
        "no_early_settlement": (
            "不是约定了提前结清的分期项目",
            "is not the id of instalments with an early settlement",
        ),
        "no_royalty": ("条款没有约定提成", "cannot be, the terms have no royalty"),
        # events that cannot be, as things stand
        "line_unknown": ("没有已发生的该笔款项", "is not the id of a line that has arisen"),
        "more_than_open": (
            "大于该笔款项尚未支付且无争议的金额 {most}",
            "is more than there is on the line: {most}",
        ),
        "more_than_held": ("大于该笔款项的争议金额 {most}", "is more than is held on the line: {most}"),
        "licence_ended": ("许可已经终止", "cannot be, the licence has ended"),
        "choice_made": ("已经作出选择", "cannot be, the choice has been made"),
        "choice_too_late": ("已超过选择的最后一日 {last}", "is after the last day to choose, {last}"),
        "not_chosen": ("该项目未被选择", "cannot be, the component has not been chosen"),
        "settled_already": ("该项目已提前结清", "cannot be, the component has been settled early"),
        "settlement_too_late": (
            "已超过提前结清的最后一日 {last}",
            "is after the last day to settle early, {last}",
        ),
        "no_buyout": ("条款没有约定买断", "cannot be, the terms have no buyout"),
        "not_active": ("许可不在履行期内", "cannot be, the licence is not active"),
        "after_buyout": ("许可已被买断，不再报告", "cannot be, the licence has been bought out"),
        "not_a_period_start": ("不是提成期间的首日", "is not the first day of a period of the royalty"),
        "not_a_period_end": ("该期间的末日应为 {last}", "is not the last day of the period, {last}"),
        "period_not_over": ("应晚于所报告期间的末日", "must be later than period_end"),
        "figure_missing": ("缺少计费基数的数额", "has no figure of the royalty's base"),
        "reported_already": ("该期间已经报告", "is reported already"),
        "not_reported": ("该期间尚未报告，无从更正", "cannot be, the period is not reported yet"),
        "not_the_base": ("不是该提成的计费基数", "is not the base of this royalty"),
    }
)


class Fault(Exception):
    """One thing that is wrong: `path` (JSON path from "$"), `code` (a key of SENTENCES), `params` of the sentence."""

    def __init__(self, path: str, code: str, **params: object) -> None:
        super().__init__(path, code, params)
        self.path = path
        self.code = code
        self.params = params

    def sentence(self, language: str) -> str:
        """What is wrong, in "zh" or "en"; the path is not part of it."""
        zh, en = SENTENCES[self.code]
        return (zh if language == "zh" else en).format(**self.params)

    @property
    def message(self) -> str:
        """The English sentence, as printed in JSON errors."""
        return self.sentence("en")

    def __str__(self) -> str:
        return f"{self.path} {self.message}"

    def to_json(self) -> dict[str, dict[str, str]]:
        """`{"error": {"path": …, "message": …}}`."""
        return {"error": {"path": self.path, "message": self.message}}


class EventRefused(Exception):
    """An event that cannot be as things stand; `field` is the member of the event that shows it."""

    def __init__(self, field: str, code: str, **params: object) -> None:
        super().__init__(field, code, params)
        self.field = field
        self.code = code
        self.params = params
