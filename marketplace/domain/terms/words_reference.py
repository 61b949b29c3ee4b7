"""Reference bands in sentences, and what is wrong with a line of an imported statistic."""

from __future__ import annotations

from types import MappingProxyType

from marketplace.domain.terms.reference import LEAST_DEALS, Band, figure_text
from marketplace.domain.terms.words_figures import Words

MEASURES = MappingProxyType(
    {
        "rate": Words("净销售额提成率", "Royalty on net sales"),
        "fixed": Words("固定费用合计", "Fixed sums together"),
    }
)
PLACES = MappingProxyType(
    {
        "below": Words("本方案为{figure}，低于下四分位数（比四分之三的同类许可低）", "these terms ask {figure}, less than three quarters of comparable licences"),
        "within": Words("本方案为{figure}，处于中间一半之内", "these terms ask {figure}, within the middle half"),
        "above": Words("本方案为{figure}，高于上四分位数（比四分之三的同类许可高）", "these terms ask {figure}, more than three quarters of comparable licences"),
    }
)
ROW_FAULTS = MappingProxyType(
    {
        "measure": Words("measure 列应为 rate 或 fixed", "the column measure must be rate or fixed"),
        "field": Words("field 列应为国民经济行业分类代码或留空", "the column field must be a code of GB/T 4754, or empty"),
        "year": Words("year 列应为1985年至2199年", "the column year must be from 1985 to 2199"),
        "count": Words("{column} 列应为大于零的整数", "the column {column} must be a whole number above zero"),
        "figure": Words("{column} 列应为不小于零的数字，比例不超过100", "the column {column} must be a number not below zero, a rate at most 100"),
        "order": Words("下四分位数、中位数、上四分位数应依次不减", "lower, median and upper must not fall"),
        "source": Words("source 列应注明出处，不超过300字", "the column source must name where it is from, in at most 300 characters"),
        "columns": Words("缺少列：{column}", "columns are missing: {column}"),
        "too_many": Words("行数或错误过多，以下各行未再读取", "there are too many lines or faults; the lines from here on were not read"),
        "twice": Words("与前面某一行重复：指标、行业、年份和出处均相同", "an earlier line has the same measure, field, year and source"),
        "empty": Words("表头以下没有数据行", "there are no lines below the head"),
        "csv": Words("本行不是有效的CSV，请检查引号", "the line is no valid CSV; look at its quotation marks"),
        "encoding": Words("文件不是文本，或者既不是UTF-8编码也不是GB18030编码", "the file is no text in UTF-8 or GB18030"),
    }
)


def band_words(band: Band) -> Words:
    """A band in one sentence, with its year, sample and source."""
    lower, median, upper = (figure_text(band.measure, one) for one in (band.lower, band.median, band.upper))
    name = MEASURES[band.measure]
    if not band.source:
        return Words(
            f"{name.zh}：本站{band.sample_size:,}份同类许可的中间一半在{lower}至{upper}之间，中位数{median}。",
            f"{name.en}: the middle half of {band.sample_size:,} comparable licences on this site lies between {lower} "
            f"and {upper}, the median is {median}.",
        )
    return Words(
        f"{name.zh}：{band.year}年{band.sample_size:,}份许可的中间一半在{lower}至{upper}之间，中位数{median}（{band.source}）。",
        f"{name.en}: the middle half of {band.sample_size:,} licences of {band.year} lies between {lower} and {upper}, "
        f"the median is {median} ({band.source}).",
    )


def too_few_words(measure: str, found: int) -> Words:
    """Said where the licences of this site are too few for a band."""
    name = MEASURES[measure]
    return Words(
        f"{name.zh}：本站同类许可仅有{found}份，少于{LEAST_DEALS}份，不足以给出参考区间。",
        f"{name.en}: this site has {found} comparable licences, fewer than {LEAST_DEALS}; too few for a band.",
    )


def place_words(place: str, figure: str) -> Words:
    """Where the terms at hand stand in a band."""
    words = PLACES[place]
    return Words(words.zh.format(figure=figure), words.en.format(figure=figure))


def row_fault_words(code: str, column: str) -> Words:
    """What is wrong with a line."""
    words = ROW_FAULTS[code]
    return Words(words.zh.format(column=column), words.en.format(column=column))
