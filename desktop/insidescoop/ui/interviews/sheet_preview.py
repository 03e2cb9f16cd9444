"""The finished prep sheet on the screen: to be looked at, printed, or saved."""

from functools import partial

from PySide6.QtWidgets import QWidget

from insidescoop.outputs.prep_sheets import MadePrepSheet, save_prep_sheet
from insidescoop.ui.theme.icons import Icons
from insidescoop.ui.widgets.paper_preview import PaperPreview


class SheetPreview(PaperPreview):
    """One sheet, with what had to be left out to keep it one page."""

    def __init__(self, made: MadePrepSheet, icons: Icons, parent: QWidget | None = None) -> None:
        note = "Left out to keep one page: " + " ".join(made.cut) if made.cut else ""
        super().__init__(
            made.pdf,
            made.file_name,
            partial(save_prep_sheet, made),
            icons,
            what="prep sheet",
            note=note,
            parent=parent,
        )
        self._made = made
