"""Contacts and calendars in and out of files."""
