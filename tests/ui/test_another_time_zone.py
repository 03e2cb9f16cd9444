"""A laptop taken to another time zone while the window is open: what is shown follows."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import time as wall
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from builders import MONDAY, SetClock, add_contact, add_interview, at, open_test_store
from insidescoop.commands.interactions import LogInteraction
from insidescoop.domain.interactions import InteractionDraft, InteractionKind
from insidescoop.domain.moments import Moment
from insidescoop.system.clock import Clock
from windows import Opened, open_window


@dataclass
class TravellingClock(SetClock):
    """A clock whose machine can be set to another zone."""

    machine_zone: str = "America/New_York"

    def look_at_zone(self) -> bool:
        before, self.zone = self.zone, self.machine_zone
        return self.zone != before


@pytest.fixture
def travelling() -> TravellingClock:
    return TravellingClock()


@pytest.fixture
def laptop(qapp: QApplication, folder: Path, empty_folder: Path, travelling: TravellingClock) -> Iterator[Opened]:
    """A window with an interview at 14:00 in New York, and a call logged late on Saturday there."""
    copytree(empty_folder, folder)
    store = open_test_store(folder, travelling)
    contact_id = add_contact(store)
    interview_id = add_interview(store, contact_id, starts=at(MONDAY, wall(14)))
    saturday = Moment(datetime(2026, 11, 22, 4, 0, tzinfo=UTC), "America/New_York")
    store.do(LogInteraction(InteractionDraft((contact_id,), InteractionKind.CALL, saturday)))
    store.close()
    opened = open_window(qapp, folder, travelling)
    opened.controller.interviews.go_to(interview_id)
    opened.finish()
    yield opened
    opened.close_for_good()


def last_contact(opened: Opened) -> str:
    model = opened.controller.contacts.people.table.model()
    titles = [
        model.headerData(place, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        for place in range(model.columnCount())
    ]
    return model.index(0, titles.index("Last contact")).data()


def test_what_is_shown_is_in_the_new_zone_within_a_minute(laptop: Opened, travelling: TravellingClock) -> None:
    before = last_contact(laptop), laptop.controller.interviews.editor.when.other_clocks.text()
    travelling.machine_zone = "Asia/Tokyo"

    laptop.controller.today.clock.timeout.emit()
    laptop.finish()

    after = last_contact(laptop), laptop.controller.interviews.editor.when.other_clocks.text()
    assert "Asia/Tokyo" in laptop.said()
    assert before == ("2 days ago", "")
    assert after[0] == "yesterday"
    assert "04:00" in after[1]


def test_coming_back_to_the_window_looks_at_the_zone_too(laptop: Opened, travelling: TravellingClock) -> None:
    travelling.machine_zone = "Asia/Tokyo"

    QApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    laptop.finish()

    assert laptop.controller.today._shown.day == MONDAY
    assert travelling.zone == "Asia/Tokyo"
    assert last_contact(laptop) == "yesterday"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows is asked in another way")
def test_the_clock_follows_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "America/New_York")
    clock = Clock()

    looks = [clock.look_at_zone()]
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    looks += [clock.look_at_zone(), clock.look_at_zone()]

    assert looks == [False, True, False]
    assert clock.zone == "Asia/Tokyo"
    monkeypatch.setenv("TZ", before) if before else monkeypatch.delenv("TZ")
    clock.look_at_zone()
