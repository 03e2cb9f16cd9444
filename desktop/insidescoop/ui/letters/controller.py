"""Letters and their templates: drafted from what is saved, handed to the mail program, logged once they were sent."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from insidescoop.commands.letters import AddTemplate, EditTemplate, HideTemplate, RestoreTemplate
from insidescoop.commands.sent_letters import LogLetter
from insidescoop.domain.letters.templates import TemplateDraft, TemplateKind
from insidescoop.domain.mail_links import LONGEST_LINK, mail_link
from insidescoop.domain.problems import Invalid
from insidescoop.queries.letter_fields import LetterStart, letter_start, next_letter
from insidescoop.queries.message_templates import template_rows
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.context import UiContext
from insidescoop.ui.external_links import ExternalLinks
from insidescoop.ui.letters.dialog import LetterDialog
from insidescoop.ui.letters.templates_dialog import TemplatesDialog


class LetterController(QObject):
    """Opens letters; `outside` is the way to the mail program. The program itself never sends anything."""

    def __init__(
        self, context: UiContext, runner: CommandRunner, parent: QWidget, outside: ExternalLinks | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._runner = runner
        self._window = parent
        self._outside = outside or ExternalLinks(parent)

    def write(self, kind: TemplateKind | None, contact_id: int, interview_id: int | None = None) -> LetterDialog | None:
        """Opens a letter to a person about a talk, their newest one if none is named.

        With no kind it is the letter that comes next. None if the person is unknown, which is told.
        """
        now, zone = self._context.clock.now(), self._context.clock.zone
        start, following, rows = self._context.reader.read(
            lambda session: (
                letter_start(session, contact_id, interview_id, now=now, zone=zone),
                next_letter(session, contact_id, interview_id, now=now),
                template_rows(session),
            )
        )
        if start is None:
            self._context.reader.show_status("This person is no longer there")
            return None
        dialog = LetterDialog(self._context, start, rows, kind or following, parent=self._window)
        dialog.copied.connect(self._copy)
        dialog.open_requested.connect(lambda subject, body: self._open(dialog, start, subject, body))
        dialog.log_requested.connect(
            lambda sent, subject, body, my_name: self._runner.do(
                LogLetter(sent, start.contact_id, subject, body, start.interview_id, my_name),
                failed=dialog.show_problem,
            )
        )
        self._context.drafts.watch(dialog, "letter", contact_id, interview_id or 0)
        dialog.open()
        return dialog

    def edit_templates(self) -> TemplatesDialog:
        """Opens the dialog in which the templates are changed."""
        dialog = TemplatesDialog(self._context, parent=self._window)
        dialog.edit_requested.connect(partial(self._edit_template, dialog))
        dialog.copy_requested.connect(partial(self._add_template, dialog))
        dialog.hide_requested.connect(partial(self._hide_template, dialog))
        dialog.restore_requested.connect(partial(self._restore_template, dialog))
        self._context.drafts.watch(dialog, "templates")
        dialog.open()
        return dialog

    def _edit_template(self, dialog: TemplatesDialog, template_id: int, draft: TemplateDraft) -> None:
        self._runner.do(
            EditTemplate(template_id, draft), then=lambda _nothing: dialog.show_saved(), failed=dialog.show_problem
        )

    def _add_template(self, dialog: TemplatesDialog, draft: TemplateDraft) -> None:
        self._runner.do(AddTemplate(draft), then=dialog.show_added, failed=dialog.show_problem)

    def _hide_template(self, dialog: TemplatesDialog, template_id: int, is_hidden: bool) -> None:
        words = "Letters no longer begin from it." if is_hidden else "Letters can begin from it again."
        self._runner.do(HideTemplate(template_id, is_hidden=is_hidden), then=lambda _nothing: dialog.say(words))

    def _restore_template(self, dialog: TemplatesDialog, template_id: int) -> None:
        self._runner.do(RestoreTemplate(template_id), then=lambda _nothing: dialog.say("It is as it came."))

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    def _open(self, dialog: LetterDialog, start: LetterStart, subject: str, body: str) -> None:
        if start.email is None:
            self._copy(body)
            dialog.say(f"No e-mail address of {start.contact_name} is known: the words are on the clipboard instead.")
            return
        try:
            if len(mail_link(start.email, subject=subject, body=body)) <= LONGEST_LINK:
                self._outside.write_to(start.email, subject=subject, body=body)
                dialog.say("It is in your mail program. Once you have sent it there, come back and say so here.")
                return
            self._copy(body)
            self._outside.write_to(start.email, subject=subject[:200])
            dialog.say("The letter is too long for a link: it is on the clipboard, to be pasted into the mail.")
        except Invalid as problem:
            dialog.say(str(problem))
