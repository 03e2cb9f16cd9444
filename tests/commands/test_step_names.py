"""Every step is named by what it does, so that the status line can say that it was done, undone or redone."""

import ast
from collections.abc import Iterator
from pathlib import Path

import insidescoop.commands
from insidescoop.domain.step_words import SAID_AS_THEY_ARE, done_words


def _beginnings(tree: ast.AST) -> Iterator[str]:
    """The words that names of steps begin with, wherever a command gives one."""
    for node in ast.walk(tree):
        named: list[ast.expr | None] = []
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == "label":
            named = [node.value]
        elif isinstance(node, ast.FunctionDef) and node.name == "label":
            named = [each.value for each in ast.walk(node) if isinstance(each, ast.Return)]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "set_undo_label":
            named = [node.args[0]]
        for each in named:
            first = each.values[0] if isinstance(each, ast.JoinedStr) else each
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def test_every_name_of_a_step_can_be_said_of_what_was_done() -> None:
    folder = Path(insidescoop.commands.__file__).parent
    names = {name for file in folder.rglob("*.py") for name in _beginnings(ast.parse(file.read_text("utf-8")))}

    unsaid = {
        name
        for name in names
        if done_words(name) == name and not name.startswith(("Reset ", "Set ", *SAID_AS_THEY_ARE))
    }

    assert len(names) > 80
    assert not unsaid
