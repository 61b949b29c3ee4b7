"""Patents of listings as BibTeX: one entry a patent, of type `patent` (BibLaTeX), in UTF-8."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from marketplace.store.listings.listings import Listing
from marketplace.store.patents.patents import Patent
from marketplace.web.keeping.export_rows import address_of

_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "%": r"\%",
        "&": r"\&",
        "#": r"\#",
        "$": r"\$",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "\n": " ",
        "\r": " ",
    }
)


def entries(listings: Iterable[Listing], *, note: str) -> Iterator[str]:
    """The entries, some text at a time; `note` stands first as a comment."""
    yield f"@comment{{{escaped(note)}}}\n"
    for listing in listings:
        for place, patent in enumerate(listing.patents, 1):
            yield entry(listing, patent, place)


def entry(listing: Listing, patent: Patent, place: int) -> str:
    """One patent of a listing. The key is the listing's code and the patent's place in it."""
    dated = patent.grant_date or patent.publication_date or patent.filing_date
    fields = {
        "title": patent.title_zh or patent.title_en,
        "titleaddon": patent.title_en if patent.title_zh else "",
        "author": " and ".join(_name(one.name) for one in patent.inventors),
        "holder": " and ".join(_name(one.name) for one in patent.owners),
        "number": patent.number,
        "year": str(dated.year) if dated else "",
        "type": "patent",
        "location": patent.country,
    }
    texts = {name: value if name in BRACED else escaped(value) for name, value in fields.items() if value}
    lines = [f"  {name} = {{{text}}},\n" for name, text in texts.items()]
    return f"\n@patent{{{listing.public_id}-{place},\n{''.join(lines)}  url = {{{address_of(listing)}}}\n}}\n"


BRACED = ("author", "holder")  # whose names are escaped and braced one by one


def escaped(text: str) -> str:
    """Text without anything that BibTeX or TeX would take for a command."""
    return text.translate(_SPECIAL)


def _name(name: str) -> str:
    """A name as one piece: neither Chinese names nor companies are to be turned round."""
    return f"{{{escaped(name)}}}"
