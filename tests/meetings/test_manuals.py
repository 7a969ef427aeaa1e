"""Manuals: written by officers, in versions, in six languages."""

import pytest

from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.core.text import LANGUAGES
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


def test_a_retired_manual_says_so_to_whoever_has_its_address(db, client):
    officer = make_actor(Role.MEETING_OFFICER)
    manual = begin_manual(ManualAudience.SPEAKERS, words(*LANGUAGES), actor=officer)
    publish_manual(manual, actor=officer)
    retire_manual(manual, actor=officer)
    page = client.get(f"/en/meetings/manuals/{manual.id}").text
    assert "not kept any more" in page
    with pytest.raises(RuleViolation):
        write_manual(manual, words("en"), actor=officer)
