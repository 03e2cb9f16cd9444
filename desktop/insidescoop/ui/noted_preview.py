"""What the lines of a note will become, said under the field while it is typed."""

from collections.abc import Iterable

from insidescoop.domain.meeting_notes import NotedLine, NoteKind
from insidescoop.domain.noted import FoundLine, promise_words
from insidescoop.domain.text import counted
from insidescoop.queries.namesakes import contacts_fitting, formerly_called
from insidescoop.ui.context import UiContext
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped

NOTATION = "-> I promise, by Fri\n<- they promise\n@Name they gave"
NOTATION_IN_A_MEETING = "-> I promise   <- they promise   @Name   ? still to find out"


class NotedPreview(PlainLabel):
    """A line for each promise, name and open question of a note; hidden while there is none.

    Who the conversation is with, `contact_id`, is not among the contacts that a name may stand for.
    """

    def __init__(self, context: UiContext, contact_id: int) -> None:
        super().__init__(tone="accent")
        self._context, self._contact_id = context, contact_id
        wrapped(self)
        self.hide()

    def show_found(self, found: Iterable[FoundLine]) -> None:
        """Says what the lines are taken for."""
        words = "\n".join(self._words(each) for each in found if each.line.kind is not NoteKind.NOTE)
        self.setText(words)
        self.setVisible(bool(words))

    def _words(self, found: FoundLine) -> str:
        line = found.line
        if line.name is not None:
            return f"@{line.name}: {self._name_words(line.name, found.before)}"
        if found.is_gone:
            return f"No longer promised: {line.what}; what is still to do for it goes"
        return f"{promise_words(line)}{_change(line, found.before)}"

    def _name_words(self, name: str, before: NotedLine | None) -> str:
        former = None if before is None else before.name
        if former is not None:
            was = self._context.reader.read(
                lambda session: formerly_called(session, name, former, but_for=self._contact_id)
            )
            if was is not None:
                return f"{was.name} under another name, or a new contact?"
        fitting = self._context.reader.read(lambda session: contacts_fitting(session, name, but_for=self._contact_id))
        if fitting.is_left_out:
            return "the person you talked to"
        if len(fitting.called) > 1:
            return f"{counted(len(fitting.called), 'contact')} have this name"
        if fitting.called:
            return "already a contact"
        if len(fitting.near) == 1:
            return f"{fitting.near[0].name}, or a new contact?"
        return f"one of {counted(len(fitting.near), 'contact')}, or a new one?" if fitting.near else "a new contact"


def _change(line: NotedLine, before: NotedLine | None) -> str:
    if before is None:
        return ""
    return " (new day)" if line.what == before.what else " (changed)"
