"""Governing bodies: kept by protocol officers, read by everybody in their language."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from engagement.audit.models import AuditEvent
from engagement.bodies import commands, queries
from engagement.bodies.models import BodyKey, BureauFunction, Mode
from engagement.core.clock import today
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from tests.factories import make_account, make_actor

KEY = BodyKey.COMMITTEE


def meeting(**values):
    given = {
        "title": {"en": "Tenth meeting"},
        "from_day": date(2026, 3, 2),
        "to_day": date(2026, 3, 4),
        "place": "Nairobi",
        "mode": Mode.HYBRID,
    }
    return commands.MeetingData(**given | values)


def decision(symbol="UNEP/1", **values):
    given = {"title": {"en": "On lakes"}, "decided_on": date(2026, 3, 4)}
    return commands.DecisionData(symbol, **given | values)


@pytest.fixture
def officer(db):
    return make_actor(Role.PROTOCOL_OFFICER)


def test_everybody_reads_a_body_in_their_language_or_in_english(client, officer):
    commands.change_body(
        KEY, actor=officer, mandate={"en": "It governs.", "ar": "تشرف."}, website=None
    )
    held = commands.add_meeting(KEY, meeting(), actor=officer)
    texts = {"fr": "https://x.example/fr", "en": "https://x.example/en"}
    commands.add_decision(KEY, decision(meeting_id=held.id, texts=texts), actor=officer)
    seat = commands.BureauData(BureauFunction.CHAIR, "KE", "王伟", today(), latin_name="Wang Wei")
    commands.seat_in_bureau(KEY, seat, actor=officer)

    arabic = client.get("/ar/bodies/committee").text
    french = client.get("/fr/bodies/committee").text

    assert "تشرف." in arabic and "It governs." not in arabic
    assert '<bdi class="bdi-block" lang="en">It governs.</bdi>' in french
    assert 'href="https://x.example/fr" hreflang="fr"' in french
    assert "王伟" in french and "Tenth meeting" in french
    assert "1 meeting · 1 decision" in client.get("/en/bodies").text
    assert client.get("/en/bodies/council").status_code == 404


def test_nothing_is_said_of_a_body_before_somebody_entered_it(client, db):
    page = client.get("/en/bodies/assembly").text

    assert "has not been entered yet" in page
    assert "resolution 4/22" in page
    assert "Open the portal" not in page


def test_the_bureau_is_that_of_the_day(officer):
    first = commands.BureauData(BureauFunction.CHAIR, "KE", "First", date(2026, 1, 1))
    member = commands.seat_in_bureau(KEY, first, actor=officer)
    ended = commands.BureauData(
        BureauFunction.CHAIR, "KE", "First", date(2026, 1, 1), to_day=date(2026, 6, 30)
    )
    commands.change_bureau_member(member, ended, actor=officer)

    assert queries.bureau(KEY, date(2026, 6, 30)) == [member]
    assert queries.bureau(KEY, date(2026, 7, 1)) == []
    assert queries.bureau(BodyKey.ASSEMBLY, date(2026, 6, 30)) == []


def test_what_cannot_be_is_refused_with_a_sentence(db, officer):
    assembly = commands.add_meeting(BodyKey.ASSEMBLY, meeting(), actor=officer)
    commands.add_decision(KEY, decision(), actor=officer)

    with pytest.raises(RuleViolation, match="last day"):
        commands.add_meeting(KEY, meeting(to_day=date(2026, 3, 1)), actor=officer)
    with pytest.raises(RuleViolation, match="symbol"):
        commands.add_decision(BodyKey.ASSEMBLY, decision(), actor=officer)
    with pytest.raises(RuleViolation, match="this body"):
        commands.add_decision(KEY, decision("UNEP/2", meeting_id=assembly.id), actor=officer)
    with pytest.raises(NotAllowed):
        commands.add_meeting(KEY, meeting(), actor=make_actor(Role.REVIEWER))
    wanted = select(AuditEvent.action).where(AuditEvent.action.like("bodies:%"))
    events = db.scalars(wanted.order_by(AuditEvent.id)).all()
    assert events == ["bodies:meeting:added", "bodies:decision:added"]


def test_what_was_entered_wrongly_is_removed_with_a_reason_and_stays_in_the_history(
    db, client, officer, sign_in
):
    held = commands.add_meeting(KEY, meeting(), actor=officer)
    taken = commands.add_decision(KEY, decision(meeting_id=held.id), actor=officer)
    desk = sign_in(make_account(Role.PROTOCOL_OFFICER))

    with pytest.raises(RuleViolation, match="Decisions name this meeting"):
        commands.remove(held, actor=officer, reason="Twice.")
    with pytest.raises(NotAllowed):
        commands.remove(taken, actor=make_actor(Role.REVIEWER), reason="Twice.")
    page = f"/en/bodies/decisions/{taken.id}"
    refused = desk.post(f"{page}/remove", data={"reason": ""})
    assert (refused.status_code, "Say why" in refused.text) == (422, True)
    assert 'value="UNEP/1"' in refused.text
    assert desk.post(f"{page}/remove", data={"reason": "Of another body."}).status_code == 302
    commands.remove(held, actor=officer, reason="Never took place.")

    assert "UNEP/1" not in client.get("/en/bodies/committee").text
    assert "Tenth meeting" not in client.get("/en/bodies/committee/meetings").text
    assert "0 meetings · 0 decisions" in client.get("/en/bodies").text
    assert "Of another body." in desk.get(page).text
    with pytest.raises(RuleViolation, match="was removed"):
        commands.remove(taken, actor=officer, reason="Again.")
    with pytest.raises(RuleViolation, match="this body"):
        commands.add_decision(KEY, decision(meeting_id=held.id), actor=officer)
    commands.add_decision(KEY, decision(), actor=officer)  # the symbol is free again
    wanted = select(AuditEvent.data).where(AuditEvent.action == "bodies:decision:removed")
    assert db.scalars(wanted).one()["reason"] == "Of another body."


def test_seats_that_ended_or_are_to_come_are_found_and_can_be_corrected(
    db, client, officer, sign_in
):
    for name, first, last in (
        ("Old Chair", today() - timedelta(days=90), today() - timedelta(days=9)),
        ("New Chair", today() + timedelta(days=9), None),
    ):
        seat = commands.BureauData(BureauFunction.CHAIR, "KE", name, first, to_day=last)
        member = commands.seat_in_bureau(KEY, seat, actor=officer)

    public = client.get("/en/bodies/committee/bureau").text
    assert "Old Chair" in public and "New Chair" in public
    assert "New Chair" not in client.get("/en/bodies/committee").text
    assert "/en/bodies/bureau/" not in public
    desk = sign_in(make_account(Role.PROTOCOL_OFFICER))
    assert f"/en/bodies/bureau/{member.id}" in desk.get("/en/bodies/committee/bureau").text
    sent = desk.post(f"/en/bodies/bureau/{member.id}/remove", data={"reason": "Not elected."})
    assert sent.status_code == 302
    assert "New Chair" not in client.get("/en/bodies/committee/bureau").text


def typed(**days):
    return {
        f"{name}-{part}": getattr(day, part)
        for name, day in days.items()
        for part in ("day", "month", "year")
    }


def test_an_officer_keeps_a_meeting_by_its_form_and_nothing_typed_is_lost(db, sign_in):
    desk = sign_in(make_account(Role.PROTOCOL_OFFICER))
    page = "/en/bodies/committee/meetings/new"
    sent = {
        "title-fr": "Dixième réunion",
        "place": "Nairobi",
        "mode": "online",
        "documents_url": "https://x.example/",
    } | typed(from_day=date(2026, 3, 2), to_day=date(2026, 3, 1))

    refused = desk.post(page, data=sent)
    assert (refused.status_code, "Dixième réunion" in refused.text) == (422, True)
    untitled = desk.post(page, data=sent | {"title-fr": ""})
    assert (untitled.status_code, "at least one language" in untitled.text) == (422, True)
    unsafe = desk.post(page, data=sent | {"documents_url": "javascript:alert(1)"})
    assert unsafe.status_code == 422
    good = desk.post(page, data=sent | typed(to_day=date(2026, 3, 3)))
    assert good.status_code == 302
    (kept,) = queries.latest_meetings(KEY, 5)
    assert kept.title == {"fr": "Dixième réunion"}
    assert "Dixième" in desk.get(f"/en/bodies/meetings/{kept.id}").text
    assert sign_in(make_account(Role.REVIEWER)).get(page).status_code in (403, 404)


def test_meetings_and_decisions_are_paged_with_as_many_queries_however_many(
    db, client, officer, count_queries
):
    def queries_of(path):
        client.get(path)
        with count_queries() as counted:
            client.get(path)
        return len(counted)

    paths = [f"/en/bodies/committee{part}" for part in ("", "/meetings", "/decisions")]

    def add(number):
        day = date(2020, 1, 1) + timedelta(days=number)
        held = commands.add_meeting(KEY, meeting(from_day=day, to_day=day), actor=officer)
        commands.add_decision(
            KEY, decision(f"X/{number}", decided_on=day, meeting_id=held.id), actor=officer
        )

    add(0)
    few = [queries_of(path) for path in paths]
    for number in range(1, 53):
        add(number)

    assert [queries_of(path) for path in paths] == few
    for path in paths[1:]:
        first = client.get(path).text
        following = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
        assert first.count("<tr>") == 51
        assert client.get(following).text.count("<tr>") == 4
