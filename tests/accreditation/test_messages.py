"""The thread of a case, internal notes, and what an applicant must never see."""

import re
import uuid

import pytest
from sqlalchemy import select

from engagement.accreditation import commands, queries
from engagement.accreditation.commands import Asked, MissingPart
from engagement.accreditation.models import ApplicationState as S
from engagement.accreditation.models import CaseMessage, InternalNote, Verdict
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.audit.models import AuditEvent
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.mail.models import Message
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_actor, make_application


def page_of(application, step=""):
    return f"/en/accreditation/applications/{application.id}{step}"


def desk_of(application, step=""):
    return f"/en/accreditation/desk/{application.id}{step}"


def test_a_message_of_the_office_is_mailed_and_signed_by_the_office(db):
    application = make_application(state=S.IN_REVIEW)
    make_account(leads=[application.organization], language="ar")
    key = uuid.uuid4()
    reviewer = make_actor(Role.REVIEWER, name="SECRETNAME")
    for _twice in range(2):
        commands.write_to_applicant(application, actor=reviewer, text="Good news.", key=key)
    assert [each.text for each in queries.messages_of(application)] == ["Good news."]
    mail = db.scalars(select(Message)).one()
    assert (mail.template, mail.language) == ("accreditation/message_of_office", "ar")
    assert "Good news." in mail.body_text
    assert "SECRETNAME" not in mail.body_text + mail.body_html + mail.subject
    assert db.scalars(select(AuditEvent).filter_by(action="accreditation:message:sent")).one()
    assert application.hands == []


def test_a_message_of_the_applicant_is_mailed_to_the_reviewers_and_waits_in_a_lane(db):
    ravi = make_account(Role.REVIEWER)
    application = make_application(state=S.IN_REVIEW, reviewer=ravi)
    leader = make_actor(leads=[application.organization], name="Amina")
    commands.write_to_office(application, actor=leader, text="When do we hear?")
    mail = db.scalars(select(Message)).one()
    assert (mail.template, mail.person_id) == ("accreditation/message_of_applicant", ravi.id)
    reviewer = actor_for(ravi)
    assert queries.lane_counts(reviewer)["messages"] == 1
    commands.write_to_applicant(application, actor=reviewer, text="Next week.")
    assert queries.lane_counts(reviewer)["messages"] == 0


def test_a_message_to_a_case_that_nobody_reviews_goes_to_the_heads_of_unit(db):
    application = make_application(state=S.SUBMITTED)
    head = make_account(Role.HEAD_OF_UNIT)
    make_account(Role.HEAD_OF_UNIT, interest_in=[application.organization])
    make_account(Role.REVIEWER)
    leader = make_actor(leads=[application.organization])
    commands.write_to_office(application, actor=leader, text="When do we hear?")
    assert db.scalars(select(Message)).one().person_id == head.id


def test_messages_and_notes_are_refused_to_the_wrong_people(db):
    application = make_application(state=S.IN_REVIEW)
    draft = make_application(state=S.DRAFT)
    contributor = make_actor(member_of=[application.organization])
    leader = make_actor(leads=[application.organization, draft.organization])
    conflicted = make_actor(Role.REVIEWER, interest_in=[application.organization])
    for command, case, actors in (
        (commands.write_to_applicant, application, [leader, conflicted, make_actor(Role.APPROVER)]),
        (commands.write_to_office, application, [contributor, make_actor(Role.REVIEWER)]),
        (commands.write_to_office, draft, [leader]),
        (commands.write_note, application, [leader, conflicted, make_actor(Role.AUDITOR)]),
    ):
        for actor in actors:
            with pytest.raises(NotAllowed):
                command(case, actor=actor, text="Hello")
    with pytest.raises(RuleViolation):
        commands.write_to_office(application, actor=leader, text="  ")
    assert not db.scalars(select(CaseMessage)).all()
    assert not db.scalars(select(InternalNote)).all()


def test_pages_of_both_sides(db, sign_in):
    application = make_application(state=S.IN_REVIEW)
    applicant = sign_in(make_account(leads=[application.organization]))
    contributor = sign_in(make_account(member_of=[application.organization]))
    desk = sign_in(make_account(Role.REVIEWER, name="SECRETNAME"))
    assert applicant.post(page_of(application, "/messages"), data={}).status_code == 422
    sent = applicant.post(page_of(application, "/messages"), data={"text": "When do we hear?"})
    assert sent.status_code == 302
    assert contributor.get(page_of(application, "/messages")).status_code == 200
    refused = contributor.post(page_of(application, "/messages"), data={"text": "Me, too"})
    assert refused.status_code == 403
    assert "When do we hear?" in desk.get(desk_of(application, "/messages")).text
    for step, field in (("write-to-applicant", "text"), ("write-note", "note")):
        assert desk.post(desk_of(application, f"/{step}"), data={}).status_code == 422
        kept = desk.post(desk_of(application, f"/{step}"), data={field: f"By {step}"})
        assert kept.status_code == 302
    page = applicant.get(page_of(application, "/messages")).text
    assert "By write-to-applicant" in page
    assert "By write-note" not in page
    assert "SECRETNAME" not in page
    assert sign_in(make_account()).get(page_of(application, "/messages")).status_code == 404
    assert (
        sign_in(make_account(Role.AUDITOR)).get(page_of(application, "/messages")).status_code
        == 403
    )


def links_of(application, text):
    """The applicant's pages of this case that a page links to."""
    return set(re.findall(rf'href="({page_of(application)}[^"#?]*)"', text))


def test_an_applicant_never_sees_a_reviewer_or_a_note(db, sign_in):
    """Marker strings over all pages of the case and all mails to the organization, at each step."""
    application = make_application(state=S.SUBMITTED)
    account = make_account(leads=[application.organization])
    leader, applicant = actor_for(account), sign_in(account)
    first = make_account(Role.REVIEWER, name="MARKFIRST")
    second = make_account(Role.REVIEWER, name="MARKSECOND")
    head = make_actor(Role.HEAD_OF_UNIT, name="MARKHEAD")
    seen = set()

    def crawl():
        waiting = {page_of(application), page_of(application, "/messages")}
        done = set()
        while waiting:
            page = waiting.pop()
            done.add(page)
            answer = applicant.get(page, follow_redirects=True)
            assert "MARK" not in answer.text, page
            waiting |= links_of(application, answer.text) - done
        seen.update(done)

    one, other = actor_for(first), actor_for(second)
    commands.assign_application(application, actor=head, reviewer=first)
    commands.write_note(application, actor=one, text="MARKNOTE doubtful")
    commands.write_to_applicant(application, actor=one, text="We have begun.")
    crawl()
    asked = [MissingPart(section="environment", note="Say more.")]
    commands.return_application(application, actor=one, parts=asked)
    crawl()
    commands.resubmit_application(application, actor=leader, declared_name="A. B.")
    commands.accept_application(application, actor=one)
    crawl()
    commands.ask_clarification(application, actor=one, questions=[Asked("surplus")])
    crawl()
    commands.answer_clarification(
        application, actor=leader, answers={1: "It stays with us."}, version=0
    )
    for reviewer in (one, other):
        for criterion in MAJOR_GROUP.criteria:
            commands.judge_criterion(
                application,
                actor=reviewer,
                criterion=criterion.key,
                verdict=Verdict.NOT_MET,
                reason="MARKREASON before the decision",
            )
        commands.recommend_application(
            application, actor=reviewer, accredit=False, reason="MARKADVICE"
        )
        crawl()

    assert application.state == S.RECOMMENDED
    assert page_of(application, "/answer-clarification") in seen
    assert page_of(application, "/sections/environment") in seen
    mails = db.scalars(select(Message).filter_by(person_id=account.id)).all()
    assert len(mails) == 6
    for mail in mails:
        assert "MARK" not in mail.subject + mail.body_text + mail.body_html, mail.template
