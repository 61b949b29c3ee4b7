"""The search index: schema, tokens, indexing and queries. Nothing else knows Whoosh."""
