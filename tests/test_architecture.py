"""The house's rules as sentences."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Boolean, Integer, Text
from sqlalchemy.types import TypeDecorator

from insidescoop.domain.changes import Kind
from insidescoop.store.base import Base, marks_of
from insidescoop.store.entities import Contact
from insidescoop.store.indexes.search_index import trigger_statements as search_trigger_statements
from insidescoop.store.journal import trigger_statements

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "desktop" / "insidescoop"
MODULES = sorted(PACKAGE.rglob("*.py"))
TABLES = Base.metadata.sorted_tables
assert Contact.__table__ in TABLES


@cache
def nodes_of(module: Path) -> tuple[ast.AST, ...]:
    """Every node of a module's source, outermost first."""
    return tuple(ast.walk(ast.parse(module.read_text("utf-8"))))


def called_in(module: Path) -> str:
    """A module as `ui/application.py`."""
    return module.relative_to(PACKAGE).as_posix()


def names_in(module: Path) -> set[str]:
    return {node.id for node in nodes_of(module) if isinstance(node, ast.Name)}


def attributes_in(module: Path) -> set[str]:
    return {node.attr for node in nodes_of(module) if isinstance(node, ast.Attribute)}


def test_every_import_contract_holds() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_foreign_key_is_indexed() -> None:
    bare = [
        f"{table.name}.{column.name}"
        for table in TABLES
        for column in table.columns
        if column.foreign_keys and not any(next(iter(index.columns)) is column for index in table.indexes)
    ]

    assert bare == []


def test_every_table_has_its_three_journal_triggers() -> None:
    names = [statement.split()[2] for statement in trigger_statements(Base.metadata)]

    assert names == [f"journal_{table.name}_{verb}" for table in TABLES for verb in ("insert", "update", "delete")]


def test_row_images_lose_nothing_because_only_whole_numbers_and_texts_are_kept() -> None:
    for table in TABLES:
        for column in table.columns:
            kept_as = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
            assert isinstance(kept_as, Text | Integer | Boolean), f"{table.name}.{column.name}"


# Words the program chooses, folded copies, zone names, references, and texts a version keeps that its pitch holds.
NOT_TYPED = {
    "organization": {"name_key"},
    "contact": {"own_display_name", "sort_name", "time_zone"},
    "contact_email": {"match_key"},
    "contact_phone": {"match_key"},
    "contact_link": {"match_key"},
    "contact_tag": {"tag_key"},
    "contact_photo": {"data"},
    "interaction": {"happened_zone"},
    "follow_up": {"rule", "reason"},
    "follow_up_rule": {"rule_id", "what", "cancels"},
    "holiday": {"name", "source"},
    "pitch_version": {"text", "source"},
    "pitch_sentence": {"section", "home"},
    "pitch_wording": {"section"},
    # Words about words: what they are about is found in the pitches.
    "silenced_check": {"name"},
    "plain_word": {"term", "plain"},
    "known_word": {"word"},
    "rehearsal": {"word_timings", "recording", "sentence_timings"},
    "question": {"built_in_id", "category", "tiara", "settings"},
    # The draft of a wrap-up is found once it is done: then its texts stand in columns of their own.
    "interview": {"starts_zone", "closing_asked", "wrap_up_draft", "calendar_uid"},
    "template": {"built_in_id"},
    "profile": {"work_days", "home_country"},
    # Lists to choose from: what a person carries of them is found with the person.
    "vocabulary_term": {"built_in_id", "name", "short", "note"},
    "saved_list": {"name", "filter_text"},
    "column_mapping": {"headings", "meanings"},
}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_everything_the_user_types_is_searched(table: object) -> None:
    marks = marks_of(table)
    texts = {column.name for column in table.columns if isinstance(column.type, Text)}

    assert texts - {*marks.names, *marks.words} == NOT_TYPED.get(table.name, set())


def test_every_kind_with_text_has_search_triggers() -> None:
    roots = {statement.split()[2].split("_by_")[0].removeprefix("search_") for statement in
             search_trigger_statements(Base.metadata)}  # fmt: skip

    kinds = {marks_of(Base.metadata.tables[root]).kind for root in roots}
    assert kinds == set(Kind) - {Kind.FOLLOW_UP_RULE, Kind.TERM, Kind.SAVED_LIST, Kind.HOLIDAY, Kind.COLUMN_MAPPING}


def test_no_file_grows_past_400_lines() -> None:
    lines = {called_in(module): len(module.read_text("utf-8").splitlines()) for module in MODULES}

    assert {module: count for module, count in lines.items() if count > 400} == {}


_LAZY = {
    "domain/duplicates/merging.py",
    "domain/duplicates/organizations.py",
    "domain/emails.py",
    "domain/follow_ups/holidays.py",
    "domain/names/comparing.py",
    "domain/phones.py",
    "domain/rehearsal/rehearsals.py",
    "exchange/calendar_reading.py",
    "exchange/calendar_writing.py",
    "outputs/answer_matrices.py",
    "outputs/effort_reports.py",
    "outputs/network_maps.py",
    "outputs/pitch_cards.py",
    "outputs/prep_sheets.py",
    "speech/alignment.py",
    "queries/already_here.py",
    "start.py",
    "store/encryption/connecting.py",
    "system/arguments.py",
    "system/clock.py",
    "system/log.py",
    "system/photos.py",
    "system/spelling.py",
    "ui/application.py",
    "ui/contacts/contact_controller.py",
    "ui/contacts/controller.py",
    "ui/contacts/introduction_controller.py",
    "ui/contacts/quick_add_controller.py",
    "ui/effort/controller.py",
    "ui/effort/window.py",
    "ui/error_messages.py",
    "ui/help_controller.py",
    "ui/interviews/controller.py",
    "ui/main_window_controller.py",
    "ui/pitches/controller.py",
    "ui/preferences/controller.py",
    "ui/repair/check_controller.py",
    "ui/rehearsal/controller.py",
    "ui/run_quick_add.py",
    "ui/run_window.py",
    "ui/sound/helper.py",
    "ui/theme/icons.py",
}


def test_imports_stand_at_the_top_but_where_start_up_asks_for_it() -> None:
    lazy = {
        called_in(module)
        for module in MODULES
        # Most files have no import that is indented: walking through each of their functions takes seconds.
        if re.search(r"^ +(from|import) ", module.read_text("utf-8"), re.MULTILINE)
        for function in nodes_of(module)
        if isinstance(function, ast.FunctionDef)
        if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function))
    }

    assert lazy == _LAZY


_BELOW_THE_WINDOW = ("domain", "system", "store", "commands", "queries", "exchange", "documents", "outputs", "speech")


def test_tests_below_the_window_know_no_qt() -> None:
    tests = [path for floor in _BELOW_THE_WINDOW for path in sorted((ROOT / "tests" / floor).glob("*.py"))]

    assert tests
    assert [path.name for path in tests if "PySide6" in path.read_text("utf-8")] == []


_REACHES_OUT = {"socket", "ssl", "urllib", "http", "ftplib", "smtplib", "requests", "asyncio", "webbrowser"}


def _imported_by(module: Path) -> Iterator[str]:
    for node in nodes_of(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_nothing_in_the_program_can_reach_a_network() -> None:
    reaching = [
        (called_in(module), name)
        for module in MODULES
        for name in _imported_by(module)
        if name.split(".")[0] in _REACHES_OUT or any(part in name for part in ("QtNetwork", "QtWebEngine"))
    ]

    assert reaching == []


_GATE = "ui/external_links.py"


_OPENS = {"QDesktopServices", "openUrl", "startfile", "setOpenExternalLinks", "fromUserInput"}


def test_only_one_module_opens_anything_outside_the_program() -> None:
    opens = {}
    for module in MODULES:
        imported = {alias.name for node in nodes_of(module) if isinstance(node, ast.ImportFrom) for alias in node.names}
        if found := _OPENS & (names_in(module) | attributes_in(module) | imported):
            opens[called_in(module)] = found

    assert opens == {_GATE: {"QDesktopServices", "openUrl"}}


_READS_MARKUP = {"setHtml", "insertHtml", "appendHtml", "setMarkdown"}


def test_no_widget_reads_markup() -> None:
    readers = []
    for module in sorted((PACKAGE / "ui").rglob("*.py")):
        labels = {"QLabel"} if module.stem != "plain_text" else set()
        if attributes_in(module) & _READS_MARKUP or names_in(module) & ({"QTextBrowser", "QTextEdit"} | labels):
            readers.append(called_in(module))

    assert readers == []


def _opens_to_write(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    modes = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return called in {"open", "fdopen"} and any(set(mode) & set("wax") and len(mode) <= 3 for mode in modes)


def test_every_day_is_typed_into_the_one_field_for_days() -> None:
    sources = {path: path.read_text() for path in sorted((PACKAGE / "ui").rglob("*.py"))}

    assert [path.name for path, source in sources.items() if "QDateEdit" in source or "QDateTimeEdit" in source] == []
    assert [path.name for path, source in sources.items() if "QCalendarWidget(" in source] == ["day_field.py"]


def test_files_are_written_whole_by_one_function_only() -> None:
    writers = {"write_text", "write_bytes", "QSaveFile"}
    writing = [
        called_in(module)
        for module in MODULES
        if (attributes_in(module) | names_in(module)) & writers or any(map(_opens_to_write, nodes_of(module)))
    ]

    assert writing == ["system/atomic_file.py"]


def _loaded_by(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(' '.join(sys.modules))"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    return set(done.stdout.split())


def test_the_window_is_there_before_heavy_libraries_are_loaded() -> None:
    loaded = _loaded_by("import insidescoop.ui.run_window")

    assert "PySide6.QtWidgets" in loaded
    heavy = {
        "insidescoop.ui.widgets.record_table",
        "sqlalchemy",
        "reportlab",
        "uharfbuzz",
        "bidi",
        "PIL",
        "PySide6.QtPdf",
        "PySide6.QtPrintSupport",
    }
    assert not loaded & heavy


def test_no_hook_is_left_on_the_import_statement() -> None:
    loaded = _loaded_by(
        "import builtins, linecache; plain = builtins.__import__; import insidescoop.ui.main_window_controller\n"
        "assert builtins.__import__ is plain\n"
        "assert not [name for name in linecache.cache if name.endswith(('ui/main_window.py', 'orm/session.py'))]"
    )

    assert "sqlalchemy.orm" in loaded


def test_frozen_values_are_made_without_compiling_six_methods_each() -> None:
    plain = [
        called_in(module) for module in MODULES if "@dataclass(frozen=True, slots=True)" in module.read_text("utf-8")
    ]

    assert plain == []


def test_the_full_window_still_waits_for_paper_libraries() -> None:
    loaded = _loaded_by("import insidescoop.ui.main_window_controller")

    assert "sqlalchemy" in loaded
    assert not loaded & {"reportlab", "uharfbuzz", "bidi", "PIL", "PySide6.QtPdf", "PySide6.QtPrintSupport"}


def test_the_command_line_loads_no_qt() -> None:
    loaded = _loaded_by("import insidescoop.cli, insidescoop.start, insidescoop.documents.prep_sheet")

    assert not [name for name in loaded if name.startswith(("PySide6", "shiboken6"))]


def test_a_store_that_is_not_encrypted_starts_without_the_library_for_those_that_are(tmp_path: Path) -> None:
    listing = f"insidescoop.start.main(['--data-dir', {str(tmp_path)!r}, 'list', 'contacts'])"

    loaded = _loaded_by(f"import insidescoop.start, insidescoop.ui.main_window_controller; {listing}")

    assert "insidescoop.store.store" in loaded
    assert not [name for name in loaded if name.startswith("sqlcipher3")]
