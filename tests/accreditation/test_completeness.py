"""Return for completion and sending again."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.accreditation import commands, queries
from engagement.accreditation.commands import MissingPart
from engagement.accreditation.models import (
    Application,
    ApplicationState,
    Cause,
    ReturnForCompletion,
)
from engagement.audit.models import AuditEvent
from engagement.core.clock import today
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.mail.models import Message
from engagement.organizations import commands as organizations
from engagement.organizations.models import Nationality
from engagement.organizations.queries import actor_for
from tests.factories import ANSWERS, make_account, make_actor, make_application

PARTS = [
    MissingPart(section="environment", note="Name the results of 2025."),
    MissingPart(document="registration", cause=Cause.UNREADABLE, note="Page 2 is dark."),
]


def page_of(application, step=""):
    return f"/en/accreditation/applications/{application.id}{step}"


def desk_of(application, step=""):
    return f"/en/accreditation/desk/{application.id}{step}"


def test_a_return_lists_the_parts_and_tells_focal_points_in_their_language(db):
    application = make_application(state=ApplicationState.SUBMITTED)
    make_account(leads=[application.organization], language="fr", name="Fatou")
    reviewer = make_actor(Role.REVIEWER, name="MARKER Reviewer")

    commands.return_application(application, actor=reviewer, parts=PARTS)

    returned = db.scalars(select(ReturnForCompletion)).one()
    assert application.state == ApplicationState.RETURNED
    assert [(p.section, p.document, p.cause) for p in returned.parts] == [
        ("environment", None, None),
        (None, "registration", Cause.UNREADABLE),
    ]
    assert returned.due_on == application.due_on == today() + timedelta(days=30)
    mail = db.scalars(select(Message)).one()
    assert (mail.template, mail.language) == ("accreditation/application_returned", "fr")
    for body in (mail.body_text, mail.body_html):
        assert "Name the results of 2025." in body
        assert "Page 2 is dark." in body
        assert "MARKER" not in body
    event = db.scalars(select(AuditEvent).filter_by(action="accreditation:application:returned"))
    assert event.one().data["parts"][1]["cause"] == "unreadable"
    assert application.hands == []


def test_a_return_is_refused_without_parts_or_with_a_part_of_another_track(db):
    application = make_application(state=ApplicationState.SUBMITTED)
    reviewer = make_actor(Role.REVIEWER)

    for parts in ([], [MissingPart(section="nonsense", note="?")]):
        with pytest.raises(RuleViolation):
            commands.return_application(application, actor=reviewer, parts=parts)
    assert db.get(Application, application.id).state == ApplicationState.SUBMITTED


def test_a_return_is_refused_in_another_state_and_to_others(db):
    in_review = make_application(state=ApplicationState.IN_REVIEW)
    submitted = make_application(state=ApplicationState.SUBMITTED)
    with pytest.raises(RuleViolation):
        commands.return_application(in_review, actor=make_actor(Role.REVIEWER), parts=PARTS)
    for actor in (
        make_actor(Role.APPROVER),
        make_actor(Role.REVIEWER, interest_in=[submitted.organization]),
        make_actor(leads=[submitted.organization]),
    ):
        with pytest.raises(NotAllowed):
            commands.return_application(submitted, actor=actor, parts=PARTS)


def test_only_returned_sections_can_be_saved(db):
    application = make_application(state=ApplicationState.RETURNED)
    member = make_actor(member_of=[application.organization])

    def save(key):
        commands.save_section(
            application,
            key,
            actor=member,
            answers=ANSWERS[key] | {"results": "New results"},
            complete=True,
            version=1,
        )

    save("environment")
    with pytest.raises(RuleViolation):
        save("organization")
    assert queries.editable_sections(application) == {"environment"}
    assert queries.changed_sections(application) == {"environment"}


@pytest.mark.parametrize(
    ("state", "count"),
    [(ApplicationState.DRAFT, "all"), (ApplicationState.SUBMITTED, 0), ("in_review", 0)],
)
def test_a_draft_is_editable_as_a_whole_and_what_was_sent_is_not(db, state, count):
    application = make_application(state=ApplicationState(state))
    editable = queries.editable_sections(application)
    assert len(editable) == (len(queries.track_of(application).sections) if count == "all" else 0)


def test_resubmitting_freezes_a_new_snapshot_under_the_same_number(db):
    reviewer = make_account(Role.REVIEWER)
    application = make_application(state=ApplicationState.RETURNED, reviewer=reviewer)
    focal_point = make_account(leads=[application.organization])
    reference, first = application.reference, application.submitted_at
    key = uuid.uuid4()

    for _twice in range(2):
        commands.resubmit_application(
            application, actor=actor_for(focal_point), declared_name="A. Otieno", key=key
        )

    assert application.state == ApplicationState.SUBMITTED
    assert (application.reference, application.submitted_at) == (reference, first)
    assert [snapshot.number for snapshot in application.snapshots] == [1, 2]
    assert queries.open_return(application) is None
    sent = {(m.template, m.person_id) for m in db.scalars(select(Message))}
    assert sent == {
        ("accreditation/application_resubmitted", focal_point.id),
        ("accreditation/application_resubmitted_notice", reviewer.id),
    }


def test_resubmitting_is_refused_to_contributors_and_while_a_part_is_incomplete(db):
    application = make_application(state=ApplicationState.RETURNED)
    contributor = make_actor(member_of=[application.organization])
    leader = make_actor(leads=[application.organization])
    with pytest.raises(NotAllowed):
        commands.resubmit_application(application, actor=contributor, declared_name="X")
    commands.save_section(
        application, "environment", actor=leader, answers={"focus": ""}, complete=False, version=1
    )
    with pytest.raises(RuleViolation):
        commands.resubmit_application(application, actor=leader, declared_name="X")


def test_a_conflicted_reviewer_gets_no_notice(db):
    application = make_application(state=ApplicationState.RETURNED)
    application_reviewer = make_account(Role.REVIEWER, interest_in=[application.organization])
    leader = make_actor(leads=[application.organization])
    with_reviewer(db, application, application_reviewer)
    commands.resubmit_application(application, actor=leader, declared_name="A. Otieno")
    assert not db.scalars(select(Message).filter_by(person_id=application_reviewer.id)).all()


def with_reviewer(db, application, account):
    from engagement.core.db import transaction

    with transaction(audited=False):
        application.reviewer = account


def test_the_whole_way_through_pages(db, sign_in):
    application = make_application(state=ApplicationState.SUBMITTED)
    applicant = sign_in(make_account(leads=[application.organization]))
    desk = sign_in(make_account(Role.REVIEWER, name="MARKER Reviewer"))

    assert desk.get(desk_of(application, "/return-application")).status_code == 200
    empty = desk.post(desk_of(application, "/return-application"), data={})
    assert empty.status_code == 422
    answer = desk.post(
        desk_of(application, "/return-application"),
        data={"note_section_environment": "Name the results of 2025."},
    )
    assert answer.status_code == 302
    hub = applicant.get(page_of(application)).text
    assert "Name the results of 2025." in hub
    assert "MARKER" not in hub
    assert page_of(application, "/sections/environment") in hub
    assert "Name the results" in applicant.get(page_of(application, "/sections/environment")).text
    frozen = applicant.get(page_of(application, "/sections/organization"))
    assert frozen.status_code == 302
    saved = applicant.post(
        page_of(application, "/sections/environment"),
        data=ANSWERS["environment"]
        | {"results": "Sixty hectares in 2025, 12 wardens."}
        | {"version": "1"},
    )
    assert saved.status_code == 302
    assert "Sixty hectares" in applicant.get(page_of(application, "/check-again")).text
    refused = applicant.post(page_of(application, "/resubmit-application"), data={})
    assert refused.status_code == 422
    sent = applicant.post(
        page_of(application, "/resubmit-application"),
        data={"declared_name": "Amina", "declared": "y"},
    )
    assert sent.status_code == 302
    db.refresh(application)
    assert application.state == ApplicationState.SUBMITTED
    again = applicant.get(page_of(application, "/check-again"))
    assert again.status_code == 302


def test_pages_of_a_return_are_refused_to_the_wrong_people(db, sign_in):
    application = make_application(state=ApplicationState.SUBMITTED)
    stranger = sign_in(make_account())
    approver = sign_in(make_account(Role.APPROVER))
    assert stranger.get(desk_of(application, "/return-application")).status_code == 404
    assert approver.get(desk_of(application, "/return-application")).status_code == 403


def test_a_section_sent_too_late_is_shown_for_copying(db, sign_in):
    application = make_application(state=ApplicationState.SUBMITTED)
    applicant = sign_in(make_account(leads=[application.organization]))
    late = applicant.post(
        page_of(application, "/sections/environment"),
        data=ANSWERS["environment"] | {"results": "TYPEDWORDS and more words", "version": "1"},
    )
    assert late.status_code == 409
    assert "TYPEDWORDS" in late.text


def test_notes_of_a_return_sent_too_late_are_shown_for_copying(db, sign_in):
    application = make_application(state=ApplicationState.SUBMITTED)
    desk = sign_in(make_account(Role.REVIEWER))
    notes = {"note_section_environment": "TYPEDWORDS"}
    commands.accept_application(application, actor=make_actor(Role.REVIEWER))
    page = desk_of(application, "/return-application")
    assert desk.get(page).status_code == 302

    for check in ("complete", "order"):
        late = desk.post(page, data=notes | {"check_section_environment": check})
        assert late.status_code == 409
        assert "TYPEDWORDS" in late.text


def file_of(application, requirement):
    """How the controls of the only file of a paper are named."""
    placed = queries.documents_by_requirement(application)[requirement][0]
    return f"file_{placed.id.hex}"


def test_a_paper_is_returned_with_its_cause_through_the_page(db, sign_in):
    application = make_application(state=ApplicationState.SUBMITTED)
    applicant = sign_in(make_account(leads=[application.organization]))
    desk = sign_in(make_account(Role.REVIEWER))
    page = desk_of(application, "/return-application")
    file = file_of(application, "statutes")
    sent = desk.post(page, data={f"check_{file}": "expired", f"note_{file}": "Of 1998."})
    assert sent.status_code == 302
    part = db.scalars(select(ReturnForCompletion)).one().parts[0]
    assert (part.document, part.cause, part.note) == ("statutes", Cause.EXPIRED, "Of 1998.")
    hub = applicant.get(page_of(application)).text
    assert "It is no longer valid. Send one that is in force." in hub
    assert "Of 1998." in hub
    assert queries.editable_sections(application) == frozenset()


def test_a_person_added_is_a_change_of_the_governing_body(db):
    application = make_application(state=ApplicationState.RETURNED)
    assert queries.changed_sections(application) == set()
    organizations.add_person(
        application.organization,
        actor=make_actor(leads=[application.organization]),
        data=organizations.PersonData("Sukarno", "Treasurer", Nationality.STATELESS),
    )
    assert queries.changed_sections(application) == {"governing_body"}
