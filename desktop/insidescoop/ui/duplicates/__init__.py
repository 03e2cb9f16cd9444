"""Duplicates found and merged."""
