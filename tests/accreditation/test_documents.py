"""Documents of applications: adding, removing, who sees what, what a submission freezes."""

import io
import uuid

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from engagement.accreditation import commands, queries
from engagement.accreditation.commands import MissingPart
from engagement.accreditation.models import ApplicationDocument, ApplicationState, Cause
from engagement.accreditation.permissions import Accreditations
from engagement.audit.models import AuditEvent
from engagement.core.db import transaction
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import Role, can
from engagement.documents import settings
from engagement.documents.intake import take_in
from engagement.documents.models import Document, Scan
from tests.documents import samples
from tests.factories import (
    make_account,
    make_actor,
    make_application,
    make_document,
    make_organization,
)

S = ApplicationState
USUAL = {
    "cover_letter",
    "registration",
    "statutes",
    "activity_reports",
    "financial_statements",
    "international_scope",
}


def taken(text="Registration certificate", name="certificate.pdf"):
    return take_in(io.BytesIO(samples.pdf(text=text)), name)


def add(application, actor, requirement="registration", **kwargs):
    values = {"taken": taken()} | kwargs
    return commands.add_document(application, actor=actor, requirement=requirement, **values)


def actions(db):
    return db.scalars(
        select(AuditEvent.action)
        .where(AuditEvent.action.like("accreditation:document:%"))
        .order_by(AuditEvent.id)
    ).all()


def test_adding_a_document_keeps_file_row_and_event(db):
    application = make_application(complete=False)
    member = make_actor(member_of=[application.organization])

    placed = add(application, member, note="Stamp on the back.")

    document = placed.document
    assert (placed.requirement, placed.note) == ("registration", "Stamp on the back.")
    assert (document.name, document.kind, document.pages) == ("certificate.pdf", "pdf", 1)
    assert document.organization_id == application.organization_id
    assert document.scan == Scan.NOT_SCANNED
    assert document.submitted_at is None
    event = db.scalars(select(AuditEvent).filter_by(subject_id=placed.id)).one()
    assert event.action == "accreditation:document:added"
    assert event.data["sha256"] == document.sha256
    assert event.about_organization_id == application.organization_id


def test_the_same_form_and_the_same_file_in_one_place_count_once(db):
    application = make_application(complete=False)
    member = make_actor(member_of=[application.organization])
    key = uuid.uuid4()

    first = add(application, member, key=key)
    twin = add(application, member, key=key)
    again = add(application, member)
    elsewhere = add(application, member, "other")

    assert first is twin is again
    assert elsewhere is not first
    assert len(queries.documents_of(application)) == 2
    assert actions(db) == [
        "accreditation:document:added",
        "accreditation:document:sent_again",
        "accreditation:document:added",
    ]


@pytest.mark.parametrize("state", [state for state in S if state not in {S.DRAFT, S.RETURNED}])
def test_adding_and_removing_is_refused_once_it_was_sent(db, state):
    application = make_application(state=state)
    member = make_actor(member_of=[application.organization])
    placed = queries.documents_of(application)[0]

    with pytest.raises(RuleViolation):
        add(application, member)
    with pytest.raises(RuleViolation):
        commands.remove_document(placed, actor=member)
    assert db.get(ApplicationDocument, placed.id).removed_at is None


def test_adding_and_removing_is_refused_to_others(db):
    application = make_application()
    placed = queries.documents_of(application)[0]

    for actor in (make_actor(), make_actor(Role.REVIEWER), make_actor(Role.ADMINISTRATOR)):
        with pytest.raises(NotAllowed):
            add(application, actor)
        with pytest.raises(NotAllowed):
            commands.remove_document(placed, actor=actor)


def test_an_application_holds_only_so_many_files(db, monkeypatch):
    application = make_application(complete=False)
    member = make_actor(member_of=[application.organization])
    monkeypatch.setattr(settings, "files_an_application", lambda: 1)
    add(application, member)

    with pytest.raises(RuleViolation, match="as many files"):
        add(application, member, taken=taken("Another"))
    add(application, member)

    assert len(queries.documents_of(application)) == 1


def test_removing_from_a_draft_deletes_and_the_trail_remembers(db):
    application = make_application(complete=False)
    member = make_actor(member_of=[application.organization])
    placed = add(application, member)
    sha256 = placed.document.sha256

    commands.remove_document(placed, actor=member)

    assert db.scalars(select(Document)).all() == []
    event = db.scalars(select(AuditEvent).filter_by(action="accreditation:document:removed")).one()
    assert event.data["sha256"] == sha256
    assert event.data["kept"] is False


def test_what_was_submitted_is_kept_when_it_is_replaced_after_a_return(db):
    application = make_application(state=S.SUBMITTED)
    leader = make_actor(leads=[application.organization])
    old = queries.documents_by_requirement(application)["registration"][0]
    commands.return_application(
        application,
        actor=make_actor(Role.REVIEWER),
        parts=[MissingPart(document="registration", cause=Cause.UNREADABLE)],
    )
    assert queries.editable_documents(application) == {"registration"}
    assert queries.changed_documents(application) == frozenset()

    with pytest.raises(RuleViolation):
        add(application, leader, "statutes")
    new = add(application, leader)
    commands.remove_document(old, actor=leader)
    assert queries.changed_documents(application) == {"registration"}
    assert new.submitted_at is None
    commands.resubmit_application(application, actor=leader, declared_name="A. Otieno")

    assert old.removed_at is not None
    assert new.submitted_at is not None
    assert {old.id, new.id} <= {each.id for each in queries.submitted_documents(application)}
    frozen = {each["id"] for each in application.snapshot.content["documents"]}
    assert str(new.id) in frozen
    assert str(old.id) not in frozen
    with pytest.raises(IntegrityError, match="never deleted"), transaction(audited=False):
        db.delete(old.document)
        db.flush()


def test_a_submission_freezes_the_hashes_and_opens_them_to_staff(db):
    application = make_application()
    leader = make_actor(leads=[application.organization])
    reviewer = make_actor(Role.REVIEWER)
    placed = queries.documents_of(application)
    assert not any(can(reviewer, Accreditations.VIEW, each) for each in placed)

    commands.submit_application(application, actor=leader, declared_name="A. Otieno")

    frozen = application.snapshot.content["documents"]
    assert {each["requirement"] for each in frozen} == USUAL
    assert {each["sha256"] for each in frozen} == {each.document.sha256 for each in placed}
    assert all(can(reviewer, Accreditations.VIEW, each) for each in placed)


@pytest.mark.parametrize("fault", ["missing", "infected"])
def test_submission_is_refused_without_a_required_document(db, fault):
    application = make_application(complete=True)
    leader = make_actor(leads=[application.organization])
    placed = queries.documents_by_requirement(application)["statutes"][0]
    if fault == "missing":
        commands.remove_document(placed, actor=leader)
    else:
        with transaction(audited=False):
            placed.document.scan = Scan.INFECTED

    with pytest.raises(RuleViolation, match="documents are missing"):
        commands.submit_application(application, actor=leader, declared_name="A. Otieno")

    assert queries.missing_documents(application) == ["statutes"]
    assert application.state == S.DRAFT


@pytest.mark.parametrize(
    ("group", "more"),
    [
        (MajorGroup.NGO, set()),
        (MajorGroup.BUSINESS, {"non_profit"}),
        (MajorGroup.SCIENCE, {"independence"}),
        (MajorGroup.LOCAL_AUTHORITIES, {"independence"}),
        (None, set()),
    ],
)
def test_what_is_required_follows_the_major_group(db, group, more):
    application = make_application(
        organization=make_organization(major_group=group), complete=False
    )

    assert set(queries.required_documents(application)) == USUAL | more


@pytest.mark.parametrize(
    ("group", "kept"), [(MajorGroup.INDIGENOUS, "customary_resolution"), (MajorGroup.NGO, None)]
)
def test_other_means_are_kept_for_the_groups_they_are_for(db, group, kept):
    application = make_application(
        organization=make_organization(major_group=group), complete=False
    )
    member = make_actor(member_of=[application.organization])

    placed = add(application, member, means="customary_resolution")

    assert placed.means == kept


def test_a_new_application_begins_with_the_documents_of_the_last_one(db):
    earlier = make_application(state=S.WITHDRAWN)
    leader = make_actor(leads=[earlier.organization])
    sent = queries.documents_of(earlier)
    reviewer = make_actor(Role.REVIEWER)

    again = commands.start_application(
        earlier.organization, actor=leader, track=earlier.track, language="en"
    )
    carried = queries.documents_of(again)
    assert queries.missing_documents(again) == []
    assert [each.document for each in carried] == [each.document for each in sent]
    assert not any(can(reviewer, Accreditations.VIEW, each) for each in carried)
    commands.remove_document(carried[0], actor=leader)
    commands.delete_draft(again, actor=leader)

    assert queries.documents_of(earlier) == sent
    assert all(can(reviewer, Accreditations.VIEW, each) for each in sent)


def test_deleting_a_draft_takes_its_documents_along(db):
    application = make_application()
    leader = make_actor(leads=[application.organization])

    commands.delete_draft(application, actor=leader)

    assert db.scalars(select(ApplicationDocument)).all() == []
    assert db.scalars(select(Document)).all() == []


class TestLists:
    @pytest.fixture(scope="class")
    @classmethod
    def cases(cls, db):
        states = (S.DRAFT, S.DRAFT, S.SUBMITTED, S.RETURNED, S.SUBMITTED)
        own, draft, sent, returned, conflicted = (make_application(state=each) for each in states)
        prepared = make_document(returned, "registration")
        return (own, draft, sent, returned, conflicted), prepared

    @pytest.mark.parametrize("roles", [[], *([role] for role in Role)])
    def test_lists_show_exactly_the_documents_the_policy_allows(self, db, cases, roles):
        applications, prepared = cases
        own, *_, conflicted = applications
        actor = make_actor(
            *roles, member_of=[own.organization], interest_in=[conflicted.organization]
        )
        everything = [
            each for application in applications for each in queries.documents_of(application)
        ]
        assert prepared in everything

        listed = set(db.scalars(queries.application_documents(actor)))

        assert listed == {each for each in everything if can(actor, Accreditations.VIEW, each)}
        assert prepared not in listed
        assert set(queries.documents_of(own)) <= listed


def test_equal_files_are_flagged_unless_a_conflict_hides_the_case(db):
    content = samples.pdf(text="The same certificate")
    mine = make_application(state=S.SUBMITTED)
    ours = make_document(mine, content=content, submitted=True)
    others = [make_application(state=S.SUBMITTED) for _ in range(2)]
    found = [make_document(each, "other", content=content, submitted=True) for each in others]
    make_document(make_application(), content=content)
    make_document(mine, "other", content=content, submitted=True)

    whole = queries.equal_elsewhere(make_actor(Role.REVIEWER), mine)
    conflicted = make_actor(Role.REVIEWER, interest_in=[others[0].organization])

    assert {each.id for each in whole[ours.id]} == {each.id for each in found}
    assert [each.id for each in queries.equal_elsewhere(conflicted, mine)[ours.id]] == [found[1].id]
    assert queries.equal_elsewhere(make_actor(leads=[mine.organization]), mine) == {}


def test_the_number_of_queries_does_not_grow_with_the_files(db, sign_in, count_queries):
    application = make_application(complete=False)
    client = sign_in(make_account(member_of=[application.organization]))
    page = f"/en/accreditation/applications/{application.id}/documents"
    client.get(page)  # what a process reads once, such as the version of the track, is read now
    counts = []
    for _ in range(2):
        for _ in range(3):
            make_document(application, "other")
        with count_queries() as counted:
            assert client.get(f"{page}/other").status_code == 200
            assert client.get(page).status_code == 200
        counts.append(len(counted))

    assert counts[0] == counts[1]


def test_the_task_list_costs_the_same_for_a_blank_draft_and_a_full_one(db, sign_in, count_queries):
    counts = []
    for complete in (False, True):
        application = make_application(complete=complete)
        if complete:
            for _ in range(5):
                make_document(application, "other")
        client = sign_in(make_account(member_of=[application.organization]))
        page = f"/en/accreditation/applications/{application.id}"
        client.get(page)
        with count_queries() as counted:
            assert client.get(page).status_code == 200
        counts.append(len(counted))

    assert counts[0] == counts[1]
