"""Pages of progress updates: for officers, and what everybody reads."""

import io
import uuid

import pytest
from sqlalchemy import select

from engagement.action_plan.models import ProgressUpdate, UpdateState
from engagement.core.permissions import Role
from engagement.demo import papers
from engagement.organizations.queries import actor_for
from tests.action_plan.cases import ACTION, make_update
from tests.factories import make_account

S = UpdateState
PAGE = f"/en/plan/actions/{ACTION}"


@pytest.fixture
def officer(db):
    return make_account(Role.PROGRAMME_OFFICER, name="Olga Officer")


def typed(**changes):
    return {
        "status": "under_way",
        "period_from-day": "1",
        "period_from-month": "2",
        "period_from-year": "2024",
        "period_to-day": "1",
        "period_to-month": "3",
        "period_to-year": "2024",
        "language": "en",
        "text": "Guidance was rewritten.",
        "links": "https://evidence.example/one\n\nhttp://evidence.example/two",
    } | changes


def test_an_update_is_written_read_and_published_through_the_pages(db, client, sign_in, officer):
    desk = sign_in(officer)
    assert "Write a progress update" in desk.get(PAGE).text
    sent = desk.post(f"{PAGE}/new-update", data=typed())
    update = db.scalars(select(ProgressUpdate)).one()
    own = f"/en/plan/updates/{update.id}"
    assert sent.headers["Location"] == own
    upload = {"file": (io.BytesIO(papers.page("Evidence")), "proof.pdf")}
    assert desk.post(f"{own}/add-file", data=upload).status_code == 302
    assert "proof.pdf" in desk.get(own).text
    assert desk.post(f"{own}/edit-update", data=typed(text="Rewritten.")).status_code == 302
    assert desk.post(f"{own}/submit-update").status_code == 302
    assert "Publish" not in desk.get(own).text.split("<main")[1]

    reader = sign_in(make_account(Role.PROGRAMME_OFFICER))
    assert reader.get("/en/plan/updates").text.count(own) == 1
    assert "Rewritten." not in client.get(PAGE).text
    assert reader.post(f"{own}/publish-update").status_code == 302
    public = client.get(PAGE).text
    assert "Rewritten." in public and "https://evidence.example/" in public.replace("<wbr>", "")
    assert "Olga Officer" not in public
    file = client.get(f"/en/plan/files/{update.files[0].id}", buffered=True)
    assert file.data == papers.page("Evidence")
    assert "attachment" in file.headers["Content-Disposition"]


def test_what_is_typed_wrongly_is_told_at_its_field_and_kept(sign_in, officer):
    desk = sign_in(officer)
    for changes, sentence in [
        ({"period_to-year": "2023"}, "Choose a last day that is not before the first."),
        ({"period_to-year": "2199"}, "choose a last day that is not to come."),
        ({"links": "evidence"}, "Write one whole address a line"),
        ({"links": "javascript:alert(1)"}, "Write one whole address a line"),
        ({"links": "\n".join(f"https://e.example/{n}" for n in range(11))}, "at most ten"),
        ({"text": ""}, "Write what was done"),
        ({"status": ""}, "Choose how far the action is."),
        ({"text": "x" * 4001}, "Use at most 4,000 characters."),
    ]:
        answer = desk.post(f"{PAGE}/new-update", data=typed(**changes))
        assert answer.status_code == 422
        assert sentence in answer.text, changes
    assert (
        'value="2199"'
        in desk.post(f"{PAGE}/new-update", data=typed(**{"period_to-year": "2199"})).text
    )


def test_files_that_are_none_are_refused_with_what_to_do(db, sign_in, officer):
    update = make_update(S.DRAFT, author=actor_for(officer))
    own = f"/en/plan/updates/{update.id}"
    desk = sign_in(officer)

    for data in ({}, {"file": (io.BytesIO(b"MZ\x00\x01"), "tool.exe")}):
        answer = desk.post(f"{own}/add-file", data=data)
        assert answer.status_code == 422
        assert 'id="error-summary"' in answer.text
    file = update.files[0]
    assert desk.post(f"/en/plan/files/{file.id}/remove-file").status_code == 302
    db.expire_all()
    assert update.files == []


def test_a_reader_returns_with_a_note_and_withdraws_with_a_reason(client, sign_in, officer):
    waiting, published = make_update(S.SUBMITTED), make_update(text="Three hundred were trained.")
    desk = sign_in(officer)
    one, other = (f"/en/plan/updates/{each.id}" for each in (waiting, published))

    assert desk.post(f"{one}/return-update", data={}).status_code == 422
    assert desk.post(f"{one}/return-update", data={"note": "Say where."}).status_code == 302
    assert waiting.state == S.RETURNED
    assert desk.post(f"{other}/withdraw-update", data={}).status_code == 422
    assert "Three hundred" in client.get(PAGE).text
    reason = {"reason": "They were thirty."}
    assert desk.post(f"{other}/withdraw-update", data=reason).status_code == 302
    page = client.get(PAGE).text
    assert "Three hundred" not in page and "They were thirty." in page
    gone = client.get(f"/en/plan/files/{published.files[0].id}")
    assert gone.status_code == 404


def test_a_correction_begins_with_what_it_corrects_and_both_say_so(client, sign_in, officer):
    first = make_update(text="Thirty were trained.")
    desk = sign_in(officer)
    page = desk.get(f"{PAGE}/new-update?corrects={first.id}").text
    assert "Thirty were trained." in page and "You correct the update" in page
    for odd in ("x", uuid.uuid4()):
        assert "You correct" not in desk.get(f"{PAGE}/new-update?corrects={odd}").text
    make_update(text="Forty were trained.", corrects=first)

    public = client.get(PAGE).text
    assert "Corrected by the update of" in public
    assert "Thirty were trained." in public and "Forty were trained." in public


def test_two_readers_at_once_the_second_is_told(sign_in, officer):
    update = make_update(S.SUBMITTED)
    desk = sign_in(officer)
    own = f"/en/plan/updates/{update.id}"
    assert desk.post(f"{own}/publish-update").status_code == 302

    late = sign_in(make_account(Role.PROGRAMME_OFFICER))
    answer = late.post(f"{own}/return-update", data={"note": "Say where."})
    assert answer.status_code == 409
    assert "somebody has moved the case on" in answer.text and "Say where." in answer.text


def test_drafts_and_their_files_are_for_officers_alone(client, sign_in):
    update = make_update(S.SUBMITTED)
    paths = [f"/en/plan/updates/{update.id}", f"/en/plan/files/{update.files[0].id}"]

    member = sign_in(make_account())
    assert [member.get(path).status_code for path in paths] == [404, 404]
    assert client.get(paths[1]).status_code == 404
    officer = sign_in(make_account(Role.PROGRAMME_OFFICER))
    assert [officer.get(path, buffered=True).status_code for path in paths] == [200, 200]
    assert member.get("/en/plan/updates").status_code == 403


def test_the_list_has_lanes_sections_and_the_next_step(sign_in, officer):
    own = make_update(S.DRAFT, author=actor_for(officer), action="I.A.1")
    waiting = make_update(S.SUBMITTED)
    desk = sign_in(officer)

    first = desk.get("/en/plan/updates").text
    assert str(waiting.id) in first and str(own.id) not in first
    assert "Read it, then publish or send back" in first
    mine = desk.get("/en/plan/updates?lane=mine").text
    assert str(own.id) in mine and "Finish and submit it" in mine
    assert str(own.id) not in desk.get("/en/plan/updates?lane=all&section=VIII").text
    assert str(own.id) in desk.get("/en/plan/updates?lane=all&section=I").text
    home = desk.get("/en/home").text
    assert "/en/plan/updates?lane=to_read" in home and "/en/plan/updates?lane=mine" in home


def test_the_list_takes_as_many_queries_for_many_as_for_few(sign_in, officer, count_queries):
    desk = sign_in(officer)
    counts = []
    for more in (1, 4):
        for _ in range(more):
            make_update(S.SUBMITTED)
        with count_queries() as counted:
            desk.get("/en/plan/updates")
        counts.append(len(counted))

    assert counts[0] == counts[1] <= 12


def test_the_page_of_an_action_takes_as_many_queries_for_many_updates(client, count_queries):
    counts = []
    for more in (1, 4):
        for _ in range(more):
            make_update()
        with count_queries() as counted:
            client.get(PAGE)
        counts.append(len(counted))

    assert counts[0] == counts[1] <= 12
