"""Facts (plain dicts) to PDF and XLSX. Never sees database rows."""
