"""What there is to choose from when an organisation is registered: kinds and countries."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale
from wtforms.fields.choices import SelectChoice

from marketplace.domain.parties import words
from marketplace.web.locale import LOCALES, gettext, lang

CHINESE_KINDS = ("enterprise", "university", "institute", "agency", "office", "public_body")
FOREIGN_KINDS = ("enterprise", "university", "institute", "agency")

#: without a social credit code of their own
REGIONS_OF_CHINA = {
    "HK": ("中国香港", "Hong Kong, China"),
    "MO": ("中国澳门", "Macao, China"),
    "TW": ("中国台湾", "Taiwan, China"),
}
COUNTRIES = frozenset(
    code
    for code in map(str, Locale.parse("en").territories)
    if len(code) == 2 and code.isalpha() and code not in ("ZZ", "EU", "EZ", "UN", "XA", "XB", "XK", "QO")
)


def kind_choices(kinds: Iterable[str]) -> list[SelectChoice]:
    return [SelectChoice(kind, words.word(words.ORGANISATION_KINDS[kind], lang())) for kind in kinds]


def kind_hints() -> dict[str, str]:
    """What each kind does on the site."""
    licensor = gettext("Licenses its patents itself or through a transfer office.")
    return {
        "enterprise": gettext("Takes licences, and may license patents of its own."),
        "university": licensor,
        "institute": licensor,
        "agency": gettext("Helps others, and may take licences."),
        "office": gettext("Of a city or park: acts for licensors by their mandate."),
        "public_body": gettext("In charge of a site; reads the rows behind its figures."),
    }


def country_choices(*, with_china: bool) -> list[SelectChoice]:
    """Countries and regions in the reader's language: China's first, the others by name (Chinese by pinyin)."""
    territories = Locale.parse(LOCALES[lang()]).territories
    named = dict(territories) | {code: words.word(pair, lang()) for code, pair in REGIONS_OF_CHINA.items()}
    first = (["CN"] if with_china else []) + list(REGIONS_OF_CHINA)
    others = [code for code in named if code in COUNTRIES and code not in ("CN", *REGIONS_OF_CHINA)]
    others.sort(
        key=lambda code: named[code].encode("gb18030")
    )  # its common characters stand in the order of pinyin
    return [SelectChoice(code, named[code]) for code in [*first, *others]]
