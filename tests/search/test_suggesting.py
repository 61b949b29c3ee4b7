"""Suggestions and similar listings come from the site's own listings, and telling words decide."""

from __future__ import annotations

from marketplace.search import engine, exploring, indexer
from tests.search.conftest import Shop


def test_words_by_how_many_documents_hold_them(shop: Shop) -> None:
    shop.list_many([("钢管打磨装置", {}), ("钢管打磨方法", {}), ("钢管打孔方法", {})])
    shop.list("打印机", state="withdrawn")
    shop.list("打包机", sites=[shop.other_site])
    indexer.catch_up()
    found = exploring.suggest("打", site_id=shop.site, most=4)
    assert found.texts == ["打磨", "打孔"], (
        "what only another site has, or nobody offers any more, leads nowhere"
    )
    assert exploring.suggest("钢管 打", site_id=shop.site, most=1).texts == ["钢管 打磨"]
    assert exploring.suggest("钢管打", site_id=shop.site, most=4).texts[0] == "钢管打磨"
    assert exploring.suggest("打磨", site_id=shop.site, most=4).texts == [], "it is complete"


def test_names_and_numbers(shop: Shop) -> None:
    patent = {"inventors": ["Wei Zhang", "沈知远"], "owners": ["江澜大学"], "number": "CN201710601862.3"}
    listing_id = shop.list("钢管", patents=[patent])
    shop.list("钢管", patents=[{"inventors": ["沈括"]}], sites=[shop.other_site])
    indexer.catch_up()
    found = exploring.suggest("沈", site_id=shop.site, most=4)
    assert found.inventors == ["沈知远"] and found.owners == []
    assert exploring.suggest("wei z", site_id=shop.site, most=4).inventors == ["Wei Zhang"]
    assert exploring.suggest("shen", site_id=shop.site, most=4).inventors == ["沈知远"]
    assert exploring.suggest("江", site_id=shop.site, most=4).owners == ["江澜大学"]
    assert exploring.suggest("20171060", site_id=shop.site, most=4).documents == [listing_id]
    assert not any(exploring.suggest(" ", site_id=shop.site, most=4))


def test_listings_like_one(shop: Shop) -> None:
    shop.list_many([(f"一种检测装置{n}", {}) for n in range(60)])
    title = "钢管焊缝打磨装置"
    one, same, near, other = shop.list_many(
        [
            (title, {"patents": [{"classes": ["B24B9/04"]}]}),
            (title, {"patents": [{"classes": ["B24B9/04"]}]}),
            ("钢管焊缝检测装置", {"patents": [{"classes": ["G01N29/04"]}]}),
            ("果蔬冷藏箱", {"patents": [{"classes": ["F25D11/00"]}]}),
        ]
    )
    elsewhere = shop.list(title, sites=[shop.other_site])
    indexer.catch_up()
    engine.look_again()
    texts, places = [(title, 3.0)], {"B24B", "B24B9", "B24B9/04"}
    found = exploring.similar_to(one, texts, places, site_id=shop.site, most=5)
    assert [like.listing_id for like in found] == [same, near]
    assert found[0].classes == ("B24B9/04", "B24B9", "B24B") and "焊缝" in found[0].words
    assert found[1].classes == () and not {"装置", "一种"} & set(found[1].words)
    assert found == exploring.similar_to(one, texts, places, site_id=shop.site, most=5)
    assert {other, elsewhere} & {like.listing_id for like in found} == set()


def test_counts_of_the_tree(shop: Shop) -> None:
    shop.list(patents=[{"classes": ["B24B9/04", "B24B27/033"]}, {"classes": ["B24C1/00"]}])
    shop.list(patents=[{"classes": ["B24B9/00"]}], sites=[shop.site, shop.other_site])
    indexer.catch_up()
    assert exploring.class_counts("", site_id=shop.site) == {"B": 2}
    assert exploring.class_counts("B", site_id=shop.site) == {"B": 2, "B24": 2}
    assert exploring.class_counts("B24", site_id=shop.site) == {"B24": 2, "B24B": 2, "B24C": 1}
    assert exploring.class_counts("B24B", site_id=shop.site) == {"B24B": 2, "B24B9": 2, "B24B27": 1}
    assert exploring.class_counts("B24B9", site_id=shop.site) == {"B24B9": 2, "B24B9/04": 1}
    assert exploring.class_counts("B24B", site_id=shop.other_site) == {"B24B": 1, "B24B9": 1}
    assert exploring.class_counts("H", site_id=shop.site) == {"H": 0}
