"""A whole term sheet as groups of fields."""

from __future__ import annotations

from typing import Any

from marketplace.domain.money import DECIMALS
from marketplace.domain.terms.fields import below
from marketplace.domain.terms.reading_components import TYPES
from marketplace.domain.terms.words import LICENCE_KINDS, label
from marketplace.web.listings.sheet_components import component_group, part_name
from marketplace.web.listings.sheet_rows import Button, Group, Part, Row, entries, inside
from marketplace.web.locale import gettext, lang


def groups_of(sheet: Part) -> list[Group]:
    """Licence, components, choices after a trial, caps and ending; what the sheet does not have is offered empty."""
    return [_licence(sheet), _components(sheet), *_options(sheet), _ending(sheet)]


def _licence(sheet: Part) -> Group:
    at = 0 if lang() == "zh" else 1
    kinds = [(code, words[at]) for code, words in LICENCE_KINDS.items()]
    currencies = [(code, code) for code in DECIMALS]
    rows = [
        Row("term_months", "count", gettext("Term"), sheet.get("term_months"), unit=gettext("months"), width=3),
        Row("currency", "choice", gettext("Currency"), sheet.get("currency"), choices=currencies, width=3),
        Row(
            "licence.kind",
            "choice",
            gettext("Kind of licence"),
            inside(sheet, "licence", "kind"),
            default="ordinary",
            choices=kinds,
            width=4,
        ),
        Row(
            "licence.territory",
            "places",
            gettext("Territory"),
            inside(sheet, "licence", "territory"),
            default=["CN"],
            hint=gettext("Codes or names, with commas; CN: mainland China."),
            width=5,
        ),
        Row(
            "licence.field",
            "text",
            gettext("Field of use"),
            inside(sheet, "licence", "field"),
            default="",
            hint=gettext("Empty: not limited."),
            optional=True,
        ),
        _sublicence(sheet),
    ]
    return Group("licence", gettext("The licence"), rows, prominent=True)


def _sublicence(sheet: Part) -> Row:
    label = gettext("The licensee may grant sublicences")
    return Row("licence.sublicence", "flag", label, inside(sheet, "licence", "sublicence"), default=False)


def _components(sheet: Part) -> Group:
    parts = [(index, part) for index, part in entries(sheet.get("components")) if part.get("type") in TYPES]
    royalties = [(str(part.get("id", "")), part_name(part)) for _, part in parts if part["type"] == "royalty"]
    groups = [component_group(part, index, len(parts), royalties) for index, part in parts]
    following = f"components[{len(parts)}]"
    has_trial = any(part["type"] == "trial" for _, part in parts)
    buttons = [
        Button(f"add:components:{kind}", label("component_type", kind, lang()), icon="plus", target=following)
        for kind in TYPES
        if kind != "trial" or not has_trial
    ]
    note = gettext("Add what is to be paid: fixed sums, instalments, annual fees, royalties.")
    return Group("components", gettext("What is paid"), (), groups, buttons, note)


def _options(sheet: Part) -> list[Group]:
    parts = [part for _, part in entries(sheet.get("components"))]
    if not any(part.get("type") == "trial" for part in parts) and "options" not in sheet:
        return []
    title = gettext("The choice after the trial")
    if "options" not in sheet:
        more = Button("add:options", gettext("Let the licensee choose after the trial"), icon="plus", target="options")
        return [Group("options", title, (), (), [more], prominent=True)]
    payable = [(str(part.get("id", "")), part_name(part)) for part in parts if part.get("type") in TYPES[:-1]]
    choices = inside(sheet, "options", "choices")
    groups = [
        _choice_group(name, chosen, payable) for name, chosen in (choices.items() if isinstance(choices, dict) else ())
    ]
    days = Row(
        "options.choose_by_days_before",
        "count",
        gettext("To be chosen"),
        inside(sheet, "options", "choose_by_days_before"),
        unit=gettext("days before the trial ends"),
        width=5,
    )
    buttons = [
        Button("add:options.choices", gettext("Add a choice"), icon="plus", target="options"),
        Button("remove:options", gettext("Remove the choices"), title, "trash", "options"),
    ]
    return [Group("options", title, [days], groups, buttons, prominent=True)]


def _choice_group(name: str, chosen: Any, payable: list[tuple[str, str]]) -> Group:
    place = below("options.choices", str(name))
    rows = [
        Row(f"{place}#name", "text", gettext("Name of the choice"), name, width=3),
        Row(place, "ids", gettext("What is then paid"), chosen, choices=payable, optional=True),
    ]
    gone = Button(f"remove:{place}", gettext("Remove this choice"), str(name), "trash", "options")
    return Group(f"{place}#", gettext("Choice %(name)s", name=name), rows, (), [gone])


def _ending(sheet: Part) -> Group:
    def amount(place: str, words: str, value: Any, **more: Any) -> Row:
        return Row(place, "amount", words, value, optional=True, **more)

    days = gettext("days")
    rows = [
        amount("total_cap", gettext("Never more than"), sheet.get("total_cap"), hint=gettext("Total cap, if any.")),
        Row(
            "late.annual_rate",
            "percent",
            gettext("Late interest a year"),
            inside(sheet, "late", "annual_rate"),
            optional=True,
            clears="late",
            width=3,
        ),
        _count("late.grace_days", gettext("none if paid within"), inside(sheet, "late", "grace_days"), days),
        _count("exit.sell_off_days", gettext("Stock may be sold for"), inside(sheet, "exit", "sell_off_days"), days),
        Row(
            "exit.free_before_first_charge",
            "flag",
            gettext("The licensee may leave free of charge before the first payment condition is met"),
            inside(sheet, "exit", "free_before_first_charge"),
            default=False,
        ),
        amount("buyout.floor", gettext("Buy-out, at least"), inside(sheet, "buyout", "floor"), clears="buyout"),
        Row(
            "buyout.of_total_cap",
            "flag",
            gettext("The buy-out price is what is left of the total cap, if that is more"),
            inside(sheet, "buyout", "of_total_cap"),
            default=False,
        ),
    ]
    return Group("total_cap#", gettext("Caps, delay and ending"), rows, prominent=True)


def _count(place: str, words: str, value: Any, unit: str) -> Row:
    return Row(place, "count", words, value, default=0, unit=unit, width=3)


