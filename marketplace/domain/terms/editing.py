"""Building a term sheet step by step: JSON in, JSON out. What comes out may be unfinished; `reading` judges it.

Places in a sheet are written as in the paths of faults, without the `$.terms.` in front: `components[0].bands[1].rate`,
`components[2].bands_from_year["3"]`. Nothing given is changed; every function returns a copy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from types import MappingProxyType
from typing import Any

from marketplace.domain.terms.reading_triggers import FIELD_OF

Sheet = dict[str, Any]
Step = str | int

COMBINED = ("earliest_of", "latest_of")
MOVES = {"up": -1, "down": 1}

_STEP = re.compile(r'(?:^|\.)([A-Za-z_][A-Za-z0-9_-]*)|\[(\d{1,6})\]|\["((?:[^"\\]|\\.)*)"\]', re.ASCII)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_IDS = MappingProxyType(
    {"fixed": "F", "instalments": "I", "annual": "A", "royalty": "R", "share": "S", "trial": "T"}
)


class NoSuchPlace(LookupError):
    """A path that leads nowhere in a sheet."""


def steps(path: str) -> list[Step]:
    """A path as keys and positions. Raises NoSuchPlace for what is no path."""
    found: list[Step] = []
    at = 0
    while at < len(path) or not found:
        match = _STEP.match(path, at)
        if match is None:
            raise NoSuchPlace(path)
        key, position, quoted = match.groups()
        if position is not None:
            found.append(int(position))
        else:
            found.append(key if key is not None else re.sub(r"\\(.)", r"\1", quoted))
        at = match.end()
    return found


def value_at(sheet: Mapping[str, Any], path: str, default: Any = None) -> Any:
    """What stands at a place, `default` where nothing does."""
    value: Any = sheet
    for step in steps(path):
        if isinstance(value, Mapping) and step in value:
            value = value[step]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return default
    return value


def with_value(sheet: Sheet, path: str, value: Any) -> Sheet:
    """The sheet with a value at a place; objects on the way are made. Raises NoSuchPlace."""
    made = deepcopy(sheet)
    *way, last = steps(path)
    inside: Any = made
    for step in way:
        if isinstance(step, str) and isinstance(inside, dict):
            inside = inside.setdefault(step, {})
        else:
            inside = _entry(inside, step, path)
    if isinstance(last, str) and isinstance(inside, dict):
        inside[last] = value
    else:
        _entry(inside, last, path)
        inside[last] = value
    return made


def without(sheet: Sheet, path: str) -> Sheet:
    """The sheet without what stands at a place; a sheet that has nothing there stays as it is."""
    made = deepcopy(sheet)
    *way, last = steps(path)
    inside: Any = made
    for step in way:
        try:
            inside = _entry(inside, step, path)
        except NoSuchPlace:
            return made
    if isinstance(inside, dict):
        inside.pop(last, None)
    elif isinstance(inside, list) and isinstance(last, int) and last < len(inside):
        del inside[last]
    return made


def moved(sheet: Sheet, path: str, by: int) -> Sheet:
    """The sheet with an entry of a list one place up (-1) or down (1); at the end of the list nothing happens."""
    made = deepcopy(sheet)
    *way, last = steps(path)
    inside: Any = made
    for step in way:
        inside = _entry(inside, step, path)
    if not isinstance(inside, list) or not isinstance(last, int) or last >= len(inside):
        raise NoSuchPlace(path)
    if 0 <= last + by < len(inside):
        inside[last], inside[last + by] = inside[last + by], inside[last]
    return made


def added(sheet: Sheet, path: str, kind: str = "") -> Sheet:
    """The sheet with one entry more at a place.

    :param path: `components`, or the place of bands, parts, annual_minimum, bands_from_year, members of a combined
        trigger, `options` or `options.choices`.
    :param kind: of a component.

    Raises NoSuchPlace.
    """
    way = steps(path)
    name = str(way[-1])
    if name == "components":
        return _with_component(sheet, kind)
    maker = _next_band if way[-2:-1] == ["bands_from_year"] else _NEW.get(name)
    if maker is None:
        raise NoSuchPlace(path)
    owner: Any = sheet
    for step in way[:-1]:
        owner = _entry(owner, step, path)
    return with_value(sheet, path, maker(value_at(sheet, path), owner))


def new_trigger(kind: str, before: Mapping[str, Any] | None = None) -> Sheet:
    """A trigger of a kind; the delay of the one before is kept, a combined one begins with it.

    Raises NoSuchPlace for an unknown kind.
    """
    if kind in COMBINED:
        if before is not None and any(name in before for name in COMBINED):
            return {kind: deepcopy(next(before[name] for name in COMBINED if name in before))}
        first = deepcopy(dict(before)) if before else {"kind": "first_revenue"}
        return {kind: [first, {"kind": "months_after_effective", "months": 24}]}
    if kind not in FIELD_OF:
        raise NoSuchPlace(kind)
    trigger: Sheet = {"kind": kind}
    needed = FIELD_OF[kind]
    if needed is not None:
        trigger[needed] = _FIRST_VALUES[needed]
    kept = ("plus_days", "plus_months") if before else ()
    return trigger | {key: before[key] for key in kept if before and key in before}


def with_base(royalty: Mapping[str, Any], base: str) -> Sheet:
    """A royalty measured by another base; between money and units the bands change their form."""
    made: Sheet = deepcopy(dict(royalty)) | {"base": base}
    if (royalty.get("base") == "units") == (base == "units"):
        return made
    made.pop("free_allowance", None)
    made.pop("bands_from_year", None)
    made["bands"] = [{"over": 0, "per_unit": "1.00"} if base == "units" else {"over": "0", "rate": "2"}]
    return made


def with_part_form(instalments: Mapping[str, Any], form: str) -> Sheet:
    """Instalments whose parts are stated in percent, or as amounts (`form`: percent | amount)."""
    made: Sheet = deepcopy(dict(instalments))
    for part in made.get("parts", []):
        if form not in part:
            part.pop("amount" if form == "percent" else "percent", None)
            part[form] = "0" if form == "percent" else "0.00"
    return made


def _with_component(sheet: Sheet, kind: str) -> Sheet:
    if kind not in _COMPONENTS:
        raise NoSuchPlace(kind)
    there = sheet.get("components", [])
    known = {component.get("id") for component in there}
    letter = _IDS[kind]
    component_id = next(f"{letter}{number}" for number in range(1, len(known) + 2) if f"{letter}{number}" not in known)
    made = deepcopy(sheet)
    made["components"] = [*deepcopy(there), {"id": component_id, "type": kind, **deepcopy(_COMPONENTS[kind])}]
    return made


def _entry(inside: Any, step: Step, path: str) -> Any:
    if isinstance(inside, dict) and step in inside:
        return inside[step]
    if isinstance(inside, list) and isinstance(step, int) and step < len(inside):
        return inside[step]
    raise NoSuchPlace(path)


def _next_band(bands: Any, owner: Any) -> list[Sheet]:
    last = deepcopy(bands[-1]) if bands else {"over": "0", "rate": "2"}
    step: Any = 10_000 if "per_unit" in last else "1000000.00"
    if bands and str(last.get("over", "0")).strip("0.") != "":
        step = _doubled(last["over"])
    return [*deepcopy(bands or []), last | {"over": step if bands else last["over"]}]


def _doubled(over: Any) -> Any:
    """Twice a band limit in the form it has; what is no number yet stays as it is."""
    if isinstance(over, int):
        return over * 2
    whole, point, rest = str(over).partition(".")
    return f"{int(whole) * 2}{point}{rest}" if whole.isdigit() and not rest.strip("0") else over


def _next_minimum(entries: Any, owner: Any) -> list[Sheet]:
    last = entries[-1] if entries else {"from_year": 1, "amount": "10000.00"}
    year = last.get("from_year")
    return [*deepcopy(entries or []), {**deepcopy(last), "from_year": year + 1 if isinstance(year, int) else 2}]


def _next_part(parts: Any, owner: Any) -> list[Sheet]:
    by_percent = bool(parts) and "percent" in parts[0]
    share = {"percent": "0"} if by_percent else {"amount": "0.00"}
    months = 12 * len(parts or [])
    trigger = {"kind": "months_after_effective", "months": months} if months else {"kind": "effective"}
    return [*deepcopy(parts or []), {**share, "trigger": trigger}]


def _next_bands_from_year(entries: Any, owner: Any) -> Sheet:
    known = [int(key) for key in entries or {} if key.isdigit()]
    return {**deepcopy(entries or {}), str(max(known, default=1) + 1): deepcopy(owner.get("bands", []))}


def _next_member(members: Any, owner: Any) -> list[Sheet]:
    return [*deepcopy(members or []), {"kind": "months_after_effective", "months": 24}]


def _first_options(options: Any, owner: Any) -> Sheet:
    payable = [part["id"] for part in owner.get("components", []) if part.get("type") != "trial"]
    half = -(-len(payable) // 2)
    return {"choose_by_days_before": 30, "after": "trial", "choices": {"A": payable[:half], "B": payable[half:]}}


def _next_choice(choices: Any, owner: Any) -> Sheet:
    known = dict(choices or {})
    name = next((letter for letter in _LETTERS if letter not in known), f"Z{len(known)}")
    return {**deepcopy(known), name: []}


_NEW: Mapping[str, Callable[[Any, Any], Any]] = MappingProxyType(
    {
        "bands": _next_band,
        "parts": _next_part,
        "annual_minimum": _next_minimum,
        "bands_from_year": _next_bands_from_year,
        "earliest_of": _next_member,
        "latest_of": _next_member,
        "options": _first_options,
        "choices": _next_choice,
    }
)

_FIRST_VALUES: Mapping[str, Any] = MappingProxyType(
    {"on": "", "months": 12, "milestone": "prototype", "amount": "1000000.00", "units": 1000}
)

_COMPONENTS: Mapping[str, Sheet] = MappingProxyType(
    {
        "fixed": {"amount": "10000.00", "trigger": {"kind": "effective"}},
        "instalments": {
            "total": "60000.00",
            "parts": [
                {"percent": "50", "trigger": {"kind": "effective"}},
                {"percent": "50", "trigger": {"kind": "months_after_effective", "months": 12}},
            ],
        },
        "annual": {"amount": "10000.00"},
        "royalty": {"base": "net_sales", "bands": [{"over": "0", "rate": "2"}], "period": "year"},
        "share": {"rate": "0.5", "of": "financing"},
        "trial": {"months": 6},
    }
)
