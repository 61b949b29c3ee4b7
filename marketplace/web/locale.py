"""The language of a request: `?lang=`, then what was chosen so since signing in, the account, a cookie, the browser."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from functools import lru_cache
from gettext import NullTranslations

from flask import Flask, Response, request, session
from flask_babel import Babel, get_translations
from markupsafe import Markup

from marketplace.web.session import current_session
from marketplace.web.template_speed import printed, without_context

LOCALES = {"zh": "zh_Hans_CN", "en": "en"}
HTML_LANG = {"zh": "zh-Hans", "en": "en"}
COOKIE = "lang"
YEAR = 365 * 24 * 3600

# found once for each request, for a page asks hundreds of times; Flask's `g` would cost more than the answer
_lang: ContextVar[str] = ContextVar("lang", default="")
_catalogue: ContextVar[NullTranslations | None] = ContextVar("catalogue", default=None)


def lang() -> str:
    """'zh' or 'en' for the request being answered."""
    found = _lang.get()
    if not found:
        found = _chosen()
        _lang.set(found)
    return found


def forget(_fault: BaseException | None = None) -> None:
    """The request is over: the next one of this thread is somebody else's."""
    _lang.set("")
    _catalogue.set(None)


def _chosen() -> str:
    asked = request.args.get("lang")
    if asked in LOCALES:
        return asked
    if session.get(COOKIE) in LOCALES:
        return str(session[COOKIE])
    signed_in = current_session()
    if signed_in is not None:
        return str(signed_in.person.language)
    kept = request.cookies.get(COOKIE)
    if kept in LOCALES:
        return kept
    best = request.accept_languages.best_match(
        ["zh", "zh-CN", "zh-Hans", "zh-TW", "zh-HK", "en", "en-US", "en-GB"]
    )
    return "en" if best and best.startswith("en") else "zh"


def catalogue() -> NullTranslations:
    """The translations for the request being answered."""
    found = _catalogue.get()
    if found is None:
        found = get_translations()
        _catalogue.set(found)
    return found


def gettext(sentence: str, **values: object) -> str:
    """A sentence in the reader's language, its named places filled in. Flask-Babel's own asks for the language anew."""
    found = catalogue().gettext(sentence)
    return found % values if values else found


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """The same for a number of things, which is `%(num)s` in the sentence."""
    return catalogue().ngettext(one, many, num) % {"num": num, **values}


def _printed(sentence: str, **values: object) -> Markup:
    """A sentence in a template: what is filled in is escaped, the sentence itself is ours."""
    if not values:
        return _plain(catalogue(), sentence)
    return _filled(catalogue().gettext(sentence), values)


@lru_cache(maxsize=8192)
def _plain(translations: NullTranslations, sentence: str) -> Markup:
    return Markup(translations.gettext(sentence)) % ()  # noqa: S704  from the catalogue


def _printed_number(one: str, many: str, num: int, **values: object) -> Markup:
    return _filled(catalogue().ngettext(one, many, num), {"num": num, **values})


def _filled(sentence: str, values: Mapping[str, object]) -> Markup:
    """A sentence of the catalogue with values in its places, as `Markup % values` does it one by one and slowly."""
    ready = {name: value if type(value) is int else printed(value) for name, value in values.items()}
    return Markup(sentence % ready)  # noqa: S704  from the catalogue, and what is filled in is escaped


def register(app: Flask) -> None:
    Babel(app, locale_selector=lambda: LOCALES[lang()])
    # in place of those of Jinja's i18n, which call each other three deep
    printed = without_context(_printed)
    app.jinja_env.globals.update(_=printed, gettext=printed, ngettext=without_context(_printed_number))
    app.teardown_request(forget)

    @app.after_request
    def keep_choice(response: Response) -> Response:
        asked = request.args.get("lang")
        if asked in LOCALES and session.get(COOKIE) != asked and current_session() is not None:
            session[COOKIE] = asked  # a switch lasts until signing out, whatever the account says
        if asked in LOCALES and request.cookies.get(COOKIE) != asked:
            response.set_cookie(
                COOKIE, asked, max_age=YEAR, samesite="Lax", httponly=True, secure=app.config["HTTPS"]
            )
        response.vary.update(("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", HTML_LANG[lang()])
        return response
