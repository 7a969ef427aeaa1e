"""Who could still review, decide and reconsider: counted before a step, and told when too few."""

from engagement.accreditation import commands, queries
from engagement.accreditation.models import Act, ApplicationState
from engagement.core.permissions import Role
from engagement.organizations.queries import actor_for
from tests.accreditation.cases import in_reconsideration
from tests.factories import make_account, make_application, make_hand

S = ApplicationState
TOO_FEW = "Too few people are left for this application"


def desk_of(application, step=""):
    return f"/en/accreditation/desk/{application.id}{step}"


def numbers(left):
    return left.review, left.decide, left.reconsider, left.too_few


def test_three_numbers_after_an_assignment(db):
    application = make_application(state=S.SUBMITTED)
    both = make_account(Role.REVIEWER, Role.APPROVER)
    make_account(Role.REVIEWER)
    make_account(Role.REVIEWER, interest_in=[application.organization])
    make_account(Role.APPROVER)
    touched = make_account(Role.APPROVER)
    make_account(Role.APPROVER, interest_in=[application.organization])
    make_hand(application, touched.id, Act.ASKED)

    assert numbers(queries.left_after(application)) == (2, 2, 1, False)
    assert numbers(queries.left_after(application, both.id)) == (1, 1, 0, True)


def test_too_few_to_review_is_told_like_too_few_to_decide(db):
    application = make_application(state=S.SUBMITTED)
    only = make_account(Role.REVIEWER)
    for _ in range(2):
        make_account(Role.APPROVER)
    assert numbers(queries.left_after(application)) == (1, 2, 1, True)
    assert numbers(queries.left_after(application, only.id)) == (0, 2, 1, True)
    make_account(Role.REVIEWER)
    assert numbers(queries.left_after(application, only.id)) == (1, 2, 1, False)


def test_pages_warn_before_taking_accepting_and_assigning(db, sign_in):
    submitted = make_application(state=S.SUBMITTED)
    in_review = make_application(state=S.IN_REVIEW)
    both = make_account(Role.REVIEWER, Role.APPROVER)
    plain = make_account(Role.REVIEWER)
    for _ in range(2):
        make_account(Role.REVIEWER)
    make_account(Role.APPROVER)
    for application in (submitted, in_review):
        assert TOO_FEW in sign_in(both).get(desk_of(application)).text
        assert TOO_FEW not in sign_in(plain).get(desk_of(application)).text
    page = sign_in(plain).get(desk_of(submitted, "/assign-application")).text
    assert "People left for this application: 3 to review, 1 to decide, 0 to reconsider." in page
    assert TOO_FEW not in page
    chosen = f"?application={submitted.id}&reviewer={both.id}"
    bulk = sign_in(plain).get(f"/en/accreditation/desk/assign-applications{chosen}").text
    assert "People left for this application: 3 to review, 1 to decide, 0 to reconsider." in bulk


def test_reopening_warns_when_nobody_new_could_decide(db, sign_in):
    application = in_reconsideration()
    approver = make_account(Role.APPROVER)
    page = desk_of(application, "/decide-reconsideration")
    assert "If you reopen it, 0 approvers are left" in sign_in(approver).get(page).text
    for _ in range(2):
        make_account(Role.APPROVER)
    assert "If you reopen it" not in sign_in(approver).get(page).text


def test_who_accepts_takes_the_free_place_or_leaves_no_hand(db):
    first, second = make_account(Role.REVIEWER), make_account(Role.REVIEWER)
    free = make_application(state=S.SUBMITTED, reviewer=first)
    full = make_application(state=S.SUBMITTED, reviewer=first, second_reviewer=second)
    clerk = make_account(Role.REVIEWER)

    for application in (free, full):
        commands.accept_application(application, actor=actor_for(clerk))

    assert (free.reviewer_id, free.second_reviewer_id) == (first.id, clerk.id)
    assert (full.reviewer_id, full.second_reviewer_id) == (first.id, second.id)
    assert [hand.person_id for hand in free.hands] == [clerk.id]
    assert clerk.id not in {hand.person_id for hand in full.hands}
