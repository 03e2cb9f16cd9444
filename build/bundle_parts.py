"""What of the libraries goes into the bundle, and how much of each: for installer.spec, whose tables these are."""

import re
import subprocess
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
    # GTK's theme would load the user's GTK on top of libraries of the machine that made the bundle.
    r"|PySide6/Qt/plugins/platformthemes/libqgtk3\."
    r"|^lib(atk|cairo|datrie|fribidi|gdk|gio|gmodule|gobject|graphite|gtk|harfbuzz|pango|pixman|thai|blkid|mount|selinux|epoxy)"
    r"|libQt6(Qml|Quick|VirtualKeyboard|EglFs|EglFS)\w*\."
    # Nothing here draws with OpenGL, and no library needs these two.
    r"|(^|/)libQt6OpenGL\.|PySide6/Qt/plugins/(xcbglintegrations|wayland-graphics-integration-client)/|^libxcb-glx\."
    r"|^lib(jpeg|atspi)\.|PySide6/Qt/plugins/wayland-shell-integration/lib(ivi|qt|fullscreen)-shell"
    # Nothing here uses the network, so no TLS.
    r"|^libssl\.|lib-dynload/_ssl\."
    r"|PIL/_imaging(tk|cms|math|morph)\.|pillow\.libs/liblcms2"
    # Twins of the same code for newer processors: 600,000 comparisons took as long with either.
    r"|rapidfuzz/(distance/metrics|fuzz|process)_cpp_(impl_)?avx2|rapidfuzz/fuzz_cpp_avx2"
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
