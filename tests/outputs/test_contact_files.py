"""Files of chosen people."""

import base64
import stat
from pathlib import Path

import pytest

from builders import ZONE, add_contact
from insidescoop.commands.photos import put_photo
from insidescoop.domain.acquaintance import ReplyPattern
from insidescoop.domain.contacts import Labelled
from insidescoop.domain.problems import Missing, Problem
from insidescoop.inputs.contact_files import read_file
from insidescoop.outputs.contact_files import ContactFormat, export_contacts
from insidescoop.store.store import Store
from insidescoop.store.unit_of_work import UnitOfWork


class _PutPhoto:
    label = "Set photo"

    def __init__(self, contact_id: int) -> None:
        self.contact_id = contact_id

    def run(self, work: UnitOfWork) -> None:
        put_photo(work, self.contact_id, base64.b64encode(b"\xff\xd8 a picture").decode())


@pytest.fixture
def people(store: Store) -> tuple[int, int]:
    dana = add_contact(
        store, emails=(Labelled("dana@harbor.example", "work"),), organization="Harbor", tags=("alumni",),
        notes="Likes maps", own_reply_pattern=ReplyPattern.SILENT,
    )  # fmt: skip
    store.do(_PutPhoto(dana))
    return dana, add_contact(store, "Łukasz", "Wiśniewski", phones=(Labelled("+48 22 555 01 23"),))


def _export(store: Store, ids: tuple[int, ...], path: Path, kind: ContactFormat) -> Path:
    with store.reading() as session:
        assert export_contacts(session, ids, path, kind) == len(ids)
    return path


@pytest.mark.parametrize("kind", ContactFormat)
def test_people_come_back_from_the_file_in_their_order(
    store: Store, people: tuple[int, int], tmp_path: Path, kind: ContactFormat
) -> None:
    path = _export(store, people[::-1], tmp_path / f"people{kind.suffix}", kind)

    with store.reading() as session:
        plan = read_file(session, path, zone=ZONE).plan
    assert plan is not None
    lukasz, dana = (planned.person for planned in plan.people)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert lukasz.draft.shown_name == "Łukasz Wiśniewski"
    assert (dana.draft.emails, dana.draft.organization) == ((Labelled("dana@harbor.example", "work"),), "Harbor")
    assert (dana.draft.tags, dana.draft.notes) == (("alumni",), "Likes maps")
    assert dana.photo == (None if kind.suffix == ".csv" else b"\xff\xd8 a picture")
    assert b"silent" not in path.read_bytes().lower()


def test_an_export_that_cannot_be_written_leaves_the_old_file(
    store: Store, people: tuple[int, int], tmp_path: Path
) -> None:
    with pytest.raises(Problem, match="could not be written"):
        _export(store, people, tmp_path / "no" / "folder.vcf", ContactFormat.VCARD_3)
    with pytest.raises(Missing):
        _export(store, (999,), tmp_path / "nobody.vcf", ContactFormat.VCARD_3)

    assert list(tmp_path.glob("*.vcf")) == []
