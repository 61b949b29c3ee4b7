"""Short names of what can be wrong in a row, for lists and filters: code → (zh, en). Sentences are in `problem_words`."""

from __future__ import annotations

NAMES: dict[str, tuple[str, str]] = {
    "number_empty": ("号码为空", "Number empty"),
    "number_form": ("号码形式不对", "Not a patent number"),
    "number_damaged": ("号码被改成科学记数", "Number damaged by a spreadsheet"),
    "number_check_digit": ("校验位不符", "Wrong check digit"),
    "number_year": ("号码年份不可能", "Impossible year in the number"),
    "number_kind_letter": ("号码与种类代码不符", "Number and kind code differ"),
    "number_missing": ("缺少号码", "No number"),
    "numbers_disagree": ("号码不一致", "Numbers disagree"),
    "kind_conflict": ("专利类型不一致", "Kinds disagree"),
    "kind_unknown": ("专利类型无法识别", "Kind not known"),
    "title_missing": ("缺少名称", "No title"),
    "title_language": ("名称非中英文", "Title in another language"),
    "name_cut": ("名称过长已截短", "Name cut"),
    "abstract_language": ("摘要非中英文", "Abstract in another language"),
    "text_too_long": ("文字过长", "Text too long"),
    "class": ("分类号无法识别", "Class not understood"),
    "industry": ("行业无法识别", "Industry not understood"),
    "emerging_industry": ("新兴产业无法识别", "Emerging industry not understood"),
    "industries_many": ("行业过多", "Too many industries"),
    "readiness": ("成熟度无法识别", "Readiness not understood"),
    "shares": ("份额不符", "Shares do not fit"),
    "status_unknown": ("法律状态无法识别", "Status not known"),
    "date_form": ("日期形式不对", "Not a date"),
    "date_impossible": ("日期不存在", "Impossible day"),
    "date_ambiguous": ("日期分不清月日", "Ambiguous date"),
    "date_future": ("日期晚于今天", "Date in the future"),
    "filing_date_missing": ("缺少申请日", "No filing date"),
    "filed_after": ("日期早于申请日", "Date before filing"),
    "priority_after_filing": ("优先权日晚于申请日", "Priority after filing"),
    "year_differs": ("号码年份与申请日不同", "Year differs from the filing date"),
    "term_before_filing": ("届满日早于申请日", "Term ends before filing"),
    "term_differs": ("届满日与法定期限不同", "Term differs from the law"),
    "cell_error": ("单元格为错误值", "Error in a cell"),
    "damaged_text": ("文字有乱码", "Unreadable characters"),
    "extra_cells": ("多出单元格", "Too many cells"),
    "open_quote": ("引号未成对", "Open quotation mark"),
    "line_not_json": ("不是有效的 JSON", "Not valid JSON"),
    "line_not_object": ("不是 JSON 对象", "Not a JSON object"),
    "line_not_utf8": ("不是 UTF-8 编码", "Not UTF-8"),
    "block_incomplete": ("段落不完整", "Incomplete block"),
    "duplicate_row": ("重复行", "Duplicate row"),
    "same_patent": ("同一专利的另一文献", "Another document of a patent"),
    "belongs_elsewhere": ("由其他单位管理", "Managed by another organisation"),
    "contradiction": ("与已有记录不同", "Differs from what is known"),
}


def problem_name(code: str, lang: str) -> str:
    """The short name of a problem."""
    return NAMES[code][0 if lang == "zh" else 1]
