"""What is wrong with a number or a row, and how to mend it: two sentences for each code, in zh and en."""

from __future__ import annotations

from marketplace.domain.patents.industry_words import INDUSTRY_PROBLEMS, Pair, named
from marketplace.domain.patents.numbers import NumberFault
from marketplace.domain.patents.record import Problem
from marketplace.domain.patents.words import FIELDS, word

_PLACE = ("“{column}”列：", "Column “{column}”: ")
_WRITE_NUMBER = (
    "请按 201710601862.3、CN103478755B 或 PCT/CN2017/123456 的形式填写。",
    "Write it like 201710601862.3, CN103478755B or PCT/CN2017/123456.",
)
_WRITE_DATE = ("请按 2017-07-21 的形式填写。", "Write it like 2017-07-21.")
_CHECK_BOTH_DATES = ("请核对这两个日期。", "Check both dates.")

NUMBER_FAULTS: dict[str, tuple[Pair, Pair]] = {
    "empty": (("没有填写专利号。", "No patent number is given."), ("请填写。", "Please enter one.")),
    "form": (("“{value}”不是可识别的专利号。", "“{value}” is not a patent number."), _WRITE_NUMBER),
    "damaged": (
        (
            "“{value}”已被电子表格改成科学记数，末位丢失。",
            "“{value}” was turned into scientific notation by a spreadsheet and lost its last digits.",
        ),
        ("请将该列设为“文本”格式后重新填写号码。", "Format the column as text and enter the number again."),
    ),
    "check_digit": (
        (
            "“{value}”的校验位应为 {expected}，现为 {given}。",
            "The check digit of “{value}” should be {expected}, not {given}.",
        ),
        (
            "正确写法可能是 {right}，请对照专利证书核对全部数字。",
            "The right number may be {right}; compare all digits with the certificate.",
        ),
    ),
    "year": (
        ("“{value}”中的年份 {year} 不可能。", "The year {year} in “{value}” is impossible."),
        ("请核对号码前几位。", "Check the first digits."),
    ),
    "kind_letter": (
        (
            "“{value}”的首位数字 {digit} 与文献种类代码 {letter} 不符。",
            "The leading digit {digit} of “{value}” does not go with the kind code {letter}.",
        ),
        ("请核对号码和末尾字母。", "Check the number and its last letter."),
    ),
}

PROBLEMS: dict[str, tuple[Pair, Pair]] = {
    **{f"number_{code}": pairs for code, pairs in NUMBER_FAULTS.items()},
    **INDUSTRY_PROBLEMS,
    "number_missing": (
        ("本行没有任何专利号、申请号或公开号。", "The row has no patent, application or publication number."),
        ("请至少填写一个号码。", "Enter at least one number."),
    ),
    "numbers_disagree": (
        (
            "号码 {value} 与同一行的 {other} 不是同一件专利。",
            "Number {value} and {other} in the same row are not the same patent.",
        ),
        ("请核对后保留正确的一个。", "Keep the right one."),
    ),
    "kind_conflict": (
        (
            "“{value}”与号码 {other} 所示的专利类型不一致。",
            "“{value}” does not agree with the kind of patent shown by {other}.",
        ),
        ("请核对专利类型或号码。", "Check the kind or the number."),
    ),
    "kind_unknown": (
        (
            "专利类型“{value}”无法识别，已按号码确定类型。",
            "The kind “{value}” is not known; the number decided.",
        ),
        ("请填写发明、实用新型或外观设计。", "Write invention, utility model or design."),
    ),
    "title_missing": (
        ("没有名称。", "There is no title."),
        ("请补充中文或英文名称。", "Add a Chinese or an English title."),
    ),
    "title_language": (
        ("名称“{value}”既非中文也非英文。", "The title “{value}” is neither Chinese nor English."),
        ("请补充中文或英文名称。", "Add a Chinese or an English title."),
    ),
    "name_cut": (
        (
            "有一个名称超过 {limit} 个字符，已截短：{value}。",
            "A name has more than {limit} characters and was cut: {value}.",
        ),
        (
            "请检查是否应拆成几个名称，用分号分隔。",
            "Check whether it should be several names, separated by semicolons.",
        ),
    ),
    "abstract_language": (
        (
            "摘要既非中文也非英文，未导入。",
            "The abstract is neither Chinese nor English and was left out.",
        ),
        ("可补充中文或英文摘要。", "You may add one that is."),
    ),
    "text_too_long": (
        ("{field}超过 {limit} 个字符。", "The {field} has more than {limit} characters."),
        ("请检查是否错行或粘贴了全文。", "Check for shifted columns or a pasted full text."),
    ),
    "class": (
        (
            "有 {count} 个分类号无法识别，未导入：{value}。",
            "Class symbols that were not understood and left out ({count}): {value}.",
        ),
        ("请按 G06F 17/30（外观设计按 14-02）的形式填写。", "Write them like G06F 17/30 (designs 14-02)."),
    ),
    "shares": (
        (
            "份额“{value}”与 {owners} 名权利人对应不上，或合计不是 100。",
            "The shares “{value}” do not fit the number of owners ({owners}) or do not add up to 100.",
        ),
        (
            "请逐一对应填写，用分号分隔，最多两位小数。",
            "Give one share for each owner, separated by semicolons, with at most two decimals.",
        ),
    ),
    "status_unknown": (
        ("法律状态“{value}”无法识别，未采用。", "The legal status “{value}” is not known and was not used."),
        (
            "请改为授权、实质审查、驳回、未缴年费终止等通用说法，或导入后手工填写。",
            "Use a common term such as granted, rejected or lapsed, or set it by hand after the import.",
        ),
    ),
    "date_form": (("“{value}”不是日期，该格未导入。", "“{value}” is not a date and was left out."), _WRITE_DATE),
    "date_impossible": (
        ("“{value}”这一天不存在，该格未导入。", "The day “{value}” does not exist and was left out."),
        ("请核对年月日。", "Check year, month and day."),
    ),
    "date_ambiguous": (
        (
            "“{value}”分不清月和日，该格未导入。",
            "“{value}” does not tell month from day and was left out.",
        ),
        _WRITE_DATE,
    ),
    "date_future": (
        ("{field} {day} 晚于今天（{today}）。", "The {field} {day} is after today ({today})."),
        ("请核对该日期。", "Check the date."),
    ),
    "filing_date_missing": (
        (
            "没有申请日，无法计算保护期限和年费。",
            "There is no filing date, so term and annual fees cannot be computed.",
        ),
        ("请补充申请日。", "Add the filing date."),
    ),
    "filed_after": (
        ("{field} {value} 早于申请日 {filed}。", "The {field} {value} is before the filing date {filed}."),
        _CHECK_BOTH_DATES,
    ),
    "priority_after_filing": (
        (
            "优先权日 {value} 晚于申请日 {filed}。",
            "The priority date {value} is after the filing date {filed}.",
        ),
        _CHECK_BOTH_DATES,
    ),
    "year_differs": (
        (
            "申请号中的年份 {year} 与申请日 {value} 不同。",
            "The year {year} in the application number differs from the filing date {value}.",
        ),
        (
            "分案申请属正常情形，否则请核对。",
            "This is normal for a divisional application; otherwise check number and date.",
        ),
    ),
    "term_before_filing": (
        (
            "期限届满日 {value} 不晚于申请日 {filed}。",
            "The end of term {value} is not after the filing date {filed}.",
        ),
        _CHECK_BOTH_DATES,
    ),
    "term_differs": (
        (
            "期限届满日 {value} 与依法计算的 {lawful} 不同，已按填写的日期保存。",
            "The end of term {value} differs from the lawful {lawful}; the given day was kept.",
        ),
        ("如有期限补偿请注明。", "Mention a term compensation if there is one."),
    ),
    "cell_error": (
        ("单元格显示错误值 {value}，该格未导入。", "The cell shows the error {value} and was left out."),
        ("请修正公式后重新保存。", "Mend the formula and save the file again."),
    ),
    "damaged_text": (
        ("文字中有无法识别的字符（�）。", "The text holds unreadable characters (�)."),
        ("请用 UTF-8 或 GB18030 编码重新导出。", "Export it again in UTF-8 or GB18030."),
    ),
    "extra_cells": (
        (
            "本行比表头多出 {count} 格：{value}。",
            "The row has {count} more cells than there are headers: {value}.",
        ),
        (
            "请检查是否有多余的分隔符，或为多出的列补上表头。",
            "Look for a stray separator, or give the extra columns a header.",
        ),
    ),
    "open_quote": (
        (
            "第 {first} 至 {last} 行之间有未成对的引号，其中的内容被当作一行。",
            "A quotation mark is not closed between lines {first} and {last}, so they were read as one row.",
        ),
        ("请补齐或删去引号。", "Close or delete the quotation mark."),
    ),
    "line_not_json": (
        ("本行不是有效的 JSON：{value}。", "The line is not valid JSON: {value}."),
        ("请检查引号、逗号和括号。", "Check quotation marks, commas and brackets."),
    ),
    "line_not_object": (
        ("本行不是 JSON 对象：{value}。", "The line is not a JSON object: {value}."),
        ("请用花括号把一行的内容括起。", "Put what the line holds in braces."),
    ),
    "line_not_utf8": (
        ("本行的 JSON 不是 UTF-8 编码。", "The JSON of the line is not UTF-8."),
        ("请用 UTF-8 重新导出。", "Export the file again in UTF-8."),
    ),
    "block_incomplete": (
        (
            "从“{value}”开始的一段缺少申请号、申请人或摘要，未读取。",
            "The block beginning with “{value}” lacks an application number, applicant or abstract and was not read.",
        ),
        ("请补全后重试。", "Complete it and try again."),
    ),
    "duplicate_row": (
        (
            "与第 {first} 行是同一份专利文献，本行未重复导入。",
            "This is the same document as row {first} and was not taken in again.",
        ),
        ("请删除多余的一行。", "Delete one of the two."),
    ),
    "same_patent": (
        ("与第 {first} 行是同一件专利的另一份文献。", "This is another document of the patent in row {first}."),
        ("已合并到同一件专利，无需处理。", "Both were merged; nothing needs to be done."),
    ),
    "belongs_elsewhere": (
        (
            "专利 {value} 在本站由其他单位管理，本行未导入。",
            "Patent {value} is managed by another organisation here, so the row was left out.",
        ),
        (
            "如权属已变更，请联系平台运营方核实。",
            "If it changed hands, ask the operator of this site to look into it.",
        ),
    ),
    "contradiction": (
        (
            "{field}与已有记录不同：已有“{known}”，本行为“{told}”；已保留原值。",
            "The {field} differs from what is known: “{known}” is known, the row says “{told}”; the known value was kept.",
        ),
        ("请核对后手工修改。", "Check it and change it by hand where needed."),
    ),
}  # fmt: skip


def problem_sentence(problem: Problem, lang: str) -> str:
    """What is wrong in a row, in zh or en, with the column it is in and how to mend it."""
    place = word(_PLACE, lang).format(column=problem.column) if problem.column else ""
    return place + remark(problem, lang)


def remark(problem: Problem, lang: str) -> str:
    """What is wrong and how to mend it, for a place that shows where it is."""
    return _joined(what_is_wrong(problem, lang), how_to_mend(problem, lang), lang)


def what_is_wrong(problem: Problem, lang: str) -> str:
    """The fault alone, without its column."""
    return word(PROBLEMS[problem.code][0], lang).format_map(_params(problem, lang))


def how_to_mend(problem: Problem, lang: str) -> str:
    """What to do about it."""
    return word(PROBLEMS[problem.code][1], lang).format_map(_params(problem, lang))


def number_fault_sentence(fault: NumberFault, text: str, lang: str) -> str:
    """Why a typed number was refused and what to do, for a form."""
    params = {**fault.params, "value": text}
    what, how = (word(pair, lang).format_map(params) for pair in NUMBER_FAULTS[fault.code])
    return _joined(what, how, lang)


def _params(problem: Problem, lang: str) -> dict[str, str]:
    field = FIELDS.get(problem.field)
    codes = {name: named(problem.field, problem.params[name], lang) for name in problem.params.keys() & {"known", "told"}}
    return {**problem.params, **codes, "value": problem.value, "field": word(field, lang) if field else problem.field}


def _joined(what: str, how: str, lang: str) -> str:
    return what + how if lang == "zh" else f"{what} {how}"
