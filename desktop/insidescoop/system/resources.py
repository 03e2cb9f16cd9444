"""Where the program's own data files are, when run from source and from a bundle."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def changelog_path() -> Path:
    """The path of the changelog, which a bundle has among its resources."""
    shipped = resource_path("CHANGELOG.md")
    return shipped if shipped.is_file() else _PACKAGE.parents[1] / "CHANGELOG.md"


def resource_path(*parts: str) -> Path:
    """The path of a file of resources/, as in resource_path("icons", "add.svg")."""
    beside_the_code = _PACKAGE / "resources"
    folder = beside_the_code if beside_the_code.is_dir() else _PACKAGE.parents[1] / "resources"
    return folder.joinpath(*parts)
