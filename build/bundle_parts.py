"""What of the libraries goes into the bundle, and how much of each: for installer.spec, whose tables these are."""

import py_compile
import re
import subprocess
import sys
from collections.abc import Iterable
from os.path import normpath
from pathlib import Path

import icu_data

Entry = tuple[str, str, str]
"""A file of the bundle as PyInstaller lists it: its name there, the file it is copied from, and its kind."""

# Qt's parts that PyInstaller adds and the program never loads.
UNUSED = re.compile(
    r"PySide6/Qt/translations/"
    r"|PySide6/Qt/plugins/(tls|networkinformation|generic|egldeviceintegrations|platforminputcontexts/.*virtualkeyboard)"
    # Recording, playing and the voice need none of FFmpeg: it would add 18 MiB and every format's decoder.
    r"|PySide6/Qt/plugins/multimedia/|PySide6/Qt/lib/libQt6FFmpegStub|lib(avcodec|avformat|avutil|swresample|swscale)\."
    r"|PySide6/Qt/plugins/texttospeech/libqtexttospeech_mock\."
    # The system's own sound library and its dependencies: it must match the system's sound server.
    r"|^lib(pulse|sndfile|FLAC|ogg|vorbis|opus|mp3lame|mpg123|asyncns|speechd)"
    # And its own printing library, with the TLS libraries that needs (8 MiB).
    r"|^lib(cups|avahi|gnutls|unistring|idn2|p11-kit|nettle|hogweed|tasn1|gmp)"
    r"|PIL/_avif\.|libavif-"  # pictures of people are PNG, JPEG or WebP
    r"|PySide6/Qt/plugins/platforms/libq(eglfs|linuxfb|minimal|minimalegl|vnc|vkkhrdisplay)\."
    r"|PySide6/Qt/plugins/imageformats/.*q(gif|icns|tga|tiff|wbmp|webp|pdf)\."
    # The system's own X11, fonts, GLib and D-Bus: every desktop has them, and they must match the rest of it.
    r"|^lib(X11(-xcb)?|Xau|Xdmcp|Xext|Xrandr|Xrender|bsd|md|fontconfig|freetype|expat|png16|brotli\w+|uuid)\.so"
    r"|^lib(glib-2\.0|gthread-2\.0|pcre2-8|dbus-1|systemd|gcrypt|gpg-error|lz4|cap)\.so"
    # GTK's theme would load the user's GTK on top of libraries of the machine that made the bundle.
    r"|PySide6/Qt/plugins/platformthemes/libqgtk3\."
    r"|^lib(atk|cairo|datrie|fribidi|gdk|gio|gmodule|gobject|graphite|gtk|harfbuzz|pango|pixman|thai|blkid|mount|selinux|epoxy)"
    r"|libQt6(Qml|Quick|VirtualKeyboard|EglFs|EglFS)\w*\."
    # Nothing here draws with OpenGL, and no library needs these two.
    r"|(^|/)libQt6OpenGL\.|PySide6/Qt/plugins/(xcbglintegrations|wayland-graphics-integration-client)/|^libxcb-glx\."
    r"|^lib(jpeg|atspi)\.|PySide6/Qt/plugins/wayland-shell-integration/lib(ivi|qt|fullscreen)-shell"
    # What nothing here imports, or does without: no archive of these kinds is read.
    r"|lib-dynload/_(bz2|lzma|uuid|posixshmem)\.|^lib(bz2|lzma)\.so"
    # Nothing here uses the network, so no TLS.
    r"|^libssl\.|lib-dynload/_ssl\."
    r"|PIL/_imaging(tk|cms|math|morph)\.|pillow\.libs/liblcms2"
    # Twins of the same code for newer processors: 600,000 comparisons took as long with either.
    r"|rapidfuzz/(distance/metrics|fuzz|process)_cpp_(impl_)?avx2|rapidfuzz/fuzz_cpp_avx2"
    # Of that library the program uses the distances alone, which are these in C++ and nothing else.
    r"|rapidfuzz/(fuzz_cpp|process_cpp_impl)\."
)


def without_unused(entries: Iterable[Entry]) -> list[Entry]:
    """The entries but for what the program never loads, and but for links to that."""
    kept = [entry for entry in entries if not UNUSED.search(Path(entry[0]).as_posix())]
    names = {Path(name) for name, _source, _kind in kept}
    return [
        (name, source, kind)
        for name, source, kind in kept
        if kind != "SYMLINK" or Path(normpath(Path(name).parent / source)) in names
    ]


def qt_signatures(work: Path) -> list[Entry]:
    """What PySide reads its signatures with, compiled.

    PySide carries it as text, in an archive in a library, and compiles it at each start: a tenth of the time until
    the window is there. It takes these files instead if they are where it would unpack them (`SBK_EMBED`).
    """
    import PySide6.QtCore  # noqa: F401 - brings it along

    archive = sys.modules["shibokensupport.signature.loader"].__loader__.zfile  # type: ignore[union-attr]
    sources = work / "shibokensupport"
    archive.extractall(sources)
    entries = []
    for source in sorted(sources.glob("shibokensupport/**/*.py")):
        name = f"shiboken6/files.dir/{source.relative_to(sources).with_suffix('.pyc').as_posix()}"
        compiled = source.with_suffix(".pyc")
        py_compile.compile(str(source), str(compiled), dfile=source.name, doraise=True)
        entries.append((name, str(compiled), "DATA"))
    return entries


def made_smaller(entry: Entry, work: Path) -> Entry:
    """The entry with a stripped copy of its library, or with ICU's data cut; every other entry as it is."""
    name, source, kind = entry
    path = Path(name)
    # What was patched to find its neighbours grows when stripped.
    if (
        ".so" not in path.name
        or kind not in ("BINARY", "EXTENSION")
        or path.name.startswith("libXau")
        or not icu_data.can_cut()
    ):
        return entry
    copy = work / path.as_posix().replace("/", "+")  # two of SQLAlchemy's parts have one name
    if path.name.startswith("libicudata.so"):
        icu_data.cut(Path(source).resolve(), copy)
        return name, str(copy), kind
    done = subprocess.run(["strip", "--strip-unneeded", "-o", copy, source], capture_output=True, check=False)
    return entry if done.returncode else (name, str(copy), kind)
