import ast
import subprocess
import sys
from pathlib import Path

import pytest

import dev


def test_a_summary_names_what_failed() -> None:
    told = dev.summary([("linter", 0, 0.4), ("tests", 1, 12.0)])

    assert told.splitlines() == [
        "linter       passed      0.4 s",
        "tests        FAILED     12.0 s",
        "Failed: tests.",
    ]


def test_a_summary_without_failures_says_so() -> None:
    assert dev.summary([("linter", 0, 0.4)]).endswith("All passed.")


def test_every_step_runs_even_when_one_fails_and_the_whole_fails(capfd: pytest.CaptureFixture[str]) -> None:
    fails = [sys.executable, "-c", "raise SystemExit(3)"]
    speaks = [sys.executable, "-c", "print('I ran too')"]

    code = dev._run_all([("first", fails), ("second", speaks)])

    assert code == 1
    assert "I ran too" in capfd.readouterr().out


def test_a_step_that_fails_beside_the_others_fails_the_run_and_is_told_of_last(
    capfd: pytest.CaptureFixture[str],
) -> None:
    fails = [sys.executable, "-c", "print('an error'); raise SystemExit(3)"]
    speaks = [sys.executable, "-c", "print('I ran too')"]

    code = dev._run_all([("types", fails), ("tests", speaks)], beside="types")

    assert code == 1
    told = capfd.readouterr().out
    assert told.index("I ran too") < told.index("an error") < told.index("Failed: types.")


@pytest.mark.parametrize(
    ("words", "is_window"),
    [
        ([], True),
        (["--sample"], True),
        (["--data-dir", "somewhere", "--sample"], True),
        (["--data-dir=somewhere"], True),
        (["--sample", "list", "contacts"], False),
        (["--data-dir", "somewhere", "check"], False),
        (["--help"], False),
    ],
)
def test_only_words_without_a_subcommand_ask_for_the_window(words: list[str], is_window: bool) -> None:
    assert dev._asks_for_a_window(words) is is_window


def test_further_words_for_a_command_that_takes_none_are_wrong_usage() -> None:
    with pytest.raises(SystemExit) as end:
        dev.main(["check", "tests"])

    assert end.value.code == 2


def test_the_build_modules_for_setting_up_need_nothing_but_the_standard_library(root: Path) -> None:
    own = {"debian", "environment", "lock_file", "qt_libraries", "synthesizer"}

    for name in ("dev", *own):
        tree = ast.parse((root / "build" / f"{name}.py").read_text(encoding="utf-8"))
        imported = {
            (node.module if isinstance(node, ast.ImportFrom) else alias.name) or ""
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        assert {module.split(".")[0] for module in imported} <= sys.stdlib_module_names | own


def test_an_old_python_can_read_the_first_file_to_its_sentence(root: Path) -> None:
    # Parsed with the grammar of 3.7, the oldest that ast knows: the check of the version must be reached there.
    ast.parse((root / "build" / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_a_python_of_the_wrong_age_ends_with_a_sentence_and_no_traceback(root: Path) -> None:
    pretend = (
        "import sys, runpy; sys.version_info = (3, 8, 1);"
        f"runpy.run_path({str(root / 'build' / 'dev.py')!r}, run_name='__main__')"
    )

    ended = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True, check=False)

    assert ended.returncode == 1
    assert "Inside Scoop needs Python 3.11, 3.12 or 3.13; this is Python 3.8" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_ci_runs_the_test_command_of_the_readme(root: Path) -> None:
    script = (root / ".ci" / "run").read_text(encoding="utf-8")

    assert "set -euo pipefail" in script
    assert script.rstrip().endswith("exec python3 build/dev.py test")


def test_the_first_screen_of_the_readme_holds_exactly_the_two_commands(root: Path) -> None:
    first_screen = (root / "README.md").read_text(encoding="utf-8").splitlines()[:24]

    commands = [line for line in first_screen if line.startswith(("python", "pip", "git", "cd ", "sudo", "./"))]

    assert commands == ["python3 build/dev.py run --sample", "python3 build/dev.py test"]


def test_what_is_imported_is_compiled_once_for_all_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")

    code = dev._run_all([("writes", [sys.executable, "-c", "import sys; sys.exit(sys.dont_write_bytecode)"])])

    assert code == 0


def test_a_release_is_checked_by_everything_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[str, list[str]]] = []
    for module, name in (
        (dev.environment, "prepare"),
        (dev.qt_libraries, "ensure_for_tests"),
        (dev.qt_libraries, "ensure_for_bundle"),
        (dev.synthesizer, "ensure"),
    ):
        monkeypatch.setattr(module, name, lambda: None)
    monkeypatch.setattr(dev, "_run_all", lambda steps: ran.extend(steps) or 0)

    assert dev.main(["release-check"]) == 0

    names = [name for name, _command in ran]
    used = ["bundle used", "package", "package used", "bare Debian"] if sys.platform == "linux" else []
    assert names == [
        "linter",
        "formatting",
        "types",
        "contracts",
        "tests",
        "pictures",
        "bundle",
        *used,
        "benchmark",
        "protections",
        "soak",
    ]
    assert dict(ran)["tests"][-3:] == ["--hypothesis-profile=searching", "-m", "thorough or not thorough"]
    assert all(Path(command[1]).is_file() for name, command in ran[5:])
