"""What a colleague saved meanwhile is not overwritten by a page that was opened before."""

from engagement.accounts.models import Account
from engagement.core.permissions import Role
from engagement.demo.meeting_builders import make_leader, make_online_meeting
from engagement.demo.meeting_paper_builders import (
    make_contribution,
    make_meeting_document,
    make_statement,
)
from engagement.demo.side_event_builders import make_side_event
from engagement.meetings.commands.manuals import ManualWords, begin_manual, publish_manual
from engagement.meetings.models import ManualAudience
from engagement.organizations.queries import actor_for
from tests.factories import make_account
from tests.meetings.test_setup import FormReader


def test_six_pages_show_both_texts_and_are_overwritten_knowingly_alone(db, sign_in):
    officer = make_account(Role.MEETING_OFFICER)
    organization, leader = make_leader()
    mine = {"organization": organization, "leader": leader, "send": False}
    meeting = make_online_meeting()
    manual = begin_manual(
        ManualAudience.EVERYBODY, ManualWords({"en": "A"}, {"en": "B"}), actor=actor_for(officer)
    )
    paper = make_meeting_document(meeting)
    addresses = {
        f"statements/{make_statement(**mine).id}/write": "text-es",
        f"statements/{make_contribution(**mine).id}/write-contribution": "part",
        f"side-events/{make_side_event(**mine).id}/write": "partners",
        f"manuals/{manual.id}/write": "text-es",
        f"documents/{paper.id}/change": "symbol",
        f"sessions/{meeting.sessions[0].id}": "join_url",
    }
    browsers = [sign_in(db.get(Account, leader.id)), sign_in(officer)]
    for place, (path, name) in enumerate(addresses.items()):
        path, browser = f"/en/meetings/{path}", browsers[place // 3]
        opened = FormReader(browser.get(path).text).values
        theirs, mine = opened | {name: "https://a.example"}, opened | {name: "https://b.example"}
        assert browser.post(path, data=theirs).status_code == 302, path
        stale = browser.post(path, data=mine)
        assert stale.status_code == 422, path
        assert "A colleague has saved this page meanwhile." in stale.text
        assert stale.text.count("https://a.example") == 1
        kept = FormReader(browser.get(path).text).values
        assert kept[name] == "https://a.example"
        again = FormReader(stale.text).values
        assert again == mine | {"seen": kept["seen"]} | {
            each: again[each] for each in ("csrf_token", "form_key") if each in again
        }
        assert [browser.post(path, data=again).status_code for _ in range(2)] == [302, 302], path
        assert FormReader(browser.get(path).text).values[name] == "https://b.example"


def test_a_manual_that_was_published_meanwhile_is_read_before_its_next_version_is_begun(
    db, sign_in
):
    officer = make_account(Role.MEETING_OFFICER)
    acts = actor_for(officer)
    words = ManualWords(dict.fromkeys(("ar", "en", "es", "fr", "ru", "zh"), "A"), {})
    words = ManualWords(words.title, words.title)
    manual = begin_manual(ManualAudience.EVERYBODY, words, actor=acts)
    publish_manual(manual, actor=acts)
    browser, path = sign_in(officer), f"/en/meetings/manuals/{manual.id}/write"
    opened = FormReader(browser.get(path).text).values
    browser.post(path, data=opened | {"text-en": "Theirs"})
    publish_manual(manual, actor=acts)
    stale = browser.post(path, data=opened | {"text-en": "Mine"})
    assert stale.status_code == 422 and "Theirs" in stale.text
    assert manual.draft is None
