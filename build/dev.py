"""The two commands of the project, run and test, and their relatives; --help lists them.

Needs Python and nothing else: standard library only, and old interpreters must still read this file to the end
of the next statement, so that they can say what is wrong. It knows no module of the package.
"""

import sys

if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit(
        "Inside Scoop needs Python 3.11, 3.12 or 3.13; this is Python %d.%d (%s).\n"  # noqa: UP031
        "Install one of them and type the same command with it, for example: python3.12 build/dev.py run --sample"
        % (sys.version_info[0], sys.version_info[1], sys.executable)
    )

import argparse
import subprocess
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import debian
import environment
import lock_file
import qt_libraries
import synthesizer
from environment import OUT, PYTHON, ROOT, SetUpError

# The commands whose further words are for the program behind them.
PASSES_ON = frozenset({"run", "test", "bench", "soak", "protections", "app", "lock"})
SHEET = OUT / "prep-sheet.pdf"
PICTURE = OUT / "window.png"


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 done, 1 something failed and was said in words, 2 wrong usage, 130 stopped by the user."""
    # A line told is a line seen, also when the output goes into a file or through a pipe.
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    parser = _parser()
    chosen, rest = parser.parse_known_args(arguments)
    if rest and chosen.command not in PASSES_ON:
        parser.error(f"{chosen.command} takes no further words: {' '.join(rest)}")
    action: Callable[[list[str]], int] = chosen.action
    try:
        return action(rest)
    except SetUpError as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Type the same command again to go on.", file=sys.stderr)
        return 130
    finally:
        environment.give_back()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 build/dev.py", description="Set up, run and test Inside Scoop.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name, action, explanation in (
        ("run", run, "open the window; --sample fills it with sample data; other words go to the program"),
        ("test", test, "check, then all tests, without a display; other words go to pytest"),
        ("check", check, "linter, formatting, types and import contracts"),
        ("release-check", release_check, "what a release needs and the tests cannot hold; takes an hour or more"),
        ("bench", bench, "measure against the goals; other words go to the benchmark"),
        ("soak", soak, "kill the program and cut its power for an hour; other words go to the script"),
        (
            "protections",
            protections,
            "take each protection out and see a test fail; other words are rows of faults.toml",
        ),
        ("pictures", pictures, "make the pictures of the README in docs/pictures"),
        ("app", app, "make the bundle in out/dist"),
        ("deb", deb, "make the bundle, the Debian package and the portable archive in out/dist"),
        (
            "installer",
            installer,
            "make the bundle, and the installer of Windows or macOS on such a system, in out/dist",
        ),
        ("lock", lock, "remake build/requirements.lock; --upgrade takes newer versions"),
    ):
        # add_help=False where --help is a word for the program behind the command.
        command = commands.add_parser(name, help=explanation, description=explanation, add_help=name != "run")
        command.set_defaults(action=action)
    return parser


def run(words: list[str]) -> int:
    """Open the window; where there is no display, do the main job of the sample instead."""
    environment.prepare()
    if _asks_for_a_window(words):
        if not qt_libraries.has_display():
            return _run_without_display(words)
        qt_libraries.ensure_for_window()
    return subprocess.call([environment.script("inside-scoop"), *words], cwd=ROOT)


def _asks_for_a_window(words: Sequence[str]) -> bool:
    """False for a subcommand or --help, which need no display."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--data-dir")
    return not parser.parse_known_args(words)[1]


def _run_without_display(words: list[str]) -> int:
    if "--sample" not in words:
        print(
            "There is no display here, so the window cannot open. On a desktop this same command opens it.\n"
            "Without a display the sample still makes a prep sheet: python3 build/dev.py run --sample",
            file=sys.stderr,
        )
        return 1
    qt_libraries.ensure_offscreen()
    OUT.mkdir(exist_ok=True)
    steps = (
        [environment.script("inside-scoop"), *words, "prep-sheet", "--next", "-o", str(SHEET)],
        [str(PYTHON), str(ROOT / "build" / "window_picture.py"), str(PICTURE)],
    )
    for step in steps:
        code = subprocess.call(step, cwd=ROOT, env=environment.without_display())
        if code:
            return code
    print("\nThere is no display here, so this was done instead of opening the window:")
    print(f"  the next meeting's prep sheet  {SHEET.relative_to(ROOT)}")
    print(f"  a picture of the window        {PICTURE.relative_to(ROOT)}")
    print("On a desktop the same command opens the window.")
    return 0


def check(_words: list[str]) -> int:
    """Linter, formatting, types, contracts: all are run, even when one fails."""
    environment.prepare()
    return _run_all(_check_steps())


def test(words: list[str]) -> int:
    """Everything `check` does, and the tests without a display on every core; all are run, even when one fails."""
    _prepare_for_tests()
    return _run_all([*_check_steps(), _tests(*words)], beside="types")


def _prepare_for_tests() -> None:
    environment.prepare()
    qt_libraries.ensure_for_tests()
    synthesizer.ensure()
    debian.install_if_wanting("strace")


def release_check(_words: list[str]) -> int:
    """What a release needs: everything `test` does with other examples, the pictures, the bundle used, the benchmark.

    All are run, even when one fails.
    """
    _prepare_for_tests()
    qt_libraries.ensure_for_bundle()
    scripts = [("pictures", "pictures.py"), ("bundle", "make_app.py"), ("benchmark", "bench.py")]
    if sys.platform == "linux":
        used = [("bundle used", "smoke_app.py"), ("package", "make_deb.py"), ("package used", "smoke_deb.py")]
        used.append(("bare Debian", "bare_debian.py"))
        scripts[2:2] = used
    return _run_all(
        [
            *_check_steps(),
            _tests("--hypothesis-profile=searching", "-m", "thorough or not thorough"),
            *((name, [str(PYTHON), str(ROOT / "build" / script)]) for name, script in scripts),
            ("protections", [str(PYTHON), str(ROOT / "build" / "protections.py")]),
            ("soak", [str(PYTHON), str(ROOT / "build" / "soak.py"), "--minutes", "20"]),
        ]
    )


def bench(words: list[str]) -> int:
    """The benchmark's own exit code."""
    environment.prepare()
    if qt_libraries.has_display():
        qt_libraries.ensure_for_window()
    else:
        qt_libraries.ensure_offscreen()
    return subprocess.call([str(PYTHON), str(ROOT / "build" / "bench.py"), *words], cwd=ROOT)


def soak(words: list[str]) -> int:
    """Kills and power cuts, an hour of them or as long as asked."""
    environment.prepare()
    return subprocess.call([str(PYTHON), str(ROOT / "build" / "soak.py"), *words], cwd=ROOT)


def protections(words: list[str]) -> int:
    """Whether every protection around the program is one that a test would miss."""
    # A test that lacks a program it needs fails too, whatever was taken out.
    _prepare_for_tests()
    return subprocess.call([str(PYTHON), str(ROOT / "build" / "protections.py"), *words], cwd=ROOT)


def pictures(_words: list[str]) -> int:
    """The exit code of making the README's pictures; look at each one afterwards."""
    environment.prepare()
    qt_libraries.ensure_offscreen()
    return subprocess.call(
        [str(PYTHON), str(ROOT / "build" / "pictures.py")], cwd=ROOT, env=environment.without_display()
    )


def app(words: list[str]) -> int:
    """The bundle's exit code; the bundle lies in out/dist."""
    environment.prepare()
    qt_libraries.ensure_for_bundle()
    return subprocess.call([str(PYTHON), str(ROOT / "build" / "make_app.py"), *words], cwd=ROOT)


def deb(words: list[str]) -> int:
    """The exit code of making the bundle, then of the Debian package and the portable archive in out/dist."""
    return app(words) or subprocess.call([str(PYTHON), str(ROOT / "build" / "make_deb.py")], cwd=ROOT)


def installer(words: list[str]) -> int:
    """The exit code of making the bundle, then of the installer of Windows or macOS in out/dist."""
    return app(words) or subprocess.call([str(PYTHON), str(ROOT / "build" / "make_installer.py")], cwd=ROOT)


def lock(words: list[str]) -> int:
    """Make the lock anew; versions stay where they are unless `--upgrade` is among the words."""
    lock_file.make(words)
    return 0


def _tests(*words: str) -> tuple[str, list[str]]:
    # A worker that has nothing left to do takes tests over from the other.
    return "tests", [str(PYTHON), "-m", "pytest", "-n", "auto", "--dist", "worksteal", *words]


def _check_steps() -> list[tuple[str, list[str]]]:
    python = str(PYTHON)
    return [
        ("linter", [python, "-m", "ruff", "check", "."]),
        ("formatting", [python, "-m", "ruff", "format", "--check", "."]),
        ("types", [python, "-m", "mypy"]),
        ("contracts", [environment.script("lint-imports"), "--no-logo"]),
    ]


def _run_all(steps: Sequence[tuple[str, list[str]]], *, beside: str | None = None) -> int:
    """Runs each step, with the one called `beside` in parallel to the others; its result is printed last."""
    outcomes: list[tuple[str, int, float]] = []
    surroundings = environment.without_display()
    # Compiled once, not by each worker of the tests and each program that they start.
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    along = [step for step in steps if step[0] == beside]
    with ThreadPoolExecutor() as pool:
        running = [pool.submit(_run_out_of_sight, command, surroundings) for _name, command in along]
        for name, command in steps:
            if name != beside:
                print(f"\n== {name}")
                began = time.monotonic()
                code = subprocess.call(command, cwd=ROOT, env=surroundings, stdin=subprocess.DEVNULL)
                outcomes.append((name, code, time.monotonic() - began))
    for (name, _command), ended in zip(along, running, strict=True):
        said, code, seconds = ended.result()
        print(f"\n== {name}\n{said}", end="")
        outcomes.append((name, code, seconds))
    print("\n" + summary(outcomes))
    return 1 if any(code for _, code, _ in outcomes) else 0


def _run_out_of_sight(command: list[str], surroundings: dict[str, str]) -> tuple[str, int, float]:
    """What a step said, its exit code and its seconds."""
    began = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    return done.stdout, done.returncode, time.monotonic() - began


def summary(outcomes: Sequence[tuple[str, int, float]]) -> str:
    """One line a step (name, exit code, seconds) and a closing line."""
    lines = [f"{name:<12} {'FAILED' if code else 'passed'} {seconds:8.1f} s" for name, code, seconds in outcomes]
    failed = [name for name, code, _ in outcomes if code]
    lines.append(f"Failed: {', '.join(failed)}." if failed else "All passed.")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
