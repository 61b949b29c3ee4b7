"""Keep and share: favourites, collections, saved searches; results as files and as a feed."""

from __future__ import annotations

from marketplace.web.keeping import (
    adding,
    collections,
    exports,
    favourites,
    feed,
    kept_files,
    links,
    saved_searches,
    shared,
    unsubscribing,
)

links.register(favourites.blueprint)

BLUEPRINTS = (
    favourites.blueprint,
    adding.blueprint,
    shared.blueprint,
    collections.blueprint,
    kept_files.blueprint,
    saved_searches.blueprint,
    exports.blueprint,
    feed.blueprint,
    unsubscribing.blueprint,
)
ENDPOINTS = {
    "favourites.index": "person",
    "favourites.change": "person",
    "collection_adding.show": "person",
    "collection_adding.add": "person",
    "shared_collections.show": "anyone",
    "kept_files.favourites": "person",
    "kept_files.collection": "person",
    "kept_files.shared": "anyone",
    "shared_collections.copy": "person",
    "collections.index": "person",
    "collections.create": "person",
    "collections.show": "person",
    "collections.update": "person",
    "collections.note": "person",
    "collections.remove": "person",
    "collections.share": "person",
    "collections.deletion": "person",
    "collections.delete": "person",
    "saved_searches.index": "person",
    "saved_searches.new": "person",
    "saved_searches.create": "person",
    "saved_searches.show": "person",
    "saved_searches.update": "person",
    "saved_searches.open": "person",
    "saved_searches.delete": "person",
    "search_exports.csv": "anyone",
    "search_exports.xlsx": "anyone",
    "search_exports.json": "anyone",
    "search_exports.bibtex": "anyone",
    "search_feed.show": "anyone",
    "unsubscribing.show": "anyone",
    "unsubscribing.stop": "anyone",
}
