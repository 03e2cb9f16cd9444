"""Forgetting a person for good: the one thing that cannot be taken back."""

import secrets
from dataclasses import field, replace

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from insidescoop.commands.promises import take_back_promises_of_entry, take_back_promises_of_interview
from insidescoop.domain.forgotten import BackupFate, Forgetting, Forgotten, Lives, marks_of
from insidescoop.domain.interviews.wrap_ups import draft_from_text, draft_text
from insidescoop.domain.problems import Missing
from insidescoop.domain.values import frozen
from insidescoop.store.entities import Contact, Interaction, InteractionContact, Interview, InterviewContact
from insidescoop.store.store import Store
from insidescoop.store.unit_of_work import UnitOfWork


@frozen
class ForgetContact:
    """Removes a person and everything that is theirs alone, from the undo history and the search too.

    Talks and timeline entries with other people stay, without this person. What others' notes say stays. `fate` is what
    becomes of the backups made before, once the store is told to finish.
    """

    contact_id: int
    fate: BackupFate = BackupFate.REWRITE
    label: str = "Forgot one person for good"
    leaves_no_trace: bool = field(default=True, init=False)

    def forgotten(self, session: Session) -> Forgotten:
        """Who it is, for their backups.

        Raises:
            Missing: the person is no longer there.
        """
        row = session.get(Contact, self.contact_id)
        if row is None:
            raise Missing("This person")
        salt = secrets.token_hex(16)
        return Forgotten(row.id, row.added_at.isoformat(), salt, marks_of(_words_of(row), salt), self.fate)

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Contact, self.contact_id)
        for entity, part, whole_id, take_back in (
            (Interaction, InteractionContact, InteractionContact.interaction_id, take_back_promises_of_entry),
            (Interview, InterviewContact, InterviewContact.interview_id, take_back_promises_of_interview),
        ):
            theirs = select(whole_id).where(part.contact_id == self.contact_id)
            alone = work.session.scalars(
                select(whole_id).where(whole_id.in_(theirs)).group_by(whole_id).having(func.count() == 1)
            ).all()
            for each in alone:
                take_back(work, each)
            work.session.execute(delete(entity).where(entity.id.in_(alone)))
        work.session.delete(row)
        work.session.flush()
        self._forget_in_wrap_ups(work)
        # An interview with others goes on; somebody has to be its main person.
        for interview in work.session.scalars(select(Interview)):
            if interview.people and interview.people[0].position != 0:
                for position, person in enumerate(interview.people):
                    person.position = position

    def _forget_in_wrap_ups(self, work: UnitOfWork) -> None:
        for interview in work.session.scalars(select(Interview).where(Interview.wrap_up_draft.is_not(None))):
            draft = draft_from_text(interview.wrap_up_draft)
            left = tuple(named for named in draft.names if named.contact_id != self.contact_id)
            if left != draft.names:
                interview.wrap_up_draft = draft_text(replace(draft, names=left))


@frozen
class ForgetInBackup:
    """Removes a forgotten person from a backup; `lives` tells whether a contact still exists in the store."""

    whom: Forgotten
    lives: Lives
    label: str = "Forgot one person for good"
    leaves_no_trace: bool = field(default=True, init=False)

    def run(self, work: UnitOfWork) -> None:
        for row in work.session.scalars(select(Contact)).all():
            if self.whom.is_of(row.id, row.added_at.isoformat(), _words_of(row), lives=self.lives):
                ForgetContact(row.id).run(work)


def finish_forgetting(store: Store) -> Forgetting:
    """Removes people forgotten in a store from its backups, as far as that is possible now."""
    return store.finish_forgetting(ForgetInBackup)


def _words_of(row: Contact) -> list[str]:
    return [row.display_name, *(email.value for email in row.emails)]
