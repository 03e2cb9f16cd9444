"""The key that a passphrase stands for: derived once for each file, never shown and never logged."""

import hashlib
import os
from dataclasses import field
from pathlib import Path

from insidescoop.domain.passphrases import as_typed_anywhere
from insidescoop.domain.values import frozen

SALT_LENGTH = 16
"""Bytes at the beginning of an encrypted file that the key is derived with (zetetic.net/sqlcipher/design)."""

_ROUNDS, _KEY_LENGTH = 256_000, 32
"""Those of SQLCipher 4: the file opens with the passphrase in every other program that knows SQLCipher."""


@frozen
class Key:
    """A passphrase, as the keys of the files that it opens; deriving one takes 0.3 s, once for each salt."""

    _passphrase: bytes = field(repr=False)
    _derived: dict[bytes, bytes] = field(default_factory=dict, init=False, repr=False, compare=False)
    _salts: dict[Path, bytes] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Of open files: to read one again would take SQLite's locks off it (sqlite.org/howtocorrupt.html, 2.2)."""

    @classmethod
    def of(cls, passphrase: str) -> "Key":
        """The key of a passphrase as a person types it."""
        return cls(as_typed_anywhere(passphrase).encode())

    def salt_of(self, path: Path) -> bytes:
        """The salt that is remembered of a file; nothing if none is."""
        return self._salts.get(path.absolute(), b"")

    def remember(self, path: Path, raw_key: str) -> None:
        """Remembers the salt of a file while it is open; its raw key ends with that."""
        self._salts[path.absolute()] = bytes.fromhex(raw_key[2:-1])[-SALT_LENGTH:]

    def forget(self, path: Path) -> None:
        """Forgets the salt of a file that is about to be replaced."""
        self._salts.pop(path.absolute(), None)

    def salt_for_new(self) -> bytes:
        """The salt of a new file: that of another file with this key, so that it need not be derived again."""
        return next(reversed(self._derived), None) or os.urandom(SALT_LENGTH)

    def told(self) -> str:
        """The passphrase, only to be handed to another process of this program."""
        return self._passphrase.decode()

    def raw(self, salt: bytes) -> str:
        """The key of the file with that salt, as SQLCipher takes it: key and salt in hexadecimal digits."""
        if salt not in self._derived:
            self._derived[salt] = hashlib.pbkdf2_hmac("sha512", self._passphrase, salt, _ROUNDS, _KEY_LENGTH)
        return f"x'{self._derived[salt].hex()}{salt.hex()}'"
