"""The program as a process with hardly any memory, or file handles: it says so or works, and the data is whole."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from builders import add_contact, open_test_store
from insidescoop.queries.soundness import soundness
from insidescoop.store.store import Store

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits are set as Linux knows them")

LIMITED = """
import resource, sys
from insidescoop.start import main
which, limit = getattr(resource, sys.argv[1]), int(sys.argv[2])
resource.setrlimit(which, (limit, limit))
sys.exit(main(sys.argv[3:]))
"""
CARDS = "".join(f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:G{n} F{n}\r\nN:F{n};G{n};;;\r\nEND:VCARD\r\n" for n in range(3_000))


def limited(folder: Path, which: str, limit: int, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-P", "-c", LIMITED, which, str(limit), "--data-dir", str(folder), *words],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )


def people_in(folder: Path) -> int:
    """How many people there are, in a store that is sound."""
    opened = open_test_store(folder)
    with opened.reading() as session:
        found = soundness(session)
    opened.close()
    assert found.faults == ()
    return found.rows["contact"]


@pytest.mark.parametrize("limit", [6, 12])
def test_with_hardly_any_file_handles_an_import_is_whole_or_nothing_and_told(
    store: Store, folder: Path, tmp_path: Path, limit: int
) -> None:
    add_contact(store)
    store.close()
    (tmp_path / "cards.vcf").write_text(CARDS[:20_000], newline="")

    done = limited(folder, "RLIMIT_NOFILE", limit, "import", str(tmp_path / "cards.vcf"))

    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr
    assert (people_in(folder) > 1) == (done.returncode == 0)
    assert done.returncode == 0 or done.stderr.startswith("inside-scoop: ")


@pytest.mark.parametrize("megabytes", [0, 24])
def test_with_hardly_any_memory_an_import_is_whole_or_nothing_and_told(
    store: Store, folder: Path, tmp_path: Path, megabytes: int
) -> None:
    add_contact(store)
    store.close()
    (tmp_path / "cards.vcf").write_text(CARDS, newline="")
    room = _taken_by_libraries() + (megabytes << 20)

    done = limited(folder, "RLIMIT_AS", room, "import", str(tmp_path / "cards.vcf"))

    assert done.returncode in (0, 1)
    assert (people_in(folder) > 1) == (done.returncode == 0)
    assert done.returncode == 0 or done.stderr.startswith("inside-scoop: ")


def _taken_by_libraries() -> int:
    """Bytes of address space of a process that has loaded what an import needs."""
    code = (
        "import insidescoop.cli, insidescoop.store.store, insidescoop.cli_files; print(open('/proc/self/statm').read())"
    )
    said = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True).stdout
    return int(said.split()[0]) * os.sysconf("SC_PAGE_SIZE")
