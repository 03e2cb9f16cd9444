"""Names of people: read into parts, joined again, and compared."""
