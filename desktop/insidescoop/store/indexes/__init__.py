"""The indexes beside the records: full-text search, the rows of the contact list, and what touches them."""
