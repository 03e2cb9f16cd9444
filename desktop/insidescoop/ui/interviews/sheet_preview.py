"""The finished prep sheet on the screen."""

from PySide6.QtWidgets import QWidget

from insidescoop.outputs.prep_sheets import MadePrepSheet
from insidescoop.ui.paper_preview import PaperPreview
from insidescoop.ui.theme.icons import Icons


class SheetPreview(PaperPreview):
    """One sheet, with what was left out to keep it one page."""

    def __init__(self, made: MadePrepSheet, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(made, icons, title="Prep sheet", note="Left out to keep one page: ", parent=parent)
