"""Everything that can be done with contacts is in a menu and in the palette, and no name bursts a box."""

from itertools import chain

from PySide6.QtWidgets import QApplication

from builders import MONDAY, a_contact, at
from insidescoop.commands.contacts import AddContact
from insidescoop.commands.interactions import LogInteraction
from insidescoop.domain.interactions import InteractionDraft, InteractionKind
from insidescoop.ui.search.action_palette import ActionPalette
from windows import Opened

VERBS = {
    "people": ("add_contact", "edit_contact", "delete_contact", "restore_contact", "forget_contact", "choose_photo",
               "remove_photo", "copy_as_text", "write_email", "open_link"),
    "many": ("tag_selected", "keep_in_touch_selected", "export_files", "import_contacts", "merge_selected",
             "find_duplicates"),
    "timeline": ("log_interaction", "log_call", "log_email", "log_meeting", "log_note", "add_next_step",
                 "settle_next_step", "record_outcome"),
    "lists": ("find_contact", "clear_filters", "keep_list", "rename_list", "delete_list", "choose_columns",
              "show_everybody", "show_due", "show_never", "show_trash"),
    "organizations": ("show_targets", "show_organizations", "add_organization", "delete_organization",
                      "merge_organization", "find_duplicate_organizations", "open_organization"),
    "introductions": ("record_introduction", "introduction_paths", "show_network_map"),
    "words": ("edit_words",),
}  # fmt: skip


def test_every_verb_is_in_a_menu_and_in_the_palette(sample: Opened) -> None:
    in_menus = {action for menu in sample.window.menuBar().actions() for action in menu.menu().actions()}
    sample.trigger("find_action")
    (palette,) = sample.window.findChildren(ActionPalette)
    in_palette = {palette.list.item(place).text().split("   ")[0] for place in range(palette.list.count())}
    palette.reject()
    specs = {spec.id: spec for spec in sample.registry.specs}

    for action_id in chain(*VERBS.values()):
        spec = specs[action_id]
        assert sample.registry.action(action_id) in in_menus, action_id
        assert f"{spec.menu}: {spec.text.rstrip('…')}" in in_palette, action_id
        assert spec.status, action_id
    sample.make_everything()
    assert not set(chain(*VERBS.values())) & set(sample.registry.unbound())


LONG = "W" * 150


def test_a_name_without_end_leaves_every_box_and_page_as_narrow_as_it_was(opened: Opened) -> None:
    opened.window.resize(1024, 640)
    draft = a_contact(LONG, LONG, title=LONG, organization=LONG)
    opened.runner.do(AddContact(draft), then=opened.controller.contacts.go_to)
    opened.finish()
    contacts = opened.controller.contacts
    assert contacts.card.contact_id is not None
    call = InteractionDraft((contacts.card.contact_id,), InteractionKind.MEETING, at(MONDAY), summary=LONG)
    opened.runner.do(LogInteraction(call))
    opened.finish()

    does = opened.controller.contacts_controller
    boxes = (
        does.chosen.log_interaction(), does.chosen.forget_contact(), does.follow_ups.add_next_step(),
        does.follow_ups.record_outcome(), does.introductions.record_introduction(),
    )  # fmt: skip
    for box in boxes:
        assert box is not None
        assert box.width() <= 700, type(box).__name__
        box.close()
    opened.trigger("open_organization")
    for _pass in range(4):
        QApplication.processEvents()
    view = contacts.organizations.view
    assert not view.horizontalScrollBar().isVisible()
    assert contacts.beside.isVisible()
