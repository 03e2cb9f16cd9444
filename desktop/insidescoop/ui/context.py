"""What every page works with, handed in as one value."""

from insidescoop.domain.values import frozen
from insidescoop.system.clock import Clock
from insidescoop.ui.actions import ActionRegistry
from insidescoop.ui.draft_keeper import DraftKeeper
from insidescoop.ui.error_messages import Messages
from insidescoop.ui.navigator import Navigator
from insidescoop.ui.store_reader import StoreReader
from insidescoop.ui.theme.icons import Icons
from insidescoop.ui.theme.palette import Theme


@frozen
class UiContext:
    """What reads the store, the actions, the look, the way to other pages, and the clock, the drafts."""

    reader: StoreReader
    registry: ActionRegistry
    navigator: Navigator
    theme: Theme
    icons: Icons
    clock: Clock
    messages: Messages
    drafts: DraftKeeper
