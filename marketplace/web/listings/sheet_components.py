"""Components in the term-sheet editor: which fields each type has."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from marketplace.domain.terms.words import label
from marketplace.web.listings.sheet_rows import Built, Button, Group, Part, Row, entries, inside
from marketplace.web.listings.sheet_royalty import royalty_rows
from marketplace.web.listings.sheet_triggers import trigger_group
from marketplace.web.locale import gettext, lang


def part_name(part: Part) -> str:
    """A component by the name its author gave, else by its type, with its id."""
    zh, en = inside(part, "label", "zh"), inside(part, "label", "en")
    given = (zh or en) if lang() == "zh" else (en or zh)
    return f"{given or label('component_type', str(part['type']), lang())} ({part.get('id', '')})"


def component_group(part: Part, index: int, count: int, royalties: list[tuple[str, str]]) -> Group:
    """The group of one component; `royalties`: id and name of those that others can be set off against."""
    place = f"components[{index}]"
    kind = str(part.get("type", ""))
    word = label("component_type", kind, lang())
    title = f"{index + 1}. {word} ({part.get('id', '')})"
    rows, groups, buttons = _BUILDERS[kind](part, place)
    labels = (("zh", gettext("Name in Chinese")), ("en", gettext("Name in English")))
    named = [
        Row(f"{place}.label.{code}", "text", words, inside(part, "label", code), optional=True, width=5)
        for code, words in labels
    ]
    shared = [] if kind == "trial" else _shared_rows(part, place, kind, royalties)
    moves = [
        *([Button(f"up:{place}", gettext("Move up"), title, "arrow-up", place)] if index else []),
        *([Button(f"down:{place}", gettext("Move down"), title, "arrow-down", place)] if index + 1 < count else []),
        Button(f"remove:{place}", gettext("Remove"), title, "trash", "components"),
    ]
    return Group(place, title, [*named, *rows, *shared], groups, [*buttons, *moves], prominent=True)


def _shared_rows(part: Part, place: str, kind: str, royalties: list[tuple[str, str]]) -> list[Row]:
    rows = [
        Row(
            f"{place}.due_days",
            "count",
            gettext("Due, from the day it arises"),
            part.get("due_days"),
            default=30,
            unit=gettext("days"),
            width=3,
        ),
        Row(
            f"{place}.counts_toward_cap",
            "flag",
            gettext("Counts toward the total cap"),
            part.get("counts_toward_cap"),
            default=True,
        ),
    ]
    if royalties and kind != "royalty":
        choices = [("", gettext("nothing")), *royalties]
        rows.append(
            Row(
                f"{place}.credit_against",
                "choice",
                gettext("Paid sums are set off against"),
                part.get("credit_against", ""),
                choices=choices,
                optional=True,
                width=5,
            )
        )
    return rows


def _fixed(part: Part, place: str) -> Built:
    amount = Row(f"{place}.amount", "amount", gettext("Sum"), part.get("amount"))
    return [amount], [trigger_group(part.get("trigger"), f"{place}.trigger", gettext("When it arises"))], []


def _instalments(part: Part, place: str) -> Built:
    parts = entries(part.get("parts"))
    form = "percent" if parts and "percent" in parts[0][1] else "amount"
    forms = [("percent", gettext("percent of the total")), ("amount", gettext("amounts"))]
    early = f"{place}.early_settlement"
    rows = [
        Row(f"{place}.total", "amount", gettext("Total"), part.get("total")),
        Row(f"{place}#form", "choice", gettext("Parts are stated in"), form, choices=forms, width=4),
        Row(
            f"{early}.percent",
            "percent",
            gettext("Discount for early settlement"),
            inside(part, "early_settlement", "percent"),
            optional=True,
            clears=early,
            width=3,
        ),
        Row(
            f"{early}.by_months",
            "count",
            gettext("if settled within"),
            inside(part, "early_settlement", "by_months"),
            unit=gettext("months"),
            optional=True,
            width=3,
        ),
    ]
    groups = [_part_group(one, f"{place}.parts[{index}]", index, form) for index, one in parts]
    return rows, groups, [Button(f"add:{place}.parts", gettext("Add a part"), icon="plus", target=place)]


def _part_group(part: Part, place: str, index: int, form: str) -> Group:
    title = gettext("Part %(number)s", number=index + 1)
    kind, words = ("percent", gettext("Share of the total")) if form == "percent" else ("amount", gettext("Sum"))
    share = Row(f"{place}.{form}", kind, words, part.get(form), width=3 if form == "percent" else 0)
    trigger = trigger_group(part.get("trigger"), f"{place}.trigger", gettext("When it arises"))
    gone = Button(f"remove:{place}", gettext("Remove this part"), title, "trash", place.rpartition(".")[0])
    return Group(place, title, [share, *trigger.rows], trigger.groups, [*trigger.buttons, gone])


def _annual(part: Part, place: str) -> Built:
    rows = [
        Row(f"{place}.amount", "amount", gettext("Sum a year"), part.get("amount")),
        Row(f"{place}.from_year", "count", gettext("From contract year"), part.get("from_year"), default=1, width=3),
        Row(
            f"{place}.to_year",
            "count",
            gettext("To contract year"),
            part.get("to_year"),
            optional=True,
            hint=gettext("Empty: to the last."),
            width=3,
        ),
    ]
    return rows, [], []


def _share(part: Part, place: str) -> Built:
    rows = [
        Row(f"{place}.rate", "percent", gettext("Share of each financing"), part.get("rate"), width=3),
        Row(f"{place}.cap", "amount", gettext("At most in all"), part.get("cap"), optional=True),
    ]
    return rows, [], []


def _trial(part: Part, place: str) -> Built:
    rows = [Row(f"{place}.months", "count", gettext("Length"), part.get("months"), unit=gettext("months"), width=3)]
    if isinstance(part.get("limits"), str):
        rows.append(Row(f"{place}.limits", "text", gettext("Limits of the trial"), part["limits"], optional=True))
    else:
        for code, words in (("zh", gettext("Limits in Chinese")), ("en", gettext("Limits in English"))):
            text = inside(part, "limits", code)
            rows.append(Row(f"{place}.limits.{code}", "text", words, text, optional=True))
    return rows, [], []


_BUILDERS: Mapping[str, Callable[[Part, str], Built]] = {
    "fixed": _fixed,
    "instalments": _instalments,
    "annual": _annual,
    "royalty": royalty_rows,
    "share": _share,
    "trial": _trial,
}
