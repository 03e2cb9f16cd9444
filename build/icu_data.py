"""Cut the data of ICU down to what Qt's core asks it for in this program: 28 of 31 MiB are for what is never used.

Of ICU, QtCore calls sorting, case, names of zones, and converters of old encodings. The program sorts by keys of its
own, shows days and times in its own words and decodes files itself, so that the root data and English remain.

The format: a header, then a table of contents ("CmnD"): a count, pairs of offsets (of a name, of its data), both from
the beginning of the table, then the names and the data, each item at a multiple of 16 bytes (ICU's ucmndata.h).
"""

import re
import shutil
import struct
import subprocess
from pathlib import Path

MAJOR = 73
"""The version of ICU in PySide's wheel. For another one, look again at what Qt asks for, then change this."""

_SYMBOL = f"icudt{MAJOR}_dat"
_HEADER = struct.Struct("<HBB")
_MAGIC = (0xDA, 0x27)
_KEPT = re.compile(
    r"(root|en|en_US|pool|res_index|supplementalData|keyTypeData|likelySubtags|timezoneTypes|zoneinfo64|windowsZones"
    r"|metaZones|numberingSystems|plurals|dayPeriods|metadata|genderList|currencyNumericCodes|icustd|icuver)\.res"
    r"|(coll|zone)/(root|en|res_index|ucadata|pool)\.(res|icu)"
    r"|(nfkc|nfkc_cf|uts46)\.nrm|(ulayout|cnvalias)\.icu"
)


def cut(library: Path, target: Path) -> None:
    """Writes a libicudata with fewer items to `target`.

    Raises:
        ValueError: it is of another version, or not built as it has been so far.
        subprocess.CalledProcessError: the assembler or the linker failed.
    """
    data = cut_data(_data_of(library))
    work = target.with_suffix(".dat")
    work.write_bytes(data)
    source = target.with_suffix(".s")
    source.write_text(
        f'.section .rodata\n.balign 16\n.globl {_SYMBOL}\n.type {_SYMBOL}, @object\n{_SYMBOL}:\n.incbin "{work}"\n'
        f'.size {_SYMBOL}, . - {_SYMBOL}\n.section .note.GNU-stack,"",@progbits\n'
    )
    object_file = target.with_suffix(".o")
    subprocess.run(["as", "-o", object_file, source], check=True)
    subprocess.run(
        ["ld", "-shared", "-z", "noexecstack", "-soname", f"libicudata.so.{MAJOR}", "-o", target, object_file],
        check=True,
    )
    for rest in (work, source, object_file):
        rest.unlink()


def can_cut() -> bool:
    """True if the tools for it are here."""
    return all(map(shutil.which, ("as", "ld", "objdump")))


def _data_of(library: Path) -> bytes:
    """The bytes behind the symbol of the data."""
    shown = subprocess.run(["objdump", "-T", library], capture_output=True, text=True, check=True).stdout
    found = re.search(rf"^([0-9a-f]+) .*\s\.(\S+)\s+([0-9a-f]+)\s.*{_SYMBOL}$", shown, re.MULTILINE)
    if found is None:
        raise ValueError(f"{library.name} has no {_SYMBOL}: is ICU still of version {MAJOR}?")
    address, length = int(found[1], 16), int(found[3], 16)
    headers = subprocess.run(["objdump", "-h", library], capture_output=True, text=True, check=True).stdout
    section = re.search(rf"\.{re.escape(found[2])}\s+([0-9a-f]+)\s+([0-9a-f]+)\s+[0-9a-f]+\s+([0-9a-f]+)", headers)
    if section is None:
        raise ValueError(f"{library.name} is not built as expected.")
    begin = int(section[3], 16) + address - int(section[2], 16)
    whole = library.read_bytes()
    return whole[begin : begin + length] if length else whole[begin:]


def cut_data(data: bytes) -> bytes:
    """The package of data with the kept items only.

    Raises:
        ValueError: it is not such a package.
    """
    header_length, *magic = _HEADER.unpack_from(data)
    if tuple(magic) != _MAGIC or data[12:16] != b"CmnD":
        raise ValueError("this is not a package of ICU's data")
    table = data[header_length:]
    (count,) = struct.unpack_from("<I", table)
    entries = [struct.unpack_from("<II", table, 4 + 8 * place) for place in range(count)]
    ends = [offset for _name, offset in entries[1:]] + [len(table)]
    kept = []
    for (name_at, begin), end in zip(entries, ends, strict=True):
        name = table[name_at : table.index(b"\0", name_at)]
        if _KEPT.fullmatch(name.decode().split("/", 1)[1]):
            kept.append((name, table[begin:end]))
    return data[:header_length] + _table_of(kept)


def _table_of(items: list[tuple[bytes, bytes]]) -> bytes:
    names, name_at = b"", []
    for name, _content in items:
        name_at.append(4 + 8 * len(items) + len(names))
        names += name + b"\0"
    at = _aligned(4 + 8 * len(items) + len(names))
    pairs, contents = b"", b""
    for offset, (_name, content) in zip(name_at, items, strict=True):
        pairs += struct.pack("<II", offset, at + len(contents))
        contents += content.ljust(_aligned(len(content)), b"\0")
    head = struct.pack("<I", len(items)) + pairs + names
    return head.ljust(at, b"\0") + contents


def _aligned(length: int) -> int:
    return (length + 15) // 16 * 16
