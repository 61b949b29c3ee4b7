"""Every sentence of a page reads in both languages: extracted here, translated once, with the same placeholders."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.mofile import read_mo

from marketplace.translations.compile import compile_catalogue

ROOT = Path(__file__).resolve().parents[2]
AREAS = ROOT / "marketplace" / "translations" / "zh"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "lazy_gettext": None,
    "_l": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
}
JINJA = {"silent": "false", "extensions": "jinja2.ext.do,jinja2.ext.loopcontrols"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
HAN = "\u3400-\u4dbf\u4e00-\u9fff"

#: msgid, plural msgid (or ""), context (or "")
Key = tuple[str, str, str]


@cache
def used() -> dict[Key, list[str]]:
    """The sentences of code and templates, each with the places where it stands."""
    places: dict[Key, list[str]] = defaultdict(list)
    for path, method in _sources():
        options = JINJA if method == "jinja2" else {}
        for line, ids, _comments, context in extract_from_file(
            method, path, keywords=KEYWORDS, options=options
        ):
            singular, plural = (ids[0], ids[1]) if isinstance(ids, tuple) else (ids, "")
            places[(singular, plural, context or "")].append(f"{path.relative_to(ROOT)}:{line}")
    return places


def _sources() -> Iterator[tuple[Path, str]]:
    for path in sorted((ROOT / "marketplace").rglob("*.py")):
        yield path, "python"
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in {".html", ".txt", ".xml"}:
            yield path, "jinja2"


@cache
def translated() -> dict[Key, dict[str, list[str]]]:
    """The translations: sentence → file → its Chinese, one string for each plural form."""
    known: dict[Key, dict[str, list[str]]] = defaultdict(dict)
    for path in sorted(AREAS.glob("*.po")):
        for entry in polib.pofile(str(path), check_for_duplicates=True):
            strings = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
            chinese = [] if entry.fuzzy else [text for text in strings if text]
            known[(entry.msgid, entry.msgid_plural, entry.msgctxt or "")][path.name] = chinese
    return known


def test_every_sentence_has_its_chinese() -> None:
    missing = [
        f'# {", ".join(places)}\nmsgid {_quoted(key[0])}\nmsgstr ""\n'
        for key, places in used().items()
        if not any(translated().get(key, {}).values())
    ]
    assert not missing, f"{len(missing)} sentences lack a translation in zh/*.po:\n\n" + "\n".join(missing)


def test_no_translation_is_left_over() -> None:
    unused = [f"{', '.join(files)}: {key[0]}" for key, files in translated().items() if key not in used()]
    assert not unused, f"{len(unused)} translated sentences stand nowhere any more:\n" + "\n".join(
        sorted(unused)
    )


def test_a_sentence_has_one_translation() -> None:
    several = [
        f"{key[0]!r}: {files}"
        for key, files in translated().items()
        if len({tuple(t) for t in files.values()}) > 1
    ]
    assert not several, "translated differently in two areas:\n" + "\n".join(several)


def test_placeholders_survive_the_translation() -> None:
    wrong = []
    for (singular, plural, _context), files in translated().items():
        wanted = set(PLACEHOLDER.findall(plural or singular))
        for name, strings in files.items():
            for chinese in strings:
                if set(PLACEHOLDER.findall(chinese)) != wanted or _stray_percent(chinese) != _stray_percent(
                    singular
                ):
                    wrong.append(f"{name}: {singular!r} → {chinese!r}")
    assert not wrong, "placeholders differ:\n" + "\n".join(wrong)


def test_chinese_has_chinese_punctuation() -> None:
    wrong = [
        f"{name}: {chinese}"
        for files in translated().values()
        for name, strings in files.items()
        for chinese in strings
        if re.search(rf"[{HAN}][,;:?!](?!\d)|[{HAN}]\.(?:\s|$)", chinese)
    ]
    assert not wrong, "use ，；：？！。 after a Chinese character:\n" + "\n".join(wrong)


def test_the_msgid_is_the_english() -> None:
    chinese = [
        f"{', '.join(places)}: {key[0]}" for key, places in used().items() if re.search(f"[{HAN}]", key[0])
    ]
    assert not chinese, "write the msgid in English and the Chinese in zh/*.po:\n" + "\n".join(chinese)


def test_the_catalogue_is_made_the_same_each_time(tmp_path: Path) -> None:
    first, second = tmp_path / "first.mo", tmp_path / "second.mo"
    assert compile_catalogue(first)
    assert compile_catalogue(second)
    assert first.read_bytes() == second.read_bytes()
    assert not compile_catalogue(first), "an unchanged catalogue is not written again"
    with first.open("rb") as file:
        catalogue = read_mo(file)
    for (singular, plural, context), files in translated().items():
        if strings := next(iter(files.values())):
            message = catalogue.get((singular, plural) if plural else singular, context or None)
            assert message is not None, singular
            assert list(message.string) == strings if plural else message.string == strings[0]


@pytest.mark.parametrize(("left", "right"), [("100%", "100 %"), ("%(n)s%%", "%(n)s %%")])
def test_a_percent_sign_is_no_placeholder(left: str, right: str) -> None:
    assert _stray_percent(left) == _stray_percent(right)


def _quoted(text: str) -> str:
    return '"' + polib.escape(text) + '"'


def _stray_percent(text: str) -> int:
    """How many percent signs stand for themselves, written `%` or `%%`."""
    return PLACEHOLDER.sub("", text).replace("%%", "%").count("%")
