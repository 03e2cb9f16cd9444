"""Makes the prep sheet of an interview: gathers, and draws."""

from sqlalchemy.orm import Session

from insidescoop.domain.prep_sheets import Paper, PrepSheet
from insidescoop.domain.problems import Missing
from insidescoop.domain.values import frozen
from insidescoop.queries.prep_sheet import prep_sheet
from insidescoop.queries.profile import profile
from insidescoop.system.file_names import safe_file_name


@frozen
class MadePrepSheet:
    """A finished sheet: the PDF, a file name that suits it, and what had to be cut to keep one page, in words."""

    pdf: bytes
    file_name: str
    cut: tuple[str, ...]


def make_prep_sheet(session: Session, interview_id: int, *, zone: str, paper: Paper | None = None) -> MadePrepSheet:
    """The prep sheet of an interview, on the paper the profile names unless `paper` says otherwise.

    Raises:
        Missing: the interview is not there.
        Problem: the pitch or a question holds a field that is not filled yet.
    """
    # ReportLab takes a tenth of a second to import: only who prints waits for it.
    from insidescoop.documents.prep_sheet import draw_prep_sheet

    sheet = prep_sheet(session, interview_id, zone=zone)
    if sheet is None:
        raise Missing("This interview")
    drawn = draw_prep_sheet(sheet, paper or profile(session).paper)
    return MadePrepSheet(drawn.pdf, file_name_of(sheet), drawn.cut)


def file_name_of(sheet: PrepSheet) -> str:
    """The sheet's file name, as in "2026-11-24_Dana-Okafor_Harbor-University.pdf", safe on every system."""
    day = sheet.starts_at.date().isoformat() if sheet.starts_at is not None else None
    parts = (day, sheet.contact_name, sheet.organization_name)
    return safe_file_name("_".join(part.strip(" ./\\") for part in parts if part), ".pdf", otherwise="prep-sheet")
