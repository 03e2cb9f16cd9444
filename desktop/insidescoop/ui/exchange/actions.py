"""What can be done between the contacts and the world outside the program."""

from insidescoop.ui.actions import ActionSpec, Needs

IMPORT_ACTIONS = (
    ActionSpec("import_contacts", "Import…", "File", "Bring in people, meetings, or a whole store", Needs.STORE,
               "Ctrl+O", None, 0, also="load CSV vCard"),
)  # fmt: skip
EXPORT_ACTIONS = (
    ActionSpec("export_files", "Export…", "File", "Write people, meetings or everything into a file", Needs.STORE,
               "Ctrl+Shift+E", "save", 0, also="copy save CSV vCard", changes=False),
    ActionSpec("export_interview", "Calendar file…", "Interview", "Write the interview into a file for your calendar",
               Needs.INTERVIEW, None, "save", 2, also="appointment iCalendar", changes=False),
    ActionSpec("write_email", "E-mail…", "Contact", "Begin a letter in your mail program", Needs.CONTACT, "Ctrl+E",
               None, 2, changes=False),
    ActionSpec("open_link", "Open web page…", "Contact", "Open the person's first link in your browser", Needs.CONTACT,
               None, None, 2, changes=False),
    ActionSpec("copy_as_text", "Copy as text", "Contact", "Put the person's facts on the clipboard", Needs.CONTACT,
               "Ctrl+Shift+C", None, 2, changes=False),
)  # fmt: skip

EXCHANGE_ACTIONS = (*IMPORT_ACTIONS, *EXPORT_ACTIONS)
