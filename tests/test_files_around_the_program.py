"""Files that lie where the program is started, or in the home folder, and that no part of it may run."""

import os
import subprocess
import sys
from pathlib import Path

RUN = "reportlab_settings.py", "reportlab_mods.py", ".reportlab_settings", ".reportlab_mods"
MARK = """
from pathlib import Path
with Path({marks!r}).open("a") as marks:
    marks.write("{name}\\n")
"""


def test_settings_of_reportlab_from_outside_the_program_are_never_run(data_with_sample: Path, tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    around, home = tmp_path / "around", tmp_path / "home"
    for folder in (around, home):
        folder.mkdir()
        for name in RUN:
            (folder / name).write_text(MARK.format(marks=str(marks), name=f"{folder.name}/{name}"))
    words = ["--data-dir", str(data_with_sample), "--sample", "prep-sheet", "--next", "-o", str(tmp_path / "sheet.pdf")]

    done = subprocess.run(
        [sys.executable, "-m", "insidescoop", *words],
        cwd=around,
        env={**os.environ, "HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": str(around)},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode == 0, done.stderr
    assert not marks.exists(), marks.read_text()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
