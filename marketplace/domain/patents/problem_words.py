"""Sentences for what is wrong with a number or a row: what it is, where, and how to mend it."""

from __future__ import annotations

from marketplace.domain.patents.numbers import NumberFault
from marketplace.domain.patents.record import Problem
from marketplace.domain.patents.words import FIELDS, word

_PLACE = ("“{column}”列：", "Column “{column}”: ")

NUMBER_FAULTS: dict[str, tuple[str, str]] = {
    "empty": ("没有填写专利号，请填写。", "No patent number is given; please enter one."),
    "form": (
        "“{value}”不是可识别的专利号，请按 201710601862.3、CN103478755B 或 PCT/CN2017/123456 的形式填写。",
        "“{value}” is not a patent number. Write it like 201710601862.3, CN103478755B or PCT/CN2017/123456.",
    ),
    "damaged": (
        "“{value}”已被电子表格改成科学记数，末位丢失。请将该列设为“文本”格式后重新填写号码。",
        "“{value}” was turned into scientific notation by a spreadsheet and lost its last digits. "
        "Format the column as text and enter the number again.",
    ),
    "check_digit": (
        "“{value}”的校验位应为 {expected}，现为 {given}；正确写法可能是 {right}。请对照专利证书核对全部数字。",
        "The check digit of “{value}” should be {expected}, not {given}; the right number may be {right}. "
        "Compare all digits with the certificate.",
    ),
    "year": (
        "“{value}”中的年份 {year} 不可能，请核对号码前几位。",
        "The year {year} in “{value}” is impossible; check the first digits.",
    ),
    "kind_letter": (
        "“{value}”的首位数字 {digit} 与文献种类代码 {letter} 不符，请核对号码和末尾字母。",
        "The leading digit {digit} of “{value}” does not go with the kind code {letter}; check both.",
    ),
}

PROBLEMS: dict[str, tuple[str, str]] = {
    **{f"number_{code}": pair for code, pair in NUMBER_FAULTS.items()},
    "number_missing": (
        "本行没有任何专利号、申请号或公开号，请至少填写一个。",
        "The row has no patent, application or publication number; enter at least one.",
    ),
    "numbers_disagree": (
        "号码 {value} 与同一行的 {other} 不是同一件专利，请核对后保留正确的一个。",
        "Number {value} and {other} in the same row are not the same patent; keep the right one.",
    ),
    "kind_conflict": (
        "“{value}”与号码 {other} 所示的专利类型不一致，请核对专利类型或号码。",
        "“{value}” does not agree with the kind of patent shown by {other}; check the kind or the number.",
    ),
    "kind_unknown": (
        "专利类型“{value}”无法识别，已按号码确定类型。请填写发明、实用新型或外观设计。",
        "The kind “{value}” is not known; the number decided. Write invention, utility model or design.",
    ),
    "title_missing": (
        "没有名称，请补充中文或英文名称。",
        "There is no title; add a Chinese or an English one.",
    ),
    "title_language": (
        "名称“{value}”既非中文也非英文，请补充中文或英文名称。",
        "The title “{value}” is neither Chinese nor English; add a Chinese or an English one.",
    ),
    "name_cut": (
        "有一个名称超过 {limit} 个字符：{value}，已截短。请检查是否应拆成几个名称，用分号分隔。",
        "A name has more than {limit} characters and was cut: {value}. Check whether it should be several names, "
        "separated by semicolons.",
    ),
    "abstract_language": (
        "摘要既非中文也非英文，未导入。可补充中文或英文摘要。",
        "The abstract is neither Chinese nor English and was left out; you may add one that is.",
    ),
    "text_too_long": (
        "{field}超过 {limit} 个字符，请检查是否错行或粘贴了全文。",
        "The {field} has more than {limit} characters; check for shifted columns or a pasted full text.",
    ),
    "class": (
        "有 {count} 个分类号无法识别，未导入：{value}。请按 G06F 17/30（外观设计按 14-02）的形式填写。",
        "{count} class symbols were not understood and left out: {value}. Write them like G06F 17/30 (designs 14-02).",
    ),
    "shares": (
        "份额“{value}”应与 {owners} 名权利人逐一对应，用分号分隔，最多两位小数，合计为 100。",
        "The shares “{value}” must match the {owners} owners one by one, separated by "
        "semicolons, with at most two decimals, and add up to 100.",
    ),
    "status_unknown": (
        "法律状态“{value}”无法识别，未采用。请改为授权、实质审查、驳回、未缴年费终止等通用说法，或导入后手工填写。",
        "The legal status “{value}” is not known and was not used. Use a common term such as granted, rejected or "
        "lapsed, or set it by hand after the import.",
    ),
    "date_form": (
        "“{value}”不是日期，该格未导入。请按 2017-07-21 的形式填写。",
        "“{value}” is not a date and was left out. Write it like 2017-07-21.",
    ),
    "date_impossible": (
        "“{value}”这一天不存在，该格未导入。请核对年月日。",
        "The day “{value}” does not exist and was left out; check year, month and day.",
    ),
    "date_ambiguous": (
        "“{value}”分不清月和日，该格未导入。请按 2017-07-21 的形式填写。",
        "“{value}” does not tell month from day and was left out. Write it like 2017-07-21.",
    ),
    "date_future": (
        "{field} {day} 晚于今天（{today}），请核对。",
        "The {field} {day} is after today ({today}); please check it.",
    ),
    "filing_date_missing": (
        "没有申请日，无法计算保护期限和年费。请补充申请日。",
        "There is no filing date, so term and annual fees cannot be computed; please add it.",
    ),
    "filed_after": (
        "{field} {value} 早于申请日 {filed}，请核对这两个日期。",
        "The {field} {value} is before the filing date {filed}; check both dates.",
    ),
    "priority_after_filing": (
        "优先权日 {value} 晚于申请日 {filed}，请核对。",
        "The priority date {value} is after the filing date {filed}; please check it.",
    ),
    "year_differs": (
        "申请号中的年份 {year} 与申请日 {value} 不同。分案申请属正常情形，否则请核对。",
        "The year {year} in the application number differs from the filing date {value}. This is normal for a "
        "divisional application; otherwise please check.",
    ),
    "term_before_filing": (
        "期限届满日 {value} 不晚于申请日 {filed}，请核对。",
        "The end of term {value} is not after the filing date {filed}; please check it.",
    ),
    "term_differs": (
        "期限届满日 {value} 与依法计算的 {lawful} 不同，已按填写的日期保存。如有期限补偿请注明。",
        "The end of term {value} differs from the lawful {lawful}; the given day was kept. Mention a term compensation "
        "if there is one.",
    ),
    "cell_error": (
        "单元格显示错误值 {value}，该格未导入。请修正公式后重新保存。",
        "The cell shows the error {value} and was left out; mend the formula and save again.",
    ),
    "damaged_text": (
        "文字中有无法识别的字符（�），请用 UTF-8 或 GB18030 编码重新导出。",
        "The text holds unreadable characters (�); export it again in UTF-8 or GB18030.",
    ),
    "extra_cells": (
        "本行比表头多出 {count} 格：{value}。请检查是否有多余的分隔符，或为多出的列补上表头。",
        "The row has {count} more cells than there are headers: {value}. Look for a stray separator, or give the extra "
        "columns a header.",
    ),
    "open_quote": (
        "第 {first} 至 {last} 行之间有未成对的引号，其中的内容被当作一行。请补齐或删去引号。",
        "A quotation mark is not closed between lines {first} and {last}, so they were read as one row; close it.",
    ),
    "line_not_json": (
        "本行不是有效的 JSON：{value}。请检查引号、逗号和括号。",
        "The line is not valid JSON: {value}. Check quotation marks, commas and brackets.",
    ),
    "line_not_object": (
        "本行应为一个 JSON 对象（用花括号括起），现为：{value}。",
        "The line must be a JSON object in braces, but is: {value}.",
    ),
    "line_not_utf8": (
        "本行不是 UTF-8 编码，请用 UTF-8 重新导出。",
        "The line is not UTF-8; export the file again in UTF-8.",
    ),
    "block_incomplete": (
        "从“{value}”开始的一段缺少申请号、申请人或摘要，未读取。请补全后重试。",
        "The block beginning with “{value}” lacks an application number, applicant or abstract and was not read; "
        "complete it and try again.",
    ),
    "duplicate_row": (
        "与第 {first} 行是同一份专利文献，本行未重复导入。请删除多余的一行。",
        "This is the same document as row {first} and was not taken in again; delete one of the two.",
    ),
    "same_patent": (
        "与第 {first} 行是同一件专利的另一份文献，已合并到同一件专利。",
        "This is another document of the patent in row {first}; both were merged.",
    ),
    "belongs_elsewhere": (
        "专利 {value} 在本站由其他单位管理，本行未导入。如权属已变更，请联系平台运营方核实。",
        "Patent {value} is managed by another organisation here, so the row was left out. If it changed hands, ask the "
        "operator of this site to look into it.",
    ),
    "contradiction": (
        "{field}与已有记录不同：已有“{known}”，本行为“{told}”。已保留原值，请核对后手工修改。",
        "The {field} differs from what is known: “{known}” is known, the row says “{told}”. The known value was kept; "
        "check and change it by hand.",
    ),
}  # fmt: skip


def problem_sentence(problem: Problem, lang: str) -> str:
    """What is wrong in a row, in zh or en, with the column it is in and how to mend it."""
    field = FIELDS.get(problem.field)
    params = {**problem.params, "value": problem.value, "field": word(field, lang) if field else problem.field}
    sentence = word(PROBLEMS[problem.code], lang).format_map(params)
    if not problem.column:
        return sentence
    return word(_PLACE, lang).format(column=problem.column) + sentence


def number_fault_sentence(fault: NumberFault, text: str, lang: str) -> str:
    """Why a typed number was refused, for a form."""
    return word(NUMBER_FAULTS[fault.code], lang).format_map({**fault.params, "value": text})
