"""Files that open with a passphrase only: the connection to one, and copies from one key to another."""
