"""Copies of the store: made, kept, thinned out, put in a second folder, and restored."""
