"""Risky places for the data: synced folders, network drives, and conflict copies."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePath

from insidescoop.domain.values import frozen
from insidescoop.system.user_files import STORE_FILE


@frozen
class PlaceRemark:
    """Something to know about the place of the data, in a few words, and what to do about it."""

    words: str
    advice: str

    def __str__(self) -> str:
        return f"{self.words}. {self.advice}"


_BY_NAME = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "box sync": "Box",
    "pcloud drive": "pCloud",
    "pclouddrive": "pCloud",
    "pcloud sync": "pCloud",
    "megasync": "MEGA",
    "nextcloud": "Nextcloud",
    "syncthing": "Syncthing",
}
"""What the folders of sync programs are called, also with an account's name after it ("Dropbox (Work)")."""

_BY_NAME_IN_HOME = {"box": "Box", "mega": "MEGA", "sync": "Syncthing"}
"""Names that many folders have; directly in the home folder they are those of sync programs."""

_BY_VARIABLE = {"OneDrive": "OneDrive", "OneDriveConsumer": "OneDrive", "OneDriveCommercial": "OneDrive"}

_BY_MARK = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".nextcloudsync.log": "Nextcloud",
    ".megaignore": "MEGA",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
}
"""Files that sync programs put at the top of what they sync."""

_NETWORK = {
    "nfs": "NFS", "nfs4": "NFS", "cifs": "SMB", "smb3": "SMB", "smbfs": "SMB", "fuse.sshfs": "SSH", "9p": "9P",
    "afs": "AFS", "ceph": "Ceph", "fuse.ceph": "Ceph", "fuse.glusterfs": "Gluster", "davfs": "WebDAV",
    "fuse.davfs2": "WebDAV", "fuse.rclone": "rclone", "fuse.gvfsd-fuse": "the desktop's network folders",
}  # fmt: skip
"""File systems of Linux's mount table that are on another machine."""

_STEM, _SUFFIX = PurePath(STORE_FILE).stem, PurePath(STORE_FILE).suffix
_CONFLICT = re.compile(r".*conflict.*| ?\(\d+\)| \d+", re.IGNORECASE | re.DOTALL)
"""What sync programs put behind the name: " (Ann's conflicted copy 2026-11-23)", ".sync-conflict-...", " (1)", " 2"."""

_SYNCED = (
    "A sync program may copy the file while it is changing, or replace it with one from another computer. "
    "It is safer to close Inside Scoop, move the folder somewhere else, and sync only the backups: File > Backups… > "
    "second folder."
)
_REMOTE = (
    "On a network drive, two programs may write to the file at once, and a lost connection may damage it. "
    "It is safer to close Inside Scoop, move the folder to a local disk, and keep only backups there: "
    "File > Backups… > second folder."
)
_COPY = (
    "A sync program leaves such a copy when your data was changed in two places at once. Inside Scoop does not open "
    f"it. To look at it, move it into an empty folder, call it {STORE_FILE} there, and start Inside Scoop "
    "with --data-dir and that folder. Delete it once you have what you need."
)


def remarks_on(folder: Path) -> tuple[PlaceRemark, ...]:
    """What there is to know about the data folder `folder`; nothing for an ordinary one."""
    return tuple(_remarks(folder))


def _remarks(folder: Path) -> Iterator[PlaceRemark]:
    synced_by = next(filter(None, map(synced_by_of, _ways_to(folder))), "")
    if synced_by:
        yield PlaceRemark(f"{synced_by} syncs the folder with your data", _SYNCED)
    network = next(filter(None, map(_network_of, _ways_to(folder))), "")
    if network:
        yield PlaceRemark(f"Your data is on a network drive ({network})", _REMOTE)
    for name in conflict_copies(folder):
        yield PlaceRemark(f"“{name}” beside your data may hold other changes", _COPY)


def _ways_to(folder: Path) -> tuple[Path, ...]:
    """The folder as it was named, and where its links lead."""
    named = folder.absolute()
    with suppress(OSError, RuntimeError):
        return tuple(dict.fromkeys((named, named.resolve())))
    return (named,)


def synced_by_of(folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    """The program that syncs a folder, known by variables, the names of the folders it is in, and marks; or ""."""
    home = Path(environment.get("USERPROFILE" if os.name == "nt" else "HOME") or "/")
    for variable, program in _BY_VARIABLE.items():
        there = environment.get(variable)
        if there and folder.is_relative_to(there):
            return program
    for each in (folder, *folder.parents):
        if home.is_relative_to(each):
            break
        name = each.name.casefold()
        is_of_mac = each.parent.name == "CloudStorage"
        name = re.split(r" \(| - |-" if is_of_mac else r" \(| - ", name, maxsplit=1)[0]
        by_name = _BY_NAME.get(name) or (_BY_NAME_IN_HOME.get(name) if is_of_mac or each.parent == home else None)
        if by_name is not None:
            return by_name
        for mark, by in _BY_MARK.items():
            if os.path.lexists(each / mark):
                return by
    return ""


def _network_of(folder: Path) -> str:
    if is_of_network(folder):
        return "SMB"
    if not sys.platform.startswith("linux"):
        return ""
    with suppress(OSError):
        return network_drive_of(folder, Path("/proc/self/mounts").read_text("utf-8", "replace").splitlines())
    return ""


def is_of_network(folder: PurePath) -> bool:
    """True for a path of Windows that begins with the name of another computer."""
    drive = folder.drive
    is_device = drive.startswith(("\\\\?\\", "\\\\.\\"))
    return drive.startswith("\\\\?\\UNC\\" if is_device else "\\\\")


def network_drive_of(folder: Path, mounts: Iterable[str]) -> str:
    """How the network drive that a folder is on works, by the lines of Linux's mount table; "" for a local disk."""
    found, kind = Path("/"), ""
    for line in mounts:
        parts = line.split()
        if len(parts) < 3:
            continue
        # Spaces and other odd letters stand there as octal numbers.
        place = Path(re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), parts[1]))
        # Of two on one place, the later one is seen.
        if folder.is_relative_to(place) and len(place.parts) >= len(found.parts):
            found, kind = place, parts[2]
    return _NETWORK.get(kind, "")


def conflict_copies(folder: Path) -> tuple[str, ...]:
    """The names of the copies that a sync program has left beside the store, sorted."""
    try:
        return tuple(sorted(path.name for path in folder.iterdir() if _is_conflict_copy(path.name)))
    except OSError:
        return ()


def _is_conflict_copy(name: str) -> bool:
    lowered = name.casefold()
    if not (lowered.startswith(_STEM) and lowered.endswith(_SUFFIX)):
        return False
    return _CONFLICT.fullmatch(name[len(_STEM) : -len(_SUFFIX)]) is not None
