"""What can be done between the contacts and the world outside the program."""

from insidescoop.ui.actions import ActionSpec, Needs

EXCHANGE_ACTIONS = (
    ActionSpec("import_contacts", "Import contacts…", "File", "Bring people in from cards or a table", Needs.STORE,
               "Ctrl+O", None, 0),
    ActionSpec("export_selected", "Export selected…", "File", "Write the selected people into a file", Needs.CONTACT,
               None, "save", 0),
    ActionSpec("write_email", "E-mail…", "Contact", "Begin a letter in your mail program", Needs.CONTACT, "Ctrl+E",
               None, 2),
    ActionSpec("open_link", "Open web page…", "Contact", "Open the person's first link in your browser", Needs.CONTACT,
               None, None, 2),
    ActionSpec("copy_as_text", "Copy as text", "Contact", "Put the person's facts on the clipboard", Needs.CONTACT,
               "Ctrl+Shift+C", None, 2),
)  # fmt: skip
