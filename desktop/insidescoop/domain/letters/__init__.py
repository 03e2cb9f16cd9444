"""Letters: their templates, their days and what is checked before one is sent."""
