"""Papers asked for in a round of questions: named, sent again, frozen, cited; certified once."""

import pytest
from sqlalchemy import select

from engagement.accreditation import commands, queries
from engagement.accreditation.commands import Asked, MissingPart
from engagement.accreditation.models import Act, ApplicationState, Cause, Verdict
from engagement.accreditation.snapshots import is_intact
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Role
from engagement.mail.models import Message
from engagement.organizations.queries import actor_for
from tests.accreditation.cases import recommend
from tests.factories import make_account, make_actor, make_application, make_document

S = ApplicationState
UNREADABLE = MissingPart(document="statutes", cause=Cause.UNREADABLE, note="Page 3 is MARKED.")
CERTIFIED = MissingPart(document="registration", cause=Cause.NOT_CERTIFIED)


def page_of(application, step=""):
    return f"/en/accreditation/applications/{application.id}{step}"


def desk_of(application, step=""):
    return f"/en/accreditation/desk/{application.id}{step}"


def asked(*papers, questions=()):
    """A case in review of which a round has just asked for these papers."""
    application = make_application(
        state=S.IN_REVIEW, reviewer=make_account(Role.REVIEWER), certified=False
    )
    commands.ask_clarification(
        application,
        actor=actor_for(application.reviewer),
        questions=list(questions),
        papers=list(papers),
    )
    return application


def test_only_the_papers_named_can_be_changed_until_the_answers_are_sent(db):
    application = asked(UNREADABLE, questions=[Asked("surplus")])
    leader = make_account(leads=[application.organization])
    assert queries.editable_documents(application) == {"statutes"}
    (old,) = queries.documents_by_requirement(application)["statutes"]

    with pytest.raises(RuleViolation, match="every paper"):
        commands.answer_clarification(
            application, actor=actor_for(leader), answers={1: "It is kept."}, version=0
        )
    commands.remove_document(old, actor=actor_for(leader))
    with pytest.raises(RuleViolation, match="every paper"):
        commands.answer_clarification(
            application, actor=actor_for(leader), answers={1: "It is kept."}, version=0
        )
    other = queries.documents_by_requirement(application)["registration"][0]
    with pytest.raises(RuleViolation):
        commands.remove_document(other, actor=actor_for(leader))

    new = make_document(application, "statutes", name="clear.pdf")
    commands.answer_clarification(
        application, actor=actor_for(leader), answers={1: "It is kept."}, version=0
    )

    assert application.state == S.IN_REVIEW
    assert queries.editable_documents(application) == frozenset()
    assert new.document.submitted_at is not None
    before, after = application.snapshots
    assert is_intact(after)
    assert before.content["sections"] == after.content["sections"]
    names = {each["name"] for each in after.content["documents"]}
    assert "clear.pdf" in names
    assert str(old.id) not in {each["id"] for each in after.content["documents"]}
    assert (leader.id, Act.SUBMITTED) in {(hand.person_id, hand.act) for hand in application.hands}


def test_a_paper_that_came_can_be_cited_and_shows_as_a_change(db, sign_in):
    application = asked(UNREADABLE)
    new = make_document(application, "statutes", name="clear.pdf")
    commands.answer_clarification(
        application,
        actor=make_actor(leads=[application.organization]),
        answers={},
        version=0,
    )

    finding = commands.judge_criterion(
        application,
        actor=actor_for(application.reviewer),
        criterion="non_profit",
        verdict=Verdict.MET,
        reason="Article 7.",
        evidence=[{"document": str(new.id), "page": 1}],
    )

    assert finding.evidence == [{"document": str(new.id), "page": 1}]
    page = sign_in(application.reviewer).get(desk_of(application)).text
    assert "clear.pdf" in page
    assert "What changed since the submission" in page
    assert "Page 3 is MARKED." in page


def test_the_mails_name_the_papers_with_cause_and_note(db):
    application = make_application(state=S.IN_REVIEW)
    make_account(leads=[application.organization])
    commands.ask_clarification(application, actor=make_actor(Role.REVIEWER), papers=[UNREADABLE])
    mail = db.scalars(select(Message)).one()
    for body in (mail.body_text, mail.body_html):
        assert "Statutes" in body
        assert "cannot be read" in body
        assert "Page 3 is MARKED." in body
        assert "we need papers" in body


def test_a_certified_copy_is_asked_for_once_and_where_one_is_kept(db):
    application = asked(CERTIFIED)
    make_document(application, "registration")
    commands.answer_clarification(
        application, actor=make_actor(leads=[application.organization]), answers={}, version=0
    )
    for papers in (
        [CERTIFIED],
        [MissingPart(document="cover_letter", cause=Cause.NOT_CERTIFIED)],
        [MissingPart(document="unknown", cause=Cause.WRONG)],
        [MissingPart(section="finances")],
        [UNREADABLE, UNREADABLE],
    ):
        with pytest.raises(RuleViolation):
            commands.ask_clarification(
                application, actor=actor_for(application.reviewer), papers=papers
            )
    assert application.state == S.IN_REVIEW


def test_papers_are_asked_for_and_sent_through_pages(db, sign_in):
    application = make_application(state=S.IN_REVIEW, certified=False)
    desk = sign_in(make_account(Role.REVIEWER))
    applicant = sign_in(make_account(leads=[application.organization]))
    form = desk.get(desk_of(application, "/ask-clarification")).text
    assert 'name="cause_registration"' in form
    sent = desk.post(
        desk_of(application, "/ask-clarification"),
        data={"cause_registration": "not_certified", "note_registration": "The stamp is MARKED."},
    )
    assert sent.status_code == 302
    paper = page_of(application, "/documents/registration")
    answers = page_of(application, "/answer-clarification")

    page = applicant.get(answers).text
    assert paper in page
    assert "The stamp is MARKED." in page
    early = applicant.post(answers, data={"version": "0"})
    assert early.status_code == 422
    assert "Send every paper" in early.text
    make_document(application, "registration", name="certified.pdf")
    assert answers in applicant.get(paper).text
    assert applicant.post(answers, data={"version": "0"}).status_code == 302
    assert application.organization.name in desk.get(desk_of(application)).text
    again = desk.get(desk_of(application, "/ask-clarification")).text
    assert "not_certified" in again, "the statutes have not been asked for yet"


def test_a_reviewer_who_has_recommended_asks_nothing_more(db):
    application = make_application(state=S.IN_REVIEW)
    reviewer = make_actor(Role.REVIEWER)
    recommend(application, reviewer)
    with pytest.raises(RuleViolation, match="recommended"):
        commands.ask_clarification(application, actor=reviewer, questions=[Asked("surplus")])


def test_a_round_of_questions_alone_makes_no_snapshot(db):
    application = make_application(state=S.CLARIFICATION)
    commands.answer_clarification(
        application,
        actor=make_actor(leads=[application.organization]),
        answers={1: "Since 2015."},
        version=0,
    )
    assert len(application.snapshots) == 1
