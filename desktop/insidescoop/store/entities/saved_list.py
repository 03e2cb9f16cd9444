"""The saved-list entity: a filter over the contacts that the user gave a name."""

from sqlalchemy.orm import Mapped

from insidescoop.domain.changes import Kind
from insidescoop.store.base import Base, marked


class SavedList(Base):
    """A named filter; `filter_text` is the filter as it is typed into the search field."""

    __tablename__ = "saved_list"
    __table_args__ = marked(kind=Kind.SAVED_LIST)

    name: Mapped[str]
    filter_text: Mapped[str]
