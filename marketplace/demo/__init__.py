"""The demo world: invented institutions, people, patents, listings and deals, to try the site with.

Nothing in it is real. Patent numbers have serials from 8,000,000 to 8,999,999, which no real number has; days are
counted from the day of loading (0), so that the demo never grows old.
"""
