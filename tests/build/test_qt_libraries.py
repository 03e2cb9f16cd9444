import debian
import qt_libraries

LOADER = "ImportError: libEGL.so.1: cannot open shared object file: No such file or directory"
LDD = """\
lib/libQt6Gui.so.6:
\tlibEGL.so.1 => not found
\tlibxkbcommon.so.0 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
"""


def test_the_loader_s_words_name_the_missing_library() -> None:
    assert qt_libraries.missing_libraries(LOADER) == {"libEGL.so.1"}


def test_ldd_names_all_missing_libraries_and_none_that_is_there() -> None:
    assert qt_libraries.missing_libraries(LDD) == {"libEGL.so.1", "libxkbcommon.so.0"}


def test_words_without_a_library_name_none() -> None:
    assert qt_libraries.missing_libraries("qt.qpa.xcb: could not connect to display :9") == set()


def test_libraries_become_debian_packages_and_unknown_ones_none() -> None:
    packages = qt_libraries.packages_for(["libglib-2.0.so.0", "libgthread-2.0.so.0", "libnever.so.1"])

    assert packages == {"libglib2.0-0"}


def test_on_debian_the_advice_is_one_command() -> None:
    told = qt_libraries.advice(LOADER, missing={"libEGL.so.1", "libGL.so.1"}, has_apt=True)

    assert told.splitlines()[-1] == "  sudo apt-get update && sudo apt-get install -y libegl1 libgl1"


def test_elsewhere_the_advice_names_the_libraries() -> None:
    told = qt_libraries.advice(LOADER, missing={"libEGL.so.1"}, has_apt=False)

    assert "libEGL.so.1" in told
    assert "apt-get" not in told


def test_a_display_that_does_not_answer_is_not_called_a_missing_library() -> None:
    told = qt_libraries.advice("qt.qpa.xcb: could not connect to display :9", missing=set(), has_apt=True)

    assert "display" in told
    assert "apt-get" not in told


def test_what_cannot_be_explained_is_quoted() -> None:
    told = qt_libraries.advice("Illegal instruction", missing=set(), has_apt=True)

    assert "Illegal instruction" in told


def test_the_command_to_type_lists_packages_in_a_fixed_order() -> None:
    assert debian.command_to_type({"b", "a", "c"}).endswith("install -y a b c")


def test_the_libraries_of_sound_have_packages() -> None:
    assert qt_libraries.packages_for(["libpulse.so.0", "libspeechd.so.2"]) == {"libpulse0", "libspeechd2"}
