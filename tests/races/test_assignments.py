"""Two people take a case, or give a place away, at once: nobody loses a place without a word."""

from functools import partial

from engagement.accounts.queries import get_account
from engagement.accreditation import commands, queries
from engagement.accreditation.models import Application, ApplicationState
from engagement.core.db import db
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Role
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_actor, make_application

TIMES = 5


def take(application_id, person_id):
    return commands.take_application(
        queries.get_application(application_id), actor=actor_for(get_account(person_id))
    ).id


def test_of_two_who_take_the_last_place_at_once_one_gets_it_and_the_first_stays(racing, inside):
    with racing.app_context():
        first = make_account(Role.REVIEWER)
        cases = [
            make_application(state=ApplicationState.SUBMITTED, reviewer=first).id
            for _ in range(TIMES)
        ]
        first_id = first.id
        people = [make_account(Role.REVIEWER).id for _ in range(2)]

    for case in cases:
        results = inside(*(partial(take, case, person) for person in people))

        (refusal,) = [each for each in results if isinstance(each, RuleViolation)]
        (winner,) = [each for each in results if each is not refusal]
        assert "has its reviewers" in str(refusal)
        with racing.app_context():
            application = db.session.get(Application, case)
            assert (application.reviewer_id, application.second_reviewer_id) == (first_id, winner)


def test_two_who_give_one_place_away_at_once_do_not_overwrite_each_other(racing, inside):
    with racing.app_context():
        cases = [make_application(state=ApplicationState.SUBMITTED).id for _ in range(TIMES)]
        heads = [make_actor(Role.HEAD_OF_UNIT) for _ in range(2)]
        people = [make_account(Role.REVIEWER).id for _ in range(2)]

    def assign(case, head, person):
        return commands.assign_application(
            queries.get_application(case),
            actor=head,
            reviewer=get_account(person),
            holders={"reviewer_id": None, "second_reviewer_id": None},
        ).id

    for case in cases:
        results = inside(
            *(
                partial(assign, case, head, person)
                for head, person in zip(heads, people, strict=True)
            )
        )

        (refusal,) = [each for each in results if isinstance(each, RuleViolation)]
        (winner,) = [each for each in results if each is not refusal]
        with racing.app_context():
            application = db.session.get(Application, case)
            assert application.reviewer_id == winner
            assert application.reviewer.name in str(refusal)
