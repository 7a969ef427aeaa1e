"""Many submissions at once, and one submission sent twice at once."""

import uuid
from functools import partial

from sqlalchemy import func, select

from engagement.accounts.queries import get_account
from engagement.accreditation import commands, queries
from engagement.accreditation.models import Application, ApplicationState
from engagement.audit.models import AuditEvent
from engagement.core import invariants
from engagement.core.db import db
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Role
from engagement.mail.models import Message
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_application

MANY = 20


def make_drafts(count):
    """(application's id, focal point's id) of so many complete drafts."""
    made = []
    for _ in range(count):
        application = make_application()
        focal_point = make_account(leads=[application.organization])
        made.append((application.id, focal_point.id))
    return made


def submit(application_id, person_id, key=None):
    return commands.submit_application(
        queries.get_application(application_id),
        actor=actor_for(get_account(person_id)),
        declared_name="A. Person",
        key=key,
    ).reference


def test_twenty_submissions_at_once_get_numbers_in_the_order_of_submission(racing, inside):
    with racing.app_context():
        drafts = make_drafts(MANY)

    references = inside(*(partial(submit, *draft) for draft in drafts))

    with racing.app_context():
        in_order = db.session.scalars(
            select(Application.reference).order_by(Application.submitted_at)
        ).all()
        numbers = [int(reference.rsplit("-")[-1]) for reference in in_order]
        mails = db.session.scalar(
            select(func.count())
            .select_from(Message)
            .filter_by(template="accreditation/application_submitted")
        )
        for name in (
            "numbers of applications follow the order of submission",
            "numbers have no gaps and end where their counter stands",
            "an application's open stage is its state",
        ):
            assert invariants.offenders(invariants.DECLARED[name]) == []
    assert sorted(references) == in_order
    assert numbers == list(range(1, MANY + 1))
    assert mails == MANY


def test_a_form_sent_twice_at_once_makes_one_submission_and_one_mail(racing, browser_of, at_once):
    with racing.app_context():
        ((application_id, person_id),) = make_drafts(1)
        clients = [browser_of(get_account(person_id)) for _ in range(2)]
    form = {"declared_name": "A. Person", "declared": "y", "form_key": str(uuid.uuid4())}

    def click(client):
        path = f"/en/accreditation/applications/{application_id}/submit-application"
        answer = client.post(path, data=form)
        return answer.status_code, answer.location

    first, second = at_once(*(partial(click, client) for client in clients))

    assert first == second
    assert first[0] == 302
    with racing.app_context():
        actions = db.session.scalars(
            select(AuditEvent.action).where(AuditEvent.action.like("%:submitted"))
        ).all()
        templates = db.session.scalars(select(Message.template)).all()
        application = db.session.get(Application, application_id)
        assert len(application.snapshots) == 1
    assert actions == ["accreditation:application:submitted"]
    assert templates == ["accreditation/application_submitted"]


def test_two_pages_submitted_at_once_count_once(racing, inside):
    with racing.app_context():
        ((application_id, person_id),) = make_drafts(1)

    results = inside(*(partial(submit, application_id, person_id, uuid.uuid4()) for _ in range(2)))

    refused = [each for each in results if isinstance(each, RuleViolation)]
    assert len(refused) == 1
    with racing.app_context():
        assert db.session.scalars(select(Message.template)).all() == [
            "accreditation/application_submitted"
        ]


def test_two_people_accept_at_once_and_one_does(racing, inside):
    with racing.app_context():
        application_id = make_application(state=ApplicationState.SUBMITTED).id
        people = [make_account(Role.REVIEWER).id for _ in range(2)]

    def accept(person_id):
        return commands.accept_application(
            queries.get_application(application_id), actor=actor_for(get_account(person_id))
        )

    results = inside(*(partial(accept, person) for person in people))

    won = [person for person, result in zip(people, results, strict=True) if result is None]
    assert [type(result) for result in results if result is not None] == [RuleViolation]
    with racing.app_context():
        application = db.session.get(Application, application_id)
        assert application.state == ApplicationState.IN_REVIEW
        assert [application.reviewer_id] == won
        assert len(application.stages) == 2
