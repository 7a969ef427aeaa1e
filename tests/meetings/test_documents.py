"""Documents of a meeting: audiences, languages, in time against the first announced day."""

import io
from datetime import UTC, datetime, timedelta

import pytest

from engagement.action_plan.indicators import DECLARED, measured
from engagement.core.clock import moved_to, now, today
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.core.text import LANGUAGES
from engagement.demo.meeting_builders import make_leader, make_online_meeting
from engagement.demo.meeting_paper_builders import (
    make_agenda_item,
    make_meeting_document,
    make_officer,
    make_version,
)
from engagement.demo.papers import page
from engagement.documents.models import Scan
from engagement.meetings.commands import meeting_documents as commands
from engagement.meetings.commands.postponing import postpone
from engagement.meetings.models import DocumentAudience, MeetingState
from engagement.meetings.queries import meeting_documents as queries
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_actor


def data_of(paper, **changes):
    kept = {
        "symbol": paper.symbol,
        "title": paper.title,
        "audience": paper.audience,
        "due_on": paper.due_on,
    }
    return commands.PaperData(**kept | changes)


def test_the_first_announced_day_stays_and_decides_by_the_clocks_of_the_meeting(db):
    day = today()
    paper = make_meeting_document(due_on=day)
    commands.change_document(
        paper, data_of(paper, due_on=day + timedelta(days=9)), actor=make_officer()
    )
    assert paper.first_due_on == day and paper.due_on == day + timedelta(days=9)
    midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), UTC)
    in_time, late = midnight - timedelta(hours=3, minutes=1), midnight - timedelta(hours=2)
    assert paper.days_late(in_time) is None
    assert paper.days_late(late) == 1  # already the next day in Nairobi
    with moved_to(in_time):
        make_version(paper)
    assert paper.days_late(midnight + timedelta(days=30)) == 0


def test_days_move_with_a_postponed_meeting_where_nothing_is_there_yet(db):
    meeting, day = make_online_meeting(), today()
    late, waited, there = (
        make_meeting_document(meeting, due_on=day + timedelta(days=days), symbol=f"GY/{days}")
        for days in (-2, 3, 4)
    )
    make_version(there)
    begins = meeting.starts_at + timedelta(days=7, hours=2)
    postpone(
        meeting.sessions[0], starts_at=begins, alone=True, actor=make_officer(), reason="A storm"
    )
    assert [(each.due_on - day).days for each in (late, waited, there)] == [-2, 10, 4]
    assert (waited.first_due_on - day).days == 3


def test_lists_and_downloads_obey_the_audience(db, client, sign_in):
    meeting = make_online_meeting()
    item = make_agenda_item(meeting, title={"en": "Sources of rivers"})
    shown = {
        audience: make_version(
            make_meeting_document(
                meeting, audience=audience, agenda_item=item, symbol=f"GY/{audience.value}"
            )
        )
        for audience in DocumentAudience
    }
    organization, _leader = make_leader()
    member = make_account(leads=[organization])
    stranger = make_account()
    browsers = {
        "visitor": (client, {"everybody"}),
        "stranger": (sign_in(stranger), {"everybody"}),
        "accredited": (sign_in(member), {"everybody", "accredited"}),
        "officer": (sign_in(make_account(Role.MEETING_OFFICER)), set(DocumentAudience)),
    }
    for who, (browser, allowed) in browsers.items():
        text = browser.get(f"/en/meetings/{meeting.id}/documents").text
        assert "Sources of rivers" in text
        for audience, version in shown.items():
            there = audience.value in allowed
            answer = browser.get(f"/en/meetings/documents/versions/{version.id}", buffered=True)
            assert (f"GY/{audience.value}" in text) == there, who
            assert (answer.status_code == 200) == there, who
            if there:
                assert answer.headers["Content-Disposition"].startswith("attachment")
                assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_an_unedited_document_is_never_for_states_alone(db):
    with pytest.raises(RuleViolation):
        make_meeting_document(audience=DocumentAudience.STATES, unedited=True)
    paper = make_meeting_document(audience=DocumentAudience.ACCREDITED, unedited=True)
    _organization, leader = make_leader()
    assert paper in queries.documents_of(paper.meeting, leader)
    assert paper not in queries.documents_of(paper.meeting, actor_for(make_account()))


def test_a_new_version_takes_the_place_of_the_old_which_is_kept_for_officers(db, client):
    paper = make_meeting_document()
    old = make_version(paper, "fr")
    waiting = make_version(paper, "fr", publish=False)
    address = "/en/meetings/documents/versions/{}"
    assert [each.id for each in paper.current] == [old.id]
    assert client.get(address.format(waiting.id)).status_code == 404
    commands.publish_version(waiting, actor=make_officer())
    assert [each.id for each in paper.current] == [waiting.id]
    assert old.replaced_at is not None and old.document.submitted_at is not None
    assert client.get(address.format(old.id)).status_code == 404
    text = client.get(f"/en/meetings/{paper.meeting_id}/documents").text
    assert "not yet in" in text and "Français" in text


def test_what_the_scanner_holds_back_is_not_published(db):
    version = make_version(make_meeting_document(), publish=False)
    version.document.scan = Scan.PENDING
    with pytest.raises(RuleViolation), db.no_autoflush:
        commands.publish_version(version, actor=make_officer())
    db.expire_all()


def test_only_officers_keep_documents_and_a_symbol_stands_once(db):
    paper = make_meeting_document(symbol="UNEP/1")
    with pytest.raises(RuleViolation):
        make_meeting_document(paper.meeting, symbol="UNEP/1")
    with pytest.raises(NotAllowed):
        commands.change_document(paper, data_of(paper), actor=make_actor(Role.REVIEWER))


def test_the_figures_count_what_the_statements_of_the_plan_count(db):
    begun = now() - timedelta(days=20)
    with moved_to(begun):
        meeting = make_online_meeting(starts_at=now() + timedelta(days=10))
        whole = make_meeting_document(meeting, due_on=today() + timedelta(days=3))
        late = make_meeting_document(meeting, due_on=today() + timedelta(days=1))
        never = make_meeting_document(meeting, due_on=today() + timedelta(days=2))
    with moved_to(begun + timedelta(days=2)):
        for language in LANGUAGES:
            make_version(whole, language)
        make_version(late)
    papers = [whole, late, never]
    assert queries.punctuality(meeting, papers) == queries.Punctuality(3, 1, 3, 1)
    for code in ("documents_in_time", "documents_in_six_languages"):
        (row,) = measured(DECLARED[code], today())
        assert (float(row.value), row.basis) == (33.3, 3), code
        (before,) = measured(DECLARED[code], begun.date() - timedelta(days=1))
        assert before.basis == 0


def test_officers_add_an_item_a_document_and_its_languages_by_the_pages(db, sign_in):
    meeting = make_online_meeting(state=MeetingState.DRAFT)
    browser = sign_in(make_account(Role.MEETING_OFFICER))
    start = f"/en/meetings/{meeting.id}"
    browser.post(
        f"{start}/agenda/new", data={"number": "4 bis", "title-en": "Ice", "position": "2"}
    )
    (item,) = queries.agenda(meeting)
    fields = {
        "symbol": "UNEP/EA.7/3",
        "title-fr": "Glace",
        "agenda_item": str(item.id),
        "audience": "states",
        "unedited": "y",
        "due_on-day": "3",
        "due_on-month": "4",
        "due_on-year": "2031",
    }
    refused = browser.post(f"{start}/documents/new", data=fields)
    assert refused.status_code == 422 and "Glace" in refused.text
    sent = browser.post(f"{start}/documents/new", data=fields | {"audience": "accredited"})
    file = (io.BytesIO(page("Ice")), "ice.pdf")
    browser.post(
        f"{sent.location}/add-version",
        data={"language": "zh", "file": file},
        content_type="multipart/form-data",
    )
    kept = browser.get(sent.location).text
    assert "ice.pdf" in kept and "Publish in 中文" in kept
    (paper,) = queries.documents_of(meeting, make_officer())
    (version,) = paper.versions
    browser.post(f"/en/meetings/documents/versions/{version.id}/publish")
    db.expire_all()
    assert [each.language for each in paper.current] == ["zh"]
    assert "4 bis" in browser.get(f"{start}/documents").text
