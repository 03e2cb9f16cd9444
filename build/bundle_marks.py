"""What Windows and macOS read about the program: version resource and property list, for installer.spec."""

import os
import sys
from pathlib import Path

import program_icons

DESKTOP_ID = "org.insidescoop.InsideScoop"
# Qt 6.11 runs on no older one: https://doc.qt.io/qt-6/macos.html
LEAST_MACOS = "13.0"
# Without a console a program has no standard streams on Windows, and whatever prints would fail.
STARTER = """\
import os
import sys

for name in ("stdin", "stdout", "stderr"):
    if getattr(sys, name) is None:
        setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))

from insidescoop.start import main

sys.exit(main())
"""
_VERSION_RESOURCE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, fileType=1, subtype=0),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("CompanyName", "Inside Scoop contributors"),
      StringStruct("FileDescription", "Inside Scoop"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("InternalName", "inside-scoop"),
      StringStruct("LegalCopyright", "2026 Inside Scoop contributors, MIT License"),
      StringStruct("OriginalFilename", "{file}"),
      StringStruct("ProductName", "Inside Scoop"),
      StringStruct("ProductVersion", "{version}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [0x0409, 0x04B0])]),
  ],
)
"""


def starter(work: Path) -> str:
    """Writes what the bundle starts with; its path."""
    path = work / "inside_scoop_starter.py"
    path.write_text(STARTER, encoding="utf-8")
    return str(path)


def of_program(name: str, version: str, work: Path) -> dict[str, str]:
    """The icon and version options for PyInstaller's EXE on this system; empty on Linux."""
    if os.name == "nt":
        resource = work / f"{name}.version"
        resource.write_text(version_resource(version, f"{name}.exe"), encoding="utf-8")
        return {"icon": str(program_icons.write_ico(work / "inside-scoop.ico")), "version": str(resource)}
    if sys.platform == "darwin":
        return {"icon": str(program_icons.write_icns(work / "inside-scoop.icns"))}
    return {}


def version_resource(version: str, file: str) -> str:
    """The version resource of a program for Windows, in the form of PyInstaller."""
    numbers = tuple([*map(int, version.split(".")), 0, 0, 0, 0][:4])
    return _VERSION_RESOURCE.format(numbers=numbers, version=version, file=file)


def property_list(version: str) -> dict[str, object]:
    """What macOS reads of the application: its version, the files it opens, and why it asks for the microphone."""
    return {
        "CFBundleDisplayName": "Inside Scoop",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "LSApplicationCategoryType": "public.app-category.productivity",
        "LSMinimumSystemVersion": LEAST_MACOS,
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,
        "NSHumanReadableCopyright": "2026 Inside Scoop contributors, MIT License",
        "NSMicrophoneUsageDescription": "To record yourself while you rehearse a pitch. It stays on this Mac.",
        "CFBundleDocumentTypes": [
            _document("Contacts", ["public.vcard"], "Alternate"),
            _document("Calendar file", ["com.apple.ical.ics"], "Alternate"),
            _document("Table", ["public.comma-separated-values-text"], "Alternate"),
            _document("Encrypted backup of Inside Scoop", [f"{DESKTOP_ID}.backup"], "Owner"),
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": f"{DESKTOP_ID}.backup",
                "UTTypeDescription": "Encrypted backup of Inside Scoop",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {"public.filename-extension": ["isbackup"]},
            }
        ],
    }


def _document(name: str, types: list[str], rank: str) -> dict[str, object]:
    return {
        "CFBundleTypeName": name,
        "CFBundleTypeRole": "Viewer",
        "LSHandlerRank": rank,
        "LSItemContentTypes": types,
    }
