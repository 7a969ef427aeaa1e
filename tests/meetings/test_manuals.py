"""Manuals: written by officers, in versions, in six languages."""

from datetime import timedelta

import pytest

from engagement.core.clock import now
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.core.text import LANGUAGES
from engagement.demo.meeting_builders import make_online_meeting, make_registration
from engagement.demo.meeting_day_builders import make_link, make_meeting_soon
from engagement.meetings.commands.manuals import (
    ManualWords,
    begin_manual,
    publish_manual,
    retire_manual,
    write_manual,
)
from engagement.meetings.manual_text import Block, blocks
from engagement.meetings.models import ManualAudience
from tests.factories import make_account, make_actor

TEXT = "## Before\n\n- A headset\n- A cable\n\nJoin early.\nFifteen minutes.\n\n1. Click\n2. Wait"


def words(*languages, text=TEXT):
    return ManualWords(
        {each: f"Joining ({each})" for each in languages}, {each: text for each in languages}
    )


def test_a_text_is_read_as_headings_lists_steps_and_paragraphs():
    assert blocks(TEXT) == [
        Block("heading", ("Before",)),
        Block("list", ("A headset", "A cable")),
        Block("paragraph", ("Join early.", "Fifteen minutes.")),
        Block("steps", ("Click", "Wait")),
    ]


def test_a_manual_is_published_once_it_is_there_in_six_languages(db, client):
    officer = make_actor(Role.MEETING_OFFICER)
    manual = begin_manual(ManualAudience.EVERYBODY, words("en", "fr"), actor=officer)
    address = f"/fr/meetings/manuals/{manual.id}"
    assert client.get(address).status_code == 404
    with pytest.raises(RuleViolation):
        publish_manual(manual, actor=officer)

    write_manual(manual, words(*LANGUAGES), actor=officer)
    publish_manual(manual, actor=officer)
    page = client.get(address).text
    assert "Joining (fr)" in page and "<li><bdi>A headset</bdi></li>" in page

    write_manual(manual, words(*LANGUAGES, text="Newer words"), actor=officer)
    assert "Newer words" not in client.get(address).text
    assert client.get(f"{address}?version=2").status_code == 404
    publish_manual(manual, actor=officer)
    assert "Newer words" in client.get(address).text
    older = client.get(f"{address}?version=1").text
    assert "A headset" in older


def test_only_meeting_officers_write(db):
    with pytest.raises(NotAllowed):
        begin_manual(ManualAudience.STATES, words("en"), actor=make_actor(Role.PROTOCOL_OFFICER))


def test_the_pages_keep_what_was_typed_and_a_retired_manual_leaves_the_list(db, sign_in):
    officer = make_account(Role.MEETING_OFFICER)
    browser = sign_in(officer)
    refused = browser.post(
        "/en/meetings/manuals/new",
        data={"audience": "states", "title-en": "For delegations", "text-en": ""},
    )
    assert refused.status_code == 422
    assert "For delegations" in refused.text
    sent = browser.post(
        "/en/meetings/manuals/new",
        data={"audience": "states", "title-en": "For delegations", "text-en": "Send a note."},
    )
    page = browser.get(sent.location).text
    assert "This is a draft" in page and "Send a note." in page
    assert "Send a note." in browser.get(f"{sent.location}/write").text
    listed = browser.get("/en/meetings/manuals").text
    assert "For delegations" in listed
    browser.post(f"{sent.location}/retire")
    assert "For delegations" not in browser.get("/en/meetings/manuals").text


def test_a_manual_of_one_meeting_is_read_on_its_page_and_where_people_join(db, client, sign_in):
    registration = make_registration(make_meeting_soon())
    meeting, over = registration.meeting, make_online_meeting(starts_at=now() - timedelta(days=2))
    browser = sign_in(make_account(Role.MEETING_OFFICER))
    assert str(over.id) not in browser.get("/en/meetings/manuals/new").text
    sent = {"audience": "technical", "meeting": str(meeting.id)}
    sent |= {f"title-{each}": "Voices of rivers" for each in LANGUAGES}
    sent |= {f"text-{each}": "Press the button." for each in LANGUAGES}
    refused = browser.post("/en/meetings/manuals/new", data=sent | {"meeting": str(over.id)})
    assert refused.status_code == 422
    manual = browser.post("/en/meetings/manuals/new", data=sent).location
    page, join = f"/en/meetings/{meeting.id}", f"/en/meetings/join/{make_link(registration)}"
    assert "Voices of rivers" not in client.get(page).text + client.get(join).text
    browser.post(f"{manual}/publish")
    assert "Voices of rivers" in client.get(page).text
    assert "Voices of rivers" in client.get(join).text
    assert "Voices of rivers" not in client.get("/en/meetings/manuals").text
    assert f'href="{page}"' in client.get(manual).text
    assert "Voices of rivers" not in client.get(f"/en/meetings/{over.id}").text


def test_a_retired_manual_says_so_to_whoever_has_its_address(db, client):
    officer = make_actor(Role.MEETING_OFFICER)
    manual = begin_manual(ManualAudience.SPEAKERS, words(*LANGUAGES), actor=officer)
    publish_manual(manual, actor=officer)
    retire_manual(manual, actor=officer)
    page = client.get(f"/en/meetings/manuals/{manual.id}").text
    assert "not kept any more" in page
    with pytest.raises(RuleViolation):
        write_manual(manual, words("en"), actor=officer)
