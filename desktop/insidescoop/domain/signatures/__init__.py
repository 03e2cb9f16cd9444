"""A pasted signature or typed line, read into the fields of a contact."""
