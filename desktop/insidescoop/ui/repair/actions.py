"""What can be done about data that may be damaged."""

from insidescoop.ui.actions import ActionSpec, Needs

REPAIR_ACTIONS = (
    ActionSpec("check_data", "Check my data…", "Help", "Look through all of your data for damage", Needs.STORE, None,
               None, 1, also="verify integrity repair damaged corrupt", changes=False),
)  # fmt: skip
