"""The first start after an update: the user is told once that earlier changes can no longer be undone."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from builders import SetClock, kept_store
from insidescoop.commands.contacts import AddContact
from insidescoop.domain.contacts import ContactDraft
from insidescoop.start import main
from windows import open_window


def test_the_window_says_that_what_was_done_before_cannot_be_undone_until_the_next_step(
    qapp: QApplication, clock: SetClock, tmp_path: Path
) -> None:
    older = kept_store(4, tmp_path / "older").parent
    opened = open_window(qapp, older, clock)

    told = opened.said()
    opened.runner.do(AddContact(ContactDraft(given_name="Mine")))
    opened.finish()
    after_a_step = opened.said()
    opened.close_for_good()
    again = open_window(qapp, older, clock)

    assert "can no longer be undone" in told
    assert after_a_step == "Added Mine"
    assert again.said() == ""
    again.close_for_good()


def test_the_command_line_says_it_once_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    older = kept_store(4, tmp_path / "older").parent

    codes = [main(["--data-dir", str(older), "list", "pitches"]) for _ in range(2)]

    assert codes == [0, 0]
    assert capsys.readouterr().err.count("can no longer be undone") == 1
