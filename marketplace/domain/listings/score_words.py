"""What the texts of the plain-language card are called and what their hints say: (zh, en)."""

from __future__ import annotations

from marketplace.domain.listings.score import Hint

FIELDS: dict[str, tuple[str, str]] = {
    "benefit": ("一句话好处", "Benefit in one line"),
    "problem": ("解决什么问题", "What problem it solves"),
    "users": ("谁会遇到这个问题", "Who has the problem"),
    "replaces": ("替代什么", "What it replaces"),
    "gain": ("实测效果", "Measured gain"),
    "needs": ("需要准备什么", "What is needed"),
    "first_product": ("多久出首件产品", "Time to the first product"),
}

_MISSING: dict[str, tuple[str, str]] = {
    "benefit": ("写一句车间能听懂的好处，它会显示在搜索结果里。", "Write one line a workshop understands; search results show it."),
    "problem": ("写明解决什么问题。", "Say what problem it solves."),
    "users": ("写明哪类工厂会遇到这个问题。", "Say which kind of factory has the problem."),
    "replaces": ("写明替代哪种设备、材料或工序。", "Say which machine, material or step it replaces."),
    "gain": ("写明实测效果和测试条件，例如“噪声由92分贝降至78分贝”。", "State the measured gain and how it was tested, for example “noise down from 92 dB to 78 dB”."),
    "needs": ("写明需要购买或改造什么。", "Say what has to be bought or changed."),
    "first_product": ("写明从签约到首件产品大约需要多久。", "Say how long it takes from the licence to the first product."),
}

_FLAWS: dict[str, tuple[str, str]] = {
    "no_figure": ("“{field}”里没有数字，请写出实测数值。", "“{field}” has no figure: state what was measured."),
    "too_long": ("“{field}”偏长，请压缩成一行。", "“{field}” is long: make it one line."),
    "patent_language": ("“{field}”用了专利文件的说法，请改成车间里说的话。", "“{field}” uses the language of patents: say it as a workshop would."),
    "one_language": ("补齐中英文两种文字，外方和外资企业也能读懂。", "Write it in Chinese and English, so that foreign firms can read it too."),
}

CODES = frozenset({"missing", *_FLAWS})


def field_name(field: str, lang: str) -> str:
    """The heading of a text of the card."""
    return FIELDS[field][0 if lang == "zh" else 1]


def hint_sentence(hint: Hint, lang: str) -> str:
    """What a hint says."""
    at = 0 if lang == "zh" else 1
    if hint.code == "missing":
        return _MISSING[hint.field][at]
    return _FLAWS[hint.code][at].format(field=field_name(hint.field, lang) if hint.field else "")
