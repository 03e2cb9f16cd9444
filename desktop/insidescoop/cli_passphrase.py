"""The passphrase of the data without a window: asked for before it is opened, set, changed and removed."""

from pathlib import Path

from insidescoop.cli_files import Printed
from insidescoop.domain.problems import Invalid
from insidescoop.domain.progress import Report, unheard
from insidescoop.domain.text import counted
from insidescoop.store.encryption.connecting import is_encrypted
from insidescoop.store.passphrase import ChangedPassphrase, change_passphrase, insist_on_key, left_plain
from insidescoop.store.preparing import alone
from insidescoop.system.clock import Clock
from insidescoop.system.keys import Key
from insidescoop.system.passphrase_input import new_key, with_key
from insidescoop.system.requests import PassphraseRequest
from insidescoop.system.user_files import STORE_FILE


def key_to(folder: Path, passphrase_file: Path | None) -> Key | None:
    """The key to the data in a folder, from the first line of a file or typed; None if it is not encrypted.

    Raises:
        WrongPassphrase: it does not open the data.
        Problem: there is no terminal to ask at.
    """
    if not is_encrypted(folder / STORE_FILE):
        return None

    def checked(key: Key) -> Key:
        insist_on_key(folder, key)
        return key

    return with_key(passphrase_file, what_for="your data", do=checked)


def change_as_asked(
    folder: Path, request: PassphraseRequest, key: Key | None, clock: Clock, report: Report = unheard
) -> ChangedPassphrase:
    """What became of the data in a folder, which `key` opens now, and of its backups.

    Raises:
        Problem: another process has the data open, it is damaged, or the disk is full; nothing was changed.
    """
    if request.is_removed and key is None:
        raise Invalid("Your data has no passphrase.", next_step="There is nothing to remove.")
    new = None if request.is_removed else new_key(request.new_passphrase_file, what_for="your data")
    with alone(folder):
        return change_passphrase(folder, key, new, now=clock.now(), report=report)


def changed_passphrase(folder: Path, request: PassphraseRequest, key: Key | None, clock: Clock) -> Printed:
    """What `passphrase` did with the data in a folder, which `key` opens now.

    Raises:
        Problem: nothing was changed.
    """
    done = change_as_asked(folder, request, key, clock)
    is_removed = request.is_removed
    lines = [
        "Your data has no passphrase any more." if is_removed else "Your data opens with the new passphrase only.",
        f"{counted(done.done, 'backup')} rewritten.",
    ]
    if done.is_waiting:
        lines.append("Those in the second folder are rewritten once it is there.")
    lines += map(str, done.problems)
    if not is_removed:
        lines += [f"Put aside before, and not encrypted: {path}" for path in left_plain(folder)]
    return Printed(lines, {"encrypted": not is_removed, "backups": done.done, "problems": len(done.problems)})
