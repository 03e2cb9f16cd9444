"""Fields with a label, what they hold and what is wrong with it."""
