"""How segments are written: Whoosh's own codec, set for this use."""

from __future__ import annotations

from whoosh.codec.whoosh3 import W3Codec


class Codec(W3Codec):
    """Large blocks, because posting lists are read whole, and no statistics of text lengths for each term."""

    length_stats = False

    def __init__(self) -> None:
        super().__init__(blocklimit=4096, compression=1)
