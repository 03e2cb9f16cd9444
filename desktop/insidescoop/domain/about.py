"""What the program says of itself: its version, those of what it is made of, and where the data is."""

from collections.abc import Mapping

from insidescoop.domain.values import frozen


@frozen
class Library:
    """A third-party component. The licence is an SPDX expression where possible. Both are None if unknown."""

    name: str
    version: str | None
    license: str | None


@frozen
class About:
    """`versions` holds those of Python, Qt, PySide, SQLite and SQLCipher by name; `schema` is that of new data.

    `remark` says who else can look into the folder; None if no one can.
    """

    version: str
    schema: int
    versions: Mapping[str, str]
    data_folder: str
    remark: str | None
    libraries: tuple[Library, ...]

    def lines(self) -> list[str]:
        """Everything but the libraries, for a person."""
        versions = (f"{name} {version}" for name, version in self.versions.items())
        return [
            f"Inside Scoop {self.version}, schema {self.schema}",
            ", ".join(versions),
            f"Data in {self.data_folder}",
            *([] if self.remark is None else [self.remark]),
        ]

    def library_lines(self) -> list[str]:
        """One line for each library."""
        return ["  ".join(filter(None, [part.name, part.version, part.license])) for part in self.libraries]
