"""The program without a window, as a person or a script calls it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from insidescoop.start import main
from insidescoop.system.user_files import STORE_FILE

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def data(data_with_sample: Path) -> Path:
    return data_with_sample


def run(data: Path, *words: str) -> int:
    return main(["--data-dir", str(data), "--sample", *words])


def test_the_next_talk_s_sheet_holds_the_person_the_time_the_pitch_and_the_questions(
    data: Path, tmp_path: Path
) -> None:
    target = tmp_path / "sheet.pdf"

    assert run(data, "prep-sheet", "--next", "-o", str(target)) == 0

    reader = PdfReader(target)
    text = " ".join(reader.pages[0].extract_text().split())
    assert len(reader.pages) == 1
    for fact in ("Dana Okafor", "14:00–14:20", "Maya Lindqvist", "What brought you from where you started"):
        assert fact in text


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_the_paper_can_be_chosen_and_the_answer_is_data(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], paper: str
) -> None:
    target = tmp_path / "sheet.pdf"

    run(data, "prep-sheet", "--interview", "2", "-o", str(target), "--paper", paper, "--json")

    said = json.loads(capsys.readouterr().out)
    assert (said["contact"], said["interview"]) == ("Rafael Levi", 2)
    assert int(PdfReader(target).pages[0].mediabox.width) == {"letter": 612, "a4": 595}[paper]


@pytest.mark.parametrize(("what", "least"), [("contacts", 25), ("interviews", 6), ("pitches", 3)])
def test_lists_are_lines_and_data(data: Path, capsys: pytest.CaptureFixture[str], what: str, least: int) -> None:
    run(data, "list", what)
    lines = capsys.readouterr().out.splitlines()
    run(data, "list", what, "--json")

    entries = json.loads(capsys.readouterr().out)
    assert len(lines) == len(entries) >= least


def test_what_is_due_is_listed(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(data, "list", "due", "--json")

    said = json.loads(capsys.readouterr().out)
    assert [meeting["contact"] for meeting in said["meetings"]] == ["Dana Okafor"]
    assert "Thank Rafael Levi" in [entry["what"] for entry in said["due"]]


def test_search_tells_where(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(data, "search", "lukasz", "records", "--json")

    hits = json.loads(capsys.readouterr().out)
    assert ("Łukasz Wiśniewski", "contact") in [(hit["title"], hit["kind"]) for hit in hits]


def test_check_and_about(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "check") == 0
    assert "Everything is sound" in capsys.readouterr().out
    run(data, "about", "--json")
    assert json.loads(capsys.readouterr().out)["data_folder"] == str(data / "sample")


def test_asking_about_the_program_makes_neither_a_folder_nor_a_store(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["--data-dir", str(tmp_path / "data"), "about"])

    assert code == 0
    assert str(tmp_path / "data") in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_sample_data_is_filled_once_and_never_into_the_real_store(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    run(data, "list", "contacts", "--json")
    first = capsys.readouterr().out
    run(data, "list", "contacts", "--json")

    assert capsys.readouterr().out == first
    main(["--data-dir", str(data), "list", "contacts", "--json"])
    assert json.loads(capsys.readouterr().out) == []


def test_a_problem_is_told_in_words_with_code_1(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--data-dir", str(data), "prep-sheet", "--next", "-o", str(tmp_path / "x.pdf")])

    said = capsys.readouterr()
    assert (code, said.out) == (1, "")
    assert said.err == (
        "inside-scoop: No interview is scheduled. No sheet was written. "
        "Give an interview a time first, or name one with --interview.\n"
    )


def test_a_file_that_is_no_store_is_told_with_code_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / STORE_FILE).write_bytes(b"%PDF-1.4 not a store" * 20)

    assert main(["--data-dir", str(data), "list", "contacts"]) == 1
    assert "is not an Inside Scoop file" in capsys.readouterr().err


def test_a_sheet_that_cannot_be_written_is_told_and_leaves_nothing(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, "prep-sheet", "--next", "-o", str(tmp_path / "no" / "folder" / "x.pdf")) == 1

    assert "could not be written" in capsys.readouterr().err
    assert [entry.name for entry in tmp_path.iterdir()] == ["data"]


def test_people_are_brought_in_once_and_a_dry_run_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "party.csv"
    file.write_text("Name,Email\nBo Berg,bo@x.example\n,,\n,x\n", "utf-8")
    folder = ["--data-dir", str(tmp_path / "data")]

    codes = [main([*folder, "import", str(file), "--dry-run"]), main([*folder, "import", str(file)])]
    said = capsys.readouterr().out.splitlines()
    main([*folder, "import", str(file), "--json"])

    again = json.loads(capsys.readouterr().out)
    assert codes == [0, 0]
    assert said == [
        "2 entries in party.csv: 1 new, 1 not readable.",
        "Line 4: not readable, there is no name in it",
        "Would add 1 person.",
        "2 entries in party.csv: 1 new, 1 not readable.",
        "Line 4: not readable, there is no name in it",
        "Added 1 person.",
    ]
    assert (again["added"], again["filled_in"]) == (0, 0)
    assert again["people"][0]["reason"] == "same e-mail address as Bo Berg"
    assert main([*folder, "import", str(tmp_path / "gone.csv")]) == 1


@pytest.mark.parametrize(
    "words",
    [
        ["prep-sheet", "-o", "x.pdf"],
        ["list", "everything"],
        ["unknown"],
        ["prep-sheet", "--next"],
        ["--paper"],
        ["--quick-add", "list", "due"],
        ["--quick-add", "people.vcf"],
    ],
)
def test_wrong_usage_ends_with_code_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)

    assert ended.value.code == 2


def test_it_runs_as_a_module_without_traceback_when_nobody_reads_on(data: Path) -> None:
    command = f"{sys.executable} -m insidescoop --data-dir {data} --sample list contacts --json | head -1"

    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip

    assert "Traceback" not in done.stderr
    assert done.stdout.strip() == "["


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a display")
def test_without_a_display_the_window_says_so_and_what_works_without_one(data: Path) -> None:
    no_display = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in no_display}

    ended = subprocess.run(
        [sys.executable, "-m", "insidescoop", "--data-dir", str(data)],
        capture_output=True, text=True, env=environment, check=False,
    )  # fmt: skip

    assert ended.returncode == 1
    assert "There is no display" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("words", "name", "begins"),
    [
        (["--format", "vcard"], "out.vcf", "BEGIN:VCARD\r\nVERSION:3.0"),
        (["--format", "vcard", "--vcard-version", "4.0"], "out.vcf", "BEGIN:VCARD\r\nVERSION:4.0"),
        (["--format", "csv"], "out.csv", "\ufeffFirst Name,"),
        (["--format", "csv-exact"], "out.csv", "First Name,"),
        (["--format", "ics"], "out.ics", "BEGIN:VCALENDAR"),
        (["--format", "json"], "out.json", '{\n"format": "inside-scoop-everything"'),
    ],
)
def test_everything_can_be_exported(data: Path, tmp_path: Path, words: list[str], name: str, begins: str) -> None:
    assert run(data, "export", *words, "-o", str(tmp_path / name)) == 0

    with (tmp_path / name).open(encoding="utf-8", newline="") as file:
        assert file.read(len(begins)) == begins


def test_only_those_who_match_are_exported(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = str(tmp_path / "out.vcf")

    run(data, "export", "--format", "vcard", "-o", target, "--selected", "org:harbor", "--json")
    said = json.loads(capsys.readouterr().out)
    refused = run(data, "export", "--format", "json", "-o", str(tmp_path / "out.json"), "--selected", "org:harbor")

    assert 0 < said["people"] < 28
    assert (tmp_path / "out.vcf").read_text("utf-8").count("BEGIN:VCARD") == said["people"]
    assert refused == 1
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "csv", "--part", "interviews"], "--part chooses a part of a calendar, and csv is none."),
        (["--format", "json", "--part", "follow_ups"], "--part chooses a part of a calendar, and json is none."),
        (["--format", "vcard", "--selected", "tag:nix"], "Nobody matches tag:nix."),
    ],
)
def test_an_export_that_would_not_hold_what_was_asked_for_is_refused(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert run(data, "export", *words, "-o", str(tmp_path / "out.file")) == 1

    assert said in capsys.readouterr().err
    assert not list(tmp_path.glob("out.*"))


def test_a_whole_store_is_carried_over_and_into_an_empty_one_only(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "all.json"
    run(data, "export", "--format", "json", "-o", str(target))
    other = ["--data-dir", str(tmp_path / "other")]

    codes = [main([*other, "import", str(target), *words]) for words in ((), (), ("--dry-run",))]
    said = capsys.readouterr()
    main([*other, "export", "--format", "json", "-o", str(tmp_path / "again.json")])

    tables = [json.loads(file.read_text("utf-8"))["tables"] for file in (target, tmp_path / "again.json")]
    assert codes == [0, 1, 1]
    assert "Loaded everything from all.json" in said.out
    assert "Would load" not in said.out
    assert "There is data here already" in said.err
    assert tables[0] == tables[1]


def test_an_invitation_is_planned_and_its_change_taken_when_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def invite(hour: int) -> Path:
        file = tmp_path / "invite.ics"
        file.write_text(
            "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nSUMMARY:Talk\n"
            f"DTSTART:20261126T{hour}0000Z\nORGANIZER;CN=Bo Berg:mailto:bo@x.example\nEND:VEVENT\nEND:VCALENDAR\n"
        )
        return file

    def said(*words: str, hour: int = 18) -> tuple[int, int]:
        main(["--data-dir", str(tmp_path / "data"), "import", str(invite(hour)), "--json", *words])
        answer = json.loads(capsys.readouterr().out)
        return answer["planned"], answer["updated"]

    assert said("--dry-run") == (1, 0)
    assert said() == (1, 0)
    assert said() == (0, 0)
    assert said(hour=19) == (0, 0)
    assert said("--accept-changes", hour=19) == (0, 1)
    assert said("--accept-changes", hour=19) == (0, 0)


def test_a_file_that_is_there_is_written_over_only_when_that_is_said(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "people.list"
    target.write_text("mine", "utf-8")
    words = ("export", "--format", "csv-exact", "-o", str(target))

    assert run(data, *words) != 0
    assert target.read_text("utf-8") == "mine"
    assert "--overwrite" in capsys.readouterr().err

    assert run(data, *words, "--overwrite") == 0
    assert "Okafor" in target.read_text("utf-8")
    # The name is taken as it was given: no ending of ours is put behind it.
    assert [path.name for path in tmp_path.glob("people*")] == ["people.list"]


def test_how_the_columns_of_an_unknown_table_are_read_is_told(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "list.csv"
    table.write_text("Wer;Firma;Wetter\nAda Byron;Analytical;rain\n", "utf-8")
    run(data, "import", str(table), "--dry-run")
    lines = capsys.readouterr().out
    run(data, "import", str(table), "--dry-run", "--json")

    said = json.loads(capsys.readouterr().out)
    assert "Column “Wer” is read as: Whole name" in lines
    assert said["columns"] == [
        {"heading": "Wer", "meaning": "name"},
        {"heading": "Firma", "meaning": "organization"},
        {"heading": "Wetter", "meaning": "note"},
    ]


@pytest.mark.parametrize(
    "text",
    [
        "DKIM-Signature: v=1; a=rsa-sha256\nFrom: Kim Moe <kim@moe.example>\n\nHello Dana,\nsee you, Kim\n",
        "# people\ndn: cn=Dana Roe\nmail: dana@roe.example\n",
        "Dana Roe runs the archive, and she knows everyone there.\nKim Moe, her deputy, writes a great many letters.\n",
    ],
)
def test_what_is_no_list_of_contacts_adds_nobody_and_ends_with_one(
    text: str, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "x.txt"
    file.write_text(text, "utf-8")

    assert main(["--data-dir", str(data), "import", str(file)]) == 1

    assert "Nothing was read and nothing was changed." in capsys.readouterr().err
    main(["--data-dir", str(data), "list", "contacts", "--json"])
    assert json.loads(capsys.readouterr().out) == []
