"""Invitations in, meetings out, and calendar files that mean harm."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import ZONE
from examples import many
from insidescoop.domain.calendars import CalendarEntry, FoundMeetings, Guest
from insidescoop.domain.interviews.interviews import Format
from insidescoop.domain.moments import Moment
from insidescoop.domain.progress import Cancelled, Progress
from insidescoop.domain.text import tidy_line
from insidescoop.exchange import calendar_lines
from insidescoop.exchange.calendar_reading import meetings_of_calendar
from insidescoop.exchange.calendar_writing import calendar_file

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


def found(text: str | bytes) -> FoundMeetings:
    data = text if isinstance(text, bytes) else text.encode()
    return meetings_of_calendar(data, "invite.ics", zone=ZONE)


def event(*lines: str, around: str = "") -> str:
    whole = ["BEGIN:VCALENDAR", "VERSION:2.0", *filter(None, around.split("\n")), "BEGIN:VEVENT", *lines, "END:VEVENT"]
    return "\r\n".join([*whole, "END:VCALENDAR", ""])


# The shape of Google Calendar's invitations (support.google.com/calendar/answer/37111) ...
GOOGLE = event(
    "DTSTART:20261124T190000Z",
    "DTEND:20261124T192000Z",
    "DTSTAMP:20261120T101010Z",
    "ORGANIZER;CN=Dana Okafor:mailto:dana@harbor.example",
    "UID:4k2j3@google.com",
    "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=maya@home.example;X-NUM-GUEST",
    " S=0:mailto:maya@home.example",
    "ATTENDEE;CUTYPE=RESOURCE;CN=Room 4:mailto:room4@resource.calendar.google.com",
    "X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij",
    "DESCRIPTION:Looking forward to it.\\nBring questions\\, please.",
    "LOCATION:",
    "SEQUENCE:0",
    "STATUS:CONFIRMED",
    "SUMMARY:Maya / Dana",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    "DESCRIPTION:Ring",
    "TRIGGER:-P0DT0H10M0S",
    "END:VALARM",
    around="PRODID:-//Google Inc//Google Calendar 70.9054//EN\nMETHOD:REQUEST",
)
# ... and of Outlook's, with a Windows zone that is defined in the file ([MS-OXCICAL] 2.1.3.1).
OUTLOOK = event(
    "ORGANIZER;CN=Rafael Levi:MAILTO:rafael@museum.example",
    "DESCRIPTION;LANGUAGE=en-US:Join: https://teams.microsoft.com/l/meetup-join/19%3ameeting.",
    "UID:040000008200E00074C5B7101A82E008",
    "SUMMARY;LANGUAGE=en-US:Quick chat",
    "DTSTART;TZID=W. Europe Standard Time:20261126T150000",
    "DTEND;TZID=W. Europe Standard Time:20261126T153000",
    "LOCATION;LANGUAGE=en-US:Microsoft Teams Meeting",
    "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",
    around=(
        "METHOD:REQUEST\nBEGIN:VTIMEZONE\nTZID:W. Europe Standard Time\nBEGIN:STANDARD\nDTSTART:16010101T030000\n"
        "TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\n"
        "BEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE"
    ),
)


def test_an_invitation_of_google_s_says_who_when_and_where() -> None:
    (meeting,) = found(GOOGLE).meetings

    assert meeting.starts == Moment(datetime(2026, 11, 24, 19, 0, tzinfo=UTC), ZONE)
    assert (meeting.minutes, meeting.format) == (20, Format.VIDEO)
    assert meeting.place == "https://meet.google.com/abc-defg-hij"
    assert meeting.details == "Looking forward to it.\nBring questions, please."
    assert meeting.guests == (Guest("Dana Okafor", "dana@harbor.example"), Guest(None, "maya@home.example"))
    assert (meeting.uid, meeting.title, meeting.remarks) == ("4k2j3@google.com", "Maya / Dana", ())


def test_an_invitation_of_outlook_s_keeps_its_zone_and_the_address_of_the_call() -> None:
    (meeting,) = found(OUTLOOK).meetings

    assert meeting.starts is not None
    assert meeting.starts.instant == datetime(2026, 11, 26, 14, 0, tzinfo=UTC)
    assert meeting.starts.zone == "Europe/Berlin"
    assert (meeting.minutes, meeting.format, meeting.place) == (30, Format.VIDEO, "Microsoft Teams Meeting")
    assert meeting.guests == (Guest("Rafael Levi", "rafael@museum.example"),)


@pytest.mark.parametrize(
    ("lines", "instant", "minutes", "remark"),
    [
        (("DTSTART:20261124T140000",), "2026-11-24T19:00", 20, "its time names no zone; yours is meant"),
        (("DTSTART;VALUE=DATE:20261124",), None, 20, "it has no time of day"),
        ((), None, 20, "it has no time"),
        (("DTSTART:20261124T190000Z", "DURATION:PT45M"), "2026-11-24T19:00", 45, None),
        (("DTSTART:20261124T190000Z", "DTEND:20261126T190000Z"), "2026-11-24T19:00", 240, "it takes 2,880 minutes"),
        (("DTSTART:20261124T190000Z", "DTEND:20261124T180000Z"), "2026-11-24T19:00", 5, "it takes -60 minutes"),
        (("DTSTART:20261124T190000Z", "RRULE:FREQ=WEEKLY"), "2026-11-24T19:00", 20, "it repeats"),
        (("DTSTART;TZID=Mars/Olympus:20261124T140000",), "2026-11-24T19:00", 20, None),
    ],
)
def test_times_are_taken_as_they_can_be(
    lines: tuple[str, ...], instant: str | None, minutes: int, remark: str | None
) -> None:
    (meeting,) = found(event("UID:1", "SUMMARY:Talk", *lines)).meetings

    said = None if meeting.starts is None else meeting.starts.instant.strftime("%Y-%m-%dT%H:%M")
    assert (said, meeting.minutes) == (instant, minutes)
    assert remark is None or remark in "; ".join(meeting.remarks)


@pytest.mark.parametrize(
    ("place", "form"),
    [("", Format.OPEN), ("Reading room", Format.IN_PERSON), ("+1 555 0134", Format.PHONE)],
)
def test_how_two_will_talk_is_read_from_the_place_and_open_without_one(place: str, form: Format) -> None:
    meeting = found(event("UID:1", "SUMMARY:Dana", "DTSTART:20261124T190000Z", f"LOCATION:{place}")).meetings[0]

    assert meeting.format is form


def test_of_one_meeting_sent_twice_the_later_counts() -> None:
    first, second = (event("UID:1", f"SEQUENCE:{n}", f"SUMMARY:Talk {n}", "DTSTART:20261124T190000Z") for n in (3, 1))

    assert [meeting.title for meeting in found(first + second).meetings] == ["Talk 3"]


def test_a_meeting_called_off_is_known_by_its_file_or_by_itself() -> None:
    by_file = event("UID:1", "SUMMARY:A", "DTSTART:20261124T190000Z", around="METHOD:CANCEL")
    by_itself = event("UID:2", "SUMMARY:B", "DTSTART:20261124T190000Z", "STATUS:CANCELLED")

    assert [found(text).meetings[0].is_called_off for text in (by_file, by_itself)] == [True, True]


GOOD = event("UID:good", "SUMMARY:Good", "DTSTART:20261124T190000Z")


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        pytest.param("BEGIN:VEVENT\r\n", "no END:VEVENT", id="no end"),
        pytest.param("BEGIN:VEVENT\r\n" * 3000, "no END:VEVENT", id="events in events"),
        pytest.param(
            "BEGIN:VEVENT\r\n" + "BEGIN:VALARM\r\n" * 3000 + "END:VALARM\r\n" * 3000 + "END:VEVENT\r\n",
            "nested", id="nesting",
        ),
        pytest.param(event("UID:1", "SUMMARY:" + "x" * 1_100_000), "longer than", id="long line"),
        pytest.param(event("UID:1", "SUMMARY:" + "x\r\n " * 1_100_000), "longer than", id="folds"),
        pytest.param(event("UID:1", *["X-A:1"] * 2100), "more than 2,000 lines", id="many lines"),
        pytest.param(event("X-A:1"), "neither a name nor a time", id="empty"),
        pytest.param(event("UID:1", "SUMMARY:x", "END:VALARM"), "keep to the form of calendar entries", id="end"),
        pytest.param(event("UID:" + "u" * 600, "SUMMARY:x"), "longer than a line", id="long uid"),
        pytest.param(event("UID:1", "DTSTART;TZID=Europe/Berlin:00010101T000000"), "outside the years", id="year 1"),
    ],
)  # fmt: skip
def test_a_bad_event_is_listed_with_its_reason_and_the_others_come_in(bad: str, reason: str) -> None:
    all_found = found(bad + GOOD)

    assert [meeting.uid for meeting in all_found.meetings] == ["good"]
    assert any(reason in each.reason for each in all_found.unreadable)


def test_more_events_than_the_bound_are_told_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_lines, "MOST_ENTRIES", 2)

    all_found = found("".join(event(f"UID:{n}", "SUMMARY:x", "DTSTART:20261124T190000Z") for n in range(5)))

    assert len(all_found.meetings) == 2
    assert "more than 2 entries" in all_found.unreadable[0].reason


@pytest.mark.parametrize("year", ["0001", "0099", "1899", "2200", "9999"])
@pytest.mark.parametrize("end", ["", "Z"])
@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_a_time_no_meeting_can_be_at_is_told_and_harms_no_other(year: str, end: str, zone: str) -> None:
    bad = event("UID:bad", "SUMMARY:Bad", f"DTSTART:{year}1231T235959{end}")

    meetings = meetings_of_calendar((bad + GOOD).encode(), "x.ics", zone=zone)

    assert [each.uid for each in meetings.meetings] == ["good"]
    assert [each.reason for each in meetings.unreadable] == ["its time is outside the years a meeting can be in"]


def test_reading_can_be_called_off() -> None:
    def report(_progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        meetings_of_calendar(GOOD.encode(), "x.ics", zone=ZONE, report=report)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found(codec: str) -> None:
    text = event("UID:1", "SUMMARY:Café", "DTSTART:20261124T190000Z")

    assert found(text.encode(codec)).meetings[0].title == "Café"


_LINES = [
    "BEGIN:VEVENT\n", "END:VEVENT\n", "BEGIN:VCALENDAR\n", "END:VCALENDAR\n", "DTSTART:\n", "DTSTART:2026\n", " fold\n",
    "DTSTART;TZID=\"\n", "DTEND:x\n", "ATTENDEE:\n", "ATTENDEE;CN=\"\n", "UID:a\n", "SUMMARY:b\n", "DURATION:P1Y\n",
    "DTSTART;TZID=a:2\n",
    "BEGIN:VTIMEZONE\n", "TZID:a\n", "END:VTIMEZONE\n", "BEGIN:VALARM\n", "END:VALARM\n", "\x00\n", "=\n",
    "DTSTART:20261124T190000Z\n", "SEQUENCE:x\n", "ORGANIZER:x\n", "METHOD:\n", "RRULE:\n",
    "DTSTART:99991231T235959Z\n",
]  # fmt: skip


@settings(max_examples=many(150), deadline=None)
@given(st.lists(st.sampled_from(_LINES), max_size=25))
def test_no_mixture_of_lines_raises(lines: list[str]) -> None:
    all_found = found("BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + "".join(lines))

    assert all(each.reason for each in all_found.unreadable)
    assert all(5 <= meeting.minutes <= 240 for meeting in all_found.meetings)


def entry(**changes: object) -> CalendarEntry:
    facts: dict[str, object] = {
        "uid": "interview-1-20261123T140000000000@inside-scoop", "title": "Talk with Dana Okafor",
        "starts": Moment(datetime(2026, 11, 24, 19, 0, tzinfo=UTC), ZONE), "minutes": 20, "day": None,
        "place": "Main St 1", "details": "Purpose", "guests": (Guest("Dana Okafor", "dana@harbor.example"),),
        "written_at": NOW, "alarm_minutes": 30,
    }  # fmt: skip
    return CalendarEntry(**{**facts, **changes})  # type: ignore[arg-type]


def test_a_meeting_is_written_on_its_wall_clock_with_its_zone_and_an_alarm() -> None:
    written = calendar_file([entry()]).decode()

    for line in (
        "DTSTART;TZID=America/New_York:20261124T140000", "DTEND;TZID=America/New_York:20261124T142000",
        "BEGIN:VTIMEZONE", "TZID:America/New_York", "BEGIN:VALARM", "TRIGGER:-PT30M",
        "CONTACT:Dana Okafor <dana@harbor.example>",
    ):  # fmt: skip
        assert line in written
    assert "ATTENDEE" not in written
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))


def test_what_is_due_on_a_day_takes_no_time_and_rings_in_the_morning() -> None:
    written = calendar_file([entry(starts=None, day=date(2026, 11, 27), alarm_minutes=540, guests=())]).decode()

    for line in ("DTSTART;VALUE=DATE:20261127", "TRANSP:TRANSPARENT", "TRIGGER:PT9H"):
        assert line in written


def test_no_name_can_bring_in_a_property_of_its_own() -> None:
    evil = "Dana\r\nATTENDEE:mailto:evil@x.example\r\nEND:VEVENT"

    written = calendar_file([entry(title=evil, place=evil, details=evil, guests=(Guest(evil, None),))])

    lines = written.replace(b"\r\n ", b"").split(b"\r\n")
    assert not [line for line in lines if line.startswith(b"ATTENDEE")]
    assert lines.count(b"END:VEVENT") == 1


_MINUTES = st.integers(60 * 24 * 400, 60 * 24 * 365 * 130)
_INSTANTS = _MINUTES.map(lambda count: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=count))
_TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from(";,:\\\"'"), min_size=1, max_size=99)


@settings(max_examples=many(60), deadline=None)
@given(at=_INSTANTS, zone=st.sampled_from(sorted(available_timezones() - {"Factory", "localtime"})), title=_TEXTS,
       minutes=st.integers(5, 240))  # fmt: skip
@example(
    at=datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
    zone="America/New_York",
    title="In the hour that comes twice",
    minutes=30,
)
def test_what_is_written_is_read_back_in_any_zone(at: datetime, zone: str, title: str, minutes: int) -> None:
    starts = Moment(at, zone)

    written = calendar_file([entry(title=title, starts=starts, minutes=minutes, place=title)])

    (meeting,) = found(written).meetings
    assert meeting.starts is not None
    assert (meeting.starts.instant, meeting.minutes) == (starts.instant, minutes)
    assert meeting.title == tidy_line(title)
    assert meeting.guests == (Guest("Dana Okafor", "dana@harbor.example"),)


_EASTERN = (
    "BEGIN:VTIMEZONE\nTZID:(UTC-05:00) Eastern Time (US & Canada)\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
    "TZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nEND:STANDARD\nEND:VTIMEZONE"
)


@pytest.mark.parametrize(
    ("zone", "around", "instant", "remarks"),
    [
        pytest.param(
            '"(UTC-05:00) Eastern Time (US & Canada)"', _EASTERN, "20:00", (), id="Outlook's words for a zone"
        ),
        pytest.param("/mozilla.org/20050126_1/Europe/Berlin", "", "14:00", (), id="a zone of Mozilla's"),
        pytest.param("Eastern Standard Time", "", "20:00", (), id="a zone of Windows without its definition"),
        pytest.param("Mars/Olympus", "", None, ("its zone “Mars/Olympus” is not known; yours is meant",), id="no zone"),
    ],
)
def test_a_zone_is_known_by_whatever_name_a_program_gives_it(
    zone: str, around: str, instant: str | None, remarks: tuple[str, ...]
) -> None:
    (meeting,) = found(event("UID:1", "SUMMARY:Talk", f"DTSTART;TZID={zone}:20261130T150000", around=around)).meetings

    assert meeting.starts is not None
    assert instant is None or meeting.starts.instant.strftime("%H:%M") == instant
    assert meeting.remarks == remarks


def test_each_calendar_of_a_file_says_for_itself_what_is_to_be_done() -> None:
    invited = event("UID:1", "SUMMARY:Talk", "DTSTART:20261130T150000Z", around="METHOD:REQUEST")
    called_off = event("UID:2", "SUMMARY:Other talk", "DTSTART:20261130T160000Z", around="METHOD:CANCEL")

    meetings = found(invited + called_off).meetings

    assert [meeting.is_called_off for meeting in meetings] == [False, True]


def test_a_moved_time_of_a_meeting_that_repeats_does_not_take_the_place_of_the_whole() -> None:
    whole = event("UID:1", "SUMMARY:Weekly", "DTSTART:20261130T150000Z", "RRULE:FREQ=WEEKLY;COUNT=5")
    moved = event("UID:1", "SUMMARY:Moved", "RECURRENCE-ID:20261207T150000Z", "DTSTART:20261207T160000Z")

    titles = [[meeting.title for meeting in found(text).meetings] for text in (whole + moved, moved + whole, moved)]

    assert titles == [["Weekly"], ["Weekly"], ["Moved"]]


@pytest.mark.parametrize(
    ("method", "reason"),
    [
        ("REPLY", "the answer to an invitation"),
        ("COUNTER", "proposes another time"),
        ("REFRESH", "asks for the latest"),
    ],
)
def test_what_is_sent_to_and_fro_about_a_meeting_plans_none(method: str, reason: str) -> None:
    meetings = found(event("UID:1", "SUMMARY:Talk", "DTSTART:20261130T150000Z", around=f"METHOD:{method}"))

    assert meetings.meetings == ()
    assert reason in meetings.unreadable[0].reason


def test_a_time_that_is_none_is_told_and_the_name_of_an_old_program_is_read() -> None:
    bad = event("UID:1", "SUMMARY:Talk", "DTSTART:2026-11-30T15:00:00Z")
    old = event("UID:2", "SUMMARY;ENCODING=QUOTED-PRINTABLE:Gespr=C3=A4ch", "DTSTART:20261130T150000Z")

    meetings = found(bad + old)

    assert [each.reason for each in meetings.unreadable] == ["its time cannot be read: 2026-11-30T15:00:00Z"]
    assert [meeting.title for meeting in meetings.meetings] == ["Gespräch"]
