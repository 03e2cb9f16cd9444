"""Where the data lies is recognized by names, variables, marks and the mount table, and no ordinary folder is."""

from pathlib import Path, PureWindowsPath

import pytest

from insidescoop.system.data_place import (
    conflict_copies,
    is_of_network,
    network_drive_of,
    remarks_on,
    synced_by_of,
)
from insidescoop.system.user_files import STORE_FILE

HOME = {"HOME": "/home/maya", "USERPROFILE": "/home/maya"}
SYNCED = {
    "Dropbox/inside-scoop": "Dropbox",
    "Dropbox (Personal)/work": "Dropbox",
    "OneDrive/inside-scoop": "OneDrive",
    "OneDrive - Harbor University/data": "OneDrive",
    "Google Drive/data": "Google Drive",
    "Library/CloudStorage/GoogleDrive-maya@example.org/My Drive/x": "Google Drive",
    "Library/CloudStorage/OneDrive-Personal/x": "OneDrive",
    "Library/CloudStorage/Box-Box/x": "Box",
    "Library/Mobile Documents/com~apple~CloudDocs/x": "iCloud",
    "iCloudDrive/x": "iCloud",
    "Box/x": "Box",
    "Box Sync/x": "Box",
    "pCloudDrive/x": "pCloud",
    "MEGA/x": "MEGA",
    "Nextcloud/x": "Nextcloud",
    "Sync/x": "Syncthing",
}
ORDINARY = [".local/share/inside-scoop", "Documents/Box/x", "projects/sync/x", "Dropboxes/x", "my dropbox notes/x"]
MARKS = {
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".nextcloudsync.log": "Nextcloud",
    ".megaignore": "MEGA",
    ".tmp.driveupload": "Google Drive",
}
MOUNTS = [
    "/dev/sda1 / ext4 rw 0 0",
    "server:/home /home/maya nfs4 rw 0 0",
    "/dev/sdb1 /home/maya/disk ext4 rw 0 0",
    "//nas/my\\040files /mnt/my\\040files cifs rw 0 0",
    "me@host:/data /mnt/ssh fuse.sshfs rw 0 0",
    "C:\\134 /mnt/c 9p rw 0 0",
    "tmpfs /mnt/two tmpfs rw 0 0",
    "nas:/two /mnt/two nfs rw 0 0",
    "odd",
]


@pytest.mark.parametrize("place", SYNCED)
def test_the_folders_of_sync_programs_are_known_by_their_names(place: str) -> None:
    assert synced_by_of(Path("/home/maya") / place, HOME) == SYNCED[place]


@pytest.mark.parametrize("place", ORDINARY)
def test_other_folders_are_not_taken_for_synced_ones(place: str) -> None:
    assert synced_by_of(Path("/home/maya") / place, HOME) == ""


def test_somebody_called_like_a_sync_program_is_not_synced() -> None:
    assert synced_by_of(Path("/home/dropbox/.local/share/x"), {"HOME": "/home/dropbox"}) == ""


def test_onedrive_is_known_by_its_variable_whatever_its_folder_is_called() -> None:
    assert synced_by_of(Path("/data/cloud/x"), {**HOME, "OneDriveCommercial": "/data/cloud"}) == "OneDrive"


@pytest.mark.parametrize("mark", MARKS)
def test_a_synced_folder_of_any_name_is_known_by_its_mark(tmp_path: Path, mark: str) -> None:
    (tmp_path / mark).mkdir()

    assert synced_by_of(tmp_path / "some" / "folder", HOME) == MARKS[mark]


def test_a_link_into_a_synced_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "shared" / ".stfolder").mkdir(parents=True)
    (tmp_path / "data").symlink_to(tmp_path / "shared")

    (remark,) = remarks_on(tmp_path / "data")

    assert remark.words == "Syncthing syncs the folder with your data"


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/maya/data", "NFS"),
        ("/home/maya/disk/data", ""),
        ("/home/mayabel/data", ""),
        ("/mnt/my files/data", "SMB"),
        ("/mnt/ssh", "SSH"),
        ("/mnt/c/Users/maya", "9P"),
        ("/mnt/two/data", "NFS"),
        ("/srv/data", ""),
    ],
)
def test_network_drives_are_known_by_the_mount_table(folder: str, kind: str) -> None:
    assert network_drive_of(Path(folder), MOUNTS) == kind


@pytest.mark.parametrize(
    ("path", "is_remote"),
    [
        (r"\\nas\maya\data", True),
        (r"\\?\UNC\nas\maya\data", True),
        (r"\\?\C:\Users\maya", False),
        (r"C:\Users\maya", False),
    ],
)
def test_network_drives_of_windows_are_known_by_their_path(path: str, is_remote: bool) -> None:
    assert is_of_network(PureWindowsPath(path)) is is_remote


def test_copies_left_by_a_conflict_are_named_and_nothing_else(tmp_path: Path) -> None:
    copies = [
        "inside-scoop (1).sqlite3",
        "inside-scoop (Ann's conflicted copy 2026-11-23).sqlite3",
        "inside-scoop (conflicted copy 2026-11-23 101010).sqlite3",
        "inside-scoop 2.sqlite3",
        "inside-scoop-conflict-20261123.sqlite3",
        "inside-scoop.sync-conflict-20261123-101010-ABCDEFG.sqlite3",
    ]
    others = [STORE_FILE, f"{STORE_FILE}-journal", "inside-scoop.log", "inside-scoop old.sqlite3", "notes (1).sqlite3"]
    for name in copies + others:
        (tmp_path / name).write_bytes(b"")

    assert list(conflict_copies(tmp_path)) == copies
    assert conflict_copies(tmp_path / "gone") == ()
