"""What is going to be said: handed in, counted, read by interpreters, and by all when agreed."""

import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.core.clock import moved_to, now
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.demo.builders import make_account
from engagement.demo.meeting_builders import make_leader
from engagement.demo.meeting_day_builders import make_meeting_soon
from engagement.demo.meeting_paper_builders import make_officer, make_statement
from engagement.demo.meeting_speaking_builders import (
    KINDS,
    make_interpreter,
    make_participant,
    make_speaker,
    make_speakers_list,
)
from engagement.mail.models import Message
from engagement.meetings.commands import floor, interpreters, interventions, moderating
from engagement.meetings.commands.speakers_lists import publish_list
from engagement.meetings.models import SpeakerKind
from engagement.meetings.queries.speaking_figures import spoken_at
from engagement.meetings.queries.speaking_line import desk_of
from engagement.meetings.queries.speaking_texts import is_late, paces
from engagement.organizations.models import Protection
from engagement.organizations.queries import actor_for
from tests.documents.samples import pdf


def speaks(speakers_list):
    """Let whoever is first have spoken."""
    officer = make_officer()
    for act in (floor.call_next, floor.end_speech):
        act(speakers_list, desk_of(speakers_list, officer).mark, actor=officer)


def link_of(db, interpreter):
    mail = db.scalars(select(Message).filter_by(about_id=interpreter.id)).one()
    return re.search(r"/\w+/meetings/interpret/\S+", mail.body_text)[0].replace("/fr/", "/en/")


@pytest.mark.parametrize(
    ("language", "text", "words", "too_fast"),
    [
        ("fr", "mot " * 110, 110, False),
        ("fr", "mot " * 111, 111, True),
        ("zh", "河" * 180, 180, False),
        ("zh", "河" * 181, 181, True),
    ],
)
def test_a_text_is_too_fast_above_the_words_a_minute_that_can_be_interpreted(
    db, language, text, words, too_fast
):
    speaker = make_speaker(make_speakers_list())  # of an organization: one minute
    interventions.hand_in_text(
        speaker, {language: text}, actor=actor_for(speaker.registration.person)
    )
    [pace] = paces(speaker)
    assert (pace.words, pace.a_minute, pace.too_fast) == (words, words, too_fast)


def test_a_speaker_is_told_while_writing_and_nothing_is_lost(db, sign_in):
    speaker = make_speaker(make_speakers_list())
    browser, page = sign_in(speaker.registration.person), f"/en/meetings/speakers/{speaker.id}"
    assert "Up to 110 words; in Chinese up to 180" in browser.get(f"{page}/hand-in").text
    typed = {"text-es": "palabra " * 150}
    shown = browser.post(f"{page}/hand-in", data=typed, follow_redirects=True).text
    assert "150 words in this time, of 110" in shown and "too fast" in shown
    assert "palabra palabra" in browser.get(f"{page}/hand-in").text
    sent = {"language": "es", "file": (io.BytesIO(pdf()), "agua.pdf")}
    browser.post(f"{page}/add-paper", data=sent)
    [paper] = speaker.papers
    counted = {"language": "ru", "file": (io.BytesIO("слово ".encode() * 120), "вода.txt")}
    shown = browser.post(f"{page}/add-paper", data=counted, follow_redirects=True).text
    assert "too long for your time" in shown and "120 words in this time, of 110" in shown
    [paced] = [each for each in paces(speaker) if each.language == "ru"]
    assert paced.of_document and paced.too_fast
    assert browser.get(f"/en/meetings/speakers/papers/{paper.id}").status_code == 200
    assert browser.post(f"{page}/add-paper", data={"language": "es"}).status_code == 422
    for other in (None, make_participant(speaker.meeting).person):
        stranger = sign_in(other or make_account())
        for path in (page, f"{page}/words", f"/en/meetings/speakers/papers/{paper.id}"):
            assert stranger.get(path).status_code == 404, path
    for each in list(speaker.papers):
        browser.post(f"/en/meetings/speakers/papers/{each.id}/remove")
    assert speaker.papers == []


def test_an_interpreter_reads_by_the_own_link_until_it_is_revoked_or_the_session_over(
    db, client, sign_in
):
    opens = make_speakers_list()
    speaker, silent = make_speaker(opens), make_speaker(opens, kind=SpeakerKind.MEMBER_STATE)
    person = actor_for(speaker.registration.person)
    interventions.hand_in_text(speaker, {"en": "Rivers want " * 40}, actor=person)
    interpreter, revoked = (make_interpreter(opens.session) for _ in range(2))
    link = link_of(db, interpreter)
    page = client.get(link)
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    for words in (speaker.organization.name, "80 words in this time", "Kenya"):
        assert words in page.text
    assert silent.registration.name not in page.text
    assert "Rivers want" in client.get(f"{link}/texts/{speaker.id}").text
    elsewhere = make_speaker(make_speakers_list())
    assert client.get(f"{link}/texts/{elsewhere.id}").status_code == 404
    assert client.get(f"/en/meetings/speakers/{speaker.id}/words").status_code == 404

    officer = sign_in(make_account(Role.MEETING_OFFICER))
    closed = link_of(db, revoked)
    officer.post(f"/en/meetings/interpreters/{revoked.id}/revoke")
    assert client.get(closed).status_code == 404
    with pytest.raises(NotAllowed):
        interpreters.revoke_interpreter(interpreter, actor=person)
    sent = {"name": "Fatou", "email": interpreter.email.upper(), "language": "fr"}
    listed = f"/en/meetings/sessions/{opens.session_id}/interpreters"
    assert officer.post(listed, data=sent | {"email": "Fatou"}).status_code == 422
    officer.post(listed, data=sent)
    assert client.get(link).status_code == 404  # the same address has a new link
    with moved_to(opens.session.ends_at), pytest.raises(RuleViolation):
        make_interpreter(opens.session)
    other = make_interpreter(opens.session)
    with moved_to(opens.session.ends_at):
        assert client.get(link_of(db, other)).status_code == 404


def test_a_text_is_everybody_s_once_it_was_spoken_if_that_was_agreed(db, client):
    opens = make_speakers_list()
    agreed, silent = make_speaker(opens), make_speaker(opens)
    for each, public in ((agreed, True), (silent, False)):
        actor = actor_for(each.registration.person)
        interventions.hand_in_text(each, {"en": "We ask"}, public=public, actor=actor)
    publish_list(opens, shown=True, actor=make_officer())
    page = f"/en/meetings/speakers/{agreed.id}/words"
    assert client.get(page).status_code == 404
    speaks(opens)
    speaks(opens)
    assert "We ask" in client.get(page).text
    assert page in client.get(f"/en/meetings/speakers-lists/{opens.id}").text
    assert client.get(f"/en/meetings/speakers/{silent.id}/words").status_code == 404
    with pytest.raises(RuleViolation):
        interventions.hand_in_text(
            agreed, {"en": "Otherwise"}, actor=actor_for(agreed.registration.person)
        )
    protect(agreed.organization)
    assert client.get(page).status_code == 404


@bookkeeping
def protect(organization):
    organization.protection = Protection.PROTECTED
    organization.protected_since = now()


def test_a_published_statement_stands_for_a_text_and_late_texts_are_marked(db):
    meeting = make_meeting_soon(90, kinds=KINDS)
    opens = make_speakers_list(meeting)
    organization, leader = make_leader()
    speaker = make_speaker(opens, make_participant(meeting, organization, leader))
    person = actor_for(speaker.registration.person)
    words = {"fr": "mot " * 200}
    own = make_statement(opens.agenda_item, organization=organization, leader=leader, text=words)
    foreign = make_statement(opens.agenda_item)
    for each in (own, foreign):
        moderating.publish_statement(each, actor=make_officer())
    with pytest.raises(RuleViolation):
        interventions.hand_in_text(speaker, {}, statement=foreign, actor=person)
    interventions.hand_in_text(speaker, {}, statement=own, actor=person)
    assert paces(speaker)[0].too_fast and not is_late(speaker)
    with moved_to(now() + timedelta(minutes=31)):  # less than an hour before the session
        interventions.hand_in_text(speaker, {"fr": "mot"}, actor=person)
    assert is_late(speaker)


def test_only_what_was_spoken_counts_for_a_kind_and_a_major_group(db):
    opens = make_speakers_list()
    organization, leader = make_leader()
    people = [make_participant(opens.meeting, organization, leader) for _ in range(2)]
    joint = make_speaker(opens, people[0], kind=SpeakerKind.MAJOR_GROUP)
    make_speaker(opens, people[1])
    make_speaker(opens)
    for _each in range(2):
        speaks(opens)
    found = spoken_at(opens.meeting)
    assert found.by_kind == {SpeakerKind.MAJOR_GROUP: 1, SpeakerKind.ACCREDITED: 1}
    assert found.by_group == {joint.major_group: 2}
