"""Who may be the same person, and one made of two."""
