"""The map of contacts and paths to a person or organization."""
