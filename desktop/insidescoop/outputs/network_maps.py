"""Makes the map of the network as a PDF: gathers, draws, and writes it whole."""

from pathlib import Path

from sqlalchemy.orm import Session

from insidescoop.domain.prep_sheets import Paper
from insidescoop.queries.network import map_of_network
from insidescoop.queries.profile import profile
from insidescoop.system.user_files import write_user_file


def make_network_map(session: Session, *, paper: Paper | None = None) -> bytes:
    """The map of everybody outside the trash as a PDF, on the paper the profile names unless `paper` says otherwise."""
    # ReportLab takes a tenth of a second to import: only who prints waits for it.
    from insidescoop.documents.network_map import draw_network_map

    own = profile(session)
    title = f"The network of {own.name}" if own.name else "My network"
    return draw_network_map(map_of_network(session), paper or own.paper, title=title)


def save_network_map(pdf: bytes, target: Path) -> None:
    """Writes a finished map to `target`, whole or not at all.

    Raises:
        Problem: the file could not be written.
    """
    write_user_file(target, pdf)
