"""tantivy as a rival of the site's search."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from bench.search_engines import (
    WEIGHTS,
    Alternative,
    Answer,
    Batches,
    Built,
    Fields,
    alternatives_of,
    kinds_of,
)
from marketplace.search.building import LISTED
from marketplace.search.clauses import AllWords, Beginning, Clause, Parsed, Phrase
from marketplace.search.matching import FEW
from marketplace.search.parsing import parse
from marketplace.search.phrases import alone, parts_of
from marketplace.search.query import Query
from marketplace.search.schema import BIGRAMS, FACETS, NO_PRICE, SEPARATOR


class Tantivy:
    """tantivy by its Python package: its own ranking, filters, sorting and, by aggregation, facets."""

    def build(self, place: Path, batches: Batches) -> Built:
        import tantivy

        index = tantivy.Index(_tantivy_schema(), path=str(place))
        writer = index.writer(heap_size=400_000_000, num_threads=1)
        cutting = writing = 0.0
        for batch, seconds in batches:
            cutting += seconds
            start = time.perf_counter()
            for one in batch:
                writer.add_document(_tantivy_document(one))
            writing += time.perf_counter() - start
        start = time.perf_counter()
        writer.commit()
        writer.wait_merging_threads()
        writing += time.perf_counter() - start
        return Built(writing, writing + cutting)

    def open(self, place: Path, flat: Path) -> None:
        import tantivy

        self._t = tantivy
        self._schema = _tantivy_schema()
        self._index = tantivy.Index(self._schema, path=str(place))
        self._searcher = self._index.searcher()

    def ask(self, query: Query) -> Answer:
        parsed = parse(query.text, exact=True)
        asked = self._asked(parsed, strings=False)
        plain = self._searcher.search(asked, limit=1, count=True) if parsed.required else None
        if plain is not None and plain.count < FEW:
            occur = self._t.Occur.Should
            asked = self._t.Query.boolean_query([(occur, asked), (occur, self._asked(parsed, strings=True))])
        narrowed = self._narrowed(asked, query)
        first = (query.page - 1) * query.per_page
        order = {"price": "price", "newest": "published"}.get(
            query.sort, "" if parsed.required else "published"
        )
        found = self._searcher.search(
            narrowed,
            limit=query.per_page,
            offset=first,
            count=True,
            order_by_field=order or None,
            order=self._t.Order.Asc if query.sort == "price" else self._t.Order.Desc,
        )
        facets = self._facets(narrowed, [facet for facet in FACETS if not query.filters.get(facet)])
        for facet in query.filters:
            facets |= self._facets(self._narrowed(asked, query, without=facet), [facet])
        ids = [int(self._searcher.doc(address)["id"][0]) for _, address in found.hits]
        return Answer(found.count, facets, ids)

    def _facets(self, asked: Any, facets: list[str]) -> dict[str, dict[str, int]]:
        wanted = {facet: {"terms": {"field": f"facet_{facet}", "size": 10_000}} for facet in facets}
        counted = self._searcher.aggregate(asked, wanted)
        return {
            facet: {one["key"]: int(one["doc_count"]) for one in counted[facet]["buckets"]}
            for facet in facets
        }

    def _narrowed(self, asked: Any, query: Query, without: str = "") -> Any:
        must = self._t.Occur.Must
        parts = [(must, asked)]
        for facet, values in query.filters.items():
            if facet != without:
                parts.append(
                    (must, self._t.Query.term_set_query(self._schema, f"facet_{facet}", list(values)))
                )
        if query.price_min is not None or query.price_max is not None:
            bounds = (query.price_min or 0, query.price_max if query.price_max is not None else 1 << 60)
            parts.append(
                (must, self._t.Query.range_query(self._schema, "price", self._t.FieldType.Integer, *bounds))
            )
        return self._t.Query.boolean_query(parts) if len(parts) > 1 else asked

    def _asked(self, parsed: Parsed, *, strings: bool) -> Any:
        occur = self._t.Occur
        parts = [(occur.Must, self._clause(clause, strings)) for clause in parsed.required]
        parts += [(occur.MustNot, self._clause(clause, False)) for clause in parsed.excluded]
        if not parsed.required:
            parts.insert(0, (occur.Must, self._t.Query.all_query()))
        return self._t.Query.boolean_query(parts)

    def _clause(self, clause: Clause, strings: bool) -> Any:
        parts = [self._alternative(one) for one in alternatives_of(clause, strings=strings)]
        return self._joined(self._t.Occur.Should, parts)

    def _joined(self, occur: Any, parts: list[Any]) -> Any:
        return parts[0] if len(parts) == 1 else self._t.Query.boolean_query([(occur, part) for part in parts])

    def _alternative(self, wanted: Alternative | tuple[Phrase, ...]) -> Any:
        q, occur = self._t.Query, self._t.Occur
        match wanted:
            case AllWords(tokens, _, fields):
                kinds = kinds_of(fields)
                found = [
                    self._joined(
                        occur.Should,
                        [
                            q.boost_query(q.term_query(self._schema, kind, token), WEIGHTS[kind])
                            for kind in kinds
                        ],
                    )
                    for token in tokens
                ]
                return self._joined(occur.Must, found) if found else q.empty_query()
            case Phrase(text):
                parts = parts_of(text)
                if len(parts) == 1:
                    return (
                        self._beginning(BIGRAMS, parts[0][0])
                        if alone(parts[0][0])
                        else q.term_query(self._schema, BIGRAMS, parts[0][0])
                    )
                return q.phrase_query(self._schema, BIGRAMS, [(place, token) for token, place in parts])
            case Beginning(field, prefix):
                whole = q.term_query(self._schema, field, prefix)
                known = self._searcher.search(whole, limit=1, count=True).count
                return whole if known else self._beginning(field, prefix)
        return self._joined(occur.Must, [self._alternative(phrase) for phrase in wanted])

    def _beginning(self, field: str, prefix: str) -> Any:
        escaped = "".join(one if one.isalnum() else f"\\{one}" for one in prefix)
        return self._t.Query.regex_query(self._schema, field, f"{escaped}.*")


def _tantivy_schema() -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=True, fast=True)
    for name in ("price", "published"):
        builder.add_integer_field(name, fast=True, indexed=True)
    for name in (*WEIGHTS, *LISTED):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(BIGRAMS, tokenizer_name="whitespace", index_option="position")
    for facet in FACETS:
        builder.add_text_field(f"facet_{facet}", tokenizer_name="raw", index_option="basic", fast=True)
    return builder.build()


def _tantivy_document(one: Fields) -> Any:
    import tantivy

    from bench.search_rivals import placed

    values: dict[str, Any] = {kind: " ".join(getattr(one, kind)) for kind in WEIGHTS}
    values |= {name: " ".join(term for term in one.listed[name] if " " not in term) for name in LISTED}
    values |= {BIGRAMS: placed(one.bigrams), "id": one.id, "published": one.columns["published"]}
    price = one.columns["price"]
    values["price"] = price if price != NO_PRICE else 1 << 61
    for facet in FACETS:
        joined = one.columns[f"facet_{facet}"].decode()
        values[f"facet_{facet}"] = joined.split(SEPARATOR) if joined else []
    return tantivy.Document(**values)
