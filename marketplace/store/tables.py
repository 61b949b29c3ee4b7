"""Every module that defines a table, so that migrations and tests see them all."""

from marketplace.store import sites
from marketplace.store.deals import agreements, deals
from marketplace.store.demand import needs
from marketplace.store.keeping import collections, searches
from marketplace.store.listings import listings, reference
from marketplace.store.office import (
    counters,
    events,
    files,
    jobs,
    notices,
    outbox,
    parameters,
    search_index,
    watch,
)
from marketplace.store.parties import organisations, people, tries
from marketplace.store.patents import class_titles, imports, patents

__all__ = [
    "agreements",
    "class_titles",
    "collections",
    "counters",
    "deals",
    "events",
    "files",
    "imports",
    "jobs",
    "listings",
    "needs",
    "notices",
    "organisations",
    "outbox",
    "parameters",
    "patents",
    "people",
    "reference",
    "search_index",
    "searches",
    "sites",
    "tries",
    "watch",
]
