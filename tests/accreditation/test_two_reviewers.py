"""Two reviewers: the second finds before seeing, both stand, one is enough if a setting says so."""

import pytest
from sqlalchemy import select

from engagement.accreditation import commands, queries
from engagement.accreditation.models import Act, ApplicationState, Recommendation, Verdict
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Role
from engagement.mail.models import Message
from engagement.organizations.queries import actor_for
from engagement.settings import registry
from engagement.settings.commands import change_setting
from tests.factories import make_account, make_actor, make_application, make_certified


def judge_all(application, actor, verdict=Verdict.MET, reason="As documented."):
    for criterion in MAJOR_GROUP.criteria:
        commands.judge_criterion(
            application, actor=actor, criterion=criterion.key, verdict=verdict, reason=reason
        )


def recommend(application, actor, accredit=True, reason="All met."):
    commands.recommend_application(application, actor=actor, accredit=accredit, reason=reason)


@pytest.fixture
def case(db):
    return make_application(state=ApplicationState.IN_REVIEW)


def test_the_case_is_recommended_with_the_last_recommendation(db, case):
    first, second = make_actor(Role.REVIEWER), make_actor(Role.REVIEWER)

    judge_all(case, first)
    recommend(case, first)
    assert case.state == ApplicationState.IN_REVIEW
    assert len(case.stages) == 1
    judge_all(case, second, Verdict.NOT_MET)
    recommend(case, second, accredit=False)

    assert case.state == ApplicationState.RECOMMENDED
    assert (case.reviewer_id, case.second_reviewer_id) == (first.id, second.id)
    standing = queries.recommendations_of(case)
    assert [(each.reviewer_id, each.accredit) for each in standing] == [
        (first.id, True),
        (second.id, False),
    ]
    acts = {(hand.person_id, hand.act) for hand in case.hands}
    assert {(second.id, act) for act in (Act.ASSIGNED, Act.JUDGED, Act.RECOMMENDED)} <= acts


def test_approvers_who_may_decide_are_told_once_the_case_is_recommended(db, case):
    first, second = make_actor(Role.REVIEWER), make_actor(Role.REVIEWER, Role.APPROVER)
    approver = make_account(Role.APPROVER)
    make_account(Role.APPROVER, interest_in=[case.organization])
    notice = select(Message.person_id).filter_by(
        template="accreditation/application_recommended_notice"
    )

    judge_all(case, first)
    recommend(case, first)
    judge_all(case, second)
    assert db.scalars(notice).all() == []
    recommend(case, second)

    assert db.scalars(notice).all() == [approver.id]


def test_no_approver_is_mailed_when_the_setting_says_so(db, case):
    make_account(Role.APPROVER)
    for key, value in (("mails_to_approvers", False), ("reviewers_per_case", 1)):
        change_setting(
            f"accreditation.{key}",
            actor=make_actor(Role.ADMINISTRATOR),
            value=value,
            reason="They look every day.",
        )
    reviewer = make_actor(Role.REVIEWER)
    judge_all(case, reviewer)
    recommend(case, reviewer)

    assert case.state == ApplicationState.RECOMMENDED
    assert (
        "accreditation/application_recommended_notice"
        not in db.scalars(select(Message.template)).all()
    )


def test_the_second_sees_nothing_of_the_first_before_recommending(db, case, sign_in):
    one, other = make_account(Role.REVIEWER), make_account(Role.REVIEWER, Role.APPROVER)
    first, second = actor_for(one), actor_for(other)
    judge_all(case, first, reason="FIRSTREASON")
    recommend(case, first, reason="FIRSTADVICE")
    desk = f"/en/accreditation/desk/{case.id}"
    pages = [
        desk,
        f"{desk}/recommend-application",
        f"{desk}/decide-application",
        f"{desk}/criteria/registered",
        f"{desk}/ask-clarification",
    ]
    browser = sign_in(other)
    for page in pages:
        assert "FIRST" not in browser.get(page).text, page

    judge_all(case, second, reason="SECONDREASON")
    assert "SECONDREASON" in browser.get(desk).text
    assert "FIRST" not in browser.get(desk).text
    assert "SECOND" in sign_in(one).get(desk).text, "the first has recommended and may see"
    recommend(case, second, accredit=False, reason="SECONDADVICE")

    approver = sign_in(make_account(Role.APPROVER))
    for person in (browser, approver):
        page = person.get(desk).text
        assert "FIRSTREASON" in page
        assert "SECONDADVICE" in page
        assert "The reviewers differ. Both recommendations stand." in page
    decision = approver.get(f"{desk}/decide-application").text
    assert "FIRSTADVICE" in decision
    assert "SECONDADVICE" in decision


def test_the_letters_before_a_decision_tell_a_second_reviewer_nothing(db, case, sign_in):
    judge_all(case, make_actor(Role.REVIEWER), Verdict.NOT_MET, reason="FIRSTREASON")
    both = sign_in(make_account(Role.REVIEWER, Role.APPROVER))

    page = both.get(f"/en/accreditation/desk/{case.id}/decide-application")

    assert page.status_code == 200
    assert "FIRSTREASON" not in page.text
    assert 'class="letter"' not in page.text


def test_people_who_cannot_judge_see_the_first_findings(db, case):
    first = make_actor(Role.REVIEWER)
    judge_all(case, first)
    assert len(queries.findings_seen_by(make_actor(Role.AUDITOR), case)) == 5
    assert queries.findings_seen_by(make_actor(Role.HEAD_OF_UNIT), case) == []


def test_findings_stand_once_their_reviewer_has_recommended(db, case):
    first = make_actor(Role.REVIEWER)
    judge_all(case, first)
    recommend(case, first)
    with pytest.raises(RuleViolation):
        judge_all(case, first, Verdict.NOT_MET)
    with pytest.raises(RuleViolation):
        recommend(case, first)


def test_a_third_reviewer_is_refused_and_so_is_one_who_has_not_judged(db, case):
    first, second, third = (make_actor(Role.REVIEWER) for _ in range(3))
    judge_all(case, first)
    judge_all(case, second)
    with pytest.raises(RuleViolation):
        judge_all(case, third)
    with pytest.raises(RuleViolation):
        recommend(case, third)
    assert not db.scalars(select(Recommendation)).all()


def test_one_reviewer_is_enough_when_the_setting_says_so(db, case, sign_in):
    administrator = make_actor(Role.ADMINISTRATOR)
    change_setting(
        "accreditation.reviewers_per_case", actor=administrator, value=1, reason="A small office."
    )
    registry.forget()
    first = make_actor(Role.REVIEWER)
    judge_all(case, first, reason="FIRSTREASON")
    colleague = sign_in(make_account(Role.REVIEWER))
    assert "FIRSTREASON" in colleague.get(f"/en/accreditation/desk/{case.id}").text
    recommend(case, first)
    assert case.state == ApplicationState.RECOMMENDED


def test_a_case_keeps_the_number_of_reviewers_it_was_accepted_with(db):
    administrator = make_actor(Role.ADMINISTRATOR)
    first, second = make_actor(Role.REVIEWER), make_actor(Role.REVIEWER)
    case = make_application(state=ApplicationState.SUBMITTED)
    commands.accept_application(case, actor=first)
    make_certified(case)
    judge_all(case, first)
    recommend(case, first)

    change_setting(
        "accreditation.reviewers_per_case", actor=administrator, value=1, reason="A small office."
    )
    registry.forget()

    assert queries.free_place(case) == "second_reviewer_id"
    assert queries.lane_counts(second)["second"] == 1
    judge_all(case, second)
    recommend(case, second)
    assert case.state == ApplicationState.RECOMMENDED
    later = make_application(state=ApplicationState.SUBMITTED)
    commands.accept_application(later, actor=first)
    assert queries.free_place(later) is None


def test_what_a_replaced_reviewer_found_stays_on_file_and_does_not_stand(db, case):
    replaced, first = make_actor(Role.REVIEWER), make_account(Role.REVIEWER)
    judge_all(case, replaced, Verdict.NOT_MET)
    commands.assign_application(case, actor=make_actor(Role.HEAD_OF_UNIT), reviewer=first)
    judge_all(case, actor_for(first))
    assert len(queries.findings_of(case)) == 10
    standing = queries.standing_findings(case)
    assert {finding.reviewer_id for finding in standing} == {first.id}
    assert set(queries.findings_by_application([case.id])[case.id]) == set(standing)


def test_a_finding_sent_too_late_is_answered_with_what_was_typed(db, sign_in):
    moved_on = make_application(state=ApplicationState.RECOMMENDED)
    answer = sign_in(make_account(Role.REVIEWER)).post(
        f"/en/accreditation/desk/{moved_on.id}/criteria/registered",
        data={"verdict": "met", "reason": "TYPEDWORDS"},
    )
    assert answer.status_code == 409
    assert "TYPEDWORDS" in answer.text


def test_a_criterion_of_a_draft_is_not_there_for_a_reviewer(db, sign_in):
    draft = make_application(state=ApplicationState.DRAFT)
    page = f"/en/accreditation/desk/{draft.id}/criteria/registered"
    assert sign_in(make_account(Role.REVIEWER)).get(page).status_code == 404
