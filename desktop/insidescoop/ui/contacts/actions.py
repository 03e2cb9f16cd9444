"""What can be done with contacts."""

from insidescoop.ui.actions import ActionSpec, Needs

CONTACT_ACTIONS = (
    ActionSpec("add_contact", "Add contact…", "Contact", "Add a person", Needs.STORE, "Ctrl+N", "add"),
    ActionSpec("edit_contact", "Edit contact", "Contact", "Go to the person's facts", Needs.CONTACT, "F2", "edit"),
    ActionSpec("log_interaction", "Log a contact…", "Contact", "Write down a call, message or talk", Needs.CONTACT,
               "Ctrl+L", "log"),
    ActionSpec("find_contact", "Find in contacts", "Contact", "Narrow the list by typing", Needs.STORE, "Ctrl+F",
               "search"),
    ActionSpec("delete_contact", "Delete contact", "Contact", "Put the person in the trash", Needs.CONTACT, "Ctrl+D",
               "delete", 1),
    ActionSpec("restore_contact", "Restore contact", "Contact", "Take the person out of the trash",
               Needs.TRASHED_CONTACT, None, "restore", 1),
)  # fmt: skip
