"""Chinese for the sentences of the pages: one `zh/<area>.po` per area; English is the msgid itself.

`python -m marketplace.translations.compile` merges the areas into the catalogue that the pages read.
"""
