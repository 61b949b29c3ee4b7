"""What can happen to saved searches and collections: kind → (data keys, zh, en), and the words of codes in them.

Favourites leave no event: a private mark concerns nobody else, and what is in the log can never be taken out again.
"""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.domain.keeping.words import FREQUENCIES

EVENTS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "saved_search.saved": ((), "保存了检索", "saved the search"),
    "saved_search.digest_set": (
        ("digest",),
        "设置了新项目提醒：{digest}",
        "set notices of new listings: {digest}",
    ),
    "saved_search.found": (
        ("count", "listings"),
        "有 {count} 个新项目符合条件",
        "new listings found: {count}",
    ),
    "saved_search.deleted": ((), "删除了保存的检索", "deleted the saved search"),
    "collection.made": ((), "建立了收藏夹", "made the collection"),
    "collection.copied": (("source",), "复制了他人分享的收藏夹", "copied a shared collection"),
    "collection.shared": ((), "开启了分享链接", "opened a link to share the collection"),
    "collection.unshared": ((), "关闭了分享链接", "closed the link to the collection"),
    "collection.deleted": ((), "删除了收藏夹", "deleted the collection"),
}

VALUES: dict[str, Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "saved_search.digest_set": {"digest": FREQUENCIES}
}
"""Event kind → data key → code → (zh, en)."""
