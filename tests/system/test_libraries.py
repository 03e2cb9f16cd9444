import json
from importlib.metadata import version
from pathlib import Path

import pytest

from insidescoop.domain.about import Library
from insidescoop.system import libraries as module
from insidescoop.system.libraries import libraries


def test_from_source_every_installed_package_has_a_version_and_a_licence() -> None:
    found = libraries()

    assert found[0].name == "Python"
    assert Library("reportlab", version("reportlab"), "BSD-3-Clause") in found
    assert all(part.version and part.license for part in found)
    assert "pytest" not in {part.name for part in found}


def test_a_bundle_says_what_its_own_list_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [
        {"name": "Qt", "version": "6.1", "licenses": [{"expression": "LGPL-3.0-only OR GPL-2.0-only"}]},
        {"name": "ICU", "licenses": [{"license": {"id": "Unicode-3.0"}}]},
        {"name": "odd.so"},
    ]
    (tmp_path / module.PARTS_LIST).write_text(json.dumps({"components": parts}), encoding="utf-8")
    monkeypatch.setattr(module, "resource_path", tmp_path.joinpath)

    found = libraries()

    assert found == (
        Library("ICU", None, "Unicode-3.0"),
        Library("odd.so", None, None),
        Library("Qt", "6.1", "LGPL-3.0-only OR GPL-2.0-only"),
    )
