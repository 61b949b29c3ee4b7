"""SQLite FTS5 over the same tokens: what the search must find and count, by another engine."""

from __future__ import annotations

import sqlite3
from collections import Counter
from datetime import date
from typing import Any

import numpy as np

from marketplace.domain.dates import add_months
from marketplace.search.clauses import EVERYWHERE, AllWords, Alternative, Beginning, Clause, Parsed, Phrase
from marketplace.search.cutting import GAP
from marketplace.search.document import cheapest, class_prefixes, document, facet_values
from marketplace.search.matching import ways
from marketplace.search.normalise import fold, is_han
from marketplace.search.partly import FEW, enough_for, inner_words, least_worth, worths
from marketplace.search.phrases import alone
from marketplace.search.query import Query
from marketplace.search.ranges import RANGED
from marketplace.search.schema import BIGRAMS, CLASSES, FACETS, NAMES, NO_PRICE, NUMBERS, TEXT_FIELDS
from marketplace.search.tokens import bigrams, cut
from marketplace.store.listings.search_rows import ListingRow

FIELDS = (*TEXT_FIELDS, BIGRAMS, NUMBERS, CLASSES, NAMES)


def spelled(token: str) -> str:
    """A token as letters and digits, so that FTS5 cuts nothing; beginnings stay beginnings."""
    return "t" + "".join(f"{ord(character):06x}" for character in token)


def cut_one_by_one(row: ListingRow) -> dict[str, Any]:
    """The fields of a document: words as lists, bigrams as a list of them and one of their places."""
    made = document(row)
    fields: dict[str, Any] = dict(made.fields)
    bigrams: list[str] = []
    places: list[int] = []
    place = 0
    for field, texts in made.texts.items():
        parts = [cut(fold(text)) for text in texts]
        fields[field] = [word for part in parts for word in part.words]
        for part in parts:
            bigrams += part.bigrams
            places += [place + at for at in part.places]
            place += part.end + GAP
    fields[BIGRAMS] = bigrams, places
    return fields


class Fts5:
    """The listings of a site in a virtual table."""

    def __init__(self, rows: list[ListingRow]) -> None:
        self.rows = {row.id: row for row in rows}
        self.values: dict[tuple[int, date | None], dict[str, set[str]]] = {}
        self.db = sqlite3.connect(":memory:")
        self.db.execute(f"CREATE VIRTUAL TABLE t USING fts5({', '.join(FIELDS)}, detail=full)")
        for row in rows:
            fields = cut_one_by_one(row)
            values = [self._text(name, fields[name]) for name in FIELDS]
            marks = ", ".join("?" * (len(FIELDS) + 1))
            self.db.execute(f"INSERT INTO t (rowid, {', '.join(FIELDS)}) VALUES ({marks})", [row.id, *values])

    def answer(self, query: Query, parsed: Parsed) -> tuple[int, dict[str, dict[str, int]], bool]:
        """Total, counts of every facet, and whether any word was enough."""
        found, any_word = self._matching(parsed)
        met = self._meeting(found, query, None)
        return len(met), {name: self._counts(found, query, name) for name in (*FACETS, *RANGED)}, any_word

    def _counts(self, found: set[int], query: Query, facet: str) -> dict[str, int]:
        rows = (self.rows[i] for i in self._meeting(found, query, facet))
        return dict(Counter(value for row in rows for value in self._values(row, query)[facet]))

    def _values(self, row: ListingRow, query: Query) -> dict[str, set[str]]:
        """The values of every facet and range, and the places of the class tree."""
        if (row.id, query.today) not in self.values:
            self.values[row.id, query.today] = self._worked_out(row, query.today)
        return self.values[row.id, query.today]

    def _worked_out(self, row: ListingRow, today: date | None) -> dict[str, set[str]]:
        values = facet_values(row)
        ends = [patent.term_end for patent in row.patents if patent.term_end]
        if today and ends and min(ends) >= today:
            years = {"10-": 10, "5-10": 5, "3-5": 3, "0-3": 0}
            values["life"] = {
                next(c for c, n in years.items() if min(ends) >= add_months(today, 12 * n))
            }
        price = cheapest(row)
        dearest = {
            "0": 0,
            "0-10000": 10**6,
            "10000-50000": 5 * 10**6,
            "50000-200000": 2 * 10**7,
            "200000-": 1 << 60,
        }
        values["price"] = (
            set() if price == NO_PRICE else {next(c for c, most in dearest.items() if price <= most)}
        )
        codes = {code for patent in row.patents for code in patent.classes}
        values["ipc"] = {prefix for code in codes for prefix in class_prefixes(code)}
        return {"life": set(), **values}

    def _matching(self, parsed: Parsed) -> tuple[set[int], bool]:
        allowed = set(self.rows)
        for clause in parsed.excluded:
            allowed -= self._any_of(clause)
        if not parsed.required:
            return allowed, False
        found = allowed.intersection(*map(self._any_of, parsed.required))
        if len(found) < FEW:
            found |= allowed.intersection(*map(self._strings, parsed.required))
        found |= allowed.intersection(*(self._any_of(clause, also=True) for clause in parsed.required))
        parts = parsed.parts
        if parsed.exact or len(found) >= enough_for(len(parts)):
            return found, False
        told: Counter[int] = Counter()
        for part in parts:
            held = [
                self._part(part) & allowed,
                *(self._alternative(word) & allowed for word in inner_words(part)),
            ]
            told_by = worths([len(rows) for rows in held], len(allowed))
            for row in set().union(*held):
                told[row] += max(each for rows, each in zip(held, told_by, strict=True) if row in rows)
        for clause in parsed.required:
            if clause.bound:
                allowed &= self._any_of(clause)
        told = Counter({row: each for row, each in told.items() if row in allowed})
        least = least_worth(np.array(list(told.values()), np.float32), len(found))
        some = {row for row, each in told.items() if each >= least} - found
        return found | some, bool(some)

    def _part(self, part: Clause) -> set[int]:
        found = self._any_of(part, also=True)
        return found if len(found) >= FEW else found | self._strings(part)

    def _any_of(self, clause: Clause, *, also: bool = False) -> set[int]:
        return set().union(*map(self._alternative, ways(clause, also=also)))

    def _strings(self, clause: Clause) -> set[int]:
        found: set[int] = set()
        for wanted in clause.alternatives:
            if isinstance(wanted, AllWords) and wanted.fields == EVERYWHERE:
                found |= set(self.rows).intersection(*map(self._phrase, wanted.pieces))
            else:
                found |= self._alternative(wanted)
        return found

    def _alternative(self, wanted: Alternative) -> set[int]:
        match wanted:
            case AllWords(tokens, _, fields):
                columns = "{" + " ".join(fields) + "}"
                found = self._run(" AND ".join(f"{columns} : {spelled(token)}" for token in tokens))
                return found & self._phrase(wanted.phrase) if wanted.phrase else found
            case Phrase(text):
                return self._phrase(text)
            case Beginning(field, prefix):
                return self._run(f"{field} : {spelled(prefix)}") or self._run(
                    f"{field} : {spelled(prefix)} *"
                )

    def _phrase(self, text: str) -> set[int]:
        placed = bigrams(text.strip())
        if not placed:
            return set(self.rows)
        tokens = [token for token, _ in placed]
        if len(tokens) > 1 and alone(tokens[-1]) and is_han(tokens[-2]) and len(tokens[-2]) == 2:
            tokens.pop()
        beginning = " *" if alone(tokens[-1]) else ""
        return self._run(f'{BIGRAMS} : "{" ".join(map(spelled, tokens))}"{beginning}')

    def _run(self, expression: str) -> set[int]:
        if not expression:
            return set()
        return {i for (i,) in self.db.execute("SELECT rowid FROM t WHERE t MATCH ?", [expression])}

    def _meeting(self, found: set[int], query: Query, without: str | None) -> set[int]:
        return {
            i
            for i in found
            if (without == "price" or self._affordable(i, query)) and self._chosen(i, query, without)
        }

    def _chosen(self, listing: int, query: Query, without: str | None) -> bool:
        values = self._values(self.rows[listing], query)
        return all(values[f] & set(wanted) for f, wanted in query.filters.items() if f != without)

    def _affordable(self, listing: int, query: Query) -> bool:
        price = cheapest(self.rows[listing])
        if query.price_min is None and query.price_max is None:
            return True
        return price != NO_PRICE and (query.price_min or 0) <= price <= (query.price_max or 1 << 60)

    def _text(self, name: str, value: Any) -> str:
        if name != BIGRAMS:
            return " ".join(map(spelled, value))
        by_place = dict(zip(value[1], value[0], strict=True))
        end = max(by_place, default=-1) + 1
        return " ".join(spelled(by_place[at]) if at in by_place else "gap" for at in range(end))
