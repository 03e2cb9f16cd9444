"""The key that a passphrase stands for: derived once for each file, never shown and never logged."""

import hashlib
from dataclasses import dataclass, field

from insidescoop.domain.passphrases import as_typed_anywhere

SALT_LENGTH = 16
"""Bytes at the beginning of an encrypted file that the key is derived with (zetetic.net/sqlcipher/design)."""

_ROUNDS, _KEY_LENGTH = 256_000, 32
"""Those of SQLCipher 4: the file opens with the passphrase in every other program that knows SQLCipher."""


@dataclass(frozen=True, slots=True)
class Key:
    """A passphrase, as the keys of the files that it opens; deriving one takes 0.3 s, once for each salt."""

    _passphrase: bytes = field(repr=False)
    _derived: dict[bytes, bytes] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, passphrase: str) -> "Key":
        """The key of a passphrase as a person types it."""
        return cls(as_typed_anywhere(passphrase).encode())

    def raw(self, salt: bytes) -> str:
        """The key of the file with that salt, as SQLCipher takes it: key and salt in hexadecimal digits."""
        if salt not in self._derived:
            self._derived[salt] = hashlib.pbkdf2_hmac("sha512", self._passphrase, salt, _ROUNDS, _KEY_LENGTH)
        return f"x'{self._derived[salt].hex()}{salt.hex()}'"
