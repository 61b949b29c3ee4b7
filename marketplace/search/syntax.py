"""What can be typed beside words: the fields and signs that `parsing.py` understands, for it and for the help page."""

from __future__ import annotations

from typing import NamedTuple

from marketplace.search.names import INVENTOR, OWNER
from marketplace.search.schema import CLASSES, NUMBERS


class Prefix(NamedTuple):
    """A name before a colon: how it may be written, the fields it looks into, the kind of names it compares by sound.

    `example` follows the colon on the help page, in Chinese and in English.
    """

    code: str
    names: tuple[str, ...]
    fields: tuple[str, ...]
    example: tuple[str, str]
    names_kind: str = ""


class Sign(NamedTuple):
    """A sign that changes what is looked for, by examples in Chinese and English."""

    code: str
    example: tuple[str, str]


PREFIXES = (
    Prefix("title", ("title", "标题", "名称", "专利名称"), ("title_zh", "title_en"), ("钢管", "battery")),
    Prefix("abstract", ("abstract", "摘要"), ("abstract_zh", "abstract_en"), ("打磨", "grinding")),
    Prefix(
        "number",
        ("number", "号码", "专利号", "申请号", "公开号"),
        (NUMBERS,),
        ("201710601862", "CN107123456B"),
    ),
    Prefix("class", ("ipc", "cpc", "loc", "class", "分类号"), (CLASSES,), ("B24B", "H01M10/0525")),
    Prefix("owner", ("owner", "权利人", "专利权人", "申请人"), ("owner",), ("科技大学", "kejidaxue"), OWNER),
    Prefix("inventor", ("inventor", "发明人", "设计人"), ("inventor",), ("周一", "zhouyi"), INVENTOR),
)

SIGNS = (
    Sign("phrase", ("“焊缝打磨”", "“machine learning”")),
    Sign("without", ("钢管 -焊接", "battery -lithium")),
    Sign("nearly", ("batery~", "batery~")),
    Sign("beginning", ("photovol*", "photovol*")),
)
