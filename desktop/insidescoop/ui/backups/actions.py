"""What can be done with backups."""

from insidescoop.ui.actions import ActionSpec, Needs

BACKUP_ACTIONS = (
    ActionSpec("back_up_now", "Back up now", "File", "Make a backup of all your data", Needs.STORE, None, None, 1,
               also="copy save safety"),
    ActionSpec("show_backups", "Backups…", "File", "See the backups of your data, and restore one", Needs.STORE, None,
               None, 1, also="restore recover go back", changes=False),
    ActionSpec("change_passphrase", "Passphrase…", "File", "Have your data encrypted, and opened by a passphrase",
               Needs.STORE, None, None, 1, also="encrypt password lock secret security"),
    ActionSpec("show_stored", "What is stored where…", "Help", "Every file that Inside Scoop has, and what it is for",
               Needs.STORE, None, None, 1, also="privacy files folder size location", changes=False),
)  # fmt: skip
