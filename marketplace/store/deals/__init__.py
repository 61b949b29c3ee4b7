"""Deals, offers, agreements, reports, receipts and the money lines derived from them."""
