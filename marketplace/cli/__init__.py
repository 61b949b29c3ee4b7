"""Commands under `flask --app wsgi`."""
