"""Makes the report on the effort as a PDF: counts, draws, and writes it whole."""

from datetime import datetime

from sqlalchemy.orm import Session

from insidescoop.domain.prep_sheets import Paper
from insidescoop.domain.values import frozen
from insidescoop.queries.effort import effort
from insidescoop.queries.profile import profile


@frozen
class MadeEffortReport:
    """A finished report: the PDF, a file name that suits it, and what is to be told of it, in words."""

    pdf: bytes
    file_name: str
    cut: tuple[str, ...]


def make_effort_report(
    session: Session, *, now: datetime, zone: str, weeks: int, with_names: bool, paper: Paper | None = None
) -> MadeEffortReport:
    """The report at `now`, on the paper the profile names unless `paper` says otherwise; without names unless asked."""
    # ReportLab takes a tenth of a second to import: only who prints waits for it.
    from insidescoop.documents.effort_report import draw_effort_report

    counted, own = effort(session, now=now, zone=zone, weeks=weeks), profile(session)
    drawn = draw_effort_report(counted, paper or own.paper, own_name=own.name, with_names=with_names)
    return MadeEffortReport(drawn.pdf, f"{counted.today.isoformat()}_effort.pdf", drawn.notes)
