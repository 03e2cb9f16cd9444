"""System packages on Debian and its relatives: install them as root, or say the one command to type."""

import os
import shutil
import subprocess
from collections.abc import Iterable


def has_apt() -> bool:
    """True on Debian, Ubuntu and their relatives."""
    return shutil.which("apt-get") is not None


def may_install() -> bool:
    """True if packages can be installed without asking anybody."""
    return has_apt() and os.geteuid() == 0


def command_to_type(packages: Iterable[str]) -> str:
    """The one line that installs the packages, in a fixed order."""
    return f"sudo apt-get update && sudo apt-get install -y {' '.join(sorted(packages))}"


def install(packages: Iterable[str]) -> bool:
    """True if apt-get installed all of them. Only for root: see `may_install`."""
    wanted = sorted(packages)
    print(f"Installing system packages: {' '.join(wanted)}")
    if _apt("install", *wanted):
        return True
    # A fresh or an old machine: the lists of packages are missing, or name versions that are gone.
    return _apt("update") and _apt("install", *wanted, tell=True)


def install_if_wanting(program: str) -> None:
    """Installs the package of an optional test program if that needs no password; tests skip without it."""
    if shutil.which(program) is None and may_install():
        install([program])


def _apt(*words: str, tell: bool = False) -> bool:
    done = subprocess.run(
        # Another apt-get may be at work after the machine has just started: wait for it.
        ["apt-get", "-y", "-q", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120", *words],
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode and tell:
        print("\n".join(f"  {line}" for line in done.stdout.splitlines()[-8:]))
    return done.returncode == 0
