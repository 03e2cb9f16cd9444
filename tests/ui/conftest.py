"""Windows to be looked at: an empty one, one with sample data, and a busy one."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtWidgets import QApplication

from builders import MONDAY, SetClock, add_contact, add_interview, at, open_test_store
from insidescoop.commands.follow_ups import AddFollowUp
from insidescoop.commands.pitches import AddPitch
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.ui.theme.palette import Appearance, Theme
from rehearsal_stage import other_stage, stage, stage_folder
from window_fixtures import (
    empty_folder,
    filled_by,
    messages,
    opened,
    opening,
    same_font,
    sample,
    sample_folder,
)
from windows import Opened, open_window

__all__ = [
    "empty_folder", "filled_by", "messages", "opened", "opening", "other_stage", "same_font", "sample",
    "sample_folder", "stage", "stage_folder",
]  # fmt: skip


@pytest.fixture(scope="session")
def busy_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one person with a talk tomorrow, another to whom something is due, and one pitch."""
    folder = tmp_path_factory.mktemp("busy") / "data"
    store = open_test_store(folder)
    dana = add_contact(store)
    bo = add_contact(store, "Bo", "Berg")
    add_interview(store, dana, starts=at(MONDAY + timedelta(days=1)), purpose="How archives hire")
    store.do(AddFollowUp(bo, MONDAY - timedelta(days=2), "Send the article"))
    store.do(AddPitch(PitchDraft(name="Hallway", who_i_am="I mend catalogs.")))
    store.close()
    return folder


@pytest.fixture
def busy(qapp: QApplication, folder: Path, busy_folder: Path, clock: SetClock) -> Iterator[Opened]:
    copytree(busy_folder, folder)
    opened = open_window(qapp, folder, clock)
    yield opened
    opened.close_for_good()


@pytest.fixture
def counted(sample: Opened) -> Opened:
    """The sample, once its filters say how many there are of each."""
    sample.finish()
    return sample


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The colours of the program; those of the system afterwards."""
    theme = Theme(qapp)
    yield theme
    theme.choose(Appearance.SYSTEM)
    theme.deleteLater()
