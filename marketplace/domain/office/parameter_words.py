"""What the numbers of law and policy are called, zh and en, and in which unit they are written."""

from __future__ import annotations

from marketplace.domain.patents.words import KINDS

PARAMETERS: dict[str, tuple[str, str]] = {
    "first_payment_days": ("首笔付款期限", "Time for the first payment"),
    "answer_days": ("答复许可申请的期限", "Time to answer a request"),
    "offer_days": ("报价默认有效期", "Usual life of an offer"),
    "need_answer_days": ("答复需求的期限", "Time to answer a need"),
    "report_judge_days": ("确认或退回报告的期限", "Time to judge a report"),
    "recording_months": ("许可合同备案期限", "Time to record a licence contract"),
    "lpr_1y": ("一年期贷款市场报价利率", "One-year loan prime rate"),
    "listings.ceiling_fixed_minor": ("一次总付使用费的一般上限", "General ceiling of a fixed fee"),
    "listings.ceiling_sales_percent": ("按销售额提成的一般上限", "General ceiling of a royalty on sales"),
    "listings.ceiling_profit_percent": ("按利润提成的一般上限", "General ceiling of a royalty on profit"),
    "listings.fee_basis_characters": ("计费说明的最大字数", "Longest explanation of the fee"),
    "listings.status_max_age_days": ("专利法律状态信息的最长时效", "Oldest legal status that counts"),
    "patent.annual_fee": ("专利年费", "Annual fee of a patent"),
    "patent.compensation_year_fee": ("专利权期限补偿年费", "Annual fee of a compensated term"),
    "patent.fee_relief_single": ("年费减缴比例（单独权利人）", "Fee reduction, one owner"),
    "patent.fee_relief_joint": ("年费减缴比例（共同权利人）", "Fee reduction, several owners"),
    "patent.fee_relief_years": ("年费减缴年限", "Years of fee reduction"),
    "patent.fee_relief_open_licence": ("开放许可期间年费减免比例", "Fee reduction during an open licence"),
    "patent.evaluation_report_fee": ("专利权评价报告请求费", "Fee of an evaluation report"),
}

#: key → unit; amounts are kept in fen and written in yuan
UNIT_OF: dict[str, str] = {
    "first_payment_days": "days",
    "answer_days": "days",
    "offer_days": "days",
    "need_answer_days": "days",
    "report_judge_days": "days",
    "recording_months": "months",
    "lpr_1y": "percent",
    "listings.ceiling_fixed_minor": "yuan",
    "listings.ceiling_sales_percent": "percent",
    "listings.ceiling_profit_percent": "percent",
    "listings.fee_basis_characters": "characters",
    "listings.status_max_age_days": "days",
    "patent.annual_fee": "yuan",
    "patent.compensation_year_fee": "yuan",
    "patent.fee_relief_single": "percent",
    "patent.fee_relief_joint": "percent",
    "patent.fee_relief_years": "years",
    "patent.fee_relief_open_licence": "percent",
    "patent.evaluation_report_fee": "yuan",
}
UNITS: dict[str, tuple[str, str]] = {
    "days": ("天", "days"),
    "months": ("个月", "months"),
    "years": ("年", "years"),
    "percent": ("%", "%"),
    "characters": ("字", "characters"),
    "yuan": ("元", "yuan"),
}

#: the sources of the rows as shipped; what an operator writes stands as written
SOURCES: dict[str, tuple[str, str]] = {
    "default of this product": ("本系统默认值", "Default of this product"),
    "site policy": ("本站规定", "Policy of this site"),
    "Implementing Rules of the Patent Law, Rule 15": ("《专利法实施细则》第十五条", "Implementing Rules of the Patent Law, Rule 15"),
    "National Interbank Funding Center": ("全国银行间同业拆借中心", "National Interbank Funding Center"),
    "CNIPA declaration form": ("国家知识产权局开放许可声明表", "CNIPA's form of declaration"),
    "CNIPA schedule of patent fees": ("国家知识产权局专利收费标准", "CNIPA's schedule of patent fees"),
    "CNIPA Announcement No. 594": ("国家知识产权局公告第594号", "CNIPA Announcement No. 594"),
    "CNIPA Announcement No. 272": ("国家知识产权局公告第272号", "CNIPA Announcement No. 272"),
    "Measures on the reduction of patent fees (2016)": ("《专利收费减缴办法》（2016年）", "Measures on the reduction of patent fees (2016)"),
}
CURRENCIES: dict[str, tuple[str, str]] = {"CNY": ("人民币", "Renminbi")}


def parameter_name(key: str, lang: str) -> str:
    """What a parameter is called; a key that nobody named stands as it is."""
    return PARAMETERS[key][0 if lang == "zh" else 1] if key in PARAMETERS else key


def scope_words(scope: str, lang: str) -> str:
    """What a row applies to: `invention:1-3` is the first to third year of an invention."""
    kind, _, years = scope.partition(":")
    names = {str(code): pair for code, pair in KINDS.items()}
    if kind not in names or not years:
        return CURRENCIES[scope][0 if lang == "zh" else 1] if scope in CURRENCIES else scope
    span = years.replace("-", "–")
    return f"{names[kind][0]}，第 {span} 年" if lang == "zh" else f"{names[kind][1]}, years {span}"


def source_words(source: str, lang: str) -> str:
    """What a value rests on."""
    return SOURCES[source][0 if lang == "zh" else 1] if source in SOURCES else source


def scope_order(scope: str) -> tuple[str, int]:
    """Sorts the years of a kind as numbers."""
    kind, _, years = scope.partition(":")
    first = years.partition("-")[0]
    return kind, int(first) if first.isdecimal() else 0
