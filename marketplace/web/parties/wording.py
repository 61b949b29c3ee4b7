"""The words of the parties' codes as template filters, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from babel import Locale
from flask import Blueprint
from jinja2 import pass_context
from jinja2.runtime import Context

from marketplace.domain.parties import words
from marketplace.domain.regions import province_name
from marketplace.web.locale import LOCALES, lang
from marketplace.web.parties.organisation_choices import REGIONS_OF_CHINA


def kind_word(code: str) -> str:
    return words.word(words.ORGANISATION_KINDS[code], lang())


def verification_word(code: str) -> str:
    return words.word(words.VERIFICATIONS[code], lang())


def size_word(code: str) -> str:
    return words.word(words.SIZE_CLASSES[code], lang())


def sector_word(code: str) -> str:
    return words.word(words.SECTOR_NAMES[code], lang())


def indicator_word(code: str) -> str:
    return words.word(words.INDICATORS[code], lang())


def role_words(codes: Iterable[str]) -> str:
    """Roles as one enumeration."""
    return ("、" if lang() == "zh" else ", ").join(words.word(words.ROLES[code], lang()) for code in codes)


def country_word(code: str) -> str:
    if code in REGIONS_OF_CHINA:
        return words.word(REGIONS_OF_CHINA[code], lang())
    return str(Locale.parse(LOCALES[lang()]).territories.get(code, code))


def province_word(region: str) -> str:
    return province_name(region, lang())


def masked(number: str) -> str:
    """A number of which only the ends are shown: 4201••••••1234."""
    shown = 4 if len(number) > 8 else 0
    return number[:shown] + "•" * (len(number) - 2 * shown) + number[len(number) - shown :]


FILTERS: dict[str, Callable[..., str]] = {
    "organisation_kind": kind_word,
    "verification": verification_word,
    "size_class": size_word,
    "sector": sector_word,
    "indicator": indicator_word,
    "role_words": role_words,
    "country": country_word,
    "province": province_word,
    "masked": masked,
}


def install(blueprint: Blueprint) -> None:
    """Give all templates the filters above."""
    for name, function in FILTERS.items():
        blueprint.add_app_template_filter(_asked_each_time(function), name)


def _asked_each_time(function: Callable[..., str]) -> Callable[..., str]:
    """A filter that takes the context is never worked out when a template is compiled, in whatever language."""

    @pass_context
    def filtered(_context: Context, value: object) -> str:
        return function(value)

    return filtered
