"""A file that cannot be opened: what is said of it, and the ways out."""
