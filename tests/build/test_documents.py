"""The documents stay true where that can be looked up: links, names of files and tests, sizes, decisions."""

import ast
import re
from pathlib import Path

import pytest

from bench_table import MARKDOWN_HEAD, markdown
from insidescoop import __version__

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "desktop" / "insidescoop"
RECORDS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
LIVING = [document for document in DOCUMENTS if document not in RECORDS]
"""Those that speak of today's files; a record of a decision names them as they were then."""

_MADE_AT_RUN_TIME = {"window.json", "rehearsal.json", "backups.json", "forgetting.json", "window.lock", "store.lock"}
_LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
_FILE = re.compile(r"`([\w./-]+\.(?:py|json|toml|txt|md|lock))(?:::\w+)?`")
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
_FOLDERS = ("build", "desktop", "docs", "resources", "tests")
_FILES = [f"/{path.relative_to(ROOT).as_posix()}" for folder in _FOLDERS for path in (ROOT / folder).rglob("*.*")]
_FILES += [f"/{path.name}" for path in ROOT.glob("*.*")]


def _named(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("document", DOCUMENTS, ids=_named)
def test_every_link_leads_to_a_file(document: Path) -> None:
    links = [link for link in _LINK.findall(document.read_text("utf-8")) if not link.startswith(("https:", "mailto:"))]

    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", LIVING, ids=_named)
def test_every_file_that_is_named_is_there(document: Path) -> None:
    named = set(_FILE.findall(document.read_text("utf-8"))) - _MADE_AT_RUN_TIME

    assert [name for name in named if not any(path.endswith(f"/{name}") for path in _FILES)] == []


def test_the_architecture_fits_on_two_pages_and_names_every_package() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")

    rows = [line for line in text.splitlines() if line.startswith("| ")]
    packages = {path.parent.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("__init__.py")} - {"."}
    assert len(text.splitlines()) <= 120
    # Packages of the domain and of widgets are named by their last part, in the row of the whole.
    assert {package for package in packages if not any(_is_named(package, row) for row in rows)} == set()


def _is_named(package: str, row: str) -> bool:
    last = package.split("/")[-1]
    return f"`{package}/`" in row or (package.startswith(("domain/", "ui/widgets/")) and f"`{last}/`" in row)


def test_every_invariant_names_a_test_that_is_there() -> None:
    named = _TEST.findall((ROOT / "ARCHITECTURE.md").read_text("utf-8"))

    assert 0 < len(named) <= 10
    assert [f"{path}::{test}" for path, test in named if test not in _names_in(ROOT / path)] == []


def _names_in(module: Path) -> set[str]:
    body = ast.parse(module.read_text("utf-8")).body
    functions = {node.name for node in body if isinstance(node, ast.FunctionDef)}
    return functions | {node.id for each in body if isinstance(each, ast.Assign) for node in ast.walk(each)
                        if isinstance(node, ast.Name)}  # fmt: skip


def test_decisions_are_numbered_without_gaps_and_listed() -> None:
    listed = (ROOT / "docs" / "decisions" / "README.md").read_text("utf-8")

    assert [int(record.name[:4]) for record in RECORDS] == list(range(1, len(RECORDS) + 1))
    assert [record.name for record in RECORDS if f"]({record.name})" not in listed] == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_a_decision_is_one_page_in_the_usual_form(record: Path) -> None:
    lines = record.read_text("utf-8").splitlines()

    assert re.fullmatch(rf"# {int(record.name[:4])}\. .+", lines[0])
    assert re.match(r"Status: (?:accepted|superseded by \[.+\]\(.+\)), \d{4}-\d\d-\d\d", lines[2])
    assert [line for line in lines if line.startswith("## ")] == ["## Context", "## Decision", "## Consequences"]
    assert len(lines) <= 60


def test_every_name_in_the_glossary_is_in_the_code() -> None:
    rows = [line.split(" | ") for line in (ROOT / "docs" / "glossary.md").read_text("utf-8").splitlines()]
    source = "\n".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))

    names = {name for row in rows if len(row) == 4 for name in re.findall(r"`(\w+)`", row[2])}
    assert len(names) > 40
    assert {name for name in names if not re.search(rf"\b{name}\b", source)} == set()


def test_the_page_on_performance_is_the_one_that_the_benchmark_prints() -> None:
    page = (ROOT / "docs" / "performance.md").read_text("utf-8")
    printed = markdown([], measured_on="a day", machine="a machine").splitlines()

    head, rows = page.splitlines()[: len(MARKDOWN_HEAD)], page.split("Measured on ")[1].splitlines()
    assert head == list(MARKDOWN_HEAD)
    assert rows[1:4] == printed[len(MARKDOWN_HEAD) + 1 :][:3]


def test_the_pictures_of_the_readme_are_there_and_small() -> None:
    shown = set(re.findall(r'(?:src|srcset)="([^"]+)"', (ROOT / "README.md").read_text("utf-8")))
    made = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "pictures").glob("*.png")}

    assert shown == made
    assert {name for name in made if (ROOT / name).stat().st_size > 150_000} == set()


def test_the_changelog_begins_with_what_is_unreleased_and_names_the_version() -> None:
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)

    assert headings[0] == "Unreleased"
    assert __version__ in headings


def test_hooks_and_workflow_type_the_commands_of_the_readme() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")

    assert "python3 build/dev.py check" in hooks
    assert "https:" not in hooks
    assert "run: python build/dev.py test\n" in workflow
    assert "run: python build/dev.py run --sample list contacts\n" in workflow
