"""What is not in sight is not changed, and one wrong field does not hold the others back."""

from builders import a_contact
from insidescoop.commands.contacts import AddContact
from insidescoop.commands.interviews import PlanInterview
from insidescoop.domain.interviews.interviews import InterviewDraft
from insidescoop.ui.main_window import Tab
from insidescoop.ui.widgets.page import Page
from windows import Opened

BOUND_TO_A_PAGE = {
    Tab.CONTACTS: ("delete_contact", "log_interaction", "edit_contact"),
    Tab.PITCHES: ("delete_pitch",),
    Tab.INTERVIEWS: ("delete_interview", "plan_core_questions"),
}


def test_a_page_s_own_actions_wait_until_it_is_in_sight(sample: Opened) -> None:
    for tab in Tab:
        sample.controller.contacts.go_to(1)

        sample.window.show_tab(tab)
        sample.finish()

        for page, action_ids in BOUND_TO_A_PAGE.items():
            for action_id in action_ids:
                assert sample.registry.action(action_id).isEnabled() == (page is tab), (tab, action_id)


def test_the_sheet_can_be_made_from_every_page(sample: Opened) -> None:
    for tab in Tab:
        sample.window.show_tab(tab)

        assert sample.registry.action("make_prep_sheet").isEnabled()


def test_the_sheet_can_be_made_as_soon_as_there_is_an_interview(opened: Opened) -> None:
    sheet = opened.registry.action("make_prep_sheet")
    before = sheet.isEnabled()
    opened.runner.do(AddContact(a_contact()))
    opened.runner.do(PlanInterview(InterviewDraft((1,))))
    opened.finish()
    planned = sheet.isEnabled()
    opened.trigger("undo")

    assert (before, planned, sheet.isEnabled()) == (False, True, False)


def test_a_page_is_made_at_the_first_visit(sample: Opened) -> None:
    sample.offer_unfinished()
    sample.finish()
    before = [len(sample.window.tabs.widget(tab).findChildren(Page)) for tab in Tab]

    sample.visit_tabs()

    assert before == [1, 0, 0]
    assert [len(sample.window.tabs.widget(tab).findChildren(Page)) for tab in Tab] == [1, 1, 1]


def test_a_wrong_address_holds_no_other_field_back(sample: Opened) -> None:
    contacts = sample.controller.contacts
    contacts.go_to(1)
    fields = contacts.card.form.fields
    fields["emails"].editor.setText("no sign")
    fields["emails"].commit()

    fields["title"].editor.setText("Head of everything")
    fields["title"].commit()
    sample.finish()

    assert contacts.card.shown_card.draft.title == "Head of everything"
    assert fields["emails"].text() == "no sign"
    assert "no @ sign" in fields["emails"]._problem.text()
